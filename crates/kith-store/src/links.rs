//! What the person said of two faces together.

use kith_domain::FaceId;
use kith_domain::decision::{FacePair, Link};

use crate::error::{Result, StoreError};
use crate::{Library, Write, codec};

type LinkRow = (i64, i64, String);

fn read((a, b, said): LinkRow) -> Result<(FacePair, Link)> {
    let pair = FacePair::new(FaceId(a), FaceId(b)).ok_or_else(|| StoreError::corrupt("pair of faces", a))?;
    let link = codec::link(&said)?.ok_or_else(|| StoreError::corrupt("link", said))?;
    Ok((pair, link))
}

impl Library {
    /// Everything that was said of two faces, by their numbers.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn links(&self) -> Result<Vec<(FacePair, Link)>> {
        let sql = "select l.face_a, l.face_b, l.said from link l join face a on a.id = l.face_a and a.drawn = 1
            join face b on b.id = l.face_b and b.drawn = 1 order by 1, 2";
        let rows: Vec<LinkRow> = sqlx::query_as(sql).fetch_all(&self.readers).await?;
        rows.into_iter().map(read).collect()
    }
}

impl Write {
    /// What was said of a face together with another.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) async fn links_of(&mut self, face: FaceId) -> Result<Vec<(FacePair, Link)>> {
        let sql = "select face_a, face_b, said from link where face_a = ?1 or face_b = ?1";
        let rows: Vec<LinkRow> = sqlx::query_as(sql).bind(face.0).fetch_all(self.db()).await?;
        rows.into_iter().map(read).collect()
    }

    /// Says something of two faces, or nothing any more.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub(crate) async fn set_link(&mut self, pair: FacePair, link: Option<Link>) -> Result<()> {
        let [a, b] = pair.faces();
        let query = match link {
            Some(link) => sqlx::query(
                "insert into link (face_a, face_b, said) values (?1, ?2, ?3)
                 on conflict (face_a, face_b) do update set said = excluded.said",
            )
            .bind(a.0)
            .bind(b.0)
            .bind(codec::link_word(Some(link))),
            None => sqlx::query("delete from link where face_a = ?1 and face_b = ?2").bind(a.0).bind(b.0),
        };
        query.execute(self.db()).await?;
        Ok(())
    }
}
