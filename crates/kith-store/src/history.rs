//! The log of decisions as a person reads it.

use kith_domain::{KeywordPath, PersonName, Verdict};
use sqlx::Row;

use crate::error::Result;
use crate::steps::{StepRow, StepState, read};
use crate::{Library, codec};

/// A step that holds, or that can be brought again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastStep {
    /// The step.
    pub step: StepRow,
    /// When it was made, in seconds since 1970.
    pub at: i64,
    /// Whether it holds.
    pub state: StepState,
    /// Whom it is about, as they are called now: the one person of a confirmation, a rejection, a date, a picture or of
    /// being hidden or shown, the old and the new name of who was renamed, and who was merged into whom.
    pub people: Vec<PersonName>,
    /// The one keyword that it is about, of one photo or of many, as it was called.
    pub keyword: Option<KeywordPath>,
    /// What that keyword is called since.
    pub renamed: Option<KeywordPath>,
    /// The path of the one folder or photo that was left out or taken in, below its root as bytes.
    pub place: Option<Vec<u8>>,
    /// The programs that wrote what it took in, as far as they say so.
    pub programs: Vec<String>,
}

/// More distinct words than these are about several people.
const WORDS: u32 = 3;

impl Library {
    /// Steps that hold or can be brought again, the newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn past_steps(&self, offset: u32, limit: u32) -> Result<Vec<PastStep>> {
        let sql = "select id, at, actor, kind, decisions, state from step where state in ('done', 'undone')
            order by id desc limit ? offset ?";
        let mut steps = Vec::new();
        for row in sqlx::query(sql).bind(limit).bind(offset).fetch_all(&self.readers).await? {
            let step = read(&row)?;
            let people = self.people_of(&step).await?;
            let (keyword, renamed) = self.keyword_of(&step).await?;
            let state = if row.try_get::<&str, _>("state")? == "done" { StepState::Done } else { StepState::Undone };
            let (place, programs) = (self.place_of(&step).await?, self.programs_of(&step).await?);
            steps.push(PastStep { step, at: row.try_get("at")?, state, people, keyword, renamed, place, programs });
        }
        Ok(steps)
    }

    /// How many steps hold or can be brought again.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn count_past_steps(&self) -> Result<u32> {
        let sql = "select count(*) from step where state in ('done', 'undone')";
        Ok(sqlx::query_scalar(sql).fetch_one(&self.readers).await?)
    }

    async fn people_of(&self, step: &StepRow) -> Result<Vec<PersonName>> {
        match step.kind.as_str() {
            "confirm" | "draw" => self.confirmed_in(step).await,
            "reject" => self.rejected_in(step).await,
            "dates" => self.changed_in(step, "dates").await,
            "key_face" => self.changed_in(step, "key_face").await,
            "hide" | "show" => self.changed_in(step, "hidden").await,
            "rename" => self.renamed_in(step).await,
            "merge" => self.merged_in(step).await,
            _ => Ok(Vec::new()),
        }
    }

    async fn confirmed_in(&self, step: &StepRow) -> Result<Vec<PersonName>> {
        let sql = "select distinct after from change where step_id = ? and field = 'verdict' limit ?";
        let words: Vec<String> = sqlx::query_scalar(sql).bind(step.id.0).bind(WORDS).fetch_all(&self.readers).await?;
        let verdicts = words.iter().map(|word| codec::verdict_from_word(word)).collect::<Result<Vec<_>>>()?;
        let mut people: Vec<i64> = verdicts.into_iter().filter_map(Verdict::person).map(|person| person.0).collect();
        people.sort_unstable();
        people.dedup();
        self.the_only(&people).await
    }

    async fn rejected_in(&self, step: &StepRow) -> Result<Vec<PersonName>> {
        let sql =
            "select distinct person_id from change where step_id = ? and field = 'rejected' and after = '1' limit ?";
        let people: Vec<i64> = sqlx::query_scalar(sql).bind(step.id.0).bind(WORDS).fetch_all(&self.readers).await?;
        self.the_only(&people).await
    }

    /// Of whom a field of their own changed.
    async fn changed_in(&self, step: &StepRow, field: &str) -> Result<Vec<PersonName>> {
        let sql = "select distinct person_id from change where step_id = ? and field = ? limit ?";
        let people = sqlx::query_scalar(sql).bind(step.id.0).bind(field).bind(WORDS);
        let people: Vec<i64> = people.fetch_all(&self.readers).await?;
        self.the_only(&people).await
    }

    async fn renamed_in(&self, step: &StepRow) -> Result<Vec<PersonName>> {
        let sql = "select before, after from change where step_id = ? and field = 'name' order by seq desc limit 1";
        let names: Option<(String, String)> = sqlx::query_as(sql).bind(step.id.0).fetch_optional(&self.readers).await?;
        Ok(names.map(|(before, after)| vec![codec::name(&before), codec::name(&after)]).unwrap_or_default())
    }

    async fn merged_in(&self, step: &StepRow) -> Result<Vec<PersonName>> {
        let sql = "select who.name, into_whom.name from change c join person who on who.id = c.person_id
            join person into_whom on c.after = 'merged ' || into_whom.id
            where c.step_id = ? and c.field = 'standing' order by c.seq desc limit 1";
        let names: Option<(String, String)> = sqlx::query_as(sql).bind(step.id.0).fetch_optional(&self.readers).await?;
        Ok(names.map(|(who, into)| vec![codec::name(&who), codec::name(&into)]).unwrap_or_default())
    }

    /// What was left out or taken in, the first of the copies of a photo.
    async fn place_of(&self, step: &StepRow) -> Result<Option<Vec<u8>>> {
        if !matches!(step.kind.as_str(), "leave_out" | "take_in") || step.decisions > 1 {
            return Ok(None);
        }
        let sql = "select key from change where step_id = ? and field = 'left_out' order by seq limit 1";
        Ok(sqlx::query_scalar(sql).bind(step.id.0).fetch_optional(&self.readers).await?)
    }

    async fn programs_of(&self, step: &StepRow) -> Result<Vec<String>> {
        let sql = "select program from step_program where step_id = ? order by program";
        Ok(sqlx::query_scalar(sql).bind(step.id.0).fetch_all(&self.readers).await?)
    }

    /// The keyword that a step is about, and what it is called since.
    async fn keyword_of(&self, step: &StepRow) -> Result<(Option<KeywordPath>, Option<KeywordPath>)> {
        if !step.kind.ends_with("_keyword") {
            return Ok((None, None));
        }
        let sql = "select path, renamed from step_keyword where step_id = ?";
        let whole: Option<(String, Option<String>)> =
            sqlx::query_as(sql).bind(step.id.0).fetch_optional(&self.readers).await?;
        if let Some((path, renamed)) = whole {
            return Ok((Some(KeywordPath::kept(&path)), renamed.as_deref().map(KeywordPath::kept)));
        }
        // One of the two is empty. Words that are parts of a new path come before it in each photo.
        let sql = "select distinct field, before || after from
            (select field, before, after, max(seq) from change where step_id = ? group by photo_id) limit 2";
        let all: Vec<(String, String)> = sqlx::query_as(sql).bind(step.id.0).fetch_all(&self.readers).await?;
        let only = match &all[..] {
            [(field, path)] if field == "keyword" => Some(KeywordPath::kept(path)),
            _ => None,
        };
        Ok((only, None))
    }

    async fn the_only(&self, people: &[i64]) -> Result<Vec<PersonName>> {
        let [person] = people else { return Ok(Vec::new()) };
        let name: Option<String> = sqlx::query_scalar("select name from person where id = ?")
            .bind(person)
            .fetch_optional(&self.readers)
            .await?;
        Ok(name.iter().map(|name| codec::name(name)).collect())
    }
}
