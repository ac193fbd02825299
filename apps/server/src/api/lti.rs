//! Learning platforms that open Muster by LTI 1.3, and which class their courses are.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use muster_domain::{
    ClassId, LtiClassLink, LtiContext, LtiContextKey, LtiMemberId, LtiPlatform, LtiPlatformId,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::body::Body;
use super::classes::plain;
use crate::App;
use crate::access::{Caller, OwnOrigin};
use crate::error::ApiError;
use crate::platforms::registration;

/// A platform, as its page about the tool shows it. All addresses are https, but for this machine's own.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LtiPlatformRequest {
    /// Its name for itself, the `iss` of its launches.
    #[schema(example = "https://moodle.school.example")]
    issuer: String,
    /// What it calls this tool.
    client_id: String,
    /// The authentication request URL.
    auth_url: String,
    /// The access token URL.
    token_url: String,
    /// The keyset URL.
    jwks_url: String,
    /// The deployments that may open Muster, at least one.
    deployment_ids: Vec<String>,
    /// Signs in who comes from there and has, as login, the mail address that the platform says. Only for platforms on which
    /// nobody can give themselves another's address.
    #[serde(default)]
    sign_in: bool,
}

/// A registered platform.
#[derive(Serialize, ToSchema)]
pub(crate) struct LtiPlatformItem {
    /// Its number here.
    id: i64,
    /// Its name for itself.
    issuer: String,
    /// What it calls this tool.
    client_id: String,
    /// The authentication request URL.
    auth_url: String,
    /// The access token URL.
    token_url: String,
    /// The keyset URL.
    jwks_url: String,
    /// The deployments that may open Muster.
    deployment_ids: Vec<String>,
    /// Whether it signs people in.
    sign_in: bool,
    /// Who registered it.
    by: String,
    /// When, RFC 3339 in UTC.
    since: String,
}

/// Platforms, and what each of them has to know.
#[derive(Serialize, ToSchema)]
pub(crate) struct LtiPlatformsAnswer {
    /// What to enter on a platform's page about the tool; none where this request names no host.
    tool: Option<LtiToolItem>,
    /// The registered platforms.
    platforms: Vec<LtiPlatformItem>,
}

/// This server as a tool.
#[derive(Serialize, ToSchema)]
pub(crate) struct LtiToolItem {
    /// The tool's address.
    pub(crate) target_link_uri: String,
    /// Where logins begin.
    pub(crate) login_url: String,
    /// Where launches go: the redirect address.
    pub(crate) launch_url: String,
    /// Where its public key is.
    pub(crate) jwks_url: String,
}

/// A course from which a teacher has opened Muster.
#[derive(Serialize, ToSchema)]
pub(crate) struct LtiContextItem {
    /// The platform's number here.
    platform: i64,
    /// The deployment.
    deployment: String,
    /// The course's id there.
    context: String,
    /// Its name.
    title: Option<String>,
    /// Whether Muster may read its members.
    members: bool,
    /// Whether Muster may write into its grade book.
    grades: bool,
    /// When Muster was opened from there last, RFC 3339 in UTC.
    at: String,
    /// Which class it is.
    class: Option<String>,
    /// By what its members are known here.
    member_id: Option<WireMemberId>,
}

/// What of a member is the student's id.
#[derive(Clone, Copy, Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = LtiMemberId)]
pub(crate) enum WireMemberId {
    /// Their id in the school's own records.
    #[default]
    LisPersonSourcedid,
    /// The platform's id.
    UserId,
    /// The mail address, in lower case.
    Email,
}

/// Which course a class is.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LtiLinkRequest {
    /// The platform's number here.
    platform: i64,
    /// The deployment.
    deployment: String,
    /// The course's id there.
    context: String,
    /// By what its members are known here; `lis_person_sourcedid` when absent.
    #[serde(default)]
    member_id: WireMemberId,
}

impl From<LtiMemberId> for WireMemberId {
    fn from(id: LtiMemberId) -> Self {
        match id {
            LtiMemberId::LisPersonSourcedid => Self::LisPersonSourcedid,
            LtiMemberId::UserId => Self::UserId,
            LtiMemberId::Email => Self::Email,
        }
    }
}

impl From<WireMemberId> for LtiMemberId {
    fn from(id: WireMemberId) -> Self {
        match id {
            WireMemberId::LisPersonSourcedid => Self::LisPersonSourcedid,
            WireMemberId::UserId => Self::UserId,
            WireMemberId::Email => Self::Email,
        }
    }
}

impl From<LtiPlatform> for LtiPlatformItem {
    fn from(one: LtiPlatform) -> Self {
        Self {
            id: one.id.0,
            issuer: one.issuer,
            client_id: one.client_id,
            auth_url: one.auth_url,
            token_url: one.token_url,
            jwks_url: one.jwks_url,
            deployment_ids: one.deployment_ids,
            sign_in: one.sign_in,
            by: one.by,
            since: one.since.to_string(),
        }
    }
}

impl From<LtiContext> for LtiContextItem {
    fn from(one: LtiContext) -> Self {
        let (class, member_id) = one.link.map(|link| (link.class.to_string(), link.member_id.into())).unzip();
        Self {
            platform: one.key.platform.0,
            deployment: one.key.deployment,
            context: one.key.context,
            title: one.about.title,
            members: one.about.members_url.is_some(),
            grades: one.about.line_items_url.is_some(),
            at: one.about.at.to_string(),
            class,
            member_id,
        }
    }
}

impl LtiToolItem {
    /// The tool at that address.
    pub(crate) fn at(origin: &str) -> Self {
        let at = |path: &str| format!("{origin}{path}");
        Self {
            target_link_uri: at("/"),
            login_url: at("/lti/login"),
            launch_url: at("/lti/launch"),
            jwks_url: at("/lti/jwks.json"),
        }
    }
}

/// The platforms that may open Muster, and what to enter there.
#[utoipa::path(
    get, path = "/api/v1/lti/platforms", tag = "platforms",
    responses(
        (status = 200, body = LtiPlatformsAnswer), (status = 401, body = ApiError), (status = 403, body = ApiError)
    )
)]
pub(crate) async fn platforms(
    State(app): State<App>,
    caller: Caller,
    OwnOrigin(origin): OwnOrigin,
) -> Result<Json<LtiPlatformsAnswer>, ApiError> {
    caller.may_manage()?;
    let all = app.store.list_lti_platforms(&caller.school).await?;
    let platforms = all.into_iter().map(LtiPlatformItem::from).collect();
    Ok(Json(LtiPlatformsAnswer { tool: origin.as_deref().map(LtiToolItem::at), platforms }))
}

/// Registers a platform. It is not asked before somebody opens Muster from there.
#[utoipa::path(
    post, path = "/api/v1/lti/platforms", tag = "platforms", request_body = LtiPlatformRequest,
    responses(
        (status = 201, body = LtiPlatformItem), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 409, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn add(
    State(app): State<App>,
    caller: Caller,
    Body(request): Body<LtiPlatformRequest>,
) -> Result<(StatusCode, Json<LtiPlatformItem>), ApiError> {
    caller.may_manage()?;
    plain("client_id", &request.client_id)?;
    request.deployment_ids.iter().try_for_each(|id| plain("deployment_ids", id))?;
    let mut platform = LtiPlatform {
        id: LtiPlatformId(0),
        issuer: request.issuer,
        client_id: request.client_id,
        auth_url: request.auth_url,
        token_url: request.token_url,
        jwks_url: request.jwks_url,
        deployment_ids: request.deployment_ids,
        sign_in: request.sign_in,
        by: caller.name().to_owned(),
        since: (app.now)(),
    };
    registration(&platform).map_err(|cause| ApiError::invalid(cause.to_string()))?;
    platform.id = app.store.add_lti_platform(&caller.school, &platform).await?;
    Ok((StatusCode::CREATED, Json(platform.into())))
}

/// Removes a platform: it opens Muster no more, and its courses are no classes any more. Rosters and grades stay.
#[utoipa::path(
    delete, path = "/api/v1/lti/platforms/{platform}", tag = "platforms",
    responses(
        (status = 204), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError)
    )
)]
pub(crate) async fn remove(
    State(app): State<App>,
    caller: Caller,
    Path(platform): Path<i64>,
) -> Result<StatusCode, ApiError> {
    caller.may_manage()?;
    app.store.remove_lti_platform(&caller.school, LtiPlatformId(platform)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The courses from which teachers have opened Muster.
#[utoipa::path(
    get, path = "/api/v1/lti/contexts", tag = "platforms",
    responses(
        (status = 200, body = [LtiContextItem]), (status = 401, body = ApiError), (status = 403, body = ApiError)
    )
)]
pub(crate) async fn contexts(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<Vec<LtiContextItem>>, ApiError> {
    caller.may_manage()?;
    let all = app.store.list_lti_contexts(&caller.school).await?;
    Ok(Json(all.into_iter().map(LtiContextItem::from).collect()))
}

/// Says which course the class is. Launches from there lead to the class's page from now on.
#[utoipa::path(
    put, path = "/api/v1/classes/{class}/lti", tag = "platforms", request_body = LtiLinkRequest,
    responses(
        (status = 204), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn link(
    State(app): State<App>,
    caller: Caller,
    Path(class): Path<String>,
    Body(request): Body<LtiLinkRequest>,
) -> Result<StatusCode, ApiError> {
    caller.may_manage()?;
    let context = LtiContextKey {
        platform: LtiPlatformId(request.platform),
        deployment: request.deployment,
        context: request.context,
    };
    let link = LtiClassLink { class: ClassId::new(class), member_id: request.member_id.into() };
    app.store.link_lti_context(&caller.school, &context, &link).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Says that the class is no course any more.
#[utoipa::path(
    delete, path = "/api/v1/classes/{class}/lti", tag = "platforms",
    responses(
        (status = 204), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError)
    )
)]
pub(crate) async fn unlink(
    State(app): State<App>,
    caller: Caller,
    Path(class): Path<String>,
) -> Result<StatusCode, ApiError> {
    caller.may_manage()?;
    app.store.unlink_lti_class(&caller.school, &ClassId::new(class)).await?;
    Ok(StatusCode::NO_CONTENT)
}
