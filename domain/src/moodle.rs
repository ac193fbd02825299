//! Where a class's register goes in Moodle, and what is called what there.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{ClassId, Status};

/// The field of Moodle's users that holds the school's student ids.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MoodleUser {
    /// "ID number".
    #[default]
    IdNumber,
    /// The login.
    Username,
    /// The mail address.
    Email,
}

impl MoodleUser {
    /// All there are.
    pub const ALL: [Self; 3] = [Self::IdNumber, Self::Username, Self::Email];

    /// The heading by which Moodle knows it.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::IdNumber => "idnumber",
            Self::Username => "username",
            Self::Email => "email",
        }
    }

    /// The field of a heading.
    pub fn from_heading(heading: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|user| user.heading() == heading)
    }
}

/// The attendance activity to which a class's register goes. The token that opens it is no part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoodleLink {
    /// Whose register.
    pub class: ClassId,
    /// The address of the site's front page, `https://moodle.school.example`.
    pub site: String,
    /// The course's number.
    pub course: i64,
    /// The number of the attendance activity in it: the instance, not the course module of a page's address.
    pub attendance: i64,
    /// How its users are known.
    pub user: MoodleUser,
    /// Names that are not the plugin's usual ones, each for one thing.
    pub statuses: Vec<MoodleStatusName>,
    /// Who made the link.
    pub by: String,
    /// When.
    pub since: Timestamp,
}

/// What a status of the register is called in Moodle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoodleStatusName {
    /// What of the register.
    pub of: RegisterStatus,
    /// Its acronym in Moodle, for example `P`.
    pub acronym: String,
}

/// A status, or one letter of the school's own set. A letter goes before the status that it stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RegisterStatus {
    /// Whatever stands for that status.
    Status(Status),
    /// That letter.
    Letter(String),
}
