//! An edited workbook beside what holds now: what it changes, and where others have decided meanwhile.
//!
//! A letter counts as edited when it is not the one that the file was written with. So whatever has changed on the
//! server since stays as it is, unless the very same cell was edited: that is a conflict, and a person decides.

use std::collections::HashMap;

use muster_domain::{Mark, MarkSource, Session, Status, Student};

use crate::data::Arranged;
use crate::edited::{Base, CellFault, CellName, CellProblem, EditedColumn, EditedRegister, EditedRow};
use crate::{Letter, RegisterData};

/// Most problems that are told; a sheet of other letters is one problem, not a million.
const PROBLEMS: usize = 1000;

/// A letter that a file changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    /// Where in the file.
    pub cell: CellName,
    /// Whose.
    pub student: Student,
    /// At which session.
    pub session: Session,
    /// What holds now.
    pub from: Letter,
    /// What the file says.
    pub to: Letter,
}

/// A letter that was edited in the file, and has become another one on the server since the file was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// What the file would change.
    pub change: Changed,
    /// What the file was written with.
    pub written: Letter,
    /// The mark that holds now; `None` when what was marked then was taken back.
    pub mark: Option<Mark>,
}

/// What an edited workbook changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RegisterDifference {
    /// Whether the file says what it was written with. If not, every letter unlike what holds now is a change.
    pub has_base: bool,
    /// Letters that it changes, in the file's order.
    pub changes: Vec<Changed>,
    /// Letters that a person has to decide about.
    pub conflicts: Vec<Conflict>,
    /// Letters that change nothing.
    pub unchanged: usize,
    /// Rows whose id nobody on the roster has: where, and the id.
    pub unknown_students: Vec<(CellName, String)>,
    /// Columns that are no session of the class.
    pub unknown_columns: Vec<EditedColumn>,
    /// Cells that can't be used; they change nothing. At most 1,000.
    pub problems: Vec<CellProblem>,
}

/// What the file changes where this holds now. `current` has all sessions of the days that the file is about.
pub fn difference(edited: &EditedRegister, current: &RegisterData) -> RegisterDifference {
    let arranged = Arranged::new(current);
    let mut found = RegisterDifference {
        has_base: edited.base.is_some(),
        problems: edited.problems.clone(),
        ..RegisterDifference::default()
    };
    let columns = columns(edited, &arranged, &mut found);
    let roster = Roster::new(current);
    let mut taken: HashMap<&str, CellName> = HashMap::new();
    for row in &edited.rows {
        let Some(student) = roster.find(&row.id) else {
            found.unknown_students.push((row.cell, row.id.clone()));
            continue;
        };
        if let Some(first) = taken.insert(student.id.as_str(), row.cell) {
            found.problems.push(CellProblem { cell: row.cell, fault: CellFault::DuplicateId(first) });
            continue;
        }
        let letters = edited.base.as_ref().map(|base| written(base, row, student));
        for column in &columns {
            let cell = Cell { row, student, column, written: letters.map(|letters| column.of(letters)) };
            cell.compare(edited, &arranged, &mut found);
        }
    }
    found.problems.sort_by_key(|problem| problem.cell);
    found.problems.truncate(PROBLEMS);
    found
}

/// A column of the file that is a session of the class.
struct Column<'a> {
    at: u32,
    session: &'a Session,
    /// Its place among those that the file was written with.
    written: Option<usize>,
}

impl Column<'_> {
    /// What the file was written with. Nothing written and nobody decided are the same to whoever reads a register.
    fn of<'b>(&self, letters: &'b [Option<String>]) -> &'b str {
        let written = self.written.and_then(|at| letters.get(at)?.as_deref());
        written.unwrap_or(Status::NotSeen.letter())
    }
}

/// A student's row of letters as the file was written; none when the row has been added since.
fn written<'b>(base: &'b Base, row: &EditedRow, student: &Student) -> &'b [Option<String>] {
    let own = base.letters.get(student.id.as_str()).or_else(|| base.letters.get(&row.id));
    own.map_or(&[], Vec::as_slice)
}

/// Says of each column which session it is.
fn columns<'a>(
    edited: &EditedRegister,
    arranged: &Arranged<'a>,
    found: &mut RegisterDifference,
) -> Vec<Column<'a>> {
    let (mut columns, mut taken) = (Vec::new(), HashMap::new());
    for column in &edited.columns {
        let Some(known) = session_of(column, edited.base.as_ref(), arranged) else {
            if Letter::read(&arranged.data.statuses, &column.heading).is_some() {
                continue; // the totals of a letter
            }
            found.unknown_columns.push(column.clone());
            continue;
        };
        match taken.insert(known.session.id, column.cell) {
            Some(first) => {
                let fault = CellFault::DuplicateSession(first);
                found.problems.push(CellProblem { cell: column.cell, fault });
            }
            None => columns.push(known),
        }
    }
    columns
}

/// The session under a heading: the one that the file was written with, else the one that has this heading now.
fn session_of<'a>(column: &EditedColumn, base: Option<&Base>, arranged: &Arranged<'a>) -> Option<Column<'a>> {
    let heading = column.heading.as_str();
    let at = column.cell.column;
    if let Some(base) = base {
        let places = base.sessions.iter().map(|session| session.heading.as_str());
        if let Some(place) = exact_or_trimmed(places, heading) {
            let meant = &base.sessions[place];
            let mut all = arranged.columns.iter().map(|own| own.session);
            let session = all.find(|own| own.date == meant.date && own.label == meant.label)?;
            return Some(Column { at, session, written: Some(place) });
        }
    }
    let places = arranged.columns.iter().map(|own| own.heading.as_str());
    let place = exact_or_trimmed(places, heading)?;
    Some(Column { at, session: arranged.columns[place].session, written: None })
}

/// The place of a text among others: the same one, else the only one that differs in blanks around it.
fn exact_or_trimmed<'t>(texts: impl Iterator<Item = &'t str> + Clone, wanted: &str) -> Option<usize> {
    if let Some(place) = texts.clone().position(|text| text == wanted) {
        return Some(place);
    }
    let mut alike = texts.enumerate().filter(|(_, text)| text.trim() == wanted.trim());
    match (alike.next(), alike.next()) {
        (Some((place, _)), None) => Some(place),
        _ => None,
    }
}

/// The students by their ids.
struct Roster<'a> {
    exact: HashMap<&'a str, &'a Student>,
    /// By the id without blanks around it; `None` where two are alike.
    trimmed: HashMap<&'a str, Option<&'a Student>>,
}

impl<'a> Roster<'a> {
    fn new(data: &'a RegisterData) -> Self {
        let exact = data.students.iter().map(|student| (student.id.as_str(), student)).collect();
        let mut trimmed = HashMap::new();
        for student in &data.students {
            let one = trimmed.entry(student.id.as_str().trim());
            one.and_modify(|other| *other = None).or_insert(Some(student));
        }
        Self { exact, trimmed }
    }

    fn find(&self, id: &str) -> Option<&'a Student> {
        self.exact.get(id).copied().or_else(|| self.trimmed.get(id.trim()).copied().flatten())
    }
}

/// One cell of the file, of a known student at a known session.
struct Cell<'a, 'b> {
    row: &'b EditedRow,
    student: &'a Student,
    column: &'b Column<'a>,
    /// What the file was written with; `None` when the file does not say.
    written: Option<&'b str>,
}

impl Cell<'_, '_> {
    fn compare(&self, edited: &EditedRegister, arranged: &Arranged<'_>, found: &mut RegisterDifference) {
        let record = arranged.record(self.column.session, self.student);
        let set = &arranged.data.statuses;
        let now = record.map_or_else(Letter::not_seen, |record| arranged.letter(record));
        let text = self.row.cells.get(&self.column.at).map(String::as_str);
        if let (Some(text), Some(written)) = (text, self.written)
            && text.to_lowercase() == written.trim().to_lowercase()
        {
            found.unchanged += 1; // also where the school's statuses have changed since
            return;
        }
        let to = match text.map(|text| Letter::read(set, text).ok_or(text)) {
            Some(Ok(letter)) => letter,
            Some(Err(text)) => return self.problem(CellFault::NoStatus(text.to_owned()), found),
            None if self.written.unwrap_or(&now.text) == Status::NotSeen.letter() => {
                return found.unchanged += 1;
            }
            None => return self.problem(CellFault::Emptied, found),
        };
        if to == now {
            found.unchanged += 1;
            return;
        }
        let mark = record.and_then(|record| record.mark.clone());
        let was_now = self.written.is_none_or(|written| written.to_lowercase() == now.text.to_lowercase());
        let change = self.change(now, to);
        match (self.written, &edited.base) {
            (Some(written), Some(base)) if !was_now || decided_since(mark.as_ref(), base) => {
                let status = Letter::read(set, written).map_or(Status::NotSeen, |letter| letter.status);
                let written = Letter { text: written.to_owned(), status };
                found.conflicts.push(Conflict { change, written, mark });
            }
            _ => found.changes.push(change),
        }
    }

    fn name(&self) -> CellName {
        CellName { row: self.row.cell.row, column: self.column.at }
    }

    fn problem(&self, fault: CellFault, found: &mut RegisterDifference) {
        if found.problems.len() < PROBLEMS {
            found.problems.push(CellProblem { cell: self.name(), fault });
        }
    }

    fn change(&self, from: Letter, to: Letter) -> Changed {
        let (student, session) = (self.student.clone(), self.column.session.clone());
        Changed { cell: self.name(), student, session, from, to }
    }
}

/// Whether a person has decided since the file was written, if only to what held before. Another photo that says the
/// same is no news.
fn decided_since(mark: Option<&Mark>, base: &Base) -> bool {
    let by_person =
        |mark: &Mark| matches!(mark.source, MarkSource::Human { .. } | MarkSource::Confirmed { .. });
    mark.is_some_and(|mark| mark.at > base.written_at && by_person(mark))
}
