//! Faces are kept of those who consented, and of nobody else.

use jiff::Timestamp;
use muster_domain::{
    Consent, ConsentEntry, ConsentKind, ConsentText, Relation, SchoolId, Student, StudentId,
};

use super::{Cast, assert_not_found, bounding_box, day, digest, minute, ok, quality, template};
use crate::{
    EnrolmentState, FaceScope, ForgottenFaces, KeptFile, NewEnrolledFace, Store, StoreError,
    StoredConsentText, Whose,
};

/// What a ledger comes to in this story: its last entry.
pub(super) fn last(entries: &[ConsentEntry]) -> Consent {
    match entries.last().map(|entry| (entry.kind, entry.until)) {
        None => Consent::None,
        Some((ConsentKind::Granted, until)) => Consent::Granted { until },
        Some((ConsentKind::Objected, _)) => Consent::Objected,
        Some((ConsentKind::Withdrawn, _)) => Consent::Withdrawn,
        Some((ConsentKind::RefusedByChild, _)) => Consent::RefusedByChild,
    }
}

fn entry(student: &StudentId, kind: ConsentKind, at: Timestamp) -> ConsentEntry {
    ConsentEntry {
        student: student.clone(),
        kind,
        person: "Her mother \u{1F600}".into(),
        relation: Relation::Parent,
        text: ConsentText { version: "2026-09".into(), language: "de".into(), sha256: "ab".repeat(32) },
        until: None,
        evidence: "Folder 7b, page 3".into(),
        at,
        by: "office".into(),
    }
}

pub(super) fn granted(student: &StudentId) -> ConsentEntry {
    entry(student, ConsentKind::Granted, minute(-5))
}

async fn say(store: &dyn Store, school: &SchoolId, student: &StudentId, kind: ConsentKind) -> ForgottenFaces {
    ok(store.add_consent(school, &entry(student, kind, minute(-5)), &last).await).1
}

fn face_of(cast: &Cast, student: &Student, photo: u8) -> NewEnrolledFace {
    NewEnrolledFace {
        student: Some(student.id.clone()),
        source_name: "a.jpg".into(),
        photo: digest(photo),
        bounding_box: bounding_box(5.0),
        quality: quality(),
        state: EnrolmentState::Accepted,
        remark: String::new(),
        crop: vec![1, 2, 3],
        templates: vec![template(&cast.box28, [0.1, 0.2, 0.3])],
    }
}

fn assert_not_allowed<T: std::fmt::Debug>(result: Result<T, StoreError>, whose: &StudentId) {
    match result {
        Err(StoreError::FaceNotAllowed { student, .. }) => assert_eq!(student, whose.as_str()),
        other => panic!("a face is not kept without consent, got {other:?}"),
    }
}

/// Protects every child of whom nobody has said yes. Afterwards all of the cast have, in both schools.
pub(super) async fn no_face_is_kept_without_consent(store: &dyn Store, cast: &Cast) {
    let Cast { school, other, class, ada, bo, cy, .. } = cast;
    let row = [(ada.id.clone(), vec![template(&cast.box28, [1.0, 0.0, 0.0])])];
    let refused = async || {
        let face = face_of(cast, ada, 90);
        assert_not_allowed(store.add_enrolled_faces(school, &class.id, &[face], minute(0)).await, &ada.id);
        assert_not_allowed(store.import_templates(school, &row, minute(0)).await, &ada.id);
        assert_eq!(ok(store.list_enrolled_faces(school, &class.id).await), []);
    };
    refused().await;
    assert_eq!(ok(store.consents(school).await)[0], (ada.id.clone(), Consent::None));
    say(store, school, &ada.id, ConsentKind::Objected).await;
    refused().await;

    let stranger = StudentId::new("nobody");
    assert_not_found(
        store.add_consent(school, &entry(&stranger, ConsentKind::Granted, minute(0)), &last).await,
        "student",
    );
    for (school, student) in [(school, ada), (school, bo), (school, cy), (other, ada)] {
        say(store, school, &student.id, ConsentKind::Granted).await;
    }
    let ledger = ok(store.list_consents(school, &ada.id).await);
    let kept = [ConsentKind::Objected, ConsentKind::Granted].map(|kind| entry(&ada.id, kind, minute(-5)));
    assert_eq!(ledger, kept, "every word comes back, in order");
    assert_eq!(ok(store.list_consents(other, &bo.id).await), []);
}

/// Protects whoever changes their mind: a no removes what was kept at once, and nobody else's.
pub(super) async fn a_no_removes_what_is_kept(store: &dyn Store, cast: &Cast) {
    let Cast { school, class, ada, cy, box28, .. } = cast;
    let models = std::slice::from_ref(box28);
    ok(store.add_enrolled_faces(school, &class.id, &[face_of(cast, cy, 91)], minute(20)).await);
    let gallery = async |on| ok(store.list_templates(school, &class.id, models, on).await);
    let of = |gallery: &[crate::StoredTemplate], who: &Student| {
        gallery.iter().filter(|one| one.student == who.id).count()
    };
    let before = gallery(day(7)).await;
    assert!(of(&before, cy) > 0 && of(&before, ada) > 0);

    // A consent with an end counts until then, and its faces are there again with the next one.
    let until = ConsentEntry { until: Some(day(8)), ..entry(&cy.id, ConsentKind::Granted, minute(21)) };
    ok(store.add_consent(school, &until, &last).await);
    assert_eq!(of(&gallery(day(8)).await, cy), of(&before, cy));
    assert_eq!(of(&gallery(day(9)).await, cy), 0, "its last day is over");
    say(store, school, &cy.id, ConsentKind::Granted).await;
    assert_eq!(of(&gallery(day(9)).await, cy), of(&before, cy));

    let forgotten = say(store, school, &cy.id, ConsentKind::Withdrawn).await;
    assert!(forgotten.templates > 0 && forgotten.enrolled_faces > 0, "{forgotten:?}");
    let after = gallery(day(7)).await;
    assert_eq!(of(&after, cy), 0);
    assert_eq!(of(&after, ada), of(&before, ada), "another's stay");
    let enrolled = ok(store.list_enrolled_faces(school, &class.id).await);
    assert!(enrolled.iter().all(|one| one.face.student.as_ref() != Some(&cy.id)), "nor any crop");
    assert_eq!(say(store, school, &cy.id, ConsentKind::Withdrawn).await, ForgottenFaces::default());
    let nameless = NewEnrolledFace { student: None, ..face_of(cast, cy, 92) };
    let ids = ok(store.add_enrolled_faces(school, &class.id, &[nameless], minute(22)).await);
    let named = store.decide_enrolled_faces(school, &ids, EnrolmentState::Accepted, Whose::Of(&cy.id)).await;
    assert_not_allowed(named, &cy.id);
}

/// Protects what people agreed to: a text that was shown stays as it was.
pub(super) async fn a_text_keeps_its_words(store: &dyn Store, cast: &Cast) {
    let text = |version: &str, language: &str, body: &str| StoredConsentText {
        text: ConsentText { version: version.into(), language: language.into(), sha256: "0f".repeat(32) },
        body: body.into(),
        at: minute(30),
    };
    let [german, english] = [text("2", "de", "Wir fragen Sie \u{1F600}"), text("2", "en", "We ask you")];
    for one in [&german, &english, &german] {
        ok(store.put_consent_text(&cast.school, one).await);
    }
    let other = store.put_consent_text(&cast.school, &text("2", "de", "Anders")).await;
    assert!(matches!(other, Err(StoreError::Conflict { .. })), "{other:?}");
    assert_eq!(ok(store.list_consent_texts(&cast.school).await), [german, english]);
    assert_eq!(ok(store.list_consent_texts(&cast.other).await), []);
}

/// Protects who wants no faces at all: a student, a class, a school.
pub(super) async fn faces_are_switched_off(store: &dyn Store, cast: &Cast) {
    let Cast { school, other, class, ada, bo, .. } = cast;
    let used = async || ok(store.face_use(school).await);
    assert!(used().await.of_class(&class.id) && used().await.of_student(&bo.id));
    let bo_off = FaceScope::Student(bo.id.clone());
    assert!(ok(store.put_face_use(school, &bo_off, false).await).templates > 0);
    assert!(!used().await.of_student(&bo.id) && used().await.of_student(&ada.id));
    let face = || face_of(cast, bo, 93);
    assert_not_allowed(store.add_enrolled_faces(school, &class.id, &[face()], minute(40)).await, &bo.id);
    ok(store.put_face_use(school, &bo_off, true).await);
    ok(store.add_enrolled_faces(school, &class.id, &[face()], minute(40)).await);

    ok(store.put_face_use(school, &FaceScope::Class(class.id.clone()), false).await);
    assert!(!used().await.of_class(&class.id) && used().await.of_student(&bo.id));
    assert_eq!(ok(store.list_enrolled_faces(school, &class.id).await), [], "they were enrolled with it");
    ok(store.put_face_use(school, &FaceScope::Class(class.id.clone()), true).await);

    ok(store.add_enrolled_faces(school, &class.id, &[face()], minute(41)).await);
    ok(store.put_face_use(school, &FaceScope::School, false).await);
    assert!(!used().await.of_class(&class.id));
    assert_eq!(ok(store.list_enrolled_faces(school, &class.id).await), []);
    let models = [cast.box28.clone(), cast.five_points.clone()];
    assert_eq!(ok(store.list_templates(school, &class.id, &models, day(7)).await), []);
    assert_not_allowed(store.add_enrolled_faces(school, &class.id, &[face()], minute(42)).await, &bo.id);
    ok(store.put_face_use(school, &FaceScope::School, true).await);
    assert!(ok(store.face_use(other).await).school, "the other school is its own");
    let unknown = FaceScope::Student(StudentId::new("nobody"));
    assert_not_found(store.put_face_use(school, &unknown, false).await, "student");
    assert!(!ok(store.face_use(&SchoolId::new("nowhere")).await).school);
}

/// Protects whoever has to show years later what was said: each file stays with its entry, and only there.
pub(super) async fn evidence_is_kept(store: &dyn Store, cast: &Cast) {
    let (school, other, ada) = (&cast.school, &cast.other, &cast.ada.id);
    say(store, school, ada, ConsentKind::Granted).await;
    let entry = ok(store.list_consents(school, ada).await).len() as i64;
    let scan = ("form \u{1F600}.pdf", "application/pdf", &b"%PDF-1.7"[..]);
    assert_eq!(ok(store.add_consent_file(school, (ada, entry), scan).await), 1);
    let page = ("page 2.jpg", "image/jpeg", &b"second"[..]);
    assert_eq!(ok(store.add_consent_file(school, (ada, entry), page).await), 2);
    let kept = |number, (name, media_type, bytes): (&str, &str, &[u8])| {
        let (name, media_type) = (name.to_owned(), media_type.to_owned());
        (entry, KeptFile { number, name, media_type, bytes: bytes.len() })
    };
    assert_eq!(ok(store.list_consent_files(school, ada).await), [kept(1, scan), kept(2, page)]);
    let read = async |number| ok(store.read_consent_file(school, (ada, entry), number).await);
    assert_eq!((read(1).await.as_deref(), read(3).await), (Some(scan.2), None));
    ok(store.remove_consent_file(school, (ada, entry), 1).await);
    assert_not_found(store.remove_consent_file(school, (ada, entry), 1).await, "file");
    assert_eq!(ok(store.list_consent_files(school, ada).await), [kept(2, page)]);
    assert_eq!(ok(store.list_consents(school, ada).await).len() as i64, entry, "the entry stays");
    let nowhere = store.add_consent_file(school, (ada, entry + 1), scan).await;
    assert_not_found(nowhere, "entry of consent");
    let empty = store.add_consent_file(school, (ada, entry), ("a", "application/pdf", &[])).await;
    assert!(matches!(empty, Err(StoreError::Invalid { .. })), "{empty:?}");
    assert_eq!(ok(store.list_consent_files(other, ada).await), []);
}
