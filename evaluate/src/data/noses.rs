//! Lists of points: where each face's nose is, and no more.
//!
//! ```text
//! photo,faces,nose_xy
//! 000_5.jpg,2,"219,105;304,251"
//! ```

use std::path::Path;

use muster_domain::Point;
use serde::Deserialize;

use super::{FaceTruth, rows};
use crate::EvaluateError;

#[derive(Deserialize)]
struct Row {
    photo: String,
    faces: usize,
    nose_xy: String,
}

/// The photos of a list with their faces.
pub(super) fn read(list: &Path) -> Result<Vec<(String, Vec<FaceTruth>)>, EvaluateError> {
    let photo = |row: Row| -> Result<(String, Vec<FaceTruth>), EvaluateError> {
        let points = row.nose_xy.split(';').filter(|pair| !pair.trim().is_empty());
        let faces = points.map(point).collect::<Option<Vec<_>>>();
        let faces = faces.filter(|faces| faces.len() == row.faces).ok_or_else(|| {
            let cause = format!("`{}` of {} is not {} points x,y;x,y", row.nose_xy, row.photo, row.faces);
            EvaluateError::data(list, cause)
        })?;
        Ok((row.photo, faces))
    };
    rows(list)?.into_iter().map(photo).collect()
}

fn point(pair: &str) -> Option<FaceTruth> {
    let (x, y) = pair.split_once(',')?;
    let number = |text: &str| text.trim().parse().ok().filter(|n: &f32| n.is_finite());
    Some(FaceTruth::Nose(Point::new(number(x)?, number(y)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> Result<Vec<(String, Vec<FaceTruth>)>, EvaluateError> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("noses.csv");
        std::fs::write(&path, text).expect("writable");
        read(&path)
    }

    #[test]
    fn points_are_read_and_a_photo_may_show_nobody() {
        let photos = list("photo,faces,nose_xy\na.jpg,2,\"1,2;3.5,4\"\nb.jpg,0,\n").expect("a valid list");
        let nose = |x, y| FaceTruth::Nose(Point::new(x, y));
        assert_eq!(photos[0], ("a.jpg".to_owned(), vec![nose(1.0, 2.0), nose(3.5, 4.0)]));
        assert_eq!(photos[1], ("b.jpg".to_owned(), vec![]));
    }

    #[test]
    fn rows_that_contradict_themselves_are_named() {
        for (row, expected) in [
            ("a.jpg,3,\"1,2;3,4\"", "of a.jpg is not 3 points"),
            ("a.jpg,1,\"1;2\"", "of a.jpg is not 1 points"),
            ("a.jpg,one,\"1,2\"", "line 2"),
        ] {
            let error = list(&format!("photo,faces,nose_xy\n{row}\n")).expect_err(expected).to_string();
            assert!(error.contains(expected), "{error}");
        }
    }
}
