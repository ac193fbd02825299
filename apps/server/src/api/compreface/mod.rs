//! CompreFace's routes for clients that were written for it: detection, recognition, and the faces of a collection.
//!
//! A *collection* is the class that the key opens, a *subject* a student, by their id. Where CompreFace and Muster
//! differ, Muster's rules hold: a face is only ever given to someone whom Muster would show as well, `similarity`
//! is the calibrated probability and stays at 0.5 or below for a face that a person should look at first, and no
//! embedding, age or gender is ever returned, whatever plugins are asked for. A deleted face is rejected, so never
//! used again; the erasure of a student is another path.

pub(crate) mod collection;
mod wire;

use std::sync::Arc;

use axum::Json;
use axum::extract::{FromRequestParts, State};
use axum::http::{HeaderValue, header, request::Parts};
use muster_capture::{Limits, decode};
use muster_domain::{Class, Face, Identification, Likelihood};
use muster_store::PhotoFace;
use muster_usecase::Recogniser;
use muster_usecase::take_attendance::{load_gallery, recognise};

use wire::{ClientError, FaceBox, Options, Picture, Recognised, Results, Subject};

use super::body::Asked;
use crate::App;
use crate::access::Caller;
use crate::error::ApiError;
use crate::queue::Place;

/// Highest similarity of a face that a person should look at first.
const DOUBT: f32 = 0.5;

/// Whoever sends a key as CompreFace's clients do, in `x-api-key`.
pub(crate) struct Client(Caller);

impl FromRequestParts<App> for Client {
    type Rejection = ClientError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ClientError> {
        if let Some(key) = parts.headers.get("x-api-key").and_then(|key| key.to_str().ok())
            && let Ok(bearer) = HeaderValue::try_from(format!("Bearer {key}"))
        {
            parts.headers.insert(header::AUTHORIZATION, bearer);
        }
        Ok(Self(Caller::from_request_parts(parts, app).await?))
    }
}

/// A place in the queue, or the error in CompreFace's form.
pub(crate) struct Waiting(Place);

impl FromRequestParts<App> for Waiting {
    type Rejection = ClientError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ClientError> {
        Ok(Self(Place::from_request_parts(parts, app).await?))
    }
}

impl Client {
    /// The class that the key opens.
    ///
    /// # Errors
    /// 409 when it opens none or several.
    async fn collection(&self, app: &App) -> Result<Class, ApiError> {
        let classes = app.store.list_classes(&self.0.school).await?;
        let mut seen = classes.into_iter().filter(|class| self.0.sees(&class.id));
        match (seen.next(), seen.next()) {
            (Some(only), None) => Ok(only),
            _ => Err(ApiError::conflict(
                "a collection is one class: make a key for it with `muster key add NAME --role teacher --class \
                 CLASS`",
            )),
        }
    }
}

/// Finds faces.
#[utoipa::path(
    post, path = "/api/v1/detection/detect", tag = "compreface", params(Options), request_body = Picture,
    responses(
        (status = 200, body = Results<Recognised>), (status = 400, body = ClientError),
        (status = 401, body = ClientError), (status = 503, body = ClientError)
    )
)]
pub(crate) async fn detect(
    State(app): State<App>,
    _client: Client,
    Asked(options): Asked<Options>,
    Waiting(place): Waiting,
    picture: Picture,
) -> Result<Json<Results<Recognised>>, ClientError> {
    let work = async move |recogniser: Arc<Recogniser>| -> Result<Vec<Face>, ApiError> {
        let photo = decode(&picture.file, &Limits::default())?;
        Ok(recogniser.detect(&photo.image)?)
    };
    let faces = app.recognition.run(place, work).await??;
    let faces = faces.into_iter().map(|face| Recognised { place: FaceBox::of(&face), subjects: None });
    options.results(faces.collect())
}

/// Finds faces and says whose they are.
#[utoipa::path(
    post, path = "/api/v1/recognition/recognize", tag = "compreface", params(Options), request_body = Picture,
    responses(
        (status = 200, body = Results<Recognised>), (status = 400, body = ClientError),
        (status = 401, body = ClientError), (status = 409, body = ClientError),
        (status = 503, body = ClientError)
    )
)]
pub(crate) async fn recognize(
    State(app): State<App>,
    client: Client,
    Asked(options): Asked<Options>,
    Waiting(place): Waiting,
    picture: Picture,
) -> Result<Json<Results<Recognised>>, ClientError> {
    let class = client.collection(&app).await?;
    let recognition = app.recognition.clone();
    let work = async move |recogniser: Arc<Recogniser>| -> Result<Vec<PhotoFace>, ApiError> {
        let photo = decode(&picture.file, &Limits::default())?;
        let act = app.act(&client.0.school, client.0.name());
        let gallery = load_gallery(act, &recogniser, &class.id, act.today()).await?;
        Ok(recognise(&recogniser, &gallery, &photo)?.faces)
    };
    let faces = recognition.run(place, work).await??;
    let likelihood = recognition.recogniser().threshold().likelihood;
    let count = options.predictions();
    let faces = faces.iter().map(|face| Recognised {
        place: FaceBox::of(&face.face),
        subjects: Some(subjects_of(&face.identification, likelihood.as_ref(), count)),
    });
    options.results(faces.collect())
}

/// Whom a face may show, as far as Muster says so itself.
fn subjects_of(verdict: &Identification, likelihood: Option<&Likelihood>, count: usize) -> Vec<Subject> {
    let (first, others, highest) = match verdict {
        Identification::Identified { best, others } => (Some(best), others.as_slice(), 1.0),
        Identification::NeedsReview { candidates, .. } => (None, candidates.as_slice(), DOUBT),
        Identification::Unknown | Identification::Confirmed { .. } | Identification::Dismissed => {
            return Vec::new();
        }
    };
    let all = first.into_iter().map(|best| (best, highest)).chain(others.iter().map(|one| (one, DOUBT)));
    all.take(count)
        .map(|(candidate, highest)| {
            let known = likelihood.map(|likelihood| likelihood.probability(candidate.distance));
            let similarity = known.unwrap_or(candidate.distance.score().0).clamp(0.0, highest);
            Subject { subject: candidate.student.to_string(), similarity }
        })
        .collect()
}
