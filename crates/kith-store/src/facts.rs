//! The facts that decisions need, and the changes that they make.

use std::collections::BTreeSet;

use kith_domain::decision::{Change, Decision, FaceFacts, Facts, NewFace, NewPerson, PersonFacts};
use kith_domain::{FaceId, FaceUuid, PersonId, PersonName, PhotoId};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::error::Result;
use crate::{Write, codec};

/// What a batch of decisions or changes is about.
#[derive(Debug, Default)]
struct Scope {
    faces: BTreeSet<FaceId>,
    photos: BTreeSet<PhotoId>,
    people: BTreeSet<PersonId>,
    keywords: BTreeSet<PhotoId>,
}

const REJECTED_IN_PHOTO: &str =
    "select n.face_id, n.person_id from not_person n join face f on f.id = n.face_id where f.photo_id = ?";
const FACE_COLUMNS: &str =
    "select id, uuid, photo_id, x, y, w, h, origin, state, person_id, twice_ok, seen, drawn from face where ";

impl Write {
    /// Everything that `decisions` need to know.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn facts_for(&mut self, decisions: &[Decision]) -> Result<Facts> {
        let mut facts = self.people_facts().await?;
        let keywords = self.photos_of_keywords(decisions).await?;
        let mut scope = Scope { people: merged(&facts, decisions), keywords, ..Scope::default() };
        for decision in decisions {
            match decision {
                Decision::Confirm { face, .. }
                | Decision::Reject { face, .. }
                | Decision::Ignore { face }
                | Decision::NotAFace { face }
                | Decision::Stranger { face }
                | Decision::Later { face }
                | Decision::Clear { face }
                | Decision::Place { face, .. }
                | Decision::KeyFace { face, .. } => {
                    scope.faces.insert(*face);
                }
                Decision::Link { face, other, .. } => scope.faces.extend([*face, *other]),
                Decision::Draw { photo, .. } => {
                    scope.photos.insert(*photo);
                }
                Decision::Rename { .. }
                | Decision::Dates { .. }
                | Decision::Hide { .. }
                | Decision::Merge { .. }
                | Decision::Keyword { .. }
                | Decision::RenameKeyword { .. }
                | Decision::DeleteKeyword { .. }
                | Decision::LeaveOut { .. } => {}
            }
        }
        if decisions.iter().any(|decision| matches!(decision, Decision::LeaveOut { .. })) {
            facts.left_out = self.places_left_out().await?;
        }
        self.load(&mut facts, scope).await?;
        Ok(facts)
    }

    /// All faces of a photo, what was said of them, and all people.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn facts_of_photo(&mut self, photo: PhotoId) -> Result<Facts> {
        let mut facts = self.people_facts().await?;
        self.load(&mut facts, Scope { photos: [photo].into(), ..Scope::default() }).await?;
        Ok(facts)
    }

    /// Everything that taking `changes` back, or bringing them again, needs to know.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn facts_for_changes(&mut self, changes: &[Change]) -> Result<Facts> {
        let mut facts = self.people_facts().await?;
        let faces = changes.iter().flat_map(|change| match change {
            Change::Verdict { face, .. }
            | Change::Rejected { face, .. }
            | Change::Seen { face, .. }
            | Change::Drawn { face, .. }
            | Change::Placed { face, .. } => vec![*face],
            Change::Link { pair, .. } => pair.faces().to_vec(),
            Change::Name { .. }
            | Change::Dates { .. }
            | Change::KeyFace { .. }
            | Change::Hidden { .. }
            | Change::Standing { .. }
            | Change::Keyword { .. }
            | Change::LeftOut { .. } => Vec::new(),
        });
        let keywords = changes.iter().filter_map(|change| match change {
            Change::Keyword { photo, .. } => Some(*photo),
            _ => None,
        });
        let scope = Scope { faces: faces.collect(), keywords: keywords.collect(), ..Scope::default() };
        if changes.iter().any(|change| matches!(change, Change::LeftOut { .. })) {
            facts.left_out = self.places_left_out().await?;
        }
        self.load(&mut facts, scope).await?;
        Ok(facts)
    }

    async fn people_facts(&mut self) -> Result<Facts> {
        let sql = "select id, name, standing, merged_into, born, died, key_face, hidden from person";
        let rows = sqlx::query(sql).fetch_all(self.db()).await?;
        let person = |row: &SqliteRow| {
            let standing = codec::standing(row.try_get("standing")?, row.try_get("merged_into")?)?;
            let (name, life) = (codec::name(row.try_get("name")?), codec::life(row)?);
            let (key_face, hidden) = (codec::key_face(row)?, row.try_get("hidden")?);
            Ok((PersonId(row.try_get("id")?), PersonFacts { name, standing, life, key_face, hidden }))
        };
        let people = rows.iter().map(person).collect::<Result<_>>()?;
        let next = "select coalesce((select seq from sqlite_sequence where name = 'face'), 0) + 1,
            coalesce((select seq from sqlite_sequence where name = 'person'), 0) + 1";
        let (next_face, next_person) = sqlx::query_as(next).fetch_one(self.db()).await?;
        Ok(Facts { people, next_face, next_person, ..Facts::default() })
    }

    async fn load(&mut self, facts: &mut Facts, mut scope: Scope) -> Result<()> {
        for id in scope.faces.clone() {
            self.load_faces(facts, "id = ?", id.0).await?;
            scope.photos.extend(facts.faces.get(&id).map(|f| f.photo));
            self.load_rejections(facts, "select face_id, person_id from not_person where face_id = ?", id.0).await?;
            facts.links.extend(self.links_of(id).await?);
        }
        for person in scope.people {
            self.load_faces(facts, "person_id = ?", person.0).await?;
            self.load_rejections(facts, "select face_id, person_id from not_person where person_id = ?", person.0)
                .await?;
        }
        for photo in scope.photos {
            self.load_faces(facts, "photo_id = ?", photo.0).await?;
            self.load_rejections(facts, REJECTED_IN_PHOTO, photo.0).await?;
        }
        for photo in scope.keywords {
            self.load_keywords(facts, photo).await?;
        }
        Ok(())
    }

    async fn load_keywords(&mut self, facts: &mut Facts, photo: PhotoId) -> Result<()> {
        let exists = sqlx::query("select 1 from photo where id = ?").bind(photo.0).fetch_optional(self.db()).await?;
        if exists.is_some() {
            let keywords = self.photo_keywords(photo).await?;
            let own = keywords.into_iter().filter(|known| known.own).map(|known| (known.path.key(), known.path));
            facts.keywords.insert(photo, own.collect());
        }
        Ok(())
    }

    async fn load_faces(&mut self, facts: &mut Facts, condition: &'static str, value: i64) -> Result<()> {
        let sql = sqlx::AssertSqlSafe(format!("{FACE_COLUMNS}{condition}"));
        for row in &sqlx::query(sql).bind(value).fetch_all(self.db()).await? {
            facts.faces.insert(FaceId(row.try_get("id")?), face_facts(row)?);
        }
        Ok(())
    }

    async fn load_rejections(&mut self, facts: &mut Facts, sql: &'static str, value: i64) -> Result<()> {
        let pairs: Vec<(i64, i64)> = sqlx::query_as(sql).bind(value).fetch_all(self.db()).await?;
        facts.rejected.extend(pairs.into_iter().map(|(face, person)| (FaceId(face), PersonId(person))));
        Ok(())
    }

    /// Adds the rows of people and faces that decisions made; they do not count before their changes are written.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn add_made(&mut self, people: &[NewPerson], faces: &[NewFace]) -> Result<()> {
        for person in people {
            sqlx::query("insert into person (id, uuid, name, name_key, standing) values (?, ?, ?, ?, 'gone')")
                .bind(person.id.0)
                .bind(&person.uuid.0[..])
                .bind(person.name.as_str())
                .bind(person.name.key().as_str())
                .execute(self.db())
                .await?;
        }
        for face in faces {
            sqlx::query(
                "insert into face (id, uuid, photo_id, x, y, w, h, origin, drawn) values (?, ?, ?, ?, ?, ?, ?, ?, 0)",
            )
            .bind(face.id.0)
            .bind(&face.uuid.0[..])
            .bind(face.photo.0)
            .bind(face.rect.x())
            .bind(face.rect.y())
            .bind(face.rect.w())
            .bind(face.rect.h())
            .bind(codec::origin_word(face.origin))
            .execute(self.db())
            .await?;
        }
        Ok(())
    }

    /// Makes changes hold.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn apply(&mut self, changes: &[Change]) -> Result<()> {
        for change in changes {
            self.apply_one(change).await?;
        }
        let said = changes.iter().filter_map(|change| match change {
            Change::Keyword { photo, keyword, after } => Some((*photo, keyword, *after)),
            _ => None,
        });
        self.say_keywords(&said.collect::<Vec<_>>()).await
    }

    async fn apply_one(&mut self, change: &Change) -> Result<()> {
        let query = match change {
            Change::Verdict { face, after, .. } => {
                let (state, person, twice) = codec::verdict_columns(*after);
                sqlx::query("update face set state = ?, person_id = ?, twice_ok = ? where id = ?")
                    .bind(state)
                    .bind(person)
                    .bind(twice)
                    .bind(face.0)
            }
            Change::Link { pair, after, .. } => return self.set_link(*pair, *after).await,
            Change::LeftOut { place, after } => return self.set_left_out(place, *after).await,
            // Those of a photo are said together.
            Change::Keyword { .. } => return Ok(()),
            Change::Seen { face, after, .. } => {
                sqlx::query("update face set seen = ? where id = ?").bind(codec::seen_word(*after)).bind(face.0)
            }
            Change::Rejected { face, person, after: true } => {
                sqlx::query("insert into not_person (face_id, person_id) values (?, ?)").bind(face.0).bind(person.0)
            }
            Change::Rejected { face, person, after: false } => {
                sqlx::query("delete from not_person where face_id = ? and person_id = ?").bind(face.0).bind(person.0)
            }
            Change::Drawn { face, after } => {
                sqlx::query("update face set drawn = ? where id = ?").bind(*after).bind(face.0)
            }
            Change::Placed { face, after, .. } => {
                sqlx::query("update face set x = ?, y = ?, w = ?, h = ?, origin = ? where id = ?")
                    .bind(after.rect.x())
                    .bind(after.rect.y())
                    .bind(after.rect.w())
                    .bind(after.rect.h())
                    .bind(codec::origin_word(after.origin))
                    .bind(face.0)
            }
            Change::Name { person, after, .. } => sqlx::query("update person set name = ?, name_key = ? where id = ?")
                .bind(after.as_str().to_owned())
                .bind(after.key().as_str().to_owned())
                .bind(person.0),
            Change::Dates { person, after, .. } => sqlx::query("update person set born = ?, died = ? where id = ?")
                .bind(after.born.map(|date| date.to_string()))
                .bind(after.died.map(|date| date.to_string()))
                .bind(person.0),
            Change::KeyFace { person, after, .. } => sqlx::query("update person set key_face = ? where id = ?")
                .bind(after.map(|face| face.0.to_vec()))
                .bind(person.0),
            Change::Hidden { person, after } => {
                sqlx::query("update person set hidden = ? where id = ?").bind(*after).bind(person.0)
            }
            Change::Standing { person, after, .. } => {
                let (standing, into) = codec::standing_columns(*after);
                sqlx::query("update person set standing = ?, merged_into = ? where id = ?")
                    .bind(standing)
                    .bind(into)
                    .bind(person.0)
            }
        };
        query.execute(self.db()).await?;
        Ok(())
    }
}

/// Who may be merged. Within the batch someone may first be renamed, or become a person again, so whoever has or had
/// any of the names counts.
fn merged(facts: &Facts, decisions: &[Decision]) -> BTreeSet<PersonId> {
    let names = decisions.iter().flat_map(|decision| match decision {
        Decision::Merge { person, into, .. } => vec![person, into],
        Decision::Rename { person, to } => vec![person, to],
        Decision::Confirm { person, .. } => vec![person],
        Decision::Draw { person, .. } => person.iter().collect(),
        _ => Vec::new(),
    });
    let merges = decisions.iter().any(|decision| matches!(decision, Decision::Merge { .. }));
    let keys: BTreeSet<_> = names.filter(|_| merges).map(PersonName::key).collect();
    facts.people.iter().filter(|(_, person)| keys.contains(&person.name.key())).map(|(id, _)| *id).collect()
}

fn face_facts(row: &SqliteRow) -> Result<FaceFacts> {
    Ok(FaceFacts {
        uuid: FaceUuid(codec::bytes("face", row.try_get("uuid")?)?),
        photo: PhotoId(row.try_get("photo_id")?),
        rect: codec::rect(row.try_get("x")?, row.try_get("y")?, row.try_get("w")?, row.try_get("h")?)?,
        origin: codec::origin(row.try_get("origin")?)?,
        verdict: codec::verdict(row.try_get("state")?, row.try_get("person_id")?, row.try_get("twice_ok")?)?,
        seen: codec::seen(row.try_get("seen")?)?,
        exists: row.try_get("drawn")?,
    })
}
