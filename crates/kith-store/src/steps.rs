//! The log of decisions: steps of undo and their changes.

use std::collections::BTreeSet;

use kith_domain::decision::{Change, FacePair};
use kith_domain::{DecisionId, FaceId, KeywordPath, Location, PersonId, PersonName, PhotoId, RootId};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::error::{Result, StoreError};
use crate::{Library, Write, codec};

/// Whether a step holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    /// It holds.
    Done,
    /// It was taken back and can be brought again.
    Undone,
}

/// Who made a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// The person.
    Person,
    /// What files or another program say, taken in.
    Import,
}

/// What one undo takes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepRow {
    /// Row number.
    pub id: DecisionId,
    /// Who made it.
    pub actor: Actor,
    /// What kind of decision it began with.
    pub kind: String,
    /// How many decisions it is made of.
    pub decisions: u32,
}

const NEXT_UNDO: &str = "select id, actor, kind, decisions from step where state = 'done' order by id desc limit 1";
const NEXT_REDO: &str = "select id, actor, kind, decisions from step where state = 'undone' order by id limit 1";

fn actor_word(actor: Actor) -> &'static str {
    match actor {
        Actor::Person => "person",
        Actor::Import => "import",
    }
}

pub(crate) fn read(row: &SqliteRow) -> Result<StepRow> {
    let actor = match row.try_get("actor")? {
        "person" => Actor::Person,
        "import" => Actor::Import,
        other => return Err(StoreError::corrupt("actor of a step", other)),
    };
    let (kind, decisions) = (row.try_get("kind")?, row.try_get("decisions")?);
    Ok(StepRow { id: DecisionId(row.try_get("id")?), actor, kind, decisions })
}

impl Library {
    /// The step that the next undo takes back.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn next_undo(&self) -> Result<Option<StepRow>> {
        sqlx::query(NEXT_UNDO).fetch_optional(&self.readers).await?.as_ref().map(read).transpose()
    }

    /// The step that the next redo brings again.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn next_redo(&self) -> Result<Option<StepRow>> {
        sqlx::query(NEXT_REDO).fetch_optional(&self.readers).await?.as_ref().map(read).transpose()
    }
}

impl Write {
    /// The step that the next undo takes back, as this transaction sees it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn step_to_undo(&mut self) -> Result<Option<StepRow>> {
        sqlx::query(NEXT_UNDO).fetch_optional(self.db()).await?.as_ref().map(read).transpose()
    }

    /// The step that the next redo brings again, as this transaction sees it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn step_to_redo(&mut self) -> Result<Option<StepRow>> {
        sqlx::query(NEXT_REDO).fetch_optional(self.db()).await?.as_ref().map(read).transpose()
    }

    /// Notes whether a step holds.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn set_step_state(&mut self, step: DecisionId, state: StepState) -> Result<()> {
        let word = match state {
            StepState::Done => "done",
            StepState::Undone => "undone",
        };
        sqlx::query("update step set state = ? where id = ?").bind(word).bind(step.0).execute(self.db()).await?;
        Ok(())
    }

    /// Adds a step to the log. What was taken back before can no longer be brought again.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn add_step(
        &mut self,
        (actor, kind): (Actor, &str),
        decisions: u32,
        changes: &[Change],
        now: i64,
    ) -> Result<DecisionId> {
        sqlx::query("update step set state = 'discarded' where state = 'undone'").execute(self.db()).await?;
        let step = sqlx::query("insert into step (at, actor, kind, decisions, state) values (?, ?, ?, ?, 'done')")
            .bind(now)
            .bind(actor_word(actor))
            .bind(kind)
            .bind(decisions)
            .execute(self.db())
            .await?
            .last_insert_rowid();
        for (seq, change) in changes.iter().enumerate() {
            self.add_change(step, seq as i64, &Columns::from(change)).await?;
        }
        Ok(DecisionId(step))
    }

    /// Notes which programs wrote what a step took in.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn add_step_programs(&mut self, step: DecisionId, programs: &BTreeSet<String>) -> Result<()> {
        for program in programs {
            let sql = "insert or ignore into step_program (step_id, program) values (?, ?)";
            sqlx::query(sql).bind(step.0).bind(program).execute(self.db()).await?;
        }
        Ok(())
    }

    /// Adds more to a step; false if it does not hold any more, or the log has a later one: then nothing is added.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn extend_step(&mut self, step: DecisionId, decisions: u32, changes: &[Change]) -> Result<bool> {
        let sql = "update step set decisions = decisions + ?2 where id = ?1 and state = 'done'
            and not exists (select 1 from step later where later.id > ?1)";
        if sqlx::query(sql).bind(step.0).bind(decisions).execute(self.db()).await?.rows_affected() == 0 {
            return Ok(false);
        }
        let sql = "select coalesce(max(seq), -1) + 1 from change where step_id = ?";
        let next: i64 = sqlx::query_scalar(sql).bind(step.0).fetch_one(self.db()).await?;
        for (seq, change) in (next..).zip(changes) {
            self.add_change(step.0, seq, &Columns::from(change)).await?;
        }
        Ok(true)
    }

    /// Who last said of each face of a photo who it is or is not, as far as it holds and anything was said.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn last_speakers(&mut self, photo: PhotoId) -> Result<Vec<(FaceId, Actor)>> {
        let sql = "select c.face_id, max(s.id), s.actor = 'import' from face f join change c on c.face_id = f.id
            join step s on s.id = c.step_id and s.state = 'done'
            where f.photo_id = ? and c.field not in ('link', 'seen', 'placed') group by c.face_id";
        let rows: Vec<(i64, i64, bool)> = sqlx::query_as(sql).bind(photo.0).fetch_all(self.db()).await?;
        let actor = |is_import| if is_import { Actor::Import } else { Actor::Person };
        Ok(rows.into_iter().map(|(face, _, is_import)| (FaceId(face), actor(is_import))).collect())
    }

    /// What people were called before they were renamed, as far as it holds.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn former_names(&mut self) -> Result<Vec<(PersonId, PersonName)>> {
        let sql =
            "select distinct c.person_id, c.before from change c join step s on s.id = c.step_id and s.state = 'done'
            where c.field = 'name'";
        let rows: Vec<(i64, String)> = sqlx::query_as(sql).fetch_all(self.db()).await?;
        Ok(rows.into_iter().map(|(person, name)| (PersonId(person), codec::name(&name))).collect())
    }

    async fn add_change(&mut self, step: i64, seq: i64, columns: &Columns) -> Result<()> {
        sqlx::query(
            "insert into change (step_id, seq, field, face_id, other_face_id, person_id, photo_id, root_id, key, before, after)
             values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(step)
        .bind(seq)
        .bind(columns.field)
        .bind(columns.face.map(|f| f.0))
        .bind(columns.other.map(|f| f.0))
        .bind(columns.person.map(|p| p.0))
        .bind(columns.photo.map(|p| p.0))
        .bind(columns.place.as_ref().map(|place| place.root.0))
        .bind(columns.place.as_ref().map(|place| &place.key))
        .bind(&columns.before)
        .bind(&columns.after)
        .execute(self.db())
        .await?;
        Ok(())
    }

    /// The changes of a step in the order in which they were made.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn changes_of(&mut self, step: DecisionId) -> Result<Vec<Change>> {
        let sql = "select field, face_id, other_face_id, person_id, photo_id, root_id, key, before, after from change
            where step_id = ? order by seq";
        let rows = sqlx::query(sql).bind(step.0).fetch_all(self.db()).await?;
        rows.iter().map(change).collect()
    }
}

/// A change as one row.
struct Columns {
    field: &'static str,
    face: Option<FaceId>,
    other: Option<FaceId>,
    person: Option<PersonId>,
    photo: Option<PhotoId>,
    place: Option<Location>,
    before: String,
    after: String,
}

impl From<&Change> for Columns {
    fn from(change: &Change) -> Self {
        let flag = |value: bool| String::from(if value { "1" } else { "0" });
        let (field, face, other, person, before, after) = match change {
            Change::Verdict { face, before, after } => {
                ("verdict", Some(*face), None, None, codec::verdict_word(*before), codec::verdict_word(*after))
            }
            Change::Rejected { face, person, after } => {
                ("rejected", Some(*face), None, Some(*person), flag(!after), flag(*after))
            }
            Change::Link { pair, before, after } => {
                let [face, other] = pair.faces();
                let [before, after] = [*before, *after].map(|link| codec::link_word(link).to_owned());
                ("link", Some(face), Some(other), None, before, after)
            }
            Change::Seen { face, before, after } => {
                ("seen", Some(*face), None, None, codec::seen_word(*before).into(), codec::seen_word(*after).into())
            }
            Change::Drawn { face, after } => ("drawn", Some(*face), None, None, flag(!after), flag(*after)),
            Change::Placed { face, before, after } => {
                ("placed", Some(*face), None, None, codec::place_word(*before), codec::place_word(*after))
            }
            Change::Name { person, before, after } => {
                ("name", None, None, Some(*person), before.to_string(), after.to_string())
            }
            Change::Dates { person, before, after } => {
                ("dates", None, None, Some(*person), codec::life_word(*before), codec::life_word(*after))
            }
            Change::KeyFace { person, before, after } => {
                ("key_face", None, None, Some(*person), codec::key_face_word(*before), codec::key_face_word(*after))
            }
            Change::Hidden { person, after } => ("hidden", None, None, Some(*person), flag(!after), flag(*after)),
            Change::Standing { person, before, after } => {
                ("standing", None, None, Some(*person), codec::standing_word(*before), codec::standing_word(*after))
            }
            Change::Keyword { keyword, after, .. } => {
                let [without, with] = [String::new(), keyword.text()];
                let (before, after) = if *after { (without, with) } else { (with, without) };
                ("keyword", None, None, None, before, after)
            }
            Change::LeftOut { after, .. } => ("left_out", None, None, None, flag(!after), flag(*after)),
        };
        let photo = if let Change::Keyword { photo, .. } = change { Some(*photo) } else { None };
        let place = if let Change::LeftOut { place, .. } = change { Some(place.clone()) } else { None };
        Self { field, face, other, person, photo, place, before, after }
    }
}

fn change(row: &SqliteRow) -> Result<Change> {
    let face = row.try_get::<Option<i64>, _>("face_id")?.map(FaceId);
    let other = row.try_get::<Option<i64>, _>("other_face_id")?.map(FaceId);
    let person = row.try_get::<Option<i64>, _>("person_id")?.map(PersonId);
    let photo = row.try_get::<Option<i64>, _>("photo_id")?.map(PhotoId);
    let (before, after): (&str, &str) = (row.try_get("before")?, row.try_get("after")?);
    let pair = face.zip(other).and_then(|(face, other)| FacePair::new(face, other));
    match (row.try_get("field")?, face, person) {
        ("verdict", Some(face), None) => Ok(Change::Verdict {
            face,
            before: codec::verdict_from_word(before)?,
            after: codec::verdict_from_word(after)?,
        }),
        ("rejected", Some(face), Some(person)) => Ok(Change::Rejected { face, person, after: after == "1" }),
        ("seen", Some(face), None) => {
            Ok(Change::Seen { face, before: codec::seen(before)?, after: codec::seen(after)? })
        }
        ("drawn", Some(face), None) => Ok(Change::Drawn { face, after: after == "1" }),
        ("placed", Some(face), None) => {
            Ok(Change::Placed { face, before: codec::place_from_word(before)?, after: codec::place_from_word(after)? })
        }
        ("name", None, Some(person)) => {
            Ok(Change::Name { person, before: codec::name(before), after: codec::name(after) })
        }
        ("dates", None, Some(person)) => {
            Ok(Change::Dates { person, before: codec::life_from_word(before)?, after: codec::life_from_word(after)? })
        }
        ("key_face", None, Some(person)) => Ok(Change::KeyFace {
            person,
            before: codec::key_face_from_word(before)?,
            after: codec::key_face_from_word(after)?,
        }),
        ("hidden", None, Some(person)) => Ok(Change::Hidden { person, after: after == "1" }),
        ("standing", None, Some(person)) => Ok(Change::Standing {
            person,
            before: codec::standing_from_word(before)?,
            after: codec::standing_from_word(after)?,
        }),
        ("link", Some(_), None) => Ok(Change::Link {
            pair: pair.ok_or_else(|| StoreError::corrupt("change", "link"))?,
            before: codec::link(before)?,
            after: codec::link(after)?,
        }),
        ("keyword", None, None) => Ok(Change::Keyword {
            photo: photo.ok_or_else(|| StoreError::corrupt("change", "keyword"))?,
            keyword: KeywordPath::kept(if before.is_empty() { after } else { before }),
            after: before.is_empty(),
        }),
        ("left_out", None, None) => Ok(Change::LeftOut {
            place: Location { root: RootId(row.try_get("root_id")?), key: row.try_get("key")? },
            after: after == "1",
        }),
        (field, ..) => Err(StoreError::corrupt("change", field)),
    }
}
