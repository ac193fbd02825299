//! `muster enrol`: students from a folder each, or the faces of a class photo.

use std::path::{Path, PathBuf};

use anyhow::bail;
use muster_domain::{Class, ClassId, Student};
use muster_store::EnrolmentState;
use muster_usecase::enrol_student::{Draft, Enrolled};

use crate::args::Enrol;
use crate::place::Place;
use crate::{files, models, progress, sheet};

pub(crate) async fn run(place: &Place, args: Enrol) -> anyhow::Result<()> {
    let recogniser = models::recogniser(place, &args.profile)?;
    let desk = place.open().await?;
    let mut draft = Draft::new(&recogniser);
    let students = if args.class_photo {
        draft.add_class_photo(&files::name(&args.path), &files::read(&args.path)?)?;
        Vec::new()
    } else {
        add_folders(&mut draft, &args.path)?
    };
    let class = class(&args.class.class);
    let enrolled = draft.commit(desk.act(), &class, &students).await?;
    report(&enrolled, &class.name);

    let out = args.sheet.unwrap_or_else(|| PathBuf::from(format!("review-{}.html", file_name(&class.name))));
    sheet::write(desk.act(), &class.id, &out).await?;
    println!("All crops with their verdicts, to look at: {}", out.display());
    Ok(())
}

pub(crate) fn class(name: &str) -> Class {
    Class { id: ClassId::new(name), name: name.to_owned() }
}

/// A class's name as part of a file's name.
fn file_name(class: &str) -> String {
    class.chars().map(|c| if c.is_alphanumeric() || c == '-' { c } else { '_' }).collect()
}

/// Every folder is a student, every picture in it an enrolment photo; a folder without pictures is a student
/// without a face on file.
pub(crate) fn add_folders(draft: &mut Draft<'_>, path: &Path) -> anyhow::Result<Vec<Student>> {
    let mut work = Vec::new();
    let mut students = Vec::new();
    for folder in files::folders(path)? {
        let student = Student::from_folder_name(&files::name(&folder));
        work.extend(files::pictures(&folder)?.into_iter().map(|picture| (student.id.clone(), picture)));
        students.push(student);
    }
    if students.is_empty() {
        bail!(
            "{} has no folders; put each student's photos in a folder with the student's name",
            path.display()
        );
    }
    let bar = progress::bar("Enrolling", work.len());
    for (student, picture) in work {
        let name = format!("{student}/{}", files::name(&picture));
        draft.add_photo(&student, &name, &files::read(&picture)?)?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(students)
}

pub(crate) fn report(enrolled: &Enrolled, class: &str) {
    let count = |state| enrolled.faces.iter().filter(|(_, face)| face.state == state).count();
    println!(
        "{} faces: {} accepted, {} to review, {} photos without a usable face.",
        enrolled.faces.len(),
        count(EnrolmentState::Accepted),
        count(EnrolmentState::Pending),
        enrolled.problems.len()
    );
    for problem in &enrolled.problems {
        println!("  {}: {}", problem.source_name, problem.cause);
    }
    for (id, face) in enrolled.faces.iter().filter(|(_, face)| face.state == EnrolmentState::Pending) {
        println!("  to review, face {}: {}: {}", id.0, face.source_name, face.remark);
    }
    for pair in &enrolled.look_alikes {
        let what = if pair.same_person { "may be one person, or twins" } else { "look alike" };
        println!("  {} and {} {what} (distance {:.2})", pair.first, pair.second, pair.distance.0);
    }
    for student in &enrolled.without_face {
        println!("  {} has no face on file and is marked by hand", student.full_name());
    }
    if count(EnrolmentState::Pending) > 0 {
        println!("`muster review --class {class} accept NUMBER...` uses a face, `reject` never does.");
    }
}
