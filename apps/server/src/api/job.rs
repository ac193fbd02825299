//! Jobs as clients see them: what waits, how far it is, what came of it.

use std::convert::Infallible;

use axum::Json;
use axum::extract::{Path, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use muster_store::{Job, JobId, JobState};
use serde::Serialize;
use tokio::sync::watch;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt as _};
use utoipa::ToSchema;

use crate::App;
use crate::access::Caller;
use crate::error::ApiError;
use crate::jobs::Progress;

/// Most jobs of one list.
const LISTED: u32 = 100;

/// How far a job is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = JobStateName)]
pub(crate) enum WireState {
    /// Accepted.
    Waiting,
    /// Being worked on.
    Running,
    /// The session has what the photos say.
    Done,
    /// It can't be done.
    Failed,
}

/// Photos that were accepted.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct JobItem {
    /// Its id.
    id: i64,
    /// The class's id.
    class: String,
    /// The session's date; when the job is done, the session says what came of it.
    date: String,
    /// Tells several sessions of a day apart.
    label: String,
    /// Who sent it.
    by: String,
    /// How many photos it has.
    photos: usize,
    /// How many of them are done.
    done: usize,
    /// How far it is.
    state: WireState,
    /// Why it failed, for programs.
    code: Option<String>,
    /// Why it failed, for people.
    message: Option<String>,
    /// When it was accepted, RFC 3339 in UTC.
    created_at: String,
    /// When it ended.
    ended_at: Option<String>,
}

impl JobItem {
    pub(crate) fn of(job: &Job) -> Self {
        let (state, done, code, message) = match &job.state {
            JobState::Waiting => (WireState::Waiting, 0, None, None),
            JobState::Done => (WireState::Done, job.photos, None, None),
            JobState::Failed { code, message } => {
                (WireState::Failed, 0, Some(code.clone()), Some(message.clone()))
            }
        };
        Self {
            id: job.id.0,
            class: job.class.to_string(),
            date: job.date.to_string(),
            label: job.label.clone(),
            by: job.by.clone(),
            photos: job.photos,
            done,
            state,
            code,
            message,
            created_at: job.created_at.to_string(),
            ended_at: job.ended_at.map(|at| at.to_string()),
        }
    }

    /// The same with what this process knows of it.
    fn at(mut self, progress: &Progress) -> Self {
        match progress {
            Progress::Waiting => self.state = WireState::Waiting,
            Progress::Running(done) => (self.state, self.done) = (WireState::Running, *done),
            Progress::Ended(Ok(_)) => (self.state, self.done) = (WireState::Done, self.photos),
            Progress::Ended(Err(error)) => {
                self.state = WireState::Failed;
                self.code = Some(error.code().to_owned());
                self.message = Some(error.message().to_owned());
            }
        }
        self
    }
}

/// A job of one of the caller's classes.
async fn find(app: &App, caller: &Caller, id: i64) -> Result<Job, ApiError> {
    let missing = || ApiError::not_found("job", &id.to_string());
    let job = app.store.find_job(&caller.school, JobId(id)).await?.ok_or_else(missing)?;
    if caller.sees(&job.class) { Ok(job) } else { Err(missing()) }
}

/// The newest jobs of the classes that the key opens, newest first.
#[utoipa::path(
    get, path = "/api/v1/jobs", tag = "jobs",
    responses((status = 200, body = Vec<JobItem>), (status = 401, body = ApiError))
)]
pub(crate) async fn list(State(app): State<App>, caller: Caller) -> Result<Json<Vec<JobItem>>, ApiError> {
    let jobs = app.store.list_jobs(&caller.school, LISTED).await?;
    let seen = jobs.iter().filter(|job| caller.sees(&job.class));
    Ok(Json(seen.map(|job| current(&app, &caller, job)).collect()))
}

/// How far a job is.
#[utoipa::path(
    get, path = "/api/v1/jobs/{job}", tag = "jobs",
    responses(
        (status = 200, body = JobItem), (status = 401, body = ApiError), (status = 404, body = ApiError)
    )
)]
pub(crate) async fn read(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<Json<JobItem>, ApiError> {
    Ok(Json(current(&app, &caller, &find(&app, &caller, id).await?)))
}

/// The same as server-sent events named `job`: one now and one at every change, until it has ended.
#[utoipa::path(
    get, path = "/api/v1/jobs/{job}/events", tag = "jobs",
    responses(
        (status = 200, content_type = "text/event-stream", body = JobItem),
        (status = 401, body = ApiError), (status = 404, body = ApiError)
    )
)]
pub(crate) async fn events(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>> + use<>>, ApiError> {
    let progress = app.recognition.under_way.find(&caller.school, JobId(id));
    let item = JobItem::of(&find(&app, &caller, id).await?);
    // A job that is not under way has ended, or waits until the store can be used again.
    let progress = progress.unwrap_or_else(|| watch::channel(Progress::Waiting).1);
    let known = item.state;
    let items = WatchStream::new(progress).map(move |now| match (&now, known) {
        (Progress::Waiting, WireState::Done | WireState::Failed) => item.clone(),
        _ => item.clone().at(&now),
    });
    let event = |item: JobItem| Ok(Event::default().event("job").json_data(&item).unwrap_or_default());
    Ok(Sse::new(items.map(event)).keep_alive(KeepAlive::default()))
}

fn current(app: &App, caller: &Caller, job: &Job) -> JobItem {
    let item = JobItem::of(job);
    match app.recognition.under_way.find(&caller.school, job.id) {
        Some(progress) => item.at(&progress.borrow()),
        None => item,
    }
}
