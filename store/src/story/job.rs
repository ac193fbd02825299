//! Jobs: accepted once, taken up after a crash, their pictures gone when they end.

use jiff::civil::date;
use muster_domain::ClassId;

use super::{Cast, assert_not_found, day, minute, ok};
use crate::{JobId, JobState, NewJob, RequestKey, Store, StoreError};

pub(super) async fn accepted_photos_wait_until_they_are_done(store: &dyn Store, cast: &Cast) {
    let Cast { school, other, class, .. } = cast;
    let new = |photos: &[&[u8]]| NewJob {
        sent_at: None,
        class: class.id.clone(),
        date: day(7),
        label: String::new(),
        by: "ms-hopper".into(),
        captured_at: Some(day(7).at(9, 5, 0, 0)),
        photos: photos.iter().map(|photo| photo.to_vec()).collect(),
    };
    let key = |digest| RequestKey { key: "c0ffee".into(), digest: [digest; 32] };
    let first = new(&[b"one", b"two"]);
    let (id, added) = ok(store.add_job(school, &first, Some(&key(1)), minute(200)).await);
    assert!(added);
    assert_eq!(
        ok(store.add_job(school, &first, Some(&key(1)), minute(201)).await),
        (id, false),
        "sent again"
    );
    let reused = store.add_job(school, &first, Some(&key(2)), minute(201)).await;
    assert!(matches!(reused, Err(StoreError::RequestReused { .. })), "{reused:?}");
    let (second, _) = ok(store.add_job(school, &new(&[b"three"]), None, minute(201)).await);
    assert_eq!(ok(store.waiting_jobs().await), [(school.clone(), id), (school.clone(), second)]);
    assert_eq!(ok(store.job_photos(school, id).await), [b"one".to_vec(), b"two".to_vec()]);
    assert_eq!(ok(store.job_photos(other, id).await), Vec::<Vec<u8>>::new(), "another school's");
    assert_eq!(ok(store.find_job(other, id).await), None);
    let job = ok(store.find_job(school, id).await).expect("it was added");
    assert_eq!(job.captured_at, first.captured_at, "a phone's word on the time waits with its photos");

    let failed = JobState::Failed { code: "bad_photo".into(), message: "it is cut off".into() };
    ok(store.end_job(school, id, &JobState::Done, minute(202)).await);
    ok(store.end_job(school, id, &failed, minute(203)).await);
    let job = ok(store.find_job(school, id).await).expect("it was added");
    assert_eq!((job.state, job.ended_at, job.photos), (JobState::Done, Some(minute(202)), 2), "ends once");
    assert_eq!(ok(store.job_photos(school, id).await), Vec::<Vec<u8>>::new(), "no picture outlives its job");
    ok(store.remove_job(school, second).await);
    assert_eq!(ok(store.waiting_jobs().await), []);
    assert_eq!(ok(store.list_jobs(school, 10).await).iter().map(|job| job.id).collect::<Vec<_>>(), [id]);

    let nowhere = NewJob { class: ClassId::new("nowhere"), ..first.clone() };
    assert_not_found(store.add_job(school, &nowhere, None, minute(204)).await, "class");
    let before_time = NewJob { captured_at: Some(date(-1, 1, 1).at(0, 0, 0, 0)), ..first.clone() };
    let refused = store.add_job(school, &before_time, None, minute(204)).await;
    assert!(matches!(refused, Err(StoreError::Invalid { .. })), "{refused:?}");
    assert_not_found(store.end_job(school, JobId(999_999), &failed, minute(204)).await, "job");
    let (third, _) = ok(store.add_job(school, &first, None, minute(200 + 8 * 24 * 60)).await);
    assert_eq!(ok(store.find_job(school, id).await), None, "forgotten a week after its end");
    assert!(third > second, "no number is given twice");
    ok(store.remove_job(school, third).await);
}
