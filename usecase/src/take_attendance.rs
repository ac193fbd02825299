//! Photos of a class become its attendance at one session.

use std::collections::BTreeSet;

use jiff::civil::Date;
use muster_capture::encode_jpeg;
use muster_domain::{ClassId, FaceTemplate, Identification, Photo, Session, Sighting, StudentId, Threshold};
use muster_identify::{Gallery, SessionVerdict, Verdict};
use muster_record::{Rulings, machine_marks};
use muster_store::{Additions, CorrectedFace, NewPhoto, PhotoFace, StoredPhoto};

use crate::recogniser::look_crop;
use crate::session::{Taken, find_class, fuse_photos, held, rulings, session_records};
use crate::{Act, FoundFace, Recogniser, UseCaseError};

/// Quality of the JPEG crops that people look at.
pub(crate) const CROP_QUALITY: u8 = 88;

/// The class's gallery under the recogniser's profile, with what people said of earlier faces.
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
    let gallery = recogniser.gallery(recogniser.blend_stored(stored)?)?;
    let corrected = act.store.list_corrected_faces(act.school, class).await?;
    let ruled_out = ruled_out(recogniser, gallery.students(), corrected)?;
    Ok(gallery.with_ruled_out(ruled_out)?)
}

/// Of each face that people corrected, the students whom it does not show.
fn ruled_out(
    recogniser: &Recogniser,
    students: &[StudentId],
    corrected: Vec<CorrectedFace>,
) -> Result<Vec<(StudentId, FaceTemplate)>, UseCaseError> {
    let mut found = Vec::new();
    for CorrectedFace { corrections, templates, .. } in corrected {
        let (Some(template), Some(first)) = (recogniser.blend(&templates)?, corrections.first()) else {
            continue;
        };
        let (rulings, face) = (Rulings::of(&corrections), first.face);
        let not = students.iter().filter(|student| !rulings.allow(&face, student));
        found.extend(not.map(|student| (student.clone(), template.clone())));
    }
    Ok(found)
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
        .map(|(found, (_, identification))| photo_face(photo, found, identification))
        .collect::<Result<_, UseCaseError>>()?;
    Ok(NewPhoto {
        digest: photo.digest,
        width: photo.image.width(),
        height: photo.image.height(),
        captured_at: photo.captured_at,
        profile: recogniser.profile().id.clone(),
        model: recogniser.threshold().model.clone(),
        faces,
    })
}

pub(crate) fn photo_face(
    photo: &Photo,
    FoundFace { face, templates }: FoundFace,
    identification: Identification,
) -> Result<PhotoFace, UseCaseError> {
    let crop = encode_jpeg(&look_crop(&photo.image, &face.bounding_box), CROP_QUALITY)?;
    Ok(PhotoFace { face, templates, identification, crop })
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
    let gallery = filled_gallery(act, recogniser, class).await?;
    let session = act.store.open_session(act.school, class, date, label).await?;
    let stored = act.store.list_photos(act.school, session.id).await?;
    let mut known: BTreeSet<_> = stored.iter().map(|stored| stored.photo.digest).collect();
    let mut new = Vec::new();
    for (done, photo) in photos.iter().enumerate() {
        if known.insert(photo.digest) {
            new.push(recognise(recogniser, &gallery, photo)?);
        }
        progress(done + 1);
    }
    add_photos(act, recogniser, &gallery, (session, stored), new).await
}

/// The class's gallery, which has somebody in it.
///
/// # Errors
/// [`UseCaseError::EmptyGallery`]; and those of [`load_gallery`].
pub(crate) async fn filled_gallery(
    act: Act<'_>,
    recogniser: &Recogniser,
    class: &ClassId,
) -> Result<Gallery, UseCaseError> {
    let gallery = load_gallery(act, recogniser, class).await?;
    if gallery.students().is_empty() {
        let profile = recogniser.profile().id.clone();
        return Err(UseCaseError::EmptyGallery { class: class.to_string(), profile });
    }
    Ok(gallery)
}

/// Adds recognised photos to a session, fused with those that it has (`stored`), and marks what is newly seen. What people
/// have said meanwhile counts: all of it is read now.
///
/// # Errors
/// [`UseCaseError`]; then nothing was stored.
pub(crate) async fn add_photos(
    act: Act<'_>,
    recogniser: &Recogniser,
    gallery: &Gallery,
    (session, stored): (Session, Vec<StoredPhoto>),
    new: Vec<NewPhoto>,
) -> Result<Taken, UseCaseError> {
    let rulings = rulings(act, &session).await?;
    let mut all = held(stored, &rulings);
    let earlier = all.len();
    for photo in new {
        if all.iter().all(|known| known.digest != photo.digest) {
            all.push(photo);
        }
    }
    let verdict = fuse_photos(recogniser, &all)?;
    let existing = rulings.standing(&act.store.list_marks(act.school, session.id).await?);
    let threshold = recogniser.threshold_for(gallery);
    let marks = machine_marks(&existing, &sightings(&threshold, &all, &verdict), act.now);
    let additions = Additions { photos: &all[earlier..], marks: &marks, ..Additions::default() };
    act.store.add_to_session(act.school, session.id, additions, act.now).await?;

    let (roster, records) = session_records(act, &session, &rulings).await?;
    let (added, threshold) = (all.len() - earlier, recogniser.threshold().clone());
    Ok(Taken { session, roster, records, added, photos: all, verdict, threshold })
}

/// Keeps the files of photos that attendance was taken with, for people to look at; a closed session needs none.
///
/// # Errors
/// [`UseCaseError::Store`].
pub async fn keep_pictures(
    act: Act<'_>,
    session: &Session,
    files: &[(&Photo, &[u8])],
) -> Result<(), UseCaseError> {
    if session.closed_at.is_none() {
        for (photo, file) in files {
            act.store.keep_picture(act.school, session.id, photo.digest, file, act.now).await?;
        }
    }
    Ok(())
}

/// What the machine sees of the students whom it identified and no person confirmed.
pub(crate) fn sightings(
    threshold: &Threshold,
    photos: &[NewPhoto],
    verdict: &SessionVerdict,
) -> Vec<(StudentId, Sighting)> {
    let seen = verdict.students.iter().filter_map(|(student, verdict)| match verdict {
        Verdict::Seen { best, distance, .. } => Some((student, *best, *distance)),
        Verdict::Confirmed { .. } | Verdict::ToReview { .. } => None,
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
