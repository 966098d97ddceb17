//! Photos in whose place others lie now, which of those inherit what was said of them, and how words are given on.

use kith_domain::{FaceId, FaceUuid, PhotoId, RootId};

use crate::error::Result;
use crate::{Library, Write, codec};

/// Copies what was said of old faces alone to the new ones, in the steps in which it was said.
const HISTORY: &str = "insert into change (step_id, seq, field, face_id, person_id, before, after)
    select c.step_id, (select max(seq) from change top where top.step_id = c.step_id) + 1 + c.seq, c.field,
    new.id, c.person_id, c.before, c.after
    from json_each(?) pair join change c on c.face_id = json_extract(pair.value, '$[0]')
    join face new on new.id = json_extract(pair.value, '$[1]')
    where c.other_face_id is null and c.field <> 'placed' and (c.field <> 'drawn' or new.origin <> 'machine') and not exists (
        select 1 from change own where own.step_id = c.step_id and own.face_id = new.id)";

/// Says of new faces and others what is said of the old ones and them.
const LINKS: &str = "with pair as (
        select json_extract(value, '$[0]') as old, json_extract(value, '$[1]') as new from json_each(?)
    ), heirs as (
        select coalesce(a.new, l.face_a) as one, coalesce(b.new, l.face_b) as other, l.said
        from link l left join pair a on a.old = l.face_a left join pair b on b.old = l.face_b
        where l.face_a in (select old from pair) or l.face_b in (select old from pair)
    )
    insert or ignore into link (face_a, face_b, said)
    select min(one, other), max(one, other), said from heirs where one <> other";

/// The history of that, in the steps in which it was said.
const HISTORY_OF_LINKS: &str = "with pair as (
        select json_extract(value, '$[0]') as old, json_extract(value, '$[1]') as new from json_each(?)
    ), heirs as (
        select c.*, coalesce(a.new, c.face_id) as one, coalesce(b.new, c.other_face_id) as other
        from change c left join pair a on a.old = c.face_id left join pair b on b.old = c.other_face_id
        where c.other_face_id is not null
        and (c.face_id in (select old from pair) or c.other_face_id in (select old from pair))
    )
    insert into change (step_id, seq, field, face_id, other_face_id, before, after)
    select step_id, (select max(seq) from change top where top.step_id = heirs.step_id) + 1 + seq, field,
    min(one, other), max(one, other), before, after
    from heirs where one <> other and not exists (
        select 1 from change own where own.step_id = heirs.step_id and own.face_id = min(one, other)
        and own.other_face_id = max(one, other))";

impl Library {
    /// Photos whose words wait, each with an heir; those that were replaced last come first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn waiting_words(&self) -> Result<Vec<(PhotoId, PhotoId)>> {
        let sql = "select photo_id, heir_id from replaced where waits and heir_id is not null and heir_id <> photo_id
            group by photo_id, heir_id order by max(turn) desc";
        let rows: Vec<(i64, i64)> = sqlx::query_as(sql).fetch_all(&self.readers).await?;
        Ok(rows.into_iter().map(|(photo, heir)| (PhotoId(photo), PhotoId(heir))).collect())
    }

    /// Faces without a picture that were taken in from files, and those in photos that took the place of others, or lost it:
    /// a crash can have cost it while their identities changed.
    ///
    /// # Errors
    /// When a database cannot be read.
    pub async fn faces_to_picture(&self) -> Result<Vec<FaceUuid>> {
        let sql = "select f.uuid from face f join photo ph on ph.id = f.photo_id where f.drawn = 1
            and ph.gone_at is null and (f.origin = 'imported' or ph.id in (select photo_id from replaced union select heir_id from replaced))";
        let rows: Vec<Vec<u8>> = sqlx::query_scalar(sql).fetch_all(&self.readers).await?;
        let faces = rows.iter().map(|uuid| Ok(FaceUuid(codec::bytes("face", uuid)?))).collect::<Result<Vec<_>>>()?;
        let pictured = self.thumbnail_versions(&faces).await?;
        Ok(faces.into_iter().filter(|face| !pictured.contains_key(face)).collect())
    }
}

impl Write {
    /// Notes that `heir` lies where `photo` lay. If it `inherits`, the words of `photo`, and of those that lay there
    /// before and lie nowhere now, wait for it.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn set_replaced(
        &mut self,
        photo: PhotoId,
        (root, key): (RootId, &[u8]),
        heir: PhotoId,
        inherits: bool,
    ) -> Result<()> {
        for sql in [
            "delete from replaced where photo_id = ?4 and root_id = ?2 and key = ?3",
            "insert into replaced (photo_id, root_id, key, heir_id, waits, turn)
             select ?1, ?2, ?3, ?4, ?5, coalesce(max(turn), 0) + 1 from replaced where true
             on conflict (photo_id, root_id, key) do update set heir_id = excluded.heir_id,
             waits = excluded.waits, turn = excluded.turn",
            "update replaced set heir_id = ?4, waits = 1 where ?5 and root_id = ?2 and key = ?3
             and exists (select 1 from photo where id = replaced.photo_id and id <> ?1 and gone_at is not null)",
        ] {
            sqlx::query(sql)
                .bind(photo.0)
                .bind(root.0)
                .bind(key)
                .bind(heir.0)
                .bind(inherits)
                .execute(self.db())
                .await?;
        }
        Ok(())
    }

    /// Whether one of two photos took the place of the other before.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn is_edit_of(&mut self, photo: PhotoId, other: PhotoId) -> Result<bool> {
        let sql = "select exists (select 1 from replaced
            where (photo_id = ?1 and heir_id = ?2) or (photo_id = ?2 and heir_id = ?1))";
        Ok(sqlx::query_scalar(sql).bind(photo.0).bind(other.0).fetch_one(self.db()).await?)
    }

    /// Notes that no words of a replaced photo wait any more.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn settle_replaced(&mut self, photo: PhotoId) -> Result<()> {
        sqlx::query("update replaced set waits = 0 where photo_id = ?").bind(photo.0).execute(self.db()).await?;
        Ok(())
    }

    /// For pairs of an old and a new face: what is said of the old one is said of the new one from now on, in place of
    /// what was said before. It has the same history too, so that undo takes the words from both.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn inherit_words(&mut self, pairs: &[(FaceId, FaceId)]) -> Result<()> {
        // First all are silent: two new faces may change their names.
        for sql in [
            "update face set state = 'open', person_id = null, twice_ok = 0 where id = ?2 and id <> ?1",
            "delete from not_person where face_id = ?2 and face_id <> ?1",
            "update face set (state, person_id, twice_ok, trains, seen) =
             (select state, person_id, twice_ok, trains, seen from face where id = ?1) where id = ?2",
            "insert into not_person (face_id, person_id) select ?2, person_id from not_person where face_id = ?1",
            "delete from link where ?2 in (face_a, face_b) and ?2 <> ?1",
        ] {
            for (old, new) in pairs {
                sqlx::query(sql).bind(old.0).bind(new.0).execute(self.db()).await?;
            }
        }
        let pairs: Vec<String> = pairs.iter().map(|(old, new)| format!("[{},{}]", old.0, new.0)).collect();
        for sql in [LINKS, HISTORY, HISTORY_OF_LINKS] {
            sqlx::query(sql).bind(format!("[{}]", pairs.join(","))).execute(self.db()).await?;
        }
        Ok(())
    }
}
