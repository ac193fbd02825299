//! The log of who did what: its entries, each of which vouches for the one before.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What the log calls it when somebody takes many files out within an hour.
pub const MANY_EXPORTS: &str = "many exports within an hour";

/// What an entry is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuditKind {
    /// Somebody saw what shows or describes faces, or had it compared.
    Access,
    /// Marks were added.
    Mark,
    /// Data left the server: a register, templates, all that is held of a student, a push to another system.
    Export,
    /// Enrolment, consent or where faces are used was changed.
    Biometrics,
    /// People, keys, classes, rosters or settings were changed.
    Administration,
    /// Something was removed for good.
    Removal,
}

impl AuditKind {
    /// All there are.
    pub const ALL: [Self; 6] =
        [Self::Access, Self::Mark, Self::Export, Self::Biometrics, Self::Administration, Self::Removal];

    /// The code used in files, answers and the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Access => "access",
            Self::Mark => "mark",
            Self::Export => "export",
            Self::Biometrics => "biometrics",
            Self::Administration => "administration",
            Self::Removal => "removal",
        }
    }

    /// The kind of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Something to be logged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRecord {
    /// When.
    pub at: Timestamp,
    /// What it is about.
    pub kind: AuditKind,
    /// Who did it, as histories name them.
    pub actor: String,
    /// What was done, for example `GET /api/v1/classes/{class}/templates.npz`.
    pub act: String,
    /// With what, without students' names or ids: `class=7b`.
    pub about: String,
    /// How it ended: an HTTP status; 0 where there is none.
    pub outcome: u16,
    /// More that has to be vouched for, for example digests of marks; may be empty.
    pub detail: String,
}

/// An entry of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AuditEntry {
    /// Its place, from 1.
    pub number: i64,
    /// What was logged.
    #[serde(flatten)]
    pub record: AuditRecord,
    /// The student whom it is about, under a name that means nothing once the student is erased.
    pub subject: Option<String>,
    /// A keyed digest of this entry and the one before, in hexadecimal digits.
    pub hash: String,
}

/// Something that is not as it was logged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AuditProblem {
    /// The entry at which it shows; none when it shows at no single one.
    pub number: Option<i64>,
    /// What is wrong.
    pub cause: String,
}

/// What came of checking the log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct AuditCheck {
    /// How many entries there are.
    pub entries: i64,
    /// How many older ones are gone because their time was over.
    pub forgotten: i64,
    /// The last one's hash: noted elsewhere, it shows later that nothing before it was changed.
    pub head: Option<String>,
    /// How many marks the log vouches for.
    pub marks: u64,
    /// What is wrong; empty when all is as it was logged.
    pub problems: Vec<AuditProblem>,
}
