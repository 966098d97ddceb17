//! Looking for what cannot be, and erasing what must not stay.

use crate::error::{Result, StoreError};
use crate::{Library, Write};

/// Something that is wrong with a library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What kind, in one word.
    pub problem: &'static str,
    /// The path of the photo below its root as bytes, if it is about one.
    pub photo: Option<Vec<u8>>,
    /// What, as a sentence.
    pub detail: String,
}

/// Each query gives the path of a photo (or null) and a detail for every case of a problem.
const QUERIES: [(&str, &str); 8] = [
    (
        "photo-never-analysed",
        "select f.key, 'no detector has looked at this photo; kith scan does' from file f where f.state = 'ok'
         and exists (select 1 from analysis) and not exists (select 1 from analysis a where a.photo_id = f.photo_id)",
    ),
    (
        "face-without-embedding",
        "select null, 'face ' || lower(hex(f.uuid)) || ' has neither an embedding nor a reason for having none'
         from face f where f.origin = 'machine' and f.drawn = 1
         and not exists (select 1 from embedding e where e.face_id = f.id)",
    ),
    (
        "same-face-twice",
        "select null, 'faces ' || lower(hex(a.uuid)) || ' and ' || lower(hex(b.uuid)) || ' have the same box'
         from face a join face b on b.photo_id = a.photo_id and b.id > a.id
         and a.x = b.x and a.y = b.y and a.w = b.w and a.h = b.h where a.drawn = 1 and b.drawn = 1",
    ),
    (
        "confirmed-as-nobody",
        "select null, 'face ' || lower(hex(f.uuid)) || ' is confirmed as somebody who is no person'
         from face f join person p on p.id = f.person_id where f.drawn = 1 and p.standing <> 'live'",
    ),
    (
        "confirmed-and-rejected",
        "select null, 'face ' || lower(hex(f.uuid)) || ' is confirmed as ' || p.name || ' and known not to be'
         from face f join not_person n on n.face_id = f.id and n.person_id = f.person_id join person p on p.id = f.person_id",
    ),
    (
        "photo-with-wrong-presence",
        "select null, 'photo ' || ph.id || ' is marked as ' || case when ph.gone_at is null then 'there' else 'gone' end
         || ' and is not' from photo ph where (ph.gone_at is null)
         <> exists (select 1 from file f where f.photo_id = ph.id and f.state = 'ok')",
    ),
    (
        "not-readable",
        "select file.key, 'the file cannot be read any more, so ' || count(*) || case count(*) when 1 then ' face' else ' faces' end
         || ' that you named cannot be seen; the names are kept for when it can' from file
         join photo ph on ph.id = file.photo_id and ph.gone_at is not null
         join face f on f.photo_id = ph.id and f.state = 'confirmed' and f.drawn = 1
         where file.state = 'unreadable' group by file.id",
    ),
    ("changed", LOST_WORDS),
];

/// Words of pictures that lie nowhere any more, which are not said of the picture in their place: the same name or
/// rejection of any face, or anything at all of a face at the same place. A drawn box is a word too. That something is
/// no face says nothing about another picture.
const LOST_WORDS: &str = r#"
    with lost as (
        select f.*, r.key, now.photo_id as heir, lower(hex(f.uuid)) as name from face f
        join photo ph on ph.id = f.photo_id and ph.gone_at is not null
        left join replaced r on r.photo_id = f.photo_id
        left join file now on now.root_id = r.root_id and now.key = r.key and now.state = 'ok'
        where f.drawn = 1 and not coalesce(r.waits, 0)
        and (r.photo_id is not null or not exists (select 1 from file where file.photo_id = f.photo_id))
        and f.state <> 'not_a_face'
        and (f.state <> 'open' or f.origin <> 'machine' or exists (select 1 from not_person n where n.face_id = f.id))
    ), beside as (
        select lost.id as lost, h.id, h.person_id, h.state <> 'open' or h.origin <> 'machine' as spoken_of,
            lost.x + lost.w / 2 between h.x and h.x + h.w and lost.y + lost.h / 2 between h.y and h.y + h.h as here
        from lost join face h on h.photo_id = lost.heir and h.drawn = 1
    )
    select key,
        case when lost.state = 'confirmed' then 'that a face is ' || p.name
            when lost.state <> 'open' then 'that a face is of no interest'
            when lost.origin <> 'machine' then 'that there is a face' else 'who a face is not' end
        || case when key is null then ' was said of a picture that is in no folder now'
            else ' was said of the picture that was here, and fits no face of this one' end
        || '; say it again of the right face, or forget it with {"face":"' || lost.name
        || case when lost.state = 'open' or lost.origin <> 'machine' then '","not_a_face":true}' else '","clear":true}' end
    from lost left join person p on p.id = lost.person_id
    where not exists (select 1 from beside b where b.lost = lost.id and case
        when lost.state = 'confirmed' then b.person_id = lost.person_id
        when lost.state = 'open' and lost.origin = 'machine' then exists (
            select 1 from not_person n join not_person o on o.person_id = n.person_id
            where n.face_id = lost.id and o.face_id = b.id)
        else here and spoken_of end)
    group by lost.id order by key, lost.id"#;

impl Library {
    /// Everything that cannot be; empty for a library in order.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn problems(&self) -> Result<Vec<Problem>> {
        let mut problems = self.broken_pages().await?;
        for (problem, sql) in QUERIES {
            let rows: Vec<(Option<Vec<u8>>, String)> = sqlx::query_as(sql).fetch_all(&self.readers).await?;
            problems.extend(rows.into_iter().map(|(photo, detail)| Problem { problem, photo, detail }));
        }
        problems.extend(self.faces_without_picture().await?);
        Ok(problems)
    }

    async fn broken_pages(&self) -> Result<Vec<Problem>> {
        let mut problems = Vec::new();
        for (name, pool) in [("kith.sqlite", &self.readers), ("thumbnails.sqlite", &self.thumbnails)] {
            let lines: Vec<String> = sqlx::query_scalar("pragma integrity_check").fetch_all(pool).await?;
            let broken = lines.into_iter().filter(|line| line != "ok");
            problems.extend(broken.map(|line| Problem {
                problem: "database",
                photo: None,
                detail: format!("{name}: {line}"),
            }));
        }
        let links: Vec<(String, i64)> =
            sqlx::query_as("select \"table\", count(*) from pragma_foreign_key_check group by 1")
                .fetch_all(&self.readers)
                .await?;
        let detail = |(table, count): (String, i64)| format!("kith.sqlite: {count} rows of {table} point nowhere");
        problems.extend(links.into_iter().map(|link| Problem {
            problem: "database",
            photo: None,
            detail: detail(link),
        }));
        Ok(problems)
    }

    async fn faces_without_picture(&self) -> Result<Vec<Problem>> {
        let with: std::collections::HashSet<_> = self.faces_with_thumbnail().await?.into_iter().collect();
        let faces: Vec<Vec<u8>> = sqlx::query_scalar(
            "select f.uuid from face f join photo ph on ph.id = f.photo_id
             where f.drawn = 1 and f.origin = 'machine' and ph.gone_at is null",
        )
        .fetch_all(&self.readers)
        .await?;
        let mut problems = Vec::new();
        for face in faces {
            let uuid = kith_domain::FaceUuid(crate::codec::bytes("face", &face)?);
            if !with.contains(&uuid) {
                let detail = format!("face {uuid} has no picture; kith scan --again makes it");
                problems.push(Problem { problem: "no-thumbnail", photo: None, detail });
            }
        }
        Ok(problems)
    }

    /// Erases all faces, everything that was said about them, all people, and every copy of it: the log, the
    /// write-ahead file, backups, thumbnails and the page of faces. Cannot be undone. Photos stay known. Returns how many faces there were.
    ///
    /// # Errors
    /// When a database or a backup cannot be written.
    pub async fn erase_faces(&self) -> Result<u64> {
        let mut write = self.write().await?;
        let faces = write.erase().await?;
        write.commit().await?;
        for sql in ["delete from thumbnail", "delete from photo_thumbnail"] {
            sqlx::query(sql).execute(&self.thumbnails).await?;
        }
        for pool in [self.writer(), &self.thumbnails] {
            sqlx::query("vacuum").execute(pool).await?;
            let (busy, ..): (bool, i64, i64) =
                sqlx::query_as("pragma wal_checkpoint(truncate)").fetch_one(pool).await?;
            if busy {
                return Err(StoreError::InUse);
            }
        }
        remove_if_there(&self.dir().join("faces.html"))?;
        for folder in ["backups", "logs"] {
            empty(&self.dir().join(folder))?;
        }
        Ok(faces)
    }
}

impl Write {
    async fn erase(&mut self) -> Result<u64> {
        let tables = [
            "delete from suggestion",
            "delete from cluster_member",
            "delete from cluster",
            "delete from change",
            "delete from step_program",
            "delete from step_keyword",
            "delete from step",
            "delete from not_person",
            "delete from link",
            "delete from proposal",
            "delete from embedding",
            "delete from analysis",
            "delete from people_conflict",
            "delete from told_face",
            "delete from named_person",
            "delete from named_elsewhere",
            "delete from file_people where not exists (select 1 from file join said_keyword s on s.photo_id = file.photo_id
             where file.id = file_people.file_id)",
        ];
        for sql in tables {
            sqlx::query(sql).execute(self.db()).await?;
        }
        let faces = sqlx::query("delete from face").execute(self.db()).await?.rows_affected();
        sqlx::query("update person set merged_into = null, standing = 'gone'").execute(self.db()).await?;
        sqlx::query("delete from person").execute(self.db()).await?;
        Ok(faces)
    }
}

fn remove_if_there(path: &std::path::Path) -> Result<()> {
    match std::fs::remove_file(path) {
        Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
            Err(StoreError::Io { path: path.into(), source })
        }
        _ => Ok(()),
    }
}

fn empty(folder: &std::path::Path) -> Result<()> {
    let io = |source| StoreError::Io { path: folder.to_owned(), source };
    for entry in std::fs::read_dir(folder).map_err(io)? {
        let path = entry.map_err(io)?.path();
        if path.is_file() {
            std::fs::remove_file(path).map_err(io)?;
        }
    }
    Ok(())
}
