//! A photo with boxes and names on it.

use ab_glyph::{Font, FontRef, Point, PxScale, ScaleFont as _};
use muster_domain::{BoundingBox, RgbImage};

/// Colours that differ in lightness too: green, amber, blue-grey.
pub(crate) const PRESENT: [u8; 3] = [22, 128, 60];
pub(crate) const REVIEW: [u8; 3] = [179, 89, 0];
pub(crate) const UNKNOWN: [u8; 3] = [70, 80, 100];

/// One face to draw.
pub(crate) struct Label {
    pub(crate) place: BoundingBox,
    pub(crate) text: String,
    pub(crate) colour: [u8; 3],
}

/// Draws all labels onto the photo; lines and letters grow with the photo.
pub(crate) fn annotate(image: &mut RgbImage, labels: &[Label]) {
    let unit = (image.width().max(image.height()) as f32 / 900.0).max(1.0);
    // The font is compiled in; should it not parse, boxes are drawn without names.
    let font = FontRef::try_from_slice(dejavu::sans::bold()).ok();
    for label in labels {
        outline(image, &label.place, (2.0 * unit).round() as i64, label.colour);
    }
    if let Some(font) = &font {
        for label in labels {
            caption(image, font, label, 14.0 * unit);
        }
    }
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

/// White letters on the box's colour, above the box, or inside it at the photo's upper edge.
fn caption(image: &mut RgbImage, font: &FontRef<'_>, label: &Label, size: f32) {
    let scaled = font.as_scaled(PxScale::from(size));
    let width: f32 = label.text.chars().map(|c| scaled.h_advance(scaled.glyph_id(c))).sum();
    let (pad, height) = (size * 0.2, size * 1.2);
    let room = (image.width() as f32 - width - 2.0 * pad).max(0.0);
    let left = label.place.x.clamp(0.0, room);
    let top = if label.place.y >= height { label.place.y - height } else { label.place.y.max(0.0) };
    let to = ((left + width + 2.0 * pad) as i64, (top + height) as i64);
    fill(image, (left as i64, top as i64), to, label.colour);
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
}
