//! What the server removes by itself: pictures and faces whose time is over, and backups that are too old.

use std::time::Duration;

use jiff::Timestamp;
use muster_usecase::retention::{Removed, remove_due};
use muster_usecase::{Act, UseCaseError};

use crate::App;
use crate::switch::unload_unused;

/// How often is looked.
const EVERY: Duration = Duration::from_mins(10);
/// How histories name the server itself.
const BY: &str = "retention";

/// Removes what is due, now and from time to time, until the server ends.
pub(crate) async fn sweep(app: App) {
    loop {
        match due(&app, (app.now)()).await {
            Ok(removed) if removed == Removed::default() => {}
            Ok(removed) => tracing::info!(?removed, "what was due was removed"),
            Err(cause) => tracing::error!(%cause, "what is due can't be removed"),
        }
        // `muster faces off` may have said so beside this server.
        if let Err(cause) = unload_unused(&app).await {
            tracing::error!(cause, "whether faces are used can't be read");
        }
        let (folder, now) = (app.backups.clone(), (app.now)());
        let backups = move || folder.map_or(Ok(0), |folder| folder.remove_expired(now));
        match tokio::task::spawn_blocking(backups).await {
            Ok(Ok(0)) => {}
            Ok(Ok(backups)) => tracing::info!(backups, "backups were removed: their time is over"),
            Ok(Err(cause)) => tracing::error!(%cause, "old backups can't be removed"),
            Err(cause) => tracing::error!(%cause, "looking for old backups failed"),
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Removes what is due at that time.
///
/// # Errors
/// When the store can't be used.
pub async fn due(app: &App, now: Timestamp) -> Result<Removed, UseCaseError> {
    let act = Act { now, ..app.act(&app.school, BY) };
    remove_due(act, app.jurisdiction.keep).await
}
