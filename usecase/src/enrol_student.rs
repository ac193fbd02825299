//! Photos of students become the templates of the gallery, with every crop kept for manual review.

use std::collections::BTreeMap;

use muster_capture::{Limits, decode, encode_jpeg};
use muster_domain::{
    Class, ClassId, Face, FaceTemplate, Photo, PhotoDigest, QualityReason, Student, StudentId,
};
use muster_identify::enrol::{Folders, LookAlike, Misfit, look_alikes, misfits};
use muster_store::{EnrolledFaceId, EnrolmentState, NewEnrolledFace};

use crate::recogniser::look_crop;
use crate::take_attendance::{CROP_QUALITY, find_class};
use crate::{Act, FoundFace, Recogniser, UseCaseError};

/// Among several faces the student is the one that is this many times as high as the next.
const DOMINANT: f32 = 1.5;

/// A photo that gave no face to enrol, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file's name as a person knows it.
    pub source_name: String,
    /// What is wrong, in plain words.
    pub cause: String,
}

/// What came of an enrolment.
#[derive(Clone, Debug)]
pub struct Enrolled {
    /// Every face with its verdict.
    pub faces: Vec<(EnrolledFaceId, NewEnrolledFace)>,
    /// Photos without a face to enrol.
    pub problems: Vec<Problem>,
    /// Students of the class whom the models can hardly tell apart, nearest first.
    pub look_alikes: Vec<LookAlike>,
    /// Students on the roster who cannot be identified yet. They are on every list all the same.
    pub without_face: Vec<Student>,
}

/// An enrolment in the making: photos go in one by one, and nothing is stored before [`Draft::commit`].
pub struct Draft<'a> {
    recogniser: &'a Recogniser,
    faces: Vec<NewEnrolledFace>,
    problems: Vec<Problem>,
    seen: BTreeMap<PhotoDigest, (Option<StudentId>, String)>,
}

impl<'a> Draft<'a> {
    /// An empty draft.
    pub fn new(recogniser: &'a Recogniser) -> Self {
        Self { recogniser, faces: Vec::new(), problems: Vec::new(), seen: BTreeMap::new() }
    }

    /// Adds a photo of one student. What can't be used becomes a [`Problem`], not an error.
    ///
    /// # Errors
    /// [`UseCaseError`] when a model fails.
    pub fn add_photo(
        &mut self,
        student: &StudentId,
        source_name: &str,
        bytes: &[u8],
    ) -> Result<(), UseCaseError> {
        let Some(photo) = self.decode(Some(student), source_name, bytes) else { return Ok(()) };
        let mut faces = self.recogniser.detect(&photo.image)?;
        let Some((at, state, remark)) = choose(&faces.iter().collect::<Vec<_>>()) else {
            self.problem(source_name, "no face was found; use a photo in which the face is larger".into());
            return Ok(());
        };
        let own = vec![faces.swap_remove(at)];
        self.add_faces(Some(student), source_name, &photo, own, (state, &remark))
    }

    /// Adds every face of a class photo, to be named later.
    ///
    /// # Errors
    /// [`UseCaseError`] when a model fails.
    pub fn add_class_photo(&mut self, source_name: &str, bytes: &[u8]) -> Result<(), UseCaseError> {
        let Some(photo) = self.decode(None, source_name, bytes) else { return Ok(()) };
        let faces = self.recogniser.detect(&photo.image)?;
        if faces.is_empty() {
            self.problem(source_name, "no face was found".into());
        }
        let verdict = (EnrolmentState::Pending, "has no name yet");
        self.add_faces(None, source_name, &photo, faces, verdict)
    }

    fn decode(&mut self, student: Option<&StudentId>, source_name: &str, bytes: &[u8]) -> Option<Photo> {
        let photo = match decode(bytes, &Limits::default()) {
            Ok(photo) => photo,
            Err(cause) => {
                self.problem(source_name, cause.to_string());
                return None;
            }
        };
        if let Some((other, name)) = self.seen.get(&photo.digest) {
            let same = other.as_ref() == student;
            let whose = if same { String::new() } else { format!(" of {}", owner(other.as_ref())) };
            let cause = format!("the same file as {name}{whose}; it was used once");
            self.problem(source_name, cause);
            return None;
        }
        self.seen.insert(photo.digest, (student.cloned(), source_name.to_owned()));
        Some(photo)
    }

    fn problem(&mut self, source_name: &str, cause: String) {
        self.problems.push(Problem { source_name: source_name.to_owned(), cause });
    }

    fn add_faces(
        &mut self,
        student: Option<&StudentId>,
        source_name: &str,
        photo: &Photo,
        faces: Vec<Face>,
        (state, remark): (EnrolmentState, &str),
    ) -> Result<(), UseCaseError> {
        for FoundFace { face, templates } in self.recogniser.embed_to_enrol(&photo.image, faces)? {
            self.faces.push(NewEnrolledFace {
                student: student.cloned(),
                source_name: source_name.to_owned(),
                photo: photo.digest,
                bounding_box: face.bounding_box,
                crop: encode_jpeg(&look_crop(&photo.image, &face.bounding_box), CROP_QUALITY)?,
                quality: face.quality,
                state,
                remark: remark.to_owned(),
                templates,
            });
        }
        Ok(())
    }

    /// Checks the draft's faces against each other, then stores students and faces; those that do not fit are
    /// stored as pending. Look-alikes are reported over the class's whole gallery.
    ///
    /// # Errors
    /// [`UseCaseError`]; then no face was stored.
    pub async fn commit(
        mut self,
        act: Act<'_>,
        class: &Class,
        students: &[Student],
    ) -> Result<Enrolled, UseCaseError> {
        act.store.put_class(act.school, class).await?;
        act.store.put_students(act.school, &class.id, students).await?;
        self.question_misfits()?;
        let ids = act.store.add_enrolled_faces(act.school, &class.id, &self.faces, act.now).await?;
        let (look_alikes, without_face) = self.look_over(act, class).await?;
        // A face that was there before keeps what a person decided about it.
        let stored = act.store.list_enrolled_faces(act.school, &class.id).await?;
        let decided: BTreeMap<_, _> = stored.into_iter().map(|face| (face.id, face.face)).collect();
        let face =
            |(id, new): (EnrolledFaceId, NewEnrolledFace)| (id, decided.get(&id).cloned().unwrap_or(new));
        let faces = ids.into_iter().zip(self.faces).map(face).collect();
        Ok(Enrolled { faces, problems: self.problems, look_alikes, without_face })
    }

    /// Makes accepted faces that do not fit their folder pending.
    fn question_misfits(&mut self) -> Result<(), UseCaseError> {
        let mut folders = Folders::new();
        let mut places: BTreeMap<StudentId, Vec<usize>> = BTreeMap::new();
        for (at, face) in self.faces.iter().enumerate() {
            let Some(student) = &face.student else { continue };
            if face.state != EnrolmentState::Accepted {
                continue;
            }
            if let Some(template) = self.recogniser.blend(&face.templates)? {
                folders.entry(student.clone()).or_default().push(template);
                places.entry(student.clone()).or_default().push(at);
            }
        }
        for (student, at, misfit) in misfits(&folders, self.recogniser.threshold())? {
            let face = &mut self.faces[places[&student][at]];
            face.state = EnrolmentState::Pending;
            face.remark = match misfit {
                Misfit::UnlikeTheOthers { distance } => {
                    format!("unlike the student's other photos (distance {:.2})", distance.0)
                }
                Misfit::TwoPeople { alike, of } => {
                    format!("the folder shows two people: {alike} of {of} photos look like this one")
                }
                Misfit::NearerToAnother { student, distance } => {
                    format!("looks like {student} (distance {:.2})", distance.0)
                }
            };
        }
        Ok(())
    }

    async fn look_over(
        &self,
        act: Act<'_>,
        class: &Class,
    ) -> Result<(Vec<LookAlike>, Vec<Student>), UseCaseError> {
        let models = self.recogniser.models();
        let stored = act.store.list_templates(act.school, &class.id, &models).await?;
        let mut folders: BTreeMap<StudentId, Vec<FaceTemplate>> = BTreeMap::new();
        for (student, template) in self.recogniser.blend_stored(stored)? {
            folders.entry(student).or_default().push(template);
        }
        let roster = act.store.roster(act.school, &class.id).await?;
        let without = roster.into_iter().filter(|student| !folders.contains_key(&student.id)).collect();
        Ok((look_alikes(&folders, self.recogniser.threshold())?, without))
    }
}

fn owner(student: Option<&StudentId>) -> String {
    student.map_or_else(|| "a class photo".to_owned(), StudentId::to_string)
}

/// Which of the faces found in an enrolment photo is the student's, whether it may be used without a person's
/// review, and a remark. `None` when there are no faces.
pub fn choose(faces: &[&Face]) -> Option<(usize, EnrolmentState, String)> {
    let height = |at: usize| faces[at].bounding_box.height;
    let mut order: Vec<usize> = (0..faces.len()).collect();
    order.sort_by(|a, b| height(*b).total_cmp(&height(*a)));
    let largest = *order.first()?;
    if order.get(1).is_some_and(|next| height(largest) < DOMINANT * height(*next)) {
        let remark = format!("one of {} faces of similar size: is it the student's?", faces.len());
        return Some((largest, EnrolmentState::Pending, remark));
    }
    let quality = &faces[largest].quality;
    if !quality.is_fit() {
        let codes: Vec<&str> = quality.reasons.iter().map(|reason| QualityReason::code(*reason)).collect();
        return Some((largest, EnrolmentState::Pending, codes.join(", ")));
    }
    let many = faces.len() > 1;
    let remark = if many { format!("the largest of {} faces", faces.len()) } else { String::new() };
    Some((largest, EnrolmentState::Accepted, remark))
}

/// Accepts or rejects enrolled faces after a person looked at them, and names them when `student` is given.
/// Someone new is put on the class's roster.
///
/// # Errors
/// [`UseCaseError::NoClass`]; [`UseCaseError::Unnamed`] when a face without a name would be accepted;
/// [`UseCaseError::NoFace`] when the class has no such face. Then nothing was changed.
pub async fn decide(
    act: Act<'_>,
    class: &ClassId,
    ids: &[EnrolledFaceId],
    state: EnrolmentState,
    student: Option<&Student>,
) -> Result<(), UseCaseError> {
    find_class(act, class).await?;
    let faces = act.store.list_enrolled_faces(act.school, class).await?;
    for id in ids {
        let known = faces.iter().find(|face| face.id == *id);
        let face = known.ok_or_else(|| UseCaseError::NoFace { class: class.to_string(), face: *id })?;
        if state == EnrolmentState::Accepted && student.is_none() && face.face.student.is_none() {
            return Err(UseCaseError::Unnamed { class: class.to_string(), face: *id });
        }
    }
    if let Some(student) = student
        && act.store.roster(act.school, class).await?.iter().all(|own| own.id != student.id)
    {
        let known = act.store.lookup_student(act.school, &student.id).await?;
        let joining = known.unwrap_or_else(|| student.clone());
        act.store.put_students(act.school, class, &[joining]).await?;
    }
    Ok(act.store.decide_enrolled_faces(act.school, ids, state, student.map(|student| &student.id)).await?)
}
