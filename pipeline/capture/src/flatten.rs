//! Eight-bit pixels of other layouts as RGB: grey repeated, transparent ones laid over white.

/// Appends pixels to `rgb`. `channels` is 1 (grey), 2 (grey, alpha), 3 (RGB) or 4 (RGB, alpha not premultiplied).
pub(crate) fn append(channels: usize, pixels: &[u8], rgb: &mut Vec<u8>) {
    match channels {
        1 => rgb.extend(pixels.iter().flat_map(|&grey| [grey; 3])),
        2 => rgb.extend(pixels.as_chunks().0.iter().flat_map(|&[grey, alpha]| [over_white(grey, alpha); 3])),
        4 => rgb.extend(pixels.as_chunks().0.iter().flat_map(|&[r, g, b, alpha]| {
            [over_white(r, alpha), over_white(g, alpha), over_white(b, alpha)]
        })),
        _ => rgb.extend_from_slice(pixels),
    }
}

/// Porter and Duff's "over" with a white ground, rounded.
fn over_white(value: u8, alpha: u8) -> u8 {
    let (value, alpha) = (u32::from(value), u32::from(alpha));
    ((value * alpha + 255 * (255 - alpha) + 127) / 255) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transparent_pixels_lie_over_white() {
        let mut rgb = Vec::new();
        append(4, &[10, 20, 30, 255, 10, 20, 30, 0, 0, 100, 200, 128], &mut rgb);
        assert_eq!(rgb, [10, 20, 30, 255, 255, 255, 127, 177, 227]);
        rgb.clear();
        append(2, &[50, 255, 50, 0], &mut rgb);
        assert_eq!(rgb, [50, 50, 50, 255, 255, 255]);
    }
}
