//! A session's pages.

use muster_console::pages::session::{FaceView, Plan, face, session};
use muster_console::text::Language;
use muster_domain::{Confirmation, Mark, MarkSource, Status};
use muster_identify::Evidence;
use muster_store::Role;
use muster_usecase::session::Taken;

use crate::sample::{DAY, Shown, now, taken};
use crate::{check, frame};

#[test]
fn a_session_is_shown_at_every_stage() {
    for (name, shown) in [
        ("an open session", Shown::of(Some(taken(false)))),
        ("a closed session", Shown::of(Some(taken(true)))),
        ("nothing yet", Shown::of(None)),
        ("no models", Shown { recognition: false, ..Shown::of(None) }),
        ("nobody enrolled", Shown { enrolled: 0, ..Shown::of(None) }),
        ("locked", Shown { locked: Some(DAY), ..Shown::of(Some(taken(true))) }),
        ("locked before it was opened", Shown { locked: Some(DAY), ..Shown::of(None) }),
        ("an open list", Shown { open_list: true, ..Shown::of(Some(taken(false))) }),
        ("to be confirmed", Shown { second_confirmer: true, ..Shown::of(Some(taken(true))) }),
        ("confirmed", Shown { second_confirmer: true, ..Shown::of(Some(confirmed())) }),
        ("nobody at all", Shown { roster: vec![], ..Shown::of(None) }),
    ] {
        check(name, |frame| session(frame, &shown.view()));
    }
}

fn closed_by(name: Option<&str>) -> Taken {
    let mut taken = taken(true);
    taken.session.closed_by = name.map(str::to_owned);
    taken
}

fn confirmed() -> Taken {
    let mut taken = closed_by(Some("Ada <L>"));
    taken.session.confirmation = Some(Confirmation { by: "Grace <H>".into(), at: now() });
    taken
}

/// Protects the second look: whoever closed a session is not offered to confirm it, nor who only reads, and nobody where the
/// school does not ask for it.
#[test]
fn somebody_else_confirms_what_one_closed() {
    let own = "Grace <Hopper>";
    for (closer, role, offered) in [
        (Some("Ada <L>"), Role::Teacher, true),
        (None, Role::Admin, true),
        (Some(own), Role::Teacher, false),
        (Some("Ada <L>"), Role::Auditor, false),
    ] {
        let shown = Shown { second_confirmer: true, ..Shown::of(Some(closed_by(closer))) };
        let html = session(&frame(Language::English, Some(role)), &shown.view()).into_string();
        assert_eq!(html.contains("/confirm?"), offered, "{closer:?} {role:?}");
        assert!(html.contains("To be confirmed"), "{closer:?} {role:?}");
        let shown = Shown { second_confirmer: false, ..shown };
        let html = session(&frame(Language::English, Some(role)), &shown.view()).into_string();
        assert!(!html.contains("To be confirmed"));
    }
    let shown = Shown { second_confirmer: true, ..Shown::of(Some(confirmed())) };
    let html = session(&frame(Language::English, Some(Role::Teacher)), &shown.view()).into_string();
    assert!(html.contains("Grace &lt;H&gt;") && !html.contains("/confirm?"), "{html}");
}

fn england() -> muster_domain::StatusSet {
    muster_record::built_in_sets().into_iter().find(|set| set.id == "england").expect("built in")
}

/// Protects what the timetable says: hours, group, the day's other sessions, and that one was cancelled.
#[test]
fn a_session_says_when_it_is_and_for_whom() {
    let hours = Some((jiff::civil::time(8, 15, 0, 0), jiff::civil::time(9, 0, 0, 0)));
    let others = Box::leak(Box::new([(String::new(), hours), ("3rd <p>".to_owned(), None)]));
    let plan = Plan { hours, group: Some("<A>"), cancelled: Some("snow"), others };
    let shown = Shown { plan, ..Shown::of(None) };
    check("a planned session", |frame| session(frame, &shown.view()));
    let html = session(&frame(Language::English, Some(Role::Teacher)), &shown.view()).into_string();
    assert!(html.contains("08:15–09:00") && html.contains("Cancelled") && html.contains("&lt;A&gt;"));
    assert!(html.contains("2026-11-24\"") && html.contains("label=3rd%20%3Cp%3E"), "both others");
}

/// Protects a school's own letters: a mark names the letter, and of many the first of each kind has a button.
#[test]
fn a_schools_own_statuses_are_offered_by_their_letters() {
    let shown = Shown { statuses: england(), ..Shown::of(Some(taken(false))) };
    check("England's codes", |frame| session(frame, &shown.view()));
    let html = session(&frame(Language::German, Some(Role::Teacher)), &shown.view()).into_string();
    let row = html.split("id=\"student-003\"").nth(1).expect("a row").split("</li>").next().expect("its end");
    assert_eq!(row.matches("name=\"letter\"").count(), 5, "four buttons and the menu: {row}");
    assert!(row.contains("name=\"letter\" value=\"/\"") && !row.contains("name=\"status\""));
    assert!(row.contains("D – Dual registered") && row.contains("fill=\"#1e7d34\""));
    assert!(row.contains("value=\"L\" data-key=\"l\" aria-pressed=\"true\""), "late by hand: {row}");
}

/// Protects who decides about a student on leave: the note, and who entered it.
#[test]
fn leave_is_told_where_it_holds() {
    let mut taken = taken(false);
    let source = MarkSource::Leave { by: "Grace <H>".into(), note: "dentist & school".into() };
    taken.records[1].status = Status::Excused;
    let student = taken.records[1].student.clone();
    taken.records[1].mark =
        Some(Mark { letter: Some("M".into()), student, status: Status::Excused, source, at: now() });
    let shown = Shown { statuses: england(), ..Shown::of(Some(taken)) };
    let html = session(&frame(Language::English, Some(Role::Auditor)), &shown.view()).into_string();
    let row = html.split("id=\"student-002\"").nth(1).expect("a row").split("</li>").next().expect("its end");
    assert!(row.contains("On leave") && row.contains("<q>dentist &amp; school</q>"), "{row}");
    assert!(row.contains("Medical or dental appointment"), "its letter's name: {row}");
}

#[test]
fn every_face_has_a_page() {
    let shown = Shown::of(Some(taken(false)));
    let taken = shown.taken.as_ref().expect("taken");
    for (photo, one) in taken.photos.iter().enumerate() {
        for at in 0..one.faces.len() {
            let at = Evidence { photo, face: at };
            check("a face", |frame| face(frame, &FaceView { session: shown.view(), taken, at }));
        }
    }
}

/// Protects from a look that tempts: who may read only gets no button that changes something.
#[test]
fn auditors_see_no_way_to_change_anything() {
    let shown = Shown::of(Some(taken(false)));
    for (role, may) in [(Role::Auditor, false), (Role::Teacher, true), (Role::Admin, true)] {
        let html = session(&frame(Language::English, Some(role)), &shown.view()).into_string();
        assert_eq!(html.contains("/marks"), may, "{role:?}");
        assert_eq!(html.contains("/corrections"), may, "{role:?}");
        assert_eq!(html.contains("data-upload"), may, "{role:?}");
        assert_eq!(html.contains("/close"), may, "{role:?}");
    }
}

/// Protects a register that is locked from a look that tempts; an admin finds the way to open it.
#[test]
fn a_locked_session_has_one_way_to_change_it() {
    for (role, locked, closed, may) in [
        (Role::Teacher, false, true, true),
        (Role::Teacher, false, false, false),
        (Role::Teacher, true, true, false),
        (Role::Admin, true, false, true),
        (Role::Auditor, true, true, false),
        (Role::Auditor, false, true, false),
    ] {
        let shown = Shown { locked: locked.then_some(DAY), ..Shown::of(Some(taken(closed))) };
        let html = session(&frame(Language::English, Some(role)), &shown.view()).into_string();
        let case = format!("{role:?}, locked: {locked}, closed: {closed}");
        assert_eq!(html.contains("/reopen"), may, "{case}");
        assert_eq!(html.contains("/marks"), !locked && role != Role::Auditor, "{case}");
        assert_eq!(html.contains("not changed any more"), locked, "{case}");
    }
}

/// Protects the undo of a word: it says again what was said before.
#[test]
fn taking_a_word_back_leaves_the_earlier_one() {
    let shown = Shown::of(Some(taken(false)));
    let taken = shown.taken.as_ref().expect("taken");
    let at = Evidence { photo: 1, face: 1 };
    let view = FaceView { session: shown.view(), taken, at };
    let html = face(&frame(Language::English, Some(Role::Teacher)), &view).into_string();
    assert!(html.contains("&quot;ruling&quot;:&quot;is&quot;,&quot;student&quot;:&quot;005&quot;"), "{html}");
}

/// Protects from names that two students share: a label in a photo tells them apart.
#[test]
fn labels_are_short_and_still_tell_students_apart() {
    let shown = Shown::of(Some(taken(false)));
    let html = session(&frame(Language::English, Some(Role::Teacher)), &shown.view()).into_string();
    assert!(
        html.contains(">Ada L.</text>") && html.contains(">Ada Y.?</text>") && html.contains(">Cher</text>")
    );
}

/// Protects the keyboard's way through the queue: the riskiest first, its first candidate on key 1.
#[test]
fn a_review_offers_its_candidates_with_their_pictures() {
    let shown = Shown::of(Some(taken(false)));
    let html = session(&frame(Language::English, Some(Role::Teacher)), &shown.view()).into_string();
    let card =
        html.split("id=\"review-002\"").nth(1).expect("a card").split("</article>").next().expect("its end");
    for part in [
        "data-key=\"1\"",
        "data-key=\"2\"",
        "data-key=\"3\"",
        "data-key=\"x\"",
        "data-key=\"n\"",
        "enrolment/3/crop",
    ] {
        assert!(card.contains(part), "{part}: {card}");
    }
}
