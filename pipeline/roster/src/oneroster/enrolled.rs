//! Who is in a class: its enrolments, then the users that they name, then what these are.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use muster_domain::Student;

use super::OneRosterError;
use super::archive::{Archive, too_much};
use super::row::Row;
use crate::listed::{check, named};
use crate::{Fault, LeftOut, Listed, Problem, Reason};

const ENROLMENTS: &str = "enrollments.csv";
const USERS: &str = "users.csv";
const ROLES: &str = "roles.csv";
const STUDENT: &str = "student";

/// A line that puts a user into the class as a student.
struct Enrolment {
    line: u64,
    user: String,
    standing: Standing,
}

enum Standing {
    Current,
    LeftOut(Reason),
    Wrong(Fault),
}

/// A user of some enrolment.
struct User {
    line: u64,
    student: Result<Student, Fault>,
    stands: bool,
    /// What `users.csv` says they are; nothing where 1.2 has `roles.csv` for that.
    is_student: Option<bool>,
}

pub(super) fn students(
    archive: &mut Archive<'_>,
    class: &str,
    today: Date,
) -> Result<Listed, OneRosterError> {
    let enrolments = enrolments(archive, class, today)?;
    let wanted = enrolments.iter().map(|enrolment| (enrolment.user.clone(), None)).collect();
    let users = users(archive, wanted)?;
    let users = with_roles(archive, users)?;
    Ok(listed(enrolments, &users))
}

fn enrolments(archive: &mut Archive<'_>, class: &str, today: Date) -> Result<Vec<Enrolment>, OneRosterError> {
    let (mut found, most) = (Vec::new(), archive.limits().students);
    let (needed, more) = (["classSourcedId", "userSourcedId", "role"], ["status", "beginDate", "endDate"]);
    let there = archive.each(ENROLMENTS, &needed, &more, |row| {
        if row.is("classSourcedId", class) && row.says("role", STUDENT) {
            if found.len() == most {
                return Err(too_much("enrolments of students in this class", most as u64));
            }
            found.push(enrolment(row, today));
        }
        Ok(())
    })?;
    if there { Ok(found) } else { Err(OneRosterError::NoFile(ENROLMENTS)) }
}

fn enrolment(row: &Row<'_>, today: Date) -> Enrolment {
    let user = row.text("userSourcedId").and_then(|user| check(user).map(|()| user.to_owned()));
    let standing = match (&user, standing(row, today)) {
        (Err(fault), _) => Standing::Wrong(fault.clone()),
        (_, Err(fault)) => Standing::Wrong(fault),
        (Ok(user), _) if user.is_empty() => Standing::Wrong(Fault::MissingId),
        (_, Ok(None)) => Standing::Current,
        (_, Ok(Some(reason))) => Standing::LeftOut(reason),
    };
    Enrolment { line: row.line, user: user.unwrap_or_default(), standing }
}

/// Why an enrolment does not hold today, if it does not.
fn standing(row: &Row<'_>, today: Date) -> Result<Option<Reason>, Fault> {
    row.whole()?;
    let (begin, end) = (row.date("beginDate")?, row.date("endDate")?);
    Ok(match (begin, end) {
        _ if !row.stands() => Some(Reason::Deleted),
        (Some(begin), _) if today < begin => Some(Reason::NotBegun(begin)),
        (_, Some(end)) if today >= end => Some(Reason::Ended(end)),
        _ => None,
    })
}

type Users = HashMap<String, Option<User>>;

/// Fills in the users that are wanted.
fn users(archive: &mut Archive<'_>, mut wanted: Users) -> Result<Users, OneRosterError> {
    let needed = ["sourcedId", "givenName", "familyName"];
    let there = archive.each(USERS, &needed, &["status", "role"], |row| {
        let place = row.text("sourcedId").ok().and_then(|id| wanted.get_mut(id));
        if let Some(place) = place {
            let new = user(row);
            *place = Some(match place.take() {
                Some(old) => one_of(old, new),
                None => new,
            });
        }
        Ok(())
    })?;
    if there { Ok(wanted) } else { Err(OneRosterError::NoFile(USERS)) }
}

fn user(row: &Row<'_>) -> User {
    let student = row
        .whole()
        .and_then(|()| named(row.text("sourcedId")?, row.text("familyName")?, row.text("givenName")?));
    let is_student = row.has("role").then(|| row.says("role", STUDENT));
    User { line: row.line, student, stands: row.stands(), is_student }
}

/// Of two lines with one id the one that stands; two that stand contradict each other.
fn one_of(old: User, new: User) -> User {
    match (old.stands, new.stands) {
        (true, true) => User { student: Err(Fault::DuplicateId(old.line)), ..new },
        (_, true) => new,
        _ => old,
    }
}

/// Asks `roles.csv` what the users are, where there is one and `users.csv` does not say it.
fn with_roles(archive: &mut Archive<'_>, mut users: Users) -> Result<Users, OneRosterError> {
    if users.values().flatten().all(|user| user.is_student.is_some()) {
        return Ok(users);
    }
    archive.each(ROLES, &["userSourcedId", "role"], &["status"], |row| {
        let user = row.text("userSourcedId").ok().and_then(|id| users.get_mut(id)?.as_mut());
        if let Some(user) = user.filter(|_| row.stands()) {
            user.is_student = Some(user.is_student == Some(true) || row.says("role", STUDENT));
        }
        Ok(())
    })?;
    Ok(users)
}

fn listed(enrolments: Vec<Enrolment>, users: &Users) -> Listed {
    let current = |one: &&Enrolment| matches!(one.standing, Standing::Current);
    let now: HashSet<String> = enrolments.iter().filter(current).map(|one| one.user.clone()).collect();
    let (mut listed, mut seen) = (Listed::default(), HashSet::new());
    for Enrolment { line, user, standing } in enrolments {
        match standing {
            Standing::Wrong(fault) => listed.problems.push(Problem { file: Some(ENROLMENTS), line, fault }),
            // Who left and came back has a line for both.
            Standing::LeftOut(_) if now.contains(&user) => {}
            Standing::LeftOut(reason) => listed.left_out.push(left_out(ENROLMENTS, line, user, reason)),
            Standing::Current if !seen.insert(user.clone()) => {}
            Standing::Current => match users.get(&user).and_then(Option::as_ref) {
                None => listed.left_out.push(left_out(ENROLMENTS, line, user, Reason::NoSuchUser)),
                Some(known) => take(&mut listed, user, known),
            },
        }
    }
    listed.problems.sort_by_key(|problem| (problem.file, problem.line));
    listed.left_out.sort_by_key(|one| (one.file, one.line));
    listed
}

fn take(listed: &mut Listed, id: String, user: &User) {
    let (line, file) = (user.line, Some(USERS));
    match (&user.student, user.stands, user.is_student) {
        (_, false, _) => listed.left_out.push(left_out(USERS, line, id, Reason::Deleted)),
        (_, _, Some(false)) => listed.left_out.push(left_out(USERS, line, id, Reason::NotStudent)),
        (Ok(student), ..) => listed.students.push(student.clone()),
        (Err(fault), ..) => listed.problems.push(Problem { file, line, fault: fault.clone() }),
    }
}

fn left_out(file: &'static str, line: u64, id: String, reason: Reason) -> LeftOut {
    LeftOut { file: Some(file), line, id, reason }
}
