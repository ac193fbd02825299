//! The classes that an export holds.

use std::collections::HashMap;

use super::OneRosterError;
use super::archive::{Archive, too_much};
use super::row::Row;
use crate::listed::check;
use crate::{Fault, Problem};

const FILE: &str = "classes.csv";
/// Most terms that are named for a class.
const TERMS: usize = 12;

/// A class of the export.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceClass {
    /// Its name for people; may be empty.
    pub title: String,
    /// A short name, as timetables have it; may be empty.
    pub code: String,
    /// Its `sourcedId`, by which it is chosen.
    pub id: String,
    /// The names of its terms; of one that the export does not name, its id.
    pub terms: Vec<String>,
}

/// The classes of an export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Classes {
    /// The classes, each once.
    pub classes: Vec<SourceClass>,
    /// The lines that name none.
    pub problems: Vec<Problem>,
}

pub(super) fn classes(archive: &mut Archive<'_>) -> Result<Classes, OneRosterError> {
    let (terms, most) = (terms(archive)?, archive.limits().classes);
    let (mut found, mut lines) = (Classes::default(), HashMap::new());
    let columns = ["status", "classCode", "termSourcedIds"];
    let there = archive.each(FILE, &["sourcedId", "title"], &columns, |row| {
        if !row.stands() {
            return Ok(());
        }
        if found.classes.len() + found.problems.len() == most {
            return Err(too_much("classes", most as u64));
        }
        let class = class(row, &terms).and_then(|class| match lines.insert(class.id.clone(), row.line) {
            Some(line) => Err(Fault::DuplicateId(line)),
            None => Ok(class),
        });
        match class {
            Ok(class) => found.classes.push(class),
            Err(fault) => found.problems.push(Problem { file: Some(FILE), line: row.line, fault }),
        }
        Ok(())
    })?;
    found.classes.sort();
    if there { Ok(found) } else { Err(OneRosterError::NoFile(FILE)) }
}

fn class(row: &Row<'_>, terms: &HashMap<String, String>) -> Result<SourceClass, Fault> {
    row.whole()?;
    let text = |column: &str| {
        let text = row.text(column)?;
        check(text).map(|()| text.to_owned())
    };
    let class = SourceClass {
        title: text("title")?,
        code: text("classCode")?,
        id: text("sourcedId")?,
        terms: named(row.text("termSourcedIds")?, terms)?,
    };
    if class.id.is_empty() { Err(Fault::MissingId) } else { Ok(class) }
}

/// The names of the terms in a cell.
fn named(cell: &str, terms: &HashMap<String, String>) -> Result<Vec<String>, Fault> {
    let ids = cell.split(',').map(str::trim).filter(|id| !id.is_empty()).take(TERMS);
    ids.map(|id| {
        check(id)?;
        Ok(terms.get(id).filter(|title| !title.is_empty()).map_or(id, String::as_str).to_owned())
    })
    .collect()
}

/// The titles of academic sessions by their ids. One that can't be used is of no consequence: its id shows in its place.
fn terms(archive: &mut Archive<'_>) -> Result<HashMap<String, String>, OneRosterError> {
    let (mut terms, most) = (HashMap::new(), archive.limits().classes);
    archive.each("academicSessions.csv", &["sourcedId", "title"], &[], |row| {
        if terms.len() == most {
            return Err(too_much("terms", most as u64));
        }
        if let (Ok(id), Ok(title)) = (row.text("sourcedId"), row.text("title"))
            && check(id).and(check(title)).is_ok()
        {
            terms.insert(id.to_owned(), title.to_owned());
        }
        Ok(())
    })?;
    Ok(terms)
}
