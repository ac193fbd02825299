//! Messages are tried for three days, with growing pauses, and no longer.

use jiff::SignedDuration;
use muster_webhook::{MAX_STRETCH, next_attempt};
use proptest::prelude::*;

#[test]
fn without_jitter_the_pauses_are_those_that_the_specification_recommends() {
    // "Time since start" of the specification's example schedule, in seconds.
    let clock = |h: i64, m: i64, s: i64| h * 3600 + m * 60 + s;
    let expected = [
        0,
        5,
        clock(0, 5, 5),
        clock(0, 35, 5),
        clock(2, 35, 5),
        clock(7, 35, 5),
        clock(17, 35, 5),
        clock(31, 35, 5),
        clock(51, 35, 5),
        clock(75, 35, 5),
    ];
    let mut since = SignedDuration::ZERO;
    for (attempts, expected) in (0..).zip(expected) {
        since += next_attempt(attempts, 0.0).expect("there is another");
        assert_eq!(since.as_secs(), expected, "after {attempts} attempts");
    }
    assert_eq!(next_attempt(10, 0.0), None);
    assert_eq!(next_attempt(u32::MAX, 0.0), None);
}

#[test]
fn jitter_that_is_no_share_counts_as_the_nearer_end() {
    let pause = |jitter| next_attempt(2, jitter);
    assert_eq!(pause(f64::NAN), pause(0.0));
    assert_eq!(pause(f64::NEG_INFINITY), pause(0.0));
    assert_eq!(pause(f64::INFINITY), pause(1.0));
    assert_eq!(pause(1.0), Some(SignedDuration::from_mins(6)));
}

proptest! {
    /// Chance only lengthens, and not so much that a later pause comes before an earlier one.
    #[test]
    fn jitter_lengthens_by_a_share_at_most(attempts in 1_u32..10, jitter in 0.0..1.0) {
        let (plain, pause) = (next_attempt(attempts, 0.0), next_attempt(attempts, jitter));
        let (plain, pause) = (plain.expect("one"), pause.expect("one"));
        prop_assert!(pause >= plain);
        prop_assert!(pause.as_secs_f64() <= plain.as_secs_f64() * (1.0 + MAX_STRETCH));
    }
}
