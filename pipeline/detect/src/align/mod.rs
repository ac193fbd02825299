//! Cutting a face out of its photo in the shape that an embedding network was trained on.
//!
//! Two ways, because the networks differ: `FaceNet` wants the upright box with some margin ([`box_crop`]),
//! `SFace` and `ArcFace` want the face turned and scaled so that its five points fall on fixed places
//! ([`five_point_crop`]). This module owns the geometry and the resampling; what the numbers then mean to a
//! network is `embed`'s.

mod boxed;
mod points;
mod warp;

pub use boxed::{BoxCrop, CropShape, Resampling, box_crop};
pub use points::{FIVE_POINT_SIDE, FIVE_POINT_TEMPLATE, five_point_crop};
pub(crate) use warp::{Affine, Beyond, warp};
