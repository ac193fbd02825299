//! What people said about a student's face being used, and what follows.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::StudentId;

/// What somebody said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentKind {
    /// Yes.
    Granted,
    /// No, without having said yes before.
    Objected,
    /// No longer.
    Withdrawn,
    /// No, by the child, whatever the parents said.
    RefusedByChild,
}

impl ConsentKind {
    /// All there are.
    pub const ALL: [Self; 4] = [Self::Granted, Self::Objected, Self::Withdrawn, Self::RefusedByChild];

    /// The code used in files, answers and the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::Objected => "objected",
            Self::Withdrawn => "withdrawn",
            Self::RefusedByChild => "refused_by_child",
        }
    }

    /// The kind of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// What somebody who speaks for a student is to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The student.
    Student,
    /// A parent.
    Parent,
    /// Somebody else who has custody.
    Guardian,
}

impl Relation {
    /// All there are.
    pub const ALL: [Self; 3] = [Self::Student, Self::Parent, Self::Guardian];

    /// The code used in files, answers and the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Student => "student",
            Self::Parent => "parent",
            Self::Guardian => "guardian",
        }
    }

    /// The relation of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|relation| relation.code() == code)
    }
}

/// The text that somebody was shown before they decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentText {
    /// Which version, for example `2026-09`.
    pub version: String,
    /// Its language, BCP 47.
    pub language: String,
    /// The SHA-256 of its words, in hexadecimal digits: shows later that it was this text.
    pub sha256: String,
}

/// One entry of a student's ledger of consent. Entries are only added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentEntry {
    /// Whose face it is about.
    pub student: StudentId,
    /// What was said.
    pub kind: ConsentKind,
    /// Who said it. A person speaks for a student under one name: their next entry takes the place of the one before.
    pub person: String,
    /// What they are to the student.
    pub relation: Relation,
    /// What they had read.
    pub text: ConsentText,
    /// The last day on which a consent holds; none for one without an end.
    pub until: Option<Date>,
    /// How it can be shown: where the signed form lies, which letter. May be empty.
    pub evidence: String,
    /// When it was entered.
    pub at: Timestamp,
    /// Who entered it.
    pub by: String,
}

/// What a student's ledger comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum Consent {
    /// Nobody who counts has said yes, and nobody no.
    #[default]
    None,
    /// Their face may be used.
    Granted {
        /// The last day; none for one without an end.
        until: Option<Date>,
    },
    /// Somebody said no.
    Objected,
    /// Somebody said no longer.
    Withdrawn,
    /// The child said no.
    RefusedByChild,
}

impl Consent {
    /// Whether the face may be used on a day.
    pub fn holds(self, today: Date) -> bool {
        matches!(self, Self::Granted { until } if until.is_none_or(|last| today <= last))
    }

    /// The code used in files, answers and the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Granted { .. } => ConsentKind::Granted.code(),
            Self::Objected => ConsentKind::Objected.code(),
            Self::Withdrawn => ConsentKind::Withdrawn.code(),
            Self::RefusedByChild => ConsentKind::RefusedByChild.code(),
        }
    }

    /// The state of a code, with a consent's last day.
    pub fn from_code(code: &str, until: Option<Date>) -> Option<Self> {
        if code == Self::None.code() {
            return Some(Self::None);
        }
        Some(match ConsentKind::from_code(code)? {
            ConsentKind::Granted => Self::Granted { until },
            ConsentKind::Objected => Self::Objected,
            ConsentKind::Withdrawn => Self::Withdrawn,
            ConsentKind::RefusedByChild => Self::RefusedByChild,
        })
    }
}
