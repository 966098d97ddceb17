//! What is shown: faces, photos, files and groups with everything that a screen or a line needs.

use kith_domain::{
    Day, DaySpan, Embedding, FaceId, FaceOrigin, FaceUuid, GroupId, Landmarks, Orientation, PartialDate, PersonId,
    PersonName, PersonUuid, PhotoId, Probability, RootId, Seen, Similarity, SpaceId, UnitRect, Verdict,
};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::error::Result;
use crate::suggestions::STANDING;
use crate::{FileState, Library, codec};

#[cfg(test)]
mod tests;

/// A person proposed for a face.
#[derive(Debug, Clone, PartialEq)]
pub struct SuggestionView {
    /// Who.
    pub person: (PersonUuid, PersonName),
    /// How alike.
    pub similarity: Similarity,
    /// How likely it is that person.
    pub probability: Probability,
    /// Who else it may be who is not hidden, and how likely.
    pub runner_up: Option<((PersonUuid, PersonName), Probability)>,
}

/// A face as it is shown; places are fractions of the stored picture.
#[derive(Debug, Clone, PartialEq)]
pub struct FaceView {
    /// Lasting identity.
    pub uuid: FaceUuid,
    /// The photo it is in.
    pub photo: PhotoId,
    /// How that photo must be turned.
    pub orientation: Orientation,
    /// When that photo was taken, local time.
    pub taken: Option<String>,
    /// The date of that photo, as far as it is known.
    pub taken_on: Option<PartialDate>,
    /// On which days it was taken.
    pub days: DaySpan,
    /// Where.
    pub rect: UnitRect,
    /// Its landmarks; none for a face that was drawn.
    pub landmarks: Option<Landmarks>,
    /// Who found it.
    pub origin: FaceOrigin,
    /// How sure the detector is; none for a face that was drawn.
    pub score: Option<f32>,
    /// How well it can be compared, where that was measured.
    pub quality: Option<f32>,
    /// What is said about it.
    pub verdict: Verdict,
    /// How far the person has looked at it.
    pub seen: Seen,
    /// Who it is, if that is confirmed.
    pub person: Option<(PersonUuid, PersonName)>,
    /// Who it may be, if nothing is said about it.
    pub suggestion: Option<SuggestionView>,
    /// The group it is in, if nothing is said and nobody proposed.
    pub group: Option<GroupId>,
}

/// Which faces to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaceQuery {
    /// Confirmed as or proposed for someone.
    Person(PersonUuid),
    /// Nothing said and nobody proposed.
    Unknown,
    /// Somebody proposed who is not hidden.
    Suggested,
    /// Ignored, strangers, and not faces.
    Ignored,
    /// In one group.
    Group(GroupId),
    /// Unknown and in no group.
    Alone,
    /// Unknown, in the photos of one day.
    UnknownOn(Day),
    /// In one photo, also if it is gone; all others are of photos that are there.
    Photo(PhotoId),
    /// A single face.
    One(FaceUuid),
    /// A single face by its number.
    Number(FaceId),
    /// Confirmed as someone, those that can be compared best first.
    BestOf(PersonId),
    /// Confirmed as someone who was not born yet when the photo was taken, or had died.
    OutOfLife,
}

/// A file as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileView {
    /// The root's absolute path as bytes.
    pub root: Vec<u8>,
    /// Which root.
    pub root_id: RootId,
    /// The path below the root as bytes.
    pub key: Vec<u8>,
    /// The photo in it.
    pub photo: Option<PhotoId>,
    /// Its size as stored, if there is a photo.
    pub size: Option<(u32, u32)>,
    /// How it must be turned.
    pub orientation: Orientation,
    /// Whether it holds a photo.
    pub state: FileState,
}

/// A photo as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotoView {
    /// Which.
    pub id: PhotoId,
    /// Width and height as stored.
    pub size: (u32, u32),
    /// When it was taken, local time.
    pub taken: Option<String>,
    /// Where it lies; never empty.
    pub files: Vec<FileView>,
}

/// A group of unknown faces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupView {
    /// Which.
    pub id: GroupId,
    /// How many faces.
    pub faces: u32,
}

const COLUMNS: &str =
    "select f.*, ph.taken_local, ph.taken_on, ph.date_source, p.uuid as person_uuid, p.name as person_name, s.similarity, s.probability,
    sp.uuid as suggested_uuid, sp.name as suggested_name,
    s.runner_up_probability, ru.uuid as runner_up_uuid, ru.name as runner_up_name, m.cluster_id,
    (select orientation from file where photo_id = f.photo_id and state = 'ok' order by id limit 1) as orientation ";

/// The faces that a query asks for, with everything that is shown of them: a part of SQL from `from` on.
fn selection(query: FaceQuery, condition: &str) -> String {
    let there = if matches!(query, FaceQuery::Photo(_)) { "true" } else { "ph.gone_at is null" };
    format!(
        "from face f join photo ph on ph.id = f.photo_id
         left join person p on p.id = f.person_id
         left join suggestion s on s.face_id = f.id and {STANDING}
         left join person sp on sp.id = s.person_id
         left join person ru on ru.id = s.runner_up_id and ru.standing = 'live' and ru.hidden = 0
         left join cluster_member m on m.face_id = f.id and f.state = 'open' and s.face_id is null
         where f.drawn = 1 and {there} and {condition}"
    )
}

/// The condition, its parameter, and the order in which the faces are shown.
fn condition(query: FaceQuery) -> (&'static str, Parameter, &'static str) {
    const NEWEST: &str = "order by ph.taken_local desc, f.id";
    const BY_PERSON: &str =
        "order by f.seen = 'later', sp.name_key, sp.id, s.probability desc, s.similarity desc, f.id";
    match query {
        FaceQuery::Person(uuid) => (
            "((f.state = 'confirmed' and p.uuid = ?1) or sp.uuid = ?1)",
            Parameter::Blob(uuid.0.to_vec()),
            "order by f.state = 'confirmed', s.probability desc, s.similarity desc, ph.taken_local desc, f.id",
        ),
        FaceQuery::Unknown => ("f.state = 'open' and s.face_id is null and ?1 is null", Parameter::None, NEWEST),
        FaceQuery::Suggested => ("sp.hidden = 0 and ?1 is null", Parameter::None, BY_PERSON),
        FaceQuery::Ignored => {
            ("f.state in ('ignored', 'not_a_face', 'stranger') and ?1 is null", Parameter::None, NEWEST)
        }
        FaceQuery::Group(group) => ("m.cluster_id = ?1", Parameter::Number(group.0), NEWEST),
        FaceQuery::Alone => {
            ("f.state = 'open' and s.face_id is null and m.face_id is null and ?1 is null", Parameter::None, NEWEST)
        }
        // The index of the list of photos has the same expression, and `+` keeps the one of states from taking its place.
        // "U" comes after the "T" behind a day.
        FaceQuery::UnknownOn(day) => (
            "coalesce(ph.taken_local, '') between ?1 and ?1 || 'U' and +f.state = 'open' and s.face_id is null",
            Parameter::Text(day.to_string()),
            NEWEST,
        ),
        FaceQuery::One(uuid) => ("f.uuid = ?1", Parameter::Blob(uuid.0.to_vec()), NEWEST),
        FaceQuery::Number(face) => ("f.id = ?1", Parameter::Number(face.0), NEWEST),
        FaceQuery::BestOf(person) => {
            ("f.state = 'confirmed' and f.person_id = ?1", Parameter::Number(person.0), "order by f.quality desc, f.id")
        }
        FaceQuery::OutOfLife => (OUT_OF_LIFE, Parameter::None, "order by p.name_key, p.id, ph.taken_local, f.id"),
        FaceQuery::Photo(photo) => ("f.photo_id = ?1", Parameter::Number(photo.0), "order by f.id"),
    }
}

/// Those whose dates are known come first: most people have none.
const OUT_OF_LIFE: &str = "f.id in (select c.id from person dated
    cross join face c on c.person_id = dated.id and c.state = 'confirmed'
    join out_of_life o on o.face_id = c.id and o.person_id = dated.id
    where dated.born is not null or dated.died is not null) and ?1 is null";

enum Parameter {
    None,
    Number(i64),
    Text(String),
    Blob(Vec<u8>),
}

macro_rules! bound {
    ($query:expr, $parameter:expr) => {
        match $parameter {
            Parameter::None => $query.bind(None::<i64>),
            Parameter::Number(n) => $query.bind(n),
            Parameter::Text(t) => $query.bind(t),
            Parameter::Blob(b) => $query.bind(b),
        }
    };
}

impl Library {
    /// Some of the faces that a query asks for, in the order in which they are shown.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn faces(&self, query: FaceQuery, offset: u32, limit: u32) -> Result<Vec<FaceView>> {
        let (condition, parameter, order) = condition(query);
        let selection = selection(query, condition);
        let sql = sqlx::AssertSqlSafe(format!("{COLUMNS}{selection} {order} limit ?2 offset ?3"));
        let rows = bound!(sqlx::query(sql), parameter).bind(limit).bind(offset).fetch_all(&self.readers).await?;
        rows.iter().map(face).collect()
    }

    /// A face of a photo that is there.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn face(&self, uuid: FaceUuid) -> Result<Option<FaceView>> {
        Ok(self.faces(FaceQuery::One(uuid), 0, 1).await?.pop())
    }

    /// How many faces a query asks for.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn count_faces(&self, query: FaceQuery) -> Result<u32> {
        let (condition, parameter, _) = condition(query);
        let sql = sqlx::AssertSqlSafe(format!("select count(*) {}", selection(query, condition)));
        Ok(bound!(sqlx::query_scalar(sql), parameter).fetch_one(&self.readers).await?)
    }

    /// Groups, the largest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn groups(&self, offset: u32, limit: u32) -> Result<Vec<GroupView>> {
        let rows: Vec<(i64, u32)> = sqlx::query_as(
            "select cluster_id, count(*) from cluster_member group by cluster_id order by count(*) desc, cluster_id limit ? offset ?",
        )
        .bind(limit)
        .bind(offset)
        .fetch_all(&self.readers)
        .await?;
        Ok(rows.into_iter().map(|(id, faces)| GroupView { id: GroupId(id), faces }).collect())
    }

    /// How many groups there are.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn count_groups(&self) -> Result<u32> {
        Ok(sqlx::query_scalar("select count(distinct cluster_id) from cluster_member").fetch_one(&self.readers).await?)
    }

    /// All files, by root and path; those that are missing only if asked for, and those that are left out never.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn files(&self, missing: bool) -> Result<Vec<FileView>> {
        let rows = sqlx::query(
            "select file.*, root.key as root_key, ph.width, ph.height from file join root on root.id = file.root_id
             left join photo ph on ph.id = file.photo_id where (?1 or file.state <> 'missing')
             and file.left_out is null order by root.key, file.key",
        )
        .bind(missing)
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(file).collect()
    }

    /// A photo that is there.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn photo(&self, id: PhotoId) -> Result<Option<PhotoView>> {
        let rows = sqlx::query(
            "select file.*, root.key as root_key, ph.width, ph.height, ph.taken_local from file join root on root.id = file.root_id
             join photo ph on ph.id = file.photo_id where file.photo_id = ? and file.state = 'ok' order by file.id",
        )
        .bind(id.0)
        .fetch_all(&self.readers)
        .await?;
        let Some(first) = rows.first() else { return Ok(None) };
        let size = (first.try_get("width")?, first.try_get("height")?);
        let files = rows.iter().map(file).collect::<Result<_>>()?;
        Ok(Some(PhotoView { id, size, taken: first.try_get("taken_local")?, files }))
    }

    /// How many files are there, how many pictures they hold, whatever the number of copies, and how many faces are shown.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn totals(&self) -> Result<(u32, u32, u32)> {
        let sql = "select (select count(*) from file where state <> 'missing'),
            (select count(*) from photo where gone_at is null),
            (select count(*) from face f join photo ph on ph.id = f.photo_id where f.drawn = 1 and ph.gone_at is null)";
        Ok(sqlx::query_as(sql).fetch_one(&self.readers).await?)
    }

    /// The embedding of a face in a space.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn embedding(&self, face: FaceUuid, space: SpaceId) -> Result<Option<Embedding>> {
        let row: Option<(Option<Vec<u8>>, Option<f64>)> = sqlx::query_as(
            "select vec, norm from embedding e join face f on f.id = e.face_id where f.uuid = ? and e.space_id = ?",
        )
        .bind(&face.0[..])
        .bind(space.0)
        .fetch_optional(&self.readers)
        .await?;
        match row {
            Some((Some(vec), Some(norm))) => codec::embedding(&vec, norm).map(Some),
            _ => Ok(None),
        }
    }

    /// The space in which faces are compared now, if any face was ever embedded.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn active_space(&self) -> Result<Option<SpaceId>> {
        let id: Option<i64> =
            sqlx::query_scalar("select id from space where state = 'active'").fetch_optional(&self.readers).await?;
        Ok(id.map(SpaceId))
    }
}

fn person(uuid: Option<Vec<u8>>, name: Option<String>) -> Result<Option<(PersonUuid, PersonName)>> {
    match (uuid, name) {
        (Some(uuid), Some(name)) => Ok(Some((PersonUuid(codec::bytes("person", &uuid)?), codec::name(&name)))),
        _ => Ok(None),
    }
}

fn face(row: &SqliteRow) -> Result<FaceView> {
    let landmarks: Option<Vec<u8>> = row.try_get("landmarks")?;
    let similarity: Option<f32> = row.try_get("similarity")?;
    let suggested = person(row.try_get("suggested_uuid")?, row.try_get("suggested_name")?)?;
    let probability: Option<f32> = row.try_get("probability")?;
    let runner_up = person(row.try_get("runner_up_uuid")?, row.try_get("runner_up_name")?)?;
    let (taken_on, days) = codec::taken(row)?;
    let its_probability: Option<f32> = row.try_get("runner_up_probability")?;
    let runner_up = runner_up.zip(its_probability.map(Probability));
    let suggestion = suggested.zip(similarity.zip(probability)).map(|(person, (similarity, probability))| {
        let (similarity, probability) = (Similarity(similarity), Probability(probability));
        SuggestionView { person, similarity, probability, runner_up }
    });
    Ok(FaceView {
        uuid: FaceUuid(codec::bytes("face", row.try_get("uuid")?)?),
        photo: PhotoId(row.try_get("photo_id")?),
        orientation: codec::orientation(row.try_get::<Option<i64>, _>("orientation")?.unwrap_or(1)),
        taken: row.try_get("taken_local")?,
        taken_on,
        days,
        rect: codec::rect(row.try_get("x")?, row.try_get("y")?, row.try_get("w")?, row.try_get("h")?)?,
        landmarks: landmarks.as_deref().map(codec::landmarks).transpose()?,
        origin: codec::origin(row.try_get("origin")?)?,
        score: row.try_get("score")?,
        quality: row.try_get("quality")?,
        verdict: codec::verdict(row.try_get("state")?, row.try_get("person_id")?, row.try_get("twice_ok")?)?,
        seen: codec::seen(row.try_get("seen")?)?,
        person: person(row.try_get("person_uuid")?, row.try_get("person_name")?)?,
        suggestion,
        group: row.try_get::<Option<i64>, _>("cluster_id")?.map(GroupId),
    })
}

fn file(row: &SqliteRow) -> Result<FileView> {
    let width: Option<u32> = row.try_get("width")?;
    Ok(FileView {
        root: row.try_get("root_key")?,
        root_id: RootId(row.try_get("root_id")?),
        key: row.try_get("key")?,
        photo: row.try_get::<Option<i64>, _>("photo_id")?.map(PhotoId),
        size: width.zip(row.try_get("height")?),
        orientation: codec::orientation(row.try_get("orientation")?),
        state: crate::files::state(row)?,
    })
}
