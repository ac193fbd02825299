//! Muster's server: the use cases over HTTP, for phones, the console and other software.
//!
//! This crate owns what a request may ask, who may ask it, how much work is taken on at once, and how each error
//! becomes an answer (in `error`, once). It leaves what is done to `usecase`, where data and models come
//! from to its caller, and reads the clock only through [`App::now`].

mod access;
mod api;
mod audit;
mod backups;
mod console;
mod docs;
mod error;
mod jobs;
mod launch;
mod listen;
mod notices;
mod observe;
mod outbound;
mod platforms;
mod queue;
mod reporting;
mod retention;
mod switch;
mod tls;
mod watches;
mod web_app;

use std::path::PathBuf;
use std::{sync::Arc, time::Duration};

use axum::Router;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use muster_domain::{SchoolId, Session};
use muster_record::{Jurisdiction, Lock};
use muster_store::Store;
use muster_usecase::Act;
use muster_usecase::lock_session::LockRule;
use tower_http::{
    catch_panic::CatchPanicLayer, set_header::SetResponseHeaderLayer, timeout::RequestBodyTimeoutLayer,
};

pub use access::{FactorRule, Gate, Oidc, OidcError, Secret, new_api_key, new_invitation};
#[doc(hidden)]
pub use api::fuzzing;
pub use api::{Demo, DemoClass, DemoPhoto, answer, open_api};
pub use audit::Lately;
pub use backups::BackupFolder;
pub use listen::serve;
pub use notices::{Post, round as send_notices};
pub use observe::Metrics;
pub use platforms::Platforms;
pub use queue::Recognition;
pub use retention::due as remove_due;
pub use switch::Profiles;
pub use tls::{Tls, TlsFiles};
pub use web_app::INDEX as APP_INDEX;

/// A request's body may pause for as long as this between two pieces.
const BODY_PAUSE: Duration = Duration::from_secs(20);

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
    /// Where other ways of recognising come from.
    pub profiles: Arc<dyn Profiles>,
    /// Where the demo class's pictures come from.
    pub demo: Arc<dyn Demo>,
    /// The way to learning platforms.
    pub platforms: Platforms,
    /// The clock.
    pub now: fn() -> Timestamp,
    /// Where the school is: its days begin at midnight there.
    pub zone: TimeZone,
    /// When its sessions are locked.
    pub lock: Lock,
    /// Whether somebody else has to look over a session that was closed.
    pub second_confirmer: bool,
    /// Who has to have a second factor.
    pub factor_rule: FactorRule,
    /// What the law asks where the school is.
    pub jurisdiction: Arc<Jurisdiction>,
    /// Where its backups lie, when it is to watch over them.
    pub backups: Option<BackupFolder>,
    /// The folder of the phone app's web export, when it is to be served under `/app`; it holds an [`APP_INDEX`].
    pub web_app: Option<PathBuf>,
    /// How notices leave this server.
    pub post: Arc<Post>,
    /// Since when this process runs.
    pub since: Timestamp,
    /// What the audit log was told lately.
    pub lately: Lately,
    /// What operators see.
    pub metrics: Metrics,
    /// The school's name, for registers.
    pub school_name: String,
    /// What registers name as their maker.
    pub version: &'static str,
}

impl App {
    /// The school's date.
    fn today(&self) -> Date {
        self.zone.to_datetime((self.now)()).date()
    }

    /// Whether it was closed, and the school wants somebody else than who closed it to look over it.
    fn awaits_confirmation(&self, session: &Session) -> bool {
        self.second_confirmer && session.closed_at.is_some() && session.confirmation.is_none()
    }

    fn lock_rule(&self) -> LockRule {
        LockRule { lock: self.lock }
    }

    fn act<'a>(&'a self, school: &'a SchoolId, by: &'a str) -> Act<'a> {
        Act { store: self.store.as_ref(), school, now: (self.now)(), zone: &self.zone, by, request: None }
    }
}

/// All routes.
pub fn router(app: App) -> Router {
    let fixed = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value))
    };
    let csp = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    let csp = HeaderValue::from_static(csp);
    // Over plain HTTP browsers ignore it (RFC 6797, section 8.1); a proxy that speaks TLS says it itself.
    let stay_with_tls = app.gate.tls.then(|| fixed(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000"));
    api::routes()
        .merge(launch::routes())
        .merge(console::pages())
        .fallback(nothing_there)
        .with_state(app.clone())
        .merge(docs::pages())
        .method_not_allowed_fallback(|| async { error::ApiError::method() })
        .layer(from_fn_with_state(app.clone(), audit::log))
        .layer(fixed(header::CACHE_CONTROL, "no-store"))
        .merge(console::assets())
        .merge(web_app::pages(&app))
        .layer(RequestBodyTimeoutLayer::new(BODY_PAUSE))
        .layer(CatchPanicLayer::custom(|_| error::ApiError::internal("a handler panicked").respond()))
        .layer(from_fn_with_state(app, observe::observe))
        .layer(fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(SetResponseHeaderLayer::if_not_present(header::CONTENT_SECURITY_POLICY, csp))
        .layer(fixed(header::REFERRER_POLICY, "no-referrer"))
        .layer(tower::util::option_layer(stay_with_tls))
}

/// An address that leads nowhere: a page for people, an error for programs.
async fn nothing_there(headers: HeaderMap, guest: console::Guest) -> Response {
    let error = error::ApiError::not_found("route", "this address");
    if console::wants_page(&headers) { guest.refuse(&error) } else { error.into_response() }
}
