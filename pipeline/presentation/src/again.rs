//! The same photo a second time, in other bytes: its faces are those of an earlier one, at the same places.

use muster_domain::{BoundingBox, Distance, FaceTemplate};

/// From this share of a photo's faces on, 0 to 1, it is an earlier photo again: not all, since small faces change with each
/// compression (`docs/accuracy.md`). In another photo people would have to sit to a quarter of a face where they sat before.
pub const SENT_BEFORE: f32 = 0.5;
/// How far a face may lie from its place in the earlier photo, in its own longer side.
const MOVED: f32 = 0.25;

/// A face and its place as shares of its photo's width and height, so that photos of different sizes compare.
#[derive(Clone, Copy, Debug)]
pub struct PlacedFace<'a> {
    /// Its box, 0 to 1 in each direction.
    pub place: BoundingBox,
    /// Its template.
    pub template: &'a FaceTemplate,
}

impl<'a> PlacedFace<'a> {
    /// From a box in pixels and the photo's width and height.
    pub fn new(place: &BoundingBox, (width, height): (u32, u32), template: &'a FaceTemplate) -> Self {
        let (w, h) = (width.max(1) as f32, height.max(1) as f32);
        let place = BoundingBox::new(place.x / w, place.y / h, place.width / w, place.height / h);
        Self { place, template }
    }

    fn is(&self, other: &Self, same: Distance) -> bool {
        let (own, there) = (self.place.centre(), other.place.centre());
        let near = (own.x - there.x).abs() <= MOVED * self.place.width
            && (own.y - there.y).abs() <= MOVED * self.place.height;
        near && self.template.score(other.template).is_ok_and(|score| score.distance() <= same)
    }
}

/// The share, 0 to 1, of a photo's faces that an earlier photo has at the same place and with a template no further off
/// than `same`: nearer than a person is to themselves in two photos. `None` when the photo has no face with a template.
pub fn repeated(photo: &[PlacedFace<'_>], earlier: &[PlacedFace<'_>], same: Distance) -> Option<f32> {
    let there = |face: &&PlacedFace<'_>| earlier.iter().any(|other| face.is(other, same));
    let count = photo.iter().filter(there).count();
    (!photo.is_empty()).then(|| count as f32 / photo.len() as f32)
}

#[cfg(test)]
mod tests {
    use muster_domain::ModelId;
    use proptest::prelude::*;

    use super::*;

    fn face(vector: &[f32]) -> FaceTemplate {
        FaceTemplate::new(ModelId::new("m"), vector.to_vec()).expect("a valid vector")
    }

    fn at(x: f32) -> BoundingBox {
        BoundingBox::new(x, 100.0, 40.0, 50.0)
    }

    /// Protects the point of relative places: half the size is the same photo, a step aside is not.
    #[test]
    fn a_smaller_copy_is_the_photo_again_and_people_who_moved_are_not() {
        let (one, two) = (face(&[1.0, 0.0]), face(&[0.0, 1.0]));
        let earlier =
            [PlacedFace::new(&at(100.0), (800, 600), &one), PlacedFace::new(&at(300.0), (800, 600), &two)];
        let half = |x: f32| BoundingBox::new(x / 2.0, 50.0, 20.0, 25.0);
        let again = [
            PlacedFace::new(&half(300.0), (400, 300), &two),
            PlacedFace::new(&half(101.0), (400, 300), &one),
        ];
        assert_eq!(repeated(&again, &earlier, Distance(0.3)), Some(1.0));
        let moved =
            [PlacedFace::new(&at(130.0), (800, 600), &one), PlacedFace::new(&at(300.0), (800, 600), &two)];
        assert_eq!(repeated(&moved, &earlier, Distance(0.3)), Some(0.5));
        assert_eq!(repeated(&[], &earlier, Distance(0.3)), None, "a photo without faces says nothing");
    }

    /// Protects those who sit where they always do: the place alone is no copy.
    #[test]
    fn another_picture_of_the_same_person_at_the_same_place_is_no_copy() {
        let (then, now) = (face(&[1.0, 0.0]), face(&[1.0, 0.5]));
        let earlier = [PlacedFace::new(&at(100.0), (800, 600), &then)];
        let today = [PlacedFace::new(&at(100.0), (800, 600), &now)];
        assert_eq!(repeated(&today, &earlier, Distance(0.3)), Some(0.0));
    }

    proptest! {
        /// A photo is always itself again, whatever is in it.
        #[test]
        fn a_photo_repeats_itself(places in proptest::collection::vec((0.0f32..900.0, 0.0f32..700.0, 10.0f32..200.0), 1..12)) {
            let template = face(&[0.6, 0.8]);
            let faces: Vec<PlacedFace<'_>> = places
                .iter()
                .map(|(x, y, side)| PlacedFace::new(&BoundingBox::new(*x, *y, *side, *side), (1000, 800), &template))
                .collect();
            prop_assert_eq!(repeated(&faces, &faces, Distance(0.01)), Some(1.0));
        }
    }
}
