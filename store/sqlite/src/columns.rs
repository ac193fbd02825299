//! Values to columns and back, and what is refused on the way in. The forms are listed at the top of
//! `migrations/0001_start.sql`.

use jiff::{Timestamp, civil::Date, civil::DateTime};
use muster_domain::{
    BoundingBox, Correction, Face, FaceTemplate, Identification, Mark, MarkSource, ModelId, PhotoDigest,
    Quality, Ruling,
};
use muster_store::StoreError;
use serde_json::{from_str, to_string};
use sqlx::{Row as _, sqlite::SqliteRow};

use crate::failure::Failure;

/// The error of a value that is not stored.
pub(crate) fn invalid(what: &'static str, cause: impl Into<String>) -> StoreError {
    StoreError::Invalid { what, cause: cause.into() }
}

/// The error of a stored value that makes no sense.
pub(crate) fn corrupt(what: &'static str, cause: &impl ToString) -> StoreError {
    StoreError::Corrupt { what, cause: cause.to_string() }
}

/// Text, kept exactly. NUL is refused: databases disagree about it (`PostgreSQL` can't hold it, `SQLite`'s
/// own functions stop at it), and no name has one.
pub(crate) fn text<'a>(what: &'static str, text: &'a str) -> Result<&'a str, StoreError> {
    if text.contains('\0') { Err(invalid(what, "it contains a NUL character")) } else { Ok(text) }
}

/// An id: text that is not empty.
pub(crate) fn id<'a>(what: &'static str, id: &'a str) -> Result<&'a str, StoreError> {
    if id.is_empty() { Err(invalid(what, "it is empty")) } else { text(what, id) }
}

/// An instant in UTC, nine digits after the second, so that the order of texts is the order of times.
pub(crate) fn instant(at: Timestamp) -> Result<String, StoreError> {
    let text = format!("{at:.9}");
    if text.starts_with('-') { Err(invalid("time", "it lies before year 0")) } else { Ok(text) }
}

/// The instant of such a text.
pub(crate) fn to_instant(text: &str) -> Result<Timestamp, StoreError> {
    text.parse().map_err(|error| corrupt("time", &error))
}

/// A local date.
pub(crate) fn day(date: Date) -> Result<String, StoreError> {
    if date.year() < 0 { Err(invalid("date", "it lies before year 0")) } else { Ok(date.to_string()) }
}

/// The date of such a text.
pub(crate) fn to_day(text: &str) -> Result<Date, StoreError> {
    text.parse().map_err(|error| corrupt("date", &error))
}

/// A camera's or a phone's local time.
pub(crate) fn captured(at: Option<DateTime>) -> Result<Option<String>, StoreError> {
    match at {
        Some(at) if at.year() < 0 => Err(invalid("time of capture", "it lies before year 0")),
        at => Ok(at.map(|at| at.to_string())),
    }
}

/// The local time in a row's column.
pub(crate) fn to_captured(row: &SqliteRow, column: &str) -> Result<Option<DateTime>, Failure> {
    let text: Option<&str> = row.try_get(column)?;
    let at = text.map(str::parse::<DateTime>).transpose();
    Ok(at.map_err(|error| corrupt("time of capture", &error))?)
}

/// The digest of 32 stored bytes.
pub(crate) fn to_digest(bytes: &[u8]) -> Result<PhotoDigest, StoreError> {
    let length = bytes.len();
    bytes
        .try_into()
        .map(PhotoDigest)
        .map_err(|_| corrupt("photo digest", &format!("it has {length} bytes, not 32")))
}

/// A domain value as JSON. `serde_json` writes NaN as null, so numbers are checked before (see [`finite`]).
pub(crate) fn json(what: &'static str, value: &impl serde::Serialize) -> Result<String, StoreError> {
    to_string(value).map_err(|error| invalid(what, error.to_string()))
}

/// The domain value of such a text.
pub(crate) fn from_json<T: serde::de::DeserializeOwned>(
    what: &'static str,
    text: &str,
) -> Result<T, StoreError> {
    from_str(text).map_err(|error| corrupt(what, &error))
}

/// A template's numbers: 32-bit floats, little endian.
pub(crate) fn vector(template: &FaceTemplate) -> Vec<u8> {
    template.vector().iter().flat_map(|value| value.to_le_bytes()).collect()
}

/// The template of such bytes.
pub(crate) fn to_template(model: ModelId, dimension: i64, bytes: &[u8]) -> Result<FaceTemplate, StoreError> {
    let (values, rest) = bytes.as_chunks::<4>();
    if !rest.is_empty() || values.len() as i64 != dimension {
        let cause = format!("{} bytes are not {dimension} numbers", bytes.len());
        return Err(corrupt("template", &cause));
    }
    let values = values.iter().map(|value| f32::from_le_bytes(*value)).collect();
    FaceTemplate::new(model, values).map_err(|error| corrupt("template", &error))
}

/// Refuses NaN and infinities, which neither JSON nor the database keeps.
pub(crate) fn finite(what: &'static str, numbers: &[f32]) -> Result<(), StoreError> {
    match numbers.iter().find(|number| !number.is_finite()) {
        Some(number) => Err(invalid(what, format!("it holds {number}, which is not a finite number"))),
        None => Ok(()),
    }
}

/// A box's numbers, in the order of its columns.
pub(crate) fn edges(bounding_box: &BoundingBox) -> Result<[f32; 4], StoreError> {
    let edges = [bounding_box.x, bounding_box.y, bounding_box.width, bounding_box.height];
    finite("bounding box", &edges)?;
    Ok(edges)
}

/// Checks the numbers of a quality.
pub(crate) fn check_quality(quality: &Quality) -> Result<(), StoreError> {
    finite("quality", &[quality.height, quality.sharpness, quality.brightness])?;
    finite("quality", &[quality.yaw.unwrap_or(0.0), quality.roll.unwrap_or(0.0)])
}

/// Checks the numbers of a face.
pub(crate) fn check_face(face: &Face) -> Result<(), StoreError> {
    edges(&face.bounding_box)?;
    finite("face", &[face.confidence])?;
    for point in face.landmarks.iter().flat_map(muster_domain::Landmarks::viewer_order) {
        finite("landmark", &[point.x, point.y])?;
    }
    check_quality(&face.quality)
}

/// Checks that a face's templates are each of another model.
pub(crate) fn check_templates(what: &'static str, templates: &[FaceTemplate]) -> Result<(), StoreError> {
    for (index, template) in templates.iter().enumerate() {
        let model = template.model();
        id("model id", model.as_str())?;
        if templates[..index].iter().any(|earlier| earlier.model() == model) {
            return Err(invalid(what, format!("it has two templates of {model}")));
        }
    }
    Ok(())
}

/// Checks the ids and numbers of a verdict.
pub(crate) fn check_verdict(verdict: &Identification) -> Result<(), StoreError> {
    let (best, candidates) = match verdict {
        Identification::Identified { best, others } => (Some(best), others.as_slice()),
        Identification::NeedsReview { candidates, .. } => (None, candidates.as_slice()),
        Identification::Unknown => (None, &[][..]),
        // People's words are kept as corrections, and verdicts as the machine gave them.
        Identification::Confirmed { .. } | Identification::Dismissed => {
            return Err(invalid("verdict", "it is a person's, not the machine's"));
        }
    };
    for candidate in best.into_iter().chain(candidates) {
        id("student id", candidate.student.as_str())?;
        finite("distance", &[candidate.distance.0])?;
    }
    Ok(())
}

/// Checks the texts and numbers of a correction.
pub(crate) fn check_correction(correction: &Correction) -> Result<(), StoreError> {
    edges(&correction.face.bounding_box)?;
    text("name of who corrected a face", &correction.by)?;
    match &correction.ruling {
        Ruling::Is { student } | Ruling::IsNot { student } => id("student id", student.as_str()).map(drop),
        Ruling::Nobody | Ruling::Open => Ok(()),
    }
}

/// Checks the texts and numbers of a mark.
pub(crate) fn check_mark(mark: &Mark) -> Result<(), StoreError> {
    id("student id", mark.student.as_str())?;
    text("letter", mark.letter.as_deref().unwrap_or_default())?;
    match &mark.source {
        MarkSource::Machine { sighting } => {
            id("model id", sighting.model.as_str())?;
            edges(&sighting.bounding_box)?;
            finite("distance", &[sighting.distance.0, sighting.threshold.0])
        }
        MarkSource::Human { by, remark } => {
            text("name of who set a mark", by)?;
            text("remark", remark).map(drop)
        }
        MarkSource::Confirmed { by, face } => {
            text("name of who confirmed a face", by)?;
            edges(&face.bounding_box).map(drop)
        }
        MarkSource::Withdrawal { by } => text("name of who withdrew a mark", by).map(drop),
        MarkSource::Closing { by } => text("name of who closed a session", by).map(drop),
        MarkSource::Leave { .. } => Err(invalid("mark", "it follows from a leave and is not kept")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(text: &str) -> Timestamp {
        text.parse().expect("a time")
    }

    /// `08:00:05Z` sorts after `08:00:05.5Z` as text; with nine digits text order is time order.
    #[test]
    fn instants_are_exact_and_sort_as_text() {
        let times = ["2026-09-01T08:00:05Z", "2026-09-01T08:00:05.000000001Z", "2026-09-01T08:00:05.5Z"];
        let stored: Vec<String> = times.iter().map(|t| instant(time(t)).expect("after year 0")).collect();
        assert!(stored.is_sorted(), "{stored:?}");
        for (text, stored) in times.iter().zip(&stored) {
            assert_eq!(to_instant(stored).expect("a time"), time(text));
        }
        assert!(instant(Timestamp::MIN).is_err(), "negative years break the order of texts");
    }

    #[test]
    fn ids_and_texts_are_kept_or_refused_never_changed() {
        for kept in [" 00123 ", "'; DROP TABLE school; --", "\u{202e}abc", "a\u{301}"] {
            assert_eq!(id("student id", kept).expect("an id"), kept);
        }
        assert!(id("student id", "").is_err());
        assert!(id("student id", "a\0b").is_err());
        assert_eq!(text("name", "").expect("a text"), "");
    }

    #[test]
    fn templates_keep_their_numbers_and_a_wrong_length_is_corrupt() {
        let model = ModelId::new("m");
        let template = FaceTemplate::new(model.clone(), vec![0.6, -0.8]).expect("a direction");
        let bytes = vector(&template);
        assert_eq!(bytes, [0.6f32.to_le_bytes(), (-0.8f32).to_le_bytes()].concat());
        let back = to_template(model.clone(), 2, &bytes).expect("two numbers");
        assert!(back.score(&template).expect("one model").0 > 0.999_999);
        for (dimension, bytes) in [(3, &bytes[..]), (2, &bytes[..7]), (1, &bytes[..]), (1, &[0; 4])] {
            assert!(matches!(
                to_template(model.clone(), dimension, bytes),
                Err(StoreError::Corrupt { what: "template", .. })
            ));
        }
    }

    #[test]
    fn numbers_that_are_none_are_refused_before_json_makes_them_null() {
        for number in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
            assert!(edges(&BoundingBox { x: number, y: 0.0, width: 1.0, height: 1.0 }).is_err(), "{number}");
        }
    }
}
