//! Labelled pictures as confirmed faces to learn from.

use std::{collections::BTreeMap, io::Write, path::Path};

use anyhow::{Context as _, ensure};
use indicatif::ProgressBar;
use muster_domain::{FaceTemplate, StudentId};
use muster_evaluate::{
    FaceSource,
    data::{ClassData, LabelledPhoto, RollCallData},
    rollcall::{enrolment_faces, matched},
};
use muster_train::{Labelled, Person, Probe};
use muster_usecase::{
    FoundFace,
    enrol_choice::{Choice, choose, likely},
};

use crate::{files, out::count, progress};

/// The size of a class where the data has none.
const CLASS: usize = 30;

/// What a folder holds.
pub(super) struct Confirmed {
    pub(super) faces: Labelled,
    /// Students in its classes, on average.
    pub(super) class_size: usize,
}

/// Whether the folder holds classes with enrolment pictures and photos.
pub(super) fn is_roll_call(folder: &Path) -> bool {
    folder.join("enrol").is_dir()
}

/// Finds the faces of all pictures, and says how many could be used.
pub(super) fn read(source: &FaceSource<'_>, folder: &Path, out: &mut dyn Write) -> anyhow::Result<Confirmed> {
    let profile = source.recogniser().profile();
    let [model] = profile.models.as_slice() else {
        anyhow::bail!(
            "profile `{}` blends {} models, and a head is trained on one; name a profile with one model, for \
             example facenet",
            profile.id,
            profile.models.len()
        );
    };
    ensure!(
        model.head.is_none(),
        "profile `{}` has a head already; train from the profile that it was made from",
        profile.id
    );
    let recipe = profile.recipes().into_iter().next().context("one model has one recipe")?;
    let mut reading =
        Reading { source, people: BTreeMap::new(), strangers: Vec::new(), unused: 0, bar: None };
    let class_size = if is_roll_call(folder) { reading.classes(folder)? } else { reading.folders(folder)? };
    if let Some(bar) = reading.bar.take() {
        bar.finish_and_clear();
    }
    let people: Vec<Person> = reading.people.into_values().collect();
    let (templates, probes) =
        people.iter().fold((0, 0), |(t, p), one| (t + one.enrolment.len(), p + one.probes.len()));
    writeln!(
        out,
        "{}: {templates} enrolment pictures, {} to search, {}; {} pictures or faces not used",
        count(people.len(), "person").replace("persons", "people"),
        count(probes, "face"),
        count(reading.strangers.len(), "face").replace("face", "stranger's face"),
        reading.unused
    )?;
    let centre = model.centre.as_ref().map(|centre| centre.0.clone());
    let faces = Labelled { base: recipe.model(), centre, people, strangers: reading.strangers };
    Ok(Confirmed { faces, class_size })
}

struct Reading<'a> {
    source: &'a FaceSource<'a>,
    people: BTreeMap<String, Person>,
    strangers: Vec<Probe>,
    /// Enrolment pictures and labelled faces that gave nothing.
    unused: usize,
    bar: Option<ProgressBar>,
}

impl Reading<'_> {
    /// Classes as `muster enrol` and `muster take` see them; the mean number of students of a class.
    fn classes(&mut self, folder: &Path) -> anyhow::Result<usize> {
        let data = RollCallData::read(folder, &[])?;
        let students = data.classes.iter().map(|class| class.students.len()).sum::<usize>();
        let pictures = data.classes.iter().flat_map(|class| &class.students).map(|one| one.images.len());
        let photos = if data.has_boxes { data.photos() } else { 0 };
        self.bar = Some(progress::bar("Looking at pictures", pictures.sum::<usize>() + photos));
        for class in &data.classes {
            self.enrol(class, !data.has_boxes)?;
        }
        if data.has_boxes {
            for photo in data.classes.iter().flat_map(|class| &class.photos) {
                self.photo(photo)?;
            }
        }
        Ok((students / data.classes.len().max(1)).max(1))
    }

    /// The faces that enrolment accepts. `search` makes them probes too: there are no others.
    fn enrol(&mut self, class: &ClassData, search: bool) -> anyhow::Result<()> {
        let found = enrolment_faces(self.source, class, &mut || self.tick())?;
        let choices = choose(self.source.recogniser(), &found)?;
        for student in &class.students {
            let id = StudentId::new(&student.name);
            for ((image, faces), choice) in student.images.iter().zip(&found[&id]).zip(&choices[&id]) {
                let accepted = |choice: &&Choice| choice.state == muster_store::EnrolmentState::Accepted;
                match choice.as_ref().filter(accepted) {
                    Some(choice) => self.add(&student.name, image, &faces[choice.face], search)?,
                    None => self.unused += 1,
                }
            }
        }
        Ok(())
    }

    /// A folder a person. The label decides: only the size of a face says whether it may be another's.
    fn folders(&mut self, folder: &Path) -> anyhow::Result<usize> {
        let mut pictures = Vec::new();
        for person in files::folders(folder)? {
            let name = files::name(&person);
            pictures.extend(files::pictures(&person)?.into_iter().map(|path| (name.clone(), path)));
        }
        ensure!(!pictures.is_empty(), "{} has no folders with pictures of people", folder.display());
        self.bar = Some(progress::bar("Looking at pictures", pictures.len()));
        for (name, path) in pictures {
            let faces = self.source.faces_to_enrol(&path)?;
            match likely(&faces).as_slice() {
                [only] => self.add(&name, &path, &faces[*only], true)?,
                _ => self.unused += 1,
            }
            self.tick();
        }
        Ok(CLASS)
    }

    /// Adds an enrolment picture's face, and with `search` the same face as a probe.
    fn add(&mut self, name: &str, image: &Path, chosen: &FoundFace, search: bool) -> anyhow::Result<()> {
        let Some(template) = self.blend(chosen)? else {
            self.unused += 1;
            return Ok(());
        };
        let probe = if search { self.same_face(image, chosen)? } else { None };
        let person = self.people.entry(name.to_owned()).or_insert_with(|| Person {
            name: name.to_owned(),
            enrolment: Vec::new(),
            probes: Vec::new(),
        });
        let enrolled_as = Some(person.enrolment.len());
        person.enrolment.push(template);
        person.probes.extend(probe.map(|template| Probe {
            template,
            session: files::name(image),
            height: chosen.face.bounding_box.height,
            enrolled_as,
        }));
        Ok(())
    }

    /// The face as a search sees it, without what enrolment adds.
    fn same_face(&self, image: &Path, chosen: &FoundFace) -> anyhow::Result<Option<FaceTemplate>> {
        let faces = self.source.faces(image)?;
        match matched(&[chosen.face.bounding_box], &faces).as_slice() {
            [Some(at)] => self.blend(&faces[*at]),
            _ => Ok(None),
        }
    }

    /// The labelled faces of a class photo, each with the found face that overlaps it most.
    fn photo(&mut self, photo: &LabelledPhoto) -> anyhow::Result<()> {
        let found = self.source.faces(&photo.path)?;
        for (label, at) in photo.faces.iter().zip(matched(&photo.places(), &found)) {
            let template = at.map(|at| self.blend(&found[at])).transpose()?.flatten();
            let Some(template) = template else {
                self.unused += 1;
                continue;
            };
            let session = photo.name.clone();
            let probe = Probe { template, session, height: label.place.height, enrolled_as: None };
            match label.person.as_ref().and_then(|name| self.people.get_mut(name)) {
                Some(person) => person.probes.push(probe),
                None => self.strangers.push(probe),
            }
        }
        self.tick();
        Ok(())
    }

    fn blend(&self, face: &FoundFace) -> anyhow::Result<Option<FaceTemplate>> {
        Ok(self.source.recogniser().blend(&face.templates)?)
    }

    fn tick(&self) {
        if let Some(bar) = &self.bar {
            bar.inc(1);
        }
    }
}
