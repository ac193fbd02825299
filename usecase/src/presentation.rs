//! What may be a picture and no person is left to a person: cues of `muster_presentation` become reviews.
//!
//! Owns which cues are looked for where, and that none of them refuses or marks anybody. A person who confirms such a face
//! is right all the same. Among the cues are those that need to know of other sessions: a photo that was sent before.

use jiff::Span;
use muster_domain::{
    Face, FaceTemplate, Identification, Landmarks, PhotoDigest, ReviewReason, RgbImage, Session,
};
use muster_identify::Gallery;
use muster_presentation::{Cue, FLAT, Moved, PlacedFace, SENT_BEFORE, flat, look, repeated};
use muster_store::{NewPhoto, StoredPhoto};

use crate::{Act, FoundFace, Recogniser, UseCaseError};

/// How many days before a session its class's photos are looked through for one that is like a new one. The very file is
/// found however old it is.
const DAYS: i32 = 14;

/// The cues of a face of a photo by itself. `template` is the blended one.
///
/// # Errors
/// [`UseCaseError::Template`] when the gallery is of another profile.
pub fn cues(
    recogniser: &Recogniser,
    gallery: &Gallery,
    image: &RgbImage,
    (face, template): (&Face, Option<&FaceTemplate>),
) -> Result<Vec<Cue>, UseCaseError> {
    let mut cues: Vec<Cue> = look(image, &face.bounding_box).cues().collect();
    if is_copy(gallery, template, recogniser.profile().threshold.copy)? {
        cues.push(Cue::Copy);
    }
    Ok(cues)
}

fn is_copy(
    gallery: &Gallery,
    template: Option<&FaceTemplate>,
    limit: Option<f32>,
) -> Result<bool, UseCaseError> {
    let (Some(template), Some(limit)) = (template, limit) else { return Ok(false) };
    Ok(gallery.nearest_sample(template)?.is_some_and(|distance| distance.0 < limit))
}

/// The verdicts on all faces of one photo; those with a cue are to review.
///
/// # Errors
/// As [`cues`].
pub(crate) fn guarded(
    recogniser: &Recogniser,
    gallery: &Gallery,
    image: &RgbImage,
    found: &[FoundFace],
) -> Result<Vec<Identification>, UseCaseError> {
    let mut verdicts = Vec::new();
    for (one, (template, verdict)) in found.iter().zip(recogniser.identify(gallery, found)?) {
        let nobody = verdict == Identification::Unknown;
        let doubted =
            !nobody && !cues(recogniser, gallery, image, (&one.face, template.as_ref()))?.is_empty();
        verdicts.push(if doubted { verdict.to_review(ReviewReason::Presentation) } else { verdict });
    }
    Ok(verdicts)
}

/// Leaves all faces of photos to a person that were sent before: the file is another session's of the class or an enrolment
/// picture, its faces are those of an earlier photo, or it was taken more than a day from the session's date.
///
/// # Errors
/// [`UseCaseError::Store`]; [`UseCaseError::Template`] when a template does not fit its model.
pub(crate) async fn doubt_repeats(
    act: Act<'_>,
    recogniser: &Recogniser,
    session: &Session,
    new: &mut [NewPhoto],
) -> Result<(), UseCaseError> {
    if new.iter().all(|photo| photo.faces.iter().all(|face| face.identification == Identification::Unknown)) {
        return Ok(());
    }
    let earlier = match recogniser.profile().threshold.same {
        Some(_) => lately(act, session).await?,
        None => Vec::new(),
    };
    for photo in new {
        let before = of_another_day(act, session, photo)
            || is_known(act, session, photo.digest).await?
            || is_like(recogniser, photo, &earlier)?;
        if before {
            doubt(photo, ReviewReason::SentBefore);
        }
    }
    Ok(())
}

fn doubt(photo: &mut NewPhoto, reason: ReviewReason) {
    for face in &mut photo.faces {
        face.identification =
            std::mem::replace(&mut face.identification, Identification::Unknown).to_review(reason);
    }
}

/// Whether it was taken more than a day before or after the session's, as far as its time can be believed.
fn of_another_day(act: Act<'_>, session: &Session, photo: &NewPhoto) -> bool {
    let taken = photo.taken_at.map(|at| act.zone.to_datetime(at).date());
    let apart = taken.and_then(|day| day.since(session.date).ok());
    apart.is_some_and(|apart| apart.get_days().abs() > 1)
}

/// Whether the file is one of another session of the class, or one that somebody of it was enrolled from.
async fn is_known(act: Act<'_>, session: &Session, photo: PhotoDigest) -> Result<bool, UseCaseError> {
    let (school, class) = (act.school, &session.class);
    let sessions = act.store.sessions_with_photo(school, class, photo).await?;
    if sessions.iter().any(|other| *other != session.id) {
        return Ok(true);
    }
    Ok(!act.store.list_faces_enrolled_from(school, class, photo).await?.is_empty())
}

/// The photos of the class's other sessions from [`DAYS`] before on.
async fn lately(act: Act<'_>, session: &Session) -> Result<Vec<StoredPhoto>, UseCaseError> {
    let from = session.date.saturating_sub(Span::new().days(DAYS));
    let sessions = act.store.list_sessions(act.school, &session.class, Some(from), None).await?;
    let mut photos = Vec::new();
    for other in sessions.into_iter().filter(|other| other.id != session.id) {
        photos.extend(act.store.list_photos(act.school, other.id).await?);
    }
    Ok(photos)
}

/// Whether an earlier photo has its faces, at the same places.
fn is_like(recogniser: &Recogniser, photo: &NewPhoto, earlier: &[StoredPhoto]) -> Result<bool, UseCaseError> {
    let Some(same) = recogniser.profile().threshold.same else { return Ok(false) };
    let own = templates(recogniser, photo)?;
    for other in earlier {
        let theirs = templates(recogniser, &other.photo)?;
        let share =
            repeated(&placed(photo, &own), &placed(&other.photo, &theirs), muster_domain::Distance(same));
        if share.is_some_and(|share| share >= SENT_BEFORE) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn templates(recogniser: &Recogniser, photo: &NewPhoto) -> Result<Vec<Option<FaceTemplate>>, UseCaseError> {
    photo.faces.iter().map(|face| recogniser.blend(&face.templates)).collect()
}

fn placed<'a>(photo: &NewPhoto, templates: &'a [Option<FaceTemplate>]) -> Vec<PlacedFace<'a>> {
    let size = (photo.width, photo.height);
    let place = |(face, template): (&muster_store::PhotoFace, &'a Option<FaceTemplate>)| {
        Some(PlacedFace::new(&face.face.bounding_box, size, template.as_ref()?))
    };
    photo.faces.iter().zip(templates).filter_map(place).collect()
}

/// Leaves faces to a person that move between a session's photos as flat things do. Only those of the photos from `earlier`
/// on are changed: what was said of the others is stored.
pub(crate) fn doubt_flat(photos: &mut [NewPhoto], earlier: usize) {
    let mut found = Vec::new();
    for at in earlier..photos.len() {
        for other in 0..at {
            found.extend(
                flat_faces(&photos[at], &photos[other])
                    .into_iter()
                    .flat_map(|(one, two)| [(at, one), (other, two)]),
            );
        }
    }
    for (photo, face) in found.into_iter().filter(|(photo, _)| *photo >= earlier) {
        let own = &mut photos[photo].faces[face].identification;
        *own = std::mem::replace(own, Identification::Unknown).to_review(ReviewReason::Presentation);
    }
}

/// The places in two photos of faces that are flat between them.
fn flat_faces(one: &NewPhoto, other: &NewPhoto) -> Vec<(usize, usize)> {
    let points = |photo: &NewPhoto, at: usize| -> Option<Landmarks> { photo.faces[at].face.landmarks };
    let mut pairs = Vec::new();
    let mut moved = Vec::new();
    for (at, face) in one.faces.iter().enumerate() {
        let Some(student) = face.identification.kind().1 else { continue };
        let there = other.faces.iter().position(|face| face.identification.kind().1 == Some(student));
        let Some(there) = there else { continue };
        if let (Some(before), Some(after)) = (points(one, at), points(other, there)) {
            pairs.push((at, there));
            moved.push(Moved { before, after });
        }
    }
    let flat = pairs.iter().zip(flat(&moved));
    flat.filter(|(_, rest)| rest.is_some_and(|rest| rest <= FLAT)).map(|(pair, _)| *pair).collect()
}

#[cfg(test)]
mod tests {
    use muster_domain::{BoundingBox, Candidate, Distance, ModelId, Point, Quality, StudentId};
    use muster_store::PhotoFace;

    use super::*;

    /// A flat face, `eyes` wide, that is squeezed sideways by `turn`.
    fn face(student: &str, (x, y): (f32, f32), turn: f32) -> PhotoFace {
        let points = [(-20.0, 0.0), (20.0, 0.0), (0.0, 22.0), (-16.0, 44.0), (16.0, 44.0)];
        let points = points.map(|(dx, dy)| Point::new(x + dx * turn, y + dy));
        let quality = Quality {
            height: 80.0,
            sharpness: 99.0,
            brightness: 99.0,
            yaw: None,
            roll: None,
            reasons: vec![],
        };
        let best = Candidate { student: StudentId::new(student), distance: Distance(0.5) };
        PhotoFace {
            face: Face {
                bounding_box: BoundingBox::new(x - 30.0, y - 30.0, 60.0, 80.0),
                landmarks: Some(Landmarks::from_viewer_order(points)),
                confidence: 0.9,
                quality,
            },
            templates: vec![],
            identification: Identification::Identified { best, others: vec![] },
            crop: vec![],
        }
    }

    /// Four who sit, moved by `shift`, and `held` where it is held.
    fn photo(digest: u8, shift: f32, held: PhotoFace) -> NewPhoto {
        let sitting = ["a", "b", "c", "d"].into_iter().zip([100.0, 300.0, 500.0, 700.0]);
        let sitting = sitting.map(|(who, x)| face(who, (x + shift, 300.0 + x / 20.0), 1.0));
        NewPhoto {
            digest: PhotoDigest([digest; 32]),
            width: 1000,
            height: 600,
            captured_at: None,
            taken_at: None,
            profile: "p".into(),
            model: ModelId::new("m"),
            faces: sitting.chain([held]).collect(),
        }
    }

    fn doubted(photo: &NewPhoto) -> Vec<bool> {
        let doubt = |face: &PhotoFace| {
            matches!(
                face.identification,
                Identification::NeedsReview { reason: ReviewReason::Presentation, .. }
            )
        };
        photo.faces.iter().map(doubt).collect()
    }

    /// Protects against a print moved between two photos of one session, and those who sit still from its suspicion.
    #[test]
    fn what_moves_like_a_sheet_is_doubted_in_new_photos_only() {
        let photos =
            [photo(1, 0.0, face("e", (900.0, 100.0), 1.0)), photo(2, 20.0, face("e", (700.0, 160.0), 0.7))];
        let mut both = photos.to_vec();
        doubt_flat(&mut both, 0);
        let only_held = vec![false, false, false, false, true];
        assert_eq!((doubted(&both[0]), doubted(&both[1])), (only_held.clone(), only_held.clone()));
        let mut second = photos.to_vec();
        doubt_flat(&mut second, 1);
        assert_eq!(
            (doubted(&second[0]), doubted(&second[1])),
            (vec![false; 5], only_held),
            "stored words stay"
        );
    }

    /// A regression: faces that give no cue keep their verdicts to the bit.
    #[test]
    fn photos_without_a_cue_are_unchanged() {
        let still =
            [photo(1, 0.0, face("e", (900.0, 100.0), 1.0)), photo(2, 20.0, face("e", (920.0, 100.0), 1.0))];
        let mut looked_at = still.to_vec();
        doubt_flat(&mut looked_at, 0);
        assert_eq!(looked_at, still);
    }
}
