//! The school's year.

use jiff::civil::{Weekday, time};
use muster_domain::{
    Cancellation, ClassId, Holiday, PlannedSession, SchoolCalendar, SchoolId, SessionTime, Slot, SlotId, Term,
};

use super::{Cast, assert_not_found, day, minute, ok};
use crate::{Store, StoreError};

fn slot(cast: &Cast) -> Slot {
    Slot {
        id: SlotId(-1),
        class: cast.class.id.clone(),
        label: "2nd period".into(),
        group: Some("Lab A".into()),
        weekdays: vec![Weekday::Monday, Weekday::Sunday],
        every: 2,
        first_day: day(1),
        last_day: day(30),
        starts: time(8, 15, 0, 0),
        ends: time(0, 30, 0, 0),
        grace: Some(10),
    }
}

pub(super) async fn a_year_is_kept(store: &dyn Store, cast: &Cast) {
    let (school, other) = (&cast.school, &cast.other);
    let calendar = SchoolCalendar {
        terms: vec![Term { name: "Autumn".into(), first_day: day(1), last_day: day(30) }],
        holidays: vec![Holiday { name: "Fair \u{1f3a1}".into(), first_day: day(18), last_day: day(18) }],
    };
    ok(store.put_calendar(school, &calendar).await);
    assert_eq!(ok(store.calendar(school).await), calendar);
    assert_eq!(ok(store.calendar(other).await), SchoolCalendar::default());
    assert_not_found(store.put_calendar(&SchoolId::new("nowhere"), &calendar).await, "school");

    let mut first = slot(cast);
    first.id = ok(store.add_slot(school, &first).await);
    let mut second = Slot { group: None, grace: None, label: String::new(), every: 1, ..slot(cast) };
    second.id = ok(store.add_slot(school, &second).await);
    assert_ne!(first.id, second.id);
    assert_eq!(ok(store.list_slots(school, None).await), [first.clone(), second.clone()]);
    assert_eq!(ok(store.list_slots(school, Some(&ClassId::new("10art"))).await), []);
    assert_eq!(ok(store.list_slots(other, None).await), []);
    second.ends = time(9, 0, 0, 0);
    ok(store.change_slot(school, &second).await);
    assert_eq!(ok(store.list_slots(school, Some(&cast.class.id)).await), [first.clone(), second.clone()]);
    assert_not_found(store.change_slot(other, &second).await, "entry of the timetable");
    for wrong in [
        Slot { weekdays: vec![], ..first.clone() },
        Slot { every: 0, ..first.clone() },
        Slot { last_day: day(1), first_day: day(2), ..first.clone() },
    ] {
        assert!(matches!(store.add_slot(school, &wrong).await, Err(StoreError::Invalid { .. })), "{wrong:?}");
    }

    let cancelled = Cancellation { slot: first.id, date: day(7), reason: "Heating".into() };
    ok(store.cancel_meeting(school, &Cancellation { reason: "?".into(), ..cancelled.clone() }).await);
    ok(store.cancel_meeting(school, &cancelled).await);
    assert_eq!(ok(store.list_cancellations(school).await), std::slice::from_ref(&cancelled));
    assert_eq!(ok(store.list_cancellations(other).await), []);
    assert_not_found(store.cancel_meeting(other, &cancelled).await, "entry of the timetable");
    ok(store.uncancel_meeting(school, first.id, day(7)).await);
    ok(store.uncancel_meeting(school, first.id, day(7)).await);
    assert_eq!(ok(store.list_cancellations(school).await), []);

    ok(store.cancel_meeting(school, &cancelled).await);
    assert_not_found(store.remove_slot(other, first.id).await, "entry of the timetable");
    ok(store.remove_slot(school, first.id).await);
    assert_eq!(ok(store.list_cancellations(school).await), [], "gone with its entry");
    assert_not_found(store.remove_slot(school, first.id).await, "entry of the timetable");
    ok(store.remove_slot(school, second.id).await);
    assert!(ok(store.add_slot(school, &first).await) > second.id, "ids are never used again");
}

pub(super) async fn a_session_keeps_its_plan(store: &dyn Store, cast: &Cast) {
    let time = SessionTime {
        starts_at: minute(15),
        ends_at: minute(60),
        zone: "Europe/Berlin".into(),
        late_from: Some(minute(25)),
    };
    let plan = PlannedSession {
        slot: SlotId(1),
        class: cast.class.id.clone(),
        date: day(29),
        label: "3rd".into(),
        group: Some("Lab A".into()),
        time,
        cancelled: None,
    };
    let opened = ok(store.open_session(&cast.school, &cast.class.id, day(29), "3rd", Some(&plan)).await);
    assert_eq!((opened.time.as_ref(), opened.group.as_deref()), (Some(&plan.time), Some("Lab A")));
    let later = PlannedSession {
        group: None,
        time: SessionTime { ends_at: minute(90), ..plan.time.clone() },
        ..plan
    };
    let again = ok(store.open_session(&cast.school, &cast.class.id, day(29), "3rd", Some(&later)).await);
    assert_eq!(again, opened, "a timetable that changes later changes no session");
    assert_eq!(ok(store.find_session(&cast.school, &cast.class.id, day(29), "3rd").await), Some(opened));
}
