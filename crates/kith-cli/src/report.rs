//! A page with all faces for a web browser, in one file that needs nothing else.

use std::fmt::Write;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use base64::Engine;
use kith_app::browse::{face_page, group_page, people_list, photo, thumbnail, unreadable};
use kith_app::dto::{Face, FaceFilter, FaceStateDto, GetPhoto, ListFaces, ListGroups};
use kith_app::inner::create_private_file;
use kith_app::{Kith, shown_path};

use crate::lines::{counted, print};

/// Faces shown of a person or of those that are alone; the heading says how many there are.
const SHOWN: u32 = 60;
/// Groups shown.
const GROUPS: u32 = 200;

const HEAD: &str = r#"<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Kith</title><style>
:root{color-scheme:light dark;font:15px/1.4 system-ui,sans-serif}
body{color:#1c1c1e;background:#fafaf9;max-width:1100px;margin:32px auto;padding:0 16px}
h1{font-size:28px;margin:0}h2{font-size:20px;margin:32px 0 8px}p{margin:4px 0}small,p{font-weight:400;color:#5b5b62}
.faces{display:flex;flex-wrap:wrap;gap:8px}
figure{position:relative;margin:0;width:96px}
img{width:96px;height:96px;border-radius:8px;object-fit:cover;box-sizing:border-box}
figcaption{font-size:11px;color:#5b5b62;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.suggested img{border:2px solid #177a42;padding:1px}
.suggested::after{content:"?";position:absolute;right:4px;top:72px;width:20px;border-radius:10px;
background:#177a42;color:#fff;font:700 13px/20px system-ui,sans-serif;text-align:center}
@media(prefers-color-scheme:dark){body{background:#161618;color:#f2f2f4}small,p,figcaption{color:#b4b4bb}
.suggested img{border-color:#3ecf7a}.suggested::after{background:#3ecf7a;color:#161618}}
</style>"#;

const LEGEND: &str =
    "<p>Faces with a green edge and a ? are suggestions: confirmed by nobody yet. Below a face stands its
photo; point at it for the whole path, the id of the face and its group, which are those of <code>kith faces</code>.
<code>kith assign</code> takes them: {\"face\":\"the id\",\"person\":\"a name\"}.</p>";

/// Writes the page and says where it is.
pub(crate) async fn run(kith: &Kith, file: Option<PathBuf>) -> Result<()> {
    let library = kith.library().dir();
    let file = file.unwrap_or_else(|| library.join("faces.html"));
    write(kith, &file).await?;
    print(&serde_json::json!({ "library": shown_path(library), "file": shown_path(file) }))
}

async fn write(kith: &Kith, file: &Path) -> Result<()> {
    ensure!(is_ours(file)?, "{}: this is no page of Kith's; say another name", shown_path(file));
    kith.catch_up().await?;
    let mut page = String::from(HEAD);
    people(kith, &mut page).await?;
    groups(kith, &mut page).await?;
    section(kith, &mut page, "Faces like no other", &FaceFilter::Alone).await?;
    failures(kith, &mut page).await?;
    create_private_file(file).and_then(|()| std::fs::write(file, page)).with_context(|| shown_path(file))
}

/// Whether nothing lies there, or a page that was made before.
fn is_ours(file: &Path) -> Result<bool> {
    if !file.try_exists().with_context(|| shown_path(file))? {
        return Ok(true);
    }
    // Opening what is no file may wait for ever.
    if !file.is_file() {
        return Ok(false);
    }
    let start = HEAD.as_bytes();
    let mut found = Vec::new();
    let read = std::fs::File::open(file).and_then(|file| file.take(start.len() as u64).read_to_end(&mut found));
    read.with_context(|| shown_path(file))?;
    Ok(found.is_empty() || found == start)
}

async fn people(kith: &Kith, page: &mut String) -> Result<()> {
    let list = people_list(kith.library()).await?;
    let people = counted(list.people.len(), "person", "people");
    write!(page, "<h1>{people}, {}</h1>", counted(list.unknown as usize, "unknown face", "unknown faces"))?;
    page.push_str(LEGEND);
    for person in list.people {
        section(kith, page, &person.name, &FaceFilter::Person { person: person.id }).await?;
    }
    Ok(())
}

async fn groups(kith: &Kith, page: &mut String) -> Result<()> {
    let groups = group_page(kith.library(), ListGroups { offset: 0, limit: GROUPS }).await?;
    for group in groups.groups {
        section(kith, page, &format!("Group {}", group.id), &FaceFilter::Group { group: group.id }).await?;
    }
    if let more @ 1.. = groups.total.saturating_sub(GROUPS) {
        write!(page, "<p>and {} more, smaller ones</p>", counted(more as usize, "group", "groups"))?;
    }
    Ok(())
}

async fn section(kith: &Kith, page: &mut String, title: &str, filter: &FaceFilter) -> Result<()> {
    let request = ListFaces { filter: filter.clone(), offset: 0, limit: SHOWN };
    let faces = face_page(kith.library(), &request).await?;
    if faces.total == 0 {
        return Ok(());
    }
    write!(page, "<h2>{} <small>{}</small></h2><div class=faces>", escape(title), faces.total)?;
    for face in faces.faces {
        picture(kith, page, &face).await?;
    }
    page.push_str("</div>");
    if let more @ 1.. = faces.total.saturating_sub(SHOWN) {
        write!(page, "<p>and {more} more: <code>kith faces</code> lists all</p>")?;
    }
    Ok(())
}

async fn picture(kith: &Kith, page: &mut String, face: &Face) -> Result<()> {
    let Some(jpeg) = thumbnail(kith.library(), &face.thumbnail).await? else { return Ok(()) };
    let data = base64::engine::general_purpose::STANDARD.encode(jpeg);
    let suggested = face.state == FaceStateDto::Suggested;
    let (class, word) = if suggested { (" class=suggested", "suggested face") } else { ("", "face") };
    let path = escape(&photo(kith.library(), &GetPhoto { photo: face.photo.clone() }).await?.path);
    let name = path.rsplit('/').next().unwrap_or(&path);
    let group = face.group.as_ref().map(|group| format!(", group {group}")).unwrap_or_default();
    write!(
        page,
        r#"<figure{class} title="{path}, face {id}{group}"><img alt="{word} in {path}" src="data:image/jpeg;base64,{data}"><figcaption>{name}</figcaption></figure>"#,
        id = face.id
    )?;
    Ok(())
}

async fn failures(kith: &Kith, page: &mut String) -> Result<()> {
    let failures = unreadable(kith.library()).await?;
    if failures.is_empty() {
        return Ok(());
    }
    write!(page, "<h2>Could not be read <small>{}</small></h2><ul>", failures.len())?;
    for failure in failures {
        write!(page, "<li>{}: {}</li>", escape(&failure.path), escape(&failure.reason))?;
    }
    page.push_str("</ul>");
    Ok(())
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
