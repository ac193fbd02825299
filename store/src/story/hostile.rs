//! Texts that break careless stores, and values that no store keeps.

use muster_domain::{BoundingBox, Class, ClassId, Mark, MarkSource, SchoolId, Status, Student, StudentId};

use super::{Cast, digest, minute, ok, quality, student};
use crate::{EnrolmentState, NewEnrolledFace, Store, StoreError};

const TEXTS: [&str; 9] = [
    "'; DROP TABLE student; --",
    "\" OR 1=1 --",
    "%_?1:name$1",
    "\u{202e}drowssap\u{202c}",
    "e\u{301} is not é",
    "👩🏽‍🏫",
    " leading and trailing ",
    "line\r\nbreak\ttab",
    "\\x00\\u0000",
];

pub(super) async fn strange_texts_come_back_unchanged(store: &dyn Store) {
    for text in TEXTS {
        let school = SchoolId::new(text);
        let class = Class { id: ClassId::new(text), name: text.into() };
        let person = student(text, text, text);
        ok(store.put_school(&school, text).await);
        ok(store.put_class(&school, &class).await);
        ok(store.put_students(&school, &class.id, std::slice::from_ref(&person), None).await);
        assert_eq!(ok(store.list_classes(&school).await), std::slice::from_ref(&class), "{text:?}");
        assert_eq!(
            ok(store.roster(&school, &class.id, super::day(7)).await),
            std::slice::from_ref(&person),
            "{text:?}"
        );
        let session = ok(store.open_session(&school, &class.id, super::day(7), text, None).await);
        assert_eq!(session.label, text);
        let mark = Mark {
            letter: None,
            student: person.id.clone(),
            status: Status::Present,
            source: MarkSource::Human { by: text.into(), remark: text.into() },
            at: minute(0),
        };
        ok(store
            .add_to_session(
                &school,
                session.id,
                super::session::adding(&[], std::slice::from_ref(&mark)),
                minute(0),
            )
            .await);
        assert_eq!(ok(store.list_marks(&school, session.id).await), [mark], "{text:?}");
    }
}

/// NUL, empty ids and numbers that are none are refused with a reason; and nothing is left of the call.
pub(super) async fn what_can_not_be_kept_is_refused(store: &dyn Store, cast: &Cast) {
    let Cast { school, class, .. } = cast;
    let roster = ok(store.roster(school, &class.id, super::day(7)).await);
    for bad in ["", "a\0b"] {
        assert_invalid(&store.put_school(&SchoolId::new(bad), "name").await, bad);
        let unnamed = Class { id: ClassId::new(bad), name: "name".into() };
        assert_invalid(&store.put_class(school, &unnamed).await, bad);
        let students = [student("900", "Good", "One"), student(bad, "Bad", "One")];
        assert_invalid(&store.put_students(school, &class.id, &students, None).await, bad);
    }
    let nul = Student { id: StudentId::new("901"), last_name: "a\0b".into(), first_name: String::new() };
    assert_invalid(&store.put_students(school, &class.id, &[nul], None).await, "a name with NUL");
    assert_eq!(
        ok(store.roster(school, &class.id, super::day(7)).await),
        roster,
        "refused calls leave the roster alone"
    );
    assert_invalid(
        &store.open_session(school, &class.id, super::day(8), "\0", None).await,
        "a label with NUL",
    );

    let before = ok(store.list_enrolled_faces(school, &class.id).await);
    for number in [f32::NAN, f32::INFINITY] {
        let face = NewEnrolledFace {
            student: None,
            source_name: "a.jpg".into(),
            photo: digest(200),
            bounding_box: BoundingBox { x: number, y: 0.0, width: 1.0, height: 1.0 },
            quality: quality(),
            state: EnrolmentState::Pending,
            remark: String::new(),
            crop: vec![],
            templates: vec![],
        };
        let refused = store.add_enrolled_faces(school, &class.id, &[face], minute(0)).await;
        assert_invalid(&refused, "a box that is nowhere");
    }
    assert_eq!(ok(store.list_enrolled_faces(school, &class.id).await), before);
}

fn assert_invalid<T: std::fmt::Debug>(result: &Result<T, StoreError>, what: &str) {
    assert!(matches!(result, Err(StoreError::Invalid { .. })), "{what:?} should be refused, got {result:?}");
}
