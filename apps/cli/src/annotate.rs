//! A photo with boxes and names on it.

use ab_glyph::{Font, FontRef, Point, PxScale, ScaleFont as _};
use muster_domain::{BoundingBox, RgbImage};

/// Colours that differ in lightness too: green, amber, blue-grey.
pub(crate) const PRESENT: [u8; 3] = [22, 128, 60];
pub(crate) const REVIEW: [u8; 3] = [179, 89, 0];
pub(crate) const UNKNOWN: [u8; 3] = [70, 80, 100];

/// The room around letters and the height of a line, in parts of the letters' size.
const PAD: f32 = 0.2;
const HEIGHT: f32 = 1.2;

/// One face to draw.
pub(crate) struct Label {
    pub(crate) place: BoundingBox,
    pub(crate) text: String,
    pub(crate) colour: [u8; 3],
}

/// Draws all labels onto the photo; lines and letters grow with the photo.
pub(crate) fn annotate(image: &mut RgbImage, labels: &[Label]) {
    let unit = (image.width().max(image.height()) as f32 / 900.0).max(1.0);
    for label in labels {
        outline(image, &label.place, (2.0 * unit).round() as i64, label.colour);
    }
    // The font is compiled in; should it not parse, boxes are drawn without names.
    let Ok(font) = FontRef::try_from_slice(dejavu::sans::bold()) else { return };
    let size = 11.0 * unit;
    let room = (image.width() as f32, image.height() as f32);
    let mut written: Vec<BoundingBox> = Vec::new();
    for label in labels {
        let width = line_width(&font, &label.text, size) + 2.0 * PAD * size;
        let place = free_place(label, (width, HEIGHT * size), room, labels, &written);
        caption(image, &font, label, &place, size);
        written.push(place);
    }
}

/// Where a caption of that size goes: at the first place by its box that covers neither another caption nor a
/// face, or else where it covers the least. In a class photo faces stand closer than names are long.
fn free_place(
    label: &Label,
    (width, height): (f32, f32),
    room: (f32, f32),
    labels: &[Label],
    written: &[BoundingBox],
) -> BoundingBox {
    let face = &label.place;
    let rows = (0..4).flat_map(|line| {
        let line = line as f32 * height;
        [face.y - height - line, face.bottom() + line]
    });
    let columns = [face.x, face.right() - width, face.centre().x - width / 2.0];
    let places = rows.flat_map(|y| columns.map(|x| (x, y))).map(|(x, y)| {
        let inside = |at: f32, size: f32, room: f32| at.clamp(0.0, (room - size).max(0.0));
        BoundingBox::new(inside(x, width, room.0), inside(y, height, room.1), width, height)
    });
    let covered = |place: &BoundingBox| -> f32 {
        let faces = labels.iter().map(|label| label.place.intersection(place));
        faces.chain(written.iter().map(|other| other.intersection(place))).sum()
    };
    let costs = places.map(|place| (covered(&place), place));
    // The first of equals: `min_by` keeps it, and a free place costs nothing.
    costs.min_by(|a, b| a.0.total_cmp(&b.0)).map_or(*face, |(_, place)| place)
}

fn line_width(font: &FontRef<'_>, text: &str, size: f32) -> f32 {
    let scaled = font.as_scaled(PxScale::from(size));
    text.chars().map(|c| scaled.h_advance(scaled.glyph_id(c))).sum()
}

fn outline(image: &mut RgbImage, place: &BoundingBox, thickness: i64, colour: [u8; 3]) {
    let (left, top) = (place.x as i64, place.y as i64);
    let (right, bottom) = (place.right() as i64, place.bottom() as i64);
    fill(image, (left, top), (right, top + thickness), colour);
    fill(image, (left, bottom - thickness), (right, bottom), colour);
    fill(image, (left, top), (left + thickness, bottom), colour);
    fill(image, (right - thickness, top), (right, bottom), colour);
}

fn fill(image: &mut RgbImage, from: (i64, i64), to: (i64, i64), colour: [u8; 3]) {
    for y in from.1..to.1 {
        for x in from.0..to.0 {
            image.set_pixel(x, y, colour);
        }
    }
}

/// White letters on the box's colour.
fn caption(image: &mut RgbImage, font: &FontRef<'_>, label: &Label, place: &BoundingBox, size: f32) {
    let scaled = font.as_scaled(PxScale::from(size));
    let (left, top, pad) = (place.x, place.y, PAD * size);
    fill(image, (left as i64, top as i64), (place.right() as i64, place.bottom() as i64), label.colour);
    let mut pen = left + pad;
    for c in label.text.chars() {
        let id = scaled.glyph_id(c);
        let at = Point { x: pen, y: top + pad / 2.0 + scaled.ascent() };
        pen += scaled.h_advance(id);
        let Some(glyph) = scaled.outline_glyph(id.with_scale_and_position(size, at)) else { continue };
        let bounds = glyph.px_bounds();
        glyph.draw(|x, y, cover| {
            let (x, y) = (bounds.min.x as i64 + i64::from(x), bounds.min.y as i64 + i64::from(y));
            let mix =
                |under: u8| (f32::from(under) + (255.0 - f32::from(under)) * cover.clamp(0.0, 1.0)) as u8;
            image.set_pixel(x, y, label.colour.map(mix));
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_and_letters_appear_also_across_the_edge_of_the_photo() {
        let mut image = RgbImage::filled(300, 200, [0; 3]);
        let place = BoundingBox::new(250.0, 5.0, 100.0, 60.0);
        annotate(&mut image, &[Label { place, text: "Zoë Ñandú".into(), colour: PRESENT }]);
        assert_eq!(image.pixel(251, 40), PRESENT, "the left edge of the box");
        assert_eq!(image.pixel(10, 150), [0; 3], "the rest is untouched");
        let white = image.data().chunks(3).filter(|p| p.iter().all(|v| *v > 200)).count();
        assert!(white > 100, "letters are drawn: {white} bright pixels");
    }

    #[test]
    fn captions_of_neighbours_cover_neither_each_other_nor_a_face() {
        let label = |x: f32| Label {
            place: BoundingBox::new(x, 100.0, 26.0, 34.0),
            text: String::new(),
            colour: PRESENT,
        };
        let labels = [10.0, 60.0, 110.0, 160.0, 210.0].map(label);
        let mut written: Vec<BoundingBox> = Vec::new();
        for label in &labels {
            let place = free_place(label, (120.0, 14.0), (300.0, 240.0), &labels, &written);
            assert!(place.x >= 0.0 && place.right() <= 300.0, "inside the photo: {place:?}");
            let covered = labels.iter().map(|other| &other.place).chain(&written);
            for other in covered {
                assert!(place.intersection(other) < 1e-3, "{place:?} covers {other:?}");
            }
            written.push(place);
        }
        assert_eq!((written[0].x, written[0].bottom()), (10.0, 100.0), "the first stands on its box");
    }
}
