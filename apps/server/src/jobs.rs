//! Jobs: photos that were accepted are stored before anything is done with them, worked on one set after the
//! other, and taken up again when the server was stopped in between.
//!
//! Owns their way from accepted to ended. What is done is `usecase::take_attendance`'s, whose turn it is `queue`'s.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::DateTime;
use muster_capture::{Limits, decode};
use muster_domain::{Photo, SchoolId};
use muster_store::{JobId, JobState, StoreError};
use muster_usecase::Recogniser;
use muster_usecase::take_attendance::{Sent, keep_pictures, take_attendance};
use tokio::sync::watch;

use crate::App;
use crate::api::answer::Answer;
use crate::error::ApiError;
use crate::queue::Place;

/// How far a job is that this process works on.
#[derive(Clone, Debug)]
pub(crate) enum Progress {
    /// It waits for its turn.
    Waiting,
    /// So many of its photos are done.
    Running(usize),
    /// The answer, or why there is none.
    Ended(Result<Arc<Answer>, ApiError>),
}

type Receivers = HashMap<(SchoolId, JobId), watch::Receiver<Progress>>;

/// The jobs of this process that have not ended.
#[derive(Clone, Default)]
pub(crate) struct UnderWay(Arc<Mutex<Receivers>>);

impl UnderWay {
    /// The progress of a job that is under way.
    pub(crate) fn find(&self, school: &SchoolId, job: JobId) -> Option<watch::Receiver<Progress>> {
        self.with(|jobs| jobs.get(&(school.clone(), job)).cloned())
    }

    fn begin(&self, school: &SchoolId, job: JobId) -> watch::Sender<Progress> {
        let (tell, progress) = watch::channel(Progress::Waiting);
        self.with(|jobs| jobs.insert((school.clone(), job), progress));
        tell
    }

    fn end(&self, school: &SchoolId, job: JobId) {
        self.with(|jobs| jobs.remove(&(school.clone(), job)));
    }

    fn with<T>(&self, work: impl FnOnce(&mut Receivers) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Starts an accepted job.
pub(crate) fn start(app: &App, school: &SchoolId, id: JobId, place: Place) -> watch::Receiver<Progress> {
    let tell = app.recognition.under_way.begin(school, id);
    let (progress, app, school) = (tell.subscribe(), app.clone(), school.clone());
    tokio::spawn(async move { finish(&app, &school, id, place, tell).await });
    progress
}

/// A job that was accepted before this process began.
pub(crate) struct LeftOver {
    school: SchoolId,
    id: JobId,
    tell: watch::Sender<Progress>,
}

/// What was accepted before this process began, oldest first; from now on it is under way.
///
/// # Errors
/// When the store can't be read.
pub(crate) async fn left_over(app: &App) -> Result<Vec<LeftOver>, StoreError> {
    let waiting = app.store.waiting_jobs().await?;
    let begun = |(school, id)| {
        let tell = app.recognition.under_way.begin(&school, id);
        LeftOver { school, id, tell }
    };
    Ok(waiting.into_iter().map(begun).collect())
}

/// Works on these, one after the other.
pub(crate) async fn resume(app: App, jobs: Vec<LeftOver>) {
    for LeftOver { school, id, tell } in jobs {
        let Ok(place) = app.recognition.next_place().await else { return };
        finish(&app, &school, id, place, tell).await;
    }
}

/// Works on a job and notes its end. One that failed because the store can't be used stays accepted: it is taken
/// up at the next start.
async fn finish(app: &App, school: &SchoolId, id: JobId, place: Place, tell: watch::Sender<Progress>) {
    let ended = work(app, school, id, place, tell.clone()).await;
    let state = match &ended {
        Ok(_) => Some(JobState::Done),
        Err(error) if error.is_passing() => None,
        Err(error) => Some(error.job_state()),
    };
    if let Some(state) = state
        && let Err(cause) = app.store.end_job(school, id, &state, (app.now)()).await
    {
        tracing::error!(%cause, job = id.0, "the end of a job can't be stored");
    }
    app.recognition.under_way.end(school, id);
    tell.send_replace(Progress::Ended(ended.map(Arc::new)));
}

/// Its photos are read when its turn has come: what waits is on the disk and not in memory.
async fn work(
    app: &App,
    school: &SchoolId,
    id: JobId,
    place: Place,
    tell: watch::Sender<Progress>,
) -> Result<Answer, ApiError> {
    let (app, school) = (app.clone(), school.clone());
    let recognition = app.recognition.clone();
    let work = async move |recogniser: Arc<Recogniser>| -> Result<Answer, ApiError> {
        tell.send_replace(Progress::Running(0));
        let job = app.store.find_job(&school, id).await?;
        let job = job.ok_or_else(|| ApiError::not_found("job", &id.0.to_string()))?;
        let files = app.store.job_photos(&school, id).await?;
        let photos = decoded(&files, job.captured_at)?;
        let act = app.act(&school, &job.by);
        let at = (job.date, job.label.as_str());
        let mut progress = |done| drop(tell.send_replace(Progress::Running(done)));
        let sent = Sent { photos: &photos, sent_at: job.sent_at, received_at: job.created_at };
        let taken = take_attendance(act, &recogniser, &job.class, at, sent, &mut progress).await?;
        let kept: Vec<(&Photo, &[u8])> = photos.iter().zip(files.iter().map(Vec::as_slice)).collect();
        keep_pictures(act, &taken.session, &kept).await?;
        Ok(Answer::of(&taken))
    };
    recognition.run(place, work).await?
}

/// The photos; those whose file does not say when it was taken were taken at `captured_at`, as their sender says.
fn decoded(files: &[Vec<u8>], captured_at: Option<DateTime>) -> Result<Vec<Photo>, ApiError> {
    let limits = Limits::default();
    let mut photos = files.iter().map(|bytes| decode(bytes, &limits)).collect::<Result<Vec<_>, _>>()?;
    for photo in &mut photos {
        photo.captured_at = photo.captured_at.or(captured_at);
    }
    Ok(photos)
}
