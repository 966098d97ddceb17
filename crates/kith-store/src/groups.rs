//! Groups of unknown faces; can always be worked out again, but keep their numbers.

use kith_domain::{FaceId, GroupId, SpaceId};

use crate::Write;
use crate::error::Result;

/// A face and its group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupMembership {
    /// Which face.
    pub face: FaceId,
    /// In which group.
    pub group: GroupId,
}

impl Write {
    /// All memberships in the order of their faces.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn group_memberships(&mut self) -> Result<Vec<GroupMembership>> {
        let rows: Vec<(i64, i64)> = sqlx::query_as("select face_id, cluster_id from cluster_member order by face_id")
            .fetch_all(self.db())
            .await?;
        Ok(rows
            .into_iter()
            .map(|(face, group)| GroupMembership { face: FaceId(face), group: GroupId(group) })
            .collect())
    }

    /// Makes a group with a number that no group ever had.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn add_group(&mut self, space: SpaceId) -> Result<GroupId> {
        let id = sqlx::query("insert into cluster (space_id) values (?)")
            .bind(space.0)
            .execute(self.db())
            .await?
            .last_insert_rowid();
        Ok(GroupId(id))
    }

    /// Puts faces into groups, takes others out, and forgets groups that are empty then. A face or group that is no
    /// more, or a face about which something was said meanwhile, is left out.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn change_groups(&mut self, put: &[GroupMembership], gone: &[FaceId]) -> Result<()> {
        for face in gone {
            sqlx::query("delete from cluster_member where face_id = ?").bind(face.0).execute(self.db()).await?;
        }
        for member in put {
            sqlx::query(
                "insert into cluster_member (face_id, cluster_id) select face.id, cluster.id from face
                 join cluster on cluster.id = ?2 where face.id = ?1 and face.state = 'open'
                 on conflict (face_id) do update set cluster_id = excluded.cluster_id",
            )
            .bind(member.face.0)
            .bind(member.group.0)
            .execute(self.db())
            .await?;
        }
        sqlx::query(
            "delete from cluster where not exists (select 1 from cluster_member m where m.cluster_id = cluster.id)",
        )
        .execute(self.db())
        .await?;
        Ok(())
    }
}
