//! The JSON interface, under `/api/v1`. Its OpenAPI description is made from these functions.

mod about;
pub mod answer;
mod attendance;
mod audit;
mod body;
mod calendar;
mod check_in;
mod classes;
mod compreface;
mod consent;
mod correction;
mod demo;
mod enrolment;
mod erasure;
mod events;
mod faces;
mod feed;
#[doc(hidden)]
pub mod fuzzing;
mod groups;
mod health;
mod job;
mod kept_file;
mod keys;
mod leave;
mod live;
mod lti;
mod lti_course;
mod mark;
mod me;
mod meetings;
mod moodle;
mod notices;
mod oidc;
mod privacy;
mod qr;
mod quality;
mod recognition;
mod register;
mod register_import;
mod report;
mod reports;
mod roster;
mod session;
mod sign_in;
mod status_sets;
mod student;
mod templates;
mod timetable;
mod users;

use axum::extract::{DefaultBodyLimit, Request};
use axum::http::header;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse as _, Response};
use axum::{Json, Router, routing::get};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi, openapi};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::error::ApiError;
use crate::{App, observe};
use compreface::collection;

pub use demo::{Demo, DemoClass, DemoPhoto};

pub(crate) use body::{Asked, date};
pub(crate) use check_in::code_of;
pub(crate) use classes::seen_classes;
pub(crate) use lti::LtiToolItem;
pub(crate) use qr::qr_code;
pub(crate) use reports::asked_classes;
pub(crate) use session::{Days, Label, bounded, in_order};

/// Largest body of a request with photos, in bytes: two photos at their limit, in base64.
const PHOTO_BODY: usize = 90 << 20;
/// Largest body of any other request, in bytes.
const SMALL_BODY: usize = 64 << 10;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Muster",
        description = "Roll call from class photos. A machine suggests, a person decides."
    ),
    modifiers(&BearerKeys),
    security(("api_key" = []))
)]
struct Description;

struct BearerKeys;

impl Modify for BearerKeys {
    fn modify(&self, description: &mut openapi::OpenApi) {
        let bearer = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("A key, or the token of a sign-in."))
            .build();
        let components = description.components.get_or_insert_default();
        components.add_security_scheme("api_key", SecurityScheme::Http(bearer));
    }
}

/// Refuses a body by its declared size, before any of it is read.
async fn declared_size<const MOST: usize>(request: Request, next: Next) -> Response {
    let length = request.headers().get(header::CONTENT_LENGTH);
    let length = length.and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if length.is_some_and(|length| length > MOST as u64) {
        return ApiError::too_large(MOST).into_response();
    }
    next.run(request).await
}

fn described() -> OpenApiRouter<App> {
    let photos = routes_with_photos()
        .layer(DefaultBodyLimit::max(PHOTO_BODY))
        .layer(from_fn(declared_size::<PHOTO_BODY>));
    let rest = routes_of_classes()
        .merge(routes_of_accounts())
        .layer(DefaultBodyLimit::max(SMALL_BODY))
        .layer(from_fn(declared_size::<SMALL_BODY>));
    let mut all = OpenApiRouter::with_openapi(Description::openapi()).merge(photos).merge(rest);
    name_operations(all.get_openapi_mut());
    all
}

/// Names each operation by its method and address: `get_classes_class_sessions`. The names of its functions repeat from
/// room to room, and clients are made by these names.
fn name_operations(description: &mut openapi::OpenApi) {
    for (path, item) in &mut description.paths.paths {
        let address =
            path.trim_start_matches("/api/v1/").replace(['{', '}'], "").replace(['/', '-', '.'], "_");
        let methods = [
            ("get", &mut item.get),
            ("put", &mut item.put),
            ("post", &mut item.post),
            ("delete", &mut item.delete),
            ("patch", &mut item.patch),
        ];
        for (method, operation) in methods {
            if let Some(operation) = operation {
                operation.operation_id = Some(format!("{method}_{}", address.trim_start_matches('_')));
            }
        }
    }
}

fn routes_with_photos() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(attendance::take))
        .routes(routes!(live::frame))
        .routes(routes!(correction::draw))
        .routes(routes!(enrolment::enrol, enrolment::list))
        .routes(routes!(roster::import))
        .routes(routes!(register_import::import))
        .routes(routes!(leave::add_file))
        .routes(routes!(consent::add_file))
        .routes(routes!(templates::import, templates::count))
        .routes(routes!(compreface::detect))
        .routes(routes!(compreface::recognize))
        .routes(routes!(collection::add, collection::list, collection::delete_examples))
}

fn routes_of_classes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(classes::school))
        .routes(routes!(classes::list))
        .routes(routes!(classes::put))
        .routes(routes!(demo::demo))
        .routes(routes!(classes::students))
        .routes(routes!(classes::put_student, classes::remove_student))
        .routes(routes!(consent::of_class, consent::enter_for_class))
        .routes(routes!(consent::of_student, consent::enter))
        .routes(routes!(consent::file, consent::remove_file))
        .routes(routes!(privacy::notice_text))
        .routes(routes!(privacy::assessment_template))
        .routes(routes!(audit::list))
        .routes(routes!(audit::check))
        .routes(routes!(erasure::export))
        .routes(routes!(erasure::erase))
        .routes(routes!(consent::list_texts, consent::add_text))
        .routes(routes!(faces::read, faces::of_school))
        .routes(routes!(faces::of_class))
        .routes(routes!(faces::of_student))
        .routes(routes!(groups::stays, groups::put_stays))
        .routes(routes!(groups::list))
        .routes(routes!(groups::put, groups::remove))
        .routes(routes!(calendar::read, calendar::put))
        .routes(routes!(timetable::list, timetable::add))
        .routes(routes!(timetable::change, timetable::remove))
        .routes(routes!(timetable::cancel, timetable::uncancel))
        .routes(routes!(meetings::list))
        .routes(routes!(events::add))
        .routes(routes!(session::confirm))
        .routes(routes!(register::school))
        .routes(routes!(register::records))
        .routes(routes!(register::edfi))
        .routes(routes!(feed::calendar))
        .routes(routes!(reports::read))
        .routes(routes!(notices::list, notices::add))
        .routes(routes!(notices::remove))
        .routes(routes!(notices::notices))
        .routes(routes!(notices::test))
        .routes(routes!(leave::list, leave::enter))
        .routes(routes!(leave::read, leave::withdraw))
        .routes(routes!(leave::file))
        .routes(routes!(status_sets::list))
        .routes(routes!(status_sets::put, status_sets::remove))
        .routes(routes!(status_sets::choose))
        .routes(routes!(collection::delete_example))
        .routes(routes!(collection::image))
        .routes(routes!(collection::subjects, collection::add_subject))
        .routes(routes!(enrolment::crop))
        .routes(routes!(enrolment::decisions))
        .routes(routes!(templates::export))
        .routes(routes!(session::list))
        .routes(routes!(session::read))
        .routes(routes!(mark::mark, mark::history))
        .routes(routes!(mark::withdraw))
        .routes(routes!(check_in::code))
        .routes(routes!(check_in::check_in))
        .routes(routes!(correction::correct, correction::corrections))
        .routes(routes!(session::picture))
        .routes(routes!(session::close))
        .routes(routes!(session::reopen))
        .routes(routes!(session::reopenings))
        .routes(routes!(register::xlsx))
        .routes(routes!(register::csv))
        .routes(routes!(register::moodle))
        .routes(routes!(moodle::link, moodle::put, moodle::remove))
        .routes(routes!(moodle::push))
        .routes(routes!(lti::platforms, lti::add))
        .routes(routes!(lti::remove))
        .routes(routes!(lti::contexts))
        .routes(routes!(lti::link, lti::unlink))
        .routes(routes!(lti_course::roster))
        .routes(routes!(lti_course::grades))
        .routes(routes!(quality::quality))
        .routes(routes!(report::report))
        .routes(routes!(student::attendance))
        .routes(routes!(job::list))
        .routes(routes!(job::read))
        .routes(routes!(job::events))
}

/// People, keys, and what operators ask.
fn routes_of_accounts() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(about::about))
        .routes(routes!(sign_in::set_up))
        .routes(routes!(sign_in::sign_in))
        .routes(routes!(sign_in::sign_out))
        .routes(routes!(sign_in::accept))
        .routes(routes!(oidc::start))
        .routes(routes!(oidc::callback))
        .routes(routes!(me::me))
        .routes(routes!(me::password))
        .routes(routes!(me::offer, me::remove))
        .routes(routes!(me::sign_ins))
        .routes(routes!(me::end_sign_in))
        .routes(routes!(me::confirm))
        .routes(routes!(users::list, users::invite))
        .routes(routes!(users::read, users::change))
        .routes(routes!(users::reset))
        .routes(routes!(keys::list, keys::add))
        .routes(routes!(keys::revoke))
        .routes(routes!(recognition::profile, recognition::switch))
        .routes(routes!(health::live))
        .routes(routes!(health::ready))
        .routes(routes!(observe::metrics))
}

/// All routes of the interface.
pub(crate) fn routes() -> Router<App> {
    let (router, description) = described().split_for_parts();
    router.route("/api/v1/openapi.json", get(async move || Json(description)))
}

/// The interface's OpenAPI 3.1 description.
pub fn open_api() -> openapi::OpenApi {
    described().into_openapi()
}
