//! A camera at the door: who was seen in enough frames to count as there.
//!
//! One frame may show anybody's likeness for a moment. Owns how many frames it takes and how close together; what a
//! frame shows is decided by `identify`.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use muster_domain::StudentId;

/// In so many frames a student has to be seen.
pub const FRAMES: usize = 3;
/// Within this time.
pub const WINDOW: SignedDuration = SignedDuration::from_secs(10);

/// What a camera has seen lately.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Watch(BTreeMap<StudentId, Vec<Timestamp>>);

impl Watch {
    /// Notes who was identified in a frame, and gives those who have now been seen in enough of them: each once, until
    /// they are seen anew. A student counts once a frame; frames that are older than [`WINDOW`] are forgotten.
    pub fn note<'a>(
        &mut self,
        students: impl IntoIterator<Item = &'a StudentId>,
        now: Timestamp,
    ) -> Vec<StudentId> {
        for frames in self.0.values_mut() {
            frames.retain(|at| now.duration_since(*at) < WINDOW);
        }
        for student in students {
            let frames = self.0.entry(student.clone()).or_default();
            if frames.last() != Some(&now) {
                frames.push(now);
            }
        }
        let enough = |(student, frames): (&StudentId, &Vec<Timestamp>)| {
            (frames.len() >= FRAMES).then(|| student.clone())
        };
        let arrived: Vec<StudentId> = self.0.iter().filter_map(enough).collect();
        self.0.retain(|student, frames| !frames.is_empty() && !arrived.contains(student));
        arrived
    }

    /// In how many of the latest frames a student was seen.
    pub fn frames(&self, student: &StudentId) -> usize {
        self.0.get(student).map_or(0, Vec::len)
    }

    /// Whether nobody was seen lately.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(milliseconds: i64) -> Timestamp {
        Timestamp::from_millisecond(1_790_000_000_000 + milliseconds).expect("a time")
    }

    /// Protects from a mark by one lucky frame, and from one that is never set.
    #[test]
    fn it_takes_several_frames_close_together() {
        let (ada, bo) = (StudentId::new("ada"), StudentId::new("bo"));
        let mut watch = Watch::default();
        assert_eq!(watch.note([&ada, &ada], at(0)), [], "twice in one frame is once");
        assert_eq!(watch.note([&ada, &bo], at(1000)), []);
        assert_eq!((watch.frames(&ada), watch.frames(&bo)), (2, 1));
        assert_eq!(watch.note([&ada], at(2000)), std::slice::from_ref(&ada));
        assert_eq!(watch.note([&ada], at(3000)), [], "counted anew");
        assert_eq!(watch.note([&bo], at(10_900)), [], "the frame at 1 s still counts");
        assert_eq!(watch.note([&bo], at(11_100)), [], "and now it does not");
        assert_eq!(watch.note([&bo], at(11_200)), [bo]);
        assert_eq!(watch.note([], at(60_000)), []);
        assert!(watch.is_empty(), "what is old is forgotten");
    }
}
