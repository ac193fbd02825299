//! The values of an array: checked against the shape, decoded to rows of `f32`, and encoded.

use muster_domain::FaceTemplate;

use super::{
    Fault, NpzLimits,
    header::{self, Header},
};

/// How many templates of how many numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    pub(super) rows: usize,
    pub(super) dimension: usize,
}

/// The shape as templates, when there is at least one, within the limits, and exactly as many bytes as it needs.
pub(super) fn check_shape(header: &Header, bytes: usize, limits: &NpzLimits) -> Result<Shape, Fault> {
    let (rows, dimension) = match header.shape[..] {
        [dimension] => (1, dimension),
        [rows, dimension] => (rows, dimension),
        _ => return Err(refused(&header.shape)),
    };
    if rows == 0
        || dimension == 0
        || rows > limits.templates_per_key as u64
        || dimension > limits.dimension as u64
    {
        return Err(refused(&header.shape));
    }
    // Both factors are at most the limits, so only limits beyond reason could overflow.
    let expected = rows.saturating_mul(dimension).saturating_mul(header.element.bytes as u64);
    if expected != bytes as u64 {
        return Err(Fault::Length { expected, actual: bytes as u64 });
    }
    Ok(Shape { rows: rows as usize, dimension: dimension as usize })
}

/// Rows of a checked array. C order has a row's numbers side by side, Fortran order a column's.
pub(super) fn decode(header: &Header, shape: &Shape, values: &[u8]) -> Vec<Vec<f32>> {
    let numbers: Vec<f32> = values
        .chunks_exact(header.element.bytes)
        .map(|number| decode_number(number, header.element.big))
        .collect();
    if header.fortran {
        (0..shape.rows).map(|row| numbers.iter().copied().skip(row).step_by(shape.rows).collect()).collect()
    } else {
        numbers.chunks_exact(shape.dimension).map(<[f32]>::to_vec).collect()
    }
}

/// An array of the templates, a row each, as `numpy.save` writes it. They must be of one length.
pub(super) fn encode(templates: &[FaceTemplate]) -> Vec<u8> {
    let dimension = templates.first().map_or(0, |template| template.vector().len());
    let mut array = header::write(templates.len(), dimension);
    for value in templates.iter().flat_map(FaceTemplate::vector) {
        array.extend_from_slice(&value.to_le_bytes());
    }
    array
}

/// A number of 2, 4 or 8 bytes as `f32`; what is beyond its range becomes infinite.
fn decode_number(bytes: &[u8], big: bool) -> f32 {
    let mut little = [0; 8];
    for (to, from) in little.iter_mut().zip(bytes) {
        *to = *from;
    }
    if big {
        little[..bytes.len()].reverse();
    }
    let bits = u64::from_le_bytes(little);
    match bytes.len() {
        2 => from_half(bits as u16),
        4 => f32::from_bits(bits as u32),
        _ => f64::from_bits(bits) as f32,
    }
}

/// IEEE 754-2019 binary16: 1 sign bit, 5 bits of exponent with bias 15, 10 of fraction. Every one is exact in
/// `f32`.
fn from_half(bits: u16) -> f32 {
    let (exponent, fraction) = (bits >> 10 & 0x1f, bits & 0x3ff);
    let part = f32::from(fraction) / 1024.0;
    let magnitude = match (exponent, fraction) {
        (0, _) => part * 2f32.powi(-14),
        (31, 0) => f32::INFINITY,
        (31, _) => f32::NAN,
        _ => (1.0 + part) * 2f32.powi(i32::from(exponent) - 15),
    };
    if bits >> 15 == 1 { -magnitude } else { magnitude }
}

fn refused(shape: &[u64]) -> Fault {
    let numbers: Vec<String> = shape.iter().take(6).map(u64::to_string).collect();
    let comma = if shape.len() == 1 { "," } else { "" };
    Fault::Shape(format!("({}{comma})", numbers.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_precision_numbers_are_exact() {
        // Bit patterns from the standard's table of examples (IEEE 754-2019, 3.6; also numpy.float16).
        for (bits, value) in [
            (0x3c00, 1.0),
            (0xc000, -2.0),
            (0x3555, 0.333_251_95),
            (0x7bff, 65_504.0),
            (0x0400, 2f32.powi(-14)),
            (0x0001, 2f32.powi(-24)),
            (0x0000, 0.0),
            (0xfc00, f32::NEG_INFINITY),
        ] {
            assert_eq!(from_half(bits).to_bits(), f32::to_bits(value), "{bits:#06x} is {value}");
        }
        assert!(from_half(0x7e00).is_nan());
    }

    #[test]
    fn big_endian_numbers_are_turned_around() {
        assert_eq!(decode_number(&1.5f32.to_be_bytes(), true).to_bits(), 1.5f32.to_bits());
        assert_eq!(decode_number(&1.5f64.to_le_bytes(), false).to_bits(), 1.5f32.to_bits());
        assert!(decode_number(&1e300f64.to_be_bytes(), true).is_infinite());
    }
}
