//! What is called what: our statuses in an activity's status set, and the field by which Moodle knows a student.

use std::collections::BTreeMap;

use muster_domain::Status;

use crate::{EnrolledUser, MoodleStatus};

/// The field of Moodle's users that holds the school's student ids.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UserField {
    /// "ID number", compared exactly.
    #[default]
    IdNumber,
    /// The login. Moodle keeps logins in lower case.
    Username,
    /// The mail address, in whatever case.
    Email,
}

impl UserField {
    /// Moodle's name of it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::IdNumber => "idnumber",
            Self::Username => "username",
            Self::Email => "email",
        }
    }

    /// What a user has there, ready to compare; `None` when Moodle shows nothing.
    pub(crate) fn of(self, user: &EnrolledUser) -> Option<String> {
        let text = match self {
            Self::IdNumber => &user.idnumber,
            Self::Username => &user.username,
            Self::Email => &user.email,
        };
        text.as_deref().map(|text| self.comparable(text)).filter(|text| !text.is_empty())
    }

    /// A value in the form in which two of them are compared.
    pub(crate) fn comparable(self, text: &str) -> String {
        match self {
            Self::IdNumber => text.trim().to_owned(),
            Self::Username | Self::Email => text.trim().to_lowercase(),
        }
    }
}

/// How a status is recognised in a status set. Case makes no difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StatusName {
    /// By its acronym, for example `P`.
    Acronym(String),
    /// By its description, for example `Present`.
    Description(String),
}

impl StatusName {
    fn names(&self, status: &MoodleStatus) -> bool {
        let (ours, theirs) = match self {
            Self::Acronym(name) => (name, &status.acronym),
            Self::Description(name) => (name, &status.description),
        };
        ours.trim().to_lowercase() == theirs.trim().to_lowercase()
    }
}

/// The names of our statuses in Moodle. [`Status::NotSeen`] never has one: nothing is decided, and Moodle keeps what it
/// has.
///
/// The default knows the descriptions of a new activity in English. It uses no acronyms: they are one or two letters
/// in the language in which the plugin was installed (`S` is "late" in Swedish, `K` "present" in Turkish), and a letter
/// that means something else there would mark a child wrongly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusMap {
    names: BTreeMap<Status, Vec<StatusName>>,
}

impl Default for StatusMap {
    fn default() -> Self {
        let described = |names: &[&str]| -> Vec<StatusName> {
            names.iter().map(|name| StatusName::Description((*name).to_owned())).collect()
        };
        // Who left early was there, and a new activity has no better word.
        Self::empty()
            .with(Status::Present, described(&["Present"]))
            .with(Status::Late, described(&["Late"]))
            .with(Status::LeftEarly, described(&["Left early", "Present"]))
            .with(Status::Excused, described(&["Excused"]))
            .with(Status::Absent, described(&["Absent"]))
    }
}

impl StatusMap {
    /// A map in which no status has a name.
    pub const fn empty() -> Self {
        Self { names: BTreeMap::new() }
    }

    /// This map with other names for a status, the best first. Names for [`Status::NotSeen`] are dropped.
    #[must_use]
    pub fn with(mut self, status: Status, names: Vec<StatusName>) -> Self {
        if status != Status::NotSeen {
            self.names.insert(status, names);
        }
        self
    }

    /// The status of a set that ours is: that of the first name which exactly one of the set has. A name that two have
    /// says nothing.
    pub fn counterpart<'a>(&self, status: Status, set: &'a [MoodleStatus]) -> Option<&'a MoodleStatus> {
        self.names.get(&status)?.iter().find_map(|name| {
            let mut named = set.iter().filter(|status| name.names(status));
            match (named.next(), named.next()) {
                (Some(only), None) => Some(only),
                _ => None,
            }
        })
    }
}
