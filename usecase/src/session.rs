//! A session as it stands: its photos with the verdicts that hold, and what follows for each student.

use jiff::civil::Date;
use muster_domain::{
    AttendanceRecord, Class, ClassId, FacePlace, FaceTemplate, Session, StatusSet, Student, StudentId,
    Threshold,
};
use muster_identify::{Evidence, PhotoVerdicts, SessionVerdict, fuse};
use muster_record::{Rulings, Tally};
use muster_store::{NewPhoto, PhotoFace, StoredPhoto};

use crate::class_people::ClassPeople;
use crate::status_sets::status_set;
use crate::{Act, Recogniser, UseCaseError};

/// A session with everything that holds.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The session.
    pub session: Session,
    /// The students whom it is about: who is on the roster on its day, and whoever was marked.
    pub roster: Vec<Student>,
    /// What holds for each of them, in their order.
    pub records: Vec<AttendanceRecord>,
    /// The statuses that the school writes.
    pub statuses: StatusSet,
    /// All photos of the session in the order received, with the verdicts that hold: the machine's, as far as
    /// people let it.
    pub photos: Vec<NewPhoto>,
    /// How many of them, the last ones, are new.
    pub added: usize,
    /// What all photos say together.
    pub verdict: SessionVerdict,
    /// The profile's threshold.
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

/// The session of a class at a date.
///
/// # Errors
/// [`UseCaseError::NoClass`], [`UseCaseError::NoSession`].
pub async fn find_session(
    act: Act<'_>,
    class: &ClassId,
    (date, label): (Date, &str),
) -> Result<Session, UseCaseError> {
    find_class(act, class).await?;
    let session = act.store.find_session(act.school, class, date, label).await?;
    session.ok_or_else(|| UseCaseError::NoSession { class: class.to_string(), date })
}

/// What people said of the session's faces.
pub(crate) async fn rulings(act: Act<'_>, session: &Session) -> Result<Rulings, UseCaseError> {
    Ok(Rulings::of(&act.store.list_corrections(act.school, session.id).await?))
}

/// The students whom a session is about, in the roster's order, and what holds for each.
///
/// # Errors
/// [`UseCaseError::Store`].
pub(crate) async fn session_records(
    act: Act<'_>,
    session: &Session,
    rulings: &Rulings,
) -> Result<(Vec<Student>, Vec<AttendanceRecord>), UseCaseError> {
    let day = Some(session.date);
    ClassPeople::read(act, &session.class, (day, day)).await?.records_at(act, session, rulings).await
}

/// Sessions of a class, each with how many of the students whom it is about have each status.
///
/// # Errors
/// [`UseCaseError::Store`].
pub async fn tally_sessions(
    act: Act<'_>,
    class: &ClassId,
    sessions: Vec<Session>,
) -> Result<Vec<(Session, Tally)>, UseCaseError> {
    let days = || sessions.iter().map(|session| session.date);
    let people = ClassPeople::read(act, class, (days().min(), days().max())).await?;
    let set = status_set(act).await?;
    let mut counted = Vec::new();
    for session in sessions {
        let (_, records) = people.records_at(act, &session, &rulings(act, &session).await?).await?;
        counted.push((session, Tally::of(&set, &records)));
    }
    Ok(counted)
}

/// The students of the class's roster who attend a session, for at least part of it.
///
/// # Errors
/// [`UseCaseError::Store`].
pub async fn attending(act: Act<'_>, session: &Session) -> Result<Vec<StudentId>, UseCaseError> {
    let (_, records) = session_records(act, session, &rulings(act, session).await?).await?;
    let there = records.into_iter().filter(|record| record.status.attended());
    Ok(there.map(|record| record.student).collect())
}

/// The photos with the verdicts that hold.
pub(crate) fn held(stored: Vec<StoredPhoto>, rulings: &Rulings) -> Vec<NewPhoto> {
    let mut photos: Vec<NewPhoto> = stored.into_iter().map(|stored| stored.photo).collect();
    for photo in &mut photos {
        for one in &mut photo.faces {
            let place = FacePlace { photo: photo.digest, bounding_box: one.face.bounding_box };
            one.identification = rulings.verdict(&place, &one.identification);
        }
    }
    photos
}

/// A session as it is.
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
    let rulings = rulings(act, &session).await?;
    let photos = held(act.store.list_photos(act.school, session.id).await?, &rulings);
    let verdict = fuse_photos(recogniser, &photos)?;
    let (roster, records) = session_records(act, &session, &rulings).await?;
    let (statuses, threshold) = (status_set(act).await?, recogniser.threshold().clone());
    Ok(Taken { session, roster, records, statuses, added: 0, photos, verdict, threshold })
}

/// What photos say together. Photos that were judged by another profile keep their verdicts; faces that lack a
/// template of this one's models neither support nor contradict.
///
/// # Errors
/// [`UseCaseError::Template`] when a stored template does not fit its model.
pub fn fuse_photos(recogniser: &Recogniser, photos: &[NewPhoto]) -> Result<SessionVerdict, UseCaseError> {
    let blended =
        |photo: &NewPhoto| photo.faces.iter().map(|face| recogniser.blend(&face.templates)).collect();
    let templates = photos.iter().map(blended).collect::<Result<Vec<Vec<Option<FaceTemplate>>>, _>>()?;
    let views: Vec<PhotoVerdicts<'_>> = photos
        .iter()
        .zip(&templates)
        .map(|(photo, templates)| {
            let faces = photo.faces.iter().zip(templates);
            PhotoVerdicts { faces: faces.map(|(face, own)| (own.as_ref(), &face.identification)).collect() }
        })
        .collect();
    Ok(fuse(&views, recogniser.threshold().contradict))
}
