//! Muster's server: the use cases over HTTP, for phones, the console and other software.
//!
//! This crate owns what a request may ask, who may ask it, how much work is taken on at once, and how each error
//! becomes an answer (in `error`, once). It leaves what is done to `usecase`, where data and models come
//! from to its caller, and reads the clock only through [`App::now`].

mod access;
mod api;
mod error;
mod jobs;
mod queue;

use std::future::{Future, IntoFuture as _};
use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use axum::Router;
use axum::http::{HeaderName, HeaderValue, header};
use jiff::Timestamp;
use muster_domain::SchoolId;
use muster_store::Store;
use muster_usecase::Act;
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tower_http::{
    catch_panic::CatchPanicLayer, set_header::SetResponseHeaderLayer, timeout::RequestBodyTimeoutLayer,
};

pub use access::{Gate, Oidc, OidcError, Secret, new_api_key};
#[doc(hidden)]
pub use api::fuzzing;
pub use api::{answer, open_api};
pub use queue::Recognition;

/// A request's body may pause for as long as this between two pieces.
const BODY_PAUSE: Duration = Duration::from_secs(20);

/// Requests under way have as long as this to end when the server stops.
const DRAIN: Duration = Duration::from_secs(10);

/// What every request works with.
#[derive(Clone)]
pub struct App {
    /// Where everything is kept.
    pub store: Arc<dyn Store>,
    /// Whose people sign in here.
    pub school: SchoolId,
    /// The way in.
    pub gate: Arc<Gate>,
    /// The models, behind their queue.
    pub recognition: Recognition,
    /// The clock.
    pub now: fn() -> Timestamp,
    /// The school's name, for registers.
    pub school_name: String,
    /// What registers name as their maker.
    pub version: &'static str,
}

impl App {
    fn act<'a>(&'a self, school: &'a SchoolId, by: &'a str) -> Act<'a> {
        Act { store: self.store.as_ref(), school, now: (self.now)(), by, request: None }
    }
}

/// All routes.
pub fn router(app: App) -> Router {
    let fixed = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value))
    };
    api::routes()
        .with_state(app)
        .fallback(|| async { error::ApiError::not_found("route", "this address") })
        .method_not_allowed_fallback(|| async { error::ApiError::method() })
        .layer(RequestBodyTimeoutLayer::new(BODY_PAUSE))
        .layer(CatchPanicLayer::custom(|_| error::ApiError::internal("a handler panicked").respond()))
        .layer(fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(fixed(header::CACHE_CONTROL, "no-store"))
        .layer(fixed(header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"))
        .layer(fixed(header::REFERRER_POLICY, "no-referrer"))
}

/// Answers requests until `stop` is there, then ends those under way; what takes longer than ten seconds is cut.
///
/// # Errors
/// What the operating system says of the listener, or the store of the jobs that wait in it.
pub async fn serve(
    listener: TcpListener,
    app: App,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    // Read before anything new is accepted, so that nothing is taken up twice.
    let left_over = jobs::left_over(&app).await.map_err(io::Error::other)?;
    tokio::spawn(jobs::resume(app.clone(), left_over));
    let stopping = Arc::new(Notify::new());
    let told = Arc::clone(&stopping);
    let service = router(app).into_make_service_with_connect_info::<SocketAddr>();
    let server = axum::serve(listener, service).with_graceful_shutdown(async move {
        stop.await;
        told.notify_one();
    });
    let cut = async {
        stopping.notified().await;
        tokio::time::sleep(DRAIN).await;
    };
    tokio::select! { ended = server.into_future() => ended, () = cut => Ok(()) }
}
