//! Who consents, and the page of privacy.

use axum::extract::{Path, State};
use axum::response::Response;
use muster_console::Markup;
use muster_console::pages::admin::privacy::{PrivacyView, privacy as privacy_page};
use muster_console::pages::consent::{ConsentRow, ConsentView, consent as consent_page};
use muster_domain::{ClassId, Student};
use muster_store::AuditFilter;
use muster_usecase::consent::texts;
use muster_usecase::session::find_class;
use muster_usecase::{Act, FacePermit};

use super::Visitor;
use crate::App;
use crate::error::ApiError;

/// Entries of the log on the page.
const ENTRIES: u32 = 200;

pub(crate) async fn consent(State(app): State<App>, visitor: Visitor, Path(class): Path<String>) -> Response {
    visitor.page(async |visitor| of_class(&app, visitor, &ClassId::new(class)).await).await
}

async fn of_class(app: &App, visitor: &Visitor, class: &ClassId) -> Result<Markup, ApiError> {
    visitor.caller.may_see(class)?;
    let school = &visitor.caller.school;
    let act = app.act(school, visitor.caller.name());
    let class = find_class(act, class).await?;
    let permit = FacePermit::read(act).await?;
    let mut rows = Vec::new();
    for student in app.store.roster(school, &class.id, app.today()).await? {
        rows.push(row(act, &permit, student).await?);
    }
    let view = ConsentView { class: &class, rows: &rows, texts: &texts_read(act).await?, today: app.today() };
    Ok(consent_page(&visitor.frame, &view))
}

/// A student with all that was said of their face.
pub(super) async fn row(act: Act<'_>, permit: &FacePermit, student: Student) -> Result<ConsentRow, ApiError> {
    Ok(ConsentRow {
        consent: permit.consent(&student.id),
        allowed: permit.require_student(&student.id).is_ok(),
        entries: act.store.list_consents(act.school, &student.id).await?,
        files: act.store.list_consent_files(act.school, &student.id).await?,
        student,
    })
}

/// Versions and languages of the texts that people may have read, the newest first.
pub(super) async fn texts_read(act: Act<'_>) -> Result<Vec<(String, String)>, ApiError> {
    let texts = texts(act).await?.into_iter().map(|one| (one.text.version, one.text.language));
    Ok(texts.collect())
}

pub(crate) async fn privacy(State(app): State<App>, visitor: Visitor) -> Response {
    visitor
        .page(async |visitor| {
            visitor.caller.may_oversee()?;
            let school = &visitor.caller.school;
            let view = PrivacyView {
                law: &app.jurisdiction,
                used: &app.store.face_use(school).await?,
                classes: &app.store.list_classes(school).await?,
                check: &app.store.check_audit(school).await?,
                entries: &app.store.list_audit(school, &AuditFilter::default(), ENTRIES).await?,
            };
            Ok(privacy_page(&visitor.frame, &view))
        })
        .await
}
