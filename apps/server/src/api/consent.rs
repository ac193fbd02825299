//! Consent: each student's ledger, what it comes to, and the texts that people read.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use muster_domain::{ClassId, Consent, ConsentEntry, ConsentKind, Relation, StudentId};
use muster_store::{ForgottenFaces, KeptFile, StoredConsentText};
use muster_usecase::FacePermit;
use muster_usecase::consent::{Said, enter_consent, enter_for_all, keep_text, texts};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::body::{Body, date};
use super::classes::{plain, seen_class, seen_student};
use super::kept_file::{KeptFileItem, KeptFileRequest, to_save};
use crate::App;
use crate::access::Caller;
use crate::error::ApiError;

/// Longest evidence, in characters.
const EVIDENCE: usize = 1000;

/// What somebody said.
#[derive(Clone, Copy, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ConsentKind)]
pub(crate) enum WireConsentKind {
    /// Yes.
    Granted,
    /// No, without having said yes before.
    Objected,
    /// No longer.
    Withdrawn,
    /// No, by the child.
    RefusedByChild,
}

/// What they are to the student.
#[derive(Clone, Copy, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = Relation)]
pub(crate) enum WireRelation {
    /// The student.
    Student,
    /// A parent.
    Parent,
    /// Somebody else who has custody.
    Guardian,
}

impl From<WireConsentKind> for ConsentKind {
    fn from(kind: WireConsentKind) -> Self {
        match kind {
            WireConsentKind::Granted => Self::Granted,
            WireConsentKind::Objected => Self::Objected,
            WireConsentKind::Withdrawn => Self::Withdrawn,
            WireConsentKind::RefusedByChild => Self::RefusedByChild,
        }
    }
}

impl From<WireRelation> for Relation {
    fn from(relation: WireRelation) -> Self {
        match relation {
            WireRelation::Student => Self::Student,
            WireRelation::Parent => Self::Parent,
            WireRelation::Guardian => Self::Guardian,
        }
    }
}

/// What somebody said about a student's face, to enter.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConsentRequest {
    /// What they said.
    kind: WireConsentKind,
    /// Their name. A person's next entry takes the place of the one before.
    person: String,
    /// What they are to the student.
    relation: WireRelation,
    /// The version of the text that they had read; see `/api/v1/consent-texts`.
    text_version: String,
    /// Its language.
    text_language: String,
    /// For `granted`: the last day on which it holds; until it is withdrawn when null.
    #[serde(default)]
    #[schema(example = "2027-07-31")]
    until: Option<String>,
    /// How it can be shown later: where the signed form lies, which letter.
    #[serde(default)]
    evidence: String,
}

/// The same for several students of a class, each of whom gets an entry of their own.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClassConsentRequest {
    /// Their ids, all on the class's roster; everybody on it when absent.
    #[serde(default)]
    students: Option<Vec<String>>,
    /// What was said. `person` may be one word for all, for example `signed form`.
    said: ConsentRequest,
}

/// An entry of a ledger.
#[derive(Serialize, ToSchema)]
pub(crate) struct ConsentItem {
    /// Its number in the ledger, from 1.
    number: i64,
    /// `granted`, `objected`, `withdrawn` or `refused_by_child`.
    kind: &'static str,
    /// Who said it.
    person: String,
    /// `student`, `parent` or `guardian`.
    relation: &'static str,
    /// The version of the text.
    text_version: String,
    /// Its language.
    text_language: String,
    /// The SHA-256 of its words.
    text_sha256: String,
    /// The last day of a consent.
    until: Option<String>,
    /// How it can be shown.
    evidence: String,
    /// When it was entered, RFC 3339 in UTC.
    at: String,
    /// Who entered it.
    by: String,
    /// Evidence that is kept with it. Only who manages or oversees the school opens it.
    files: Vec<KeptFileItem>,
}

/// What a student's ledger comes to.
#[derive(Serialize, ToSchema)]
pub(crate) struct ConsentAnswer {
    /// The student's id.
    student: String,
    /// First and last name.
    name: String,
    /// `none`, `granted`, `objected`, `withdrawn` or `refused_by_child`. One standing no beats every yes.
    state: &'static str,
    /// The last day of a consent; null for one without an end.
    until: Option<String>,
    /// Whether the student's face may be used today.
    face_allowed: bool,
    /// The ledger, oldest first; left away in lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    entries: Option<Vec<ConsentItem>>,
    /// What was removed of the student's face with this entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    forgotten: Option<ForgottenFaces>,
}

/// A text to keep.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConsentTextRequest {
    /// Its version, for example `2026-09`.
    version: String,
    /// Its language, BCP 47.
    language: String,
    /// Its words. They never change under this version.
    body: String,
}

/// A text that people read before they decide.
#[derive(Serialize, ToSchema)]
pub(crate) struct ConsentTextItem {
    /// Its version.
    version: String,
    /// Its language, BCP 47.
    language: String,
    /// The SHA-256 of its words.
    sha256: String,
    /// Its words.
    body: String,
}

impl ConsentItem {
    fn of(number: i64, entry: ConsentEntry, files: &[(i64, KeptFile)]) -> Self {
        let own = files.iter().filter(|(entry, _)| *entry == number);
        Self {
            number,
            kind: entry.kind.code(),
            person: entry.person,
            relation: entry.relation.code(),
            text_version: entry.text.version,
            text_language: entry.text.language,
            text_sha256: entry.text.sha256,
            until: entry.until.map(|day| day.to_string()),
            evidence: entry.evidence,
            at: entry.at.to_string(),
            by: entry.by,
            files: own.map(|(_, file)| file.clone().into()).collect(),
        }
    }
}

impl From<StoredConsentText> for ConsentTextItem {
    fn from(stored: StoredConsentText) -> Self {
        let text = stored.text;
        Self { version: text.version, language: text.language, sha256: text.sha256, body: stored.body }
    }
}

impl ConsentAnswer {
    fn of(permit: &FacePermit, student: &StudentId, name: String, consent: Consent) -> Self {
        let until = if let Consent::Granted { until } = consent { until } else { None };
        Self {
            student: student.to_string(),
            name,
            state: consent.code(),
            until: until.map(|day| day.to_string()),
            face_allowed: permit.require_student(student).is_ok(),
            entries: None,
            forgotten: None,
        }
    }
}

impl ConsentRequest {
    /// # Errors
    /// 422 for names and days that are none.
    fn read(self) -> Result<Said, ApiError> {
        plain("person", &self.person)?;
        if self.evidence.chars().count() > EVIDENCE {
            return Err(ApiError::invalid(format!("`evidence` is longer than {EVIDENCE} characters")));
        }
        Ok(Said {
            kind: self.kind.into(),
            person: self.person,
            relation: self.relation.into(),
            text: (self.text_version, self.text_language),
            until: self.until.as_deref().map(date).transpose()?,
            evidence: self.evidence,
        })
    }
}

/// What the ledgers of the class's roster come to.
#[utoipa::path(
    get, path = "/api/v1/classes/{class}/consents", tag = "consent",
    responses(
        (status = 200, body = Vec<ConsentAnswer>), (status = 401, body = ApiError), (status = 403, body = ApiError),
        (status = 404, body = ApiError)
    )
)]
pub(crate) async fn of_class(
    State(app): State<App>,
    caller: Caller,
    Path(class): Path<String>,
) -> Result<Json<Vec<ConsentAnswer>>, ApiError> {
    let class = seen_class(&app, &caller, class).await?;
    let permit = FacePermit::read(app.act(&caller.school, caller.name())).await?;
    let roster = app.store.roster(&caller.school, &class, app.today()).await?;
    let answer = |one: &muster_domain::Student| {
        ConsentAnswer::of(&permit, &one.id, one.full_name(), permit.consent(&one.id))
    };
    Ok(Json(roster.iter().map(answer).collect()))
}

/// Enters the same for several students of a class: a pile of signed forms, for example. Each gets an entry of their own.
#[utoipa::path(
    post, path = "/api/v1/classes/{class}/consents", tag = "consent", request_body = ClassConsentRequest,
    responses(
        (status = 200, body = Vec<ConsentAnswer>), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn enter_for_class(
    State(app): State<App>,
    caller: Caller,
    Path(class): Path<String>,
    Body(request): Body<ClassConsentRequest>,
) -> Result<Json<Vec<ConsentAnswer>>, ApiError> {
    let class = ClassId::new(class);
    may_enter(&caller, request.said.kind)?;
    caller.may_mark(&class)?;
    let class = seen_class(&app, &caller, class.to_string()).await?;
    let said = request.said.read()?;
    let mut roster = app.store.roster(&caller.school, &class, app.today()).await?;
    if let Some(students) = &request.students {
        let unknown = students.iter().find(|id| roster.iter().all(|one| one.id.as_str() != **id));
        if let Some(id) = unknown {
            return Err(ApiError::not_found("student", id));
        }
        roster.retain(|one| students.iter().any(|id| one.id.as_str() == id));
    }
    let act = app.act(&caller.school, caller.name());
    enter_for_all(act, &app.jurisdiction, &roster, &said).await?;
    let permit = FacePermit::read(act).await?;
    let answer = |one: &muster_domain::Student| {
        ConsentAnswer::of(&permit, &one.id, one.full_name(), permit.consent(&one.id))
    };
    Ok(Json(roster.iter().map(answer).collect()))
}

/// A yes is the office's to enter, with its evidence; a no may be entered by whoever hears it.
fn may_enter(caller: &Caller, kind: WireConsentKind) -> Result<(), ApiError> {
    match kind {
        WireConsentKind::Granted => caller.may_manage(),
        WireConsentKind::Objected | WireConsentKind::Withdrawn | WireConsentKind::RefusedByChild => {
            caller.may_change()
        }
    }
}

/// A student's ledger of consent, and what it comes to.
#[utoipa::path(
    get, path = "/api/v1/students/{student}/consents", tag = "consent",
    responses(
        (status = 200, body = ConsentAnswer), (status = 401, body = ApiError), (status = 403, body = ApiError),
        (status = 404, body = ApiError)
    )
)]
pub(crate) async fn of_student(
    State(app): State<App>,
    caller: Caller,
    Path(student): Path<String>,
) -> Result<Json<ConsentAnswer>, ApiError> {
    caller.may_list()?;
    let student = StudentId::new(student);
    let name = seen_student(&app, &caller, &student).await?;
    ledger(&app, &caller, &student, name).await.map(Json)
}

async fn ledger(
    app: &App,
    caller: &Caller,
    student: &StudentId,
    name: String,
) -> Result<ConsentAnswer, ApiError> {
    let permit = FacePermit::read(app.act(&caller.school, caller.name())).await?;
    let entries = app.store.list_consents(&caller.school, student).await?;
    let files = app.store.list_consent_files(&caller.school, student).await?;
    let item = |(number, entry)| ConsentItem::of(number, entry, &files);
    let entries = Some((1..).zip(entries).map(item).collect());
    Ok(ConsentAnswer { entries, ..ConsentAnswer::of(&permit, student, name, permit.consent(student)) })
}

/// Enters what somebody said about a student's face. Once no consent holds any more, everything that is kept of the face is
/// removed at once. Whoever teaches the student may enter a no; a yes is for admins.
#[utoipa::path(
    post, path = "/api/v1/students/{student}/consents", tag = "consent", request_body = ConsentRequest,
    responses(
        (status = 201, body = ConsentAnswer), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn enter(
    State(app): State<App>,
    caller: Caller,
    Path(student): Path<String>,
    Body(request): Body<ConsentRequest>,
) -> Result<(StatusCode, Json<ConsentAnswer>), ApiError> {
    may_enter(&caller, request.kind)?;
    let student = StudentId::new(student);
    let name = seen_student(&app, &caller, &student).await?;
    let act = app.act(&caller.school, caller.name());
    let (_, forgotten) = enter_consent(act, &app.jurisdiction, &student, &request.read()?).await?;
    let forgotten = (forgotten != ForgottenFaces::default()).then_some(forgotten);
    let answer = ConsentAnswer { forgotten, ..ledger(&app, &caller, &student, name).await? };
    Ok((StatusCode::CREATED, Json(answer)))
}

/// Keeps a file with an entry, sealed: the signed form, for example. What it is is found out from its bytes.
#[utoipa::path(
    post, path = "/api/v1/students/{student}/consents/{entry}/files", tag = "consent", request_body = KeptFileRequest,
    responses(
        (status = 201, body = ConsentAnswer), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError),
        (status = 413, body = ApiError), (status = 415, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn add_file(
    State(app): State<App>,
    caller: Caller,
    Path((student, entry)): Path<(String, i64)>,
    Body(request): Body<KeptFileRequest>,
) -> Result<(StatusCode, Json<ConsentAnswer>), ApiError> {
    caller.may_manage()?;
    let student = StudentId::new(student);
    let name = seen_student(&app, &caller, &student).await?;
    let all = app.store.list_consent_files(&caller.school, &student).await?;
    let file = request.read(all.iter().filter(|(of, _)| *of == entry).count())?;
    app.store
        .add_consent_file(&caller.school, (&student, entry), (&file.name, file.media_type, &file.bytes))
        .await?;
    Ok((StatusCode::CREATED, Json(ledger(&app, &caller, &student, name).await?)))
}

/// A file that was kept as evidence, to be saved: no browser shows it as a page of this server.
#[utoipa::path(
    get, path = "/api/v1/students/{student}/consents/{entry}/files/{number}", tag = "consent",
    responses(
        (status = 200, content_type = "application/octet-stream", body = Vec<u8>), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError)
    )
)]
pub(crate) async fn file(
    State(app): State<App>,
    caller: Caller,
    Path((student, entry, number)): Path<(String, i64, i64)>,
) -> Result<Response, ApiError> {
    caller.may_oversee()?;
    let student = StudentId::new(student);
    let listed = app.store.list_consent_files(&caller.school, &student).await?;
    let missing = || ApiError::not_found("file", &number.to_string());
    let known = listed.into_iter().find(|(of, file)| *of == entry && file.number == number);
    let (_, known) = known.ok_or_else(missing)?;
    let bytes = app.store.read_consent_file(&caller.school, (&student, entry), number).await?;
    Ok(to_save(&format!("consent-{entry}-{number}"), &known.media_type, bytes.ok_or_else(missing)?))
}

/// Removes a file that does not belong there. The entry stays as it is.
#[utoipa::path(
    delete, path = "/api/v1/students/{student}/consents/{entry}/files/{number}", tag = "consent",
    responses(
        (status = 204), (status = 401, body = ApiError), (status = 403, body = ApiError),
        (status = 404, body = ApiError)
    )
)]
pub(crate) async fn remove_file(
    State(app): State<App>,
    caller: Caller,
    Path((student, entry, number)): Path<(String, i64, i64)>,
) -> Result<StatusCode, ApiError> {
    caller.may_manage()?;
    let entry = (&StudentId::new(student), entry);
    app.store.remove_consent_file(&caller.school, entry, number).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The texts that people read before they decide: the school's own, the newest first, and those that come with Muster.
#[utoipa::path(
    get, path = "/api/v1/consent-texts", tag = "consent",
    responses(
        (status = 200, body = Vec<ConsentTextItem>), (status = 401, body = ApiError), (status = 403, body = ApiError)
    )
)]
pub(crate) async fn list_texts(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<Vec<ConsentTextItem>>, ApiError> {
    caller.may_list()?;
    let all = texts(app.act(&caller.school, caller.name())).await?;
    Ok(Json(all.into_iter().map(ConsentTextItem::from).collect()))
}

/// Keeps a text of the school's own. Its words never change: other words are another version.
#[utoipa::path(
    post, path = "/api/v1/consent-texts", tag = "consent", request_body = ConsentTextRequest,
    responses(
        (status = 201, body = ConsentTextItem), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 409, body = ApiError), (status = 422, body = ApiError)
    )
)]
pub(crate) async fn add_text(
    State(app): State<App>,
    caller: Caller,
    Body(request): Body<ConsentTextRequest>,
) -> Result<(StatusCode, Json<ConsentTextItem>), ApiError> {
    caller.may_manage()?;
    plain("version", &request.version)?;
    plain("language", &request.language)?;
    let act = app.act(&caller.school, caller.name());
    let kept = keep_text(act, (&request.version, &request.language), &request.body).await?;
    Ok((StatusCode::CREATED, Json(kept.into())))
}
