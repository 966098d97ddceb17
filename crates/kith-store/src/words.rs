//! Everything that the person said, in words that outlive row numbers.

use kith_domain::decision::Link;
use kith_domain::{FaceUuid, PersonName};
use sqlx::Row;

use crate::error::{Result, StoreError};
use crate::{Library, codec};

/// What the person said about a face.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Said {
    /// It is that person.
    Is(PersonName),
    /// It is not that person.
    IsNot(PersonName),
    /// It is of no interest.
    Ignored,
    /// It is no face.
    NotAFace,
    /// It is nobody the person knows.
    Stranger,
    /// Of it and another face.
    With(FaceUuid, Link),
    /// Nobody could say who it is.
    Later,
}

/// A face and what was said about it; a face has one of these for its verdict, one for each rejection, one for each face that it
/// was compared with, and one if it was put off.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word {
    /// Which face.
    pub face: FaceUuid,
    /// What was said.
    pub said: Said,
}

const WORDS: &str = "select f.uuid, f.state, p.name, null as other from face f left join person p on p.id = f.person_id
    where f.state <> 'open' and f.drawn = 1
    union all select f.uuid, 'rejected', p.name, null from not_person n join face f on f.id = n.face_id
    join person p on p.id = n.person_id where f.drawn = 1
    union all select a.uuid, l.said, null, b.uuid from link l join face a on a.id in (l.face_a, l.face_b)
    join face b on b.id = l.face_a + l.face_b - a.id where a.drawn = 1 and b.drawn = 1
    union all select uuid, 'later', null, null from face where seen = 'later' and drawn = 1 order by 1, 2, 3, 4";

impl Library {
    /// Everything that the person said about faces, by face.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn words(&self) -> Result<Vec<Word>> {
        let mut words = Vec::new();
        for row in sqlx::query(WORDS).fetch_all(&self.readers).await? {
            let face = FaceUuid(codec::bytes("face", row.try_get("uuid")?)?);
            let name: Option<&str> = row.try_get("name")?;
            let other: Option<&[u8]> = row.try_get("other")?;
            let other = other.map(|uuid| codec::bytes("face", uuid)).transpose()?.map(FaceUuid);
            let said = match (row.try_get("state")?, name) {
                ("confirmed", Some(name)) => Said::Is(codec::name(name)),
                ("rejected", Some(name)) => Said::IsNot(codec::name(name)),
                ("ignored", _) => Said::Ignored,
                ("not_a_face", _) => Said::NotAFace,
                ("stranger", _) => Said::Stranger,
                ("later", _) => Said::Later,
                (word, _) => match other.zip(codec::link(word).ok().flatten()) {
                    Some((other, link)) => Said::With(other, link),
                    None => return Err(StoreError::corrupt("state of a face", word)),
                },
            };
            words.push(Word { face, said });
        }
        Ok(words)
    }
}
