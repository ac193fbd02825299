//! The rules of a plan, over many registers and states of Moodle.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use muster_domain::{MoodleUser, Status, StudentId};
use muster_moodle::{
    EnrolledUser, GroupId, Mapping, MoodleSession, MoodleSessionId, MoodleState, MoodleStatus, Recorded,
    Register, RegisterSession, StatusId, StatusMap, StatusName, Step, Unclear, Unidentified, UserId, plan,
};
use proptest::prelude::*;

const STATUSES: [(i64, &str, &str); 4] =
    [(1, "P", "Present"), (2, "L", "Late"), (3, "E", "Excused"), (4, "A", "Absent")];

fn statuses() -> Vec<MoodleStatus> {
    let status = |(id, acronym, description): (i64, &str, &str)| MoodleStatus {
        id: StatusId(id),
        acronym: acronym.to_owned(),
        description: description.to_owned(),
    };
    STATUSES.map(status).into()
}

fn user(id: i64, idnumber: &str) -> EnrolledUser {
    EnrolledUser { id: UserId(id), idnumber: Some(idnumber.to_owned()), username: None, email: None }
}

fn mapping() -> Mapping {
    Mapping { user: MoodleUser::IdNumber, group: GroupId::ALL, statuses: StatusMap::default() }
}

fn held(hour: i64, minutes: i64, records: Vec<(StudentId, Status)>) -> RegisterSession {
    let records = records.into_iter().map(|(student, status)| (student, status.into())).collect();
    let starts_at = Timestamp::from_second(hour * 3600).expect("in range");
    let ends_at = starts_at + SignedDuration::from_mins(minutes);
    RegisterSession { starts_at, ends_at, description: String::new(), records }
}

fn theirs(id: i64, hour: i64, minutes: i64, group: i64) -> MoodleSession {
    MoodleSession {
        id: MoodleSessionId(id),
        group: GroupId(group),
        start_second: hour * 3600,
        seconds: minutes * 60,
        status_set: 0,
        statuses: statuses(),
        users: (1..=6).map(UserId).collect(),
        marks: BTreeMap::new(),
    }
}

fn of_students(session: MoodleSession, users: &[i64]) -> MoodleSession {
    MoodleSession { users: users.iter().copied().map(UserId).collect(), ..session }
}

/// What Moodle does with a push, in a model of it.
fn apply(state: &mut MoodleState, push: &muster_moodle::Push) {
    for step in &push.steps {
        match step {
            Step::Add(new) => {
                let id = state.sessions.iter().map(|session| session.id.0).max().unwrap_or(0) + 1;
                let added = MoodleSession {
                    start_second: new.start_second,
                    seconds: new.seconds,
                    ..theirs(id, 0, 0, 0)
                };
                state.sessions.push(added);
            }
            Step::Mark { session, updates, .. } => {
                let own =
                    state.sessions.iter_mut().find(|own| own.id == *session).expect("a session of theirs");
                for update in updates {
                    assert!(
                        own.users.contains(&update.user)
                            && own.statuses.iter().any(|one| one.id == update.to)
                    );
                    own.marks.insert(update.user, update.to);
                }
            }
        }
    }
}

fn records() -> impl Strategy<Value = Vec<(StudentId, Status)>> {
    proptest::collection::btree_map(0..9u8, proptest::sample::select(Status::ALL.as_slice()), 0..9).prop_map(
        |all| all.into_iter().map(|(id, status)| (StudentId::new(format!("S{id}")), status)).collect(),
    )
}

fn registers() -> impl Strategy<Value = Register> {
    proptest::collection::vec((0..6i64, 30..32i64, records()), 0..6).prop_map(|all| Register {
        sessions: all.into_iter().map(|(hour, minutes, records)| held(hour, minutes, records)).collect(),
    })
}

fn states() -> impl Strategy<Value = MoodleState> {
    let marks =
        proptest::collection::btree_map((1..=6i64).prop_map(UserId), (1..=4i64).prop_map(StatusId), 0..6);
    let listed = proptest::collection::btree_set((1..=6i64).prop_map(UserId), 0..6);
    let session = (0..6i64, 30..32i64, 0..2i64, marks, listed);
    let users = proptest::collection::vec((0..9u8).prop_map(|id| format!("S{id}")), 6);
    (proptest::collection::vec(session, 0..5), users).prop_map(|(sessions, ids)| MoodleState {
        me: UserId(99),
        sessions: (1..)
            .zip(sessions)
            .map(|(id, (hour, minutes, group, marks, users))| MoodleSession {
                marks,
                users,
                ..theirs(id, hour, minutes, group)
            })
            .collect(),
        users: (1..).zip(ids).map(|(id, number)| user(id, &number)).collect(),
    })
}

proptest! {
    /// Protects from pushing for ever: once the sessions are there (first push) and marked (second), nothing is left.
    #[test]
    fn pushed_is_pushed(ours in registers(), mut state in states()) {
        for _ in 0..2 {
            let push = plan(&ours, &state, &mapping());
            apply(&mut state, &push);
        }
        prop_assert!(plan(&ours, &state, &mapping()).changes_nothing());
    }

    /// Protects everything in Moodle that the register says nothing about: other sessions, other groups, other students,
    /// and whoever is not decided.
    #[test]
    fn only_what_is_recorded_is_touched(ours in registers(), mut state in states()) {
        let before = state.clone();
        let push = plan(&ours, &state, &mapping());
        apply(&mut state, &push);
        let decided: BTreeSet<(i64, &str)> = ours.sessions.iter().flat_map(|session| {
            let decided = session.records.iter().filter(|(_, recorded)| recorded.status != Status::NotSeen);
            decided.map(|(student, _)| (session.start_second(), student.as_str()))
        }).collect();
        for (old, new) in before.sessions.iter().zip(&state.sessions) {
            for user in &state.users {
                let recorded = decided.contains(&(old.start_second, user.idnumber.as_deref().expect("an id")));
                if !recorded || old.group != GroupId::ALL {
                    prop_assert_eq!(old.marks.get(&user.id), new.marks.get(&user.id));
                }
            }
        }
    }

    /// Protects from losing somebody silently: every decided record is in Moodle afterwards, or is named with its reason.
    #[test]
    fn nobody_is_lost(ours in registers(), mut state in states()) {
        let push = plan(&ours, &state, &mapping());
        apply(&mut state, &push);
        let push = plan(&ours, &state, &mapping());
        apply(&mut state, &push);
        for session in &ours.sessions {
            let unclear = push.unclear.iter().any(|(at, _)| *at == session.starts_at);
            for (student, recorded) in session.records.iter().filter(|(_, recorded)| recorded.status != Status::NotSeen) {
                let named = push.unidentified.iter().any(|(one, _)| one == student)
                    || push.left_out.iter().any(|left| left.student == *student);
                let user = state.users.iter().find(|user| user.idnumber.as_deref() == Some(student.as_str()));
                let marked = user.is_some_and(|user| state.sessions.iter().any(|own| {
                    let mark = own.marks.get(&user.id).and_then(|mark| own.statuses.iter().find(|one| one.id == *mark));
                    own.start_second == session.start_second()
                        && mark.map(|mark| mark.id) == StatusMap::default().counterpart(recorded, &statuses()).map(|one| one.id)
                }));
                prop_assert!(unclear || named || marked, "{student} at {}", session.starts_at);
            }
        }
    }
}

fn one_student(status: Status) -> Vec<(StudentId, Status)> {
    vec![(StudentId::new("S1"), status)]
}

fn state(sessions: Vec<MoodleSession>, users: Vec<EnrolledUser>) -> MoodleState {
    MoodleState { me: UserId(99), sessions, users }
}

/// Protects from marking the wrong lesson: by begin, then by length, then not at all.
#[test]
fn a_session_is_recognised_or_unclear() {
    let register = Register { sessions: vec![held(9, 45, one_student(Status::Present))] };
    let found = |sessions: Vec<MoodleSession>| {
        let push = plan(&register, &state(sessions, vec![user(1, "S1")]), &mapping());
        let step = push.steps.first().map(|step| match step {
            Step::Add(_) => None,
            Step::Mark { session, .. } => Some(session.0),
        });
        (step, push.unclear.first().map(|(_, unclear)| *unclear))
    };
    assert_eq!(found(vec![theirs(1, 8, 45, 0), theirs(2, 9, 30, 0)]), (Some(Some(2)), None));
    assert_eq!(found(vec![theirs(1, 9, 30, 0), theirs(2, 9, 45, 0)]), (Some(Some(2)), None));
    assert_eq!(found(vec![theirs(1, 9, 45, 5)]), (Some(None), None), "another group's session is another");
    let several = Some(Unclear::SeveralOfTheirs);
    assert_eq!(found(vec![theirs(1, 9, 45, 0), theirs(2, 9, 45, 0)]), (None, several));
    assert_eq!(found(vec![theirs(1, 9, 30, 0), theirs(2, 9, 60, 0)]), (None, several));
}

/// Protects from one mark over the other: two of our sessions at once are both left.
#[test]
fn two_of_ours_at_once_are_unclear() {
    let register = Register {
        sessions: vec![held(9, 45, one_student(Status::Present)), held(9, 45, one_student(Status::Absent))],
    };
    let push = plan(&register, &state(vec![theirs(1, 9, 45, 0)], vec![user(1, "S1")]), &mapping());
    assert!(push.changes_nothing());
    assert_eq!(push.unclear.iter().map(|(_, why)| *why).collect::<Vec<_>>(), [Unclear::TwoOfOurs; 2]);
}

/// Protects from a session that nobody has taken: without a decided record that Moodle can take, none is added.
#[test]
fn nothing_decided_adds_nothing() {
    for records in [vec![], one_student(Status::NotSeen), vec![(StudentId::new("S9"), Status::Present)]] {
        let register = Register { sessions: vec![held(9, 45, records)] };
        assert!(plan(&register, &state(vec![], vec![user(1, "S1")]), &mapping()).changes_nothing());
    }
}

/// Protects from a mark for a namesake: an id that two have is nobody's, and `007` is not `7`.
#[test]
fn an_id_is_one_persons_or_nobodys() {
    let records = ["S1", "7", "S3"].map(|id| (StudentId::new(id), Status::Present)).into();
    let register = Register { sessions: vec![held(9, 45, records)] };
    let users = vec![user(1, "S1"), user(2, "S1"), user(3, "007"), user(4, " S3 ")];
    let push = plan(&register, &state(vec![theirs(1, 9, 45, 0)], users), &mapping());
    let unidentified: Vec<_> = push.unidentified.iter().map(|(id, why)| (id.as_str(), *why)).collect();
    assert_eq!(unidentified, [("S1", Unidentified::Several), ("7", Unidentified::Nobody)]);
    assert_eq!(push.marks(), 1);
}

/// Protects logins and addresses, which Moodle and schools write in different cases.
#[test]
fn addresses_match_in_any_case() {
    let register =
        Register { sessions: vec![held(9, 45, vec![(StudentId::new("Jo@School.example"), Status::Late)])] };
    let jo = EnrolledUser { idnumber: None, email: Some("jo@school.EXAMPLE".to_owned()), ..user(1, "") };
    let mapping = Mapping { user: MoodleUser::Email, ..mapping() };
    let push = plan(&register, &state(vec![of_students(theirs(1, 9, 45, 0), &[1])], vec![jo]), &mapping);
    assert_eq!(push.marks(), 1);
}

/// Protects the meaning of letters: the default takes no acronym for a word, and a name that two statuses have for none.
#[test]
fn names_are_clear_or_nothing() {
    let status = |id, acronym: &str, description: &str| MoodleStatus {
        id: StatusId(id),
        acronym: acronym.to_owned(),
        description: description.to_owned(),
    };
    let turkish =
        [status(1, "K", "Katıldı"), status(2, "G", "Geç"), status(4, "A", "Yok"), status(5, "L", "Present")];
    let map = StatusMap::default();
    let id = |map: &StatusMap, status: Status, set: &[MoodleStatus]| {
        map.counterpart(&status.into(), set).map(|one| one.id.0)
    };
    assert_eq!(id(&map, Status::Absent, &turkish), None);
    assert_eq!(id(&map, Status::Present, &turkish), Some(5));
    assert_eq!(id(&map, Status::LeftEarly, &turkish), Some(5));
    let twice = [status(1, "P", "Present"), status(2, "P2", "PRESENT ")];
    assert_eq!(id(&map, Status::Present, &twice), None);
    let named = map.with(Status::Present, vec![StatusName::Acronym("p2".to_owned())]);
    assert_eq!(id(&named, Status::Present, &twice), Some(2));
    let undecided = named.with(Status::NotSeen, vec![StatusName::Acronym("P".to_owned())]);
    assert_eq!(id(&undecided, Status::NotSeen, &twice), None);
}

/// Protects a school's own letters: a letter that is named goes before its status, also when the set has nothing for it.
#[test]
fn a_letter_goes_before_its_status() {
    let medical = |letter: &str| Recorded { status: Status::Excused, letter: Some(letter.to_owned()) };
    let acronym = |name: &str| vec![StatusName::Acronym(name.to_owned())];
    let map = StatusMap::default().with_letter("M", acronym("L")).with_letter("Q", acronym("none"));
    let set = statuses();
    let id = |letter: &str| map.counterpart(&medical(letter), &set).map(|one| one.id.0);
    assert_eq!((id("m"), id("I"), id("Q")), (Some(2), Some(3), None));
    let undecided = Recorded { status: Status::NotSeen, letter: Some("M".to_owned()) };
    assert_eq!(map.counterpart(&undecided, &set), None);
}
