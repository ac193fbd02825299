//! `muster review`: a person decides about enrolled crops.

use std::io::Write;

use muster_domain::{ClassId, Student};
use muster_store::{EnrolledFaceId, EnrolmentState};
use muster_usecase::{Act, UseCaseError, correct_mark, enrol_student, session};

use crate::args::{Review, ReviewAction};
use crate::out::{count, known_as};
use crate::place::Place;
use crate::{enrol, sheet};

pub(crate) async fn run(place: &Place, args: Review, out: &mut dyn Write) -> anyhow::Result<()> {
    let desk = place.open().await?;
    let (act, class) = (desk.act(), ClassId::new(args.class.class));
    session::find_class(act, &class).await?;
    let ids = |faces: &[i64]| faces.iter().copied().map(EnrolledFaceId).collect::<Vec<_>>();
    match args.action {
        ReviewAction::List => list(act, &class, out).await?,
        ReviewAction::Sheet { out: page } => {
            sheet::write(act, &class, &page).await?;
            writeln!(out, "{}", page.display())?;
        }
        ReviewAction::Accept { faces } => {
            enrol_student::decide(act, &class, &ids(&faces), EnrolmentState::Accepted, None).await?;
            writeln!(out, "{} used from now on.", these(&faces))?;
        }
        ReviewAction::Reject { faces } => {
            enrol_student::decide(act, &class, &ids(&faces), EnrolmentState::Rejected, None).await?;
            writeln!(out, "{} never used.", these(&faces))?;
        }
        ReviewAction::Name { face, student, consent } => {
            let student = named(act, &class, &student).await?;
            if let Some(evidence) = &consent {
                let class = session::find_class(act, &class).await?;
                let only = std::slice::from_ref(&student);
                enrol::consent(place, &desk, (&class, only), &enrol::forms(evidence)).await?;
            }
            let accepted = EnrolmentState::Accepted;
            enrol_student::decide(act, &class, &ids(&[face]), accepted, Some(&student)).await?;
            writeln!(out, "Face {face} is {} and is used from now on.", known_as(&student))?;
        }
    }
    Ok(())
}

/// `1 face is` or `2 faces are`.
fn these(faces: &[i64]) -> String {
    format!("{} {}", count(faces.len(), "face"), if faces.len() == 1 { "is" } else { "are" })
}

/// The student of that id or name, or a new one of that name.
async fn named(act: Act<'_>, class: &ClassId, who: &str) -> Result<Student, UseCaseError> {
    match correct_mark::find_student(act, class, who).await {
        Err(UseCaseError::NoStudent { .. }) => Ok(Student::from_folder_name(who)),
        found => found,
    }
}

async fn list(act: Act<'_>, class: &ClassId, out: &mut dyn Write) -> anyhow::Result<()> {
    let faces = act.store.list_enrolled_faces(act.school, class).await?;
    let pending: Vec<_> = faces.iter().filter(|face| face.face.state == EnrolmentState::Pending).collect();
    for face in &pending {
        writeln!(out, "{:>5}  {}: {}", face.id.0, face.face.source_name, face.face.remark)?;
    }
    writeln!(out, "{} of {} to decide about.", pending.len(), count(faces.len(), "face"))?;
    Ok(())
}
