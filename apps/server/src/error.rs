//! Each error as an answer: a status, a code that programs read, and a sentence for people. No path, no database
//! text and no secret leaves the server; what operators need goes to the log.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use muster_capture::CaptureError;
use muster_moodle::MoodleError;
use muster_store::{JobState, StoreError};
use muster_usecase::UseCaseError;
use serde::Serialize;
use utoipa::ToSchema;

use crate::audit::NotTheirs;
use crate::queue::RETRY_AFTER;

/// Why a request was not done.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct ApiError {
    #[serde(skip)]
    status: StatusCode,
    /// What programs decide by; never changes its meaning.
    code: &'static str,
    /// What went wrong and what to do, for people.
    message: String,
    /// Seconds after which to try again.
    #[serde(skip)]
    retry_after: Option<u32>,
    /// Whether this says "not there" of what is not theirs who asked.
    #[serde(skip)]
    not_theirs: bool,
}

impl ApiError {
    pub(crate) fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), retry_after: None, not_theirs: false }
    }

    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", message)
    }

    pub(crate) fn not_found(kind: &str, id: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", format!("there is no {kind} `{id}`"))
    }

    /// The same of what is there, and not theirs who ask: they are told the same, and the audit log that they asked.
    pub(crate) fn not_theirs(kind: &str, id: &str) -> Self {
        Self { not_theirs: true, ..Self::not_found(kind, id) }
    }

    /// A code for checking in that is not shown any more, or a ticket that was used.
    pub(crate) fn code_is_over() -> Self {
        Self::new(StatusCode::GONE, "code_is_over", "this code is over: scan the one that is shown now")
    }

    pub(crate) fn method() -> Self {
        let text = "this address takes no such method; /api/v1/openapi.json lists all";
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", text)
    }

    pub(crate) fn unauthorised() -> Self {
        let text = "sign in, or send `Authorization: Bearer KEY`; `muster key add` makes a key";
        Self::new(StatusCode::UNAUTHORIZED, "unauthorised", text)
    }

    pub(crate) fn forbidden(why: &'static str) -> Self {
        Self::new(StatusCode::FORBIDDEN, "forbidden", why)
    }

    /// A browser sent its cookie for some other site's page.
    pub(crate) fn foreign_origin() -> Self {
        let text = "this came from another site's page, or does not say from where: send `Origin`, or a bearer token";
        Self::new(StatusCode::FORBIDDEN, "foreign_origin", text)
    }

    /// Login or password or both; which one is not for whoever guesses.
    pub(crate) fn wrong_password() -> Self {
        let text = "login and password don't fit; an admin can make you a link to choose a new password";
        Self::new(StatusCode::UNAUTHORIZED, "wrong_password", text)
    }

    /// The password is right, and a code has to come with it.
    pub(crate) fn second_factor() -> Self {
        let text = "send `code` too: from your authenticator, or one of your recovery codes";
        Self::new(StatusCode::UNAUTHORIZED, "second_factor", text)
    }

    /// The school wants a second factor of them first.
    pub(crate) fn factor_required() -> Self {
        let text =
            "the school wants a second factor of you: set it up on your account page, /account, in a browser";
        Self::new(StatusCode::FORBIDDEN, "factor_required", text)
    }

    pub(crate) fn wrong_code() -> Self {
        let text = "this code does not fit or was used already: wait for the next one";
        Self::new(StatusCode::UNAUTHORIZED, "wrong_code", text)
    }

    /// A one-time secret that opens nothing (any more).
    pub(crate) fn gone() -> Self {
        let text = "this link was used, replaced by a newer one, or has expired: ask for a new one";
        Self::new(StatusCode::GONE, "gone", text)
    }

    /// A sign-in through the provider that was not begun in this browser, or not in time.
    pub(crate) fn not_begun() -> Self {
        let text = "this sign-in was not begun in this browser, or more than ten minutes ago: begin again";
        Self::new(StatusCode::UNAUTHORIZED, "not_begun", text)
    }

    /// The provider's word does not hold; why is for the log.
    pub(crate) fn not_vouched(cause: &str) -> Self {
        tracing::warn!(cause, "a sign-in through the provider was refused");
        let text = "the provider does not vouch for you: begin again; the server's log says why";
        Self::new(StatusCode::UNAUTHORIZED, "not_vouched", text)
    }

    /// The provider knows them, and this school does not.
    pub(crate) fn unknown_user() -> Self {
        let text = "the provider knows you, but no user here has your address or name as login: ask an admin";
        Self::new(StatusCode::FORBIDDEN, "unknown_user", text)
    }

    /// The provider can't be asked.
    pub(crate) fn no_provider(cause: &str) -> Self {
        tracing::error!(cause, "the sign-in provider can't be asked");
        let text = "the sign-in provider can't be asked at the moment: try again, or sign in with a password";
        Self::new(StatusCode::BAD_GATEWAY, "no_provider", text)
    }

    /// The demo's pictures can't be had; why is for the log and, since an admin asked, for the answer.
    pub(crate) fn no_demo(cause: &str) -> Self {
        tracing::warn!(cause, "the demo's pictures can't be fetched");
        Self::new(
            StatusCode::BAD_GATEWAY,
            "no_demo",
            format!("the demo's pictures can't be fetched: {cause}"),
        )
    }

    /// A learning platform can't be asked, or refuses. Why is for whoever asked: its administrator or the school's can mend it.
    pub(crate) fn platform(cause: &dyn ToString) -> Self {
        let cause = cause.to_string();
        tracing::warn!(cause, "a learning platform did not do what was asked");
        Self::new(StatusCode::BAD_GATEWAY, "platform", cause)
    }

    /// A launch that does not hold.
    pub(crate) fn launch(cause: &dyn ToString) -> Self {
        let cause = cause.to_string();
        tracing::warn!(cause, "a launch from a learning platform was refused");
        Self::new(StatusCode::UNAUTHORIZED, "launch", cause)
    }

    pub(crate) fn too_many_attempts(seconds: u32) -> Self {
        let text = "too many attempts: wait, then try again";
        let error = Self::new(StatusCode::TOO_MANY_REQUESTS, "too_many_attempts", text);
        Self { retry_after: Some(seconds.max(1)), ..error }
    }

    pub(crate) fn busy_signing_in() -> Self {
        let text = "too many people sign in at this moment; try again in some seconds";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "busy", text)
    }

    pub(crate) fn busy() -> Self {
        let text = "more photos are waiting than are taken; send them again in some seconds";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "busy", text)
    }

    /// The models can't be loaded.
    pub(crate) fn no_models() -> Self {
        let text =
            "faces can't be recognised at the moment: take attendance by hand; the server's log says why";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "no_models", text)
    }

    /// Faces are not used, here or in the school: it is no use to come back.
    pub(crate) fn face_off() -> Self {
        let text = "the school uses no faces: take attendance by hand";
        Self::new(StatusCode::CONFLICT, "face_off", text)
    }

    /// The server's own fault: the cause is for the log only.
    pub(crate) fn internal(cause: &str) -> Self {
        tracing::error!(cause, "a request failed");
        let text = "the server could not do this; nothing was changed. Its log says why";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", text)
    }

    /// The store's own fault: the cause is for the log only.
    fn storage(error: &StoreError) -> Self {
        tracing::error!(cause = error.to_string(), "the store can't be used");
        let later = StatusCode::SERVICE_UNAVAILABLE;
        let (status, code, text) = match error {
            StoreError::Busy { .. } | StoreError::Overtaken => {
                (later, "storage_busy", "the store is busy; nothing was changed. Send it again")
            }
            StoreError::Full { .. } => {
                let text =
                    "the server's disk is full; nothing was changed. Send it again when there is space";
                (later, "storage_full", text)
            }
            StoreError::Damaged { .. } => {
                let text = "the server's data is damaged; nothing was changed. A backup has to be restored";
                (StatusCode::INTERNAL_SERVER_ERROR, "storage_corrupt", text)
            }
            _ => {
                let text =
                    "the server can't store anything at the moment; nothing was changed. Send it again";
                (later, "unavailable", text)
            }
        };
        Self::new(status, code, text)
    }

    /// The same, said by a server that is not ready to work.
    pub(crate) fn not_ready(self) -> Self {
        Self { status: StatusCode::SERVICE_UNAVAILABLE, ..self }
    }

    /// A body of more than `most` bytes.
    pub(crate) fn too_large(most: usize) -> Self {
        let text = format!("more than {} kB are not taken at once: send less", most >> 10);
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", text)
    }

    pub(crate) fn conflict(message: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, "conflict", message)
    }

    /// A `multipart/form-data` body that is none.
    pub(crate) fn bad_form(status: StatusCode, cause: &str) -> Self {
        let code = if status == StatusCode::PAYLOAD_TOO_LARGE { "too_large" } else { "bad_form" };
        Self::new(status, code, format!("the form can't be used: {cause}"))
    }

    pub(crate) fn status(&self) -> StatusCode {
        self.status
    }

    pub(crate) fn code(&self) -> &'static str {
        self.code
    }

    pub(crate) fn message(&self) -> &str {
        &self.message
    }

    /// Whether the same request may well be answered later.
    pub(crate) fn is_passing(&self) -> bool {
        self.status == StatusCode::SERVICE_UNAVAILABLE
    }

    /// Whether the request itself is at fault.
    pub(crate) fn is_the_clients(&self) -> bool {
        self.status.is_client_error()
    }

    /// A job that ended with this.
    pub(crate) fn job_state(&self) -> JobState {
        JobState::Failed { code: self.code.to_owned(), message: self.message.clone() }
    }

    /// Lets the audit log see what the answer does not tell.
    pub(crate) fn mark(&self, response: &mut Response) {
        if self.not_theirs {
            response.extensions_mut().insert(NotTheirs);
        }
    }

    pub(crate) fn respond(self) -> Response {
        let mut response = (self.status, Json(&self)).into_response();
        self.mark(&mut response);
        let headers = response.headers_mut();
        match self.status {
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS => {
                let seconds = self.retry_after.unwrap_or(RETRY_AFTER);
                headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            }
            StatusCode::UNAUTHORIZED => {
                headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
            }
            _ => {}
        }
        response
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        self.respond()
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match &error {
            StoreError::NotFound { kind, id } => Self::not_found(kind, id),
            StoreError::RequestReused { .. } => {
                Self::new(StatusCode::CONFLICT, "request_reused", error.to_string())
            }
            StoreError::Invalid { .. } => Self::invalid(error.to_string()),
            StoreError::Busy { .. }
            | StoreError::Overtaken
            | StoreError::Full { .. }
            | StoreError::Damaged { .. }
            | StoreError::Database { .. } => Self::storage(&error),
            StoreError::Conflict { .. } => Self::new(StatusCode::CONFLICT, "conflict", error.to_string()),
            StoreError::FaceNotAllowed { .. } => {
                Self::new(StatusCode::FORBIDDEN, "face_not_allowed", error.to_string())
            }
            StoreError::Sealed(_) | StoreError::Key { .. } | StoreError::Corrupt { .. } => {
                Self::internal(&error.to_string())
            }
        }
    }
}

impl From<UseCaseError> for ApiError {
    fn from(error: UseCaseError) -> Self {
        let conflict = |text: String| Self::conflict(text);
        match error {
            UseCaseError::Store(error) => error.into(),
            error @ UseCaseError::Locked { .. } => {
                Self::new(StatusCode::CONFLICT, "locked", error.to_string())
            }
            error @ UseCaseError::SessionClosed { .. } => {
                Self::new(StatusCode::CONFLICT, "session_closed", error.to_string())
            }
            error @ UseCaseError::DecidedAlready { .. } => {
                Self::new(StatusCode::CONFLICT, "decided_already", error.to_string())
            }
            error @ UseCaseError::FaceOff(_) => Self { message: error.to_string(), ..Self::face_off() },
            UseCaseError::NoClass(class) => Self::not_found("class", &class),
            UseCaseError::NoSession { date, .. } => Self::not_found("session on", &date.to_string()),
            UseCaseError::NoStudent { student, .. } | UseCaseError::UnknownStudent(student) => {
                Self::not_found("student", &student)
            }
            UseCaseError::NoFace { face, .. } => Self::not_found("face", &face.0.to_string()),
            UseCaseError::AmbiguousStudent { name, candidates, .. } => {
                conflict(format!("`{name}` fits several students: {candidates}; send an id"))
            }
            UseCaseError::EmptyGallery { class, .. } => conflict(format!(
                "nobody of class `{class}` has an accepted face on file yet: enrol students, or mark by hand"
            )),
            UseCaseError::Unnamed { face, .. } => conflict(format!("face {} has no name yet", face.0)),
            UseCaseError::NoPhotoFace { photo, face } => {
                Self::not_found("face", &format!("{face} of photo {photo}"))
            }
            UseCaseError::NoPhoto { photo } => conflict(format!(
                "the session has no photo {photo}: send the very file that attendance was taken with"
            )),
            error @ (UseCaseError::BadBox(_)
            | UseCaseError::OtherClass { .. }
            | UseCaseError::BadCalendar { .. }
            | UseCaseError::BadLeave(_)
            | UseCaseError::BadConsent(_)
            | UseCaseError::NoConsentText { .. }
            | UseCaseError::BadMoodleLink(_)
            | UseCaseError::NoStatus { .. }) => Self::invalid(error.to_string()),
            UseCaseError::NoSlot(slot) => Self::not_found("entry of the timetable", &slot.to_string()),
            UseCaseError::NoGroup { group, .. } => Self::not_found("group", &group),
            error @ (UseCaseError::NoMoodleLink(_) | UseCaseError::NoCourse(_)) => {
                Self::new(StatusCode::NOT_FOUND, "not_found", error.to_string())
            }
            UseCaseError::Moodle(error @ MoodleError::Address { .. }) => Self::invalid(error.to_string()),
            UseCaseError::Moodle(error) => Self::platform(&error),
            UseCaseError::PushInterrupted(error) => Self::platform(&error),
            UseCaseError::NoStatusSet(set) => Self::not_found("set of statuses", &set),
            error @ (UseCaseError::SameSession { .. }
            | UseCaseError::SameEvent { .. }
            | UseCaseError::OwnClosing) => conflict(error.to_string()),
            error @ UseCaseError::ChangedMeanwhile { .. } => {
                Self::new(StatusCode::CONFLICT, "changed_meanwhile", error.to_string())
            }
            error @ (UseCaseError::NothingToWithdraw { .. } | UseCaseError::NotClosed { .. }) => {
                conflict(error.to_string())
            }
            UseCaseError::Npz(error) => Self::invalid(error.to_string()),
            error @ (UseCaseError::Detect(_)
            | UseCaseError::Embed(_)
            | UseCaseError::Template(_)
            | UseCaseError::Encode(_)
            | UseCaseError::Export(_)
            | UseCaseError::Report(_)) => Self::internal(&error.to_string()),
        }
    }
}

impl From<CaptureError> for ApiError {
    fn from(error: CaptureError) -> Self {
        let (status, code) = match error {
            CaptureError::TooManyBytes { .. } | CaptureError::TooLarge { .. } => {
                (StatusCode::PAYLOAD_TOO_LARGE, "too_large")
            }
            CaptureError::HighEfficiency { .. }
            | CaptureError::Unsupported { .. }
            | CaptureError::Unrecognised => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_photo"),
            _ => (StatusCode::UNPROCESSABLE_ENTITY, "bad_photo"),
        };
        Self::new(status, code, error.to_string())
    }
}
