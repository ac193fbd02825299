//! What `muster take --json` prints: students with their evidence, faces to review, unknown faces.
//!
//! Photos are named by the SHA-256 of their file in hexadecimal everywhere, boxes are in pixels of the upright
//! photo, distances are Euclidean between unit vectors, scores their cosine.

use muster_domain::{Distance, FaceTemplate, Identification, Mark, MarkSource, ModelId, Threshold};
use muster_identify::{Evidence, Verdict};
use muster_store::NewPhoto;
use muster_usecase::take_attendance::Taken;
use serde_json::{Value, json};

/// The answer as JSON: students with their evidence, unknown faces, faces to review.
pub(crate) fn json(taken: &Taken) -> Value {
    let threshold = &taken.threshold;
    let students: Vec<Value> = taken.roster.iter().zip(&taken.records).map(|(student, record)| {
        json!({ "id": student.id, "name": student.full_name(), "status": record.status, "mark": record.mark.as_ref().map(|mark| mark_json(mark, threshold)) })
    }).collect();
    let to_review: Vec<Value> = taken
        .verdict
        .students
        .iter()
        .filter_map(|(student, verdict)| match verdict {
            Verdict::ToReview { faces, conflict } => {
                let faces: Vec<Value> = faces.iter().map(|(at, _)| face_json(taken, *at)).collect();
                Some(json!({ "student": student, "conflict": conflict, "faces": faces }))
            }
            Verdict::Seen { .. } => None,
        })
        .collect();
    let unknown: Vec<Value> = taken.verdict.unknown.iter().map(|at| face_json(taken, *at)).collect();
    json!({
        "session": taken.session,
        "photos": taken.photos.iter().map(photo_json).collect::<Vec<_>>(),
        "added": taken.added,
        "students": students,
        "to_review": to_review,
        "unknown": unknown,
    })
}

/// A mark with who set it and on what ground: `source` is `machine`, `human` or `closing`.
fn mark_json(mark: &Mark, threshold: &Threshold) -> Value {
    let (status, at) = (mark.status, mark.at);
    match &mark.source {
        MarkSource::Machine { sighting } => json!({
            "source": "machine", "status": status, "at": at,
            "photo": sighting.photo.to_string(), "box": sighting.bounding_box,
            "score": sighting.distance.score(), "distance": sighting.distance,
            "probability": probability(threshold, &sighting.model, sighting.distance),
            "threshold": sighting.threshold, "model": sighting.model,
        }),
        MarkSource::Human { by, remark } => {
            json!({ "source": "human", "status": status, "at": at, "by": by, "remark": remark })
        }
        MarkSource::Closing { by } => json!({ "source": "closing", "status": status, "at": at, "by": by }),
    }
}

fn photo_json(photo: &NewPhoto) -> Value {
    json!({
        "digest": photo.digest.to_string(), "width": photo.width, "height": photo.height,
        "captured_at": photo.captured_at, "profile": photo.profile, "faces": photo.faces.len(),
    })
}

/// How sure the distance makes, where the profile in force made it and knows.
fn probability(threshold: &Threshold, model: &ModelId, distance: Distance) -> Option<f32> {
    let likelihood = threshold.likelihood.filter(|_| *model == threshold.model)?;
    Some(likelihood.probability(distance))
}

fn face_json(taken: &Taken, at: Evidence) -> Value {
    let face = taken.face(at);
    let nearest = match &face.identification {
        Identification::Identified { best } => Some(best.distance),
        Identification::NeedsReview { candidates, .. } => candidates.first().map(|first| first.distance),
        Identification::Unknown => None,
    };
    let model = face.template.as_ref().map(FaceTemplate::model);
    let sure =
        model.zip(nearest).and_then(|(model, distance)| probability(&taken.threshold, model, distance));
    json!({
        "photo": taken.photos[at.photo].digest.to_string(),
        "box": face.face.bounding_box,
        "quality": face.face.quality,
        "identification": face.identification,
        "probability": sure,
    })
}
