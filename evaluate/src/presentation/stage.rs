//! Who holds which picture up where, the same in every run.

use std::path::PathBuf;

use muster_capture::{Limits, decode, encode_jpeg};
use muster_detect::align::{BoxCrop, CropShape, Resampling, box_crop};
use muster_domain::{BoundingBox, FaceTemplate, RgbImage, StudentId};
use muster_identify::Gallery;
use muster_store::EnrolmentState;
use muster_usecase::enrol_choice::{Choice, choose};

use super::attack::{Attack, Draw, put};
use crate::data::{ClassData, LabelledPhoto};
use crate::faces::read_photo;
use crate::rollcall::enrolment_faces;
use crate::{EvaluateError, FaceSource};

/// Pictures held up in one photo.
const HELD: usize = 2;
/// The picture around a face that is held up: half as much again on each side as the face's own.
const CROP: BoxCrop =
    BoxCrop { size: 400, margin: 1.0, shape: CropShape::Square, resampling: Resampling::Area };
/// Least height in pixels of a face that is held up.
const LEAST: f32 = 48.0;

/// A student's picture to hold up: the file, and where the face is.
struct Source {
    student: StudentId,
    path: PathBuf,
    face: BoundingBox,
}

/// A class with its galleries.
pub(super) struct Stage {
    /// Everything enrolled.
    pub(super) enrolled: Gallery,
    /// The same without the pictures that are held up.
    pub(super) others: Gallery,
    sources: Vec<Source>,
}

/// A photo with an attack in it, and where the held faces are.
pub(super) struct Staged {
    pub(super) image: RgbImage,
    pub(super) held: Vec<BoundingBox>,
}

impl Stage {
    pub(super) fn set(source: &FaceSource<'_>, class: &ClassData) -> Result<Self, EvaluateError> {
        let recogniser = source.recogniser();
        let faces = enrolment_faces(source, class, &mut || ())?;
        let choices = choose(recogniser, &faces)?;
        let (mut all, mut others, mut sources) = (Vec::new(), Vec::new(), Vec::new());
        for student in &class.students {
            let id = StudentId::new(&student.name);
            let mut own: Vec<(FaceTemplate, Source)> = Vec::new();
            for ((path, found), choice) in student.images.iter().zip(&faces[&id]).zip(&choices[&id]) {
                let Some(Choice { face, state: EnrolmentState::Accepted, .. }) = choice else { continue };
                if let Some(template) = recogniser.blend(&found[*face].templates)? {
                    let face = found[*face].face.bounding_box;
                    own.push((template, Source { student: id.clone(), path: path.clone(), face }));
                }
            }
            all.extend(own.iter().map(|(template, _)| (id.clone(), template.clone())));
            let last = own.pop();
            others.extend(own.into_iter().map(|(template, _)| (id.clone(), template)));
            sources.extend(last.map(|(_, source)| source));
        }
        Ok(Self { enrolled: recogniser.gallery(all)?, others: recogniser.gallery(others)?, sources })
    }

    /// The photo with pictures of students held up, of absent ones where there are some.
    pub(super) fn play(
        &self,
        class: &ClassData,
        photo: &LabelledPhoto,
        image: &RgbImage,
        faces: &[BoundingBox],
        attack: Attack,
    ) -> Result<Staged, EvaluateError> {
        let mut draw = Draw::new(&format!("{} {} {}", class.name, photo.name, attack.code()));
        let mut order: Vec<(bool, f32, &Source)> = self
            .sources
            .iter()
            .map(|source| (photo.present.contains(source.student.as_str()), draw.between(0.0, 1.0), source))
            .collect();
        order.sort_by(|a, b| (a.0, a.1).partial_cmp(&(b.0, b.1)).unwrap_or(std::cmp::Ordering::Equal));
        let mut staged = Staged { image: image.clone(), held: Vec::new() };
        let mut taken = faces.to_vec();
        for (_, _, source) in order.into_iter().take(HELD) {
            let Some(place) = free_place(image, &taken, faces, &mut draw) else { continue };
            let picture = box_crop(&read_photo(&source.path)?.image, &source.face, &CROP);
            staged.image = put(&staged.image, attack, &picture, &place, &mut draw);
            let (width, height) = shares(&source.face);
            let centre = place.centre();
            let (width, height) = (width * place.width, height * place.height);
            staged.held.push(BoundingBox::new(
                centre.x - width / 2.0,
                centre.y - height / 2.0,
                width,
                height,
            ));
            taken.push(place);
        }
        Ok(staged)
    }
}

/// How much of the held picture the face takes, in width and height.
fn shares(face: &BoundingBox) -> (f32, f32) {
    let side = (1.0 + CROP.margin) * face.width.max(face.height).max(1.0);
    (face.width / side, face.height / side)
}

/// A square for a picture beside all faces, with a face about as large as those of the photo; none when there is no room.
fn free_place(
    image: &RgbImage,
    taken: &[BoundingBox],
    faces: &[BoundingBox],
    draw: &mut Draw,
) -> Option<BoundingBox> {
    let (width, height) = (image.width() as f32, image.height() as f32);
    let mut heights: Vec<f32> = faces.iter().map(|face| face.height).collect();
    heights.sort_by(f32::total_cmp);
    let usual = heights.get(heights.len() / 2).copied().unwrap_or(height / 5.0);
    for shrink in [1.0, 0.8, 0.6, 0.45] {
        let face = (usual * draw.between(0.9, 1.5) * shrink).max(LEAST);
        let side = face * (1.0 + CROP.margin);
        if side * 1.3 > width.min(height) {
            continue;
        }
        for _ in 0..60 {
            let x = draw.between(0.15 * side, width - 1.15 * side);
            let y = draw.between(0.15 * side, height - 1.15 * side);
            let grown = BoundingBox::new(x - 0.15 * side, y - 0.15 * side, 1.3 * side, 1.3 * side);
            if taken.iter().all(|other| other.intersection(&grown) <= 0.0) {
                return Some(BoundingBox::new(x, y, side, side));
            }
        }
    }
    None
}

/// The photo as somebody would send it again: smaller, and compressed anew.
pub(super) fn compressed(image: &RgbImage, name: &str) -> Result<RgbImage, EvaluateError> {
    let mut draw = Draw::new(&format!("again {name}"));
    let scale = draw.between(0.5, 0.9);
    let quality = draw.between(60.0, 90.0) as u8;
    let small = smaller(image, scale);
    let picture = |cause| EvaluateError::Picture { path: name.into(), cause };
    let bytes = encode_jpeg(&small, quality)
        .map_err(|cause| EvaluateError::data(name.as_ref(), cause.to_string()))?;
    Ok(decode(&bytes, &Limits::default()).map_err(picture)?.image)
}

/// The image scaled down by averaging four points for each pixel.
fn smaller(image: &RgbImage, scale: f32) -> RgbImage {
    let side = |length: u32| ((length as f32 * scale) as u32).max(1);
    RgbImage::from_fn(side(image.width()), side(image.height()), |x, y| {
        let read = |ox: f32, oy: f32| {
            let at = |value: u32, off: f32, side: u32| (((value as f32 + off) / scale) as u32).min(side - 1);
            image.pixel(at(x, ox, image.width()), at(y, oy, image.height()))
        };
        let four = [read(0.25, 0.25), read(0.75, 0.25), read(0.25, 0.75), read(0.75, 0.75)];
        [0, 1, 2].map(|c| (four.iter().map(|pixel| u32::from(pixel[c])).sum::<u32>() / 4) as u8)
    })
}
