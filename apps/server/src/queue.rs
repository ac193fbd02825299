//! Recognition behind a bounded queue: one photo set is worked on at a time, a few wait, the rest is told when to
//! come back. So memory is bounded, and a slow photo never holds up a roster.

use std::sync::{Arc, PoisonError, RwLock};

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use muster_usecase::{ProfileError, Recogniser};
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::App;
use crate::error::ApiError;
use crate::jobs::UnderWay;
use crate::switch::Switching;
use crate::watches::Watches;

/// Seconds after which a client that was turned away should try again.
pub(crate) const RETRY_AFTER: u32 = 5;

/// The recogniser and its queue.
#[derive(Clone)]
pub struct Recognition {
    current: Arc<RwLock<Current>>,
    places: Arc<Semaphore>,
    turn: Arc<Semaphore>,
    pub(crate) under_way: UnderWay,
    pub(crate) watches: Watches,
    pub(crate) switching: Switching,
}

/// What recognises now; another profile may take its place while the server runs.
struct Current {
    recogniser: Arc<Recogniser>,
    off: Option<Off>,
}

/// Why nothing is recognised.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Off {
    /// The models can't be loaded.
    NoModels,
    /// The school uses no faces.
    NotUsed,
}

/// A place in the queue, kept until the work is done. As part of a request it is taken before the body is read: so
/// no more bodies with photos are in memory than there are places.
pub(crate) struct Place(OwnedSemaphorePermit);

impl FromRequestParts<App> for Place {
    type Rejection = ApiError;

    async fn from_request_parts(_: &mut Parts, app: &App) -> Result<Self, ApiError> {
        app.recognition.require_on()?;
        let place = Arc::clone(&app.recognition.places).try_acquire_owned();
        place.map(Self).map_err(|_| ApiError::busy())
    }
}

impl Recognition {
    /// A queue in which `waiting` calls may wait besides the one that runs.
    pub fn new(recogniser: Arc<Recogniser>, waiting: usize) -> Self {
        let (places, turn) = (Arc::new(Semaphore::new(waiting + 1)), Arc::new(Semaphore::new(1)));
        let current = Arc::new(RwLock::new(Current { recogniser, off: None }));
        let (under_way, watches, switching) = Default::default();
        Self { current, places, turn, under_way, watches, switching }
    }

    /// No recognition because the models can't be loaded, with what is known of the profile ([`Recogniser::without_models`]):
    /// attendance is taken by hand, and whoever sends photos is told so. Once there is another recogniser, it is as of
    /// [`Recognition::new`].
    pub fn without_models(recogniser: Arc<Recogniser>, waiting: usize) -> Self {
        Self::new(recogniser, waiting).switched_off(Off::NoModels)
    }

    /// The same because the school uses no faces.
    pub fn unused(recogniser: Arc<Recogniser>, waiting: usize) -> Self {
        Self::new(recogniser, waiting).switched_off(Off::NotUsed)
    }

    fn switched_off(self, why: Off) -> Self {
        self.with(|current| current.off = Some(why));
        self
    }

    fn why_off(&self) -> Option<Off> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).off
    }

    /// Whether nothing is recognised.
    pub(crate) fn is_off(&self) -> bool {
        self.why_off().is_some()
    }

    /// Whether that is so because the models can't be loaded.
    pub(crate) fn lacks_models(&self) -> bool {
        self.why_off() == Some(Off::NoModels)
    }

    /// # Errors
    /// 409 where the school uses no faces, 503 where the models can't be loaded.
    pub(crate) fn require_on(&self) -> Result<(), ApiError> {
        match self.why_off() {
            None => Ok(()),
            Some(Off::NotUsed) => Err(ApiError::face_off()),
            Some(Off::NoModels) => Err(ApiError::no_models()),
        }
    }

    /// The recogniser, for what needs no computing.
    pub(crate) fn recogniser(&self) -> Arc<Recogniser> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner).recogniser)
    }

    /// From the next photo on, recognises with this one.
    pub(crate) fn replace(&self, recogniser: Arc<Recogniser>) {
        self.with(|current| *current = Current { recogniser, off: None });
    }

    /// Lets go of the models, which the school does not use: they leave memory when the photo that is looked at now is done.
    ///
    /// # Errors
    /// [`ProfileError`], never for a profile that was in force.
    pub(crate) fn unload(&self) -> Result<(), ProfileError> {
        let profile = self.recogniser().profile().clone();
        let recogniser = Arc::new(Recogniser::without_models(profile, "the school uses no faces")?);
        self.with(|current| *current = Current { recogniser, off: Some(Off::NotUsed) });
        Ok(())
    }

    fn with(&self, change: impl FnOnce(&mut Current)) {
        change(&mut self.current.write().unwrap_or_else(PoisonError::into_inner));
    }

    /// The next turn to compute, for what no client waits for.
    pub(crate) async fn turn(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.turn).acquire_owned().await.ok()
    }

    /// How many calls would be accepted now.
    pub(crate) fn free_places(&self) -> usize {
        self.places.available_permits()
    }

    /// A place in the queue as soon as there is one.
    ///
    /// # Errors
    /// 503 when the server stops; and as [`Recognition::require_on`].
    pub(crate) async fn next_place(&self) -> Result<Place, ApiError> {
        self.require_on()?;
        let place = Arc::clone(&self.places).acquire_owned().await;
        place.map(Place).map_err(|_| ApiError::busy())
    }

    /// Runs `work` on a thread of its own when its turn comes. It runs to its end even when the client has gone:
    /// what it stores is what a repeated call finds.
    ///
    /// # Errors
    /// 500 when the work panicked.
    pub(crate) async fn run<T, W, F>(&self, place: Place, work: W) -> Result<T, ApiError>
    where
        W: FnOnce(Arc<Recogniser>) -> F + Send + 'static,
        F: Future<Output = T>,
        T: Send + 'static,
    {
        let turn = Arc::clone(&self.turn).acquire_owned().await.map_err(|_| ApiError::busy())?;
        let recogniser = self.recogniser();
        let runtime = Handle::current();
        let done = tokio::task::spawn_blocking(move || {
            let result = runtime.block_on(work(recogniser));
            drop((turn, place.0));
            result
        });
        done.await.map_err(|cause| ApiError::internal(&format!("recognition: {cause}")))
    }
}
