//! What CompreFace's clients send and read (its REST API, version 1.2).

use axum::Json;
use axum::extract::multipart::Multipart;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use muster_domain::Face;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::body::{Body, bad_part, is_form, picture};
use crate::error::ApiError;
use crate::queue::RETRY_AFTER;

/// CompreFace's code for a picture without a face; its clients tell it from other errors.
const NO_FACE: u16 = 28;

/// Why a request was not done, in CompreFace's form: a sentence and a number.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ClientError {
    #[serde(skip)]
    status: StatusCode,
    #[serde(skip)]
    retry: bool,
    /// What went wrong.
    message: String,
    /// 28 when there was no face, else 0.
    code: u16,
}

impl ClientError {
    pub(super) fn no_face() -> Self {
        let message = "No face is found in the given image".to_owned();
        Self { status: StatusCode::BAD_REQUEST, retry: false, message, code: NO_FACE }
    }
}

impl From<ApiError> for ClientError {
    fn from(error: ApiError) -> Self {
        let (status, retry) = (error.status(), error.is_passing());
        Self { status, retry, message: error.message().to_owned(), code: 0 }
    }
}

impl IntoResponse for ClientError {
    fn into_response(self) -> Response {
        let mut response = (self.status, Json(&self)).into_response();
        if self.retry {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(RETRY_AFTER));
        }
        response
    }
}

/// What a client may ask for besides; `status` and `face_plugins` are known and change nothing.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Options {
    /// Most faces, the largest first; 0 for all.
    #[serde(default)]
    limit: usize,
    /// Most subjects of a face; 1 when absent.
    prediction_count: Option<usize>,
    /// The least probability of a face, 0 to 1.
    #[serde(default)]
    det_prob_threshold: f32,
}

impl Options {
    pub(super) fn predictions(&self) -> usize {
        self.prediction_count.unwrap_or(1)
    }

    /// The faces that were asked for, largest first.
    ///
    /// # Errors
    /// CompreFace's "no face" when there is none.
    pub(super) fn results(
        &self,
        mut faces: Vec<Recognised>,
    ) -> Result<Json<Results<Recognised>>, ClientError> {
        faces.retain(|face| face.place.probability >= self.det_prob_threshold);
        faces.sort_by_key(|face| std::cmp::Reverse(face.place.area()));
        if self.limit > 0 {
            faces.truncate(self.limit);
        }
        if faces.is_empty() { Err(ClientError::no_face()) } else { Ok(Json(Results { result: faces })) }
    }
}

/// A picture: the form field `file`, or JSON with base64 in `file`.
#[derive(ToSchema)]
pub(crate) struct Picture {
    /// The file's bytes.
    #[schema(value_type = String, format = Binary)]
    pub(super) file: Vec<u8>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PictureJson {
    file: String,
}

impl<S: Send + Sync> FromRequest<S> for Picture {
    type Rejection = ClientError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ClientError> {
        if !is_form(request.headers()) {
            let Body(PictureJson { file }) = Body::from_request(request, state).await?;
            return Ok(Self { file: picture(&file)? });
        }
        let form = Multipart::from_request(request, state).await;
        let mut form = form.map_err(|cause| ApiError::bad_form(cause.status(), &cause.body_text()))?;
        while let Some(field) = form.next_field().await.map_err(|cause| bad_part(&cause))? {
            if field.name() == Some("file") {
                let bytes = field.bytes().await.map_err(|cause| bad_part(&cause))?;
                return Ok(Self { file: bytes.to_vec() });
            }
        }
        Err(ApiError::invalid("the form has no `file`").into())
    }
}

/// The faces of a picture.
#[derive(Serialize, ToSchema)]
pub(crate) struct Results<T> {
    /// Largest first.
    pub(super) result: Vec<T>,
}

/// A face, and whose it may be.
#[derive(Serialize, ToSchema)]
pub(crate) struct Recognised {
    /// Where it is.
    #[serde(rename = "box")]
    pub(super) place: FaceBox,
    /// Whose it may be, likeliest first; empty for nobody of the collection.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) subjects: Option<Vec<Subject>>,
}

/// A face's place, in pixels of the upright picture.
#[derive(Serialize, ToSchema)]
pub(crate) struct FaceBox {
    /// How sure the detector is, 0 to 1.
    probability: f32,
    x_min: i64,
    y_min: i64,
    x_max: i64,
    y_max: i64,
}

impl FaceBox {
    pub(super) fn of(face: &Face) -> Self {
        let place = &face.bounding_box;
        let pixel = |edge: f32| edge.round() as i64;
        Self {
            probability: face.confidence.clamp(0.0, 1.0),
            x_min: pixel(place.x),
            y_min: pixel(place.y),
            x_max: pixel(place.right()),
            y_max: pixel(place.bottom()),
        }
    }

    fn area(&self) -> i64 {
        (self.x_max - self.x_min) * (self.y_max - self.y_min)
    }
}

/// A student whom a face may show.
#[derive(Serialize, ToSchema)]
pub(crate) struct Subject {
    /// The student's id.
    pub(super) subject: String,
    /// How likely it is them, 0 to 1; at most 0.5 when a person should look first.
    pub(super) similarity: f32,
}

/// A face of the collection.
#[derive(Serialize, ToSchema)]
pub(crate) struct Example {
    /// The face's id.
    pub(super) image_id: String,
    /// The student's id.
    pub(super) subject: String,
}

/// A face that was added.
#[derive(Serialize, ToSchema)]
pub(crate) struct Added {
    /// The face.
    #[serde(flatten)]
    pub(super) example: Example,
    /// `accepted`, or `pending` when a person should look first; it is not used until then.
    pub(super) state: &'static str,
}

/// A page of faces.
#[derive(Serialize, ToSchema)]
pub(crate) struct Examples {
    /// The page's faces.
    pub(super) faces: Vec<Example>,
    /// From 0.
    pub(super) page_number: usize,
    /// Most faces of a page.
    pub(super) page_size: usize,
    /// How many pages there are.
    pub(super) total_pages: usize,
    /// How many faces there are.
    pub(super) total_elements: usize,
}

/// How many faces were removed.
#[derive(Serialize, ToSchema)]
pub(crate) struct Deleted {
    /// How many.
    pub(super) deleted: usize,
}

/// A subject by name.
#[derive(Deserialize, Serialize, ToSchema)]
pub(crate) struct SubjectName {
    /// The student's id.
    pub(super) subject: String,
}

/// All subjects.
#[derive(Serialize, ToSchema)]
pub(crate) struct SubjectNames {
    /// The students' ids.
    pub(super) subjects: Vec<String>,
}
