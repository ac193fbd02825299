//! The administration's pages.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use muster_console::pages::admin::recognition::Switch;
use muster_console::pages::admin::{classes, data, health, jobs, keys, recognition, users};
use muster_domain::{Class, SchoolId, Threshold};
use muster_store::{JobState, Login};

use super::Visitor;
use crate::App;
use crate::backups::{BackupFile, BackupFolder};
use crate::error::ApiError;
use crate::switch::Progress;

/// Jobs on the page.
const JOBS: u32 = 50;
/// Backups on the page.
const BACKUPS: usize = 10;

pub(crate) async fn start(visitor: Visitor) -> Response {
    match visitor.caller.may_oversee() {
        Ok(()) => Redirect::to("/admin/classes").into_response(),
        Err(error) => visitor.refuse(&error),
    }
}

pub(crate) async fn users(State(app): State<App>, visitor: Visitor) -> Response {
    visitor
        .page(async |visitor| {
            let school = &visitor.caller.school;
            visitor.caller.may_manage()?;
            let (list, classes) =
                (app.store.list_users(school).await?, app.store.list_classes(school).await?);
            Ok(users::users(&visitor.frame, &list, &classes, app.today()))
        })
        .await
}

pub(crate) async fn keys(State(app): State<App>, visitor: Visitor) -> Response {
    visitor
        .page(async |visitor| {
            let school = &visitor.caller.school;
            visitor.caller.may_manage()?;
            let mut list = app.store.list_api_keys(school).await?;
            list.reverse();
            Ok(keys::keys(&visitor.frame, &list, &app.store.list_classes(school).await?))
        })
        .await
}

pub(crate) async fn classes(State(app): State<App>, visitor: Visitor) -> Response {
    visitor
        .page(async |visitor| {
            visitor.caller.may_oversee()?;
            let rows = class_rows(&app, &visitor.caller.school).await?;
            Ok(classes::classes(&visitor.frame, &rows))
        })
        .await
}

pub(crate) async fn jobs(State(app): State<App>, visitor: Visitor) -> Response {
    visitor
        .page(async |visitor| {
            visitor.caller.may_oversee()?;
            let school = &visitor.caller.school;
            let list = app.store.list_jobs(school, JOBS).await?;
            let classes = app.store.list_classes(school).await?;
            Ok(jobs::jobs(&visitor.frame, &list, &classes, app.recognition.free_places()))
        })
        .await
}

pub(crate) async fn data(State(app): State<App>, visitor: Visitor) -> Response {
    visitor
        .page(async |visitor| {
            visitor.caller.may_oversee()?;
            let holdings = app.store.holdings(&visitor.caller.school).await?;
            let folder = app.backups.clone();
            let backups = tokio::task::spawn_blocking(move || backups(folder.as_ref())).await;
            let backups = backups.map_err(|cause| ApiError::internal(&format!("backups: {cause}")))?;
            Ok(data::data(&visitor.frame, (app.now)(), &holdings, &backups))
        })
        .await
}

pub(crate) async fn health(State(app): State<App>, visitor: Visitor) -> Response {
    visitor
        .page(async |visitor| {
            visitor.caller.may_oversee()?;
            let condition = condition(&app, &visitor.caller.school).await;
            Ok(health::health(&visitor.frame, &condition))
        })
        .await
}

pub(crate) async fn recognition(State(app): State<App>, visitor: Visitor) -> Response {
    visitor
        .page(async |visitor| {
            visitor.caller.may_oversee()?;
            let school = &visitor.caller.school;
            let recogniser = app.recognition.recogniser();
            let (choices, classes) =
                (app.store.list_profile_choices(school).await?, sizes(&app, visitor).await?);
            let current = &recogniser.profile().id;
            let since = choices.first().filter(|choice| choice.profile == *current).map(|choice| choice.at);
            Ok(recognition::recognition(
                &visitor.frame,
                &recognition::RecognitionView {
                    current,
                    fixed: app.profiles.are_fixed(),
                    switch: &switch(app.recognition.switching.progress()),
                    choices: &choices,
                    profiles: &app.profiles.known(),
                    classes: &classes,
                    since,
                },
            ))
        })
        .await
}

/// Each class with how many of its students can be recognised, and the threshold that follows.
async fn sizes(app: &App, visitor: &Visitor) -> Result<Vec<(Class, usize, Threshold)>, ApiError> {
    let recogniser = app.recognition.recogniser();
    let mut sizes = Vec::new();
    for class in app.store.list_classes(&visitor.caller.school).await? {
        let enrolled = super::class::enrolled(app, visitor, &class).await?.len();
        sizes.push((class, enrolled, recogniser.threshold().for_gallery(enrolled)));
    }
    Ok(sizes)
}

fn switch(progress: Progress) -> Switch {
    match progress {
        Progress::Idle => Switch::Idle,
        Progress::Preparing { profile, done, total } => Switch::Preparing { profile, done, total },
        Progress::Failed { profile, cause } => Switch::Failed { profile, cause },
    }
}

pub(crate) async fn user(State(app): State<App>, visitor: Visitor, Path(login): Path<String>) -> Response {
    visitor
        .page(async |visitor| {
            visitor.caller.may_manage()?;
            let school = &visitor.caller.school;
            let missing = || ApiError::not_found("user", &login);
            let login = Login::new(&login).ok_or_else(missing)?;
            let found = app.store.find_credentials(school, &login).await?.ok_or_else(missing)?;
            let classes = app.store.list_classes(school).await?;
            Ok(users::user(&visitor.frame, &found.user, &classes, app.today()))
        })
        .await
}

async fn class_rows(app: &App, school: &SchoolId) -> Result<Vec<classes::ClassRow>, ApiError> {
    let users = app.store.list_users(school).await?;
    let mut rows = Vec::new();
    for class in app.store.list_classes(school).await? {
        let teaches =
            users.iter().filter(|user| user.classes.contains(&class.id) && user.disabled_at.is_none());
        rows.push(classes::ClassRow {
            students: app.store.roster(school, &class.id, app.today()).await?.len(),
            sessions: app.store.list_sessions(school, &class.id, None, None).await?.len(),
            teachers: teaches.map(|user| user.name.clone()).collect(),
            class,
        });
    }
    Ok(rows)
}

async fn condition(app: &App, school: &SchoolId) -> health::Condition {
    let store = app.store.check().await.err().map(|error| ApiError::from(error).code());
    let jobs = app.store.list_jobs(school, JOBS).await.unwrap_or_default();
    let count = |is: fn(&JobState) -> bool| jobs.iter().filter(|job| is(&job.state)).count();
    health::Condition {
        store,
        recognition: !app.recognition.is_off(),
        free: app.recognition.free_places(),
        waiting: count(|state| *state == JobState::Waiting),
        failed: count(|state| matches!(state, JobState::Failed { .. })),
        version: app.version.to_owned(),
        since: app.since,
        now: (app.now)(),
        zone: app.zone.iana_name().unwrap_or("UTC").to_owned(),
    }
}

/// The backups in the folder that the server was told of, newest first.
fn backups(folder: Option<&BackupFolder>) -> data::Backups {
    let Some(folder) = folder else { return data::Backups::Unknown };
    let Ok(found) = folder.list() else { return data::Backups::Unreadable };
    let shown = found.into_iter().take(BACKUPS);
    let backup = |file: BackupFile| data::Backup {
        name: file.name,
        bytes: file.bytes,
        at: file.at,
        expires: file.expires,
    };
    data::Backups::Known(shown.map(backup).collect())
}
