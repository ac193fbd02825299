//! Schools, classes and students. Ids are the school's own and stable; names may change.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// An id from its text, kept exactly: `00123` is not `123`.
            pub fn new(id: impl Into<String>) -> Self {
                Self(id.into())
            }

            /// The id's text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text_id! {
    /// Names a school; every stored row belongs to one.
    SchoolId
}
text_id! {
    /// Names a class within its school.
    ClassId
}
text_id! {
    /// Names a student within their school: the id in the school's own records.
    StudentId
}

/// A group of students that meets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Class {
    /// Its id.
    pub id: ClassId,
    /// Its name for people.
    pub name: String,
}

/// Longest id or name of a student, in characters. Longer ones are slips: a whole file in one cell, a lost delimiter.
pub const LONGEST_NAME: usize = 200;

/// Someone on a roster. Whether there is a face on file makes no difference here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Student {
    /// The id in the school's own records.
    pub id: StudentId,
    /// Family name; may be empty for people with a single name.
    pub last_name: String,
    /// Given names.
    pub first_name: String,
}

impl Student {
    /// Given names and family name, as one says them.
    pub fn full_name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name).trim().to_owned()
    }

    /// A student whose only record is the name of a folder: `Ada_Lovelace` becomes Ada Lovelace with that
    /// folder name as id; the last word is the family name, a single word the given name.
    pub fn from_folder_name(folder: &str) -> Self {
        let words: Vec<&str> = folder.split(['_', ' ']).filter(|word| !word.is_empty()).collect();
        let (first_name, last_name) = match words.split_last() {
            Some((last, rest)) if !rest.is_empty() => (rest.join(" "), (*last).to_owned()),
            _ => (words.join(" "), String::new()),
        };
        Self { id: StudentId::new(folder), last_name, first_name }
    }
}

/// From when to when a student is on a roster. People leave and come back: each time is one stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stay {
    /// The first day; since ever without one.
    pub first_day: Option<Date>,
    /// The last day; still there without one.
    pub last_day: Option<Date>,
}

impl Stay {
    /// Whether the day is one of it.
    pub fn covers(&self, day: Date) -> bool {
        self.first_day.is_none_or(|first| first <= day) && self.last_day.is_none_or(|last| day <= last)
    }
}

/// A student who is, was or will be on a roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub student: Student,
    /// Their stays, the earliest first; at least one, and none overlaps another.
    pub stays: Vec<Stay>,
}

impl Member {
    /// Whether they are on the roster on that day.
    pub fn covers(&self, day: Date) -> bool {
        self.stays.iter().any(|stay| stay.covers(day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folder_names_become_names() {
        let cases = [
            ("Ada_Lovelace", "Ada", "Lovelace"),
            ("Mary Ann Evans", "Mary Ann", "Evans"),
            ("Pele", "Pele", ""),
            ("_odd__Name_", "odd", "Name"),
        ];
        for (folder, first, last) in cases {
            let student = Student::from_folder_name(folder);
            assert_eq!((student.first_name.as_str(), student.last_name.as_str()), (first, last), "{folder}");
            assert_eq!(student.id.as_str(), folder, "the id is the folder's name, unchanged");
        }
        assert_eq!(Student::from_folder_name("Pele").full_name(), "Pele");
    }
}
