//! A folder of classes: who is enrolled, the class photos, and who is on them.
//!
//! ```text
//! enrol/PERSON/*.jpg            or, with several classes, enrol/CLASS/PERSON/*.jpg
//! photos/*.jpg                  a class photo each; with several classes its name begins with CLASS_
//! truth.csv     photo,person    who is on which photo; a photo without a row shows nobody of the class
//! classes.csv   class,person    only with several classes: who belongs to which
//! boxes.csv     photo,class,person,kind,...,x,y,w,h     optional: whose each face is; kind `stranger` for
//!                               people who are enrolled nowhere
//! ```

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use muster_domain::BoundingBox;
use serde::Deserialize;

use super::{list, name, rows};
use crate::EvaluateError;

/// Someone enrolled, with the pictures to enrol from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelledStudent {
    /// The name that the lists use.
    pub name: String,
    /// Enrolment pictures in the order of their names.
    pub images: Vec<PathBuf>,
}

/// A face of a class photo whose owner is known.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelledFace {
    /// Where it is.
    pub place: BoundingBox,
    /// Whose; `None` for a stranger.
    pub person: Option<String>,
}

/// A class photo and who is on it.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelledPhoto {
    /// The file.
    pub path: PathBuf,
    /// Its name in the lists.
    pub name: String,
    /// Students of the class who are on it.
    pub present: BTreeSet<String>,
    /// Students of whom nothing is claimed on this photo.
    pub ignored: BTreeSet<String>,
    /// All faces, when the data says where they are.
    pub faces: Vec<LabelledFace>,
}

impl LabelledPhoto {
    /// Where its labelled faces are, in their order.
    pub fn places(&self) -> Vec<BoundingBox> {
        self.faces.iter().map(|face| face.place).collect()
    }
}

/// One class.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassData {
    /// Its name; empty when the data has only one.
    pub name: String,
    /// Its roster.
    pub students: Vec<LabelledStudent>,
    /// Its photos.
    pub photos: Vec<LabelledPhoto>,
}

/// A labelled folder of classes.
#[derive(Clone, Debug, PartialEq)]
pub struct RollCallData {
    /// Where it lies.
    pub folder: PathBuf,
    /// The classes in the order of their names.
    pub classes: Vec<ClassData>,
    /// Whether the data says where each face is and whose, strangers included.
    pub has_boxes: bool,
}

#[derive(Deserialize)]
struct Present {
    photo: String,
    person: String,
}

#[derive(Deserialize)]
struct Member {
    class: String,
    person: String,
}

#[derive(Deserialize)]
struct FaceRow {
    photo: String,
    person: String,
    kind: String,
    x: f32,
    y: f32,
    w: f32,
    h: f32,
}

impl RollCallData {
    /// Reads the folder's lists and looks its pictures up. `ignore` names pairs `PHOTO:PERSON` of which nothing
    /// is claimed, and photos `PHOTO` that are left out.
    ///
    /// # Errors
    /// [`EvaluateError`] when a list or folder is missing, a line does not fit its format, or a list names a
    /// photo or person that is not there.
    pub fn read(folder: &Path, ignore: &[String]) -> Result<Self, EvaluateError> {
        let truth: Vec<Present> = rows(&folder.join("truth.csv"))?;
        let boxes = folder.join("boxes.csv");
        let has_boxes = boxes.is_file();
        let faces: Vec<FaceRow> = if has_boxes { rows(&boxes)? } else { Vec::new() };
        let mut data = Self { folder: folder.to_owned(), classes: classes(folder)?, has_boxes };
        for path in list(&folder.join("photos"), false)? {
            let photo = name(&path);
            if ignore.contains(&photo) {
                continue;
            }
            let own = |row: &&Present| row.photo == photo;
            let ignored = ignore.iter().filter_map(|pair| pair.strip_prefix(&photo)?.strip_prefix(':'));
            let labelled = LabelledPhoto {
                present: truth.iter().filter(own).map(|row| row.person.clone()).collect(),
                ignored: ignored.map(str::to_owned).collect(),
                faces: faces.iter().filter(|row| row.photo == photo).map(FaceRow::face).collect(),
                name: photo,
                path,
            };
            data.class_of(&labelled)?.photos.push(labelled);
        }
        data.check(&truth, ignore)?;
        Ok(data)
    }

    fn class_of(&mut self, photo: &LabelledPhoto) -> Result<&mut ClassData, EvaluateError> {
        let folder = &self.folder;
        let only = self.classes.len() == 1;
        let own = |class: &&mut ClassData| {
            only || photo.name.strip_prefix(&class.name).is_some_and(|rest| rest.starts_with('_'))
        };
        self.classes.iter_mut().find(own).ok_or_else(|| {
            let cause = format!("{} begins with no class name and `_`", photo.name);
            EvaluateError::data(folder, cause)
        })
    }

    /// Every name that a list uses has to be there, or a spelling mistake would count as an error of the machine.
    fn check(&self, truth: &[Present], ignore: &[String]) -> Result<(), EvaluateError> {
        let photos: BTreeSet<&str> =
            self.classes.iter().flat_map(|class| &class.photos).map(|photo| photo.name.as_str()).collect();
        for Present { photo, .. } in truth {
            if !photos.contains(photo.as_str()) && !ignore.contains(photo) {
                return Err(EvaluateError::data(
                    &self.folder,
                    format!("truth.csv names {photo}, which is not there"),
                ));
            }
        }
        for class in &self.classes {
            let roster: BTreeSet<&String> = class.students.iter().map(|student| &student.name).collect();
            for photo in &class.photos {
                if let Some(person) = photo.present.union(&photo.ignored).find(|p| !roster.contains(p)) {
                    let cause = format!("{} shows {person}, whom no folder enrols in its class", photo.name);
                    return Err(EvaluateError::data(&self.folder, cause));
                }
            }
        }
        Ok(())
    }

    /// How many photos there are.
    pub fn photos(&self) -> usize {
        self.classes.iter().map(|class| class.photos.len()).sum()
    }
}

impl FaceRow {
    fn face(&self) -> LabelledFace {
        LabelledFace {
            place: BoundingBox::new(self.x, self.y, self.w, self.h),
            person: (self.kind != "stranger").then(|| self.person.clone()),
        }
    }
}

fn classes(folder: &Path) -> Result<Vec<ClassData>, EvaluateError> {
    let enrol = folder.join("enrol");
    let file = folder.join("classes.csv");
    if !file.is_file() {
        return Ok(vec![class(String::new(), &enrol)?]);
    }
    let mut members: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for Member { class, person } in rows(&file)? {
        members.entry(class).or_default().insert(person);
    }
    let mut classes = Vec::new();
    for (name, people) in members {
        let found = class(name.clone(), &enrol.join(&name))?;
        let folders: BTreeSet<String> = found.students.iter().map(|student| student.name.clone()).collect();
        if let Some(person) = people.symmetric_difference(&folders).next() {
            let cause = format!("{person} of {name} is in only one of classes.csv and enrol/{name}");
            return Err(EvaluateError::data(folder, cause));
        }
        classes.push(found);
    }
    Ok(classes)
}

fn class(name: String, folder: &Path) -> Result<ClassData, EvaluateError> {
    let student = |path: PathBuf| -> Result<LabelledStudent, EvaluateError> {
        Ok(LabelledStudent { name: super::name(&path), images: list(&path, false)? })
    };
    let students = list(folder, true)?.into_iter().map(student).collect::<Result<Vec<_>, _>>()?;
    if students.is_empty() {
        return Err(EvaluateError::data(folder, "there is no folder a person in it"));
    }
    Ok(ClassData { name, students, photos: Vec::new() })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().expect("in the folder")).expect("writable");
            fs::write(path, text).expect("writable");
        }
        folder
    }

    #[test]
    fn one_class_needs_only_the_truth() {
        let data = folder(&[
            ("enrol/Ann/1.jpg", ""),
            ("enrol/Bo/1.png", ""),
            ("photos/a.jpg", ""),
            ("photos/b.jpg", ""),
            ("photos/notes.txt", ""),
            ("truth.csv", "photo,person\na.jpg,Ann\nb.jpg,Bo\n"),
        ]);
        let read = RollCallData::read(data.path(), &["b.jpg".into(), "a.jpg:Bo".into()]).expect("valid");
        let photos = &read.classes[0].photos;
        assert_eq!((photos.len(), read.classes[0].students.len(), read.has_boxes), (1, 2, false));
        assert!(photos[0].present.contains("Ann") && photos[0].ignored.contains("Bo"));
    }

    #[test]
    fn photos_go_to_the_class_they_are_named_after_and_strangers_have_no_name() {
        let data = folder(&[
            ("enrol/c1/Ann/1.jpg", ""),
            ("enrol/c10/Bo/1.jpg", ""),
            ("photos/c1_a.jpg", ""),
            ("photos/c10_a.jpg", ""),
            ("truth.csv", "photo,person\nc10_a.jpg,Bo\n"),
            ("classes.csv", "class,person\nc1,Ann\nc10,Bo\n"),
            (
                "boxes.csv",
                "photo,class,person,kind,x,y,w,h\nc10_a.jpg,c10,Bo,enrolled,1,2,3,4\nc10_a.jpg,c10,Cy,stranger,5,2,3,4\n",
            ),
        ]);
        let read = RollCallData::read(data.path(), &[]).expect("valid");
        let photos: Vec<_> =
            read.classes.iter().map(|c| (c.name.as_str(), c.photos[0].name.as_str())).collect();
        assert_eq!(photos, [("c1", "c1_a.jpg"), ("c10", "c10_a.jpg")]);
        let people: Vec<_> =
            read.classes[1].photos[0].faces.iter().map(|face| face.person.as_deref()).collect();
        assert_eq!(people, [Some("Bo"), None]);
    }

    /// A mistake in the lists must not pass as a mistake of the machine.
    #[test]
    fn names_that_are_not_there_are_refused() {
        let cases = [
            ("photo,person\nz.jpg,Ann\n", "z.jpg, which is not there"),
            ("photo,person\na.jpg,Anne\n", "shows Anne"),
            ("photo;person\na.jpg;Ann\n", "line 2"),
        ];
        for (truth, expected) in cases {
            let data = folder(&[("enrol/Ann/1.jpg", ""), ("photos/a.jpg", ""), ("truth.csv", truth)]);
            let error = RollCallData::read(data.path(), &[]).expect_err(expected).to_string();
            assert!(error.contains(expected), "{error}");
        }
        let empty = folder(&[]);
        assert!(
            RollCallData::read(empty.path(), &[]).expect_err("no lists").to_string().contains("truth.csv")
        );
    }
}
