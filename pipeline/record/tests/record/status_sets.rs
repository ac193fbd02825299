//! Protects a school's own statuses: that a set can be written into cells and read back, and counts as it says.

use muster_domain::{CountsAs, SetStatus, Status, StatusSet, StatusSetError};
use muster_record::{Tally, built_in_sets, plain_set};

#[test]
fn every_set_that_comes_with_muster_is_sound() {
    let sets = built_in_sets();
    for set in &sets {
        assert_eq!(set.check(), Ok(()), "{}", set.id);
        for one in &set.statuses {
            assert_eq!(set.by_letter(&one.letter), Some(one), "{}", set.id);
        }
    }
    let mut ids: Vec<_> = sets.iter().map(|set| &set.id).collect();
    ids.dedup();
    assert_eq!(ids.len(), sets.len());
}

#[test]
fn the_plain_set_says_what_muster_says() {
    for status in Status::ALL {
        assert_eq!(plain_set().letter(status, None), status.letter());
        assert_eq!(plain_set().counts_as(status, None), status.counts_as());
        assert_eq!(plain_set().counted(status, None), Some(status));
    }
}

fn england() -> StatusSet {
    built_in_sets().into_iter().find(|set| set.id == "england").expect("comes with Muster")
}

/// A day of Y2 is no day that could have been attended; B is attendance; U is absence although the pupil came.
#[test]
fn englands_codes_count_as_the_department_says() {
    let set = england();
    let day = [
        (Status::Present, "/"),
        (Status::Present, "B"),
        (Status::Excused, "Y2"),
        (Status::Excused, "I"),
        (Status::Late, "U"),
        (Status::Absent, "O"),
    ];
    let tally: Tally = day.iter().filter_map(|(core, letter)| set.counted(*core, Some(letter))).collect();
    assert_eq!((tally.attended(), tally.taken(), tally.absent), (2, 5, 2));
    assert_eq!(set.letter(Status::Present, None), "/", "what a photo sets");
    assert_eq!(set.letter(Status::Present, Some("V")), "V");
    assert_eq!(set.letter(Status::Excused, None), "I", "leave without more is illness");
    assert_eq!(set.letter(Status::LeftEarly, None), "/", "who left early was there");
    assert_eq!(set.letter(Status::Present, Some("gone")), "/", "a letter that the school has given up");
}

#[test]
fn points_are_moodles() {
    let moodle = built_in_sets().into_iter().find(|set| set.id == "moodle").expect("comes with Muster");
    assert_eq!(moodle.points(Status::Late, None), Some((1.0, 2.0)));
    assert_eq!(moodle.points(Status::Absent, None), Some((0.0, 2.0)));
    assert_eq!(moodle.points(Status::NotSeen, None), None);
    assert_eq!(plain_set().points(Status::Present, None), None);
}

#[test]
fn a_set_that_cant_work_is_refused() {
    let with = |change: &dyn Fn(&mut SetStatus)| {
        let mut set = plain_set();
        change(&mut set.statuses[1]);
        set.check()
    };
    let value = |cause| Err(StatusSetError::Value { letter: "L".to_owned(), cause });
    assert_eq!(with(&|one| one.letter = "p".to_owned()), Err(StatusSetError::Twice("p".to_owned())));
    for letter in ["", "A B", "LATER", "?", "\u{7}"] {
        let refused = with(&|one| one.letter = letter.to_owned());
        assert_eq!(refused, Err(StatusSetError::Letter(letter.to_owned())));
    }
    assert_eq!(with(&|one| one.name = " ".to_owned()), value("it needs a name"));
    assert!(with(&|one| one.core = Status::NotSeen).is_err());
    assert_eq!(with(&|one| one.points = Some(f64::NAN)), value("points go from 0 to 1,000"));
    assert_eq!(with(&|one| one.colour = "red".to_owned()), value("its colour must be like #2e7d32"));
    assert_eq!(with(&|one| one.counts_as = CountsAs::NotCounted), Ok(()));
    let only_present = StatusSet { statuses: plain_set().statuses[..1].to_vec(), ..plain_set() };
    assert_eq!(only_present.check(), Err(StatusSetError::Missing("absent")));
}
