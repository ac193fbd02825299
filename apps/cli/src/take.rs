//! `muster take`: attendance from class photos.

use std::{collections::BTreeMap, io::Write, path::Path};

use anyhow::Context as _;
use muster_capture::{Limits, decode, encode_jpeg, encode_png};
use muster_domain::{ClassId, Identification, MarkSource, Photo, ReviewReason, Status, Student, StudentId};
use muster_identify::Verdict;
use muster_server::answer::Answer;
use muster_store::PhotoFace;
use muster_usecase::session::{Taken, find_class};
use muster_usecase::take_attendance::{Sent, take_attendance};

use crate::annotate::{self, Label, annotate};
use crate::args::Take;
use crate::out::{count, known_as, table};
use crate::place::Place;
use crate::{files, models, progress};

pub(crate) async fn run(place: &Place, args: Take, out: &mut dyn Write) -> anyhow::Result<()> {
    let photos = args.photos.iter().map(|path| load(path)).collect::<anyhow::Result<Vec<_>>>()?;
    let desk = place.open().await?;
    let session = &args.session;
    let (class, at) = (ClassId::new(&session.class.class), (session.date, session.label.as_str()));
    find_class(desk.act(), &class).await?;
    let recogniser = models::recogniser(place, &args.profile)?;
    let bar = progress::bar("Looking at photos", photos.len());
    let mut told = |done: usize| bar.set_position(done as u64);
    let act = desk.act();
    let sent = Sent { photos: &photos, sent_at: None, received_at: act.now };
    let taken = take_attendance(act, &recogniser, &class, at, sent, &mut told).await?;
    bar.finish_and_clear();
    if args.json {
        writeln!(out, "{}", serde_json::to_string_pretty(&Answer::of(&taken).without_thumbnails())?)?;
    } else {
        print(&taken, out)?;
    }
    if let (Some(drawing), Some(photo)) = (&args.draw, photos.last()) {
        draw(&taken, photo, drawing)?;
        if !args.json {
            writeln!(out, "Photo with names: {}", drawing.display())?;
        }
    }
    Ok(())
}

pub(crate) fn load(path: &Path) -> anyhow::Result<Photo> {
    decode(&files::read(path)?, &Limits::default())
        .with_context(|| format!("{} can't be used", path.display()))
}

/// The photo with all faces that the session knows of it.
pub(crate) fn draw(taken: &Taken, photo: &Photo, out: &Path) -> anyhow::Result<()> {
    let names: BTreeMap<&StudentId, &Student> = taken.roster.iter().map(|s| (&s.id, s)).collect();
    let faces = taken.photos.iter().find(|known| known.digest == photo.digest).map(|known| &known.faces);
    let labels: Vec<Label> = faces.into_iter().flatten().map(|face| label(face, taken, &names)).collect();
    let mut image = photo.image.clone();
    annotate(&mut image, &labels);
    let png = out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("png"));
    let bytes = if png { encode_png(&image)? } else { encode_jpeg(&image, 90)? };
    files::write(out, &bytes)
}

fn label(face: &PhotoFace, taken: &Taken, names: &BTreeMap<&StudentId, &Student>) -> Label {
    let name = |id: &StudentId| names.get(id).map_or_else(|| id.to_string(), |student| student.full_name());
    let (text, colour) = match &face.identification {
        // Identified here, but another photo says otherwise: nobody was marked.
        Identification::Identified { best, .. } if waits(taken, &best.student) => {
            (format!("{}?", name(&best.student)), annotate::REVIEW)
        }
        Identification::Identified { best, .. } => {
            (format!("{} {:.2}", name(&best.student), best.distance.score().0), annotate::PRESENT)
        }
        Identification::NeedsReview { candidates, .. } => {
            let first = candidates.first().map(|candidate| name(&candidate.student)).unwrap_or_default();
            (format!("{first}?"), annotate::REVIEW)
        }
        Identification::Confirmed { student } => (name(student), annotate::PRESENT),
        Identification::Unknown => ("unknown".to_owned(), annotate::UNKNOWN),
        Identification::Dismissed => ("nobody".to_owned(), annotate::UNKNOWN),
    };
    Label { place: face.face.bounding_box, text, colour }
}

pub(crate) fn print(taken: &Taken, out: &mut dyn Write) -> anyhow::Result<()> {
    let mut table = table(&["student", "id", "status", "by", "score", "distance"]);
    for (student, record) in taken.roster.iter().zip(&taken.records) {
        let (by, score, distance) = match record.mark.as_ref().map(|mark| &mark.source) {
            Some(MarkSource::Machine { sighting }) => {
                let (score, distance) = (sighting.distance.score().0, sighting.distance.0);
                ("machine".to_owned(), format!("{score:.2}"), format!("{distance:.2}"))
            }
            // A withdrawal never decides.
            Some(
                MarkSource::Human { by, .. }
                | MarkSource::Confirmed { by, .. }
                | MarkSource::Withdrawal { by },
            ) => (by.clone(), String::new(), String::new()),
            Some(MarkSource::Leave { by, .. }) => (format!("{by}, leave"), String::new(), String::new()),
            Some(MarkSource::Closing { by }) => (format!("{by}, closing"), String::new(), String::new()),
            None if waits(taken, &student.id) => ("to review".to_owned(), String::new(), String::new()),
            None => (String::new(), String::new(), String::new()),
        };
        table.add_row([
            student.full_name(),
            student.id.to_string(),
            record.status.code().replace('_', " "),
            by,
            score,
            distance,
        ]);
    }
    writeln!(out, "{table}")?;
    summary(taken, out)
}

/// Whether a person has to look at the student's faces.
fn waits(taken: &Taken, student: &StudentId) -> bool {
    matches!(taken.verdict.students.get(student), Some(Verdict::ToReview { .. }))
}

fn summary(taken: &Taken, out: &mut dyn Write) -> anyhow::Result<()> {
    let present = taken.records.iter().filter(|record| record.status == Status::Present).count();
    let faces: usize = taken.photos.iter().map(|photo| photo.faces.len()).sum();
    writeln!(
        out,
        "{present} of {} present on {}; {} ({} new), {}, {} unknown.",
        taken.roster.len(),
        taken.session.date,
        count(taken.photos.len(), "photo"),
        taken.added,
        count(faces, "face"),
        taken.verdict.unknown.len()
    )?;
    for (student, verdict) in &taken.verdict.students {
        if let Verdict::ToReview { faces, conflict } = verdict {
            let why = if *conflict {
                "photos show different people".to_owned()
            } else {
                faces.first().map(|(at, _)| reason(taken.face(*at))).unwrap_or_default()
            };
            let student = taken.roster.iter().find(|known| known.id == *student);
            let name = student.map(known_as).unwrap_or_default();
            writeln!(out, "  to review: {name}: {why}")?;
        }
    }
    if taken.photos.iter().all(|photo| photo.faces.is_empty()) {
        writeln!(out, "  no faces were found: go nearer, or turn on the light, and photograph again")?;
    }
    Ok(())
}

fn reason(face: &PhotoFace) -> String {
    let Identification::NeedsReview { candidates, reason } = &face.identification else {
        return String::new();
    };
    let distance = candidates.first().map_or(0.0, |candidate| candidate.distance.0);
    let why = match reason {
        ReviewReason::RuledOut => "was said not to be",
        ReviewReason::Presentation => "may be a photograph of a photograph, or of a screen",
        ReviewReason::SentBefore => "the photo was sent before, or is of another day",
        ReviewReason::Uncertain => "not sure enough",
        ReviewReason::RunnerUpClose => "another student is almost as close",
        ReviewReason::BetterFaceElsewhere => "another face of the photo fits this student better",
        ReviewReason::LowQuality => "the face is too poor to judge",
    };
    format!("{why} (distance {distance:.2})")
}
