//! Pictures of class photos: there while people work with them, then gone.

use super::session::monday;
use super::{Cast, assert_not_found, digest, minute, ok};
use crate::Store;

pub(super) async fn pictures_are_kept_until_closing_or_age(store: &dyn Store, cast: &Cast) {
    let Cast { school, other, .. } = cast;
    let session = monday(store, cast).await.id;
    let known = ok(store.list_photos(school, session).await)[0].photo.digest;
    ok(store.keep_picture(school, session, known, b"as it was sent", minute(60)).await);
    ok(store.keep_picture(school, session, known, b"sent again", minute(61)).await);
    assert_eq!(ok(store.find_picture(school, session, known).await), Some(b"as it was sent".to_vec()));
    assert_eq!(ok(store.list_pictures(school, session).await), [known]);
    assert_eq!(ok(store.find_picture(other, session, known).await), None, "another school's");
    assert_eq!(ok(store.list_pictures(other, session).await), []);
    assert_not_found(store.keep_picture(school, session, digest(250), b"x", minute(60)).await, "photo");
    assert_not_found(store.keep_picture(other, session, known, b"x", minute(60)).await, "photo");

    assert_eq!(ok(store.forget_pictures(minute(60)).await), 0, "not older than that");
    assert_eq!(ok(store.forget_pictures(minute(61)).await), 1);
    assert_eq!(ok(store.find_picture(school, session, known).await), None);

    ok(store.keep_picture(school, session, known, b"once more", minute(62)).await);
    ok(store.close_session(school, session, &[], "ms-day", minute(150)).await);
    assert_eq!(ok(store.list_pictures(school, session).await), [], "closing removes them");
}
