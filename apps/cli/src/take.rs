//! `muster take`: attendance from class photos.

use std::{collections::BTreeMap, path::Path};

use anyhow::Context as _;
use comfy_table::{Table, presets::UTF8_FULL_CONDENSED};
use muster_capture::{Limits, decode, encode_jpeg, encode_png};
use muster_domain::{ClassId, Identification, MarkSource, Photo, ReviewReason, Status, Student, StudentId};
use muster_identify::{Evidence, Verdict};
use muster_store::{NewPhoto, PhotoFace};
use muster_usecase::take_attendance::{Taken, take_attendance};
use serde_json::{Value, json};

use crate::annotate::{self, Label, annotate};
use crate::args::Take;
use crate::place::Place;
use crate::{files, models, progress};

pub(crate) async fn run(place: &Place, args: Take) -> anyhow::Result<()> {
    let photos = args.photos.iter().map(|path| load(path)).collect::<anyhow::Result<Vec<_>>>()?;
    let recogniser = models::recogniser(place, &args.profile)?;
    let desk = place.open().await?;
    let session = &args.session;
    let (class, at) = (ClassId::new(&session.class.class), (session.date, session.label.as_str()));
    let bar = progress::bar("Looking at photos", photos.len());
    let mut told = |done: usize| bar.set_position(done as u64);
    let taken = take_attendance(desk.act(), &recogniser, &class, at, &photos, &mut told).await?;
    bar.finish_and_clear();
    if args.json {
        println!("{}", serde_json::to_string_pretty(&answer(&taken))?);
    } else {
        print(&taken);
    }
    if let (Some(out), Some(photo)) = (&args.draw, photos.last()) {
        draw(&taken, photo, out)?;
        if !args.json {
            println!("Photo with names: {}", out.display());
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
    let labels: Vec<Label> = faces.into_iter().flatten().map(|face| label(face, &names)).collect();
    let mut image = photo.image.clone();
    annotate(&mut image, &labels);
    let png = out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("png"));
    let bytes = if png { encode_png(&image)? } else { encode_jpeg(&image, 90)? };
    files::write(out, &bytes)
}

fn label(face: &PhotoFace, names: &BTreeMap<&StudentId, &Student>) -> Label {
    let name = |id: &StudentId| names.get(id).map_or_else(|| id.to_string(), |student| student.full_name());
    let (text, colour) = match &face.identification {
        Identification::Identified { best } => {
            (format!("{} {:.2}", name(&best.student), best.distance.0), annotate::PRESENT)
        }
        Identification::NeedsReview { candidates, .. } => {
            let first = candidates.first().map(|candidate| name(&candidate.student)).unwrap_or_default();
            (format!("{first}?"), annotate::REVIEW)
        }
        Identification::Unknown => ("unknown".to_owned(), annotate::UNKNOWN),
    };
    Label { place: face.face.bounding_box, text, colour }
}

pub(crate) fn print(taken: &Taken) {
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED).set_header(["student", "id", "status", "by", "score", "distance"]);
    for (student, record) in taken.roster.iter().zip(&taken.records) {
        let (by, score, distance) = match record.mark.as_ref().map(|mark| &mark.source) {
            Some(MarkSource::Machine { sighting }) => {
                let (score, distance) = (sighting.distance.score().0, sighting.distance.0);
                ("machine".to_owned(), format!("{score:.2}"), format!("{distance:.2}"))
            }
            Some(MarkSource::Human { by, .. }) => (by.clone(), String::new(), String::new()),
            Some(MarkSource::Closing { by }) => (format!("{by}, closing"), String::new(), String::new()),
            None => (to_review(taken, &student.id), String::new(), String::new()),
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
    println!("{table}");
    summary(taken);
}

fn to_review(taken: &Taken, student: &StudentId) -> String {
    match taken.verdict.students.get(student) {
        Some(Verdict::ToReview { .. }) => "to review".to_owned(),
        _ => String::new(),
    }
}

fn summary(taken: &Taken) {
    let present = taken.records.iter().filter(|record| record.status == Status::Present).count();
    let faces: usize = taken.photos.iter().map(|photo| photo.faces.len()).sum();
    println!(
        "{present} of {} present on {}; {} photos ({} new), {faces} faces, {} unknown.",
        taken.roster.len(),
        taken.session.date,
        taken.photos.len(),
        taken.added,
        taken.verdict.unknown.len()
    );
    for (student, verdict) in &taken.verdict.students {
        if let Verdict::ToReview { faces, conflict } = verdict {
            let why = if *conflict {
                "photos show different people".to_owned()
            } else {
                faces.first().map(|(at, _)| reason(taken.face(*at))).unwrap_or_default()
            };
            println!("  to review: {student}: {why}");
        }
    }
    if taken.photos.iter().all(|photo| photo.faces.is_empty()) {
        println!("  no faces were found: go nearer, or turn on the light, and photograph again");
    }
}

fn reason(face: &PhotoFace) -> String {
    let Identification::NeedsReview { candidates, reason } = &face.identification else {
        return String::new();
    };
    let distance = candidates.first().map_or(0.0, |candidate| candidate.distance.0);
    let why = match reason {
        ReviewReason::Uncertain => "not sure enough",
        ReviewReason::RunnerUpClose => "another student is almost as close",
        ReviewReason::BetterFaceElsewhere => "another face of the photo fits this student better",
        ReviewReason::LowQuality => "the face is too poor to judge",
    };
    format!("{why} (distance {distance:.2})")
}

/// The answer as JSON: students with their evidence, unknown faces, faces to review.
fn answer(taken: &Taken) -> Value {
    let students: Vec<Value> = taken.roster.iter().zip(&taken.records).map(|(student, record)| {
        json!({ "id": student.id, "name": student.full_name(), "status": record.status, "mark": record.mark })
    }).collect();
    let to_review: Vec<Value> = taken
        .verdict
        .students
        .iter()
        .filter_map(|(student, verdict)| match verdict {
            Verdict::ToReview { faces, conflict } => {
                let faces: Vec<Value> = faces.iter().map(|(at, _)| face_json(taken, *at)).collect();
                Some(json!({ "student": student, "conflict": conflict, "faces": faces }))
            }
            Verdict::Seen { .. } => None,
        })
        .collect();
    let unknown: Vec<Value> = taken.verdict.unknown.iter().map(|at| face_json(taken, *at)).collect();
    json!({
        "session": taken.session,
        "photos": taken.photos.iter().map(photo_json).collect::<Vec<_>>(),
        "added": taken.added,
        "students": students,
        "to_review": to_review,
        "unknown": unknown,
    })
}

fn photo_json(photo: &NewPhoto) -> Value {
    json!({
        "digest": photo.digest.to_string(), "width": photo.width, "height": photo.height,
        "captured_at": photo.captured_at, "profile": photo.profile, "faces": photo.faces.len(),
    })
}

fn face_json(taken: &Taken, at: Evidence) -> Value {
    let face = taken.face(at);
    json!({
        "photo": taken.photos[at.photo].digest.to_string(),
        "box": face.face.bounding_box,
        "quality": face.face.quality,
        "identification": face.identification,
    })
}
