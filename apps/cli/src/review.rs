//! `muster review`: a person decides about enrolled crops.

use muster_domain::{ClassId, Student};
use muster_store::{EnrolledFaceId, EnrolmentState};
use muster_usecase::{Act, UseCaseError, correct_mark, enrol_student, take_attendance};

use crate::args::{Review, ReviewAction};
use crate::place::Place;
use crate::sheet;

pub(crate) async fn run(place: &Place, args: Review) -> anyhow::Result<()> {
    let desk = place.open().await?;
    let (act, class) = (desk.act(), ClassId::new(args.class.class));
    take_attendance::find_class(act, &class).await?;
    let ids = |faces: &[i64]| faces.iter().copied().map(EnrolledFaceId).collect::<Vec<_>>();
    match args.action {
        ReviewAction::List => list(act, &class).await?,
        ReviewAction::Sheet { out } => {
            sheet::write(act, &class, &out).await?;
            println!("{}", out.display());
        }
        ReviewAction::Accept { faces } => {
            enrol_student::decide(act, &class, &ids(&faces), EnrolmentState::Accepted, None).await?;
            println!("{} faces are used from now on.", faces.len());
        }
        ReviewAction::Reject { faces } => {
            enrol_student::decide(act, &class, &ids(&faces), EnrolmentState::Rejected, None).await?;
            println!("{} faces are never used.", faces.len());
        }
        ReviewAction::Name { face, student } => {
            let student = named(act, &class, &student).await?;
            let accepted = EnrolmentState::Accepted;
            enrol_student::decide(act, &class, &ids(&[face]), accepted, Some(&student)).await?;
            println!("Face {face} is {} ({}) and is used from now on.", student.full_name(), student.id);
        }
    }
    Ok(())
}

/// The student of that id or name, or a new one of that name.
async fn named(act: Act<'_>, class: &ClassId, who: &str) -> Result<Student, UseCaseError> {
    match correct_mark::find_student(act, class, who).await {
        Err(UseCaseError::NoStudent { .. }) => Ok(Student::from_folder_name(who)),
        found => found,
    }
}

async fn list(act: Act<'_>, class: &ClassId) -> anyhow::Result<()> {
    let faces = act.store.list_enrolled_faces(act.school, class).await?;
    let pending: Vec<_> = faces.iter().filter(|face| face.face.state == EnrolmentState::Pending).collect();
    for face in &pending {
        println!("{:>5}  {}: {}", face.id.0, face.face.source_name, face.face.remark);
    }
    println!("{} of {} faces wait for a decision.", pending.len(), faces.len());
    Ok(())
}
