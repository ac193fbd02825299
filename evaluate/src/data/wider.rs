//! WIDER FACE's lists of boxes (Yang et al. 2016), for example `wider_face_val_bbx_gt.txt`.
//!
//! ```text
//! 0--Parade/0_Parade_marchingband_1_465.jpg                          the photo, in the folder of images
//! 2                                                                  how many faces
//! 345 211 4 4 2 0 0 0 2 0          x y width height blur expression illumination invalid occlusion pose
//! 331 126 3 3 0 0 0 1 0 0
//! ```
//!
//! A photo without faces has the number 0 and one line of zeros, which some tools leave out. `invalid` marks a
//! face that its annotators could not judge: it counts neither for nor against a detector. Boxes without an area,
//! of which the lists have some, are left out.

use std::{fs, path::Path};

use muster_domain::BoundingBox;

use super::FaceTruth;
use crate::EvaluateError;

/// Numbers of a face.
const NUMBERS: usize = 10;

/// The photos of a list with their faces.
pub(super) fn read(list: &Path) -> Result<Vec<(String, Vec<FaceTruth>)>, EvaluateError> {
    let text = fs::read_to_string(list).map_err(EvaluateError::file(list))?;
    let mut lines = (1..).zip(text.lines().map(str::trim)).filter(|(_, line)| !line.is_empty()).peekable();
    let mut photos = Vec::new();
    while let Some((at, name)) = lines.next() {
        let count = lines.next().map(|(at, line)| (at, line.parse::<usize>().ok()));
        let count = match count {
            Some((_, Some(count))) => count,
            Some((at, None)) => {
                return Err(EvaluateError::label(
                    list,
                    at,
                    format!("expected the number of faces of {name}"),
                ));
            }
            None => return Err(EvaluateError::label(list, at, format!("the list ends after {name}"))),
        };
        let mut faces = Vec::new();
        for done in 0..count {
            let (at, line) = lines.next().ok_or_else(|| {
                EvaluateError::label(list, at, format!("{name} promises {count} faces and has {done}"))
            })?;
            let face = face(line).ok_or_else(|| {
                let cause = format!("expected {NUMBERS} numbers for face {} of {name}", done + 1);
                EvaluateError::label(list, at, cause)
            })?;
            faces.extend(face.is_real().then_some(face));
        }
        if count == 0 {
            lines.next_if(|(_, line)| numbers(line).is_some());
        }
        photos.push((name.to_owned(), faces));
    }
    Ok(photos)
}

fn numbers(line: &str) -> Option<Vec<f32>> {
    let numbers: Vec<f32> = line
        .split_whitespace()
        .map(|part| part.parse().ok().filter(|n: &f32| n.is_finite()))
        .collect::<Option<_>>()?;
    (numbers.len() == NUMBERS).then_some(numbers)
}

fn face(line: &str) -> Option<FaceTruth> {
    let numbers = numbers(line)?;
    let [x, y, width, height, _, _, _, invalid, ..] = numbers[..] else { return None };
    Some(FaceTruth::Box { place: BoundingBox::new(x, y, width, height), ignored: invalid > 0.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> Result<Vec<(String, Vec<FaceTruth>)>, EvaluateError> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("list.txt");
        fs::write(&path, text).expect("writable");
        read(&path)
    }

    #[test]
    fn boxes_and_the_flag_invalid_are_read_and_empty_boxes_left_out() {
        let text = "a/b.jpg\n3\n1 2 30 40 2 0 0 0 2 0 \n5 6 7 8 0 0 0 1 0 0 \n9 9 0 4 0 0 0 0 0 0\nc.jpg\n1\n1 1 1 1 0 0 0 0 0 0\n";
        let photos = list(text).expect("a valid list");
        let place = |x, y, w, h| BoundingBox::new(x, y, w, h);
        let expected = vec![
            FaceTruth::Box { place: place(1.0, 2.0, 30.0, 40.0), ignored: false },
            FaceTruth::Box { place: place(5.0, 6.0, 7.0, 8.0), ignored: true },
        ];
        assert_eq!(photos[0], ("a/b.jpg".to_owned(), expected));
        assert_eq!((photos.len(), photos[1].1.len()), (2, 1));
    }

    /// The official lists write a line of zeros for no face; it must not be taken for the next photo's name.
    #[test]
    fn photos_without_faces_are_read_with_and_without_their_line_of_zeros() {
        for zeros in ["0 0 0 0 0 0 0 0 0 0 \n", ""] {
            let photos = list(&format!("a.jpg\n0\n{zeros}b.jpg\n1\n1 1 9 9 0 0 0 0 0 0\n")).expect("valid");
            let faces: Vec<_> = photos.iter().map(|(name, faces)| (name.as_str(), faces.len())).collect();
            assert_eq!(faces, [("a.jpg", 0), ("b.jpg", 1)]);
        }
    }

    #[test]
    fn wrong_lines_are_named() {
        for (text, expected) in [
            ("a.jpg\n", "line 1: the list ends after a.jpg"),
            ("a.jpg\nb.jpg\n", "line 2: expected the number"),
            ("a.jpg\n2\n1 1 9 9 0 0 0 0 0 0\n", "promises 2 faces and has 1"),
            ("a.jpg\n1\n1 1 9 9\n", "line 3: expected 10 numbers"),
            ("a.jpg\n1\n1 1 9 nan 0 0 0 0 0 0\n", "line 3: expected 10 numbers"),
        ] {
            let error = list(text).expect_err(expected).to_string();
            assert!(error.contains(expected), "{error}");
        }
    }
}
