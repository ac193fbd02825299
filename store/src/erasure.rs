//! What is removed because its time is over, or because somebody asks for it.

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use jiff::Timestamp;
use jiff::civil::Date;
use muster_domain::{PhotoDigest, SchoolId, Session, SessionId, StudentId};
use serde::Serialize;

use crate::{ForgottenFaces, StoreError};

/// What the erasure of a student removed, and where.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Erased {
    /// Rows removed or rewritten, by table; tables without any are named with 0, so that one sees that they were looked at.
    pub rows: BTreeMap<&'static str, u64>,
    /// Whether what the rows had held is gone from the files, too: overwritten in the database, and its log cut off. Where it is
    /// not, somebody was reading, and the next closing of the store does it.
    pub files_cleaned: bool,
    /// Copies of the data that upgrades and restores left beside it, and that hold the student until they are deleted.
    pub copies: Vec<String>,
}

/// What was removed of records whose time was over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ForgottenRecords {
    /// Sessions, with their marks and all else that hangs on them.
    pub sessions: u64,
    /// Leave, with its files.
    pub leaves: u64,
    /// Entries of the audit log.
    pub audit_entries: u64,
}

/// Until when records are forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordsBefore {
    /// The first day whose records stay.
    pub day: Date,
    /// When it began where the school is.
    pub instant: Timestamp,
}

/// Removal for good.
#[async_trait]
pub trait Erasures: Send + Sync {
    /// Sessions before that day of which faces are kept with their crops, oldest first.
    async fn sessions_with_crops(&self, school: &SchoolId, before: Date) -> Result<Vec<Session>, StoreError>;

    /// Removes the crops of all faces of a session, and the templates of those that are not in `keep` (photo, and the face's
    /// place in it, from 0). How many faces it changed.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such session.
    async fn forget_session_faces(
        &self,
        school: &SchoolId,
        session: SessionId,
        keep: &BTreeSet<(PhotoDigest, usize)>,
    ) -> Result<u64, StoreError>;

    /// Removes everything that is kept of the faces of students who left their last class before that day, or whose consent ended
    /// before it, or of whom there never was one; and enrolled faces that had no name before it.
    async fn forget_left(&self, school: &SchoolId, before: Date) -> Result<ForgottenFaces, StoreError>;

    /// Removes at most `most` sessions, oldest first, with their marks and all else that hangs on them; leave with its files; and the
    /// oldest entries of the audit log. Each goes when both its day and what was last done to it are before `before`; an entry
    /// that vouches for a mark stays as long as the mark, and so do those after it. One transaction, which the audit log tells
    /// of when it removed anything.
    async fn forget_records(
        &self,
        school: &SchoolId,
        before: RecordsBefore,
        most: u32,
        by: (&str, Timestamp),
    ) -> Result<ForgottenRecords, StoreError>;

    /// Students who left their last class before that day, and of whom no mark, no leave and no word of consent since then is
    /// kept; not those who never were in a class.
    async fn students_long_gone(
        &self,
        school: &SchoolId,
        before: RecordsBefore,
    ) -> Result<Vec<StudentId>, StoreError>;

    /// Removes a student, and everything of them: who they are, their faces, marks, leave and consent, and their name from
    /// verdicts on others. One transaction, which the audit log tells of without naming them; afterwards the files are cleaned.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such student.
    async fn erase_student(
        &self,
        school: &SchoolId,
        student: &StudentId,
        (by, at): (&str, Timestamp),
    ) -> Result<Erased, StoreError>;
}
