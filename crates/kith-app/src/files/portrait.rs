//! A face for the whole screen, from its file: upright and with the eyes at the same place as in all others.

use kith_domain::{FaceOrigin, FaceUuid, Frame, Landmarks, Point, UnitRect};
use kith_media::ThumbnailError;
use kith_store::Library;
use kith_vision::{portrait, portrait_scale};

use super::picture::{in_background, open, photo_file};
use crate::error::{AppError, Result};

/// Pixels a side.
const SIDE: u32 = 720;
/// Pixels that the longer side of a box has there, or a little less.
const BOX: f32 = 420.0;
/// Where the landmarks of a face are in its box, when nothing better is known.
const IN_BOX: [Point; 5] =
    [Point::new(0.3, 0.4), Point::new(0.7, 0.4), Point::new(0.5, 0.58), Point::new(0.34, 0.78), Point::new(0.66, 0.78)];

/// The portrait of a face: JPEG, 720 pixels a side, with its surroundings, black where the photo ends.
///
/// # Errors
/// When there is no such face, or its photo is not there or cannot be decoded.
pub async fn face_portrait(library: &Library, face: FaceUuid) -> Result<Vec<u8>> {
    let missing = || AppError::NotFound { what: "face", name: face.to_string() };
    let view = library.face(face).await?.ok_or_else(missing)?;
    let path = photo_file(library, view.photo).await?;
    let rect = view.orientation.rect_to_upright(view.rect);
    // A box that a person moved has left its landmarks behind.
    let found = view.landmarks.filter(|_| view.origin == FaceOrigin::Machine);
    let found = found.map(|marks| marks.map(|point| view.orientation.point_to_upright(point)));
    in_background(move || {
        let longest = (BOX / rect.w().min(rect.h())).ceil().max(1.0) as u32;
        draw(open(&path, longest)?.best(), found, rect)
    })
    .await
}

/// Landmarks and box are in parts of the frame.
fn draw(frame: &Frame, found: Option<Landmarks>, rect: UnitRect) -> Result<Vec<u8>> {
    let fits = |marks: Landmarks| Some((marks, portrait_scale(&in_pixels(marks, frame), SIDE)?));
    let (marks, scale) = found.and_then(fits).or_else(|| fits(in_box(rect))).ok_or(ThumbnailError::Box)?;
    let longest = (scale * frame.width().max(frame.height()) as f32).ceil() as u32;
    let smaller = if scale < 1.0 { Some(kith_media::shrunk(frame, longest)?) } else { None };
    let frame = smaller.as_ref().unwrap_or(frame);
    let made = portrait(frame, &in_pixels(marks, frame), SIDE).ok_or(ThumbnailError::Box)?;
    let made = Frame::new(SIDE, SIDE, made.rgb).map_err(|error| ThumbnailError::Scale(error.into()))?;
    Ok(kith_media::preview(&made, SIDE)?)
}

fn in_pixels(marks: Landmarks, frame: &Frame) -> Landmarks {
    let (width, height) = (frame.width() as f32, frame.height() as f32);
    marks.map(|point| Point::new(point.x * width, point.y * height))
}

fn in_box(rect: UnitRect) -> Landmarks {
    let place = |part: Point| Point::new(rect.x() + part.x * rect.w(), rect.y() + part.y * rect.h());
    Landmarks::from_array(IN_BOX).map(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_face_is_shown_by_its_landmarks_or_else_by_its_box_whatever_the_size_of_the_photo() {
        let rect = UnitRect::new(0.25, 0.25, 0.5, 0.5).unwrap();
        for side in [60, 3000] {
            // Light where the face is.
            let is_in = |at: u32| (side / 4..3 * side / 4).contains(&at);
            let light = |x, y| if is_in(x) && is_in(y) { 200 } else { 20 };
            let pixels = (0..side).flat_map(|y| (0..side).flat_map(move |x| [light(x, y); 3]));
            let frame = Frame::new(side, side, pixels.collect()).unwrap();
            let wrong = Landmarks::from_array([Point::new(0.5, 0.5); 5]);
            for found in [Some(in_box(rect)), None, Some(wrong)] {
                let jpeg = draw(&frame, found, rect).unwrap();
                let shown = kith_media::decode(&jpeg, None, &kith_media::Limits::default()).unwrap().frame;
                assert_eq!((shown.width(), shown.height()), (SIDE, SIDE));
                let at = |x: u32, y: u32| shown.rgb()[3 * (y * SIDE + x) as usize];
                assert!(at(SIDE / 2, SIDE / 2) > 180 && at(SIDE / 2, SIDE / 20) < 60, "{side}");
            }
        }
    }
}
