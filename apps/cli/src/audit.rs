//! `muster audit`, and what the log is told of commands.

use std::io::Write;

use anyhow::bail;
use clap::Subcommand;
use jiff::Timestamp;
use muster_domain::{AuditKind, AuditRecord, StudentId};
use muster_store::{AuditFilter, Audits as _};

use crate::args::{Command, Register, Templates};
use crate::out::table;
use crate::place::Place;
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
                problems.push(format!("{head} is not in the log any more: it was cut off or begun anew"));
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

/// What the log is told of a command, before it is done; nothing of those that only look at what shows no face.
fn logged(command: &Command) -> Option<(AuditKind, &'static str)> {
    Some(match command {
        Command::Enrol(_) => (AuditKind::Biometrics, "muster enrol"),
        Command::Review(_) => (AuditKind::Biometrics, "muster review"),
        Command::Take(_) => (AuditKind::Access, "muster take"),
        Command::Roster(_) => (AuditKind::Administration, "muster roster"),
        Command::Register(Register { import: None, .. }) => (AuditKind::Export, "muster register"),
        Command::Register(_) => (AuditKind::Mark, "muster register --import"),
        Command::Moodle(_) => (AuditKind::Export, "muster moodle"),
        Command::Templates(Templates::Export { .. }) => (AuditKind::Export, "muster templates export"),
        Command::Templates(_) => (AuditKind::Biometrics, "muster templates import"),
        Command::Calibrate(_) => (AuditKind::Access, "muster calibrate"),
        Command::Backup(_) => (AuditKind::Export, "muster backup"),
        Command::Seal(Seal::Rotate | Seal::Move(_)) => (AuditKind::Administration, "muster seal"),
        Command::Seal(Seal::Destroy { yes: true }) => (AuditKind::Removal, "muster seal destroy"),
        Command::Key(_) => (AuditKind::Administration, "muster key"),
        Command::User(_) => (AuditKind::Administration, "muster user"),
        Command::Consent(_) => (AuditKind::Biometrics, "muster consent"),
        Command::Faces(_) => (AuditKind::Biometrics, "muster faces"),
        Command::Student(_) => (AuditKind::Export, "muster student"),
        Command::Retention => (AuditKind::Removal, "muster retention"),
        _ => return None,
    })
}

/// Logs a command, where there is data that it is about.
pub(crate) async fn log(place: &Place, command: &Command) -> anyhow::Result<()> {
    let Some((kind, act)) = logged(command).filter(|_| place.has_data()) else { return Ok(()) };
    let desk = place.open().await?;
    let record = AuditRecord {
        at: Timestamp::now(),
        kind,
        actor: desk.act().by.to_owned(),
        act: act.to_owned(),
        about: String::new(),
        outcome: 0,
        detail: String::new(),
    };
    Ok(desk.store().log(desk.school(), &[(record, None)]).await?)
}
