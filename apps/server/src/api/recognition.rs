//! The way of recognising people: which there are, which one holds, and switching to another.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use muster_store::ProfileChoice;
use muster_usecase::{Measured, Profile};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::body::Body;
use crate::App;
use crate::access::Caller;
use crate::error::ApiError;
use crate::switch::{self, Progress};

/// The way of recognising people.
#[derive(Serialize, ToSchema)]
pub(crate) struct RecognitionAnswer {
    /// The profile in use: its id.
    profile: String,
    /// The server's settings fix it.
    fixed: bool,
    /// A switch that is under way, or the last one if it failed.
    switch: Option<SwitchItem>,
    /// Earlier choices, the newest first.
    choices: Vec<ChoiceItem>,
    /// All that can be chosen.
    profiles: Vec<ProfileItem>,
}

/// A switch to another profile.
#[derive(Serialize, ToSchema)]
pub(crate) struct SwitchItem {
    /// To which.
    profile: String,
    /// Enrolled faces whose templates are made.
    done: usize,
    /// Of so many.
    total: usize,
    /// Why it failed.
    failed: Option<String>,
}

/// A choice of a profile.
#[derive(Serialize, ToSchema)]
pub(crate) struct ChoiceItem {
    profile: String,
    /// Who chose it.
    by: String,
    /// RFC 3339 in UTC.
    at: String,
}

/// A way of recognising people.
#[derive(Serialize, ToSchema)]
pub(crate) struct ProfileItem {
    id: String,
    /// One line for people.
    title: String,
    /// What finds the faces.
    detector: String,
    /// What makes their templates.
    models: Vec<String>,
    /// Up to this Euclidean distance a face is identified, in a gallery of the size that was calibrated for.
    identify: f32,
    /// Up to this one a person should look.
    review: f32,
    /// Where these come from.
    calibration: String,
    /// What it was measured to do.
    measured: Vec<MeasuredItem>,
}

/// A figure, with what it was counted on.
#[derive(Serialize, ToSchema)]
pub(crate) struct MeasuredItem {
    /// `group_precision`, `group_recall`, `strangers_identified` or `enrolled_missed`.
    what: String,
    /// How often it was so.
    hits: u32,
    /// Of how many.
    of: u32,
}

/// Another way.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SwitchRequest {
    /// Its id.
    profile: String,
}

impl From<ProfileChoice> for ChoiceItem {
    fn from(choice: ProfileChoice) -> Self {
        Self { profile: choice.profile, by: choice.by, at: choice.at.to_string() }
    }
}

impl From<Profile> for ProfileItem {
    fn from(profile: Profile) -> Self {
        let measured =
            |one: &Measured| MeasuredItem { what: one.what.code().to_owned(), hits: one.hits, of: one.of };
        Self {
            detector: profile.detector.kind.id().to_owned(),
            models: profile.models.iter().map(|model| model.id().to_owned()).collect(),
            identify: profile.threshold.identify,
            review: profile.threshold.review,
            measured: profile.measured.iter().map(measured).collect(),
            calibration: profile.threshold.calibration,
            id: profile.id,
            title: profile.title,
        }
    }
}

impl SwitchItem {
    fn of(progress: Progress) -> Option<Self> {
        match progress {
            Progress::Idle => None,
            Progress::Preparing { profile, done, total } => Some(Self { profile, done, total, failed: None }),
            Progress::Failed { profile, cause } => {
                Some(Self { profile, done: 0, total: 0, failed: Some(cause) })
            }
        }
    }
}

/// Which way of recognising people holds, and which others there are.
#[utoipa::path(
    get, path = "/api/v1/recognition-profile", tag = "recognition",
    responses(
        (status = 200, body = RecognitionAnswer), (status = 401, body = ApiError), (status = 403, body = ApiError)
    )
)]
pub(crate) async fn profile(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<RecognitionAnswer>, ApiError> {
    caller.may_oversee()?;
    Ok(Json(answer(&app, &caller).await?))
}

/// Begins to switch to another profile. Its models are loaded and the templates that it lacks are made from the crops on
/// file; until that has ended, and if it fails, the one before recognises.
#[utoipa::path(
    put, path = "/api/v1/recognition-profile", tag = "recognition", request_body = SwitchRequest,
    responses(
        (status = 202, body = RecognitionAnswer), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError),
        (status = 422, body = ApiError)
    )
)]
pub(crate) async fn switch(
    State(app): State<App>,
    caller: Caller,
    Body(SwitchRequest { profile }): Body<SwitchRequest>,
) -> Result<(StatusCode, Json<RecognitionAnswer>), ApiError> {
    caller.may_manage()?;
    switch::start(&app, &caller.school, caller.name(), &profile)?;
    Ok((StatusCode::ACCEPTED, Json(answer(&app, &caller).await?)))
}

async fn answer(app: &App, caller: &Caller) -> Result<RecognitionAnswer, ApiError> {
    let choices = app.store.list_profile_choices(&caller.school).await?;
    Ok(RecognitionAnswer {
        profile: app.recognition.recogniser().profile().id.clone(),
        fixed: app.profiles.are_fixed(),
        switch: SwitchItem::of(app.recognition.switching.progress()),
        choices: choices.into_iter().map(ChoiceItem::from).collect(),
        profiles: app.profiles.known().into_iter().map(ProfileItem::from).collect(),
    })
}
