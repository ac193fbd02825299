//! The story that every backend must live through: two schools, their classes, enrolment, sessions and marks,
//! told in order over all calls of [`Store`]. It is the contract of the traits in executable form.
//!
//! It reads no clock and draws no random numbers. A backend's own tests add what only that backend can show:
//! durability, sealing, permissions.

mod access;
mod account;
mod audit;
mod consent;
mod correction;
mod enrolment;
mod erasure;
mod hostile;
mod job;
mod leave;
mod lti;
mod moodle;
mod notice;
mod people;
mod picture;
mod records;
mod roster;
mod session;
mod status_set;
mod timetable;

use jiff::{Timestamp, civil::Date};
use muster_domain::{
    BoundingBox, Class, ClassId, FaceTemplate, ModelId, PhotoDigest, Quality, QualityReason, SchoolId,
    Student, StudentId,
};

use crate::{Store, StoreError};

/// Tells the story to an empty store.
///
/// # Panics
/// When the store does not keep one of its promises; the message says which.
pub async fn run(store: &dyn Store) {
    let cast = Cast::new();
    people::schools_and_rosters(store, &cast).await;
    people::a_roster_changes_at_once(store, &cast).await;
    people::another_school_sees_nothing(store, &cast).await;
    consent::no_face_is_kept_without_consent(store, &cast).await;
    enrolment::faces_are_enrolled_once(store, &cast).await;
    enrolment::a_person_decides(store, &cast).await;
    enrolment::the_gallery_is_what_was_accepted_and_imported(store, &cast).await;
    enrolment::another_school_sees_no_faces(store, &cast).await;
    session::one_session_a_meeting(store, &cast).await;
    session::photos_and_marks_are_kept_once(store, &cast).await;
    picture::pictures_are_kept_until_closing_or_age(store, &cast).await;
    session::closing_keeps_the_first_time(store, &cast).await;
    correction::words_on_faces_are_kept_in_order(store, &cast).await;
    correction::a_drawn_face_joins_its_photo_once(store, &cast).await;
    correction::a_request_is_done_once(store, &cast).await;
    correction::what_was_overtaken_is_not_added(store, &cast).await;
    job::accepted_photos_wait_until_they_are_done(store, &cast).await;
    session::another_school_sees_no_session(store, &cast).await;
    session::opening_again_is_remembered(store, &cast).await;
    access::keys_open_until_they_are_revoked(store, &cast).await;
    account::the_first_admin_is_set_up_once(store, &cast).await;
    account::users_are_invited_changed_and_disabled(store, &cast).await;
    account::the_second_factor_is_used_up(store, &cast).await;
    account::sign_ins_end(store, &cast).await;
    account::another_school_sees_no_users(store, &cast).await;
    roster::people_come_and_go(store, &cast).await;
    roster::groups_have_their_own_stays(store, &cast).await;
    timetable::a_year_is_kept(store, &cast).await;
    timetable::a_session_keeps_its_plan(store, &cast).await;
    leave::leave_is_entered_and_withdrawn(store, &cast).await;
    status_set::the_school_writes_its_own_letters(store, &cast).await;
    notice::notices_are_told_once(store, &cast).await;
    moodle::a_class_is_linked_to_moodle(store, &cast).await;
    lti::a_course_is_a_class(store, &cast).await;
    lti::the_first_key_is_kept(store, &cast).await;
    consent::a_no_removes_what_is_kept(store, &cast).await;
    consent::a_text_keeps_its_words(store, &cast).await;
    consent::evidence_is_kept(store, &cast).await;
    consent::faces_are_switched_off(store, &cast).await;
    erasure::old_faces_go(store, &cast).await;
    erasure::a_student_is_erased(store, &cast).await;
    records::what_is_long_over_goes(store, &cast).await;
    audit::the_log_is_kept_and_holds(store, &cast).await;
    hostile::strange_texts_come_back_unchanged(store).await;
    hostile::what_can_not_be_kept_is_refused(store, &cast).await;
    people::the_newest_choice_of_a_profile_comes_first(store, &cast).await;
    people::what_is_held_is_counted(store, &cast).await;
    session::all_that_was_decided_comes_at_once(store, &cast).await;
    store.check().await.expect("after all this the store is in order");
}

/// For tests of those who enrol: a parent of each of these students has consented.
///
/// # Panics
/// When one is not there, or the store fails.
pub async fn everybody_consents(
    store: &dyn Store,
    school: &SchoolId,
    students: impl IntoIterator<Item = impl Into<String>>,
) {
    for student in students {
        let student = StudentId::new(student);
        ok(store.add_consent(school, &consent::granted(&student), &consent::last).await);
    }
}

/// Who and what the story is about. The other school has a class and a student of the same ids.
struct Cast {
    school: SchoolId,
    other: SchoolId,
    class: Class,
    ada: Student,
    bo: Student,
    cy: Student,
    box28: ModelId,
    five_points: ModelId,
}

impl Cast {
    fn new() -> Self {
        Self {
            school: SchoolId::new("north"),
            other: SchoolId::new("south"),
            class: Class { id: ClassId::new("7b"), name: "Form 7b".into() },
            ada: student("001", "Lovelace", "Ada"),
            bo: student("002", "Diddley", "Bo"),
            cy: student("003", "Young", "Cy"),
            box28: ModelId::new("facenet/box28"),
            five_points: ModelId::new("sface/5pt"),
        }
    }
}

fn student(id: &str, last_name: &str, first_name: &str) -> Student {
    Student { id: StudentId::new(id), last_name: last_name.into(), first_name: first_name.into() }
}

/// The first Monday of a school year, so many minutes after eight in UTC; whole microseconds, which every
/// database keeps.
fn minute(minutes: i64) -> Timestamp {
    Timestamp::from_microsecond(1_788_768_000_000_042 + minutes * 60_000_000).expect("a time of this century")
}

fn day(day: i8) -> Date {
    Date::constant(2026, 9, day)
}

fn digest(byte: u8) -> PhotoDigest {
    PhotoDigest([byte; 32])
}

fn bounding_box(x: f32) -> BoundingBox {
    BoundingBox::new(x, 20.25, 61.1, 78.9)
}

fn quality() -> Quality {
    Quality {
        height: 78.9,
        sharpness: 112.3,
        brightness: 97.5,
        yaw: Some(-0.125),
        roll: None,
        reasons: vec![QualityReason::TooSmall, QualityReason::CutOff],
    }
}

fn template(model: &ModelId, vector: [f32; 3]) -> FaceTemplate {
    FaceTemplate::new(model.clone(), vector.to_vec()).expect("a vector that points somewhere")
}

/// Whether two templates are of one model and agree but for rounding: cosine, never bits.
fn alike(a: &FaceTemplate, b: &FaceTemplate) -> bool {
    a.score(b).is_ok_and(|score| score.0 > 0.999_999)
}

fn near(a: &BoundingBox, b: &BoundingBox) -> bool {
    let differences = [a.x - b.x, a.y - b.y, a.width - b.width, a.height - b.height];
    differences.iter().all(|difference| difference.abs() < 1e-3)
}

/// Demands that a call found nothing of this kind.
fn assert_not_found<T: std::fmt::Debug>(result: Result<T, StoreError>, expected: &str) {
    match result {
        Err(StoreError::NotFound { kind, .. }) => assert_eq!(kind, expected, "what was not found"),
        other => panic!("expected that no {expected} is found, got {other:?}"),
    }
}

/// Unwraps what a store has to answer.
fn ok<T>(result: Result<T, StoreError>) -> T {
    result.unwrap_or_else(|error| panic!("the store failed: {error}"))
}
