//! The statuses that the school writes into its registers.

use axum::Json;
use axum::extract::{Path, State};
use muster_domain::{CountsAs, SetStatus, StatusSet};
use muster_usecase::status_sets::{status_set, status_sets, use_status_set};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::answer::WireStatus;
use super::body::Body;
use super::classes::plain;
use crate::App;
use crate::access::Caller;
use crate::error::ApiError;

/// What a status adds to percentages.
#[derive(Clone, Copy, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CountsAs)]
pub(crate) enum WireCountsAs {
    /// The student attended.
    Attended,
    /// The student was away, with a reason that the school accepts.
    Excused,
    /// The student was away.
    Absent,
    /// Nothing: the student did not have to be there.
    NotCounted,
}

impl From<CountsAs> for WireCountsAs {
    fn from(value: CountsAs) -> Self {
        match value {
            CountsAs::Attended => Self::Attended,
            CountsAs::Excused => Self::Excused,
            CountsAs::Absent => Self::Absent,
            CountsAs::NotCounted => Self::NotCounted,
        }
    }
}

impl From<WireCountsAs> for CountsAs {
    fn from(value: WireCountsAs) -> Self {
        match value {
            WireCountsAs::Attended => Self::Attended,
            WireCountsAs::Excused => Self::Excused,
            WireCountsAs::Absent => Self::Absent,
            WireCountsAs::NotCounted => Self::NotCounted,
        }
    }
}

/// One status of a set.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetStatusItem {
    /// What stands in the register, 1 to 4 characters.
    letter: String,
    /// Its name for people.
    name: String,
    /// What it is to Muster; never `not_seen`.
    status: WireStatus,
    /// What it adds to percentages.
    counts_as: WireCountsAs,
    /// Points, 0 to 1,000, for schools that count in points.
    #[serde(default)]
    points: Option<f64>,
    /// Its colour.
    #[schema(example = "#1e7d34")]
    colour: String,
}

/// The statuses of a set, in the order of menus. The first of a status is the one that photos and closings set.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct StatusSetRequest {
    /// Its name for people.
    name: String,
    /// Its statuses; present and absent have to be among them.
    statuses: Vec<SetStatusItem>,
}

/// A set of statuses.
#[derive(Serialize, ToSchema)]
pub(crate) struct StatusSetItem {
    /// Its id.
    id: String,
    /// Whether the school made or changed it.
    own: bool,
    /// What is in it.
    #[serde(flatten)]
    set: StatusSetRequest,
}

/// The sets that the school can use.
#[derive(Serialize, ToSchema)]
pub(crate) struct StatusSetsAnswer {
    /// The id of the one that it uses.
    used: String,
    /// All of them.
    sets: Vec<StatusSetItem>,
}

/// Which set.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct StatusSetChoice {
    /// Its id.
    id: String,
}

impl StatusSetItem {
    fn of(set: StatusSet, own: &[StatusSet]) -> Self {
        let own = own.iter().any(|one| one.id == set.id);
        let status = |one: SetStatus| SetStatusItem {
            letter: one.letter,
            name: one.name,
            status: one.core.into(),
            counts_as: one.counts_as.into(),
            points: one.points,
            colour: one.colour,
        };
        let statuses = set.statuses.into_iter().map(status).collect();
        Self { id: set.id, own, set: StatusSetRequest { name: set.name, statuses } }
    }
}

impl StatusSetRequest {
    /// # Errors
    /// 422 for a set that can't be.
    fn read(self, id: String) -> Result<StatusSet, ApiError> {
        plain("id", &id)?;
        plain("name", &self.name)?;
        let status = |one: SetStatusItem| SetStatus {
            letter: one.letter,
            name: one.name,
            core: one.status.into(),
            counts_as: one.counts_as.into(),
            points: one.points,
            colour: one.colour,
        };
        let set =
            StatusSet { id, name: self.name, statuses: self.statuses.into_iter().map(status).collect() };
        set.check().map_err(|error| ApiError::invalid(error.to_string()))?;
        set.statuses.iter().try_for_each(|one| plain("name", &one.name))?;
        Ok(set)
    }
}

async fn all(app: &App, caller: &Caller) -> Result<Json<StatusSetsAnswer>, ApiError> {
    let act = app.act(&caller.school, caller.name());
    let own = app.store.list_status_sets(&caller.school).await?;
    let used = status_set(act).await?.id;
    let sets = status_sets(act).await?.into_iter().map(|set| StatusSetItem::of(set, &own)).collect();
    Ok(Json(StatusSetsAnswer { used, sets }))
}

/// The sets of statuses that the school can use, and the one that it uses.
#[utoipa::path(
    get, path = "/api/v1/status-sets", tag = "statuses",
    responses(
        (status = 200, body = StatusSetsAnswer), (status = 401, body = ApiError), (status = 403, body = ApiError)
    )
)]
pub(crate) async fn list(State(app): State<App>, caller: Caller) -> Result<Json<StatusSetsAnswer>, ApiError> {
    caller.may_list()?;
    all(&app, &caller).await
}

/// Adds a set of statuses, or replaces the one of its id. Marks that name a letter which the set has no more show the first
/// letter of their status.
#[utoipa::path(
    put, path = "/api/v1/status-sets/{id}", tag = "statuses", request_body = StatusSetRequest,
    responses(
        (status = 200, body = StatusSetsAnswer), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn put(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Body(request): Body<StatusSetRequest>,
) -> Result<Json<StatusSetsAnswer>, ApiError> {
    caller.may_manage()?;
    app.store.put_status_set(&caller.school, &request.read(id)?).await?;
    all(&app, &caller).await
}

/// Removes one of the school's own sets; where it took the place of one that comes with Muster, that one is back. Marks keep their
/// letters. The one that the school uses stays: choose another one first.
#[utoipa::path(
    delete, path = "/api/v1/status-sets/{id}", tag = "statuses",
    responses(
        (status = 200, body = StatusSetsAnswer), (status = 401, body = ApiError), (status = 403, body = ApiError),
        (status = 404, body = ApiError), (status = 409, body = ApiError)
    )
)]
pub(crate) async fn remove(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<StatusSetsAnswer>, ApiError> {
    caller.may_manage()?;
    app.store.remove_status_set(&caller.school, &id).await?;
    all(&app, &caller).await
}

/// Uses a set from now on.
#[utoipa::path(
    post, path = "/api/v1/status-sets", tag = "statuses", request_body = StatusSetChoice,
    responses(
        (status = 200, body = StatusSetsAnswer), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError)
    )
)]
pub(crate) async fn choose(
    State(app): State<App>,
    caller: Caller,
    Body(StatusSetChoice { id }): Body<StatusSetChoice>,
) -> Result<Json<StatusSetsAnswer>, ApiError> {
    caller.may_manage()?;
    use_status_set(app.act(&caller.school, caller.name()), &id).await?;
    all(&app, &caller).await
}
