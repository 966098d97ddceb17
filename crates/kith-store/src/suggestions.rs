//! What the machine proposes; can always be worked out again.

use kith_domain::{FaceId, PersonId, Similarity};

use crate::error::Result;
use crate::{Library, Write};

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

impl Library {
    /// All suggestions in the order of their faces.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn suggestions(&self) -> Result<Vec<SuggestionRow>> {
        let rows: Vec<(i64, i64, f64, Option<i64>)> =
            sqlx::query_as("select face_id, person_id, similarity, evidence_face from suggestion order by face_id")
                .fetch_all(&self.readers)
                .await?;
        let row = |(face, person, similarity, evidence): (i64, i64, f64, Option<i64>)| SuggestionRow {
            face: FaceId(face),
            person: PersonId(person),
            similarity: Similarity(similarity as f32),
            evidence: FaceId(evidence.unwrap_or_default()),
        };
        Ok(rows.into_iter().map(row).collect())
    }
}

impl Write {
    /// Adds or changes suggestions and takes others away.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn change_suggestions(&mut self, put: &[SuggestionRow], gone: &[FaceId]) -> Result<()> {
        for face in gone {
            sqlx::query("delete from suggestion where face_id = ?").bind(face.0).execute(self.db()).await?;
        }
        for row in put {
            sqlx::query(
                "insert into suggestion (face_id, person_id, similarity, evidence_face) values (?, ?, ?, ?)
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
