//! What people say of faces: kept in order; faces that they draw; requests that come twice.

use muster_domain::{Correction, FacePlace, Identification, Mark, MarkSource, Ruling, Status};

use super::session::{adding, monday, photo};
use super::{Cast, assert_not_found, bounding_box, digest, minute, ok, student};
use crate::{Additions, Basis, RequestKey, Store, StoreError};

fn said(x: f32, ruling: Ruling, at: i64) -> Correction {
    let face = FacePlace { photo: digest(5), bounding_box: bounding_box(x) };
    Correction { face, ruling, by: "ms-hopper".into(), at: minute(at) }
}

pub(super) async fn words_on_faces_are_kept_in_order(store: &dyn Store, cast: &Cast) {
    let Cast { school, class, ada, bo, .. } = cast;
    let session = monday(store, cast).await.id;
    let words = [
        said(90.5, Ruling::IsNot { student: ada.id.clone() }, 171),
        said(20.0, Ruling::Nobody, 171),
        said(90.5, Ruling::Is { student: bo.id.clone() }, 172),
        said(20.0, Ruling::Open, 172),
    ];
    let confirmed = Mark {
        letter: None,
        student: bo.id.clone(),
        status: Status::Present,
        source: MarkSource::Confirmed { by: "ms-hopper".into(), face: words[2].face },
        at: minute(172),
    };
    let withdrawn = Mark {
        source: MarkSource::Withdrawal { by: "ms-hopper".into() },
        status: Status::NotSeen,
        at: minute(173),
        ..confirmed.clone()
    };
    let marks = [confirmed, withdrawn];
    let all = Additions { corrections: &words, marks: &marks, ..Additions::default() };
    ok(store.add_to_session(school, session, all, minute(172)).await);
    ok(store.add_to_session(school, session, all, minute(173)).await);
    assert_eq!(ok(store.list_corrections(school, session).await), words, "each once, in order");
    assert!(ok(store.list_marks(school, session).await).ends_with(&marks));

    let faces = ok(store.list_corrected_faces(school, &class.id).await);
    let mut by_face: Vec<_> =
        faces.iter().map(|face| (face.corrections.len(), face.templates.len())).collect();
    by_face.sort_unstable();
    assert_eq!(by_face, [(2, 0), (2, 2)], "with the face's templates, where there are any");
    assert!(faces.iter().all(|face| face.session == session));

    let unknown = |x, ruling| [said(x, ruling, 174)];
    let nobody = unknown(90.5, Ruling::Is { student: student("nobody", "", "").id });
    let nowhere = unknown(400.0, Ruling::Nobody);
    let refused = |corrections| Additions { corrections, ..Additions::default() };
    assert_not_found(store.add_to_session(school, session, refused(&nobody), minute(174)).await, "student");
    assert_not_found(store.add_to_session(school, session, refused(&nowhere), minute(174)).await, "face");
    assert_eq!(ok(store.list_corrections(school, session).await).len(), 4);
    assert_eq!(ok(store.list_corrections(&cast.other, session).await), [], "another school's");
    assert_eq!(ok(store.list_corrected_faces(&cast.other, &class.id).await), []);
}

pub(super) async fn a_drawn_face_joins_its_photo_once(store: &dyn Store, cast: &Cast) {
    let Cast { school, .. } = cast;
    let session = monday(store, cast).await.id;
    let mut drawn = photo(cast, 5).faces.remove(0);
    drawn.face.bounding_box = bounding_box(700.0);
    let faces = [(digest(5), drawn.clone()), (digest(5), photo(cast, 5).faces.remove(1))];
    let adding = Additions { faces: &faces, ..Additions::default() };
    for _ in 0..2 {
        ok(store.add_to_session(school, session, adding, minute(175)).await);
    }
    let photos = ok(store.list_photos(school, session).await);
    let stored = &photos.iter().find(|stored| stored.photo.digest == digest(5)).expect("it was added").photo;
    assert_eq!(stored.faces.len(), 4, "the new one last, and the known one not again");
    assert_eq!(stored.faces[3].templates.len(), 2);
    let missing = [(digest(250), drawn.clone())];
    let adding = Additions { faces: &missing, ..Additions::default() };
    assert_not_found(store.add_to_session(school, session, adding, minute(175)).await, "photo");
    drawn.identification = Identification::Dismissed;
    let persons = [(digest(5), drawn)];
    let adding = Additions { faces: &persons, ..Additions::default() };
    let refused = store.add_to_session(school, session, adding, minute(175)).await;
    assert!(matches!(refused, Err(StoreError::Invalid { .. })), "a verdict is the machine's: {refused:?}");
}

pub(super) async fn a_request_is_done_once(store: &dyn Store, cast: &Cast) {
    let Cast { school, cy, .. } = cast;
    let session = monday(store, cast).await.id;
    let before = ok(store.list_marks(school, session).await).len();
    let mark = |at| {
        let source = MarkSource::Human { by: "ms-hopper".into(), remark: String::new() };
        [Mark { student: cy.id.clone(), status: Status::Late, letter: None, source, at: minute(at) }]
    };
    let key = |digest| RequestKey { key: "c0ffee".into(), digest: [digest; 32] };
    let send = async |by, digest, at| {
        let (marks, key) = (mark(at), key(digest));
        let additions = Additions { request: Some((by, &key)), ..adding(&[], &marks) };
        store.add_to_session(school, session, additions, minute(at)).await
    };
    assert!(ok(send("phone", 1, 180).await));
    assert!(!ok(send("phone", 1, 181).await), "the same again, a minute later");
    let reused = send("phone", 2, 182).await;
    assert!(matches!(&reused, Err(StoreError::RequestReused { key }) if key == "c0ffee"), "{reused:?}");
    assert!(ok(store.is_done(school, ("phone", &key(1))).await));
    let reused = store.is_done(school, ("phone", &key(2))).await;
    assert!(matches!(reused, Err(StoreError::RequestReused { .. })), "{reused:?}");
    assert!(!ok(store.is_done(school, ("laptop", &key(2))).await));
    assert!(!ok(store.is_done(&cast.other, ("phone", &key(1))).await));
    assert!(ok(send("laptop", 2, 183).await), "another client's key is its own");
    assert_eq!(ok(store.list_marks(school, session).await).len(), before + 2);
    let week = 7 * 24 * 60;
    assert!(ok(send("phone", 2, 182 + week).await), "forgotten after a week");
}

/// What was decided on the ground of less than there is now is not added, but for a request that was done before.
pub(super) async fn what_was_overtaken_is_not_added(store: &dyn Store, cast: &Cast) {
    let Cast { school, cy, .. } = cast;
    let session = monday(store, cast).await.id;
    let known = async || Basis {
        marks: ok(store.list_marks(school, session).await).len(),
        corrections: ok(store.list_corrections(school, session).await).len(),
    };
    let before = known().await;
    let send = async |basis, digest, at| {
        let source = MarkSource::Human { by: "ms-hopper".into(), remark: String::new() };
        let marks =
            [Mark { student: cy.id.clone(), status: Status::Present, letter: None, source, at: minute(at) }];
        let key = RequestKey { key: format!("late {digest}"), digest: [digest; 32] };
        let request = Some(("phone", &key));
        let additions = Additions { basis: Some(basis), request, ..adding(&[], &marks) };
        store.add_to_session(school, session, additions, minute(at)).await
    };
    assert!(ok(send(before, 1, 190).await));
    assert!(!ok(send(before, 1, 191).await), "the same request again");
    for (digest, basis) in [
        (2, before),
        (3, Basis { corrections: before.corrections + 1, ..known().await }),
        (4, Basis { marks: 0, corrections: 0 }),
    ] {
        let overtaken = send(basis, digest, 192).await;
        assert!(matches!(overtaken, Err(StoreError::Overtaken)), "{overtaken:?}");
    }
    assert_eq!(known().await.marks, before.marks + 1);
    assert!(ok(send(known().await, 2, 193).await), "a refused request may come again");
}
