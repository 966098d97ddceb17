//! The history of what was said.

use kith_domain::KeywordPath;
use kith_store::{Library, StepState};

use crate::dto::{ListSteps, PastStep, Step, StepPage};
use crate::error::Result;

/// A part of the steps that hold or can be brought again, the newest first.
///
/// # Errors
/// When the library cannot be read.
pub async fn step_page(library: &Library, request: ListSteps) -> Result<StepPage> {
    let steps = library.past_steps(request.offset, request.limit).await?.into_iter().map(|past| {
        let (id, step) = (past.step.id.0.to_string(), Step::from(past.step));
        PastStep {
            id,
            at: past.at,
            kind: step.kind,
            count: step.count,
            people: past.people.iter().map(ToString::to_string).collect(),
            keyword: parts(past.keyword.as_ref()),
            renamed: parts(past.renamed.as_ref()),
            place: past.place.as_deref().map(crate::shown),
            programs: past.programs,
            holds: past.state == StepState::Done,
        }
    });
    Ok(StepPage { total: library.count_past_steps().await?, steps: steps.collect() })
}

fn parts(keyword: Option<&KeywordPath>) -> Vec<String> {
    keyword.map(|keyword| keyword.parts().to_vec()).unwrap_or_default()
}
