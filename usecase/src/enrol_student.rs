//! Photos of students become the templates of the gallery, with every crop kept for manual review.

use std::collections::BTreeMap;

use muster_capture::{Limits, decode, encode_jpeg};
use muster_domain::{Class, ClassId, Face, FaceTemplate, Photo, PhotoDigest, Student, StudentId};
use muster_identify::enrol::{LookAlike, look_alikes};
use muster_store::{EnrolledFace, EnrolledFaceId, EnrolmentState, NewEnrolledFace, Whose};

use crate::enrol_choice::{Choice, choose};
use crate::recogniser::look_crop;
use crate::roster::put_on_roster;
use crate::session::find_class;
use crate::take_attendance::CROP_QUALITY;
use crate::{Act, FacePermit, FoundFace, Recogniser, UseCaseError};

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
    permit: FacePermit,
    portraits: BTreeMap<StudentId, Vec<Portrait>>,
    faces: Vec<NewEnrolledFace>,
    problems: Vec<Problem>,
    seen: BTreeMap<PhotoDigest, (Option<StudentId>, String)>,
}

/// A photo of one student and every face in it.
struct Portrait {
    source_name: String,
    photo: PhotoDigest,
    found: Vec<FoundFace>,
    crops: Vec<Vec<u8>>,
}

impl<'a> Draft<'a> {
    /// An empty draft, which looks at photos of those only who are permitted.
    pub fn new(recogniser: &'a Recogniser, permit: FacePermit) -> Self {
        let (portraits, seen) = (BTreeMap::new(), BTreeMap::new());
        Self { recogniser, permit, portraits, faces: Vec::new(), problems: Vec::new(), seen }
    }

    /// Adds a photo of one student. What can't or must not be used becomes a [`Problem`], not an error.
    ///
    /// # Errors
    /// [`UseCaseError`] when a model fails.
    pub fn add_photo(
        &mut self,
        student: &StudentId,
        source_name: &str,
        bytes: &[u8],
    ) -> Result<(), UseCaseError> {
        if let Err(cause) = self.permit.require_student(student) {
            self.problem(source_name, cause.to_string());
            return Ok(());
        }
        let Some(photo) = self.decode(Some(student), source_name, bytes) else { return Ok(()) };
        let faces = self.recogniser.detect(&photo.image)?;
        if faces.is_empty() {
            self.problem(source_name, "no face was found; use a photo in which the face is larger".into());
            return Ok(());
        }
        let (found, crops) = self.look(&photo, faces)?;
        let portrait = Portrait { source_name: source_name.to_owned(), photo: photo.digest, found, crops };
        self.portraits.entry(student.clone()).or_default().push(portrait);
        Ok(())
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
        let (found, crops) = self.look(&photo, faces)?;
        for (found, crop) in found.into_iter().zip(crops) {
            let verdict = (EnrolmentState::Pending, "has no name yet".to_owned());
            self.faces.push(enrolled(None, (source_name, photo.digest), (found, crop), verdict));
        }
        Ok(())
    }

    /// Templates for the gallery, and crops to look at.
    fn look(&self, photo: &Photo, faces: Vec<Face>) -> Result<(Vec<FoundFace>, Vec<Vec<u8>>), UseCaseError> {
        let found = self.recogniser.embed_to_enrol(&photo.image, faces)?;
        let crop =
            |one: &FoundFace| encode_jpeg(&look_crop(&photo.image, &one.face.bounding_box), CROP_QUALITY);
        let crops = found.iter().map(crop).collect::<Result<_, _>>()?;
        Ok((found, crops))
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

    /// As [`Draft::commit`] when the photos gave any face; else nothing is stored.
    ///
    /// # Errors
    /// As [`Draft::commit`].
    pub async fn commit_if_any(
        self,
        act: Act<'_>,
        class: &Class,
        students: &[Student],
    ) -> Result<Option<Enrolled>, UseCaseError> {
        if self.portraits.is_empty() && self.faces.is_empty() {
            return Ok(None);
        }
        Ok(Some(self.commit(act, class, students).await?))
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
        self.permit.require_class(&class.id)?;
        put_on_roster(act, &class.id, students, None).await?;
        self.settle()?;
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

    /// Chooses each portrait's face, now that all of them are there.
    fn settle(&mut self) -> Result<(), UseCaseError> {
        let mut portraits = std::mem::take(&mut self.portraits);
        let found = |(student, own): (&StudentId, &mut Vec<Portrait>)| {
            let photos = own.iter_mut().map(|portrait| std::mem::take(&mut portrait.found)).collect();
            (student.clone(), photos)
        };
        let mut photos: BTreeMap<StudentId, Vec<Vec<FoundFace>>> = portraits.iter_mut().map(found).collect();
        let choices = choose(self.recogniser, &photos)?;
        for (student, own) in portraits {
            let faces = photos.remove(&student).unwrap_or_default();
            for ((mut portrait, mut faces), choice) in own.into_iter().zip(faces).zip(&choices[&student]) {
                let Some(Choice { face, state, remark }) = choice else { continue };
                let seen = (faces.swap_remove(*face), portrait.crops.swap_remove(*face));
                let source = (portrait.source_name.as_str(), portrait.photo);
                self.faces.push(enrolled(Some(&student), source, seen, (*state, remark.clone())));
            }
        }
        Ok(())
    }

    async fn look_over(
        &self,
        act: Act<'_>,
        class: &Class,
    ) -> Result<(Vec<LookAlike>, Vec<Student>), UseCaseError> {
        let models = self.recogniser.models();
        let stored = act.store.list_templates(act.school, &class.id, &models, act.today()).await?;
        let mut folders: BTreeMap<StudentId, Vec<FaceTemplate>> = BTreeMap::new();
        for (student, template) in self.recogniser.blend_stored(stored)? {
            folders.entry(student).or_default().push(template);
        }
        let roster = act.store.roster(act.school, &class.id, act.today()).await?;
        let without = roster.into_iter().filter(|student| !folders.contains_key(&student.id)).collect();
        Ok((look_alikes(&folders, self.recogniser.threshold())?, without))
    }
}

fn enrolled(
    student: Option<&StudentId>,
    (source_name, photo): (&str, PhotoDigest),
    (FoundFace { face, templates }, crop): (FoundFace, Vec<u8>),
    (state, remark): (EnrolmentState, String),
) -> NewEnrolledFace {
    NewEnrolledFace {
        student: student.cloned(),
        source_name: source_name.to_owned(),
        photo,
        bounding_box: face.bounding_box,
        crop,
        quality: face.quality,
        state,
        remark,
        templates,
    }
}

fn owner(student: Option<&StudentId>) -> String {
    student.map_or_else(|| "a class photo".to_owned(), StudentId::to_string)
}

/// Accepts or rejects enrolled faces after a person looked at them, and names them when `student` is given.
/// Someone new is put on the class's roster.
///
/// # Errors
/// [`UseCaseError::NoClass`]; [`UseCaseError::Unnamed`] when a face without a name would be accepted;
/// [`UseCaseError::NoFace`] when the class has no such face; [`muster_store::StoreError::FaceNotAllowed`] when the student has
/// not consented. Then nothing was changed.
pub async fn decide(
    act: Act<'_>,
    class: &ClassId,
    ids: &[EnrolledFaceId],
    state: EnrolmentState,
    student: Option<&Student>,
) -> Result<(), UseCaseError> {
    let faces = of_class(act, class, ids).await?;
    if state == EnrolmentState::Accepted
        && student.is_none()
        && let Some(face) = faces.iter().find(|face| face.face.student.is_none())
    {
        return Err(UseCaseError::Unnamed { class: class.to_string(), face: face.id });
    }
    if let Some(student) = student {
        FacePermit::read(act).await?.require_student(&student.id)?;
    }
    if let Some(student) = student
        && act.store.roster(act.school, class, act.today()).await?.iter().all(|own| own.id != student.id)
    {
        let known = act.store.lookup_student(act.school, &student.id).await?;
        let joining = known.unwrap_or_else(|| student.clone());
        put_on_roster(act, class, &[joining], None).await?;
    }
    let whose = Whose::given(student.map(|student| &student.id));
    Ok(act.store.decide_enrolled_faces(act.school, ids, state, whose).await?)
}

/// Takes the names of enrolled faces back: they are as they came from a class photo.
///
/// # Errors
/// [`UseCaseError::NoClass`]; [`UseCaseError::NoFace`] when the class has no such face. Then nothing was changed.
pub async fn take_names_back(
    act: Act<'_>,
    class: &ClassId,
    ids: &[EnrolledFaceId],
    rejected: bool,
) -> Result<(), UseCaseError> {
    of_class(act, class, ids).await?;
    let state = if rejected { EnrolmentState::Rejected } else { EnrolmentState::Pending };
    Ok(act.store.decide_enrolled_faces(act.school, ids, state, Whose::Unnamed).await?)
}

/// Those faces, all of which have to be the class's.
async fn of_class(
    act: Act<'_>,
    class: &ClassId,
    ids: &[EnrolledFaceId],
) -> Result<Vec<EnrolledFace>, UseCaseError> {
    find_class(act, class).await?;
    let mut faces = act.store.list_enrolled_faces(act.school, class).await?;
    if let Some(face) = ids.iter().find(|id| faces.iter().all(|face| face.id != **id)) {
        return Err(UseCaseError::NoFace { class: class.to_string(), face: *face });
    }
    faces.retain(|face| ids.contains(&face.id));
    Ok(faces)
}
