//! The list of photos: the newest first, those without a date last, and of them what a query lets through.
//!
//! The list is read in pieces from anywhere: [`Library::photo_months`] says how many photos each month has, and
//! [`Library::photo_tiles`] begins in a month, so that a piece costs the same at the end of the list as at its start.

use std::ops::Range;

use kith_domain::{KeywordPath, Orientation, PayloadHash, PersonUuid, PhotoId, RootId};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite};

use crate::error::Result;
use crate::suggestions::STANDING;
use crate::{Library, codec};

#[cfg(test)]
mod tests;

/// How the people of a query have to be together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Gathering {
    /// All of them are in the photo.
    #[default]
    All,
    /// At least one of them is.
    Any,
    /// All of them are, and nobody else: every other face is ignored or none.
    Only,
}

/// Photos by their faces, whoever these are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhotoFaces {
    /// There is a face that nobody has named.
    Unnamed,
    /// There is no face at all.
    Nobody,
}

/// Which photos to list: those for which all of this holds. The default is all that are there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PhotoQuery {
    /// Who must be in the photo; nobody in particular when empty.
    pub people: Vec<PersonUuid>,
    /// How they must be together.
    pub gathering: Gathering,
    /// Who must not be in the photo.
    pub without: Vec<PersonUuid>,
    /// Whether a face counts as the person who is only proposed for it.
    pub suggested: bool,
    /// In this folder or below it: a root, and the path below it as bytes, empty for the root itself.
    pub folder: Option<(RootId, Vec<u8>)>,
    /// What must hold of the faces.
    pub faces: Option<PhotoFaces>,
    /// Keywords that the photo must have, all of them: each itself, or any below it.
    pub keywords: Vec<KeywordPath>,
    /// What the name of a file must contain, capital letters from A to Z or not; anything when empty.
    pub name: String,
}

/// How many photos of a query were taken in a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotoMonth {
    /// `YYYY-MM`; none for those without a date.
    pub month: Option<String>,
    /// How many, never 0.
    pub photos: u32,
}

/// A photo in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotoTile {
    /// Which.
    pub id: PhotoId,
    /// Its content.
    pub hash: PayloadHash,
    /// When it was taken, local time.
    pub taken: Option<String>,
    /// How the first of its files must be turned.
    pub orientation: Orientation,
    /// The path of that file below its root as bytes.
    pub key: Vec<u8>,
}

/// Where a photo lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotoPlace {
    /// Which photo.
    pub photo: PhotoId,
    /// The root.
    pub root: RootId,
    /// The path below it as bytes.
    pub key: Vec<u8>,
}

/// The column by which the list is sorted, as its index has it.
const TAKEN: &str = "coalesce(ph.taken_local, '')";

/// The name of a file without its folders: what is left of its path when all but `/` is stripped from the end.
const FILE_NAME: &str =
    "substr(cast(key as text), length(rtrim(cast(key as text), replace(cast(key as text), '/', ''))) + 1)";

impl Library {
    /// How many photos of a query each month has, in the order of the list.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn photo_months(&self, query: &PhotoQuery) -> Result<Vec<PhotoMonth>> {
        let mut sql = months(query);
        let rows: Vec<(String, u32)> = sql.build_query_as().fetch_all(&self.readers).await?;
        let month =
            |(month, photos): (String, u32)| PhotoMonth { month: Some(month).filter(|m| !m.is_empty()), photos };
        Ok(rows.into_iter().map(month).collect())
    }

    /// Some photos of a query from a month on, which is none for those without a date; `offset` passes over the first
    /// of that month.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn photo_tiles(
        &self,
        query: &PhotoQuery,
        month: Option<&str>,
        offset: u32,
        limit: u32,
    ) -> Result<Vec<PhotoTile>> {
        let mut sql = piece(query, month, offset, limit);
        sql.build().fetch_all(&self.readers).await?.iter().map(tile).collect()
    }

    /// All photos of a query, in the order of the list.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn photo_ids(&self, query: &PhotoQuery) -> Result<Vec<PhotoId>> {
        let mut sql = QueryBuilder::new("select ph.id from photo ph where ph.gone_at is null");
        push_conditions(&mut sql, query);
        sql.push(format!(" order by {TAKEN} desc, ph.id"));
        let ids: Vec<i64> = sql.build_query_scalar().fetch_all(&self.readers).await?;
        Ok(ids.into_iter().map(PhotoId).collect())
    }

    /// Where all photos lie that are there, photo by photo.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn photo_places(&self) -> Result<Vec<PhotoPlace>> {
        let sql = "select photo_id, root_id, key from file where state = 'ok' order by photo_id, id";
        let rows: Vec<(i64, i64, Vec<u8>)> = sqlx::query_as(sql).fetch_all(&self.readers).await?;
        let place = |(photo, root, key)| PhotoPlace { photo: PhotoId(photo), root: RootId(root), key };
        Ok(rows.into_iter().map(place).collect())
    }
}

fn months(query: &PhotoQuery) -> QueryBuilder<Sqlite> {
    let mut sql = QueryBuilder::new(format!(
        "select substr({TAKEN}, 1, 7) as month, count(*) from photo ph where ph.gone_at is null"
    ));
    push_conditions(&mut sql, query);
    sql.push(" group by month order by month desc");
    sql
}

/// The photos are chosen first, so that their files are looked up for those alone.
fn piece(query: &PhotoQuery, month: Option<&str>, offset: u32, limit: u32) -> QueryBuilder<Sqlite> {
    let mut sql = QueryBuilder::new(format!(
        "with page as materialized (select ph.id, ph.payload_hash, {TAKEN} as taken from photo ph where ph.gone_at is null and {TAKEN} < "
    ));
    sql.push_bind(after(month));
    push_conditions(&mut sql, query);
    sql.push(format!(" order by {TAKEN} desc, ph.id limit ")).push_bind(limit).push(" offset ").push_bind(offset);
    sql.push(
        ") select page.id, page.payload_hash, page.taken, file.orientation, file.key from page left join file
         on file.id = (select min(id) from file where photo_id = page.id and state = 'ok') order by page.taken desc, page.id",
    );
    sql
}

/// What comes just before the photos of a month, as their dates are compared.
fn after(month: Option<&str>) -> String {
    // No digit, dash or letter comes after a tilde, and no digit before a zero.
    month.map_or_else(|| "0".to_owned(), |month| format!("{month}~"))
}

fn tile(row: &SqliteRow) -> Result<PhotoTile> {
    Ok(PhotoTile {
        id: PhotoId(row.try_get("id")?),
        hash: PayloadHash(codec::bytes("payload hash", row.try_get("payload_hash")?)?),
        taken: row.try_get::<Option<String>, _>("taken")?.filter(|taken| !taken.is_empty()),
        orientation: codec::orientation(row.try_get::<Option<i64>, _>("orientation")?.unwrap_or(1)),
        key: row.try_get::<Option<Vec<u8>>, _>("key")?.unwrap_or_default(),
    })
}

fn push_conditions(sql: &mut QueryBuilder<Sqlite>, query: &PhotoQuery) {
    push_people(sql, query);
    if !query.without.is_empty() {
        sql.push(" and ph.id not in (");
        push_photos_of(sql, &query.without, query.suggested);
        sql.push(")");
    }
    if let Some((root, key)) = &query.folder {
        push_folder(sql, *root, key);
    }
    for keyword in &query.keywords {
        push_keyword(sql, keyword);
    }
    sql.push(match query.faces {
        // Of `exists` SQLite 3.51 may make a join, in which a photo with two such faces counts twice for `offset`.
        Some(PhotoFaces::Unnamed) => {
            " and (select 1 from face f where f.photo_id = ph.id and f.state = 'open' and f.drawn = 1) is not null"
        }
        Some(PhotoFaces::Nobody) => {
            " and not exists (select 1 from face f where f.photo_id = ph.id and f.state <> 'not_a_face' and f.drawn = 1)"
        }
        None => "",
    });
    let name = query.name.trim();
    if !name.is_empty() {
        push_name(sql, name);
    }
}

fn push_people(sql: &mut QueryBuilder<Sqlite>, query: &PhotoQuery) {
    let together: Vec<&[PersonUuid]> = match query.gathering {
        _ if query.people.is_empty() => Vec::new(),
        Gathering::Any => vec![&query.people],
        Gathering::All | Gathering::Only => query.people.chunks(1).collect(),
    };
    for people in &together {
        sql.push(" and ph.id in (");
        push_photos_of(sql, people, query.suggested);
        sql.push(")");
    }
    if query.gathering == Gathering::Only && !together.is_empty() {
        push_nobody_but(sql, &query.people, query.suggested);
    }
}

/// The photos with any of these people.
fn push_photos_of(sql: &mut QueryBuilder<Sqlite>, people: &[PersonUuid], suggested: bool) {
    sql.push("select photo_id from face where state = 'confirmed' and drawn = 1 and person_id in (");
    push_ids(sql, people);
    sql.push(")");
    if suggested {
        // A cross join goes from the suggestions to the faces, never the other way round.
        sql.push(
            " union all select f.photo_id from suggestion s cross join face f on f.id = s.face_id and f.drawn = 1
             where s.person_id in (",
        );
        push_ids(sql, people);
        sql.push(format!(") and {STANDING}"));
    }
}

/// That every face of the photo that is open or confirmed is one of these people.
fn push_nobody_but(sql: &mut QueryBuilder<Sqlite>, people: &[PersonUuid], suggested: bool) {
    sql.push(
        " and not exists (select 1 from face f where f.photo_id = ph.id and f.drawn = 1 and f.state in ('open', 'confirmed')
         and not (f.state = 'confirmed' and f.person_id in (",
    );
    push_ids(sql, people);
    sql.push("))");
    if suggested {
        sql.push(" and not exists (select 1 from suggestion s where s.face_id = f.id and s.person_id in (");
        push_ids(sql, people);
        sql.push(format!(") and {STANDING})"));
    }
    sql.push(")");
}

fn push_ids(sql: &mut QueryBuilder<Sqlite>, people: &[PersonUuid]) {
    sql.push("select id from person where uuid in (");
    let mut list = sql.separated(", ");
    for person in people {
        list.push_bind(person.0.to_vec());
    }
    sql.push(")");
}

fn push_folder(sql: &mut QueryBuilder<Sqlite>, root: RootId, key: &[u8]) {
    if key.is_empty() {
        // Most photos lie in a root, so each is asked for its own.
        sql.push(" and (select 1 from file where photo_id = ph.id and state = 'ok' and root_id = ").push_bind(root.0);
        sql.push(") is not null");
        return;
    }
    sql.push(" and ph.id in (select photo_id from file where state = 'ok' and root_id = ").push_bind(root.0);
    // Everything below a folder begins with its path and a slash; `0` is the byte after the slash.
    sql.push(" and key >= ").push_bind([key, b"/"].concat());
    sql.push(" and key < ").push_bind([key, b"0"].concat());
    sql.push(")");
}

/// The photos whose files say a keyword, but for those of which the person said otherwise, and those of which the person said
/// it. A cross join goes from the keyword to its files.
fn push_keyword(sql: &mut QueryBuilder<Sqlite>, keyword: &KeywordPath) {
    let Range { start: first, end } = keyword.keys_within();
    sql.push(
        " and ph.id in (select file.photo_id from keyword k cross join file_keyword fk on fk.keyword_id = k.id
         cross join file on file.id = fk.file_id and file.state = 'ok' where not exists (
         select 1 from said_keyword s where s.photo_id = file.photo_id and s.key = k.key and s.has = 0) and k.key < ",
    );
    sql.push_bind(end.clone()).push(" and k.key >= ").push_bind(first.clone());
    sql.push(" union all select photo_id from said_keyword where has = 1 and key < ").push_bind(end);
    sql.push(" and key >= ").push_bind(first).push(")");
}

/// The path is looked at first: hardly any path has the text and its last part has not.
fn push_name(sql: &mut QueryBuilder<Sqlite>, name: &str) {
    let special = |c: char| ['%', '_', '\\'].contains(&c).then_some('\\');
    let escaped: String = name.chars().flat_map(|c| special(c).into_iter().chain([c])).collect();
    let pattern = format!("%{escaped}%");
    sql.push(" and ph.id in (select photo_id from file where state = 'ok' and cast(key as text) like ");
    sql.push_bind(pattern.clone());
    sql.push(format!(r" escape '\' and {FILE_NAME} like ")).push_bind(pattern).push(r" escape '\')");
}
