//! The faces of somebody from the first to the last.

use kith_domain::Verdict;
use kith_store::{FaceQuery, FaceView, Library};

use super::faces::with_versions;
use crate::dto::{self, ThroughYears, convert};
use crate::error::Result;

/// Faces that are looked at one after the other: at one a second, two and a half minutes.
const MOST: usize = 150;
/// How many letters of a date name its day, its month and its year.
const PERIODS: [usize; 3] = [10, 7, 4];

/// The confirmed faces of somebody whose date is known, the oldest first. Of many, those that can be seen best: one of each day, or
/// of each month or year.
///
/// # Errors
/// When the id is none, or the library cannot be read.
pub async fn through_years(library: &Library, request: &ThroughYears) -> Result<Vec<dto::Face>> {
    let person = FaceQuery::Person(convert::parse_person(&request.person)?);
    let faces = library.faces(person, 0, u32::MAX).await?.into_iter();
    let confirmed = faces.filter(|face| matches!(face.verdict, Verdict::Confirmed { .. }));
    let mut dated: Vec<Dated> = confirmed.filter_map(Dated::new).collect();
    dated.sort_by(|a, b| (&a.date, &a.face.taken, a.face.uuid).cmp(&(&b.date, &b.face.taken, b.face.uuid)));
    for letters in PERIODS {
        if dated.len() > MOST {
            dated = best_of_each(dated, letters);
        }
    }
    with_versions(library, dated.into_iter().map(|dated| dated.face).collect()).await
}

struct Dated {
    date: String,
    face: FaceView,
}

impl Dated {
    fn new(face: FaceView) -> Option<Self> {
        let date = face.taken_on?.to_string();
        Some(Self { date, face })
    }

    fn period(&self, letters: usize) -> &str {
        self.date.get(..letters).unwrap_or(&self.date)
    }
}

/// The best face of each period, of faces in the order of their dates.
fn best_of_each(dated: Vec<Dated>, letters: usize) -> Vec<Dated> {
    let quality = |dated: &Dated| dated.face.quality.unwrap_or_default();
    let mut best: Vec<Dated> = Vec::new();
    for next in dated {
        match best.last_mut() {
            Some(last) if last.period(letters) == next.period(letters) => {
                if quality(&next) > quality(last) {
                    *last = next;
                }
            }
            _ => best.push(next),
        }
    }
    best
}
