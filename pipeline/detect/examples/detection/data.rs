//! Labelled photos: WIDER FACE's official box lists, and lists of nose points.

use std::path::{Path, PathBuf};

use image::{DynamicImage, ImageDecoder, ImageReader};
use muster_domain::{BoundingBox, Point, RgbImage};

use crate::AnyError;
use crate::scoring::Truth;

/// A photo and what is known of its faces.
pub(crate) struct Labelled {
    path: PathBuf,
    /// Its faces.
    pub(crate) truth: Vec<Truth>,
}

impl Labelled {
    /// The upright pixels.
    pub(crate) fn read(&self) -> Result<RgbImage, AnyError> {
        let mut decoder = ImageReader::open(&self.path)?.with_guessed_format()?.into_decoder()?;
        let orientation = decoder.orientation()?;
        let mut image = DynamicImage::from_decoder(decoder)?;
        image.apply_orientation(orientation);
        let image = image.into_rgb8();
        Ok(RgbImage::new(image.width(), image.height(), image.into_raw())?)
    }
}

/// The photos of a set.
pub(crate) fn load(set: &str) -> Result<Vec<Labelled>, AnyError> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    match set {
        "widerface" => wider(&shared.join("widerface")),
        "compreface" => noses(&shared.join("compreface_samples")),
        other => Err(format!("no set is called {other}").into()),
    }
}

/// `wider_face_val_bbx_gt.txt`: name, count, then a line `x y w h blur expression illumination invalid
/// occlusion pose` for each face (one line of zeros when there is none).
fn wider(folder: &Path) -> Result<Vec<Labelled>, AnyError> {
    let text = std::fs::read_to_string(folder.join("wider_face_val_bbx_gt.txt"))?;
    let mut lines = text.lines();
    let mut photos = Vec::new();
    while let Some(name) = lines.next().filter(|line| !line.trim().is_empty()) {
        let count: usize = lines.next().ok_or("the list ends after a name")?.trim().parse()?;
        let mut truth = Vec::new();
        for line in lines.by_ref().take(count.max(1)) {
            let values = line.split_whitespace().map(str::parse).collect::<Result<Vec<f32>, _>>()?;
            let [x, y, width, height, _, _, _, invalid, ..] = values.as_slice() else {
                return Err(format!("{name}: a face has ten numbers").into());
            };
            let place = BoundingBox::new(*x, *y, *width, *height);
            if place.area() > 0.0 {
                truth.push(Truth::Box { place, ignored: *invalid > 0.0 });
            }
        }
        let path = folder.join("images").join(name.trim());
        if path.exists() {
            photos.push(Labelled { path, truth });
        }
    }
    Ok(photos)
}

/// `noses.csv`: photo, number of faces, `x,y;x,y;...` in quotes.
fn noses(folder: &Path) -> Result<Vec<Labelled>, AnyError> {
    let text = std::fs::read_to_string(folder.join("noses.csv"))?;
    let line = |line: &str| -> Result<Labelled, AnyError> {
        let mut fields = line.splitn(3, ',');
        let (name, _, points) = (fields.next(), fields.next(), fields.next().unwrap_or_default());
        let pairs = points.trim().trim_matches('"').split(';').filter(|pair| !pair.is_empty());
        let point = |pair: &str| -> Result<Truth, AnyError> {
            let (x, y) = pair.split_once(',').ok_or("a point is x,y")?;
            Ok(Truth::Nose(Point::new(x.parse()?, y.parse()?)))
        };
        let path = folder.join("sample_images").join(name.unwrap_or_default());
        Ok(Labelled { path, truth: pairs.map(point).collect::<Result<_, _>>()? })
    };
    text.lines().skip(1).map(line).collect()
}
