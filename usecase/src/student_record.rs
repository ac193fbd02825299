//! What there is about one student: every session with its evidence, every mark, what people said of faces, and the
//! enrolled faces.

use jiff::civil::Date;
use muster_domain::{
    AttendanceRecord, Class, ClassId, Correction, FacePlace, Mark, MarkSource, Ruling, Session, StatusSet,
    Student, StudentId,
};
use muster_record::{Rulings, Tally};
use muster_store::{Decided, EnrolledFace, PhotoFace};

use crate::class_people::ClassPeople;
use crate::session::find_class;
use crate::status_sets::status_set;
use crate::{Act, UseCaseError};

/// A student's record over sessions of one class.
#[derive(Clone, Debug)]
pub struct StudentRecord {
    /// Who.
    pub student: Student,
    /// The class whose sessions these are.
    pub class: Class,
    /// All classes whose roster they are on, by id.
    pub classes: Vec<Class>,
    /// The sessions, oldest first.
    pub sessions: Vec<StudentSession>,
    /// The statuses that the school writes.
    pub statuses: StatusSet,
    /// Their faces enrolled with this class, by id.
    pub enrolled: Vec<EnrolledFace>,
}

/// What one session says of a student.
#[derive(Clone, Debug)]
pub struct StudentSession {
    /// The session.
    pub session: Session,
    /// What holds.
    pub record: AttendanceRecord,
    /// The face that shows them, when a photo decides.
    pub face: Option<PhotoFace>,
    /// All marks of the student, oldest first, each with whether it still stands.
    pub marks: Vec<(Mark, bool)>,
    /// What people said of faces that were, or were said to be, the student's, in the order they were added.
    pub corrections: Vec<Correction>,
}

impl StudentRecord {
    /// What the sessions come to.
    pub fn tally(&self) -> Tally {
        Tally::of(&self.statuses, self.sessions.iter().map(|one| &one.record))
    }
}

/// The record of a student who is or was on the class's roster, from `from` to `to`, both included.
///
/// # Errors
/// [`UseCaseError::NoClass`]; [`UseCaseError::NoStudent`] for somebody of no or another class.
pub async fn student_record(
    act: Act<'_>,
    class: &ClassId,
    student: &StudentId,
    (from, to): (Option<Date>, Option<Date>),
) -> Result<StudentRecord, UseCaseError> {
    let class = find_class(act, class).await?;
    let people = ClassPeople::read(act, &class.id, (from, to)).await?;
    let student = people.students().find(|one| one.id == *student).cloned().ok_or_else(|| {
        UseCaseError::NoStudent { class: class.id.to_string(), student: student.to_string() }
    })?;
    let mut sessions = Vec::new();
    for decided in act.store.list_decided(act.school, &class.id, from, to).await? {
        sessions.extend(of_session(act, &people, decided, &student).await?);
    }
    let mut enrolled = act.store.list_enrolled_faces(act.school, &class.id).await?;
    enrolled.retain(|stored| stored.face.student.as_ref() == Some(&student.id));
    let (classes, statuses) = (classes_of(act, &student).await?, status_set(act).await?);
    Ok(StudentRecord { student, class, classes, sessions, statuses, enrolled })
}

async fn classes_of(act: Act<'_>, student: &Student) -> Result<Vec<Class>, UseCaseError> {
    let mut classes = Vec::new();
    for class in act.store.list_classes(act.school).await? {
        if act.store.roster(act.school, &class.id, act.today()).await?.iter().any(|one| one.id == student.id)
        {
            classes.push(class);
        }
    }
    Ok(classes)
}

/// What a session says of a student; nothing when it is not about them.
async fn of_session(
    act: Act<'_>,
    people: &ClassPeople,
    Decided { session, mut marks, corrections: all }: Decided,
    student: &Student,
) -> Result<Option<StudentSession>, UseCaseError> {
    let rulings = Rulings::of(&all);
    marks.retain(|mark| mark.student == student.id);
    let standing = rulings.standing(&marks);
    let (_, records) = people.records(&session, &standing);
    let Some(record) = records.into_iter().find(|record| record.student == student.id) else {
        return Ok(None);
    };
    let face = match record.mark.as_ref().and_then(|mark| place(&mark.source)) {
        Some(place) => seen(act, &session, &place).await?,
        None => None,
    };
    let corrections = about(all, &marks, &student.id);
    let with_standing = |mark: Mark| {
        let stands = standing.contains(&mark);
        (mark, stands)
    };
    let marks = marks.into_iter().map(with_standing).collect();
    Ok(Some(StudentSession { session, record, face, marks, corrections }))
}

/// The face that a mark rests on.
fn place(source: &MarkSource) -> Option<FacePlace> {
    match source {
        MarkSource::Machine { sighting } => Some(sighting.place()),
        MarkSource::Confirmed { face, .. } => Some(*face),
        MarkSource::Human { .. }
        | MarkSource::Withdrawal { .. }
        | MarkSource::Closing { .. }
        | MarkSource::Leave { .. } => None,
    }
}

async fn seen(act: Act<'_>, session: &Session, place: &FacePlace) -> Result<Option<PhotoFace>, UseCaseError> {
    let photos = act.store.list_photos(act.school, session.id).await?;
    let photo = photos.into_iter().find(|stored| stored.photo.digest == place.photo);
    let is =
        |face: &PhotoFace| place.is(&FacePlace { photo: place.photo, bounding_box: face.face.bounding_box });
    Ok(photo.and_then(|stored| stored.photo.faces.into_iter().find(is)))
}

/// What was said of the student, or of a face that a mark of theirs rests on.
pub(crate) fn about(corrections: Vec<Correction>, marks: &[Mark], student: &StudentId) -> Vec<Correction> {
    let faces: Vec<FacePlace> = marks.iter().filter_map(|mark| place(&mark.source)).collect();
    let named = |ruling: &Ruling| match ruling {
        Ruling::Is { student: one } | Ruling::IsNot { student: one } => one == student,
        Ruling::Nobody | Ruling::Open => false,
    };
    let theirs = |one: &Correction| named(&one.ruling) || faces.iter().any(|face| face.is(&one.face));
    corrections.into_iter().filter(theirs).collect()
}
