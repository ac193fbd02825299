//! The short run of CI: every target is thrown changed seeds, the same ones in every run.

use chacha20::ChaCha8Rng;
use chacha20::rand_core::{Rng as _, SeedableRng as _};
use muster_fuzz_targets::{ALL, Outcome, Target};

/// Cases of a target; about five seconds of a debug build for the slowest.
const CASES: u32 = 20_000;

/// Values that lengths, counts and offsets break at.
const EDGES: [u8; 8] = [0, 1, 0x7f, 0x80, 0xfe, 0xff, b'"', b'='];

struct Chance(ChaCha8Rng);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        (self.0.next_u64() % bound.max(1) as u64) as usize
    }

    /// A range of `bytes`, of 64 bytes at most.
    fn part(&mut self, bytes: &[u8]) -> std::ops::Range<usize> {
        let start = self.below(bytes.len() + 1);
        start..(start + 1 + self.below(64)).min(bytes.len()).max(start)
    }

    /// One change.
    fn change(&mut self, bytes: &mut Vec<u8>, seeds: &[Vec<u8>]) {
        let part = self.part(bytes);
        match self.below(8) {
            0 => bytes[part].iter_mut().take(1).for_each(|byte| *byte ^= 1 << (self.0.next_u32() % 8)),
            1 => {
                bytes[part].iter_mut().take(1).for_each(|byte| *byte = EDGES[self.0.next_u32() as usize % 8]);
            }
            2 => bytes[part].iter_mut().take(4).for_each(|byte| *byte = self.0.next_u32() as u8),
            3 => bytes[part].iter_mut().take(4).for_each(|byte| *byte = 0xff),
            4 => drop(bytes.drain(part)),
            5 => {
                let copy = bytes[part.clone()].to_vec();
                bytes.splice(part.start..part.start, copy);
            }
            6 => bytes.truncate(part.start),
            _ => {
                let other = &seeds[self.below(seeds.len())];
                let piece = other[self.part(other)].to_vec();
                bytes.splice(part, piece);
            }
        }
    }
}

fn run(target: &Target) {
    let seeds = (target.seeds)();
    for (number, seed) in seeds.iter().enumerate() {
        assert_eq!((target.run)(seed), Outcome::Accepted, "{}: seed {number} is in order", target.name);
    }
    let mut chance = Chance(ChaCha8Rng::from_seed([7; 32]));
    let (mut accepted, mut refused) = (0, 0);
    for _ in 0..CASES {
        let mut bytes = seeds[chance.below(seeds.len())].clone();
        for _ in 0..=chance.below(4) {
            chance.change(&mut bytes, &seeds);
        }
        match (target.run)(&bytes) {
            Outcome::Accepted => accepted += 1,
            Outcome::Refused => refused += 1,
        }
    }
    println!("{}: {accepted} accepted, {refused} refused", target.name);
    assert!(refused > CASES / 20, "{}: the changes do harm ({refused} refused)", target.name);
    assert!(accepted > CASES / 100, "{}: and get past the first bytes ({accepted} accepted)", target.name);
}

/// Protects the contract under every bad input: any bytes are answered, none are a panic, and what is accepted keeps
/// its promises.
#[test]
fn changed_files_and_texts_are_answered() {
    std::thread::scope(|scope| {
        for target in &ALL {
            scope.spawn(|| run(target));
        }
    });
}

/// The start of every input: nothing, and each short text.
#[test]
fn the_shortest_inputs_are_answered() {
    for target in &ALL {
        assert_eq!((target.run)(b""), Outcome::Refused, "{}", target.name);
        for first in 0..=u8::MAX {
            for second in EDGES {
                (target.run)(&[first, second]);
            }
        }
    }
}
