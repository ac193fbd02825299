//! Heads and flat pictures before a camera that moves.

use muster_domain::{Landmarks, Point};
use muster_presentation::{FLAT, Moved, flat};

/// Eyes, nose and mouth of a head, in distances between its eyes: the nose stands out towards the camera.
const HEAD: [(f32, f32, f32); 5] =
    [(-0.5, 0.0, 0.0), (0.5, 0.0, 0.0), (0.0, 0.55, 0.5), (-0.4, 1.1, 0.05), (0.4, 1.1, 0.05)];

/// Points of a head or a picture of one: turned to the side by so many degrees, at a place, with so many pixels between the eyes.
fn seen(turn: f32, place: (f32, f32), eyes: f32, depth: f32) -> Landmarks {
    let (sin, cos) = turn.to_radians().sin_cos();
    Landmarks::from_viewer_order(HEAD.map(|(x, y, z)| {
        let z = z * depth;
        Point::new(place.0 + eyes * (x * cos + z * sin), place.1 + eyes * y)
    }))
}

/// A class of five that sits still while the camera moves a little, and somebody's points in both photos.
fn class_with(others: &[(Landmarks, Landmarks)]) -> Vec<Moved> {
    let mut faces: Vec<Moved> = (0..5u8)
        .map(|at| {
            let x = 200.0 + 300.0 * f32::from(at);
            let y = 400.0 + 40.0 * f32::from(at % 2);
            let turn = f32::from(at) * 3.0 - 6.0;
            let (before, after) =
                (seen(turn, (x, y), 40.0, 1.0), seen(turn + 2.0, (x + 30.0, y - 12.0), 40.0, 1.0));
            Moved { before, after }
        })
        .collect();
    faces.extend(others.iter().map(|(before, after)| Moved { before: *before, after: *after }));
    faces
}

/// Protects against a print that is moved and tilted between two photos.
#[test]
fn a_tilted_print_is_flat_and_a_turned_head_is_not() {
    let print = (seen(0.0, (900.0, 200.0), 50.0, 0.0), seen(45.0, (1050.0, 260.0), 50.0, 0.0));
    let head = (seen(0.0, (500.0, 700.0), 50.0, 1.0), seen(45.0, (650.0, 640.0), 50.0, 1.0));
    let rests = flat(&class_with(&[print, head]));
    assert_eq!(rests[..5], [None; 5], "who sits with the others gets no verdict");
    assert!(rests[5].is_some_and(|rest| rest <= FLAT), "{rests:?}");
    assert!(rests[6].is_none_or(|rest| rest > FLAT), "{rests:?}");
}

/// Protects against a printed group: three faces that keep their distances while they move are one sheet.
#[test]
fn three_faces_on_one_sheet_are_flat_without_a_tilt() {
    let sheet = |at: f32| {
        let place = (800.0 + 120.0 * at, 150.0 + 35.0 * at * at);
        (seen(0.0, place, 40.0, 0.0), seen(0.0, (place.0 - 160.0, place.1 + 90.0), 40.0, 0.0))
    };
    let rests = flat(&class_with(&[sheet(0.0), sheet(1.0), sheet(2.0)]));
    assert!(rests[5..].iter().all(|rest| rest.is_some_and(|rest| rest <= FLAT)), "{rests:?}");
}

/// Protects those who hold still: one face that moved without turning may be flat or not, and nothing is said.
#[test]
fn one_face_that_was_not_tilted_gets_no_verdict() {
    let walked = (seen(5.0, (900.0, 200.0), 50.0, 1.0), seen(5.0, (1100.0, 230.0), 55.0, 1.0));
    assert_eq!(flat(&class_with(&[walked])), vec![None; 6]);
    assert_eq!(flat(&[]), vec![], "no faces, no verdict");
    let few = Moved { before: walked.0, after: walked.1 };
    assert_eq!(flat(&[few, few]), vec![None, None], "two faces have no common motion to differ from");
}
