//! A camera at the door: frames that are looked at and not kept.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use jiff::Timestamp;
use jiff::civil::Date;
use muster_capture::{Limits, decode};
use muster_domain::{AttendanceRecord, ClassId, Student, StudentId};
use muster_usecase::session::Taken;
use muster_usecase::watch_door::{Frame, SeenFace, watch_door};
use muster_usecase::{Act, Recogniser};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::answer::PlaceItem;
use super::body::{Asked, Body, picture, session_date};
use super::session::{Label, changeable};
use crate::App;
use crate::access::Caller;
use crate::error::ApiError;
use crate::queue::Place;
use crate::watches::WatchKey;

/// A frame of a camera.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FrameRequest {
    /// The frame in base64 (JPEG, PNG or WebP).
    image: String,
}

/// What a frame shows.
#[derive(Serialize, ToSchema)]
pub(crate) struct FrameAnswer {
    /// Its faces.
    faces: Vec<SeenItem>,
    /// Who has been seen in enough frames now, and is present.
    arrived: Vec<ArrivedItem>,
    /// In how many frames somebody has to be seen.
    frames_needed: usize,
}

/// A face in a frame.
#[derive(Serialize, ToSchema)]
pub(crate) struct SeenItem {
    /// Where, in pixels of the frame.
    #[serde(rename = "box")]
    place: PlaceItem,
    /// Who, when the machine is sure enough: the student's id.
    student: Option<String>,
    /// First and last name.
    name: Option<String>,
    /// In how many frames lately; 0 once they have arrived.
    frames: usize,
}

/// Somebody who has arrived.
#[derive(Serialize, ToSchema)]
pub(crate) struct ArrivedItem {
    /// The student's id.
    student: String,
    /// First and last name.
    name: String,
    /// When, RFC 3339 in UTC.
    at: String,
    /// The evidence: this frame's digest, and the face's place among the faces that were stored of it.
    photo: String,
    /// From 0.
    face: usize,
}

/// Looks at a frame of a camera. Who is seen in several frames within seconds is marked present, with the face as
/// evidence; of everybody else nothing is kept.
#[utoipa::path(
    post, path = "/api/v1/classes/{class}/sessions/{date}/frames", tag = "attendance", params(Label),
    request_body = FrameRequest,
    responses(
        (status = 200, body = FrameAnswer), (status = 400, body = ApiError), (status = 401, body = ApiError),
        (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError),
        (status = 413, body = ApiError), (status = 415, body = ApiError), (status = 422, body = ApiError),
        (status = 503, body = ApiError)
    )
)]
pub(crate) async fn frame(
    State(app): State<App>,
    caller: Caller,
    Path((class, day)): Path<(String, String)>,
    Asked(Label { label }): Asked<Label>,
    queue: Place,
    Body(FrameRequest { image }): Body<FrameRequest>,
) -> Result<Json<FrameAnswer>, ApiError> {
    let class = ClassId::new(class);
    caller.may_take(&class)?;
    // When the frame came, however long it waits for its turn.
    let now = (app.now)();
    let date: Date = session_date(&day, now)?;
    changeable(&app, &caller, &class, (date, &label)).await?;
    let file = picture(&image)?;
    let key = WatchKey { school: caller.school.clone(), class, date, label, by: caller.name().to_owned() };
    let recognition = app.recognition.clone();
    let work = async move |recogniser: Arc<Recogniser>| look(&app, &recogniser, (key, now), &file).await;
    recognition.run(queue, work).await?.map(Json)
}

/// One frame at a time is looked at, so a watch is never out twice.
async fn look(
    app: &App,
    recogniser: &Recogniser,
    (key, now): (WatchKey, Timestamp),
    file: &[u8],
) -> Result<FrameAnswer, ApiError> {
    let photo = decode(file, &Limits::default())?;
    let roster = app.store.roster(&key.school, &key.class, app.today()).await?;
    let mut watch = app.recognition.watches.take(&key);
    let act = Act { now, ..app.act(&key.school, &key.by) };
    let seen = watch_door(act, recogniser, &key.class, (key.date, &key.label), &photo, &mut watch).await;
    app.recognition.watches.put(key, watch);
    Ok(FrameAnswer::of(&seen?, &roster))
}

impl FrameAnswer {
    fn of(frame: &Frame, roster: &[Student]) -> Self {
        let name = |id: &StudentId| {
            let known = roster.iter().find(|one| one.id == *id);
            known.map_or_else(|| id.to_string(), Student::full_name)
        };
        let seen = |face: &SeenFace| SeenItem {
            place: face.bounding_box.into(),
            student: face.student.as_ref().map(ToString::to_string),
            name: face.student.as_ref().map(name),
            frames: face.frames,
        };
        let arrived = frame.arrived.iter().filter_map(|id| arrived(frame.taken.as_ref()?, id, name(id)));
        Self {
            faces: frame.faces.iter().map(seen).collect(),
            arrived: arrived.collect(),
            frames_needed: muster_record::FRAMES,
        }
    }
}

fn arrived(taken: &Taken, id: &StudentId, name: String) -> Option<ArrivedItem> {
    let own = |record: &&AttendanceRecord| record.student == *id;
    let at = taken.records.iter().find(own)?.mark.as_ref()?.at;
    let photo = taken.photos.last()?;
    let face = photo.faces.iter().position(|face| face.identification.student() == Some(id))?;
    let photo = photo.digest.to_string();
    Some(ArrivedItem { student: id.to_string(), name, at: at.to_string(), photo, face })
}
