//! Photos of a class become its attendance at one session.

use std::collections::BTreeSet;

use jiff::civil::Date;
use muster_capture::encode_jpeg;
use muster_domain::{
    AttendanceRecord, Class, ClassId, Photo, Session, Sighting, Student, StudentId, Threshold,
};
use muster_identify::{Evidence, Gallery, PhotoVerdicts, SessionVerdict, Verdict, fuse};
use muster_record::{fold, machine_marks};
use muster_store::{NewPhoto, PhotoFace};

use crate::correct_mark::find_session;
use crate::recogniser::look_crop;
use crate::{Act, FoundFace, Recogniser, UseCaseError};

/// Quality of the JPEG crops that people look at.
pub(crate) const CROP_QUALITY: u8 = 88;

/// A session after its photos were taken in.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The session.
    pub session: Session,
    /// The class's roster.
    pub roster: Vec<Student>,
    /// What holds for each student of the roster, in its order.
    pub records: Vec<AttendanceRecord>,
    /// All photos of the session, earlier ones included, in the order received.
    pub photos: Vec<NewPhoto>,
    /// How many of them, the last ones, are new.
    pub added: usize,
    /// What all photos say together.
    pub verdict: SessionVerdict,
    /// The threshold that decided on the new photos.
    pub threshold: Threshold,
}

impl Taken {
    /// The face that a piece of evidence points at.
    pub fn face(&self, at: Evidence) -> &PhotoFace {
        &self.photos[at.photo].faces[at.face]
    }
}

/// The class of that id.
///
/// # Errors
/// [`UseCaseError::NoClass`] when there is none.
pub async fn find_class(act: Act<'_>, class: &ClassId) -> Result<Class, UseCaseError> {
    let found = act.store.lookup_class(act.school, class).await?;
    found.ok_or_else(|| UseCaseError::NoClass(class.to_string()))
}

/// The roster of a session's class, and what holds for each student of it, in its order.
///
/// # Errors
/// [`UseCaseError::Store`].
pub(crate) async fn session_records(
    act: Act<'_>,
    session: &Session,
) -> Result<(Vec<Student>, Vec<AttendanceRecord>), UseCaseError> {
    let roster = act.store.roster(act.school, &session.class).await?;
    let marks = act.store.list_marks(act.school, session.id).await?;
    let records = fold(session, &roster, &marks);
    Ok((roster, records))
}

/// The class's gallery under the recogniser's profile.
///
/// # Errors
/// [`UseCaseError::NoClass`]; [`UseCaseError::Template`] when a stored template does not fit its model.
pub async fn load_gallery(
    act: Act<'_>,
    recogniser: &Recogniser,
    class: &ClassId,
) -> Result<Gallery, UseCaseError> {
    find_class(act, class).await?;
    let stored = act.store.list_templates(act.school, class, &recogniser.models()).await?;
    Ok(recogniser.gallery(recogniser.blend_stored(stored)?)?)
}

/// Everything from a photo to its verdicts, without storing anything.
///
/// # Errors
/// [`UseCaseError`] when a model fails or the gallery is of another profile.
pub fn recognise(
    recogniser: &Recogniser,
    gallery: &Gallery,
    photo: &Photo,
) -> Result<NewPhoto, UseCaseError> {
    let faces = recogniser.detect(&photo.image)?;
    let found = recogniser.embed(&photo.image, faces)?;
    let verdicts = recogniser.identify(gallery, &found)?;
    let faces = found
        .into_iter()
        .zip(verdicts)
        .map(|(FoundFace { face, .. }, (template, identification))| {
            let crop = encode_jpeg(&look_crop(&photo.image, &face.bounding_box), CROP_QUALITY)?;
            Ok(PhotoFace { face, template, identification, crop })
        })
        .collect::<Result<_, UseCaseError>>()?;
    Ok(NewPhoto {
        digest: photo.digest,
        width: photo.image.width(),
        height: photo.image.height(),
        captured_at: photo.captured_at,
        profile: recogniser.profile().id.clone(),
        faces,
    })
}

/// Takes attendance: new photos are recognised, fused with the session's earlier ones, and what is newly
/// seen is marked. A photo that the session already has changes nothing. `progress` is told the number of
/// photos done.
///
/// # Errors
/// [`UseCaseError`]; then nothing of this call was stored but the empty session.
pub async fn take_attendance(
    act: Act<'_>,
    recogniser: &Recogniser,
    class: &ClassId,
    (date, label): (Date, &str),
    photos: &[Photo],
    progress: &mut (dyn FnMut(usize) + Send),
) -> Result<Taken, UseCaseError> {
    let gallery = load_gallery(act, recogniser, class).await?;
    if gallery.students().is_empty() {
        let profile = recogniser.profile().id.clone();
        return Err(UseCaseError::EmptyGallery { class: class.to_string(), profile });
    }
    let session = act.store.open_session(act.school, class, date, label).await?;
    let stored = act.store.list_photos(act.school, session.id).await?;
    let mut all: Vec<NewPhoto> = stored.into_iter().map(|stored| stored.photo).collect();
    let mut known: BTreeSet<_> = all.iter().map(|photo| photo.digest).collect();
    let earlier = all.len();
    for (done, photo) in photos.iter().enumerate() {
        if known.insert(photo.digest) {
            all.push(recognise(recogniser, &gallery, photo)?);
        }
        progress(done + 1);
    }
    let verdict = fuse_photos(recogniser, &all);
    let threshold = recogniser.threshold_for(&gallery);
    let existing = act.store.list_marks(act.school, session.id).await?;
    let marks = machine_marks(&existing, &sightings(&threshold, &all, &verdict), act.now);
    act.store.add_to_session(act.school, session.id, &all[earlier..], &marks, act.now).await?;

    let (roster, records) = session_records(act, &session).await?;
    Ok(Taken { session, roster, records, added: all.len() - earlier, photos: all, verdict, threshold })
}

/// A session as it is, without taking in anything.
///
/// # Errors
/// [`UseCaseError::NoClass`], [`UseCaseError::NoSession`]; [`UseCaseError::Template`] when a stored template does
/// not fit its model.
pub async fn read_session(
    act: Act<'_>,
    recogniser: &Recogniser,
    class: &ClassId,
    at: (Date, &str),
) -> Result<Taken, UseCaseError> {
    let session = find_session(act, class, at).await?;
    let gallery = load_gallery(act, recogniser, class).await?;
    let stored = act.store.list_photos(act.school, session.id).await?;
    let photos: Vec<NewPhoto> = stored.into_iter().map(|stored| stored.photo).collect();
    let verdict = fuse_photos(recogniser, &photos);
    let (roster, records) = session_records(act, &session).await?;
    let threshold = recogniser.threshold_for(&gallery);
    Ok(Taken { session, roster, records, added: 0, photos, verdict, threshold })
}

/// What photos say together. Photos that were judged by another profile keep their verdicts; their templates
/// can't be compared with these and neither support nor contradict.
pub fn fuse_photos(recogniser: &Recogniser, photos: &[NewPhoto]) -> SessionVerdict {
    let views: Vec<PhotoVerdicts<'_>> = photos
        .iter()
        .map(|photo| PhotoVerdicts {
            faces: photo.faces.iter().map(|face| (face.template.as_ref(), &face.identification)).collect(),
        })
        .collect();
    fuse(&views, recogniser.threshold().contradict)
}

fn sightings(
    threshold: &Threshold,
    photos: &[NewPhoto],
    verdict: &SessionVerdict,
) -> Vec<(StudentId, Sighting)> {
    let seen = verdict.students.iter().filter_map(|(student, verdict)| match verdict {
        Verdict::Seen { best, distance, .. } => Some((student, *best, *distance)),
        Verdict::ToReview { .. } => None,
    });
    seen.map(|(student, at, distance)| {
        let photo = &photos[at.photo];
        let sighting = Sighting {
            photo: photo.digest,
            bounding_box: photo.faces[at.face].face.bounding_box,
            distance,
            model: threshold.model.clone(),
            threshold: threshold.identify,
        };
        (student.clone(), sighting)
    })
    .collect()
}
