//! Users, looked after by admins.

use std::collections::{BTreeMap, BTreeSet};

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use muster_domain::ClassId;
use muster_store::{Login, Role, Substitution, User, UserChange};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::body::{Body, date};
use super::session::in_order;
use crate::App;
use crate::access::{Caller, Secret, new_invitation};
use crate::error::ApiError;

/// How long an invitation holds.
const INVITATION: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How long a reset holds, for which somebody is waiting.
const RESET: SignedDuration = SignedDuration::from_hours(24);
/// Most characters of a name.
const NAME: usize = 200;

/// What somebody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = Role)]
pub(crate) enum WireRole {
    /// Everything, in all classes.
    Admin,
    /// Take attendance and correct marks in their classes.
    Teacher,
    /// Read everything, change nothing.
    Auditor,
    /// Take attendance in their classes and see the answer, nothing else.
    Kiosk,
}

/// A user.
#[derive(Serialize, ToSchema)]
pub(crate) struct UserItem {
    /// What they sign in with, in lower case.
    login: String,
    /// How histories name them.
    name: String,
    role: WireRole,
    /// The ids of their classes, for teachers and kiosks.
    classes: Vec<String>,
    /// Classes that they have for somebody else, by id.
    substitutions: BTreeMap<String, SubstitutionItem>,
    /// RFC 3339 in UTC.
    created_at: String,
    /// Since when they can't sign in.
    disabled_at: Option<String>,
    /// Whether signing in takes a second factor.
    second_factor: bool,
}

/// From when to when somebody has a class for somebody else.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SubstitutionItem {
    /// The first day; at once when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "2026-12-14")]
    first_day: Option<String>,
    /// The last day.
    #[schema(example = "2026-12-18")]
    last_day: String,
}

impl From<Substitution> for SubstitutionItem {
    fn from(days: Substitution) -> Self {
        Self { first_day: days.first_day.map(|day| day.to_string()), last_day: days.last_day.to_string() }
    }
}

/// A new user.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UserRequest {
    /// Letters, digits and `. - _ @ + '`; upper and lower case are the same.
    login: String,
    name: String,
    role: WireRole,
    /// The ids of their classes, for teachers and kiosks.
    #[serde(default)]
    classes: BTreeSet<String>,
}

/// What to change about a user; what is not there stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangeRequest {
    name: Option<String>,
    role: Option<WireRole>,
    /// In place of all they have.
    classes: Option<BTreeSet<String>>,
    /// Classes for somebody else, by id (`{"7b": {"last_day": "2026-12-18"}}`), in place of all such before.
    substitutions: Option<BTreeMap<String, SubstitutionItem>>,
    /// `true` ends all their sign-ins at once.
    disabled: Option<bool>,
}

/// A one-time link, shown this once: give it to the person.
#[derive(Serialize, ToSchema)]
pub(crate) struct InvitationItem {
    /// For `POST /api/v1/invitation`.
    token: String,
    /// The same as a page of this server.
    link: String,
    /// It opens nothing from then on.
    expires_at: String,
}

/// A user and the link with which they choose a password.
#[derive(Serialize, ToSchema)]
pub(crate) struct Invited {
    user: UserItem,
    invitation: InvitationItem,
}

/// The two lists of roles, one the other's mirror.
macro_rules! mirrored {
    ($($name:ident),*) => {
        impl From<Role> for WireRole {
            fn from(role: Role) -> Self {
                match role { $(Role::$name => Self::$name),* }
            }
        }
        impl From<WireRole> for Role {
            fn from(role: WireRole) -> Self {
                match role { $(WireRole::$name => Self::$name),* }
            }
        }
    };
}
mirrored!(Admin, Teacher, Auditor, Kiosk);

impl From<User> for UserItem {
    fn from(user: User) -> Self {
        Self {
            login: user.login.to_string(),
            name: user.name,
            role: user.role.into(),
            classes: user.classes.iter().map(ToString::to_string).collect(),
            substitutions: user
                .substitutions
                .iter()
                .map(|(class, days)| (class.to_string(), SubstitutionItem::from(*days)))
                .collect(),
            created_at: user.created_at.to_string(),
            disabled_at: user.disabled_at.map(|at| at.to_string()),
            second_factor: user.has_totp,
        }
    }
}

/// All users, by login.
#[utoipa::path(
    get, path = "/api/v1/users", tag = "accounts",
    responses((status = 200, body = Vec<UserItem>), (status = 401, body = ApiError), (status = 403, body = ApiError))
)]
pub(crate) async fn list(State(app): State<App>, caller: Caller) -> Result<Json<Vec<UserItem>>, ApiError> {
    caller.may_manage()?;
    let users = app.store.list_users(&caller.school).await?;
    Ok(Json(users.into_iter().map(UserItem::from).collect()))
}

/// Adds a user, and makes the one-time link with which they choose a password.
#[utoipa::path(
    post, path = "/api/v1/users", tag = "accounts", request_body = UserRequest,
    responses(
        (status = 201, body = Invited), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError, description = "no such class"),
        (status = 409, body = ApiError, description = "the login is taken"), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn invite(
    State(app): State<App>,
    caller: Caller,
    Body(request): Body<UserRequest>,
) -> Result<(StatusCode, Json<Invited>), ApiError> {
    caller.may_manage()?;
    let role = Role::from(request.role);
    let user = User {
        login: login_of(&request.login)?,
        name: name_of(&request.name)?,
        role,
        classes: classes_of(role, request.classes)?,
        substitutions: BTreeMap::new(),
        created_at: (app.now)(),
        disabled_at: None,
        has_totp: false,
        has_password: false,
    };
    let (invitation, secret) = new_invitation(&app.gate.entropy, (app.now)(), INVITATION);
    app.store.invite_user(&caller.school, &user, &invitation).await?;
    let invitation = InvitationItem::of(&secret, invitation.expires_at);
    Ok((StatusCode::CREATED, Json(Invited { user: user.into(), invitation })))
}

/// A user.
#[utoipa::path(
    get, path = "/api/v1/users/{login}", tag = "accounts",
    responses(
        (status = 200, body = UserItem), (status = 401, body = ApiError), (status = 403, body = ApiError),
        (status = 404, body = ApiError)
    )
)]
pub(crate) async fn read(
    State(app): State<App>,
    caller: Caller,
    Path(login): Path<String>,
) -> Result<Json<UserItem>, ApiError> {
    caller.may_manage()?;
    let known = known_login(&login)?;
    let found = app.store.find_credentials(&caller.school, &known).await?;
    found.map(|found| Json(found.user.into())).ok_or_else(|| ApiError::not_found("user", &login))
}

/// Changes a user. The last admin can't be disabled and stays an admin.
#[utoipa::path(
    patch, path = "/api/v1/users/{login}", tag = "accounts", request_body = ChangeRequest,
    responses(
        (status = 200, body = UserItem), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError),
        (status = 409, body = ApiError, description = "no admin would be left"), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn change(
    State(app): State<App>,
    caller: Caller,
    Path(login): Path<String>,
    Body(request): Body<ChangeRequest>,
) -> Result<Json<UserItem>, ApiError> {
    caller.may_manage()?;
    let login = known_login(&login)?;
    let now = (app.now)();
    let change = UserChange {
        name: request.name.as_deref().map(name_of).transpose()?,
        role: request.role.map(Role::from),
        classes: request.classes.map(|classes| classes.into_iter().map(ClassId::new).collect()),
        substitutions: request.substitutions.map(substitutions).transpose()?,
        disabled_at: request.disabled.map(|disabled| disabled.then_some(now)),
    };
    Ok(Json(app.store.change_user(&caller.school, &login, &change).await?.into()))
}

/// Takes a user's password, second factor and sign-ins away, and makes the one-time link to choose a new password: for
/// who has lost one of them, or may have been robbed of it.
#[utoipa::path(
    post, path = "/api/v1/users/{login}/reset", tag = "accounts",
    responses(
        (status = 200, body = InvitationItem), (status = 401, body = ApiError), (status = 403, body = ApiError),
        (status = 404, body = ApiError)
    )
)]
pub(crate) async fn reset(
    State(app): State<App>,
    caller: Caller,
    Path(login): Path<String>,
) -> Result<Json<InvitationItem>, ApiError> {
    caller.may_manage()?;
    let login = known_login(&login)?;
    let (invitation, secret) = new_invitation(&app.gate.entropy, (app.now)(), RESET);
    app.store.reset_user(&caller.school, &login, &invitation).await?;
    Ok(Json(InvitationItem::of(&secret, invitation.expires_at)))
}

impl InvitationItem {
    fn of(secret: &Secret, expires_at: Timestamp) -> Self {
        let token = secret.reveal().to_owned();
        // After `#`, so that it never reaches a log or another site.
        Self { link: format!("/invitation#{token}"), token, expires_at: expires_at.to_string() }
    }
}

/// A login for a new user.
///
/// # Errors
/// 422 when it can't be one.
pub(crate) fn login_of(text: &str) -> Result<Login, ApiError> {
    Login::new(text).ok_or_else(|| {
        ApiError::invalid("a login has 1 to 100 letters, digits and . - _ @ + ': choose another one")
    })
}

/// The login of an address; what can't be one names nobody.
fn known_login(text: &str) -> Result<Login, ApiError> {
    Login::new(text).ok_or_else(|| ApiError::not_found("user", text))
}

/// A person's or key's name.
///
/// # Errors
/// 422 for nothing, too much, or control characters.
pub(crate) fn name_of(text: &str) -> Result<String, ApiError> {
    let name = text.trim();
    if name.is_empty() || name.chars().count() > NAME || name.chars().any(char::is_control) {
        return Err(ApiError::invalid(format!("a name has 1 to {NAME} characters, all on one line")));
    }
    Ok(name.to_owned())
}

/// Classes with their days.
///
/// # Errors
/// 422 for what is no day, and for days the wrong way round.
fn substitutions(
    all: BTreeMap<String, SubstitutionItem>,
) -> Result<BTreeMap<ClassId, Substitution>, ApiError> {
    let of = |(class, item): (String, SubstitutionItem)| {
        let (first_day, last_day) = (item.first_day.as_deref().map(date).transpose()?, date(&item.last_day)?);
        in_order(first_day, Some(last_day))?;
        Ok((ClassId::new(class), Substitution { first_day, last_day }))
    };
    all.into_iter().map(of).collect()
}

/// The classes of a new user or key.
///
/// # Errors
/// 422 for classes of a role that has none.
pub(crate) fn classes_of(role: Role, ids: BTreeSet<String>) -> Result<BTreeSet<ClassId>, ApiError> {
    if !role.has_classes() && !ids.is_empty() {
        let text = format!("an {} has no classes of their own: leave `classes` out", role.code());
        return Err(ApiError::invalid(text));
    }
    Ok(ids.into_iter().map(ClassId::new).collect())
}
