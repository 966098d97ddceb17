//! Decisions as the screen says them: faces by their lasting identity, people by their names.

use kith_domain::decision::{Decision, Link};
use kith_domain::{
    FaceId, FaceOrigin, KeywordPath, Lifetime, Location, Orientation, PartialDate, PersonName, PhotoId, UnitRect,
};
use kith_store::Library;

use crate::dto::{self, CommandError, convert};
use crate::error::AppError;

/// The decisions that are meant.
pub(crate) async fn by_name(library: &Library, said: &[dto::Decision]) -> Result<Vec<Decision>, CommandError> {
    let mut decisions = Vec::with_capacity(said.len());
    for decision in said {
        decisions.push(one(library, decision).await?);
    }
    Ok(decisions)
}

async fn one(library: &Library, said: &dto::Decision) -> Result<Decision, CommandError> {
    let name = |text: &str| PersonName::new(text);
    Ok(match said {
        dto::Decision::Confirm { face, person, allow_twice } => {
            Decision::Confirm { face: find(library, face).await?, person: name(person)?, allow_twice: *allow_twice }
        }
        dto::Decision::Reject { face, person } => {
            Decision::Reject { face: find(library, face).await?, person: name(person)? }
        }
        dto::Decision::Ignore { face } => Decision::Ignore { face: find(library, face).await? },
        dto::Decision::NotAFace { face } => Decision::NotAFace { face: find(library, face).await? },
        dto::Decision::Stranger { face } => Decision::Stranger { face: find(library, face).await? },
        dto::Decision::Later { face } => Decision::Later { face: find(library, face).await? },
        dto::Decision::Same { face, other } => link(library, face, other, Link::Same).await?,
        dto::Decision::Different { face, other } => link(library, face, other, Link::Different).await?,
        dto::Decision::Unsure { face, other } => link(library, face, other, Link::Unsure).await?,
        dto::Decision::Clear { face } => Decision::Clear { face: find(library, face).await? },
        dto::Decision::Rename { person, to } => Decision::Rename { person: name(person)?, to: name(to)? },
        dto::Decision::Dates { person, born, died } => Decision::Dates {
            person: name(person)?,
            life: Lifetime { born: date(born.as_deref())?, died: date(died.as_deref())? },
        },
        dto::Decision::KeyFace { person, face } => {
            Decision::KeyFace { person: name(person)?, face: find(library, face).await? }
        }
        dto::Decision::Hide { person, hidden } => Decision::Hide { person: name(person)?, hidden: *hidden },
        dto::Decision::Merge { person, into, allow_twice } => {
            Decision::Merge { person: name(person)?, into: name(into)?, allow_twice: *allow_twice }
        }
        dto::Decision::Draw { photo, rect, person, allow_twice } => {
            let photo = convert::parse_photo(photo)?;
            let rect = stored(orientation(library, photo).await?, *rect)?;
            let (person, allow_twice) = (person.as_deref().map(name).transpose()?, *allow_twice);
            Decision::Draw { photo, rect, person, allow_twice, origin: FaceOrigin::Manual }
        }
        dto::Decision::Place { face, rect } => place(library, face, *rect).await?,
        dto::Decision::Keyword { photo, keyword, has } => {
            let photo = convert::parse_photo(photo)?;
            Decision::Keyword { photo, keyword: path(keyword)?, has: *has }
        }
        dto::Decision::RenameKeyword { keyword, to, merge } => {
            Decision::RenameKeyword { keyword: path(keyword)?, to: path(to)?, merge: *merge }
        }
        dto::Decision::DeleteKeyword { keyword } => Decision::DeleteKeyword { keyword: path(keyword)? },
        dto::Decision::LeaveOut { place, out } => {
            let (root, key) = convert::parse_folder(place)?;
            Decision::LeaveOut { places: vec![Location { root, key }], out: *out }
        }
        dto::Decision::LeavePhotoOut { photo } => {
            Decision::LeaveOut { places: places(library, photo).await?, out: true }
        }
    })
}

fn path(parts: &[String]) -> Result<KeywordPath, AppError> {
    KeywordPath::new(parts).ok_or_else(|| missing("keyword", &parts.join("/")))
}

fn date(text: Option<&str>) -> Result<Option<PartialDate>, CommandError> {
    text.map(|text| text.parse().map_err(|error| convert::invalid_date(text, error))).transpose()
}

async fn link(library: &Library, face: &str, other: &str, link: Link) -> Result<Decision, AppError> {
    Ok(Decision::Link { face: find(library, face).await?, other: find(library, other).await?, link })
}

async fn place(library: &Library, face: &str, shown: dto::Box) -> Result<Decision, AppError> {
    let view = library.face(convert::parse_face(face)?).await?.ok_or_else(|| missing("face", face))?;
    Ok(Decision::Place { face: find(library, face).await?, rect: stored(view.orientation, shown)? })
}

/// Where a photo lies.
async fn places(library: &Library, photo: &str) -> Result<Vec<Location>, AppError> {
    let view = library.photo(convert::parse_photo(photo)?).await?.ok_or_else(|| missing("photo", photo))?;
    Ok(view.files.into_iter().map(|file| Location { root: file.root_id, key: file.key }).collect())
}

/// How a photo is shown.
async fn orientation(library: &Library, photo: PhotoId) -> Result<Orientation, AppError> {
    let view = library.photo(photo).await?;
    let file = view.as_ref().and_then(|view| view.files.first());
    file.map(|file| file.orientation).ok_or_else(|| missing("photo", &photo.0.to_string()))
}

/// Where a box of the upright picture lies in the stored one, as far as it lies in the picture.
fn stored(orientation: Orientation, shown: dto::Box) -> Result<UnitRect, AppError> {
    let rect = UnitRect::new(shown.x, shown.y, shown.w, shown.h).and_then(UnitRect::clipped);
    rect.map(|rect| orientation.rect_to_stored(rect)).ok_or_else(|| missing("box in the photo", ""))
}

fn missing(what: &'static str, name: &str) -> AppError {
    AppError::NotFound { what, name: name.to_owned() }
}

async fn find(library: &Library, face: &str) -> Result<FaceId, AppError> {
    let found = library.face_by_uuid(convert::parse_face(face)?).await?;
    found.ok_or_else(|| missing("face", face))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dto::{InvalidDateReason, InvalidNameReason};

    async fn meant(said: dto::Decision) -> Result<Vec<Decision>, CommandError> {
        let dir = tempfile::tempdir().unwrap();
        let library = Library::open(dir.path()).await.unwrap();
        by_name(&library, &[said]).await
    }

    #[tokio::test]
    async fn names_are_put_into_the_form_of_names() {
        let rename = meant(dto::Decision::Rename { person: " Ann ".into(), to: "Zoe\u{308}".into() }).await.unwrap();
        let name = |text: &str| PersonName::new(text).unwrap();
        assert_eq!(rename, [Decision::Rename { person: name("Ann"), to: name("Zo\u{eb}") }]);
    }

    #[tokio::test]
    async fn dates_are_read_and_what_is_no_date_is_refused() {
        let dates = |born: &str| dto::Decision::Dates { person: "Ann".into(), born: Some(born.into()), died: None };
        let life = Lifetime { born: Some("1984-05".parse().unwrap()), died: None };
        let person = PersonName::new("Ann").unwrap();
        assert_eq!(meant(dates("1984-05")).await.unwrap(), [Decision::Dates { person, life }]);
        let all = [
            ("May 1984", InvalidDateReason::Form),
            ("0984", InvalidDateReason::Year),
            ("1984-13", InvalidDateReason::Month),
            ("1984-02-30", InvalidDateReason::Day),
        ];
        for (date, reason) in all {
            let refused = CommandError::InvalidDate { date: date.into(), reason };
            assert_eq!(meant(dates(date)).await.unwrap_err(), refused);
        }
    }

    #[tokio::test]
    async fn what_is_no_name_or_no_face_is_refused_with_the_reason() {
        let merge = dto::Decision::Merge { person: "Ann".into(), into: "Unknown".into(), allow_twice: false };
        let refused = CommandError::InvalidName { reason: InvalidNameReason::Reserved };
        assert_eq!(meant(merge).await.unwrap_err(), refused);
        for face in ["nobody", "0123456789abcdef0123456789abcdef"] {
            let refused = CommandError::NotFound { what: "face".into() };
            assert_eq!(meant(dto::Decision::Ignore { face: face.into() }).await.unwrap_err(), refused, "{face}");
        }
    }
}
