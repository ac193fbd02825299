//! Protects the search of large photos with a detector whose faces are plain red squares: what it sees is
//! known exactly, so that lost, doubled and cut faces show.

use std::sync::Mutex;

use muster_detect::{DetectError, Detection, Detector, SearchPlan, Tiling, find_faces};
use muster_domain::{BoundingBox, RgbImage};

/// Sees red squares of 20 to 400 pixels; those of 8 to 20 are proposals. A square cut by the image's edge is
/// reported with the part that is there, and with more confidence than a whole one, to make merging hard.
struct RedSquares {
    looks: Mutex<Vec<(u32, u32)>>,
}

impl RedSquares {
    fn new() -> Self {
        Self { looks: Mutex::new(Vec::new()) }
    }

    fn pixels_seen(&self) -> u64 {
        let looks = self.looks.lock().expect("no test thread panicked");
        looks.iter().map(|(width, height)| u64::from(*width) * u64::from(*height)).sum()
    }
}

fn is_red(image: &RgbImage, x: u32, y: u32) -> bool {
    let [red, green, _] = image.pixel(x, y);
    red > 150 && green < 100
}

/// The red rectangles of an image, found from their top left corners.
fn rectangles(image: &RgbImage) -> Vec<BoundingBox> {
    let mut found = Vec::new();
    for y in 0..image.height() {
        for x in 0..image.width() {
            let starts = is_red(image, x, y)
                && (x == 0 || !is_red(image, x - 1, y))
                && (y == 0 || !is_red(image, x, y - 1));
            if starts {
                let width = (x..image.width()).take_while(|x| is_red(image, *x, y)).count();
                let height = (y..image.height()).take_while(|y| is_red(image, x, *y)).count();
                found.push(BoundingBox::new(x as f32, y as f32, width as f32, height as f32));
            }
        }
    }
    found
}

impl Detector for RedSquares {
    fn id(&self) -> &'static str {
        "red_squares"
    }

    fn detect(&self, image: &RgbImage) -> Result<Vec<Detection>, DetectError> {
        Ok(self.propose(image)?.into_iter().filter(|face| face.confidence >= self.threshold()).collect())
    }

    fn propose(&self, image: &RgbImage) -> Result<Vec<Detection>, DetectError> {
        self.looks.lock().expect("no test thread panicked").push((image.width(), image.height()));
        let sizes = rectangles(image).into_iter().filter(|b| (8.0..=400.0).contains(&b.width.max(b.height)));
        let report = |bounding_box: BoundingBox| {
            let square = (bounding_box.width / bounding_box.height - 1.0).abs() < 0.1;
            let confidence = match (bounding_box.width.max(bounding_box.height) < 19.0, square) {
                (true, _) => 0.3,
                (false, true) => 0.8,
                (false, false) => 0.95,
            };
            Detection { bounding_box, landmarks: None, confidence }
        };
        Ok(sizes.map(report).collect())
    }

    fn threshold(&self) -> f32 {
        0.5
    }
}

fn photo(width: u32, height: u32, squares: &[(u32, u32, u32)]) -> RgbImage {
    let mut image = RgbImage::filled(width, height, [40, 160, 90]);
    for &(left, top, side) in squares {
        for y in top..top + side {
            for x in left..left + side {
                image.set_pixel(i64::from(x), i64::from(y), [220, 20, 20]);
            }
        }
    }
    image
}

const PLAN: SearchPlan = SearchPlan {
    whole_side: 800,
    coarse_side: 240,
    enlarge_to: 0,
    tiling: Tiling::Everywhere,
    tile_side: 320,
    smallest_face: 20.0,
};

fn assert_found(found: &[Detection], squares: &[(u32, u32, u32)], case: &str) {
    for &(x, y, side) in squares {
        let place = BoundingBox::new(x as f32, y as f32, side as f32, side as f32);
        let hits = found.iter().filter(|face| face.bounding_box.overlap(&place) > 0.8).count();
        assert_eq!(hits, 1, "{case}: the square of {side} pixels at ({x}, {y})");
    }
    assert_eq!(found.len(), squares.len(), "{case}: {found:?}");
}

/// A face of 20 pixels anywhere in a large photo, faces across the tiles' edges, and a face that fills the
/// photo are each found exactly once.
#[test]
fn faces_of_all_sizes_are_found_once() {
    let detector = RedSquares::new();
    let small: Vec<_> = (0..24).map(|i| (i * 97 + 3, 40 + i * 67, 21 + i)).collect();
    assert_found(&find_faces(&photo(2400, 1800, &small), &detector, &PLAN).expect("a look"), &small, "small");
    let middle = [(100, 100, 90), (700, 300, 150), (1500, 900, 200)];
    let image = photo(2400, 1800, &middle);
    assert_found(&find_faces(&image, &detector, &PLAN).expect("a look"), &middle, "middle");
    let giant = [(300, 100, 1600)];
    let image = photo(2400, 1800, &giant);
    assert_found(&find_faces(&image, &detector, &PLAN).expect("a look"), &giant, "giant");
}

/// Tiles cost: the adaptive plan pays for them only around small faces that the whole look is unsure of.
#[test]
fn the_adaptive_plan_looks_closer_only_where_it_pays() {
    let plan = SearchPlan { tiling: Tiling::WherePromising, ..PLAN };
    let cost = |squares: &[(u32, u32, u32)], plan: &SearchPlan| {
        let detector = RedSquares::new();
        let found = find_faces(&photo(2400, 1800, squares), &detector, plan).expect("a look");
        assert_found(&found, squares, "adaptive");
        detector.pixels_seen()
    };
    let large = [(100, 100, 120), (900, 700, 200)];
    let single = SearchPlan { tiling: Tiling::Never, ..PLAN };
    assert_eq!(cost(&large, &plan), cost(&large, &single), "large faces need no tiles");
    let one_small = [(100, 100, 120), (900, 700, 36)];
    let (adaptive, thorough) = (cost(&one_small, &plan), cost(&one_small, &PLAN));
    assert!(adaptive > cost(&large, &plan) && adaptive < thorough / 3, "{adaptive} of {thorough} pixels");
}

/// A small photo is enlarged, and its faces are still reported in its own pixels.
#[test]
fn small_photos_are_enlarged_and_places_stay_the_photos_own() {
    let squares = [(60, 40, 15)];
    let image = photo(200, 150, &squares);
    let detector = RedSquares::new();
    assert!(find_faces(&image, &detector, &PLAN).expect("a look").is_empty());
    let plan = SearchPlan { enlarge_to: 640, ..PLAN };
    assert_found(&find_faces(&image, &detector, &plan).expect("a look"), &squares, "enlarged");
    let empty = RgbImage::new(0, 0, Vec::new()).expect("a valid buffer");
    assert!(find_faces(&empty, &detector, &plan).expect("nothing to look at").is_empty());
}
