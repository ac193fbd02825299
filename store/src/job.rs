//! Jobs: photos that were accepted and wait for recognition. They outlive a crash; their pictures do not outlive
//! them.

use async_trait::async_trait;
use jiff::{Timestamp, civil::Date, civil::DateTime};
use muster_domain::{ClassId, SchoolId};
use serde::{Deserialize, Serialize};

use crate::{RequestKey, StoreError};

/// Names a job within its school.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct JobId(pub i64);

/// Photos to take attendance with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewJob {
    /// Whose meeting.
    pub class: ClassId,
    /// When.
    pub date: Date,
    /// Which of the day's sessions.
    pub label: String,
    /// Who sent them, as histories will name them.
    pub by: String,
    /// When the photos were taken, by the sender's clock, for files that don't say so themselves.
    pub captured_at: Option<DateTime>,
    /// What the sender's clock said when it sent them.
    pub sent_at: Option<DateTime>,
    /// The files as they were sent. Sealed, and removed when the job ends.
    pub photos: Vec<Vec<u8>>,
}

/// How far a job is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum JobState {
    /// Accepted, not done.
    Waiting,
    /// The session has what the photos say.
    Done,
    /// It can't be done.
    Failed {
        /// What programs decide by.
        code: String,
        /// Why, for people.
        message: String,
    },
}

/// A job without its pictures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// Whose meeting.
    pub class: ClassId,
    /// When.
    pub date: Date,
    /// Which of the day's sessions.
    pub label: String,
    /// Who sent the photos.
    pub by: String,
    /// When they were taken, by the sender's clock.
    pub captured_at: Option<DateTime>,
    /// What the sender's clock said when they were sent.
    pub sent_at: Option<DateTime>,
    /// How many there are.
    pub photos: usize,
    /// How far it is.
    pub state: JobState,
    /// When it was accepted.
    pub created_at: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
}

/// Jobs.
#[async_trait]
pub trait Jobs: Send + Sync {
    /// Accepts a job; from here on it is not lost. Where `request` was sent before by the same person, its job is
    /// returned, and false. Jobs that ended more than seven days before `at` are removed.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such class; [`StoreError::RequestReused`] when the request's key
    /// was used for another job; [`StoreError::Invalid`] for a time of capture before year 0.
    async fn add_job(
        &self,
        school: &SchoolId,
        job: &NewJob,
        request: Option<&RequestKey>,
        at: Timestamp,
    ) -> Result<(JobId, bool), StoreError>;

    /// The job of that id.
    async fn find_job(&self, school: &SchoolId, job: JobId) -> Result<Option<Job>, StoreError>;

    /// The newest jobs, newest first, at most `limit`.
    async fn list_jobs(&self, school: &SchoolId, limit: u32) -> Result<Vec<Job>, StoreError>;

    /// The job's photos, in their order; none when it has ended.
    async fn job_photos(&self, school: &SchoolId, job: JobId) -> Result<Vec<Vec<u8>>, StoreError>;

    /// All jobs of all schools that have not ended, oldest first: what a server has to take up when it starts.
    async fn waiting_jobs(&self) -> Result<Vec<(SchoolId, JobId)>, StoreError>;

    /// Ends a job and removes its pictures. One that has ended stays as it is.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such job.
    async fn end_job(
        &self,
        school: &SchoolId,
        job: JobId,
        state: &JobState,
        at: Timestamp,
    ) -> Result<(), StoreError>;

    /// Removes a job with its pictures, as if it had never been accepted.
    async fn remove_job(&self, school: &SchoolId, job: JobId) -> Result<(), StoreError>;
}
