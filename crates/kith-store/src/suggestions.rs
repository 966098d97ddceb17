//! What the machine proposes; can always be worked out again.

use kith_domain::{FaceId, PersonId, Similarity};

use crate::Write;
use crate::error::Result;

/// A person proposed for a face.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SuggestionRow {
    /// Which face.
    pub face: FaceId,
    /// Who.
    pub person: PersonId,
    /// How alike the face is to the person.
    pub similarity: Similarity,
    /// The confirmed face that it is most like.
    pub evidence: FaceId,
}

/// SQL for whether a suggestion `s` for a face `f` was not contradicted since it was made: decisions need not wait for
/// the machine to think again.
pub(crate) const STANDING: &str = "f.state = 'open'
    and exists (select 1 from person live where live.id = s.person_id and live.standing = 'live')
    and not exists (select 1 from not_person n where n.face_id = s.face_id and n.person_id = s.person_id)
    and not exists (select 1 from face o where o.photo_id = f.photo_id and o.person_id = s.person_id
        and o.state = 'confirmed' and o.drawn = 1)";

impl Write {
    /// All suggestions in the order of their faces.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn suggestions(&mut self) -> Result<Vec<SuggestionRow>> {
        let rows: Vec<(i64, i64, f64, Option<i64>)> =
            sqlx::query_as("select face_id, person_id, similarity, evidence_face from suggestion order by face_id")
                .fetch_all(self.db())
                .await?;
        let row = |(face, person, similarity, evidence): (i64, i64, f64, Option<i64>)| SuggestionRow {
            face: FaceId(face),
            person: PersonId(person),
            similarity: Similarity(similarity as f32),
            evidence: FaceId(evidence.unwrap_or_default()),
        };
        Ok(rows.into_iter().map(row).collect())
    }

    /// Adds or changes suggestions and takes others away. What is proposed for a face that is no more, or about which
    /// something was said meanwhile, is left out.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn change_suggestions(&mut self, put: &[SuggestionRow], gone: &[FaceId]) -> Result<()> {
        for face in gone {
            sqlx::query("delete from suggestion where face_id = ?").bind(face.0).execute(self.db()).await?;
        }
        for row in put {
            sqlx::query(
                "insert into suggestion (face_id, person_id, similarity, evidence_face)
                 select f.id, p.id, ?3, (select id from face where id = ?4) from face f, person p
                 where f.id = ?1 and f.state = 'open' and p.id = ?2
                 on conflict (face_id) do update set person_id = excluded.person_id, similarity = excluded.similarity,
                 evidence_face = excluded.evidence_face",
            )
            .bind(row.face.0)
            .bind(row.person.0)
            .bind(row.similarity.0)
            .bind(row.evidence.0)
            .execute(self.db())
            .await?;
        }
        Ok(())
    }
}
