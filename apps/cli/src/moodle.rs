//! `muster moodle`: which attendance activity a class's register goes to, and pushes there.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::{Subcommand, ValueEnum};
use jiff::Timestamp;
use jiff::civil::Date;
use muster_domain::{ClassId, MoodleLink, MoodleStatusName, MoodleUser, RegisterStatus, Status};
use muster_server::Platforms;
use muster_store::MoodleLinks as _;
use muster_usecase::UseCaseError;
use muster_usecase::moodle::{PushManner, PushReport, SessionName, link_moodle, prepare_push};

use crate::args::{ClassArgs, date};
use crate::files;
use crate::out::count;
use crate::place::Place;

#[derive(Subcommand, Debug)]
pub(crate) enum MoodleCommand {
    /// Link a class to an attendance activity, or change its link; Moodle is not asked
    Link {
        #[command(flatten)]
        class: ClassArgs,
        /// The address of the site's front page, as `https://moodle.school.example`
        #[arg(long)]
        site: String,
        /// The course's number
        #[arg(long)]
        course: i64,
        /// The number of the attendance activity: the instance, not the id in its page's address
        #[arg(long)]
        attendance: i64,
        /// The field of Moodle's users that holds the student ids
        #[arg(long, value_enum, default_value = "idnumber")]
        user: UserField,
        /// What a status or a letter of the school's own is called there, as `late=L`; may be given several times
        #[arg(long, value_parser = status_name)]
        status: Vec<MoodleStatusName>,
        /// A file that holds the web services' token; without it the link keeps the one it has for this site
        #[arg(long)]
        token_file: Option<PathBuf>,
    },
    /// Say what the register changes in Moodle, and with --apply change it
    Push {
        #[command(flatten)]
        class: ClassArgs,
        /// First date, as 2026-11-24
        #[arg(long, value_parser = date)]
        from: Date,
        /// Last date
        #[arg(long, value_parser = date)]
        to: Date,
        /// Change Moodle; not while the server pushes the same class
        #[arg(long)]
        apply: bool,
        /// Leave marks that Moodle has already
        #[arg(long)]
        keep_theirs: bool,
    },
    /// End a class's link and forget its token; Moodle keeps what it has
    Unlink {
        #[command(flatten)]
        class: ClassArgs,
    },
}

#[derive(ValueEnum, Clone, Copy, Debug)]
pub(crate) enum UserField {
    /// "ID number"
    Idnumber,
    /// The login
    Username,
    /// The mail address
    Email,
}

impl From<UserField> for MoodleUser {
    fn from(field: UserField) -> Self {
        match field {
            UserField::Idnumber => Self::IdNumber,
            UserField::Username => Self::Username,
            UserField::Email => Self::Email,
        }
    }
}

/// `late=L`: a status by its code, or else a letter.
fn status_name(text: &str) -> Result<MoodleStatusName, String> {
    let (of, acronym) = text.split_once('=').ok_or("write it as late=L")?;
    let status = Status::ALL.into_iter().find(|status| status.code() == of);
    let of = status.map_or_else(|| RegisterStatus::Letter(of.to_owned()), RegisterStatus::Status);
    Ok(MoodleStatusName { of, acronym: acronym.to_owned() })
}

pub(crate) async fn run(place: &Place, what: MoodleCommand, out: &mut dyn Write) -> anyhow::Result<()> {
    let desk = place.open().await?;
    match what {
        MoodleCommand::Link { class, site, course, attendance, user, status, token_file } => {
            let token = token_file.map(|file| files::read(&file)).transpose()?;
            let token = token.map(String::from_utf8).transpose().context("the token's file holds no text")?;
            let link = MoodleLink {
                class: ClassId::new(class.class),
                site,
                course,
                attendance,
                user: user.into(),
                statuses: status,
                by: desk.act().by.to_owned(),
                since: Timestamp::now(),
            };
            let link = link_moodle(desk.act(), link, token.as_deref().map(str::trim)).await?;
            writeln!(
                out,
                "The register of class {} goes to activity {} of {}, when somebody pushes it.",
                link.class, link.attendance, link.site
            )?;
        }
        MoodleCommand::Push { class, from, to, apply, keep_theirs } => {
            if from > to {
                bail!("no day is from {from} to {to}: --from is after --to; exchange them");
            }
            let class = ClassId::new(class.class);
            let prepared = prepare_push(desk.act(), &class, (from, to)).await?;
            let token = desk.store().moodle_token(desk.school(), &class, prepared.site()).await?;
            let token = token.ok_or_else(|| UseCaseError::NoMoodleLink(class.to_string()))?;
            let moodle = Platforms::default().moodle(prepared.site(), &token)?;
            let manner = PushManner { apply, keep_theirs };
            let report = tokio::task::spawn_blocking(move || prepared.run(&moodle, manner)).await??;
            tell(&report, out)?;
        }
        MoodleCommand::Unlink { class } => {
            let class = ClassId::new(class.class);
            desk.store().remove_moodle_link(desk.school(), &class).await?;
            writeln!(out, "The register of class {class} goes nowhere in Moodle any more.")?;
        }
    }
    Ok(())
}

fn tell(report: &PushReport, out: &mut dyn Write) -> std::io::Result<()> {
    let name = |id| report.students.get(id).map_or("", String::as_str);
    let when = |one: &SessionName| format!("{} {}", one.date, one.label).trim_end().to_owned();
    for session in &report.sessions {
        let new = if session.is_new { ", new in Moodle" } else { "" };
        writeln!(out, "{}{new}", when(&session.session))?;
        for mark in &session.marks {
            let before = mark.replaces.as_ref().map(|acronym| format!(" in place of {acronym}"));
            let (student, recorded) = (name(&mark.student), &mark.recorded);
            writeln!(out, "  {student} ({}): {recorded}{}", mark.student, before.unwrap_or_default())?;
        }
    }
    for (session, student, why) in &report.left_out {
        writeln!(out, "left out, {}, {} ({student}): {why}", when(session), name(student))?;
    }
    for (student, why) in &report.unidentified {
        writeln!(out, "left out, {} ({student}): {why}", name(student))?;
    }
    for (session, why) in &report.unclear {
        writeln!(out, "left out, {}: {why}", when(session))?;
    }
    for session in &report.without_time {
        writeln!(out, "left out, {}: it has no time, which Moodle needs", when(session))?;
    }
    if report.field_hidden {
        writeln!(out, "Nobody is found because the token's user may not see the field that holds the ids.")?;
    }
    let marks = report.sessions.iter().map(|session| session.marks.len()).sum();
    let (sessions, marks) = (count(report.sessions.len(), "session"), count(marks, "mark"));
    match &report.done {
        Some(done) => {
            writeln!(out, "{} added, {} sent", count(done.added, "session"), count(done.marked, "mark"))
        }
        None => writeln!(out, "{sessions} and {marks} to send; --apply sends them"),
    }
}
