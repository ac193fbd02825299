//! Taking attendance: photos in, who is there out. The original system's call.

use std::time::Duration;

use axum::Json;
use axum::extract::multipart::{Field, Multipart};
use axum::extract::{FromRequest, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::{Timestamp, civil::Date, civil::DateTime};
use muster_domain::ClassId;
use muster_store::{JobId, JobState, NewJob, RequestKey};
use muster_usecase::session::{find_class, read_session};
use serde::Deserialize;
use tokio::sync::watch;
use utoipa::{IntoParams, ToSchema};

use super::answer::Answer;
use super::body::{
    Asked, Body, PHOTOS, bad_part, digest, is_form, local_time, picture, request_key, session_date,
};
use super::job::JobItem;
use super::session::changeable;
use crate::App;
use crate::access::Caller;
use crate::error::ApiError;
use crate::jobs::{self, Progress};
use crate::queue::Place;

/// Most parts of one multipart body.
const PARTS: usize = PHOTOS + 4;
/// Longest text of a multipart field, in bytes.
const TEXT: usize = 1000;
/// Seconds that a request waits for its answer when it does not say.
const PATIENCE: u64 = 60;

/// Photos of a class on a day.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AttendanceRequest {
    /// The class's id.
    class: String,
    /// The school's local date, `2026-11-24`.
    date: String,
    /// Tells several sessions of a day apart.
    #[serde(default)]
    label: String,
    /// When the photos were taken, by the phone's clock, local time without a zone, `2026-11-24T09:05:00`; for files
    /// that don't say so themselves (EXIF).
    captured_at: Option<String>,
    /// What the same clock says at the moment of sending, in the same form. With it the error of that clock is known, so
    /// that nobody is late by it.
    sent_at: Option<String>,
    /// A photo in base64 (JPEG, PNG or WebP); a `data:` URL is as good.
    image: Option<String>,
    /// Several.
    #[serde(default)]
    images: Vec<String>,
}

/// The same as a form: `image` may occur several times.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it describes a form that is read field by field")]
pub(crate) struct AttendanceForm {
    /// The class's id.
    class: String,
    /// The school's local date, `2026-11-24`.
    date: String,
    /// Tells several sessions of a day apart.
    label: Option<String>,
    /// When the photos were taken, by the phone's clock, local time without a zone, `2026-11-24T09:05:00`; for files
    /// that don't say so themselves (EXIF).
    captured_at: Option<String>,
    /// What the same clock says at the moment of sending.
    sent_at: Option<String>,
    /// Photos: files.
    #[schema(value_type = Vec<String>, format = Binary)]
    image: Vec<Vec<u8>>,
}

/// How long to wait for the answer.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Patience {
    /// Seconds, 0 to 300; 60 when absent. When the answer takes longer, 202 and the job come instead.
    #[param(maximum = 300)]
    wait: Option<u64>,
}

/// What was sent, in either form.
pub(crate) struct Sent {
    class: String,
    date: String,
    label: String,
    captured_at: Option<DateTime>,
    /// What the sender's clock said at sending.
    clock: Option<DateTime>,
    photos: Vec<Vec<u8>>,
    key: Option<String>,
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let key = request_key(request.headers())?;
        let sent = if is_form(request.headers()) {
            let form = Multipart::from_request(request, state).await;
            let form = form.map_err(|cause| ApiError::bad_form(cause.status(), &cause.body_text()))?;
            read_form(form).await?
        } else {
            let Body(asked) = Body::<AttendanceRequest>::from_request(request, state).await?;
            asked.sent()?
        };
        sent.check()?;
        Ok(Self { key, ..sent })
    }
}

impl AttendanceRequest {
    /// # Errors
    /// 422 for a picture that is no base64, and for a time that is none.
    fn sent(self) -> Result<Sent, ApiError> {
        let pictures = self.image.iter().chain(&self.images).take(PHOTOS + 1);
        let photos = pictures.map(|text| picture(text)).collect::<Result<_, _>>()?;
        let [captured_at, sent_at] =
            [&self.captured_at, &self.sent_at].map(|time| time.as_deref().map(local_time).transpose());
        Ok(Sent {
            class: self.class,
            date: self.date,
            label: self.label,
            captured_at: captured_at?,
            clock: sent_at?,
            photos,
            key: None,
        })
    }
}

impl Sent {
    /// # Errors
    /// 422 for no photo, and for too many.
    fn check(&self) -> Result<(), ApiError> {
        match self.photos.len() {
            0 => Err(ApiError::invalid("`image` or `images` has to hold a photo")),
            1..=PHOTOS => Ok(()),
            _ => Err(ApiError::invalid(format!("more than {PHOTOS} photos at once: send some later"))),
        }
    }
}

/// The fields of a form. File names and types that the client states are not believed, nor kept.
async fn read_form(mut form: Multipart) -> Result<Sent, ApiError> {
    let [mut class, mut date, mut label, mut captured_at, mut sent_at] = [const { None }; 5];
    let (mut photos, mut parts) = (Vec::new(), 0);
    while let Some(field) = form.next_field().await.map_err(|cause| bad_part(&cause))? {
        parts += 1;
        if parts > PARTS {
            return Err(ApiError::bad_form(
                StatusCode::PAYLOAD_TOO_LARGE,
                &format!("it has more than {PARTS} parts"),
            ));
        }
        let text = match field.name() {
            Some("class") => &mut class,
            Some("date") => &mut date,
            Some("label") => &mut label,
            Some("captured_at") => &mut captured_at,
            Some("sent_at") => &mut sent_at,
            Some("image" | "images" | "photo" | "photos" | "file") => {
                photos.push(field.bytes().await.map_err(|cause| bad_part(&cause))?.to_vec());
                continue;
            }
            _ => {
                let text =
                    "a form has the fields `class`, `date`, `label`, `captured_at`, `sent_at` and `image`";
                return Err(ApiError::invalid(text));
            }
        };
        if text.replace(short(field).await?).is_some() {
            return Err(ApiError::invalid("a field of the form comes twice"));
        }
    }
    let missing = |name: &str| ApiError::invalid(format!("the form has no `{name}`"));
    let (class, date) = (class.ok_or_else(|| missing("class"))?, date.ok_or_else(|| missing("date"))?);
    let captured_at = captured_at.as_deref().map(local_time).transpose()?;
    let sent_at = sent_at.as_deref().map(local_time).transpose()?;
    Ok(Sent { class, date, label: label.unwrap_or_default(), captured_at, clock: sent_at, photos, key: None })
}

async fn short(field: Field<'_>) -> Result<String, ApiError> {
    let text = field.text().await.map_err(|cause| bad_part(&cause))?;
    if text.len() > TEXT { Err(ApiError::invalid("a text of the form is too long")) } else { Ok(text) }
}

/// The pictures in a JSON body, of which everything is checked that needs no store.
///
/// # Errors
/// 422.
pub(super) fn checked(asked: AttendanceRequest, now: Timestamp) -> Result<Vec<Vec<u8>>, ApiError> {
    let sent = asked.sent()?;
    sent.check()?;
    session_date(&sent.date, now)?;
    Ok(sent.photos)
}

/// Takes attendance from photos. They join those that the session already has; a photo that it has changes
/// nothing, so a request whose answer got lost can be sent again. With an `Idempotency-Key` the same request finds
/// its own job again. Accepted photos are not lost: what takes longer than `wait` goes on as a job.
#[utoipa::path(
    post, path = "/api/v1/attendance", tag = "attendance",
    params(Patience, ("Idempotency-Key" = Option<String>, Header, description = "names the request")),
    request_body(
        content((AttendanceRequest = "application/json"), (AttendanceForm = "multipart/form-data"))
    ),
    responses(
        (status = 200, body = Answer, description = "what holds now"),
        (status = 202, body = JobItem, description = "accepted; `Location` says where it can be followed"),
        (status = 400, body = ApiError), (status = 401, body = ApiError), (status = 403, body = ApiError),
        (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 413, body = ApiError),
        (status = 415, body = ApiError), (status = 422, body = ApiError), (status = 503, body = ApiError)
    )
)]
pub(crate) async fn take(
    State(app): State<App>,
    caller: Caller,
    Asked(Patience { wait }): Asked<Patience>,
    place: Place,
    sent: Sent,
) -> Result<Response, ApiError> {
    let class = ClassId::new(&sent.class);
    caller.may_take(&class)?;
    find_class(app.act(&caller.school, caller.name()), &class).await?;
    let date = session_date(&sent.date, (app.now)())?;
    changeable(&app, &caller, &class, (date, &sent.label)).await?;
    let patience = Duration::from_secs(wait.unwrap_or(PATIENCE).min(300));
    let request = sent.key.as_ref().map(|key| named(key, &sent));
    let Sent { label, captured_at, clock: sent_at, photos, .. } = sent;
    let job = NewJob { class, date, label, by: caller.name().to_owned(), captured_at, sent_at, photos };
    let (id, added) = app.store.add_job(&caller.school, &job, request.as_ref(), (app.now)()).await?;
    let progress = if added {
        Some(jobs::start(&app, &caller.school, id, place))
    } else {
        app.recognition.under_way.find(&caller.school, id)
    };
    match progress {
        Some(_) if patience.is_zero() => accepted(&app, &caller, id).await,
        Some(progress) => waited(&app, &caller, id, progress, patience).await,
        None => ended(&app, &caller, id).await,
    }
}

/// The request's key with a digest of what it asks for, the same whatever form it came in and whenever it was sent.
fn named(key: &str, sent: &Sent) -> RequestKey {
    let texts = [&sent.class, &sent.date, &sent.label].map(String::as_bytes);
    // Last, and only where there is one: requests from before there was this field keep their digest.
    let captured_at = sent.captured_at.map(|at| at.to_string());
    let photos = sent.photos.iter().map(Vec::as_slice);
    let parts: Vec<&[u8]> =
        texts.into_iter().chain(photos).chain(captured_at.as_deref().map(str::as_bytes)).collect();
    RequestKey { key: key.to_owned(), digest: digest(&parts) }
}

/// The answer if it comes in time, else where to look for it.
async fn waited(
    app: &App,
    caller: &Caller,
    id: JobId,
    mut progress: watch::Receiver<Progress>,
    patience: Duration,
) -> Result<Response, ApiError> {
    let done = progress.wait_for(|now| matches!(now, Progress::Ended(_)));
    let now = tokio::time::timeout(patience, done).await;
    let Ok(Ok(Progress::Ended(ended))) = now.map(|now| now.map(|now| now.clone())) else {
        return accepted(app, caller, id).await;
    };
    match ended {
        Ok(answer) => Ok(Json(answer.as_ref()).into_response()),
        Err(error) => {
            // Whoever sent it has been told; nothing of a bad request is kept.
            if error.is_the_clients() {
                app.store.remove_job(&caller.school, id).await?;
            }
            Err(error)
        }
    }
}

/// The answer of a job that this request made before, and that has ended or waits to be taken up.
async fn ended(app: &App, caller: &Caller, id: JobId) -> Result<Response, ApiError> {
    match app.store.find_job(&caller.school, id).await? {
        Some(job) if job.state == JobState::Done => {
            let act = app.act(&caller.school, caller.name());
            let at: (Date, &str) = (job.date, &job.label);
            let taken = read_session(act, &app.recognition.recogniser(), &job.class, at).await?;
            Ok(Json(Answer::of(&taken)).into_response())
        }
        _ => accepted(app, caller, id).await,
    }
}

async fn accepted(app: &App, caller: &Caller, id: JobId) -> Result<Response, ApiError> {
    let job = app.store.find_job(&caller.school, id).await?;
    let job = job.ok_or_else(|| ApiError::not_found("job", &id.0.to_string()))?;
    let location = [(header::LOCATION, format!("/api/v1/jobs/{}", id.0))];
    Ok((StatusCode::ACCEPTED, location, Json(JobItem::of(&job))).into_response())
}
