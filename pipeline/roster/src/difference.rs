//! What a list would change on a roster.

use std::collections::{HashMap, HashSet};

use muster_domain::{Student, StudentId};

/// Someone who comes onto the roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// As the list has them.
    pub student: Student,
    /// As the school knows them already, from another class or an earlier year.
    pub known: Option<Student>,
}

/// Someone on the roster whose name is another one in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamed {
    /// As the roster has them.
    pub from: Student,
    /// As the list has them.
    pub to: Student,
}

/// What a list would change. Everybody of the list and of the roster is in exactly one place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// In the list and not on the roster.
    pub added: Vec<Added>,
    /// On both under different names.
    pub renamed: Vec<Renamed>,
    /// On both, as they are.
    pub unchanged: Vec<Student>,
    /// On the roster and not in the list.
    pub missing: Vec<Student>,
}

impl Difference {
    /// Who has to be stored for the roster to have everybody as the list has them.
    pub fn to_put(&self) -> Vec<Student> {
        let added = self.added.iter().map(|added| added.student.clone());
        added.chain(self.renamed.iter().map(|renamed| renamed.to.clone())).collect()
    }

    /// Who has to leave for the roster to have nobody else.
    pub fn to_leave(&self) -> Vec<StudentId> {
        self.missing.iter().map(|student| student.id.clone()).collect()
    }

    /// Whether the roster has everybody as the list has them.
    pub fn changes_nothing(&self) -> bool {
        self.added.is_empty() && self.renamed.is_empty()
    }
}

/// What a list of students would change on a roster. `known` are students of the school who may be in the list without
/// being on the roster. Each id is in each of them at most once.
pub fn difference(roster: &[Student], known: &[Student], list: Vec<Student>) -> Difference {
    let by_id = |students: &'_ [Student]| -> HashMap<StudentId, Student> {
        students.iter().map(|student| (student.id.clone(), student.clone())).collect()
    };
    let (on_roster, known) = (by_id(roster), by_id(known));
    let listed: HashSet<StudentId> = list.iter().map(|student| student.id.clone()).collect();
    let mut difference = Difference::default();
    for student in list {
        match on_roster.get(&student.id) {
            None => {
                let known = known.get(&student.id).cloned();
                difference.added.push(Added { student, known });
            }
            Some(own) if *own == student => difference.unchanged.push(student),
            Some(own) => difference.renamed.push(Renamed { from: own.clone(), to: student }),
        }
    }
    difference.missing = roster.iter().filter(|student| !listed.contains(&student.id)).cloned().collect();
    difference
}
