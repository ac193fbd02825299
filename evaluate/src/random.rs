//! Numbers that look random and are the same in every run.

/// What `SplitMix64` gives at that state (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA
/// 2014). Its states are multiples of [`STEP`] apart.
pub(crate) fn split_mix(state: u64) -> u64 {
    let mut z = state;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// From one state to the next.
pub(crate) const STEP: u64 = 0x9E37_79B9_7F4A_7C15;
