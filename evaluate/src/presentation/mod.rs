//! How often a picture of a student is taken for the student, and how often a student for a picture: presentation attack
//! detection after ISO/IEC 30107-3, on attacks that are painted into labelled class photos.
//!
//! - APCER: attack presentations whose face was found and had no cue, by kind of attack; APNRR: those whose face was not found.
//! - BPCER: faces of untouched photos that had a cue.
//! - IAPAR: attack presentations that a machine's mark would follow from, among all presented.
//!
//! Print and screen show an enrolment picture that is **not** enrolled, so that the cue of copied pictures is no help.

mod attack;
mod quad;
mod stage;

pub use attack::Attack;

use muster_domain::{Distance, FaceTemplate, Identification, RgbImage};
use muster_identify::Gallery;
use muster_presentation::{Cue, Look, PlacedFace, SENT_BEFORE, look, repeated};
use muster_usecase::{FoundFace, Recogniser, presentation::cues};
use serde::Serialize;

use crate::data::{ClassData, LabelledPhoto, RollCallData};
use crate::faces::read_photo;
use crate::{EvaluateError, FaceSource, Progress, Rate};
use stage::{Stage, Staged};

/// What the cues of a profile achieve on a folder of classes.
#[derive(Clone, Debug, Serialize)]
pub struct PresentationReport {
    /// The profile.
    pub profile: String,
    /// Faces of untouched photos with any cue (BPCER).
    pub bona_fide: Rate,
    /// The same of those faces that are identified: what a class notices.
    pub bona_fide_identified: Rate,
    /// The same by cue.
    pub bona_fide_by_cue: Vec<(Cue, Rate)>,
    /// Each kind of attack.
    pub attacks: Vec<AttackRates>,
    /// Photos sent again, smaller and compressed anew, that were not known again; none without the profile's limit.
    pub again_missed: Rate,
    /// Photos taken for another photo of their class.
    pub again_wrong: Rate,
    /// Everything that was measured, for choosing limits.
    pub faces: Vec<Measured>,
    /// Distances of one face between a photo and its copy, for choosing limits.
    pub copies: Vec<f32>,
    /// Distances of one student between two photos of the class.
    pub genuine: Vec<f32>,
}

/// The rates of one kind of attack.
#[derive(Clone, Debug, Serialize)]
pub struct AttackRates {
    /// Which.
    pub attack: Attack,
    /// Attacks whose face was not found (APNRR).
    pub not_found: Rate,
    /// Found ones without a cue (APCER).
    pub missed: Rate,
    /// Presented ones that would be marked without any cue.
    pub marked_before: Rate,
    /// Presented ones that are marked (IAPAR).
    pub marked: Rate,
    /// Found ones by cue.
    pub by_cue: Vec<(Cue, Rate)>,
}

/// What was measured of a face.
#[derive(Clone, Debug, Serialize)]
pub struct Measured {
    /// The photo.
    pub photo: String,
    /// The attack; none for a face of the untouched photo.
    pub attack: Option<Attack>,
    /// Height of the face in pixels.
    pub height: f32,
    /// Frame and screen.
    pub look: Look,
    /// Distance to the nearest single enrolled template.
    pub nearest: Option<f32>,
    /// Its cues.
    pub cues: Vec<Cue>,
    /// Whether the machine identifies it before its cues are asked.
    pub identified: bool,
}

/// Runs the protocol.
///
/// # Errors
/// [`EvaluateError`] when a picture can't be used or a model fails.
pub fn evaluate(
    source: &FaceSource<'_>,
    data: &RollCallData,
    progress: Progress<'_>,
) -> Result<PresentationReport, EvaluateError> {
    let mut run = Run { source, faces: Vec::new(), not_found: Vec::new(), again: Again::default() };
    let (total, mut done) = (data.photos(), 0);
    for class in &data.classes {
        let stage = Stage::set(source, class)?;
        let mut seen: Vec<Seen> = Vec::new();
        for photo in &class.photos {
            seen.push(run.photo(&stage, class, photo)?);
            done += 1;
            progress(done, total);
        }
        run.compare(&seen);
    }
    Ok(run.report())
}

/// A photo's faces with their templates, and its size in pixels.
struct Seen {
    size: (u32, u32),
    found: Vec<FoundFace>,
    templates: Vec<(Option<FaceTemplate>, Identification)>,
}

impl Seen {
    fn of(
        recogniser: &Recogniser,
        gallery: &Gallery,
        image: &RgbImage,
        found: Vec<FoundFace>,
    ) -> Result<Self, EvaluateError> {
        let templates = recogniser.identify(gallery, &found)?;
        Ok(Self { size: (image.width(), image.height()), found, templates })
    }

    fn placed(&self) -> Vec<PlacedFace<'_>> {
        let faces = self.found.iter().zip(&self.templates);
        faces
            .filter_map(|(one, (template, _))| {
                Some(PlacedFace::new(&one.face.bounding_box, self.size, template.as_ref()?))
            })
            .collect()
    }
}

#[derive(Default)]
struct Again {
    missed: Rate,
    wrong: Rate,
    copies: Vec<f32>,
    genuine: Vec<f32>,
}

struct Run<'a> {
    source: &'a FaceSource<'a>,
    faces: Vec<Measured>,
    /// Each presented attack and whether no face was found in it.
    not_found: Vec<(Attack, bool)>,
    again: Again,
}

impl Run<'_> {
    fn photo(
        &mut self,
        stage: &Stage,
        class: &ClassData,
        photo: &LabelledPhoto,
    ) -> Result<Seen, EvaluateError> {
        let recogniser = self.source.recogniser();
        let image = read_photo(&photo.path)?.image;
        let seen = Seen::of(recogniser, &stage.enrolled, &image, self.source.faces(&photo.path)?)?;
        for face in 0..seen.found.len() {
            let measured = measure(recogniser, &stage.enrolled, &image, &seen, face)?;
            self.faces.push(Measured { photo: photo.name.clone(), ..measured });
        }
        for attack in Attack::ALL {
            self.attacked(stage, class, photo, (&image, &seen), attack)?;
        }
        self.sent_again(stage, photo, (&image, &seen))?;
        Ok(seen)
    }

    fn attacked(
        &mut self,
        stage: &Stage,
        class: &ClassData,
        photo: &LabelledPhoto,
        (image, seen): (&RgbImage, &Seen),
        attack: Attack,
    ) -> Result<(), EvaluateError> {
        let recogniser = self.source.recogniser();
        let places: Vec<_> = seen.found.iter().map(|one| one.face.bounding_box).collect();
        let Staged { image, held } = stage.play(class, photo, image, &places, attack)?;
        if held.is_empty() {
            return Ok(());
        }
        let gallery = if attack == Attack::Copy { &stage.enrolled } else { &stage.others };
        let faces = recogniser.detect(&image)?;
        let seen = Seen::of(recogniser, gallery, &image, recogniser.embed(&image, faces)?)?;
        for face in held {
            let best = |at: &usize| seen.found[*at].face.bounding_box.overlap(&face);
            let found = (0..seen.found.len()).max_by(|a, b| best(a).total_cmp(&best(b)));
            let found = found.filter(|at| best(at) >= 0.3);
            self.not_found.push((attack, found.is_none()));
            if let Some(at) = found {
                let measured = measure(recogniser, gallery, &image, &seen, at)?;
                self.faces.push(Measured { photo: photo.name.clone(), attack: Some(attack), ..measured });
            }
        }
        Ok(())
    }

    fn sent_again(
        &mut self,
        stage: &Stage,
        photo: &LabelledPhoto,
        (image, seen): (&RgbImage, &Seen),
    ) -> Result<(), EvaluateError> {
        let recogniser = self.source.recogniser();
        let image = stage::compressed(image, &photo.name)?;
        let faces = recogniser.detect(&image)?;
        let copy = Seen::of(recogniser, &stage.enrolled, &image, recogniser.embed(&image, faces)?)?;
        for own in copy.placed() {
            let near = seen.placed().into_iter().filter(|one| one.place.overlap(&own.place) > 0.5);
            let distance =
                |one: PlacedFace<'_>| own.template.score(one.template).ok().map(|score| score.distance().0);
            self.again.copies.extend(near.filter_map(distance));
        }
        if let Some(same) = recogniser.profile().threshold.same
            && let Some(share) = repeated(&copy.placed(), &seen.placed(), Distance(same))
        {
            self.again.missed = self.again.missed.and(Rate::new(usize::from(share < SENT_BEFORE), 1));
        }
        Ok(())
    }

    /// Photos of a class with each other: none is another one.
    fn compare(&mut self, photos: &[Seen]) {
        let same = self.source.recogniser().profile().threshold.same;
        for (at, one) in photos.iter().enumerate() {
            for other in &photos[..at] {
                self.again.genuine.extend(genuine(one, other));
                if let Some(share) =
                    same.and_then(|same| repeated(&one.placed(), &other.placed(), Distance(same)))
                {
                    self.again.wrong = self.again.wrong.and(Rate::new(usize::from(share >= SENT_BEFORE), 1));
                }
            }
        }
    }

    fn report(self) -> PresentationReport {
        let bona_fide: Vec<&Measured> = self.faces.iter().filter(|face| face.attack.is_none()).collect();
        let identified: Vec<&Measured> = bona_fide.iter().copied().filter(|face| face.identified).collect();
        PresentationReport {
            profile: self.source.recogniser().profile().id.clone(),
            bona_fide: share(&bona_fide, |face| !face.cues.is_empty()),
            bona_fide_identified: share(&identified, |face| !face.cues.is_empty()),
            bona_fide_by_cue: by_cue(&bona_fide),
            attacks: Attack::ALL.map(|attack| rates(attack, &self.faces, &self.not_found)).to_vec(),
            again_missed: self.again.missed,
            again_wrong: self.again.wrong,
            copies: self.again.copies,
            genuine: self.again.genuine,
            faces: self.faces,
        }
    }
}

/// Distances of students who are identified in both photos.
fn genuine(one: &Seen, other: &Seen) -> Vec<f32> {
    let mut distances = Vec::new();
    for (template, verdict) in &one.templates {
        let Some(student) = verdict.student() else { continue };
        let there = other.templates.iter().find(|(_, verdict)| verdict.student() == Some(student));
        if let (Some(a), Some((Some(b), _))) = (template, there) {
            distances.extend(a.score(b).ok().map(|score| score.distance().0));
        }
    }
    distances
}

fn measure(
    recogniser: &Recogniser,
    gallery: &Gallery,
    image: &RgbImage,
    seen: &Seen,
    face: usize,
) -> Result<Measured, EvaluateError> {
    let (template, verdict) = &seen.templates[face];
    let own = &seen.found[face].face;
    let nearest = template.as_ref().map(|template| gallery.nearest_sample(template)).transpose()?.flatten();
    Ok(Measured {
        photo: String::new(),
        attack: None,
        height: own.bounding_box.height,
        look: look(image, &own.bounding_box),
        nearest: nearest.map(|distance| distance.0),
        cues: cues(recogniser, gallery, image, (own, template.as_ref()))?,
        identified: matches!(verdict, Identification::Identified { .. }),
    })
}

fn share(faces: &[&Measured], hit: impl Fn(&Measured) -> bool) -> Rate {
    Rate::new(faces.iter().filter(|face| hit(face)).count(), faces.len())
}

fn by_cue(faces: &[&Measured]) -> Vec<(Cue, Rate)> {
    let cues = Cue::ALL.into_iter().filter(|cue| *cue != Cue::Flat);
    cues.map(|cue| (cue, share(faces, |face| face.cues.contains(&cue)))).collect()
}

fn rates(attack: Attack, faces: &[Measured], presented: &[(Attack, bool)]) -> AttackRates {
    let found: Vec<&Measured> = faces.iter().filter(|face| face.attack == Some(attack)).collect();
    let own = || presented.iter().filter(|(kind, _)| *kind == attack);
    let all = own().count();
    let marked = |face: &Measured| face.identified && face.cues.is_empty();
    AttackRates {
        attack,
        not_found: Rate::new(own().filter(|(_, missed)| *missed).count(), all),
        missed: share(&found, |face| face.cues.is_empty()),
        marked_before: Rate::new(found.iter().filter(|face| face.identified).count(), all),
        marked: Rate::new(found.iter().filter(|face| marked(face)).count(), all),
        by_cue: by_cue(&found),
    }
}
