//! What is removed because its time is over.

use std::collections::BTreeSet;
use std::num::NonZeroU16;

use jiff::civil::Time;
use jiff::{SignedDuration, ToSpan as _};
use muster_domain::{PhotoDigest, Session};
use muster_record::Keep;
use muster_store::{ForgottenFaces, ForgottenRecords, RecordsBefore};
use serde::Serialize;

use crate::session::{held, rulings};
use crate::{Act, FacePermit, UseCaseError};

/// So many sessions are removed in one transaction: others wait for it.
const AT_ONCE: u32 = 500;

/// What was removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Removed {
    /// Pictures of class photos.
    pub pictures: u64,
    /// Faces of class photos whose crops, and mostly templates, were removed.
    pub session_faces: u64,
    /// What was kept of students who left or consent no longer, and of faces that nobody named.
    pub left: ForgottenFaces,
    /// Sessions with their marks, leave, and entries of the audit log.
    pub records: ForgottenRecords,
    /// Students of whom nothing was left but who they are.
    pub students: u64,
}

/// Removes what is due. Of a class photo older than `keep.crops_days` no crop is left, and templates only of those whom it shows,
/// as far as they consent: these belong to the gallery's history, and go with the student's other templates.
///
/// # Errors
/// [`UseCaseError::Store`]; what was removed before stays removed.
pub async fn remove_due(act: Act<'_>, keep: Keep) -> Result<Removed, UseCaseError> {
    let hours = SignedDuration::from_hours(i64::from(keep.pictures_hours));
    let pictures = act.store.forget_pictures(act.now.saturating_sub(hours).unwrap_or(act.now)).await?;
    let permit = FacePermit::read(act).await?;
    let before = |days: u16| act.today().saturating_sub(i32::from(days).days());
    let mut session_faces = 0;
    for session in act.store.sessions_with_crops(act.school, before(keep.crops_days)).await? {
        let kept = kept_templates(act, &permit, &session).await?;
        session_faces += act.store.forget_session_faces(act.school, session.id, &kept).await?;
    }
    let left = act.store.forget_left(act.school, before(keep.templates_days)).await?;
    let (records, students) = match keep.records_years {
        Some(years) => remove_records(act, years).await?,
        None => Default::default(),
    };
    Ok(Removed { pictures, session_faces, left, records, students })
}

/// Removes what the register and the log hold of days that many years ago and before, and then the students of whom nothing is
/// left: they left their last class before that day.
async fn remove_records(act: Act<'_>, years: NonZeroU16) -> Result<(ForgottenRecords, u64), UseCaseError> {
    let Some(before) = records_before(act, years) else { return Ok(Default::default()) };
    let by = (act.by, act.now);
    let mut all = ForgottenRecords::default();
    loop {
        let gone = act.store.forget_records(act.school, before, AT_ONCE, by).await?;
        all.sessions += gone.sessions;
        all.leaves += gone.leaves;
        all.audit_entries += gone.audit_entries;
        if gone.sessions < u64::from(AT_ONCE) {
            break;
        }
    }
    let mut students = 0;
    for student in act.store.students_long_gone(act.school, before).await? {
        act.store.erase_student(act.school, &student, by).await?;
        students += 1;
    }
    Ok((all, students))
}

/// The day so many years ago, and when it began. By days and not by hours, so that one sweep a day has something to do.
fn records_before(act: Act<'_>, years: NonZeroU16) -> Option<RecordsBefore> {
    let day = act.today().checked_sub(i32::from(years.get()).years()).ok()?;
    let midnight = day.to_datetime(Time::midnight());
    let instant = act.zone.to_ambiguous_zoned_datetime(midnight).compatible().ok()?.timestamp();
    Some(RecordsBefore { day, instant })
}

/// The faces of a session that show somebody who consents.
async fn kept_templates(
    act: Act<'_>,
    permit: &FacePermit,
    session: &Session,
) -> Result<BTreeSet<(PhotoDigest, usize)>, UseCaseError> {
    let rulings = rulings(act, session).await?;
    let photos = held(act.store.list_photos(act.school, session.id).await?, &rulings);
    let mut kept = BTreeSet::new();
    for photo in &photos {
        for (index, face) in photo.faces.iter().enumerate() {
            if face.identification.student().is_some_and(|student| permit.require_student(student).is_ok()) {
                kept.insert((photo.digest, index));
            }
        }
    }
    Ok(kept)
}
