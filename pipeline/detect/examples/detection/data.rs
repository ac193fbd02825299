//! Labelled photos: WIDER FACE's official box lists, lists of nose points, and large photos made of small ones.

use std::path::{Path, PathBuf};

use image::{DynamicImage, ImageDecoder, ImageReader};
use muster_domain::{BoundingBox, Point, RgbImage};

use crate::AnyError;
use crate::scoring::Truth;

/// Cells of a mosaic: across, down, and the side of each in pixels. 12.6 megapixels in all.
const MOSAIC: (usize, usize, u32) = (4, 3, 1024);

/// A photo and what is known of its faces.
pub(crate) struct Labelled {
    /// The file, or the files of a mosaic, row by row.
    files: Vec<PathBuf>,
    /// Its faces.
    pub(crate) truth: Vec<Truth>,
}

impl Labelled {
    /// The upright pixels.
    pub(crate) fn read(&self) -> Result<RgbImage, AnyError> {
        let images = self.files.iter().map(|file| read(file)).collect::<Result<Vec<_>, _>>()?;
        let (columns, rows, side) = MOSAIC;
        if let [only] = images.as_slice() {
            return Ok(only.clone());
        }
        Ok(RgbImage::from_fn(columns as u32 * side, rows as u32 * side, |x, y| {
            let cell = images.get((y / side) as usize * columns + (x / side) as usize);
            let inside = |i: &&RgbImage| x % side < i.width() && y % side < i.height();
            cell.filter(inside).map_or([0; 3], |image| image.pixel(x % side, y % side))
        }))
    }
}

fn read(file: &Path) -> Result<RgbImage, AnyError> {
    let mut decoder = ImageReader::open(file)?.with_guessed_format()?.into_decoder()?;
    let orientation = decoder.orientation()?;
    let mut image = DynamicImage::from_decoder(decoder)?;
    image.apply_orientation(orientation);
    let image = image.into_rgb8();
    Ok(RgbImage::new(image.width(), image.height(), image.into_raw())?)
}

/// The photos of a set.
pub(crate) fn load(set: &str) -> Result<Vec<Labelled>, AnyError> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    match set {
        "widerface" => wider(&shared.join("widerface")),
        "mosaic" => Ok(wider(&shared.join("widerface"))?.chunks(MOSAIC.0 * MOSAIC.1).map(mosaic).collect()),
        "compreface" => noses(&shared.join("compreface_samples")),
        folder if Path::new(folder).is_dir() => unlabelled(Path::new(folder)),
        other => Err(format!("no set or folder is called {other}").into()),
    }
}

/// Photos of which nothing is known: every report counts as false, only time and quality say something.
fn unlabelled(folder: &Path) -> Result<Vec<Labelled>, AnyError> {
    let mut files =
        std::fs::read_dir(folder)?.map(|e| Ok(e?.path())).collect::<Result<Vec<_>, AnyError>>()?;
    files.retain(|file| file.is_file());
    files.sort();
    Ok(files.into_iter().map(|file| Labelled { files: vec![file], truth: Vec::new() }).collect())
}

/// Photos side by side as one large one. What a cell cuts off is no longer a labelled face.
fn mosaic(photos: &[Labelled]) -> Labelled {
    let (columns, _, side) = MOSAIC;
    let side = side as f32;
    let mut truth = Vec::new();
    for (cell, photo) in photos.iter().enumerate() {
        let (x, y) = ((cell % columns) as f32 * side, (cell / columns) as f32 * side);
        truth.extend(photo.truth.iter().filter_map(|face| match face {
            Truth::Box { place, ignored } => {
                let ignored = *ignored || place.right() > side || place.bottom() > side;
                Some(Truth::Box { place: place.scaled(1.0, x, y), ignored })
            }
            Truth::Nose(_) => None,
        }));
    }
    Labelled { files: photos.iter().flat_map(|photo| photo.files.clone()).collect(), truth }
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
            photos.push(Labelled { files: vec![path], truth });
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
        let files = vec![path];
        Ok(Labelled { files, truth: pairs.map(point).collect::<Result<_, _>>()? })
    };
    text.lines().skip(1).map(line).collect()
}
