//! What the sender of a decision saw when they took it. A phone's decisions may wait for a network for hours; where
//! somebody else has decided meanwhile, theirs stays and the late one is refused, so that a person looks again.
//!
//! Owns the comparison and who is named for the change. What is then done is `correct_mark`'s and `correct_face`'s.

use jiff::Timestamp;
use muster_domain::{
    Correction, FacePlace, Identification, Leave, Mark, MarkSource, Session, Status, Student, StudentId,
    VerdictKind,
};
use muster_record::{Rulings, fold, leave_marks};
use muster_store::Basis;

use crate::student_record::about;
use crate::{Act, UseCaseError};

/// What held for a student.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeenMark {
    /// The status.
    pub status: Status,
    /// When the mark was set that says so; `None` when there was none.
    pub at: Option<Timestamp>,
}

/// What held for a face.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenFace {
    /// The verdict.
    pub verdict: VerdictKind,
    /// Whose it was, or most likely was.
    pub student: Option<StudentId>,
}

/// All that a session was told, by machines and people. A session that nobody has opened was told nothing.
pub(crate) struct History {
    session: Option<Session>,
    marks: Vec<Mark>,
    corrections: Vec<Correction>,
    leaves: Vec<Leave>,
}

impl History {
    pub(crate) async fn read(act: Act<'_>, session: Option<Session>) -> Result<Self, UseCaseError> {
        let (mut marks, mut corrections, mut leaves) = (Vec::new(), Vec::new(), Vec::new());
        if let Some(session) = &session {
            marks = act.store.list_marks(act.school, session.id).await?;
            corrections = act.store.list_corrections(act.school, session.id).await?;
            let day = Some(session.date);
            leaves = act.store.list_leaves(act.school, None, day, day).await?;
        }
        Ok(Self { session, marks, corrections, leaves })
    }

    /// For the store, which refuses what is based on less than it has.
    pub(crate) fn basis(&self) -> Basis {
        Basis { marks: self.marks.len(), corrections: self.corrections.len() }
    }

    /// The student's latest mark by a person that stands: the one that would be taken back.
    pub(crate) fn by_person(&self, student: &StudentId) -> Option<Mark> {
        let of_person = |mark: &Mark| {
            let source = &mark.source;
            mark.student == *student
                && matches!(source, MarkSource::Human { .. } | MarkSource::Confirmed { .. })
        };
        let standing = Rulings::of(&self.corrections).standing(&self.marks).into_iter();
        standing.filter(of_person).max_by_key(|mark| mark.at)
    }

    /// # Errors
    /// [`UseCaseError::ChangedMeanwhile`] when something else holds for the student than was seen.
    pub(crate) fn holds_of(&self, student: &Student, seen: SeenMark) -> Result<(), UseCaseError> {
        let now = self.mark_of(student);
        if now == seen { Ok(()) } else { Err(self.student_changed(student)) }
    }

    fn mark_of(&self, student: &Student) -> SeenMark {
        let mut standing = Rulings::of(&self.corrections).standing(&self.marks);
        if let Some(session) = &self.session {
            standing.extend(leave_marks(session, &self.leaves));
        }
        let fold = |session| fold(session, std::slice::from_ref(student), &standing).pop();
        let record = self.session.as_ref().and_then(fold);
        let status = record.as_ref().map_or(Status::NotSeen, |record| record.status);
        SeenMark { status, at: record.and_then(|record| record.mark).map(|mark| mark.at) }
    }

    /// The error that tells who has changed what holds for a student.
    pub(crate) fn student_changed(&self, student: &Student) -> UseCaseError {
        let own: Vec<Mark> = self.marks.iter().filter(|mark| mark.student == student.id).cloned().collect();
        let words = about(self.corrections.clone(), &own, &student.id);
        let marked = own.iter().map(|mark| (mark.source.by().unwrap_or("a photo"), mark.at));
        let said = words.iter().map(|word| (word.by.as_str(), word.at));
        let last = marked.chain(said).max_by_key(|(_, at)| *at);
        let now = self.mark_of(student).status.code().replace('_', " ");
        changed(format!("{} is {now}", student.full_name()), last)
    }

    /// # Errors
    /// [`UseCaseError::ChangedMeanwhile`] when another verdict holds of the face than was seen.
    pub(crate) fn holds_of_face(
        &self,
        place: &FacePlace,
        machine: &Identification,
        seen: &SeenFace,
    ) -> Result<(), UseCaseError> {
        let now = Rulings::of(&self.corrections).verdict(place, machine);
        let (verdict, student) = now.kind();
        if (verdict, student) == (seen.verdict, seen.student.as_ref()) {
            return Ok(());
        }
        // A word on another face of the photo may have changed this one's verdict too.
        let on = |same: &dyn Fn(&FacePlace) -> bool| {
            self.corrections
                .iter()
                .rev()
                .find(|word| same(&word.face))
                .map(|word| (word.by.as_str(), word.at))
        };
        let last = on(&|face| face.is(place)).or_else(|| on(&|face| face.photo == place.photo));
        let whose = student.map(|student| format!(" ({student})")).unwrap_or_default();
        Err(changed(format!("the face is {}{whose}", verdict.code().replace('_', " ")), last))
    }
}

fn changed(now: String, last: Option<(&str, Timestamp)>) -> UseCaseError {
    let by = last.map_or_else(
        || "what was seen was never there".to_owned(),
        |(by, at)| format!("{by} changed it at {at}"),
    );
    UseCaseError::ChangedMeanwhile { now, by }
}

/// Lets a request that was done before pass: what it has changed itself is no change by others.
///
/// # Errors
/// The refusal, for any other request.
pub(crate) async fn unless_done(act: Act<'_>, checked: Result<(), UseCaseError>) -> Result<(), UseCaseError> {
    match (checked, act.request()) {
        (Err(UseCaseError::ChangedMeanwhile { .. }), Some(request))
            if act.store.is_done(act.school, request).await? =>
        {
            Ok(())
        }
        (checked, _) => checked,
    }
}
