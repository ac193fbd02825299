//! What operators see of the server: a log line a request and figures for Prometheus.
//!
//! Neither ever has a name, an id, a token, a picture or a query in it: routes are named as the description has
//! them (`/api/v1/classes/{class}/students`).

use std::sync::Arc;

use axum::extract::{MatchedPath, Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

use crate::App;
use crate::access::Caller;
use crate::error::ApiError;

/// Upper edges of the histograms' buckets, in seconds.
const EDGES: [f64; 12] = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 15.0];

/// The media type of what Prometheus reads (OpenMetrics 1.0).
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Answered {
    method: String,
    route: String,
    status: u16,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Route {
    route: String,
}

/// Figures of this process since it began.
#[derive(Clone)]
pub struct Metrics {
    registry: Arc<Registry>,
    answered: Family<Answered, Counter>,
    took: Family<Route, Histogram>,
    under_way: Gauge,
    places: Gauge,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("muster");
        let answered = Family::default();
        let took: Family<Route, Histogram> = Family::new_with_constructor(|| Histogram::new(EDGES));
        let (under_way, places) = (Gauge::default(), Gauge::default());
        registry.register("requests", "Requests answered", answered.clone());
        let help = "Time from the request's head to the answer's";
        registry.register_with_unit("request", help, Unit::Seconds, took.clone());
        registry.register("requests_under_way", "Requests not answered yet", under_way.clone());
        registry.register("recognition_places_free", "Photo sets that would be accepted now", places.clone());
        Self { registry: Arc::new(registry), answered, took, under_way, places }
    }
}

/// Counts and logs a request.
pub(crate) async fn observe(State(app): State<App>, request: Request, next: Next) -> Response {
    let began = (app.now)();
    let method = request.method().to_string();
    let matched = request.extensions().get::<MatchedPath>();
    let route = matched.map_or("none", MatchedPath::as_str).to_owned();
    app.metrics.under_way.inc();
    let response = next.run(request).await;
    app.metrics.under_way.dec();
    let (status, seconds) = (response.status().as_u16(), (app.now)().duration_since(began).as_secs_f64());
    tracing::info!(method, route, status, ms = (seconds * 1000.0).round(), "answered");
    app.metrics.took.get_or_create(&Route { route: route.clone() }).observe(seconds.max(0.0));
    app.metrics.answered.get_or_create(&Answered { method, route, status }).inc();
    response
}

/// The server's figures for Prometheus, which sends an auditor's or admin's key as bearer token.
#[utoipa::path(
    get, path = "/metrics", tag = "health",
    responses(
        (status = 200, content_type = OPEN_METRICS, body = String), (status = 401, body = ApiError),
        (status = 403, body = ApiError)
    )
)]
pub(crate) async fn metrics(State(app): State<App>, caller: Caller) -> Result<Response, ApiError> {
    caller.may_oversee()?;
    app.metrics.places.set(app.recognition.free_places() as i64);
    let mut written = String::new();
    text::encode(&mut written, &app.metrics.registry)
        .map_err(|cause| ApiError::internal(&format!("metrics: {cause}")))?;
    Ok(([(header::CONTENT_TYPE, OPEN_METRICS)], written).into_response())
}
