//! Photos of a class become its attendance at one session.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use muster_capture::encode_jpeg;
use muster_domain::{
    ClassId, FaceTemplate, Identification, Photo, Session, Sighting, Status, StudentId, Threshold,
};
use muster_identify::{Gallery, SessionVerdict, Verdict};
use muster_record::{PhotoTime, Rulings, arrival, machine_marks, taken_at};
use muster_store::{Additions, CorrectedFace, NewPhoto, PhotoFace, StoredPhoto};

use crate::presentation;
use crate::recogniser::look_crop;
use crate::session::{Taken, find_class, fuse_photos, held, rulings, session_records};
use crate::status_sets::status_set;
use crate::timetable::open_session;
use crate::{Act, FacePermit, FoundFace, Recogniser, UseCaseError};

/// Quality of the JPEG crops that people look at.
pub(crate) const CROP_QUALITY: u8 = 88;

/// The class's gallery of a day under the recogniser's profile, with what people said of earlier faces.
///
/// # Errors
/// [`UseCaseError::NoClass`]; [`UseCaseError::FaceOff`]; [`UseCaseError::Template`] when a stored template does not fit its model.
pub async fn load_gallery(
    act: Act<'_>,
    recogniser: &Recogniser,
    class: &ClassId,
    on: Date,
) -> Result<Gallery, UseCaseError> {
    find_class(act, class).await?;
    FacePermit::read(act).await?.require_class(class)?;
    let stored = act.store.list_templates(act.school, class, &recogniser.models(), on).await?;
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

/// Everything from a photo to its verdicts, without storing anything. When it was taken is left to who knows how it came.
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
    let verdicts = presentation::guarded(recogniser, gallery, &photo.image, &found)?;
    let faces = found
        .into_iter()
        .zip(verdicts)
        .map(|(found, identification)| photo_face(photo, found, identification))
        .collect::<Result<_, UseCaseError>>()?;
    Ok(NewPhoto {
        digest: photo.digest,
        width: photo.image.width(),
        height: photo.image.height(),
        captured_at: photo.captured_at,
        taken_at: None,
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

/// Photos as they were sent.
#[derive(Clone, Copy)]
pub struct Sent<'a> {
    /// The photos.
    pub photos: &'a [Photo],
    /// What the sender's clock said when they were sent, where it is known.
    pub sent_at: Option<DateTime>,
    /// When they were received.
    pub received_at: Timestamp,
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
    Sent { photos, sent_at, received_at }: Sent<'_>,
    progress: &mut (dyn FnMut(usize) + Send),
) -> Result<Taken, UseCaseError> {
    let gallery = filled_gallery(act, recogniser, class, date).await?;
    let session = open_session(act, class, (date, label)).await?;
    let stored = act.store.list_photos(act.school, session.id).await?;
    let mut known: BTreeSet<_> = stored.iter().map(|stored| stored.photo.digest).collect();
    let mut new = Vec::new();
    for (done, photo) in photos.iter().enumerate() {
        if known.insert(photo.digest) {
            let captured_at = photo.captured_at;
            let time = PhotoTime { captured_at, sent_at, received_at };
            let taken_at = taken_at(time, act.zone);
            new.push(NewPhoto { taken_at, ..recognise(recogniser, &gallery, photo)? });
        }
        progress(done + 1);
    }
    presentation::doubt_repeats(act, recogniser, &session, &mut new).await?;
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
    on: Date,
) -> Result<Gallery, UseCaseError> {
    let gallery = load_gallery(act, recogniser, class, on).await?;
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
    presentation::doubt_flat(&mut all, earlier);
    let verdict = fuse_photos(recogniser, &all)?;
    let existing = rulings.standing(&act.store.list_marks(act.school, session.id).await?);
    let threshold = recogniser.threshold_for(gallery);
    let marks = machine_marks(&existing, &sightings(&session, &threshold, &all, &verdict), act.now);
    let additions = Additions { photos: &all[earlier..], marks: &marks, ..Additions::default() };
    act.store.add_to_session(act.school, session.id, additions, act.now).await?;

    let (roster, records) = session_records(act, &session, &rulings).await?;
    let (added, threshold) = (all.len() - earlier, recogniser.threshold().clone());
    let statuses = status_set(act).await?;
    Ok(Taken { session, roster, records, statuses, added, photos: all, verdict, threshold })
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

/// What the machine sees of the students whom it identified and no person confirmed, and whether they came late. Who is in
/// several photos came with the first.
pub(crate) fn sightings(
    session: &Session,
    threshold: &Threshold,
    photos: &[NewPhoto],
    verdict: &SessionVerdict,
) -> Vec<(StudentId, Sighting, Status)> {
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
        (student.clone(), sighting, came(session, photos, student, at.photo))
    })
    .collect()
}

/// What the photos make of a student: late when none that shows them was taken before that.
fn came(session: &Session, photos: &[NewPhoto], student: &StudentId, best: usize) -> Status {
    let shows = |photo: &NewPhoto| {
        photo.faces.iter().any(|face| match &face.identification {
            Identification::Identified { best, .. } => best.student == *student,
            Identification::Confirmed { student: one } => one == student,
            _ => false,
        })
    };
    let seen = (0..).zip(photos).filter(|(index, photo)| *index == best || shows(photo));
    let in_time = |photo: &NewPhoto| arrival(session.time.as_ref(), photo.taken_at) == Status::Present;
    if seen.into_iter().any(|(_, photo)| in_time(photo)) { Status::Present } else { Status::Late }
}
