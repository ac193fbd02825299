//! A teacher's word on a face: this is X, is not X, is nobody; and faces that the detector missed.
//!
//! The machine's verdict stays as it was; what holds is worked out from it and people's words (`record::Rulings`).
//! A word is remembered: later photos of the class are searched with it (`take_attendance::load_gallery`).

use jiff::civil::Date;
use muster_domain::{
    BoundingBox, ClassId, Correction, FacePlace, Identification, Mark, MarkSource, Photo, PhotoDigest,
    ReviewReason, Ruling, Session, Status, StudentId,
};
use muster_record::{Rulings, fold, machine_marks};
use muster_store::{
    Additions, Basis, EnrolledFace, EnrolledFaceId, EnrolmentState, NewEnrolledFace, PhotoFace, StoredPhoto,
    Whose,
};

use crate::correct_mark::find_student;
use crate::presentation;
use crate::seen::{History, unless_done};
use crate::session::{find_session, fuse_photos, held};
use crate::take_attendance::{load_gallery, photo_face, sightings};
use crate::{Act, FacePermit, Recogniser, SeenFace, UseCaseError};

/// Smallest and largest side of a drawn box, in pixels of the photo.
const BOX_SIDES: std::ops::RangeInclusive<f32> = 8.0..=8192.0;

/// What a person says of a face; students by id, or by full name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word<'a> {
    /// It is this student's. `learn`: it may join the student's templates, as the teacher agrees.
    Is {
        /// Who.
        student: &'a str,
        /// Whether it may join the gallery when its quality allows.
        learn: bool,
    },
    /// It is not this student's.
    IsNot {
        /// Who not.
        student: &'a str,
    },
    /// It is nobody's of the class.
    Nobody,
    /// What was said before is taken back.
    Open,
}

/// Says something of a face: the `face`th of the photo, from 0. "Is X" makes X present unless a person has said
/// already how X attended. Returns what became of the face when it was to be learnt: pending when its quality
/// does not allow it by itself. `seen` is what the person saw of the face when they decided, where that may be long ago.
///
/// # Errors
/// [`UseCaseError::NoSession`], [`UseCaseError::NoPhotoFace`], [`UseCaseError::NoStudent`],
/// [`UseCaseError::AmbiguousStudent`]; [`UseCaseError::ChangedMeanwhile`] when something else holds of it now.
pub async fn correct_face(
    act: Act<'_>,
    recogniser: &Recogniser,
    class: &ClassId,
    at: (Date, &str),
    (photo, face): (PhotoDigest, usize),
    (word, seen): (Word<'_>, Option<&SeenFace>),
) -> Result<Option<EnrolmentState>, UseCaseError> {
    let session = find_session(act, class, at).await?;
    let photos = act.store.list_photos(act.school, session.id).await?;
    let found = photos.iter().find(|stored| stored.photo.digest == photo);
    let found = found.and_then(|stored| stored.photo.faces.get(face));
    let one = found.ok_or_else(|| UseCaseError::NoPhotoFace { photo: photo.to_string(), face })?;
    let place = FacePlace { photo, bounding_box: one.face.bounding_box };
    let ruling = ruling(act, class, word).await?;
    let correction = Correction { face: place, ruling, by: act.by.to_owned(), at: act.now };
    let one = one.clone();
    let mut basis = None;
    if let Some(seen) = seen {
        let history = History::read(act, Some(session.clone())).await?;
        unless_done(act, history.holds_of_face(&place, &one.identification, seen)).await?;
        basis = Some(history.basis());
    }
    settle(act, recogniser, (&session, photos), (&[], std::slice::from_ref(&correction)), basis).await?;
    // A request that comes again teaches nothing that somebody has contradicted since.
    if !holds(act, &session, &correction).await? {
        return Ok(None);
    }
    forget(act, &session, &place, &correction.ruling).await?;
    match (word, &correction.ruling) {
        (Word::Is { learn: true, .. }, Ruling::Is { student }) => {
            learn(act, &session, (&place, &one), student).await
        }
        _ => Ok(None),
    }
}

async fn ruling(act: Act<'_>, class: &ClassId, word: Word<'_>) -> Result<Ruling, UseCaseError> {
    Ok(match word {
        Word::Is { student, .. } => Ruling::Is { student: find_student(act, class, student).await?.id },
        Word::IsNot { student } => Ruling::IsNot { student: find_student(act, class, student).await?.id },
        Word::Nobody => Ruling::Nobody,
        Word::Open => Ruling::Open,
    })
}

/// Whether nothing else was said of the face since.
async fn holds(act: Act<'_>, session: &Session, word: &Correction) -> Result<bool, UseCaseError> {
    let said = act.store.list_corrections(act.school, session.id).await?;
    let last = said.iter().rev().find(|other| other.face.is(&word.face));
    Ok(last.is_none_or(|last| last.ruling == word.ruling))
}

/// Stores what was said, with the marks that follow from it and the session's photos.
async fn settle(
    act: Act<'_>,
    recogniser: &Recogniser,
    (session, photos): (&Session, Vec<StoredPhoto>),
    (drawn, new): (&[(PhotoDigest, PhotoFace)], &[Correction]),
    basis: Option<Basis>,
) -> Result<(), UseCaseError> {
    let mut corrections = act.store.list_corrections(act.school, session.id).await?;
    corrections.extend_from_slice(new);
    let rulings = Rulings::of(&corrections);
    let mut photos = held(photos, &rulings);
    for photo in &mut photos {
        let own = drawn.iter().filter(|(digest, _)| *digest == photo.digest);
        photo.faces.extend(own.map(|(_, face)| face.clone()));
    }
    let standing = rulings.standing(&act.store.list_marks(act.school, session.id).await?);
    let threshold =
        recogniser.threshold_for(&load_gallery(act, recogniser, &session.class, session.date).await?);
    let seen = sightings(session, &threshold, &photos, &fuse_photos(recogniser, &photos)?);
    let mut marks = machine_marks(&standing, &seen, act.now);
    for correction in new {
        if let Ruling::Is { student } = &correction.ruling {
            marks.extend(confirmation(act, session, student, &standing, correction.face).await?);
        }
    }
    let additions = Additions {
        faces: drawn,
        marks: &marks,
        corrections: new,
        request: act.request(),
        basis,
        ..Additions::default()
    };
    act.store.add_to_session(act.school, session.id, additions, act.now).await?;
    Ok(())
}

/// The mark of a confirmed student, unless a person has said how they attended.
async fn confirmation(
    act: Act<'_>,
    session: &Session,
    student: &StudentId,
    standing: &[Mark],
    face: FacePlace,
) -> Result<Option<Mark>, UseCaseError> {
    let student = act.store.lookup_student(act.school, student).await?;
    let Some(student) = student else { return Ok(None) };
    let own = fold(session, std::slice::from_ref(&student), standing).pop().and_then(|record| record.mark);
    let said =
        own.is_some_and(|mark| mark.status.attended() && matches!(mark.source, MarkSource::Human { .. }));
    let source = MarkSource::Confirmed { by: act.by.to_owned(), face };
    Ok((!said).then_some(Mark {
        student: student.id,
        status: Status::Present,
        letter: None,
        source,
        at: act.now,
    }))
}

/// Puts a confirmed face among the student's templates, where that is allowed and the face is kept still.
async fn learn(
    act: Act<'_>,
    session: &Session,
    (place, one): (&FacePlace, &PhotoFace),
    student: &StudentId,
) -> Result<Option<EnrolmentState>, UseCaseError> {
    let allowed = FacePermit::read(act).await?.require_student(student).is_ok();
    if !allowed || one.crop.is_empty() {
        return Ok(None);
    }
    let fit = one.face.quality.is_fit() && !one.templates.is_empty();
    let face = NewEnrolledFace {
        student: Some(student.clone()),
        source_name: source_name(session),
        photo: place.photo,
        bounding_box: place.bounding_box,
        quality: one.face.quality.clone(),
        state: if fit { EnrolmentState::Accepted } else { EnrolmentState::Pending },
        remark: format!("confirmed by {}", act.by),
        crop: one.crop.clone(),
        templates: one.templates.clone(),
    };
    let ids = act.store.add_enrolled_faces(act.school, &session.class, &[face], act.now).await?;
    // It may have been there, and rejected when an earlier word was taken back.
    let known = match ids.first() {
        Some(id) => act.store.find_enrolled_face(act.school, &session.class, *id).await?,
        None => None,
    };
    let state = known.map_or(EnrolmentState::Pending, |stored| stored.face.state);
    if state != EnrolmentState::Rejected || !fit {
        return Ok(Some(state));
    }
    act.store.decide_enrolled_faces(act.school, &ids, EnrolmentState::Accepted, Whose::Of(student)).await?;
    Ok(Some(EnrolmentState::Accepted))
}

/// What a face that was learnt from a session is said to come from.
fn source_name(session: &Session) -> String {
    format!("session of {}", session.date)
}

/// Rejects what was learnt from this face for anybody whom it does not show any more. A face that was enrolled from
/// the same photo stays: another decision put it there.
async fn forget(
    act: Act<'_>,
    session: &Session,
    place: &FacePlace,
    ruling: &Ruling,
) -> Result<(), UseCaseError> {
    let wrong = |stored: &EnrolledFace| {
        let own = FacePlace { photo: stored.face.photo, bounding_box: stored.face.bounding_box };
        let whose = stored.face.student.as_ref();
        let holds = match ruling {
            Ruling::Is { student } => whose == Some(student),
            Ruling::IsNot { student } => whose != Some(student),
            Ruling::Nobody | Ruling::Open => false,
        };
        let learnt = stored.face.source_name == source_name(session);
        learnt && own.is(place) && !holds && stored.face.state != EnrolmentState::Rejected
    };
    let stored = act.store.list_faces_enrolled_from(act.school, &session.class, place.photo).await?;
    let ids: Vec<EnrolledFaceId> =
        stored.iter().filter(|stored| wrong(stored)).map(|stored| stored.id).collect();
    if !ids.is_empty() {
        act.store.decide_enrolled_faces(act.school, &ids, EnrolmentState::Rejected, Whose::Unchanged).await?;
    }
    Ok(())
}

/// Adds a face that the detector missed: the one in the box that a person drew on this photo, which the session
/// has. The machine says who it may be; when `student` is given, the person does. A face that the photo has
/// already is not added again, but the word on it counts.
///
/// # Errors
/// [`UseCaseError::NoSession`], [`UseCaseError::NoPhoto`], [`UseCaseError::BadBox`], [`UseCaseError::NoStudent`],
/// [`UseCaseError::AmbiguousStudent`]; and when a model fails.
pub async fn draw_face(
    act: Act<'_>,
    recogniser: &Recogniser,
    class: &ClassId,
    at: (Date, &str),
    (photo, drawn): (&Photo, BoundingBox),
    student: Option<&str>,
) -> Result<(), UseCaseError> {
    check(photo, &drawn)?;
    let session = find_session(act, class, at).await?;
    let photos = act.store.list_photos(act.school, session.id).await?;
    let known = photos.iter().map(|stored| &stored.photo).find(|stored| stored.digest == photo.digest);
    let known = known.ok_or_else(|| UseCaseError::NoPhoto { photo: photo.digest.to_string() })?;
    let face = recogniser.face_in(&photo.image, &drawn)?;
    let place = FacePlace { photo: photo.digest, bounding_box: face.bounding_box };
    let own = |one: &PhotoFace| FacePlace { bounding_box: one.face.bounding_box, ..place };
    let there = known.faces.iter().map(own).find(|own| own.is(&place));
    let mut new = Vec::new();
    if there.is_none() {
        let found = recogniser.embed(&photo.image, vec![face])?;
        let gallery = load_gallery(act, recogniser, class, act.today()).await?;
        let verdicts = presentation::guarded(recogniser, &gallery, &photo.image, &found)?;
        for (found, verdict) in found.into_iter().zip(verdicts) {
            new.push((photo.digest, photo_face(photo, found, suggested(&known.faces, verdict))?));
        }
    }
    let correction = match student {
        Some(who) => {
            let student = find_student(act, class, who).await?.id;
            let face = there.unwrap_or(place);
            vec![Correction { face, ruling: Ruling::Is { student }, by: act.by.to_owned(), at: act.now }]
        }
        None => Vec::new(),
    };
    settle(act, recogniser, (&session, photos), (&new, &correction), None).await
}

fn check(photo: &Photo, drawn: &BoundingBox) -> Result<(), UseCaseError> {
    let edges = [drawn.x, drawn.y, drawn.width, drawn.height];
    if !edges.iter().all(|edge| edge.is_finite()) {
        return Err(UseCaseError::BadBox("its edges are no numbers"));
    }
    if !BOX_SIDES.contains(&drawn.width) || !BOX_SIDES.contains(&drawn.height) {
        return Err(UseCaseError::BadBox("it is too small or too large"));
    }
    let all = BoundingBox::new(0.0, 0.0, photo.image.width() as f32, photo.image.height() as f32);
    if drawn.intersection(&all) * 2.0 < drawn.area() {
        return Err(UseCaseError::BadBox("most of it lies outside of the photo"));
    }
    Ok(())
}

/// The machine's verdict on a drawn face: a student whom another face of the photo shows is left to a person.
fn suggested(others: &[PhotoFace], verdict: Identification) -> Identification {
    match verdict {
        Identification::Identified { best, others: rest }
            if others.iter().any(|face| face.identification.student() == Some(&best.student)) =>
        {
            let candidates = std::iter::once(best).chain(rest).collect();
            Identification::NeedsReview { candidates, reason: ReviewReason::BetterFaceElsewhere }
        }
        // What holds of a whole photo holds of what was missed in it.
        other if others.iter().any(sent_before) => other.to_review(ReviewReason::SentBefore),
        other => other,
    }
}

fn sent_before(face: &PhotoFace) -> bool {
    matches!(face.identification, Identification::NeedsReview { reason: ReviewReason::SentBefore, .. })
}
