//! How right the machine was at a class's own sessions.

use axum::Json;
use axum::extract::{Path, State};
use muster_domain::{ClassId, Session};
use muster_record::{Quality, Rate};
use muster_usecase::recognition_quality::recognition_quality;
use serde::Serialize;
use utoipa::ToSchema;

use super::body::Asked;
use super::session::Days;
use crate::App;
use crate::access::Caller;
use crate::error::ApiError;

/// What the machine said at closed sessions with photos, beside what held in the end.
#[derive(Serialize, ToSchema)]
pub(crate) struct QualityAnswer {
    /// All sessions together.
    total: QualityItem,
    /// Each of them, oldest first.
    sessions: Vec<SessionQuality>,
}

/// A session's counts.
#[derive(Serialize, ToSchema)]
pub(crate) struct SessionQuality {
    /// The school's local date.
    date: String,
    /// Tells several sessions of a day apart.
    label: String,
    /// The counts.
    #[serde(flatten)]
    quality: QualityItem,
}

/// Counts, and the rates that follow. A person confirms only what they look at: a slip that nobody saw counts as right.
#[derive(Serialize, ToSchema)]
#[schema(as = Quality)]
pub(crate) struct QualityItem {
    /// Closed sessions with photos.
    sessions: usize,
    /// Students marked by the machine who were there.
    true_positive: usize,
    /// Students marked by the machine who were not there, or by a face that is not theirs.
    false_positive: usize,
    /// Students who were there and whom the machine did not mark; those without a face on file included.
    false_negative: usize,
    /// Of the marked students, those who were there.
    precision: RateItem,
    /// Of the students who were there, those marked.
    recall: RateItem,
    /// The harmonic mean of precision and recall.
    f1: Option<f64>,
    /// Of the marked students, those whose status people changed, to late too.
    override_rate: RateItem,
    /// Of the faces in the photos, those put up for review.
    review_rate: RateItem,
    /// How far the marked students' nearest faces are, as a share of the threshold: 0 is equal, 1 only just identified.
    mean_depth: Option<f64>,
}

/// So many of so many, with the 95% interval after Wilson.
#[derive(Serialize, ToSchema)]
#[schema(as = Rate)]
pub(crate) struct RateItem {
    /// How often it happened.
    hits: usize,
    /// How often it could have happened.
    of: usize,
    /// The share, 0 to 1; none when there was no chance.
    value: Option<f64>,
    /// The interval's lower end.
    low: Option<f64>,
    /// The interval's upper end.
    high: Option<f64>,
}

impl From<Rate> for RateItem {
    fn from(rate: Rate) -> Self {
        let (low, high) = rate.interval().unzip();
        Self { hits: rate.hits, of: rate.of, value: rate.value(), low, high }
    }
}

impl From<Quality> for QualityItem {
    fn from(quality: Quality) -> Self {
        Self {
            sessions: quality.sessions,
            true_positive: quality.true_positive,
            false_positive: quality.false_positive,
            false_negative: quality.false_negative,
            precision: quality.precision().into(),
            recall: quality.recall().into(),
            f1: quality.f1(),
            override_rate: quality.override_rate().into(),
            review_rate: quality.review_rate().into(),
            mean_depth: quality.mean_depth(),
        }
    }
}

impl From<&(Session, Quality)> for SessionQuality {
    fn from((session, quality): &(Session, Quality)) -> Self {
        Self { date: session.date.to_string(), label: session.label.clone(), quality: (*quality).into() }
    }
}

/// How right the machine was at the class's closed sessions with photos: what it said, beside what held in the end.
#[utoipa::path(
    get, path = "/api/v1/classes/{class}/quality", tag = "registers", params(Days),
    responses(
        (status = 200, body = QualityAnswer), (status = 401, body = ApiError), (status = 403, body = ApiError),
        (status = 404, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn quality(
    State(app): State<App>,
    caller: Caller,
    Path(class): Path<String>,
    Asked(days): Asked<Days>,
) -> Result<Json<QualityAnswer>, ApiError> {
    let class = ClassId::new(class);
    caller.may_see(&class)?;
    let sessions = recognition_quality(app.act(&caller.school, caller.name()), &class, days.range()?).await?;
    let total = sessions.iter().map(|(_, quality)| *quality).fold(Quality::default(), Quality::and);
    Ok(Json(QualityAnswer {
        total: total.into(),
        sessions: sessions.iter().map(SessionQuality::from).collect(),
    }))
}
