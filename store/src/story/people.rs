//! Schools, classes, students, rosters.

use muster_domain::{Class, ClassId};

use super::{Cast, assert_not_found, day, minute, ok, student};
use crate::{EnrolmentState, ProfileChoice, RosterDays, Store};

/// Who comes is there from Monday on, who goes was there until Sunday.
const DAYS: RosterDays = RosterDays {
    first_day: Some(jiff::civil::Date::constant(2026, 9, 7)),
    last_day: jiff::civil::Date::constant(2026, 9, 6),
};

pub(super) async fn schools_and_rosters(store: &dyn Store, cast: &Cast) {
    let Cast { school, class, ada, bo, cy, .. } = cast;
    assert_not_found(store.put_class(school, class).await, "school");
    ok(store.put_school(school, "North").await);
    ok(store.put_school(school, "North School").await);
    assert_not_found(store.put_students(school, &class.id, std::slice::from_ref(ada), None).await, "class");
    assert_eq!(ok(store.lookup_student(school, &ada.id).await), None, "a refused call leaves no student");

    ok(store.put_class(school, &Class { name: "7b".into(), ..class.clone() }).await);
    ok(store.put_class(school, class).await);
    let art = Class { id: ClassId::new("10art"), name: "Art".into() };
    ok(store.put_class(school, &art).await);
    assert_eq!(
        ok(store.list_classes(school).await),
        [art.clone(), class.clone()],
        "by id, each once, renamed"
    );
    assert_eq!(ok(store.lookup_class(school, &class.id).await).as_ref(), Some(class));

    assert!(!ok(store.has_open_list(school, &art.id).await), "a class is none");
    ok(store.put_open_list(school, &art.id, true).await);
    assert!(
        ok(store.has_open_list(school, &art.id).await)
            && !ok(store.has_open_list(&cast.other, &art.id).await)
    );
    ok(store.put_open_list(school, &art.id, false).await);
    assert_not_found(store.put_open_list(&cast.other, &art.id, true).await, "class");
    let maiden = student("001", "Byron", "Ada");
    ok(store.put_students(school, &class.id, &[cy.clone(), maiden, bo.clone()], None).await);
    ok(store.put_students(school, &class.id, std::slice::from_ref(ada), None).await);
    let roster = ok(store.roster(school, &class.id, day(7)).await);
    assert_eq!(roster, [bo.clone(), ada.clone(), cy.clone()], "by last name, renamed in place");
    assert_eq!(ok(store.lookup_student(school, &ada.id).await).as_ref(), Some(ada));

    roster_order_is_last_name_first_name_id(store, cast, &art).await;
}

/// Equal last names go by first name, equal names by id; a student may be on two rosters.
async fn roster_order_is_last_name_first_name_id(store: &dyn Store, cast: &Cast, art: &Class) {
    let expected = [
        student("9", "", "Pelé"),
        student("12", "Young", "Al"),
        student("003", "Young", "Cy"),
        student("2", "Young", "Cy"),
        student("5", "Åberg", "Bo"),
    ];
    let mut shuffled = expected.clone();
    shuffled.reverse();
    ok(store.put_students(&cast.school, &art.id, &shuffled, None).await);
    assert_eq!(
        ok(store.roster(&cast.school, &art.id, day(7)).await),
        expected,
        "in the order of code points"
    );
    let passing = student("77", "Zeno", "Di");
    ok(store.put_students(&cast.school, &art.id, std::slice::from_ref(&passing), None).await);
    assert_not_found(store.leave_roster(&cast.other, &art.id, &passing.id, day(6)).await, "student");
    ok(store.leave_roster(&cast.school, &art.id, &passing.id, day(6)).await);
    assert_not_found(store.leave_roster(&cast.school, &art.id, &passing.id, day(6)).await, "student");
    assert_eq!(ok(store.lookup_student(&cast.school, &passing.id).await), Some(passing), "no one is deleted");
    assert_eq!(
        ok(store.roster(&cast.school, &cast.class.id, day(7)).await).len(),
        3,
        "the other roster is as it was"
    );
}

/// A list replaces a roster, or adds to it, as a whole or not at all.
pub(super) async fn a_roster_changes_at_once(store: &dyn Store, cast: &Cast) {
    let Cast { school, other, class, ada, bo, cy, .. } = cast;
    let roster = async || ok(store.roster(school, &class.id, day(7)).await);
    let (di, renamed) = (student("004", "Zeno", "Di"), student("002", "Diddley", "Bo Ellas"));
    let change = [renamed.clone(), di.clone()];
    let (gone, unknown) = (cy.id.clone(), di.id.clone());
    ok(store.change_roster(school, &class.id, &change, std::slice::from_ref(&gone), DAYS).await);
    assert_eq!(roster().await, [renamed, ada.clone(), di.clone()], "added, renamed and taken off");
    assert_eq!(ok(store.lookup_student(school, &gone).await).as_ref(), Some(cy), "no one is deleted");

    let bad = [cy.clone(), student("", "No", "Id")];
    assert!(store.change_roster(school, &class.id, &bad, std::slice::from_ref(&ada.id), DAYS).await.is_err());
    assert_eq!(roster().await.len(), 3, "a refused change is not half done");
    assert_not_found(
        store.change_roster(other, &class.id, &[], std::slice::from_ref(&ada.id), DAYS).await,
        "class",
    );

    let back = [bo.clone(), cy.clone()];
    ok(store.change_roster(school, &class.id, &back, std::slice::from_ref(&unknown), DAYS).await);
    ok(store.change_roster(school, &class.id, &back, std::slice::from_ref(&unknown), DAYS).await);
    assert_eq!(roster().await, [bo.clone(), ada.clone(), cy.clone()], "twice is as good as once");
}

pub(super) async fn another_school_sees_nothing(store: &dyn Store, cast: &Cast) {
    let Cast { school, other, class, ada, .. } = cast;
    assert_eq!(ok(store.list_classes(other).await), [], "a school that is not there has no classes");
    ok(store.put_school(other, "South School").await);
    assert_eq!(ok(store.list_classes(other).await), []);
    assert_eq!(ok(store.lookup_class(other, &class.id).await), None);
    assert_eq!(ok(store.roster(other, &class.id, day(7)).await), []);
    assert_eq!(ok(store.lookup_student(other, &ada.id).await), None);
    assert_not_found(store.put_students(other, &class.id, std::slice::from_ref(ada), None).await, "class");

    // The same ids there are other things.
    let namesake = student(ada.id.as_str(), "Yonath", "Ada");
    ok(store.put_class(other, &Class { name: "Their 7b".into(), ..class.clone() }).await);
    ok(store.put_students(other, &class.id, std::slice::from_ref(&namesake), None).await);
    assert_eq!(ok(store.roster(other, &class.id, day(7)).await), [namesake]);
    assert_eq!(ok(store.lookup_student(school, &ada.id).await).as_ref(), Some(ada), "ours keeps her name");
    assert_eq!(ok(store.lookup_class(school, &class.id).await).as_ref(), Some(class), "and ours its name");
}

pub(super) async fn what_is_held_is_counted(store: &dyn Store, cast: &Cast) {
    let held = ok(store.holdings(&cast.school).await);
    let enrolled = ok(store.list_enrolled_faces(&cast.school, &cast.class.id).await);
    let pending = enrolled.iter().filter(|stored| stored.face.state == EnrolmentState::Pending).count();
    assert_eq!((held.enrolled, held.pending, held.pictures), (enrolled.len(), pending, 0));
    assert!(held.students >= 3 && held.sessions >= 2, "{held:?}");
    let nowhere = ok(store.holdings(&muster_domain::SchoolId::new("nowhere")).await);
    assert_eq!(nowhere, crate::Holdings::default(), "another school's are not counted");
}

pub(super) async fn the_newest_choice_of_a_profile_comes_first(store: &dyn Store, cast: &Cast) {
    let choice = |profile: &str, minutes| ProfileChoice {
        profile: profile.into(),
        by: "ms-hopper".into(),
        at: minute(minutes),
    };
    for chosen in [choice("facenet", 10), choice("paper", 11), choice("facenet", 11)] {
        ok(store.choose_profile(&cast.school, &chosen).await);
    }
    let all = [choice("facenet", 11), choice("paper", 11), choice("facenet", 10)];
    assert_eq!(ok(store.list_profile_choices(&cast.school).await), all);
    assert_eq!(ok(store.list_profile_choices(&cast.other).await), [], "another school's");
    let nowhere = muster_domain::SchoolId::new("nowhere");
    assert_not_found(store.choose_profile(&nowhere, &choice("paper", 12)).await, "school");
}
