//! Why a workbook or one of its cells can't be used.

use super::CellName;

/// Why a workbook can't be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// More bytes than are taken.
    #[error("the file has {bytes} bytes and at most {limit} are read: export a shorter period")]
    TooLarge {
        /// The file's.
        bytes: usize,
        /// The most.
        limit: usize,
    },
    /// What is packed in it is too much.
    #[error("unpacked, the file is larger than {limit} bytes: export a shorter period")]
    Unpacked {
        /// The most.
        limit: u64,
    },
    /// The older format of Excel, or a workbook with a password: both look the same from outside.
    #[error("this is an .xls file or one with a password: save it as .xlsx, without a password")]
    OldFormat,
    /// Some other kind of file.
    #[error("this is no .xlsx workbook but {0}: save the edited register as .xlsx")]
    OtherFormat(&'static str),
    /// The file is broken.
    #[error("the workbook is damaged ({0}): save it again, or export the register anew")]
    Damaged(String),
    /// No sheet of the name.
    #[error("the workbook has no sheet `Register`: take the file that the register's page exports")]
    NoRegister,
    /// No column of ids.
    #[error("the sheet `Register` has no column `ID`: students are found by it")]
    NoIds,
    /// More than is ever exported.
    #[error("the sheet `{sheet}` has more than {limit} {what}: export a shorter period")]
    TooMany {
        /// The sheet.
        sheet: String,
        /// `students`, `sessions` or `cells`.
        what: &'static str,
        /// The most.
        limit: usize,
    },
}

/// What is wrong with a cell.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CellFault {
    /// Not one of the school's letters.
    #[error("`{0}` is no status")]
    NoStatus(String),
    /// A letter was there and nothing is now.
    #[error("the letter was removed: write ? where nothing is decided")]
    Emptied,
    /// An id that another row has; that row counts.
    #[error("the id is that of {0}")]
    DuplicateId(CellName),
    /// A heading that another column has; that column counts.
    #[error("the heading is that of {0}")]
    DuplicateSession(CellName),
}

impl CellFault {
    /// What programs decide by.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoStatus(_) => "no_status",
            Self::Emptied => "emptied",
            Self::DuplicateId(_) => "duplicate_id",
            Self::DuplicateSession(_) => "duplicate_session",
        }
    }
}
