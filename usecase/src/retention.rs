//! What is removed because its time is over.

use std::collections::BTreeSet;

use jiff::{SignedDuration, ToSpan as _};
use muster_domain::{PhotoDigest, Session};
use muster_record::Keep;
use muster_store::ForgottenFaces;
use serde::Serialize;

use crate::session::{held, rulings};
use crate::{Act, FacePermit, UseCaseError};

/// What was removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Removed {
    /// Pictures of class photos.
    pub pictures: u64,
    /// Faces of class photos whose crops, and mostly templates, were removed.
    pub session_faces: u64,
    /// What was kept of students who left or consent no longer, and of faces that nobody named.
    pub left: ForgottenFaces,
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
    Ok(Removed { pictures, session_faces, left })
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
