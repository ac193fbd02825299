//! How often something happens a photo, with its interval.

use std::fmt;

use serde::{Serialize, Serializer, ser::SerializeStruct as _};

use crate::Rate;

/// So many in so many photos. Unlike a [`crate::Rate`] there is no limit to how many one photo can have.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PerPhoto {
    /// How many in all.
    pub count: usize,
    /// Photos.
    pub photos: usize,
    /// How much more the photos differ than chance alone makes them: the variance of their counts over its
    /// mean, at least 1.
    pub dispersion: f64,
}

impl PerPhoto {
    /// From the count of each photo.
    pub fn new(counts: &[usize]) -> Self {
        let (count, photos) = (counts.iter().sum::<usize>(), counts.len());
        let mean = count as f64 / photos.max(1) as f64;
        let square = |count: &usize| (*count as f64 - mean).powi(2);
        let variance = counts.iter().map(square).sum::<f64>() / photos.saturating_sub(1).max(1) as f64;
        let dispersion = if count > 0 { (variance / mean).max(1.0) } else { 1.0 };
        Self { count, photos, dispersion }
    }

    /// How many a photo; `None` without photos.
    pub fn value(self) -> Option<f64> {
        (self.photos > 0).then(|| self.count as f64 / self.photos as f64)
    }

    /// The 95% interval of the mean: Byar's approximation to Poisson's exact limits (Rothman and Boice 1979;
    /// Breslow and Day 1987), for the count divided by the dispersion, as in quasi-Poisson models (Wedderburn
    /// 1974): a few photos full of false reports say less than the same number spread over many.
    pub fn interval(self) -> Option<(f64, f64)> {
        self.value()?;
        let scale = self.dispersion / self.photos as f64;
        let count = self.count as f64 / self.dispersion;
        let limit = |n: f64, z: f64| n * (1.0 - 1.0 / (9.0 * n) + z / (3.0 * n.sqrt())).powi(3);
        let low = if count > 0.0 { limit(count, -Rate::Z).max(0.0) } else { 0.0 };
        Some((low * scale, limit(count + 1.0, Rate::Z) * scale))
    }
}

impl fmt::Display for PerPhoto {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.value(), self.interval()) {
            (Some(value), Some((low, high))) => write!(
                f,
                "{value:.3} a photo ({} in {} photos; 95%: {low:.3} to {high:.3})",
                self.count, self.photos
            ),
            _ => f.write_str("no photos"),
        }
    }
}

impl Serialize for PerPhoto {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("PerPhoto", 6)?;
        fields.serialize_field("count", &self.count)?;
        fields.serialize_field("photos", &self.photos)?;
        fields.serialize_field("dispersion", &self.dispersion)?;
        fields.serialize_field("value", &self.value())?;
        fields.serialize_field("low", &self.interval().map(|interval| interval.0))?;
        fields.serialize_field("high", &self.interval().map(|interval| interval.1))?;
        fields.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Poisson's exact limits (Garwood 1936) for 0 and 10 events are 0 to 3.689 and 4.795 to 18.390.
    #[test]
    fn counts_that_differ_as_chance_has_it_get_poissons_interval() {
        for (counts, low, high) in [([0; 10], 0.0, 0.3689), ([1; 10], 0.4795, 1.8390)] {
            let (l, h) = PerPhoto::new(&counts).interval().expect("ten photos");
            assert!((l - low).abs() < 0.003 && (h - high).abs() < 0.003, "{l} to {h}");
        }
    }

    #[test]
    fn ten_in_one_photo_say_less_than_one_in_each_of_ten() {
        let width = |counts: &[usize]| {
            let (low, high) = PerPhoto::new(counts).interval().expect("photos");
            high - low
        };
        let one_photo = [10, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        assert!((PerPhoto::new(&one_photo).dispersion - 10.0).abs() < 1e-9);
        assert!(width(&one_photo) > 2.0 * width(&[1; 10]));
    }

    #[test]
    fn no_photos_are_no_mean_rather_than_zero() {
        let none = PerPhoto::new(&[]);
        assert_eq!((none.value(), none.interval(), none.to_string().as_str()), (None, None, "no photos"));
    }
}
