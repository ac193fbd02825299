//! `muster audit`, and what the log is told of commands.

use std::io::Write;

use anyhow::bail;
use clap::{ArgMatches, Subcommand};
use jiff::Timestamp;
use muster_domain::{AuditKind, AuditRecord, StudentId};
use muster_store::{AuditFilter, Audits as _};
use muster_usecase::exports::{MANY, tell_many_exports};

use crate::args::{Command, Register, Templates};
use crate::out::{self, table};
use crate::place::Place;
use crate::privacy::StudentCommand;
use crate::seal::Seal;

#[derive(Subcommand, Debug)]
pub(crate) enum Audit {
    /// Check that no entry was changed, removed or put in, and that every mark is as it was logged
    Verify {
        /// The hash that was noted earlier as the log's end: it must still be in the log
        #[arg(long, value_name = "HASH")]
        head: Option<String>,
    },
    /// List entries, newest first
    List {
        /// Of this kind: access, mark, export, biometrics, administration or removal
        #[arg(long, value_parser = kind)]
        kind: Option<AuditKind>,
        /// By whom
        #[arg(long)]
        actor: Option<String>,
        /// About this student
        #[arg(long)]
        student: Option<String>,
        /// At most so many
        #[arg(long, default_value_t = 50)]
        most: u32,
    },
}

fn kind(code: &str) -> Result<AuditKind, String> {
    AuditKind::from_code(code).ok_or_else(|| {
        let known: Vec<&str> = AuditKind::ALL.iter().map(|one| one.code()).collect();
        format!("there are {}", known.join(", "))
    })
}

pub(crate) async fn run(place: &Place, what: Audit, out: &mut dyn Write) -> anyhow::Result<()> {
    let desk = place.open().await?;
    let (store, school) = (desk.store(), desk.school());
    match what {
        Audit::Verify { head } => {
            let check = store.check_audit(school).await?;
            writeln!(out, "{} entries, which vouch for {} marks.", check.entries, check.marks)?;
            if check.forgotten > 0 {
                writeln!(out, "{} older entries are gone: their time was over.", check.forgotten)?;
            }
            if let Some(last) = &check.head {
                writeln!(out, "The log ends with {last}; note it elsewhere, and check later with --head.")?;
            }
            let mut problems: Vec<String> = check
                .problems
                .iter()
                .map(|one| {
                    one.number
                        .map_or_else(|| one.cause.clone(), |number| format!("entry {number}: {}", one.cause))
                })
                .collect();
            if let Some(head) = head
                && !all(store, school).await?.contains(&head)
            {
                let over = if check.forgotten > 0 { ", or its time was over" } else { "" };
                problems
                    .push(format!("{head} is not in the log any more: it was cut off or begun anew{over}"));
            }
            if !problems.is_empty() {
                bail!("the audit log does not hold:\n  {}", problems.join("\n  "));
            }
            writeln!(out, "The log holds.")?;
        }
        Audit::List { kind, actor, student, most } => {
            let filter = AuditFilter { kind, actor, student: student.map(StudentId::new), before: None };
            let mut shown = table(&["number", "at", "kind", "by", "what", "about", "outcome"]);
            for entry in store.list_audit(school, &filter, most).await? {
                let record = entry.record;
                shown.add_row([
                    entry.number.to_string(),
                    record.at.strftime("%Y-%m-%d %H:%M:%S").to_string(),
                    record.kind.code().to_owned(),
                    record.actor,
                    record.act,
                    record.about,
                    record.outcome.to_string(),
                ]);
            }
            writeln!(out, "{shown}")?;
        }
    }
    Ok(())
}

/// The hashes of all entries.
async fn all(
    store: &muster_store_sqlite::SqliteStore,
    school: &muster_domain::SchoolId,
) -> anyhow::Result<Vec<String>> {
    let entries = store.list_audit(school, &AuditFilter::default(), u32::MAX).await?;
    Ok(entries.into_iter().map(|entry| entry.hash).collect())
}

/// What a command is logged as, before it is done; none for those that only look at what shows no face.
fn kind_of(command: &Command) -> Option<AuditKind> {
    Some(match command {
        Command::Take(_) | Command::Calibrate(_) => AuditKind::Access,
        Command::Close(_) | Command::Register(Register { import: Some(_), .. }) => AuditKind::Mark,
        Command::Register(_)
        | Command::Moodle(_)
        | Command::Templates(Templates::Export { .. })
        | Command::Student(StudentCommand::Export { .. })
        | Command::Backup(_) => AuditKind::Export,
        Command::Enrol(_)
        | Command::Review(_)
        | Command::Templates(Templates::Import { .. })
        | Command::Consent(_)
        | Command::Faces(_) => AuditKind::Biometrics,
        Command::Roster(_)
        | Command::Key(_)
        | Command::User(_)
        | Command::Seal(Seal::Rotate | Seal::Move(_)) => AuditKind::Administration,
        Command::Seal(Seal::Destroy { yes: true })
        | Command::Student(StudentCommand::Erase { .. })
        | Command::Retention => AuditKind::Removal,
        _ => return None,
    })
}

/// Options and arguments that say what a command is about, without naming students.
const ABOUT: [&str; 9] = ["class", "date", "label", "from", "to", "login", "id", "model", "role"];
/// Those that name students.
const STUDENTS: [&str; 2] = ["student", "students"];

/// A command as the log tells of it: its name, what it is about, and whom.
struct Told {
    act: String,
    about: String,
    students: Vec<StudentId>,
}

fn told(matches: &ArgMatches) -> Told {
    let (mut act, mut given) = ("muster".to_owned(), matches);
    let mut about = Vec::new();
    let mut students = Vec::new();
    while let Some((name, inner)) = given.subcommand() {
        act = format!("{act} {name}");
        given = inner;
        let values = |id: &str| -> Vec<String> {
            let raw = given.try_get_raw(id).ok().flatten().into_iter().flatten();
            raw.map(|value| value.to_string_lossy().chars().filter(|c| !c.is_control()).take(100).collect())
                .collect()
        };
        for id in ABOUT {
            about.extend(
                values(id).into_iter().filter(|value| !value.is_empty()).map(|value| format!("{id}={value}")),
            );
        }
        students.extend(STUDENTS.into_iter().flat_map(values).map(StudentId::new));
    }
    Told { act, about: about.join(" "), students }
}

/// Logs a command, where there is data that it is about.
pub(crate) async fn log(place: &Place, command: &Command, matches: &ArgMatches) -> anyhow::Result<()> {
    let Some(kind) = kind_of(command).filter(|_| place.has_data()) else { return Ok(()) };
    let desk = place.open().await?;
    let Told { act, about, students } = told(matches);
    let record = AuditRecord {
        at: Timestamp::now(),
        kind,
        actor: desk.act().by.to_owned(),
        act,
        about,
        outcome: 0,
        detail: String::new(),
    };
    let mut records: Vec<_> = students.into_iter().map(|student| (record.clone(), Some(student))).collect();
    if records.is_empty() {
        records.push((record, None));
    }
    desk.store().log(desk.school(), &records).await?;
    if kind == AuditKind::Export && tell_many_exports(desk.act()).await? {
        out::tell(&format!("this is one of {MANY} exports within an hour: the log tells of it"));
    }
    Ok(())
}
