//! What the server removes by itself: pictures of class photos, a day after they came, if nobody closed their session
//! before.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use muster_store::StoreError;

use crate::App;

/// A picture is kept for so long at most.
const PICTURES: SignedDuration = SignedDuration::from_hours(24);
/// How often is looked.
const EVERY: Duration = Duration::from_mins(10);

/// Removes what is due, now and from time to time, until the server ends.
pub(crate) async fn sweep(app: App) {
    loop {
        match remove_due(&app, (app.now)()).await {
            Ok(0) => {}
            Ok(pictures) => tracing::info!(pictures, "pictures were removed: they are kept for a day"),
            Err(cause) => tracing::error!(%cause, "pictures that are due can't be removed"),
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Removes what is due at that time; gives how many pictures.
///
/// # Errors
/// When the store can't be used.
pub(crate) async fn remove_due(app: &App, now: Timestamp) -> Result<u64, StoreError> {
    app.store.forget_pictures(now - PICTURES).await
}
