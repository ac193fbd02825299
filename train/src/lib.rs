//! Learning from a school's own faces: a linear head on a frozen model, trained with the triplet loss of FaceNet
//! (Schroff, Kalenichenko and Philbin 2015), and accepted only when it is better on people it never saw.
//!
//! This crate owns the split into training and held-out people and sessions, the training, and the comparison
//! that decides. It leaves pictures, files and progress bars to its callers, error-rate arithmetic to `evaluate`,
//! and applying a head to `embed`. It reads no clock, disk or network; a seed is the only source of chance, and
//! all arithmetic is in a fixed order without transcendental functions, so the same seed and data give the same
//! head to the last bit on every machine.

mod adam;
mod bootstrap;
mod compare;
mod data;
mod error;
mod fit;
mod loss;
mod paired;
mod random;
mod search;
mod split;
mod start;
mod vector;

pub use compare::{Accepted, Outcome, Plan, train_head};
pub use data::{Labelled, Person, Probe};
pub use error::TrainError;
pub use fit::{Epoch, Fit, Settings};
pub use muster_embed::Head;
pub use paired::{Paired, mcnemar};
pub use split::Sizes;
