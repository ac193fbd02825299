//! `muster consent`, `muster faces`, `muster student` and `muster retention`: what the law lets people ask for.

use std::io::Write;
use std::path::PathBuf;

use anyhow::bail;
use clap::{Args, Subcommand};
use jiff::civil::Date;
use muster_domain::{ClassId, Consent, ConsentKind, Relation, StudentId};
use muster_record::FaceRule;
use muster_store::{Consents as _, Erasures as _, FaceScope, ForgottenFaces, People as _};
use muster_usecase::FacePermit;
use muster_usecase::consent::{BUILT_IN_VERSION, Said, enter_consent};
use muster_usecase::retention::remove_due;
use muster_usecase::student_export::export_student;

use crate::args::{ClassArgs, date};
use crate::files;
use crate::out::table;
use crate::place::{Desk, Place};
use crate::settings::Settings;

#[derive(Subcommand, Debug)]
pub(crate) enum ConsentCommand {
    /// What the ledgers of a class's students come to
    List(ClassArgs),
    /// Enter what somebody said about students' faces
    Enter(Box<Enter>),
}

#[derive(Args, Debug)]
pub(crate) struct Enter {
    /// What was said: granted, objected, withdrawn or `refused_by_child`
    #[arg(value_parser = said)]
    kind: ConsentKind,
    /// The students' ids
    #[arg(required_unless_present = "all")]
    students: Vec<String>,
    /// Everybody on the roster of --class
    #[arg(long, requires = "class", conflicts_with = "students")]
    all: bool,
    /// The class of --all
    #[arg(long)]
    class: Option<String>,
    /// Who said it
    #[arg(long)]
    person: String,
    /// What they are to the student: parent, guardian or student
    #[arg(long, value_parser = relation, default_value = "guardian")]
    relation: Relation,
    /// The version of the text that they had read
    #[arg(long, default_value = BUILT_IN_VERSION)]
    text_version: String,
    /// Its language
    #[arg(long, default_value = "en")]
    text_language: String,
    /// The last day on which a consent holds
    #[arg(long, value_parser = date)]
    until: Option<Date>,
    /// Where it can be seen, as "forms in folder 7b"
    #[arg(long, default_value = "")]
    evidence: String,
}

fn said(code: &str) -> Result<ConsentKind, String> {
    let known: Vec<&str> = ConsentKind::ALL.iter().map(|one| one.code()).collect();
    ConsentKind::from_code(code).ok_or_else(|| format!("there are {}", known.join(", ")))
}

fn relation(code: &str) -> Result<Relation, String> {
    let known: Vec<&str> = Relation::ALL.iter().map(|one| one.code()).collect();
    Relation::from_code(code).ok_or_else(|| format!("there are {}", known.join(", ")))
}

pub(crate) async fn consent(place: &Place, what: ConsentCommand, out: &mut dyn Write) -> anyhow::Result<()> {
    let desk = place.open().await?;
    match what {
        ConsentCommand::List(class) => list(&desk, &ClassId::new(class.class), out).await,
        ConsentCommand::Enter(enter) => {
            let law = Settings::default().resolve(None, place.data())?.jurisdiction;
            for student in students(&desk, &enter).await? {
                let (consent, forgotten) = enter_consent(desk.act(), &law, &student, &enter.said()).await?;
                writeln!(out, "{student}: {}{}", told(consent), removed(forgotten))?;
            }
            Ok(())
        }
    }
}

impl Enter {
    fn said(&self) -> Said {
        Said {
            kind: self.kind,
            person: self.person.clone(),
            relation: self.relation,
            text: (self.text_version.clone(), self.text_language.clone()),
            until: self.until,
            evidence: self.evidence.clone(),
        }
    }
}

async fn students(desk: &Desk, enter: &Enter) -> anyhow::Result<Vec<StudentId>> {
    let Some(class) = enter.class.as_ref().filter(|_| enter.all) else {
        return Ok(enter.students.iter().map(StudentId::new).collect());
    };
    let act = desk.act();
    let roster = desk.store().roster(desk.school(), &ClassId::new(class), act.today()).await?;
    if roster.is_empty() {
        bail!("class `{class}` has nobody on its roster; `muster roster FILE --class {class:?}` brings them");
    }
    Ok(roster.into_iter().map(|student| student.id).collect())
}

async fn list(desk: &Desk, class: &ClassId, out: &mut dyn Write) -> anyhow::Result<()> {
    let act = desk.act();
    let permit = FacePermit::read(act).await?;
    let mut shown = table(&["student", "id", "consent", "face"]);
    for student in desk.store().roster(desk.school(), class, act.today()).await? {
        let face = if permit.require_student(&student.id).is_ok() { "used" } else { "not used" };
        let consent = told(permit.consent(&student.id));
        shown.add_row([student.full_name(), student.id.to_string(), consent, face.to_owned()]);
    }
    writeln!(out, "{shown}")?;
    Ok(())
}

fn told(consent: Consent) -> String {
    match consent {
        Consent::Granted { until: Some(until) } => format!("granted until {until}"),
        other => other.code().to_owned(),
    }
}

fn removed(forgotten: ForgottenFaces) -> String {
    if forgotten == ForgottenFaces::default() {
        return String::new();
    }
    format!(
        "; removed: {} templates, {} enrolled faces, {} faces of class photos",
        forgotten.templates, forgotten.enrolled_faces, forgotten.session_faces
    )
}

#[derive(Subcommand, Debug)]
pub(crate) enum Faces {
    /// Use faces in the school, a class, or of a student
    On(Scope),
    /// Use no faces there: all that is kept of them is removed at once
    Off(Scope),
    /// Where faces are used
    Show,
}

#[derive(Args, Debug)]
pub(crate) struct Scope {
    /// Of this class only
    #[arg(long, conflicts_with = "student")]
    class: Option<String>,
    /// Of this student only
    #[arg(long)]
    student: Option<String>,
}

impl From<Scope> for FaceScope {
    fn from(scope: Scope) -> Self {
        match (scope.class, scope.student) {
            (Some(class), _) => Self::Class(ClassId::new(class)),
            (None, Some(student)) => Self::Student(StudentId::new(student)),
            (None, None) => Self::School,
        }
    }
}

pub(crate) async fn faces(place: &Place, what: Faces, out: &mut dyn Write) -> anyhow::Result<()> {
    let desk = place.open().await?;
    let (store, school) = (desk.store(), desk.school());
    match what {
        Faces::Show => {}
        Faces::On(scope) => {
            let law = Settings::default().resolve(None, place.data())?.jurisdiction;
            if law.faces == FaceRule::Never {
                bail!("faces may not be used here: {}", law.rests_on.join("; "));
            }
            store.put_face_use(school, &scope.into(), true).await?;
        }
        Faces::Off(scope) => {
            let forgotten = store.put_face_use(school, &scope.into(), false).await?;
            writeln!(out, "Faces are off there{}.", removed(forgotten))?;
        }
    }
    let used = store.face_use(school).await?;
    writeln!(out, "The school uses {}.", if used.school { "faces" } else { "no faces" })?;
    for class in used.classes_off {
        writeln!(out, "  not in class {class}")?;
    }
    for student in used.students_off {
        writeln!(out, "  not of student {student}")?;
    }
    Ok(())
}

#[derive(Subcommand, Debug)]
pub(crate) enum StudentCommand {
    /// Write everything that is held of a student into a ZIP file
    Export {
        /// The student's id
        student: String,
        /// Where to [default: STUDENT.zip]
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Remove a student and everything of them, for good
    Erase {
        /// The student's id
        student: String,
        /// Really: this can't be undone
        #[arg(long)]
        yes: bool,
    },
}

pub(crate) async fn student(place: &Place, what: StudentCommand, out: &mut dyn Write) -> anyhow::Result<()> {
    let desk = place.open().await?;
    match what {
        StudentCommand::Export { student, out: file } => {
            let bytes = export_student(desk.act(), &StudentId::new(&student)).await?;
            let plain: String = student.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
            let file = file.unwrap_or_else(|| PathBuf::from(format!("{plain}.zip")));
            files::write(&file, &bytes)?;
            writeln!(out, "Everything that is held of {student}: {}", file.display())?;
        }
        StudentCommand::Erase { student, yes } => {
            if !yes {
                bail!(
                    "this removes {student} from rosters, registers and everything else, for good: add --yes"
                );
            }
            let act = desk.act();
            let erased = desk
                .store()
                .erase_student(desk.school(), &StudentId::new(&student), (act.by, act.now))
                .await?;
            writeln!(out, "Erased. Rows removed or rewritten:")?;
            for (table, rows) in erased.rows {
                writeln!(out, "  {table}: {rows}")?;
            }
            let files = if erased.files_cleaned {
                "gone from the files, too"
            } else {
                "in the files until Muster is closed"
            };
            writeln!(
                out,
                "What they held is {files}. Backups from before still hold it until they are removed; restored over this \
                 data, they don't bring it back."
            )?;
            for copy in erased.copies {
                writeln!(out, "The copy {copy} in the data folder still holds it: delete it.")?;
            }
        }
    }
    Ok(())
}

/// Removes what is due now, as the server does by itself.
pub(crate) async fn retention(place: &Place, out: &mut dyn Write) -> anyhow::Result<()> {
    let desk = place.open().await?;
    let keep = Settings::default().resolve(None, place.data())?.jurisdiction.keep;
    let gone = remove_due(desk.act(), keep).await?;
    writeln!(
        out,
        "Removed: {} pictures of class photos; the crops of {} faces in class photos{}.",
        gone.pictures,
        gone.session_faces,
        removed(gone.left)
    )?;
    if let Some(years) = keep.records_years {
        let records = gone.records;
        writeln!(
            out,
            "Of records over {years} years old: {} sessions, {} leaves, {} entries of the audit log, {} students.",
            records.sessions, records.leaves, records.audit_entries, gone.students
        )?;
    }
    Ok(())
}
