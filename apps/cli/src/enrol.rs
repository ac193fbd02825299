//! `muster enrol`: students from a folder each, or the faces of a class photo.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::bail;
use muster_domain::{Class, ClassId, ConsentKind, Relation, Student, StudentId};
use muster_store::EnrolmentState;
use muster_usecase::FacePermit;
use muster_usecase::consent::{BUILT_IN_VERSION, Said, enter_for_all};
use muster_usecase::enrol_student::{Draft, Enrolled};
use muster_usecase::roster::put_on_roster;

use crate::args::Enrol;
use crate::out::count;
use crate::place::{Desk, Place};
use crate::settings::Settings;
use crate::{files, models, progress, sheet};

pub(crate) async fn run(place: &Place, args: Enrol, out: &mut dyn Write) -> anyhow::Result<()> {
    let pictures =
        if args.class_photo { Pictures::of_class(&args.path)? } else { Pictures::of_folder(&args.path)? };
    let desk = place.open().await?;
    let recogniser = models::recogniser(place, &args.profile)?;
    let class = class(&args.class.class);
    if let Some(evidence) = &args.consent {
        consent(place, &desk, (&class, &pictures.students), &forms(evidence)).await?;
    }
    let mut draft = Draft::new(&recogniser, FacePermit::read(desk.act()).await?);
    pictures.add(&mut draft)?;
    let enrolled = draft.commit(desk.act(), &class, &pictures.students).await?;
    report(&enrolled, &class.name, out)?;

    let page = args.sheet.unwrap_or_else(|| PathBuf::from(format!("review-{}.html", file_name(&class.name))));
    sheet::write(desk.act(), &class.id, &page).await?;
    writeln!(out, "All crops with their verdicts, to look at: {}", page.display())?;
    if enrolled.faces.is_empty() && !enrolled.problems.is_empty() {
        bail!("no photo gave a face to enrol: see above what each one lacks");
    }
    Ok(())
}

/// Puts the students on the class's roster and enters the same into the ledger of each.
pub(crate) async fn consent(
    place: &Place,
    desk: &Desk,
    (class, students): (&Class, &[Student]),
    said: &Said,
) -> anyhow::Result<()> {
    let act = desk.act();
    act.store.put_class(act.school, class).await?;
    put_on_roster(act, &class.id, students, None).await?;
    let law = Settings::default().resolve(None, place.data())?.jurisdiction;
    Ok(enter_for_all(act, &law, students, said).await?)
}

/// What a pile of signed forms says.
pub(crate) fn forms(evidence: &str) -> Said {
    Said {
        kind: ConsentKind::Granted,
        person: "signed form".to_owned(),
        relation: Relation::Guardian,
        text: (BUILT_IN_VERSION.to_owned(), "en".to_owned()),
        until: None,
        evidence: evidence.to_owned(),
    }
}

pub(crate) fn class(name: &str) -> Class {
    Class { id: ClassId::new(name), name: name.to_owned() }
}

/// A class's name as part of a file's name.
fn file_name(class: &str) -> String {
    class.chars().map(|c| if c.is_alphanumeric() || c == '-' { c } else { '_' }).collect()
}

/// What is to be enrolled, before any picture is looked at.
pub(crate) struct Pictures {
    pub(crate) students: Vec<Student>,
    /// Whose picture it is; nobody's for a class photo.
    files: Vec<(Option<StudentId>, PathBuf)>,
}

impl Pictures {
    /// Every folder is a student, every picture in it an enrolment photo; a folder without pictures is a student
    /// without a face on file.
    pub(crate) fn of_folder(path: &Path) -> anyhow::Result<Self> {
        let (mut students, mut files) = (Vec::new(), Vec::new());
        for folder in files::folders(path)? {
            let student = Student::from_folder_name(&files::name(&folder));
            let owned = |picture| (Some(student.id.clone()), picture);
            files.extend(files::pictures(&folder)?.into_iter().map(owned));
            students.push(student);
        }
        if students.is_empty() {
            bail!(
                "{} has no folders; put each student's photos in a folder with the student's name",
                path.display()
            );
        }
        Ok(Self { students, files })
    }

    fn of_class(path: &Path) -> anyhow::Result<Self> {
        files::present(path)?;
        Ok(Self { students: Vec::new(), files: vec![(None, path.to_owned())] })
    }

    pub(crate) fn add(&self, draft: &mut Draft<'_>) -> anyhow::Result<()> {
        let bar = progress::bar("Enrolling", self.files.len());
        for (student, picture) in &self.files {
            let (name, bytes) = (files::name(picture), files::read(picture)?);
            match student {
                Some(student) => draft.add_photo(student, &format!("{student}/{name}"), &bytes)?,
                None => draft.add_class_photo(&name, &bytes)?,
            }
            bar.inc(1);
        }
        bar.finish_and_clear();
        Ok(())
    }
}

/// The commands by which a person decides about faces.
pub(crate) fn decisions(class: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    let quoted = if class.chars().all(plain) { class.to_owned() } else { format!("\"{class}\"") };
    let review = format!("muster review --class {quoted}");
    format!(
        "`{review} accept NUMBER...` to use faces, `... reject NUMBER...` never to, `... name NUMBER STUDENT` to say whose one is"
    )
}

pub(crate) fn report(enrolled: &Enrolled, class: &str, out: &mut dyn Write) -> anyhow::Result<()> {
    let faces = |state| enrolled.faces.iter().filter(|(_, face)| face.state == state).count();
    writeln!(
        out,
        "{}: {} accepted, {} to review; {} without a usable face.",
        count(enrolled.faces.len(), "face"),
        faces(EnrolmentState::Accepted),
        faces(EnrolmentState::Pending),
        count(enrolled.problems.len(), "photo")
    )?;
    for problem in &enrolled.problems {
        writeln!(out, "  {}: {}", problem.source_name, problem.cause)?;
    }
    for (id, face) in enrolled.faces.iter().filter(|(_, face)| face.state == EnrolmentState::Pending) {
        writeln!(out, "  to review, face {}: {}: {}", id.0, face.source_name, face.remark)?;
    }
    for pair in &enrolled.look_alikes {
        writeln!(
            out,
            "  {} and {} look alike to the models (distance {:.2}); if they are one person, use one of them",
            pair.first, pair.second, pair.distance.0
        )?;
    }
    for student in &enrolled.without_face {
        writeln!(out, "  {} has no face on file and is marked by hand", student.full_name())?;
    }
    if faces(EnrolmentState::Pending) > 0 {
        writeln!(out, "To decide: {}.", decisions(class))?;
    }
    Ok(())
}
