//! From when to when students are on a class's roster, and the groups of a class.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use muster_domain::{ClassId, Member, Stay, StudentId};
use muster_usecase::roster::roster_days;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::body::{Body, date};
use super::classes::{StudentItem, plain, seen_class};
use crate::App;
use crate::access::Caller;
use crate::error::ApiError;

/// One time that a student is on a roster.
#[derive(Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct StayItem {
    /// The first day; since ever when null.
    #[schema(example = "2026-09-01")]
    first_day: Option<String>,
    /// The last day; still there when null.
    last_day: Option<String>,
}

impl From<&Stay> for StayItem {
    fn from(stay: &Stay) -> Self {
        let [first_day, last_day] = [stay.first_day, stay.last_day].map(|day| day.map(|day| day.to_string()));
        Self { first_day, last_day }
    }
}

impl StayItem {
    /// # Errors
    /// 422 for a day that is none.
    fn read(&self) -> Result<Stay, ApiError> {
        let [first, last] = [&self.first_day, &self.last_day].map(|day| day.as_deref().map(date).transpose());
        Ok(Stay { first_day: first?, last_day: last? })
    }
}

/// A group of a class.
#[derive(Serialize, ToSchema)]
pub(crate) struct GroupItem {
    /// Its name.
    name: String,
    /// Who is in it today, in the roster's order.
    students: Vec<StudentItem>,
}

/// Who is in a group.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct GroupRequest {
    /// Their ids. Whoever is in the group and not named here leaves it.
    students: Vec<String>,
}

/// From when to when a student was, is and will be on the class's roster, the earliest first.
#[utoipa::path(
    get, path = "/api/v1/classes/{class}/students/{student}/stays", tag = "classes",
    responses(
        (status = 200, body = Vec<StayItem>), (status = 401, body = ApiError), (status = 403, body = ApiError),
        (status = 404, body = ApiError)
    )
)]
pub(crate) async fn stays(
    State(app): State<App>,
    caller: Caller,
    Path((class, student)): Path<(String, String)>,
) -> Result<Json<Vec<StayItem>>, ApiError> {
    let class = seen_class(&app, &caller, class).await?;
    let members = app.store.members(&caller.school, &class).await?;
    let found = members.into_iter().find(|member| member.student.id.as_str() == student);
    let found = found.ok_or_else(|| ApiError::not_found("student", &student))?;
    Ok(Json(found.stays.iter().map(StayItem::from).collect()))
}

/// Corrects from when to when a student was, is and will be on the class's roster. Sessions of other days are not about
/// them, unless somebody marked them there.
#[utoipa::path(
    put, path = "/api/v1/classes/{class}/students/{student}/stays", tag = "classes",
    request_body = Vec<StayItem>,
    responses(
        (status = 200, body = Vec<StayItem>), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn put_stays(
    State(app): State<App>,
    caller: Caller,
    Path((class, student)): Path<(String, String)>,
    Body(items): Body<Vec<StayItem>>,
) -> Result<Json<Vec<StayItem>>, ApiError> {
    caller.may_manage()?;
    let stays = items.iter().map(StayItem::read).collect::<Result<Vec<_>, _>>()?;
    app.store.put_stays(&caller.school, &ClassId::new(class), &StudentId::new(student), &stays).await?;
    Ok(Json(items))
}

/// The groups of a class, by name.
#[utoipa::path(
    get, path = "/api/v1/classes/{class}/groups", tag = "classes",
    responses(
        (status = 200, body = Vec<GroupItem>), (status = 401, body = ApiError), (status = 403, body = ApiError),
        (status = 404, body = ApiError)
    )
)]
pub(crate) async fn list(
    State(app): State<App>,
    caller: Caller,
    Path(class): Path<String>,
) -> Result<Json<Vec<GroupItem>>, ApiError> {
    let class = seen_class(&app, &caller, class).await?;
    let mut groups = Vec::new();
    for name in app.store.list_groups(&caller.school, &class).await? {
        groups.push(group(&app, &caller, &class, name).await?);
    }
    Ok(Json(groups))
}

async fn group(app: &App, caller: &Caller, class: &ClassId, name: String) -> Result<GroupItem, ApiError> {
    let today = app.today();
    let members = app.store.group_members(&caller.school, class, &name).await?;
    let now = members.into_iter().filter(|member: &Member| member.covers(today));
    Ok(GroupItem { name, students: now.map(|member| member.student.into()).collect() })
}

/// Makes a group of a class, or changes who is in it. Sessions that the timetable foresees for a group expect only its
/// students. In a class that has met before, newcomers are in it from today, and who goes was in it until yesterday.
#[utoipa::path(
    put, path = "/api/v1/classes/{class}/groups/{group}", tag = "classes", request_body = GroupRequest,
    responses(
        (status = 200, body = GroupItem), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn put(
    State(app): State<App>,
    caller: Caller,
    Path((class, name)): Path<(String, String)>,
    Body(GroupRequest { students }): Body<GroupRequest>,
) -> Result<Json<GroupItem>, ApiError> {
    caller.may_manage()?;
    let class = seen_class(&app, &caller, class).await?;
    plain("group", &name)?;
    let days = roster_days(app.act(&caller.school, caller.name()), &class).await?;
    let students: Vec<StudentId> = students.into_iter().map(StudentId::new).collect();
    app.store.put_group(&caller.school, &class, &name, &students, days).await?;
    Ok(Json(group(&app, &caller, &class, name).await?))
}

/// Forgets a group. Its sessions stay, with whoever was marked at them.
#[utoipa::path(
    delete, path = "/api/v1/classes/{class}/groups/{group}", tag = "classes",
    responses(
        (status = 204), (status = 401, body = ApiError), (status = 403, body = ApiError),
        (status = 404, body = ApiError), (status = 409, body = ApiError)
    )
)]
pub(crate) async fn remove(
    State(app): State<App>,
    caller: Caller,
    Path((class, name)): Path<(String, String)>,
) -> Result<StatusCode, ApiError> {
    caller.may_manage()?;
    let class = ClassId::new(class);
    let slots = app.store.list_slots(&caller.school, Some(&class)).await?;
    if slots.iter().any(|slot| slot.group.as_ref() == Some(&name)) {
        let text = format!("the timetable has entries for `{name}`: change or remove these first");
        return Err(ApiError::conflict(text));
    }
    app.store.remove_group(&caller.school, &class, &name).await?;
    Ok(StatusCode::NO_CONTENT)
}
