//! What a session comes to, as clients get it: students with their evidence, faces to review, unknown faces.
//!
//! Photos are named by the SHA-256 of their file in hexadecimal, boxes are in pixels of the upright photo, distances
//! are Euclidean between unit vectors (0 to 2, lower is more alike), scores their cosine. No template ever leaves.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use muster_domain::{
    AttendanceRecord, BoundingBox, Candidate, Distance, Identification, Mark, MarkSource, Session, Status,
    Student, Threshold, VerdictKind,
};
use muster_identify::{Evidence, Verdict};
use muster_report::Letter;
use muster_store::{NewPhoto, PhotoFace};
use muster_usecase::session::Taken;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A student's status at a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = Status)]
pub enum WireStatus {
    /// Was there.
    Present,
    /// Came after the session had begun.
    Late,
    /// Was not there, with a reason the school accepts.
    Excused,
    /// Was not there.
    Absent,
    /// Was there and left before the end.
    LeftEarly,
    /// No photo showed the student and nobody has decided yet.
    NotSeen,
}

/// Two lists of names, one the other's mirror.
macro_rules! mirrored {
    ($own:ident, $wire:ident: $($name:ident),*) => {
        impl From<$own> for $wire {
            fn from(value: $own) -> Self {
                match value { $($own::$name => Self::$name),* }
            }
        }
        impl From<$wire> for $own {
            fn from(value: $wire) -> Self {
                match value { $($wire::$name => Self::$name),* }
            }
        }
    };
}
mirrored!(Status, WireStatus: Present, Late, Excused, Absent, LeftEarly, NotSeen);
mirrored!(VerdictKind, WireVerdict: Identified, ToReview, Unknown, Confirmed, Dismissed);

/// A session.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SessionItem {
    /// Its id.
    pub id: i64,
    /// The class's id.
    pub class: String,
    /// The school's local date.
    #[schema(example = "2026-11-24")]
    pub date: String,
    /// Tells several sessions of a day apart.
    pub label: String,
    /// When it was closed, RFC 3339 in UTC.
    pub closed_at: Option<String>,
    /// Who closed it.
    pub closed_by: Option<String>,
    /// Who has looked over it since it was closed, other than who closed it; null when nobody, or when it was changed since.
    pub confirmed_by: Option<String>,
    /// When they did.
    pub confirmed_at: Option<String>,
    /// When it begins, RFC 3339 in UTC, where the timetable said so when it was opened.
    pub starts_at: Option<String>,
    /// When it ends.
    pub ends_at: Option<String>,
    /// The part of the class that meets; the whole class without one.
    pub group: Option<String>,
}

/// A session with everything that holds.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Answer {
    /// The session.
    pub session: SessionItem,
    /// Its photos, in the order received.
    pub photos: Vec<PhotoItem>,
    /// How many of them this request added.
    pub added: usize,
    /// The students whom it is about: who is on the class's roster on that day, and whoever was marked.
    pub students: Vec<StudentAnswer>,
    /// Students that may be on a photo; a person decides.
    pub to_review: Vec<ToReview>,
    /// Faces that are nobody of the class.
    pub unknown: Vec<FaceItem>,
}

/// A photo. The picture itself is not kept.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PhotoItem {
    /// SHA-256 of the file, hexadecimal.
    pub digest: String,
    /// Upright width in pixels.
    pub width: u32,
    /// Upright height in pixels.
    pub height: u32,
    /// When it was taken, as the camera's clock says, or the phone's that sent it; local time without a zone.
    pub captured_at: Option<String>,
    /// The profile that judged it.
    pub profile: String,
    /// All its faces in a fixed order; corrections name a face by its place here, from 0.
    pub faces: Vec<PhotoFaceItem>,
}

/// What holds of a face on a photo.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PhotoFaceItem {
    /// Where it is.
    #[serde(rename = "box")]
    pub place: PlaceItem,
    /// Who says what.
    pub verdict: WireVerdict,
    /// Whose it is, or most likely is when it is to review.
    pub student: Option<String>,
}

/// The verdict on a face.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = FaceVerdict)]
pub enum WireVerdict {
    /// The machine is sure enough.
    Identified,
    /// A person should look.
    ToReview,
    /// Nobody of the class, says the machine.
    Unknown,
    /// A person said whose it is.
    Confirmed,
    /// A person said that it is nobody of the class.
    Dismissed,
}

/// A student and what holds for them.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StudentAnswer {
    /// The student's id.
    pub id: String,
    /// First and last name.
    pub name: String,
    /// What holds.
    pub status: WireStatus,
    /// How the school writes it: a letter of its set of statuses, or `?`.
    pub letter: String,
    /// The mark that says so; none for `not_seen`.
    pub mark: Option<MarkItem>,
}

/// A mark: who set it, and on what ground.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(tag = "source", rename_all = "snake_case")]
pub enum MarkItem {
    /// A machine's suggestion that was sure enough.
    Machine {
        /// When, RFC 3339 in UTC.
        at: String,
        /// The photo's digest.
        photo: String,
        /// Where the face is.
        #[serde(rename = "box")]
        place: PlaceItem,
        /// How near the face is.
        #[serde(flatten)]
        match_: MatchItem,
        /// The largest distance that counted as identified.
        threshold: f32,
        /// The model.
        model: String,
    },
    /// A person's word.
    Human {
        /// When.
        at: String,
        /// Whose.
        by: String,
        /// Why.
        remark: String,
    },
    /// A person said of a face that it is the student's.
    Confirmed {
        /// When.
        at: String,
        /// Who.
        by: String,
        /// The photo's digest.
        photo: String,
        /// Where the face is.
        #[serde(rename = "box")]
        place: PlaceItem,
    },
    /// A person took the latest mark by a person back. Only a history has these.
    Withdrawal {
        /// When.
        at: String,
        /// Who.
        by: String,
    },
    /// The closing of the session.
    Closing {
        /// When.
        at: String,
        /// Who closed it.
        by: String,
    },
    /// An accepted reason for not being there. It follows from the student's leave and is in no history.
    Leave {
        /// When it was entered.
        at: String,
        /// Who entered it.
        by: String,
        /// Why.
        note: String,
    },
}

/// How near a face is to a student.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct MatchItem {
    /// Euclidean distance, 0 to 2.
    pub distance: f32,
    /// Cosine, -1 to 1.
    pub score: f32,
    /// That the nearest student is the right one, 0 to 1, where the profile was calibrated.
    pub probability: Option<f32>,
}

/// A rectangle in pixels of the upright photo.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct PlaceItem {
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

/// A student whom the photos may show.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ToReview {
    /// The student's id.
    pub student: String,
    /// The student was identified in several photos whose faces don't look alike.
    pub conflict: bool,
    /// The faces, most likely first.
    pub faces: Vec<FaceItem>,
}

/// A face on a photo.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FaceItem {
    /// The photo's digest.
    pub photo: String,
    /// Its place among the photo's faces, from 0.
    pub face: usize,
    /// Where it is.
    #[serde(rename = "box")]
    pub place: PlaceItem,
    /// The face as a JPEG in base64, for people to look at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail: Option<String>,
    /// What is wrong with its quality, as codes; empty for a good one.
    pub quality: Vec<String>,
    /// Who it may be, most likely first.
    pub candidates: Vec<CandidateItem>,
    /// Why a person should look: `uncertain`, `runner_up_close`, `better_face_elsewhere`, `low_quality`, `ruled_out`,
    /// `presentation` (this may be a photograph of a photograph) or `sent_before` (the photo was sent before, or is of
    /// another day); none for an identified or unknown face.
    pub reason: Option<String>,
}

/// Someone whom a face may show.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CandidateItem {
    /// The student's id.
    pub student: String,
    /// How near.
    #[serde(flatten)]
    pub match_: MatchItem,
}

impl Answer {
    /// The answer about a session.
    pub fn of(taken: &Taken) -> Self {
        let review = |(student, verdict): (&muster_domain::StudentId, &Verdict)| match verdict {
            Verdict::ToReview { faces, conflict } => Some(ToReview {
                student: student.to_string(),
                conflict: *conflict,
                faces: faces.iter().map(|(at, _)| FaceItem::of(taken, *at)).collect(),
            }),
            Verdict::Seen { .. } | Verdict::Confirmed { .. } => None,
        };
        let students = taken.roster.iter().zip(&taken.records);
        Self {
            session: SessionItem::of(&taken.session),
            photos: taken.photos.iter().map(PhotoItem::of).collect(),
            added: taken.added,
            students: students.map(|(one, record)| StudentAnswer::of(taken, one, record)).collect(),
            to_review: taken.verdict.students.iter().filter_map(review).collect(),
            unknown: taken.verdict.unknown.iter().map(|at| FaceItem::of(taken, *at)).collect(),
        }
    }
}

impl Answer {
    /// The same without pictures, for a terminal.
    #[must_use]
    pub fn without_thumbnails(mut self) -> Self {
        let reviewed = self.to_review.iter_mut().flat_map(|one| &mut one.faces);
        for face in reviewed.chain(&mut self.unknown) {
            face.thumbnail = None;
        }
        self
    }
}

impl SessionItem {
    /// A session's item.
    pub fn of(session: &Session) -> Self {
        Self {
            id: session.id.0,
            class: session.class.to_string(),
            date: session.date.to_string(),
            label: session.label.clone(),
            closed_at: session.closed_at.map(|at| at.to_string()),
            closed_by: session.closed_by.clone(),
            confirmed_by: session.confirmation.as_ref().map(|one| one.by.clone()),
            confirmed_at: session.confirmation.as_ref().map(|one| one.at.to_string()),
            starts_at: session.time.as_ref().map(|time| time.starts_at.to_string()),
            ends_at: session.time.as_ref().map(|time| time.ends_at.to_string()),
            group: session.group.clone(),
        }
    }
}

impl PhotoItem {
    fn of(photo: &NewPhoto) -> Self {
        Self {
            digest: photo.digest.to_string(),
            width: photo.width,
            height: photo.height,
            captured_at: photo.captured_at.map(|at| at.to_string()),
            profile: photo.profile.clone(),
            faces: photo.faces.iter().map(PhotoFaceItem::of).collect(),
        }
    }
}

impl PhotoFaceItem {
    fn of(face: &PhotoFace) -> Self {
        let (verdict, student) = face.identification.kind();
        let student = student.map(ToString::to_string);
        Self { place: face.face.bounding_box.into(), verdict: verdict.into(), student }
    }
}

impl StudentAnswer {
    fn of(taken: &Taken, student: &Student, record: &AttendanceRecord) -> Self {
        let threshold = &taken.threshold;
        Self {
            id: student.id.to_string(),
            name: student.full_name(),
            status: record.status.into(),
            letter: Letter::of(&taken.statuses, record).text,
            mark: record.mark.as_ref().map(|mark| MarkItem::of(mark, threshold)),
        }
    }
}

impl MarkItem {
    pub(crate) fn of(mark: &Mark, threshold: &Threshold) -> Self {
        let at = mark.at.to_string();
        match &mark.source {
            MarkSource::Machine { sighting } => {
                // A probability belongs to the model in force; an older mark of another model has none.
                let likely = threshold.model == sighting.model;
                Self::Machine {
                    at,
                    photo: sighting.photo.to_string(),
                    place: sighting.bounding_box.into(),
                    match_: MatchItem::of(sighting.distance, likely.then_some(threshold)),
                    threshold: sighting.threshold.0,
                    model: sighting.model.to_string(),
                }
            }
            MarkSource::Human { by, remark } => Self::Human { at, by: by.clone(), remark: remark.clone() },
            MarkSource::Confirmed { by, face } => Self::Confirmed {
                at,
                by: by.clone(),
                photo: face.photo.to_string(),
                place: face.bounding_box.into(),
            },
            MarkSource::Withdrawal { by } => Self::Withdrawal { at, by: by.clone() },
            MarkSource::Closing { by } => Self::Closing { at, by: by.clone() },
            MarkSource::Leave { by, note } => Self::Leave { at, by: by.clone(), note: note.clone() },
        }
    }
}

impl MatchItem {
    fn of(distance: Distance, threshold: Option<&Threshold>) -> Self {
        let likelihood = threshold.and_then(|threshold| threshold.likelihood);
        Self {
            distance: distance.0,
            score: distance.score().0,
            probability: likelihood.map(|likelihood| likelihood.probability(distance)),
        }
    }
}

impl From<BoundingBox> for PlaceItem {
    fn from(place: BoundingBox) -> Self {
        Self { x: place.x, y: place.y, width: place.width, height: place.height }
    }
}

impl FaceItem {
    fn of(taken: &Taken, at: Evidence) -> Self {
        let (photo, face) = (&taken.photos[at.photo], taken.face(at));
        let threshold = (photo.model == taken.threshold.model).then_some(&taken.threshold);
        let candidate = |one: &Candidate| CandidateItem {
            student: one.student.to_string(),
            match_: MatchItem::of(one.distance, threshold),
        };
        let (candidates, reason) = match &face.identification {
            Identification::Identified { best, .. } => (vec![candidate(best)], None),
            Identification::NeedsReview { candidates, reason } => {
                (candidates.iter().map(candidate).collect(), Some(reason.code().to_owned()))
            }
            Identification::Unknown | Identification::Confirmed { .. } | Identification::Dismissed => {
                (Vec::new(), None)
            }
        };
        Self {
            photo: photo.digest.to_string(),
            face: at.face,
            place: face.face.bounding_box.into(),
            thumbnail: (!face.crop.is_empty()).then(|| BASE64_STANDARD.encode(&face.crop)),
            quality: face.face.quality.reasons.iter().map(|reason| reason.code().to_owned()).collect(),
            candidates,
            reason,
        }
    }
}
