//! Faces enrolled once, decided by people; templates imported; the gallery of both.

use muster_domain::{ClassId, FaceTemplate, Student, StudentId};

use super::{Cast, alike, assert_not_found, bounding_box, digest, minute, near, ok, quality, template};
use crate::{EnrolledFace, EnrolledFaceId, EnrolmentState, NewEnrolledFace, Store, StoredTemplate, Whose};

/// The faces that the story enrols: two of Ada, one of Bo to be looked at, one without a name.
fn faces(cast: &Cast) -> [NewEnrolledFace; 4] {
    let face = |student: Option<&Student>, photo, x, state, vector| NewEnrolledFace {
        student: student.map(|student| student.id.clone()),
        source_name: "IMG_1.JPG".into(),
        photo: digest(photo),
        bounding_box: bounding_box(x),
        quality: quality(),
        state,
        remark: "beside a taller person".into(),
        crop: vec![0xff, 0xd8, photo, 0],
        templates: vec![template(&cast.box28, vector)],
    };
    [
        face(Some(&cast.bo), 2, 300.5, EnrolmentState::Pending, [0.0, 1.0, 0.0]),
        face(Some(&cast.ada), 1, 10.5, EnrolmentState::Accepted, [1.0, 0.0, 0.0]),
        face(None, 3, 10.5, EnrolmentState::Pending, [0.0, 0.0, 1.0]),
        face(Some(&cast.ada), 1, 200.5, EnrolmentState::Accepted, [1.0, 0.1, 0.0]),
    ]
}

async fn listed(store: &dyn Store, cast: &Cast) -> Vec<EnrolledFace> {
    ok(store.list_enrolled_faces(&cast.school, &cast.class.id).await)
}

pub(super) async fn faces_are_enrolled_once(store: &dyn Store, cast: &Cast) {
    let Cast { school, class, .. } = cast;
    let faces = faces(cast);
    let ids = ok(store.add_enrolled_faces(school, &class.id, &faces, minute(0)).await);
    let stored = listed(store, cast).await;
    let order = [ids[1], ids[3], ids[0], ids[2]];
    assert_eq!(
        stored.iter().map(|face| face.id).collect::<Vec<_>>(),
        order,
        "by student, then id, nameless last"
    );
    for (stored, given) in stored.iter().zip([&faces[1], &faces[3], &faces[0], &faces[2]]) {
        assert_same_face(&stored.face, given);
        assert_eq!((&stored.class, stored.at), (&class.id, minute(0)));
    }

    let found = async |id| ok(store.find_enrolled_face(school, &class.id, id).await);
    assert_eq!(found(order[2]).await.as_ref(), Some(&stored[2]), "one as it is among all");
    assert_eq!(found(EnrolledFaceId(order[3].0 + 1_000_000)).await, None);
    assert_eq!(ok(store.list_faces_enrolled_from(school, &class.id, digest(1)).await), stored[..2]);
    assert_eq!(ok(store.list_faces_enrolled_from(school, &class.id, digest(99)).await), []);

    // A second run with one more model, boxes off by rounding, other verdicts: only the templates are new.
    let again = faces.clone().map(|mut face| {
        face.templates.push(template(&cast.five_points, [0.5, 0.5, 0.5]));
        face.templates[0] = template(&cast.box28, [-1.0, 0.0, 0.0]);
        face.bounding_box.x += 0.01;
        face.state = EnrolmentState::Rejected;
        face
    });
    let twice = [again.clone(), again].concat();
    let second = ok(store.add_enrolled_faces(school, &class.id, &twice, minute(1)).await);
    assert_eq!(
        second,
        [ids.clone(), ids].concat(),
        "faces already there keep their ids, within one call too"
    );
    let rerun = listed(store, cast).await;
    assert_eq!(rerun.len(), 4);
    for (before, after) in stored.iter().zip(&rerun) {
        assert_eq!((before.face.state, before.at), (after.face.state, after.at), "what was decided stands");
        assert_eq!(after.face.templates.len(), 2, "the model it lacked is added, once");
        assert!(has(&after.face.templates, &before.face.templates[0]), "a template that was there is kept");
    }
    unknown_people_are_not_enrolled(store, cast).await;
}

async fn unknown_people_are_not_enrolled(store: &dyn Store, cast: &Cast) {
    let [new, mut stranger, ..] = faces(cast);
    let new = NewEnrolledFace { photo: digest(9), ..new };
    stranger.student = Some(StudentId::new("nobody"));
    let refused = store.add_enrolled_faces(&cast.school, &cast.class.id, &[new, stranger], minute(2)).await;
    assert_not_found(refused, "student");
    assert_eq!(listed(store, cast).await.len(), 4, "the face before the refused one is not stored either");
    let nowhere =
        store.add_enrolled_faces(&cast.school, &ClassId::new("nowhere"), &faces(cast), minute(2)).await;
    assert_not_found(nowhere, "class");
}

pub(super) async fn a_person_decides(store: &dyn Store, cast: &Cast) {
    let Cast { school, bo, cy, .. } = cast;
    let stored = listed(store, cast).await;
    let [first, second, of_bo, nameless] = [0, 1, 2, 3].map(|index: usize| stored[index].id);
    let missing = EnrolledFaceId(of_bo.0 + 1_000_000);
    let decide = |ids: Vec<EnrolledFaceId>, state, student: Option<&Student>| {
        let student = student.map(|student| student.id.clone());
        async move { store.decide_enrolled_faces(school, &ids, state, Whose::given(student.as_ref())).await }
    };
    assert_not_found(decide(vec![of_bo, missing], EnrolmentState::Rejected, None).await, "enrolled face");
    let nobody = decide(vec![of_bo], EnrolmentState::Rejected, Some(&super::student("x", "", "X"))).await;
    assert_not_found(nobody, "student");
    assert_eq!(listed(store, cast).await, stored, "a refused decision changes nothing");

    ok(decide(vec![nameless], EnrolmentState::Accepted, Some(cy)).await);
    ok(decide(vec![first], EnrolmentState::Rejected, None).await);
    ok(decide(vec![second], EnrolmentState::Accepted, Some(bo)).await);
    let decided = listed(store, cast).await;
    let summary: Vec<_> =
        decided.iter().map(|face| (face.id, face.face.student.clone(), face.face.state)).collect();
    let (ada, bo, cy) = (Some(cast.ada.id.clone()), Some(bo.id.clone()), Some(cy.id.clone()));
    let mut expected = vec![
        (first, ada, EnrolmentState::Rejected),
        (second, bo.clone(), EnrolmentState::Accepted),
        (of_bo, bo, EnrolmentState::Pending),
        (nameless, cy, EnrolmentState::Accepted),
    ];
    expected.sort_by_key(|(id, student, _)| (student.clone(), *id));
    assert_eq!(summary, expected);

    let named = decided.iter().find(|face| face.id == nameless).cloned();
    ok(store.decide_enrolled_faces(school, &[nameless], EnrolmentState::Pending, Whose::Unnamed).await);
    let taken_back =
        ok(store.find_enrolled_face(school, &cast.class.id, nameless).await).map(|face| face.face);
    assert_eq!(taken_back.map(|face| (face.student, face.state)), Some((None, EnrolmentState::Pending)));
    ok(decide(vec![nameless], EnrolmentState::Accepted, Some(&cast.cy)).await);
    assert_eq!(ok(store.find_enrolled_face(school, &cast.class.id, nameless).await), named, "named again");

    // The run that brought them finds them again, whatever name they have now.
    ok(store.add_enrolled_faces(school, &cast.class.id, &faces(cast), minute(3)).await);
    assert_eq!(listed(store, cast).await, decided, "a person's decisions survive another run");
}

pub(super) async fn the_gallery_is_what_was_accepted_and_imported(store: &dyn Store, cast: &Cast) {
    let Cast { school, class, ada, bo, box28, five_points, .. } = cast;
    let both = [five_points.clone(), box28.clone()];
    let gallery = ok(store.list_templates(school, &class.id, &both, super::day(7)).await);
    let of = |student: &Student| gallery.iter().filter(|t| t.student == student.id).collect::<Vec<_>>();
    assert_eq!(of(ada).len(), 0, "her faces were rejected or given to another");
    assert_eq!(of(bo).len(), 2, "one accepted face, two models; the pending one does not count");
    assert_eq!(of(bo)[0].sample, of(bo)[1].sample, "the templates of one face share a sample");
    assert!(gallery.is_sorted_by_key(|t| (t.student.clone(), t.sample)), "by student, then sample");
    assert_eq!(
        ok(store.list_templates(school, &class.id, std::slice::from_ref(box28), super::day(7)).await).len(),
        2
    );
    assert_eq!(ok(store.list_templates(school, &class.id, &[], super::day(7)).await), []);

    let rows = |vectors: &[[f32; 3]]| {
        let row = |vector: &[f32; 3]| {
            (ada.id.clone(), vec![template(box28, *vector), template(five_points, *vector)])
        };
        vectors.iter().map(row).collect::<Vec<_>>()
    };
    ok(store.import_templates(school, &rows(&[[1.0, 2.0, 3.0], [1.0, 2.0, 4.0]]), minute(4)).await);
    let imported = imported(store, cast).await;
    assert_eq!(imported.len(), 4, "two rows of two models");
    assert_eq!(imported[0].sample, imported[1].sample, "the templates of one row share a sample");
    assert_ne!(imported[0].sample, imported[2].sample, "and those of two rows do not");
    importing_replaces(store, cast, &imported).await;

    let unknown = vec![(ada.id.clone(), vec![template(box28, [1.0; 3])]), (StudentId::new("nobody"), vec![])];
    assert_not_found(store.import_templates(school, &unknown, minute(6)).await, "student");
    assert_eq!(
        ok(store.list_templates(school, &class.id, &both, super::day(7)).await).len(),
        4 + 3,
        "the refused import removed nothing"
    );
}

/// Ada's templates: all imported, as none of her faces is accepted.
async fn imported(store: &dyn Store, cast: &Cast) -> Vec<StoredTemplate> {
    let both = [cast.five_points.clone(), cast.box28.clone()];
    let gallery = ok(store.list_templates(&cast.school, &cast.class.id, &both, super::day(7)).await);
    gallery.into_iter().filter(|template| template.student == cast.ada.id).collect()
}

/// An import takes the place of the earlier one of its models, and of no other.
async fn importing_replaces(store: &dyn Store, cast: &Cast, before: &[StoredTemplate]) {
    let fresh = template(&cast.box28, [-3.0, 1.0, 0.0]);
    let row = (cast.ada.id.clone(), vec![fresh.clone()]);
    ok(store.import_templates(&cast.school, std::slice::from_ref(&row), minute(5)).await);
    ok(store.import_templates(&cast.school, &[row], minute(5)).await);
    let after = imported(store, cast).await;
    let (replaced, kept): (Vec<_>, Vec<_>) = after.iter().partition(|t| t.template.model() == &cast.box28);
    assert_eq!(replaced.len(), 1, "the one of the last import");
    assert!(alike(&replaced[0].template, &fresh));
    let other_model: Vec<_> = before.iter().filter(|t| t.template.model() == &cast.five_points).collect();
    assert_eq!(kept, other_model, "the other model's templates are as they were");
}

pub(super) async fn another_school_sees_no_faces(store: &dyn Store, cast: &Cast) {
    let Cast { other, class, ada, box28, .. } = cast;
    let ours = listed(store, cast).await;
    assert_eq!(ok(store.list_enrolled_faces(other, &class.id).await), []);
    let one = listed(store, cast).await[0].clone();
    assert_eq!(ok(store.find_enrolled_face(other, &class.id, one.id).await), None);
    assert_eq!(ok(store.list_faces_enrolled_from(other, &class.id, one.face.photo).await), []);
    assert_eq!(
        ok(store.list_templates(other, &class.id, std::slice::from_ref(box28), super::day(7)).await),
        []
    );
    let reach =
        store.decide_enrolled_faces(other, &[ours[0].id], EnrolmentState::Accepted, Whose::Unchanged).await;
    assert_not_found(reach, "enrolled face");
    let theirs = [(ada.id.clone(), vec![template(box28, [0.0, 0.0, 1.0])])];
    ok(store.import_templates(other, &theirs, minute(7)).await);
    assert_eq!(listed(store, cast).await, ours, "nothing of the other school reached ours");
    assert_eq!(imported(store, cast).await.len(), 3, "their import did not replace ours");
}

fn assert_same_face(stored: &NewEnrolledFace, given: &NewEnrolledFace) {
    assert!(near(&stored.bounding_box, &given.bounding_box), "the box");
    assert_eq!(stored.templates.len(), given.templates.len());
    assert!(given.templates.iter().all(|template| has(&stored.templates, template)), "the templates");
    let rest = |face: &NewEnrolledFace| NewEnrolledFace {
        bounding_box: given.bounding_box,
        templates: vec![],
        ..face.clone()
    };
    assert_eq!(rest(stored), rest(given));
}

fn has(templates: &[FaceTemplate], wanted: &FaceTemplate) -> bool {
    templates.iter().any(|template| alike(template, wanted))
}
