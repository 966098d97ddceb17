//! What may be asked: proposals for whole groups, and the numbers that say what an answer is worth.

use std::collections::HashMap;

use kith_domain::{FaceId, GroupId, PersonId, PersonName, PersonUuid, Probability};

use crate::error::Result;
use crate::suggestions::STANDING;
use crate::{GroupMembership, Library, Write, codec};

/// That a group may be a person, or one with another group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ProposalRow {
    /// Which group.
    pub group: GroupId,
    /// With whom.
    pub with: ProposedWith,
    /// How likely it is.
    pub probability: Probability,
}

/// Whom a group may be one with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProposedWith {
    /// Someone, of whom a confirmed face speaks for it.
    Person(PersonId, FaceId),
    /// Another group.
    Group(GroupId),
}

/// A group in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupCount {
    /// Which.
    pub group: GroupId,
    /// How many faces.
    pub faces: u32,
    /// Of how many of them the person was not sure.
    pub later: u32,
}

/// How many faces the person has decided about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decided {
    /// Somebody is confirmed.
    pub named: u32,
    /// Nothing is said.
    pub open: u32,
    /// A face that is of no interest, or of nobody the person knows.
    pub ignored: u32,
}

type Row = (i64, Option<i64>, Option<i64>, f32, Option<i64>);

fn read((group, person, other, probability, evidence): Row) -> Option<ProposalRow> {
    let with = match (person, other) {
        (Some(person), _) => ProposedWith::Person(PersonId(person), FaceId(evidence?)),
        (None, other) => ProposedWith::Group(GroupId(other?)),
    };
    Some(ProposalRow { group: GroupId(group), with, probability: Probability(probability) })
}

/// Proposals that were not answered since they were made, of people who are not hidden: no face of the group is rejected for
/// the person, in a photo with them or out of their life, and no two faces of the groups were compared.
const PROPOSALS: &str = "select r.cluster_id, r.person_id, r.other_cluster_id, r.probability, r.evidence_face from proposal r
    where (r.person_id is null or exists (select 1 from person p
        where p.id = r.person_id and p.standing = 'live' and p.hidden = 0))
    and not exists (select 1 from cluster_member m join not_person n on n.face_id = m.face_id
        where m.cluster_id = r.cluster_id and n.person_id = r.person_id)
    and not exists (select 1 from cluster_member m join face f on f.id = m.face_id join face o on o.photo_id = f.photo_id
        where m.cluster_id = r.cluster_id and o.person_id = r.person_id and o.state = 'confirmed' and o.drawn = 1)
    and not exists (select 1 from cluster_member m join out_of_life o on o.face_id = m.face_id
        where m.cluster_id = r.cluster_id and o.person_id = r.person_id)
    and (r.other_cluster_id is null or (min(r.cluster_id, r.other_cluster_id), max(r.cluster_id, r.other_cluster_id))
        not in (select min(a.cluster_id, b.cluster_id), max(a.cluster_id, b.cluster_id) from link l
            join cluster_member a on a.face_id = l.face_a join cluster_member b on b.face_id = l.face_b))
    order by r.cluster_id, r.person_id, r.other_cluster_id";

impl Library {
    /// What is proposed for whole groups and was not answered since. About who is hidden nothing is asked.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn standing_proposals(&self) -> Result<Vec<ProposalRow>> {
        let rows: Vec<Row> = sqlx::query_as(PROPOSALS).fetch_all(&self.readers).await?;
        Ok(rows.into_iter().filter_map(read).collect())
    }

    /// All groups in numbers.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn group_counts(&self) -> Result<Vec<GroupCount>> {
        let sql = "select m.cluster_id, count(*), sum(f.seen = 'later') from cluster_member m
            join face f on f.id = m.face_id and f.state = 'open' and f.drawn = 1 group by m.cluster_id";
        let rows: Vec<(i64, u32, u32)> = sqlx::query_as(sql).fetch_all(&self.readers).await?;
        Ok(rows.into_iter().map(|(id, faces, later)| GroupCount { group: GroupId(id), faces, later }).collect())
    }

    /// All memberships in groups, by group and face.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn members_of_groups(&self) -> Result<Vec<GroupMembership>> {
        let sql = "select face_id, cluster_id from cluster_member order by cluster_id, face_id";
        let rows: Vec<(i64, i64)> = sqlx::query_as(sql).fetch_all(&self.readers).await?;
        let member = |(face, group)| GroupMembership { face: FaceId(face), group: GroupId(group) };
        Ok(rows.into_iter().map(member).collect())
    }

    /// Standing suggestions of people who are not hidden, for faces of which the person was not unsure yet.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn askable_suggestions(&self) -> Result<Vec<(FaceId, PersonId, Probability)>> {
        let sql = sqlx::AssertSqlSafe(format!(
            "select s.face_id, s.person_id, s.probability from suggestion s
             join face f on f.id = s.face_id and f.drawn = 1 and f.seen <> 'later'
             join photo ph on ph.id = f.photo_id and ph.gone_at is null
             join person p on p.id = s.person_id and p.hidden = 0 where {STANDING} order by s.face_id"
        ));
        let rows: Vec<(i64, i64, f32)> = sqlx::query_as(sql).fetch_all(&self.readers).await?;
        Ok(rows.into_iter().map(|(face, person, p)| (FaceId(face), PersonId(person), Probability(p))).collect())
    }

    /// How many faces of photos that are there the person has decided about.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn decided(&self) -> Result<Decided> {
        let sql = "select coalesce(sum(f.state = 'confirmed'), 0), coalesce(sum(f.state = 'open'), 0),
            coalesce(sum(f.state in ('ignored', 'stranger')), 0)
            from face f where f.drawn = 1 and f.photo_id not in (select id from photo where gone_at is not null)";
        let (named, open, ignored) = sqlx::query_as(sql).fetch_one(&self.readers).await?;
        Ok(Decided { named, open, ignored })
    }

    /// Everybody's lasting identity and name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn person_names(&self) -> Result<HashMap<PersonId, (PersonUuid, PersonName)>> {
        let sql = "select id, uuid, name from person where standing = 'live'";
        let rows: Vec<(i64, Vec<u8>, String)> = sqlx::query_as(sql).fetch_all(&self.readers).await?;
        let person = |(id, uuid, name): (i64, Vec<u8>, String)| {
            Ok((PersonId(id), (PersonUuid(codec::bytes("person", &uuid)?), codec::name(&name))))
        };
        rows.into_iter().map(person).collect()
    }
}

impl Write {
    /// All proposals, by group.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn proposals(&mut self) -> Result<Vec<ProposalRow>> {
        let sql = "select cluster_id, person_id, other_cluster_id, probability, evidence_face from proposal
            order by cluster_id, person_id is null, person_id, other_cluster_id";
        let rows: Vec<Row> = sqlx::query_as(sql).fetch_all(self.db()).await?;
        Ok(rows.into_iter().filter_map(read).collect())
    }

    /// Puts these proposals in the place of all others. What is proposed for groups, people or faces that are no more is left
    /// out.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn replace_proposals(&mut self, rows: &[ProposalRow]) -> Result<()> {
        sqlx::query("delete from proposal").execute(self.db()).await?;
        for row in rows {
            let (person, other, evidence) = match row.with {
                ProposedWith::Person(person, evidence) => (Some(person.0), None, Some(evidence.0)),
                ProposedWith::Group(other) => (None, Some(other.0), None),
            };
            sqlx::query(
                "insert into proposal (cluster_id, person_id, other_cluster_id, probability, evidence_face)
                 select c.id, (select id from person where id = ?2), (select id from cluster where id = ?3), ?4,
                 (select id from face where id = ?5) from cluster c where c.id = ?1
                 and (exists (select 1 from person where id = ?2) or exists (select 1 from cluster where id = ?3))",
            )
            .bind(row.group.0)
            .bind(person)
            .bind(other)
            .bind(row.probability.0)
            .bind(evidence)
            .execute(self.db())
            .await?;
        }
        Ok(())
    }
}
