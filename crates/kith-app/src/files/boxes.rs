//! Looking into boxes that the person drew or moved: the picture of the face in each, and its looks.

use std::path::PathBuf;
use std::sync::Arc;

use kith_domain::{Embedding, FaceUuid, Quality, UnitRect};
use kith_store::{Library, StoredEmbedding, Thumbnail};
use kith_vision::Analyzer;

use super::picture::{in_background, open, photo_file};
use crate::error::Result;
use crate::eyes::Eyes;
use crate::paths::content_version;
use crate::photo_file::survive;

/// Why a face has no embedding in whose box no detector sees one.
const NOTHING_SEEN: &str = "no eyes and no mouth were seen in the box";

/// A box that must be looked into.
struct Unseen {
    face: FaceUuid,
    path: PathBuf,
    /// In fractions of the stored picture.
    rect: UnitRect,
    /// The same in the upright picture.
    shown: UnitRect,
}

/// What a box shows.
struct Seen {
    face: FaceUuid,
    rect: UnitRect,
    thumbnail: Thumbnail,
    /// The looks of the face, or why they are not known.
    looks: std::result::Result<(Embedding, Quality), String>,
}

/// Looks into all boxes that were not looked into yet. One whose photo is away, or cannot be read now, waits.
///
/// # Errors
/// When the library cannot be read or written, or a network cannot be opened.
pub(crate) async fn see_boxes(library: &Library, eyes: &Arc<dyn Eyes>) -> Result<()> {
    let boxes = unseen(library).await?;
    if boxes.is_empty() {
        return Ok(());
    }
    let its_eyes = Arc::clone(eyes);
    let seen = in_background(move || {
        let mut analyzer = its_eyes.analyzer()?;
        Ok(boxes.into_iter().filter_map(|unseen| look(&mut analyzer, unseen)).collect::<Vec<_>>())
    });
    for seen in seen.await? {
        // A page that hears of the change asks for the new picture at once.
        library.put_thumbnails(&[(seen.face, seen.thumbnail)]).await?;
        let looks = match &seen.looks {
            Ok((embedding, quality)) => StoredEmbedding::Vector(embedding, *quality),
            Err(reason) => StoredEmbedding::None { reason },
        };
        let mut write = library.write().await?;
        let space = write.put_space(eyes.space()).await?;
        write.keep_seen_box(seen.face, seen.rect, space, looks).await?;
        write.commit().await?;
    }
    Ok(())
}

async fn unseen(library: &Library) -> Result<Vec<Unseen>> {
    let mut boxes = Vec::new();
    for face in library.boxes_to_see().await? {
        let Some(view) = library.face(face).await? else { continue };
        let Ok(path) = photo_file(library, view.photo).await else { continue };
        boxes.push(Unseen { face, path, rect: view.rect, shown: view.orientation.rect_to_upright(view.rect) });
    }
    Ok(boxes)
}

/// What one box shows; `None`, and a warning, where that cannot be found out now.
fn look(analyzer: &mut Analyzer, unseen: Unseen) -> Option<Seen> {
    let Unseen { face, path, rect, shown } = unseen;
    let looked = survive(|| -> Result<_> {
        let photo = open(&path, u32::MAX)?;
        let frame = photo.best();
        let place = shown.to_pixels(frame.width(), frame.height());
        let jpeg = kith_media::face_thumbnail(frame, place)?;
        let seen = analyzer.in_box(frame, place)?;
        let looks = seen.ok_or_else(|| NOTHING_SEEN.to_owned()).and_then(|seen| {
            seen.embedding.map(|embedding| (embedding, seen.quality)).map_err(|reason| reason.to_string())
        });
        Ok(Seen { face, rect, thumbnail: Thumbnail { version: content_version(&jpeg), jpeg }, looks })
    });
    match looked {
        Ok(Ok(seen)) => return Some(seen),
        Ok(Err(error)) => tracing::warn!(%error, "a box could not be looked into"),
        Err(stumbled) => tracing::warn!("{}: {stumbled}", crate::shown_path(path)),
    }
    None
}
