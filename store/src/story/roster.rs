//! Who is on a roster from when to when, and groups.

use muster_domain::{Class, ClassId, Stay, Student};

use super::{Cast, assert_not_found, day, ok, student};
use crate::{RosterDays, Store, StoreError};

const fn stay(first: Option<i8>, last: Option<i8>) -> Stay {
    const fn date(of: Option<i8>) -> Option<jiff::civil::Date> {
        match of {
            Some(day) => Some(jiff::civil::Date::constant(2026, 9, day)),
            None => None,
        }
    }
    Stay { first_day: date(first), last_day: date(last) }
}

async fn choir(store: &dyn Store, cast: &Cast) -> (Class, Student, Student) {
    let choir = Class { id: ClassId::new("choir"), name: "Choir".into() };
    ok(store.put_class(&cast.school, &choir).await);
    let (di, ed) = (student("c1", "Alto", "Di"), student("c2", "Basso", "Ed"));
    ok(store.put_students(&cast.school, &choir.id, std::slice::from_ref(&di), None).await);
    ok(store.put_students(&cast.school, &choir.id, std::slice::from_ref(&ed), Some(day(9))).await);
    (choir, di, ed)
}

pub(super) async fn people_come_and_go(store: &dyn Store, cast: &Cast) {
    let (choir, di, ed) = choir(store, cast).await;
    let (school, class) = (&cast.school, &choir.id);
    let stays = async |who: &Student| {
        let members = ok(store.members(school, class).await);
        members.into_iter().find(|one| one.student == *who).map(|one| one.stays)
    };
    assert_eq!(stays(&di).await, Some(vec![stay(None, None)]));
    assert_eq!(stays(&ed).await, Some(vec![stay(Some(9), None)]));
    assert_eq!(
        ok(store.roster(school, class, day(7)).await),
        [di.clone(), ed.clone()],
        "who will join is on it"
    );

    ok(store.leave_roster(school, class, &di.id, day(14)).await);
    assert_eq!(ok(store.roster(school, class, day(14)).await).len(), 2, "on the last day one is there");
    assert_eq!(ok(store.roster(school, class, day(15)).await), std::slice::from_ref(&ed));
    assert_not_found(store.leave_roster(school, class, &di.id, day(14)).await, "student");

    ok(store.put_students(school, class, std::slice::from_ref(&di), Some(day(21))).await);
    assert_eq!(stays(&di).await, Some(vec![stay(None, Some(14)), stay(Some(21), None)]), "back after a week");
    ok(store.put_students(school, class, std::slice::from_ref(&di), Some(day(28))).await);
    assert_eq!(stays(&di).await.map(|stays| stays.len()), Some(2), "who is there is there");
    ok(store.leave_roster(school, class, &di.id, day(20)).await);
    assert_eq!(stays(&di).await, Some(vec![stay(None, Some(14))]), "a stay that never began is none");
    ok(store.put_students(school, class, std::slice::from_ref(&di), Some(day(10))).await);
    assert_eq!(stays(&di).await, Some(vec![stay(None, None)]), "who comes back before leaving never left");

    let corrected = [stay(Some(1), Some(4)), stay(Some(8), None)];
    ok(store.put_stays(school, class, &di.id, &corrected).await);
    assert_eq!(stays(&di).await.as_deref(), Some(&corrected[..]));
    for wrong in [
        &[][..],
        &[stay(Some(4), Some(1))],
        &[stay(Some(1), None), stay(Some(8), None)],
        &[stay(Some(1), Some(8)), stay(Some(8), None)],
    ] {
        let refused = store.put_stays(school, class, &di.id, wrong).await;
        assert!(matches!(refused, Err(StoreError::Invalid { .. })), "{wrong:?}: {refused:?}");
    }
    assert_eq!(stays(&di).await.as_deref(), Some(&corrected[..]), "a refused change is not half done");
    assert_not_found(store.put_stays(school, class, &cast.ada.id, &corrected).await, "student");
    assert_not_found(store.put_stays(&cast.other, class, &di.id, &corrected).await, "student");
    assert_eq!(ok(store.members(&cast.other, class).await), []);
}

pub(super) async fn groups_have_their_own_stays(store: &dyn Store, cast: &Cast) {
    let (choir, di, ed) = choir(store, cast).await;
    let (school, class) = (&cast.school, &choir.id);
    let days = RosterDays { first_day: None, last_day: day(10) };
    let members = async |group: &str| {
        let found = ok(store.group_members(school, class, group).await);
        found.into_iter().map(|one| (one.student.id, one.stays)).collect::<Vec<_>>()
    };
    ok(store.put_group(school, class, "Altos", std::slice::from_ref(&di.id), days).await);
    ok(store.put_group(school, class, "Altos", std::slice::from_ref(&di.id), days).await);
    assert_eq!(members("Altos").await, [(di.id.clone(), vec![stay(None, None)])], "twice is as good as once");
    let moved = RosterDays { first_day: Some(day(11)), ..days };
    ok(store.put_group(school, class, "Altos", std::slice::from_ref(&ed.id), moved).await);
    let both = [(di.id.clone(), vec![stay(None, Some(10))]), (ed.id.clone(), vec![stay(Some(11), None)])];
    assert_eq!(members("Altos").await, both, "who moved was in it until then");
    assert_eq!(ok(store.list_groups(school, class).await), ["Altos"]);
    assert_eq!(ok(store.list_groups(&cast.other, class).await), Vec::<String>::new());
    assert_not_found(
        store.put_group(school, class, "Altos", std::slice::from_ref(&cast.ada.id), moved).await,
        "student",
    );
    assert_eq!(members("Altos").await, both);
    assert!(store.put_group(school, class, "", &[], moved).await.is_err());

    ok(store.leave_roster(school, class, &ed.id, day(20)).await);
    assert_eq!(
        members("Altos").await[1].1,
        [stay(Some(11), Some(20))],
        "who leaves the class leaves its groups"
    );
    assert_not_found(store.remove_group(&cast.other, class, "Altos").await, "group");
    assert_not_found(store.remove_group(school, class, "").await, "group");
    ok(store.remove_group(school, class, "Altos").await);
    assert_not_found(store.remove_group(school, class, "Altos").await, "group");
    assert_eq!(ok(store.members(school, class).await).len(), 2, "the class is as it was");
}
