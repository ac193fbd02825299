//! A camera at the door: frames in, who has arrived out. Only the faces of those who arrive are stored.

use jiff::civil::Date;
use muster_domain::{BoundingBox, ClassId, Identification, Photo, StudentId};
use muster_record::Watch;
use muster_store::NewPhoto;

use crate::session::{Taken, attending};
use crate::take_attendance::{add_photos, filled_gallery, recognise};
use crate::timetable::open_session;
use crate::{Act, Recogniser, UseCaseError};

/// A face in a frame.
#[derive(Clone, Debug, PartialEq)]
pub struct SeenFace {
    /// Where, in pixels of the frame.
    pub bounding_box: BoundingBox,
    /// Who, when the machine is sure enough.
    pub student: Option<StudentId>,
    /// In how many frames lately, this one included.
    pub frames: usize,
}

/// What a frame shows.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Its faces.
    pub faces: Vec<SeenFace>,
    /// Who has been seen in enough frames now, and is marked present.
    pub arrived: Vec<StudentId>,
    /// The session, once somebody has arrived.
    pub taken: Option<Taken>,
}

/// Looks at a frame. Who is seen in enough frames ([`Watch`]) is marked present by the machine, with the face of this
/// frame as evidence; everybody else in it leaves no trace. Who attends already does not arrive again.
///
/// # Errors
/// [`UseCaseError::EmptyGallery`], [`UseCaseError::NoClass`]; and when a model fails.
pub async fn watch_door(
    act: Act<'_>,
    recogniser: &Recogniser,
    class: &ClassId,
    at: (Date, &str),
    photo: &Photo,
    watch: &mut Watch,
) -> Result<Frame, UseCaseError> {
    let gallery = filled_gallery(act, recogniser, class, at.0).await?;
    let seen = NewPhoto { taken_at: Some(act.now), ..recognise(recogniser, &gallery, photo)? };
    let session = open_session(act, class, at).await?;
    let attending = attending(act, &session).await?;
    let identified_now = seen.faces.iter().filter_map(|face| identified(&face.identification));
    let new: Vec<StudentId> = identified_now.filter(|student| !attending.contains(student)).collect();
    let arrived = watch.note(&new, act.now);
    let faces = seen.faces.iter().map(|face| {
        let student = identified(&face.identification);
        let frames = student.as_ref().map_or(0, |student| watch.frames(student));
        SeenFace { bounding_box: face.face.bounding_box, student, frames }
    });
    let faces = faces.collect();
    let taken = match only(seen, &arrived) {
        Some(evidence) => {
            let stored = act.store.list_photos(act.school, session.id).await?;
            Some(add_photos(act, recogniser, &gallery, (session, stored), vec![evidence]).await?)
        }
        None => None,
    };
    Ok(Frame { faces, arrived, taken })
}

fn identified(verdict: &Identification) -> Option<StudentId> {
    match verdict {
        Identification::Identified { best, .. } => Some(best.student.clone()),
        _ => None,
    }
}

/// The frame with the faces of these students and no others; none when they are nobody.
fn only(mut frame: NewPhoto, students: &[StudentId]) -> Option<NewPhoto> {
    frame.faces.retain(|face| identified(&face.identification).is_some_and(|one| students.contains(&one)));
    (!frame.faces.is_empty()).then_some(frame)
}
