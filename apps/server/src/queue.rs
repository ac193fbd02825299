//! Recognition behind a bounded queue: one photo set is worked on at a time, a few wait, the rest is told when to
//! come back. So memory is bounded, and a slow photo never holds up a roster.

use std::sync::Arc;

use muster_usecase::Recogniser;
use tokio::runtime::Handle;
use tokio::sync::Semaphore;

use crate::error::ApiError;

/// Seconds after which a client that was turned away should try again.
pub(crate) const RETRY_AFTER: u32 = 5;

/// The recogniser and its queue.
#[derive(Clone)]
pub struct Recognition {
    recogniser: Arc<Recogniser>,
    places: Arc<Semaphore>,
    turn: Arc<Semaphore>,
}

impl Recognition {
    /// A queue in which `waiting` calls may wait besides the one that runs.
    pub fn new(recogniser: Arc<Recogniser>, waiting: usize) -> Self {
        Self { recogniser, places: Arc::new(Semaphore::new(waiting + 1)), turn: Arc::new(Semaphore::new(1)) }
    }

    /// The recogniser, for what needs no computing.
    pub(crate) fn recogniser(&self) -> &Arc<Recogniser> {
        &self.recogniser
    }

    /// Runs `work` on a thread of its own when its turn comes. It runs to its end even when the client has gone:
    /// what it stores is what a repeated call finds.
    ///
    /// # Errors
    /// 503 when the queue is full; 500 when the work panicked.
    pub(crate) async fn run<T, W, F>(&self, work: W) -> Result<T, ApiError>
    where
        W: FnOnce(Arc<Recogniser>) -> F + Send + 'static,
        F: Future<Output = T>,
        T: Send + 'static,
    {
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| ApiError::busy())?;
        let turn = Arc::clone(&self.turn).acquire_owned().await.map_err(|_| ApiError::busy())?;
        let recogniser = Arc::clone(&self.recogniser);
        let runtime = Handle::current();
        let done = tokio::task::spawn_blocking(move || {
            let result = runtime.block_on(work(recogniser));
            drop((turn, place));
            result
        });
        done.await.map_err(|cause| ApiError::internal(&format!("recognition: {cause}")))
    }
}
