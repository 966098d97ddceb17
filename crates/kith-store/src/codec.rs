//! Between the words of the domain and the columns of the database.

use kith_domain::decision::{Link, Place, Standing};
use kith_domain::{
    CaptureTime, DatePrecision, DateSource, DaySpan, Embedding, FaceOrigin, FaceUuid, Landmarks, Lifetime, Orientation,
    PartialDate, PersonId, PersonName, Point, Seen, UnitRect, Verdict,
};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::error::{Result, StoreError};

pub(crate) fn origin(word: &str) -> Result<FaceOrigin> {
    match word {
        "machine" => Ok(FaceOrigin::Machine),
        "manual" => Ok(FaceOrigin::Manual),
        "imported" => Ok(FaceOrigin::Imported),
        other => Err(StoreError::corrupt("origin of a face", other)),
    }
}

pub(crate) fn origin_word(origin: FaceOrigin) -> &'static str {
    match origin {
        FaceOrigin::Machine => "machine",
        FaceOrigin::Manual => "manual",
        FaceOrigin::Imported => "imported",
    }
}

/// The three columns that hold a verdict: `state`, `person_id`, `twice_ok`.
pub(crate) fn verdict_columns(verdict: Verdict) -> (&'static str, Option<i64>, bool) {
    match verdict {
        Verdict::Open => ("open", None, false),
        Verdict::Confirmed { person, twice } => ("confirmed", Some(person.0), twice),
        Verdict::Ignored => ("ignored", None, false),
        Verdict::NotAFace => ("not_a_face", None, false),
        Verdict::Stranger => ("stranger", None, false),
    }
}

pub(crate) fn verdict(state: &str, person: Option<i64>, twice: bool) -> Result<Verdict> {
    match (state, person) {
        ("open", None) => Ok(Verdict::Open),
        ("confirmed", Some(person)) => Ok(Verdict::Confirmed { person: PersonId(person), twice }),
        ("ignored", None) => Ok(Verdict::Ignored),
        ("not_a_face", None) => Ok(Verdict::NotAFace),
        ("stranger", None) => Ok(Verdict::Stranger),
        _ => Err(StoreError::corrupt("state of a face", state)),
    }
}

/// A verdict in one word, for the log: `open`, `confirmed 12`, `confirmed 12 twice`, ...
pub(crate) fn verdict_word(verdict: Verdict) -> String {
    match verdict_columns(verdict) {
        (state, None, _) => state.to_owned(),
        (state, Some(person), false) => format!("{state} {person}"),
        (state, Some(person), true) => format!("{state} {person} twice"),
    }
}

pub(crate) fn verdict_from_word(word: &str) -> Result<Verdict> {
    let mut parts = word.split(' ');
    let state = parts.next().unwrap_or_default();
    let person = parts.next().map(str::parse).transpose().map_err(|_| StoreError::corrupt("verdict", word))?;
    verdict(state, person, parts.next().is_some())
}

/// Where a face is and who says so, for the log: `machine 0.1 0.2 0.3 0.4`. Numbers are as short as they can be without
/// being others.
pub(crate) fn place_word(Place { rect, origin }: Place) -> String {
    format!("{} {} {} {} {}", origin_word(origin), rect.x(), rect.y(), rect.w(), rect.h())
}

pub(crate) fn place_from_word(word: &str) -> Result<Place> {
    let corrupt = || StoreError::corrupt("place of a face", word);
    let (who, numbers) = word.split_once(' ').ok_or_else(corrupt)?;
    let numbers: Vec<f32> = numbers.split(' ').filter_map(|number| number.parse().ok()).collect();
    let [x, y, w, h] = numbers[..] else { return Err(corrupt()) };
    Ok(Place { rect: UnitRect::new(x, y, w, h).ok_or_else(corrupt)?, origin: origin(who)? })
}

/// How far the person has looked at a face, in one word.
pub(crate) fn seen_word(seen: Seen) -> &'static str {
    match seen {
        Seen::New => "new",
        Seen::Seen => "seen",
        Seen::Later => "later",
    }
}

pub(crate) fn seen(word: &str) -> Result<Seen> {
    let all = [Seen::New, Seen::Seen, Seen::Later];
    all.into_iter().find(|seen| seen_word(*seen) == word).ok_or_else(|| StoreError::corrupt("look at a face", word))
}

/// What is said of two faces in one word; nothing is `-`.
pub(crate) fn link_word(link: Option<Link>) -> &'static str {
    match link {
        Some(Link::Same) => "same",
        Some(Link::Different) => "different",
        Some(Link::Unsure) => "unsure",
        None => "-",
    }
}

pub(crate) fn link(word: &str) -> Result<Option<Link>> {
    let all = [Some(Link::Same), Some(Link::Different), Some(Link::Unsure), None];
    all.into_iter().find(|link| link_word(*link) == word).ok_or_else(|| StoreError::corrupt("link", word))
}

/// The two columns that hold a standing: `standing`, `merged_into`.
pub(crate) fn standing_columns(standing: Standing) -> (&'static str, Option<i64>) {
    match standing {
        Standing::Gone => ("gone", None),
        Standing::Live => ("live", None),
        Standing::Merged { into } => ("merged", Some(into.0)),
    }
}

pub(crate) fn standing(word: &str, into: Option<i64>) -> Result<Standing> {
    match (word, into) {
        ("gone", None) => Ok(Standing::Gone),
        ("live", None) => Ok(Standing::Live),
        ("merged", Some(into)) => Ok(Standing::Merged { into: PersonId(into) }),
        _ => Err(StoreError::corrupt("standing of a person", word)),
    }
}

pub(crate) fn standing_word(standing: Standing) -> String {
    match standing_columns(standing) {
        (word, None) => word.to_owned(),
        (word, Some(into)) => format!("{word} {into}"),
    }
}

pub(crate) fn standing_from_word(word: &str) -> Result<Standing> {
    let (name, into) = word.split_once(' ').map_or((word, None), |(name, into)| (name, into.parse().ok()));
    standing(name, into)
}

fn date(text: &str) -> Result<PartialDate> {
    text.parse().map_err(|_| StoreError::corrupt("date", text))
}

/// From the two columns that hold when somebody was born and died: `born`, `died`.
pub(crate) fn life(row: &SqliteRow) -> Result<Lifetime> {
    let known = |column: &str| row.try_get::<Option<&str>, _>(column)?.map(date).transpose();
    Ok(Lifetime { born: known("born")?, died: known("died")? })
}

/// When somebody was born and died, for the log: `1984-05 2010`, where what is not known is `-`.
pub(crate) fn life_word(life: Lifetime) -> String {
    let word = |date: Option<PartialDate>| date.map_or_else(|| "-".to_owned(), |date| date.to_string());
    format!("{} {}", word(life.born), word(life.died))
}

pub(crate) fn life_from_word(text: &str) -> Result<Lifetime> {
    let (born, died) = text.split_once(' ').ok_or_else(|| StoreError::corrupt("dates of a person", text))?;
    let known = |word: &str| (word != "-").then(|| date(word)).transpose();
    Ok(Lifetime { born: known(born)?, died: known(died)? })
}

/// From the column that holds which face was chosen as the picture of somebody: `key_face`.
pub(crate) fn key_face(row: &SqliteRow) -> Result<Option<FaceUuid>> {
    let chosen: Option<&[u8]> = row.try_get("key_face")?;
    chosen.map(|uuid| Ok(FaceUuid(bytes("face", uuid)?))).transpose()
}

/// Which face was chosen as the picture of somebody, for the log; none is empty.
pub(crate) fn key_face_word(face: Option<FaceUuid>) -> String {
    face.map_or_else(String::new, |face| face.to_string())
}

pub(crate) fn key_face_from_word(word: &str) -> Result<Option<FaceUuid>> {
    let face = |word: &str| word.parse().map_err(|_| StoreError::corrupt("picture of a person", word));
    (!word.is_empty()).then(|| face(word)).transpose()
}

/// From two columns of a photo, `taken_on` and `date_source`: its date as far as it is known, and when it was taken.
pub(crate) fn taken(row: &SqliteRow) -> Result<(Option<PartialDate>, DaySpan)> {
    let date = row.try_get::<Option<&str>, _>("taken_on")?.map(date).transpose()?;
    let source = row.try_get::<Option<&str>, _>("date_source")?.map(date_source).transpose()?;
    Ok((date, date.zip(source).map_or_else(DaySpan::default, |(date, source)| DaySpan::of_photo(date, source))))
}

pub(crate) fn name(text: &str) -> PersonName {
    PersonName::kept(text.to_owned())
}

pub(crate) fn bytes<const N: usize>(what: &'static str, blob: &[u8]) -> Result<[u8; N]> {
    blob.try_into().map_err(|_| StoreError::corrupt(what, blob.len()))
}

pub(crate) fn rect(x: f64, y: f64, w: f64, h: f64) -> Result<UnitRect> {
    UnitRect::new(x as f32, y as f32, w as f32, h as f32).ok_or_else(|| StoreError::corrupt("box", w * h))
}

pub(crate) fn landmarks_blob(landmarks: Landmarks) -> Vec<u8> {
    landmarks.to_array().iter().flat_map(|p| [p.x.to_le_bytes(), p.y.to_le_bytes()].concat()).collect()
}

pub(crate) fn landmarks(blob: &[u8]) -> Result<Landmarks> {
    let numbers = floats(blob);
    let points: Vec<Point> = numbers.chunks_exact(2).map(|p| Point::new(p[0], p[1])).collect();
    let points = points.try_into().map_err(|_| StoreError::corrupt("landmarks", blob.len()))?;
    Ok(Landmarks::from_array(points))
}

pub(crate) fn vector_blob(vector: &[f32]) -> Vec<u8> {
    vector.iter().flat_map(|v| v.to_le_bytes()).collect()
}

pub(crate) fn embedding(blob: &[u8], norm: f64) -> Result<Embedding> {
    Embedding::from_parts(floats(blob), norm as f32).map_err(|_| StoreError::corrupt("embedding", blob.len()))
}

fn floats(blob: &[u8]) -> Vec<f32> {
    blob.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect()
}

pub(crate) fn orientation(value: i64) -> Orientation {
    Orientation::from_exif(u32::try_from(value).unwrap_or_default())
}

pub(crate) fn date_source_word(source: DateSource) -> &'static str {
    match source {
        DateSource::Original => "original",
        DateSource::Digitized => "digitized",
        DateSource::Modified => "modified",
    }
}

fn date_source(word: &str) -> Result<DateSource> {
    let all = [DateSource::Original, DateSource::Digitized, DateSource::Modified];
    let source = all.into_iter().find(|source| date_source_word(*source) == word);
    source.ok_or_else(|| StoreError::corrupt("source of a date", word))
}

pub(crate) fn date_precision_word(precision: DatePrecision) -> &'static str {
    match precision {
        DatePrecision::Year => "year",
        DatePrecision::Month => "month",
        DatePrecision::Day => "day",
        DatePrecision::Second => "second",
    }
}

/// The four columns of a capture time: `taken_local`, `utc_offset`, `date_source`, `date_precision`.
pub(crate) type CaptureColumns<'a> = (Option<&'a str>, Option<i64>, Option<&'static str>, Option<&'static str>);

pub(crate) fn capture_columns(taken: Option<&CaptureTime>) -> CaptureColumns<'_> {
    let Some(taken) = taken else { return (None, None, None, None) };
    (
        Some(&taken.local),
        taken.utc_offset_minutes.map(i64::from),
        Some(date_source_word(taken.source)),
        Some(date_precision_word(taken.precision)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_survives_the_log() {
        let person = PersonId(12);
        let verdicts = [
            Verdict::Open,
            Verdict::Confirmed { person, twice: false },
            Verdict::Confirmed { person, twice: true },
            Verdict::Ignored,
            Verdict::NotAFace,
            Verdict::Stranger,
        ];
        for v in verdicts {
            assert_eq!(verdict_from_word(&verdict_word(v)).unwrap(), v);
        }
        let rect = UnitRect::new(0.1, 1.0 / 3.0, f32::MIN_POSITIVE, 0.7).unwrap();
        for origin in [FaceOrigin::Machine, FaceOrigin::Manual, FaceOrigin::Imported] {
            let place = Place { rect, origin };
            assert_eq!(place_from_word(&place_word(place)).unwrap(), place);
        }
        assert!(place_from_word("manual 0.1 0.2 0.3").is_err() && place_from_word("manual 0 0 0 1").is_err());
        for s in [Standing::Gone, Standing::Live, Standing::Merged { into: person }] {
            assert_eq!(standing_from_word(&standing_word(s)).unwrap(), s);
        }
        for text in ["- -", "1984-05 -", "- 2010", "1984-05-12 2010-01"] {
            assert_eq!(life_word(life_from_word(text).unwrap()), text);
        }
        assert!(life_from_word("1984").is_err() && life_from_word("1984-13 -").is_err());
        for face in [None, Some(FaceUuid([0xa7; 16]))] {
            assert_eq!(key_face_from_word(&key_face_word(face)).unwrap(), face);
        }
        assert!(key_face_from_word("a7").is_err());
        for s in [Seen::New, Seen::Seen, Seen::Later] {
            assert_eq!(seen(seen_word(s)).unwrap(), s);
        }
        for l in [Some(Link::Same), Some(Link::Different), Some(Link::Unsure), None] {
            assert_eq!(link(link_word(l)).unwrap(), l);
        }
        assert!(link("alike").is_err() && seen("often").is_err());
        assert!(verdict_from_word("confirmed").is_err());
        assert!(standing_from_word("merged x").is_err());
    }
}
