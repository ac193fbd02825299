//! The statuses that a school writes into its registers, each standing for one of the six that Muster decides with.

use serde::{Deserialize, Serialize};

use crate::Status;

/// What a status adds to percentages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CountsAs {
    /// The student attended.
    Attended,
    /// The student was away, with a reason that the school accepts.
    Excused,
    /// The student was away.
    Absent,
    /// Nothing: the student did not have to be there.
    NotCounted,
}

/// One status of a set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SetStatus {
    /// What stands in the register's cell, 1 to 4 characters; no two of a set have the same, whatever their case.
    pub letter: String,
    /// Its name for people.
    pub name: String,
    /// What it is to Muster. Never [`Status::NotSeen`]: that nobody has decided needs no status of its own.
    pub core: Status,
    /// What it adds to percentages.
    pub counts_as: CountsAs,
    /// Points, 0 to 1,000, for schools that count in points.
    pub points: Option<f64>,
    /// Its colour, `#rrggbb`.
    pub colour: String,
}

/// The statuses that a school uses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatusSet {
    /// Its id, for example `england`.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// Its statuses in the order of menus. The first of a core status is the one that machines and closings set.
    pub statuses: Vec<SetStatus>,
}

/// Why a set of statuses can't be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StatusSetError {
    /// No name.
    #[error("a set of statuses needs an id and a name")]
    Unnamed,
    /// A letter that does not fit a cell.
    #[error("the letter `{0}` can't be: 1 to 4 characters, none of them a space or one of , \" ' ~ * ?")]
    Letter(String),
    /// Two of the same letter.
    #[error("two statuses have the letter `{0}`: give one of them another")]
    Twice(String),
    /// A status that must be there is not.
    #[error("no status stands for {0}: photos and closing a session need one")]
    Missing(&'static str),
    /// A value out of its range.
    #[error("`{letter}`: {cause}")]
    Value {
        /// Whose.
        letter: String,
        /// What is wrong.
        cause: &'static str,
    },
}

impl StatusSet {
    /// Checks it.
    ///
    /// # Errors
    /// [`StatusSetError`], the first thing that is wrong.
    pub fn check(&self) -> Result<(), StatusSetError> {
        if self.id.trim().is_empty() || self.name.trim().is_empty() {
            return Err(StatusSetError::Unnamed);
        }
        for (at, one) in self.statuses.iter().enumerate() {
            one.check()?;
            if self.statuses[..at].iter().any(|other| other.has_letter(&one.letter)) {
                return Err(StatusSetError::Twice(one.letter.clone()));
            }
        }
        let missing = [Status::Present, Status::Absent].into_iter().find(|core| self.first(*core).is_none());
        missing.map_or(Ok(()), |core| Err(StatusSetError::Missing(core.code())))
    }

    /// The first status that stands for this one.
    pub fn first(&self, core: Status) -> Option<&SetStatus> {
        self.statuses.iter().find(|one| one.core == core)
    }

    /// The status with this letter, whatever its case.
    pub fn by_letter(&self, letter: &str) -> Option<&SetStatus> {
        self.statuses.iter().find(|one| one.has_letter(letter))
    }

    /// The status of a record: the one of the letter that was chosen, else the first that stands for the core status. A set
    /// without late or left early knows present only, one without excused absent only. None for not seen.
    pub fn of(&self, core: Status, chosen: Option<&str>) -> Option<&SetStatus> {
        let nearest = match core {
            Status::Present | Status::Late | Status::LeftEarly => Status::Present,
            Status::Excused | Status::Absent => Status::Absent,
            Status::NotSeen => return None,
        };
        let chosen = chosen.and_then(|letter| self.by_letter(letter));
        chosen.or_else(|| self.first(core)).or_else(|| self.first(nearest))
    }

    /// What a register's cell shows for a record.
    pub fn letter(&self, core: Status, chosen: Option<&str>) -> &str {
        self.of(core, chosen).map_or(core.letter(), |one| one.letter.as_str())
    }

    /// What a record counts as; nothing for one that is not seen.
    pub fn counts_as(&self, core: Status, chosen: Option<&str>) -> CountsAs {
        self.of(core, chosen).map_or(core.counts_as(), |one| one.counts_as)
    }

    /// The status that a record is counted under; none when it is not counted. Where a status counts as something else than its
    /// core status does (England's U, late after the register closed, is an absence), it is counted as that.
    pub fn counted(&self, core: Status, chosen: Option<&str>) -> Option<Status> {
        if core == Status::NotSeen {
            return Some(core);
        }
        match self.counts_as(core, chosen) {
            CountsAs::NotCounted => None,
            own if own == core.counts_as() => Some(core),
            CountsAs::Attended => Some(Status::Present),
            CountsAs::Excused => Some(Status::Excused),
            CountsAs::Absent => Some(Status::Absent),
        }
    }

    /// The points of a record and the most that one could have; none where the set has no points or it is not counted.
    pub fn points(&self, core: Status, chosen: Option<&str>) -> Option<(f64, f64)> {
        let most = self.statuses.iter().filter_map(|one| one.points).reduce(f64::max)?;
        let own = self.of(core, chosen)?;
        (own.counts_as != CountsAs::NotCounted).then_some((own.points.unwrap_or(0.0), most))
    }
}

impl SetStatus {
    fn has_letter(&self, letter: &str) -> bool {
        self.letter.to_lowercase() == letter.to_lowercase()
    }

    fn check(&self) -> Result<(), StatusSetError> {
        let fits = (1..=4).contains(&self.letter.chars().count())
            && !self.letter.chars().any(|c| c.is_whitespace() || c.is_control() || ",\"'~*?".contains(c));
        if !fits {
            return Err(StatusSetError::Letter(self.letter.clone()));
        }
        let value = |cause| Err(StatusSetError::Value { letter: self.letter.clone(), cause });
        if self.name.trim().is_empty() {
            return value("it needs a name");
        }
        if self.core == Status::NotSeen {
            return value("not seen needs no status: it is what holds until somebody decides");
        }
        if self.points.is_some_and(|points| !(0.0..=1000.0).contains(&points)) {
            return value("points go from 0 to 1,000");
        }
        let colour = self.colour.strip_prefix('#').unwrap_or_default();
        if colour.len() != 6 || !colour.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return value("its colour must be like #2e7d32");
        }
        Ok(())
    }
}
