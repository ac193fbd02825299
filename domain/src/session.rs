//! Sessions, marks and the attendance record that follows from them.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    BoundingBox, ClassId, CountsAs, Distance, FacePlace, ModelId, PhotoDigest, SessionTime, StudentId,
};

/// Names a session within its school.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SessionId(pub i64);

/// One meeting of a class (not a login).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// Whose meeting it is.
    pub class: ClassId,
    /// The school's local date.
    pub date: Date,
    /// Tells several sessions of a day apart, for example `2nd period`; empty for the only one.
    pub label: String,
    /// When the teacher closed it; until then a student without a mark is not seen, not absent.
    pub closed_at: Option<Timestamp>,
    /// Who closed it; unknown for one that was closed long ago.
    pub closed_by: Option<String>,
    /// That somebody else has looked over it, since which nothing was changed.
    pub confirmation: Option<Confirmation>,
    /// When it takes place, where the timetable said so when it was opened.
    pub time: Option<SessionTime>,
    /// The part of the class that meets; the whole class without one.
    pub group: Option<String>,
}

/// That somebody else than who closed a session has looked over it and says that it is right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// Who.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// That a session was opened again, to be changed: who, why and when. It has no absences that nobody set until it is closed
/// again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reopening {
    /// Who.
    pub by: String,
    /// Why, in their words; never empty.
    pub reason: String,
    /// When.
    pub at: Timestamp,
}

/// What a register says of a student at a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Was there.
    Present,
    /// Came after the session had begun.
    Late,
    /// Was not there, with a reason the school accepts.
    Excused,
    /// Was not there. Only a teacher, or the teacher's closing of the session, says so.
    Absent,
    /// Was there and left before the end.
    LeftEarly,
    /// No photo showed the student and nobody has decided yet.
    NotSeen,
}

impl Status {
    /// All, in the order of registers.
    pub const ALL: [Self; 6] =
        [Self::Present, Self::Late, Self::LeftEarly, Self::Excused, Self::Absent, Self::NotSeen];

    /// The letter for a register's cell.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::Present => "P",
            Self::Late => "L",
            Self::Excused => "E",
            Self::Absent => "A",
            Self::LeftEarly => "LE",
            Self::NotSeen => "?",
        }
    }

    /// The code used in files, answers and the database, for example `left_early`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Late => "late",
            Self::Excused => "excused",
            Self::Absent => "absent",
            Self::LeftEarly => "left_early",
            Self::NotSeen => "not_seen",
        }
    }

    /// The status of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }

    /// Whether the student was in the room for at least part of the session.
    pub const fn attended(self) -> bool {
        matches!(self, Self::Present | Self::Late | Self::LeftEarly)
    }

    /// What it adds to percentages where no set of statuses says otherwise.
    pub const fn counts_as(self) -> CountsAs {
        match self {
            Self::Present | Self::Late | Self::LeftEarly => CountsAs::Attended,
            Self::Excused => CountsAs::Excused,
            Self::Absent => CountsAs::Absent,
            Self::NotSeen => CountsAs::NotCounted,
        }
    }
}

/// A face that was decided to be a student's: the evidence of a machine's mark.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sighting {
    /// The photo that shows it.
    pub photo: PhotoDigest,
    /// Where in the photo.
    pub bounding_box: BoundingBox,
    /// How far from the student's templates.
    pub distance: Distance,
    /// What made the templates.
    pub model: ModelId,
    /// The identification threshold in force.
    pub threshold: Distance,
}

impl Sighting {
    /// The face that was seen.
    pub const fn place(&self) -> FacePlace {
        FacePlace { photo: self.photo, bounding_box: self.bounding_box }
    }
}

/// Who set a mark, and on what ground.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "source", rename_all = "snake_case")]
pub enum MarkSource {
    /// The machine, from photos.
    Machine {
        /// The best sighting over all photos of the session.
        sighting: Sighting,
    },
    /// A person.
    Human {
        /// Who, as the login or the command line names them.
        by: String,
        /// Why, in their words; may be empty.
        remark: String,
    },
    /// A person, who said of a face that it is the student's. The mark stands as long as that word does.
    Confirmed {
        /// Who.
        by: String,
        /// The face.
        face: FacePlace,
    },
    /// A person takes the student's latest mark by a person back. Its status says nothing.
    Withdrawal {
        /// Who.
        by: String,
    },
    /// The closing of the session, which makes an unmarked student absent.
    Closing {
        /// Who closed it.
        by: String,
    },
    /// An accepted reason for not being there. It follows from the leave whenever records are made and is in no history.
    Leave {
        /// Who entered it.
        by: String,
        /// Why, in their words; may be empty.
        note: String,
    },
}

impl MarkSource {
    /// The person behind it; none for a machine's.
    pub fn by(&self) -> Option<&str> {
        match self {
            Self::Machine { .. } => None,
            Self::Human { by, .. }
            | Self::Confirmed { by, .. }
            | Self::Withdrawal { by }
            | Self::Closing { by }
            | Self::Leave { by, .. } => Some(by),
        }
    }
}

/// One row of a session's history. Rows are only ever added.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// Whom it is about.
    pub student: StudentId,
    /// What it says.
    pub status: Status,
    /// The status of the school's set that was chosen, by its letter; the set's first for `status` without one.
    pub letter: Option<String>,
    /// Who says so.
    pub source: MarkSource,
    /// When it was set.
    pub at: Timestamp,
}

/// What holds for one student at one session, after all marks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AttendanceRecord {
    /// The session.
    pub session: SessionId,
    /// The student.
    pub student: StudentId,
    /// What holds.
    pub status: Status,
    /// The mark that decides it; `None` when there is none, and the status is not seen.
    pub mark: Option<Mark>,
}

impl AttendanceRecord {
    /// The school's letter that was chosen, if one was.
    pub fn letter(&self) -> Option<&str> {
        self.mark.as_ref()?.letter.as_deref()
    }
}
