//! What the machine proposes; can always be worked out again.

use kith_domain::{FaceId, PersonId, Probability, Similarity};
use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;

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
    /// How likely it is that person.
    pub probability: Probability,
    /// Who else it may be, and how likely.
    pub runner_up: Option<(PersonId, Probability)>,
    /// The confirmed face that it is most like.
    pub evidence: FaceId,
}

fn read(row: &SqliteRow) -> Result<SuggestionRow> {
    let runner_up = row.try_get::<Option<i64>, _>("runner_up_id")?.map(PersonId);
    let its_probability = row.try_get::<Option<f32>, _>("runner_up_probability")?.map(Probability);
    Ok(SuggestionRow {
        face: FaceId(row.try_get("face_id")?),
        person: PersonId(row.try_get("person_id")?),
        similarity: Similarity(row.try_get("similarity")?),
        probability: Probability(row.try_get("probability")?),
        runner_up: runner_up.zip(its_probability),
        evidence: FaceId(row.try_get::<Option<i64>, _>("evidence_face")?.unwrap_or_default()),
    })
}

/// SQL for whether a suggestion `s` for a face `f` was not contradicted since it was made: decisions need not wait for
/// the machine to think again.
pub(crate) const STANDING: &str = "f.state = 'open'
    and exists (select 1 from person live where live.id = s.person_id and live.standing = 'live')
    and not exists (select 1 from not_person n where n.face_id = s.face_id and n.person_id = s.person_id)
    and not exists (select 1 from face o where o.photo_id = f.photo_id and o.person_id = s.person_id
        and o.state = 'confirmed' and o.drawn = 1)
    and not exists (select 1 from out_of_life o where o.face_id = s.face_id and o.person_id = s.person_id)";

impl Library {
    /// The confirmed face that speaks most for what is proposed for a face.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn evidence_of(&self, face: FaceId) -> Result<Option<FaceId>> {
        let sql = "select evidence_face from suggestion where face_id = ?";
        let evidence: Option<Option<i64>> = sqlx::query_scalar(sql).bind(face.0).fetch_optional(&self.readers).await?;
        Ok(evidence.flatten().map(FaceId))
    }
}

impl Write {
    /// All suggestions in the order of their faces.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn suggestions(&mut self) -> Result<Vec<SuggestionRow>> {
        let rows = sqlx::query("select * from suggestion order by face_id").fetch_all(self.db()).await?;
        rows.iter().map(read).collect()
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
                "insert into suggestion
                    (face_id, person_id, similarity, probability, evidence_face, runner_up_id, runner_up_probability)
                 select f.id, p.id, ?3, ?4, (select id from face where id = ?5), (select id from person where id = ?6), ?7
                 from face f, person p where f.id = ?1 and f.state = 'open' and p.id = ?2
                 on conflict (face_id) do update set person_id = excluded.person_id, similarity = excluded.similarity,
                 probability = excluded.probability, evidence_face = excluded.evidence_face,
                 runner_up_id = excluded.runner_up_id, runner_up_probability = excluded.runner_up_probability",
            )
            .bind(row.face.0)
            .bind(row.person.0)
            .bind(row.similarity.0)
            .bind(row.probability.0)
            .bind(row.evidence.0)
            .bind(row.runner_up.map(|(person, _)| person.0))
            .bind(row.runner_up.map(|(_, probability)| probability.0))
            .execute(self.db())
            .await?;
        }
        Ok(())
    }
}
