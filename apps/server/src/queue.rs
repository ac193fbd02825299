//! Recognition behind a bounded queue: one photo set is worked on at a time, a few wait, the rest is told when to
//! come back. So memory is bounded, and a slow photo never holds up a roster.

use std::sync::{Arc, PoisonError, RwLock};

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use muster_usecase::Recogniser;
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
    off: bool,
}

/// A place in the queue, kept until the work is done. As part of a request it is taken before the body is read: so
/// no more bodies with photos are in memory than there are places.
pub(crate) struct Place(OwnedSemaphorePermit);

impl FromRequestParts<App> for Place {
    type Rejection = ApiError;

    async fn from_request_parts(_: &mut Parts, app: &App) -> Result<Self, ApiError> {
        if app.recognition.is_off() {
            return Err(ApiError::face_off());
        }
        let place = Arc::clone(&app.recognition.places).try_acquire_owned();
        place.map(Self).map_err(|_| ApiError::busy())
    }
}

impl Recognition {
    /// A queue in which `waiting` calls may wait besides the one that runs.
    pub fn new(recogniser: Arc<Recogniser>, waiting: usize) -> Self {
        let (places, turn) = (Arc::new(Semaphore::new(waiting + 1)), Arc::new(Semaphore::new(1)));
        let current = Arc::new(RwLock::new(Current { recogniser, off: false }));
        let (under_way, watches, switching) = Default::default();
        Self { current, places, turn, under_way, watches, switching }
    }

    /// No recognition, with what is known of the profile ([`Recogniser::without_models`]): attendance is taken by hand,
    /// and whoever sends photos is told so.
    pub fn off(recogniser: Arc<Recogniser>) -> Self {
        let recognition = Self::new(recogniser, 0);
        recognition.with(|current| current.off = true);
        recognition
    }

    /// Whether faces can't be recognised.
    pub(crate) fn is_off(&self) -> bool {
        self.current.read().unwrap_or_else(PoisonError::into_inner).off
    }

    /// The recogniser, for what needs no computing.
    pub(crate) fn recogniser(&self) -> Arc<Recogniser> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner).recogniser)
    }

    /// From the next photo on, recognises with this one.
    pub(crate) fn replace(&self, recogniser: Arc<Recogniser>) {
        self.with(|current| *current = Current { recogniser, off: false });
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
    /// 503 when the server stops, or faces can't be recognised.
    pub(crate) async fn next_place(&self) -> Result<Place, ApiError> {
        if self.is_off() {
            return Err(ApiError::face_off());
        }
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
