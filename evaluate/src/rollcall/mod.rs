//! A roll call over labelled class photos: who is marked present, who should be, and what went wrong.
//!
//! Decisions are counted a photo and student of its class. A student whom the machine only puts up for review
//! is not marked: a review is counted apart, and as a miss when the student is there. Where the data says whose
//! each face is, searches are also counted as open-set identification ([`OpenSet`]).

mod counts;
mod enrolment;
mod mistakes;
mod openset;

pub use counts::Counts;
pub use enrolment::enrolment_faces;
pub use mistakes::{Mistake, MistakeKind, crops};
pub use openset::{HeightBand, Mated, Nearest, OpenSet, Searches, matched};

use std::collections::BTreeMap;

use muster_domain::StudentId;
use muster_identify::{Gallery, PhotoVerdicts, SessionVerdict, Verdict, fuse};
use muster_usecase::{FoundFace, Recogniser};
use serde::Serialize;

use crate::data::{ClassData, LabelledPhoto, RollCallData};
use crate::{Condition, EvaluateError, FaceSource, Progress, Rate};
use enrolment::Enrolled;

/// Numbers of enrolment photos a student that are tried.
const ENROLMENT_PHOTOS: [usize; 4] = [1, 2, 3, 5];
/// Numbers of photos that are fused into one session.
const SESSION_PHOTOS: [usize; 2] = [2, 4];

/// What a profile achieves on a folder of classes.
#[derive(Clone, Debug, Serialize)]
pub struct RollCallReport {
    /// The profile.
    pub profile: String,
    /// Whose templates were compared.
    pub model: String,
    /// Up to this Euclidean distance a face is identified.
    pub identify: f32,
    /// Up to this distance a person should look.
    pub review: f32,
    /// What was done to the class photos.
    pub condition: Option<Condition>,
    /// Where the thresholds come from.
    pub calibration: String,
    /// Enrolment photos that gave no template to use.
    pub not_enrolled: Rate,
    /// Each photo a session of its own.
    pub photos: Counts,
    /// Several photos of a class, in the order of their names, as one session: how many, and the counts.
    pub sessions: Vec<(usize, Counts)>,
    /// With only so many enrolment photos a student: how many, and the counts a photo.
    pub by_enrolment_photos: Vec<(usize, Counts)>,
    /// By student, over all photos of the class: class, student, counts.
    pub by_student: Vec<(String, String, Counts)>,
    /// Searches of single faces, when the data says whose each face is.
    pub open_set: Option<OpenSet>,
    /// Every wrong decision.
    pub mistakes: Vec<Mistake>,
}

/// A class with everything that the models made of it.
struct ClassFaces<'a> {
    data: &'a ClassData,
    enrolled: Enrolled,
    photos: Vec<Vec<FoundFace>>,
}

/// Searches every labelled face, for calibration.
///
/// # Errors
/// [`EvaluateError`] when a picture can't be used, a model fails, or the data does not say whose each face is.
pub fn searches(
    source: &FaceSource<'_>,
    data: &RollCallData,
    progress: Progress<'_>,
) -> Result<Searches, EvaluateError> {
    if !data.has_boxes {
        return Err(EvaluateError::data(&data.folder, "boxes.csv has to say whose each face is"));
    }
    let recogniser = source.recogniser();
    let classes = look(source, data, None, progress)?;
    let galleries = classes.iter().map(|class| class.enrolled.gallery(recogniser, usize::MAX));
    openset::search(recogniser, &galleries.collect::<Result<Vec<_>, _>>()?, &classes)
}

/// Runs the roll calls, with the class photos under a condition or as they are.
///
/// # Errors
/// [`EvaluateError`] when a picture can't be used or a model fails.
pub fn evaluate(
    source: &FaceSource<'_>,
    data: &RollCallData,
    condition: Option<Condition>,
    progress: Progress<'_>,
) -> Result<RollCallReport, EvaluateError> {
    let recogniser = source.recogniser();
    let classes = look(source, data, condition, progress)?;
    let mut report = RollCallReport {
        profile: recogniser.profile().id.clone(),
        model: recogniser.threshold().model.to_string(),
        identify: recogniser.threshold().identify.0,
        review: recogniser.threshold().review.0,
        condition,
        calibration: recogniser.threshold().calibration.clone(),
        not_enrolled: classes.iter().map(|class| class.enrolled.unused).fold(Rate::default(), Rate::and),
        photos: Counts::default(),
        sessions: Vec::new(),
        by_enrolment_photos: Vec::new(),
        by_student: Vec::new(),
        open_set: None,
        mistakes: Vec::new(),
    };
    let mut galleries = Vec::new();
    for class in &classes {
        let gallery = class.enrolled.gallery(recogniser, usize::MAX)?;
        let verdicts = photo_verdicts(recogniser, &gallery, class)?;
        let by_student = by_photo(class.data, &verdicts);
        report.photos = by_student.values().copied().fold(report.photos, Counts::and);
        let row =
            |(student, counts): (StudentId, Counts)| (class.data.name.clone(), student.to_string(), counts);
        report.by_student.extend(by_student.into_iter().map(row));
        report.mistakes.extend(mistakes::find(recogniser, &gallery, class, &verdicts)?);
        galleries.push(gallery);
    }
    for photos in SESSION_PHOTOS {
        report.sessions.push((photos, sessions(recogniser, &galleries, &classes, photos)?));
    }
    report.by_enrolment_photos = few_enrolment_photos(recogniser, &classes)?;
    if data.has_boxes {
        let searches = openset::search(recogniser, &galleries, &classes)?;
        let threshold = recogniser.threshold().for_gallery(searches.students.round() as usize);
        report.open_set = Some(openset::summarise(&searches, threshold.identify.0));
    }
    Ok(report)
}

/// Finds all faces of all pictures.
fn look<'a>(
    source: &FaceSource<'_>,
    data: &'a RollCallData,
    condition: Option<Condition>,
    progress: Progress<'_>,
) -> Result<Vec<ClassFaces<'a>>, EvaluateError> {
    let enrolment =
        data.classes.iter().flat_map(|class| &class.students).map(|s| s.images.len()).sum::<usize>();
    let (total, mut done) = (enrolment + data.photos(), 0);
    let mut tick = || {
        done += 1;
        progress(done, total);
    };
    let mut classes = Vec::new();
    for class in &data.classes {
        let enrolled = enrolment::enrol(source, class, &mut tick)?;
        let mut photos = Vec::new();
        for photo in &class.photos {
            photos.push(match condition {
                Some(condition) => source.faces_under(&photo.path, condition)?,
                None => source.faces(&photo.path)?,
            });
            tick();
        }
        classes.push(ClassFaces { data: class, enrolled, photos });
    }
    Ok(classes)
}

/// What the photos say together, as at a roll call.
fn verdict(
    recogniser: &Recogniser,
    gallery: &Gallery,
    photos: &[Vec<FoundFace>],
) -> Result<SessionVerdict, EvaluateError> {
    let judged =
        photos.iter().map(|found| recogniser.identify(gallery, found)).collect::<Result<Vec<_>, _>>()?;
    let views: Vec<PhotoVerdicts<'_>> = judged
        .iter()
        .map(|photo| PhotoVerdicts {
            faces: photo.iter().map(|(t, verdict)| (t.as_ref(), verdict)).collect(),
        })
        .collect();
    Ok(fuse(&views, recogniser.threshold().contradict))
}

/// What each photo of a class says by itself.
fn photo_verdicts(
    recogniser: &Recogniser,
    gallery: &Gallery,
    class: &ClassFaces<'_>,
) -> Result<Vec<SessionVerdict>, EvaluateError> {
    class.photos.iter().map(|found| verdict(recogniser, gallery, std::slice::from_ref(found))).collect()
}

/// Counts of each student, photo by photo.
fn by_photo(class: &ClassData, verdicts: &[SessionVerdict]) -> BTreeMap<StudentId, Counts> {
    let mut counts: BTreeMap<StudentId, Counts> = BTreeMap::new();
    for (photo, verdict) in class.photos.iter().zip(verdicts) {
        count(class, &[photo], verdict, &mut counts);
    }
    counts
}

/// Adds the decisions of one session to each student's counts.
fn count(
    class: &ClassData,
    photos: &[&LabelledPhoto],
    verdict: &SessionVerdict,
    counts: &mut BTreeMap<StudentId, Counts>,
) {
    for student in &class.students {
        if photos.iter().any(|photo| photo.ignored.contains(&student.name)) {
            continue;
        }
        let id = StudentId::new(&student.name);
        let there = photos.iter().any(|photo| photo.present.contains(&student.name));
        let marked = verdict.students.get(&id);
        counts.entry(id).or_default().add(
            there,
            matches!(marked, Some(Verdict::Seen { .. })),
            matches!(marked, Some(Verdict::ToReview { .. })),
        );
    }
}

fn sessions(
    recogniser: &Recogniser,
    galleries: &[Gallery],
    classes: &[ClassFaces<'_>],
    photos: usize,
) -> Result<Counts, EvaluateError> {
    let mut sum = Counts::default();
    for (class, gallery) in classes.iter().zip(galleries) {
        let labels: Vec<&LabelledPhoto> = class.data.photos.iter().collect();
        for (labels, found) in labels.chunks(photos).zip(class.photos.chunks(photos)) {
            let mut counts = BTreeMap::new();
            count(class.data, labels, &verdict(recogniser, gallery, found)?, &mut counts);
            sum = counts.values().copied().fold(sum, Counts::and);
        }
    }
    Ok(sum)
}

fn few_enrolment_photos(
    recogniser: &Recogniser,
    classes: &[ClassFaces<'_>],
) -> Result<Vec<(usize, Counts)>, EvaluateError> {
    let most = classes.iter().map(|class| class.enrolled.most()).max().unwrap_or(0);
    let mut rows = Vec::new();
    for photos in ENROLMENT_PHOTOS.into_iter().filter(|photos| *photos <= most) {
        let mut sum = Counts::default();
        for class in classes {
            let gallery = class.enrolled.gallery(recogniser, photos)?;
            let verdicts = photo_verdicts(recogniser, &gallery, class)?;
            sum = by_photo(class.data, &verdicts).values().copied().fold(sum, Counts::and);
        }
        rows.push((photos, sum));
    }
    Ok(rows)
}
