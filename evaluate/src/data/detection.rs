//! Photos of which it is known where every face is.
//!
//! Owns what is known of a face, which of the listed photos are there, and large photos made of small ones; the
//! lists' formats are in `wider` and `noses`.

use std::path::{Path, PathBuf};

use muster_domain::{BoundingBox, Point};

use super::{noses, wider};
use crate::EvaluateError;

/// Cells of a mosaic: across, down, and the side of each in pixels. 12.6 megapixels in all, as a telephone's
/// camera has them.
pub const MOSAIC: (usize, usize, u32) = (4, 3, 1024);

/// What is known of a face.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FaceTruth {
    /// Its box.
    Box {
        /// Where, in pixels of the upright photo.
        place: BoundingBox,
        /// Whether it counts neither for nor against a detector.
        ignored: bool,
    },
    /// A point that has to be in its box.
    Nose(Point),
}

impl FaceTruth {
    /// Whether there is anything to find: a box without an area is a slip of the list.
    pub(super) fn is_real(&self) -> bool {
        match self {
            Self::Box { place, .. } => place.area() > 0.0,
            Self::Nose(_) => true,
        }
    }
}

/// Where a photo's pixels come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picture {
    /// One file.
    File(PathBuf),
    /// Up to [`MOSAIC`]'s number of files, row by row, each in the top left corner of its cell, cut off at the
    /// cell's edge.
    Mosaic(Vec<PathBuf>),
}

/// A photo and its faces.
#[derive(Clone, Debug, PartialEq)]
pub struct DetectionPhoto {
    /// The pixels.
    pub picture: Picture,
    /// All its faces.
    pub faces: Vec<FaceTruth>,
}

/// A labelled set of photos.
#[derive(Clone, Debug, PartialEq)]
pub struct DetectionData {
    /// The photos in the list's order.
    pub photos: Vec<DetectionPhoto>,
    /// How many photos the list names that are not in the folder; they are left out.
    pub absent: usize,
}

impl DetectionData {
    /// Reads a list of faces (`.csv`: noses; any other ending: WIDER FACE's boxes) and looks its photos up in
    /// the folder of images.
    ///
    /// # Errors
    /// [`EvaluateError`] when the list can't be read, a line is of another form, or none of its photos is there.
    pub fn read(truth: &Path, images: &Path) -> Result<Self, EvaluateError> {
        let is_csv = truth.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
        let listed = if is_csv { noses::read(truth)? } else { wider::read(truth)? };
        let named = listed.len();
        let photo = |(name, faces): (String, Vec<FaceTruth>)| {
            let path = images.join(name);
            path.is_file().then_some(DetectionPhoto { picture: Picture::File(path), faces })
        };
        let photos: Vec<_> = listed.into_iter().filter_map(photo).collect();
        if photos.is_empty() {
            let cause = format!("none of the {named} photos that {} names is in it", truth.display());
            return Err(EvaluateError::data(images, cause));
        }
        Ok(Self { absent: named - photos.len(), photos })
    }

    /// The same photos put together as large ones: small faces in photos as large as a telephone takes them.
    /// A face that its cell cuts is ignored from then on.
    ///
    /// # Errors
    /// [`EvaluateError::Data`] for faces of which only a point is known: whether a cell cuts them is unknown.
    pub fn mosaics(self, images: &Path) -> Result<Self, EvaluateError> {
        let (columns, rows, _) = MOSAIC;
        let photos = self.photos.chunks(columns * rows).map(mosaic).collect::<Option<Vec<_>>>();
        let refused = || EvaluateError::data(images, "mosaics need a list of boxes, not one of points");
        Ok(Self { photos: photos.ok_or_else(refused)?, absent: self.absent })
    }
}

fn mosaic(photos: &[DetectionPhoto]) -> Option<DetectionPhoto> {
    let (columns, _, side) = MOSAIC;
    let side = side as f32;
    let (mut files, mut faces) = (Vec::new(), Vec::new());
    for (cell, photo) in photos.iter().enumerate() {
        let (x, y) = ((cell % columns) as f32 * side, (cell / columns) as f32 * side);
        for face in &photo.faces {
            let FaceTruth::Box { place, ignored } = face else { return None };
            let ignored = *ignored || place.right() > side || place.bottom() > side;
            faces.push(FaceTruth::Box { place: place.scaled(1.0, x, y), ignored });
        }
        match &photo.picture {
            Picture::File(file) => files.push(file.clone()),
            Picture::Mosaic(_) => return None,
        }
    }
    Some(DetectionPhoto { picture: Picture::Mosaic(files), faces })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_tells_the_format_and_absent_photos_are_counted() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("a.jpg"), "").expect("writable");
        std::fs::write(at("n.CSV"), "photo,faces,nose_xy\na.jpg,1,\"1,2\"\nb.jpg,0,\n").expect("writable");
        std::fs::write(at("w.txt"), "b.jpg\n1\n1 1 9 9 0 0 0 0 0 0\n").expect("writable");
        let read = DetectionData::read(&at("n.CSV"), folder.path()).expect("valid");
        assert_eq!((read.photos.len(), read.absent), (1, 1));
        assert_eq!(read.photos[0].faces, [FaceTruth::Nose(Point::new(1.0, 2.0))]);
        let error = DetectionData::read(&at("w.txt"), folder.path()).expect_err("b.jpg is not there");
        assert!(error.to_string().contains("none of the 1 photos"), "{error}");
        assert!(read.mosaics(folder.path()).is_err(), "a nose says nothing about a cell's edge");
    }

    /// A wrong cell would count every face as missed and as a false report.
    #[test]
    fn a_mosaic_moves_faces_with_their_photos_and_ignores_those_it_cuts() {
        let face = |x, height| {
            let place = BoundingBox::new(x, 20.0, 30.0, height);
            FaceTruth::Box { place, ignored: false }
        };
        let photo = |at: usize| DetectionPhoto {
            picture: Picture::File(format!("{at}.jpg").into()),
            faces: vec![face(10.0, 40.0), face(1000.0, 40.0), face(10.0, 1010.0)],
        };
        let data = DetectionData { photos: (0..14).map(photo).collect(), absent: 0 };
        let made = data.mosaics(Path::new("")).expect("boxes");
        assert_eq!(made.photos.iter().map(|photo| photo.faces.len()).collect::<Vec<_>>(), [36, 6]);
        let of_photo_5 = &made.photos[0].faces[15..18];
        let moved = |x: f32, height, ignored| FaceTruth::Box {
            place: BoundingBox::new(x + 1024.0, 20.0 + 1024.0, 30.0, height),
            ignored,
        };
        assert_eq!(
            of_photo_5,
            [moved(10.0, 40.0, false), moved(1000.0, 40.0, true), moved(10.0, 1010.0, true)]
        );
    }
}
