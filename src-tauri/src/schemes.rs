//! Pictures for the page: `face://localhost/KEY` is a face, `face://localhost/KEY?portrait` the same as large as a screen with
//! the eyes at the same place as in all others, `photo://localhost/ID` a whole photo as large as a screen,
//! `photo://localhost/ID?size=full` the same with all its pixels, for whoever enlarges it, and
//! `photo://localhost/ID?size=320&version=V` a small picture of it for lists.
//!
//! A key of a face ends with the version of its picture, and so does the address of a small picture of a photo: what an
//! address shows never changes, and the web view may keep it. Of a photo the page knows only the number; where its file
//! is, it cannot say and is not told.

use std::sync::Arc;

use kith_app::inner::{FaceUuid, PhotoId};
use kith_app::{AppError, browse, files};
use tauri::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use tauri::http::{Request, Response, StatusCode};
use tauri::{Manager, Runtime, UriSchemeContext, UriSchemeResponder};
use tokio::sync::Semaphore;

use crate::latest_first::LatestFirst;
use crate::state::AppState;

/// The longest side of a photo on the screen, in pixels; whoever wants more asks for the full one.
const LONGEST_SIDE: u32 = 2560;

/// The longest side of a photo that is enlarged, in pixels: a web view holds four bytes for each.
const LONGEST_FULL_SIDE: u32 = 8192;

/// What never changes under its address.
const FOR_EVER: &str = "private, max-age=31536000, immutable";

/// How many pictures of a kind are made at the same time: photos are decoded, what is kept is only read.
pub(crate) struct Lanes {
    kept: Semaphore,
    small: LatestFirst,
    photos: Semaphore,
}

impl Default for Lanes {
    fn default() -> Self {
        Self { kept: Semaphore::new(8), small: LatestFirst::new(2), photos: Semaphore::new(2) }
    }
}

/// What is asked for by the address of a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Whole(PhotoId, u32),
    Small(PhotoId),
}

/// Answers requests for faces.
pub(crate) fn face<R: Runtime>(app: UriSchemeContext<'_, R>, request: Request<Vec<u8>>, responder: UriSchemeResponder) {
    let key = face_key(request.uri().path()).map(str::to_owned);
    let is_portrait = request.uri().query() == Some("portrait");
    let state = Arc::clone(&app.app_handle().state::<Arc<AppState>>());
    tauri::async_runtime::spawn(async move {
        let Some(key) = key else { return responder.respond(refusal(StatusCode::BAD_REQUEST)) };
        let picture = if is_portrait { portrait(&state, &key).await } else { face_picture(&state, &key).await };
        responder.respond(response(picture, FOR_EVER));
    });
}

/// Answers requests for photos.
pub(crate) fn photo<R: Runtime>(
    app: UriSchemeContext<'_, R>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let wanted = wanted(request.uri().path(), request.uri().query());
    let state = Arc::clone(&app.app_handle().state::<Arc<AppState>>());
    tauri::async_runtime::spawn(async move {
        responder.respond(match wanted {
            // The file of a photo may be turned by another program, and its address stays the same.
            Some(Wanted::Whole(photo, longest)) => response(photo_picture(&state, photo, longest).await, "no-store"),
            Some(Wanted::Small(photo)) => response(small_picture(&state, photo).await, FOR_EVER),
            None => refusal(StatusCode::BAD_REQUEST),
        });
    });
}

async fn face_picture(state: &AppState, key: &str) -> Result<Option<Vec<u8>>, AppError> {
    let _turn = state.lanes.kept.acquire().await;
    browse::thumbnail(state.kith().await?.library(), key).await
}

async fn portrait(state: &AppState, key: &str) -> Result<Option<Vec<u8>>, AppError> {
    let Some(face) = key.split('-').next().and_then(|face| face.parse().ok()) else { return Ok(None) };
    let _turn = state.lanes.photos.acquire().await;
    files::face_portrait(state.kith().await?.library(), face).await.map(Some)
}

async fn photo_picture(state: &AppState, photo: PhotoId, longest: u32) -> Result<Option<Vec<u8>>, AppError> {
    let _turn = state.lanes.photos.acquire().await;
    files::photo_preview(state.kith().await?.library(), photo, longest).await.map(Some)
}

async fn small_picture(state: &AppState, photo: PhotoId) -> Result<Option<Vec<u8>>, AppError> {
    let library = state.kith().await?.library();
    let reading = state.lanes.kept.acquire().await;
    if let Some(kept) = files::photo_thumbnail(library, photo).await? {
        return Ok(Some(kept));
    }
    drop(reading);
    let _turn = state.lanes.small.turn().await;
    files::make_photo_thumbnail(library, photo).await.map(Some)
}

/// The key in the path of a request, if it has the form of one.
fn face_key(path: &str) -> Option<&str> {
    let key = path.strip_prefix('/')?;
    let (face, version) = key.split_once('-')?;
    let is_number = !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && face.parse::<FaceUuid>().is_ok()).then_some(key)
}

/// What a request for a photo asks for, if it has the form of one. There is one small size and a full one; what else
/// stands in the query only tells addresses apart.
fn wanted(path: &str, query: Option<&str>) -> Option<Wanted> {
    let photo = photo_id(path)?;
    let size = query.unwrap_or_default().split('&').find_map(|part| part.strip_prefix("size="));
    match size {
        None => Some(Wanted::Whole(photo, LONGEST_SIDE)),
        Some("full") => Some(Wanted::Whole(photo, LONGEST_FULL_SIDE)),
        Some(size) => (size == files::SMALL_PHOTO.to_string()).then_some(Wanted::Small(photo)),
    }
}

/// The number in the path of a request, if it is one.
fn photo_id(path: &str) -> Option<PhotoId> {
    let number = path.strip_prefix('/')?;
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
    number.parse().ok().filter(|_| is_number).map(PhotoId)
}

fn response(picture: Result<Option<Vec<u8>>, AppError>, cache: &'static str) -> Response<Vec<u8>> {
    match picture {
        Ok(Some(jpeg)) => {
            let response = Response::builder().header(CONTENT_TYPE, "image/jpeg").header(CACHE_CONTROL, cache);
            response.body(jpeg).unwrap_or_else(|_| refusal(StatusCode::INTERNAL_SERVER_ERROR))
        }
        Ok(None) | Err(AppError::NotFound { .. }) => refusal(StatusCode::NOT_FOUND),
        Err(error) => {
            tracing::debug!(%error, "no picture");
            refusal(StatusCode::INTERNAL_SERVER_ERROR)
        }
    }
}

fn refusal(status: StatusCode) -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = status;
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    const FACE: &str = "0123456789abcdef0123456789abcdef";

    #[test]
    fn only_what_has_the_form_of_a_key_is_looked_up() {
        assert_eq!(face_key(&format!("/{FACE}-42")), Some(&*format!("{FACE}-42")));
        let bad =
            ["", "/", "/../kith.sqlite", "/-1", &format!("/{FACE}"), &format!("/{FACE}-"), &format!("/{FACE}-1/x")];
        for path in bad {
            assert_eq!(face_key(path), None, "{path}");
        }
        assert_eq!(face_key(&format!("/{}-1", &FACE[1..])), None);
    }

    #[test]
    fn a_photo_is_asked_for_by_its_number_alone() {
        assert_eq!(photo_id("/17"), Some(PhotoId(17)));
        for path in ["", "17", "/", "/-1", "/+1", "/1/2", "/a.jpg", "/%2e%2e", "/99999999999999999999"] {
            assert_eq!(photo_id(path), None, "{path}");
        }
    }

    #[test]
    fn a_small_picture_has_its_own_address() {
        let small = Some(Wanted::Small(PhotoId(17)));
        assert_eq!(wanted("/17", Some("size=320&version=6")), small);
        assert_eq!(wanted("/17", Some("version=6&size=320")), small);
        assert_eq!(wanted("/17", None), Some(Wanted::Whole(PhotoId(17), LONGEST_SIDE)));
        assert_eq!(wanted("/17", Some("size=full")), Some(Wanted::Whole(PhotoId(17), LONGEST_FULL_SIDE)));
        for query in ["size=321", "size=", "size=99999", "size=320x"] {
            assert_eq!(wanted("/17", Some(query)), None, "{query}");
        }
        assert_eq!(wanted("/x", Some("size=320")), None);
    }

    #[test]
    fn a_picture_may_be_kept_and_a_failure_is_a_status() {
        let found = response(Ok(Some(vec![1, 2])), "private");
        assert_eq!((found.status(), &found.body()[..]), (StatusCode::OK, &[1, 2][..]));
        assert_eq!(found.headers()[CONTENT_TYPE], "image/jpeg");
        assert_eq!(found.headers()[CACHE_CONTROL], "private");
        assert_eq!(response(Ok(None), "private").status(), StatusCode::NOT_FOUND);
        let gone = AppError::NotFound { what: "photo", name: String::new() };
        assert_eq!(response(Err(gone), "private").status(), StatusCode::NOT_FOUND);
        let random = AppError::Random(String::new());
        assert_eq!(response(Err(random), "private").status(), StatusCode::INTERNAL_SERVER_ERROR);
    }
}
