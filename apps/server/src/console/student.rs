//! A student's page.

use axum::extract::{Path, State};
use axum::response::Response;
use muster_console::Markup;
use muster_console::pages::student::{StudentView, student as page};
use muster_domain::{ClassId, StudentId};
use muster_usecase::FacePermit;
use muster_usecase::student_record::student_record;

use super::Visitor;
use super::leave::row;
use super::privacy::{self, texts_read};
use super::register::Days;
use crate::App;
use crate::api::Asked;
use crate::error::ApiError;

pub(crate) async fn student(
    State(app): State<App>,
    visitor: Visitor,
    Path((class, student)): Path<(String, String)>,
    Asked(days): Asked<Days>,
) -> Response {
    visitor
        .page(async |visitor| {
            load(&app, visitor, &ClassId::new(class), &StudentId::new(student), &days).await
        })
        .await
}

async fn load(
    app: &App,
    visitor: &Visitor,
    class: &ClassId,
    student: &StudentId,
    days: &Days,
) -> Result<Markup, ApiError> {
    visitor.caller.may_see(class)?;
    let period = days.period(app.today())?;
    let act = app.act(&visitor.caller.school, visitor.caller.name());
    let mut record = student_record(act, class, student, (period.from, period.to)).await?;
    record.classes.retain(|class| visitor.caller.sees(&class.id));
    let school = &visitor.caller.school;
    let mut leave = Vec::new();
    for one in app.store.list_leaves(school, Some(student), None, None).await?.into_iter().rev() {
        leave.push(row(app, visitor, one, (class, record.student.full_name())).await?);
    }
    let members = app.store.members(school, class).await?;
    let own = members.into_iter().find(|member| member.student.id == *student);
    let stays = own.map_or_else(Vec::new, |member| member.stays);
    let consent = privacy::row(act, &FacePermit::read(act).await?, record.student.clone()).await?;
    let view = StudentView {
        record: &record,
        period,
        leave: &leave,
        stays: &stays,
        consent: &consent,
        texts: &texts_read(act).await?,
        today: app.today(),
    };
    Ok(page(&visitor.frame, &view))
}
