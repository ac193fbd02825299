//! The contact sheet: every enrolled crop beside its verdict, as one page to look at.

use std::path::Path;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use maud::{DOCTYPE, Markup, html};
use muster_domain::{ClassId, QualityReason, Student};
use muster_store::{EnrolledFace, EnrolmentState};
use muster_usecase::Act;

use crate::enrol::decisions;
use crate::files;
use crate::out::{count, known_as};

const STYLE: &str = "
body { font: 16px/1.4 system-ui, sans-serif; margin: 2rem; color: #1b1b1f; background: #fff }
h2 { margin: 2rem 0 .5rem; font-size: 1.1rem }
ul { display: flex; flex-wrap: wrap; gap: 1rem; padding: 0; list-style: none }
li { width: 160px; padding: 6px; border: 3px solid; border-radius: 8px; font-size: .85rem; overflow-wrap: anywhere }
img { width: 160px; height: 160px; display: block; margin-bottom: 4px }
.accepted { border-color: #1a7f37 } .pending { border-color: #b35900; border-style: dashed }
.rejected { border-color: #b3261e } .rejected img { opacity: .45 }
@media (prefers-color-scheme: dark) { body { color: #e6e6ea; background: #17171a } }";

pub(crate) async fn write(act: Act<'_>, class: &ClassId, out: &Path) -> anyhow::Result<()> {
    let faces = act.store.list_enrolled_faces(act.school, class).await?;
    let roster = act.store.roster(act.school, class, act.today()).await?;
    files::write(out, page(class, &roster, &faces).into_string().as_bytes())
}

fn page(class: &ClassId, roster: &[Student], faces: &[EnrolledFace]) -> Markup {
    let without: Vec<String> = roster
        .iter()
        .filter(|student| faces.iter().all(|face| face.face.student.as_ref() != Some(&student.id)))
        .map(Student::full_name)
        .collect();
    let pending = faces.iter().filter(|face| face.face.state == EnrolmentState::Pending).count();
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { "Enrolled faces of " (class) }
                style { (maud::PreEscaped(STYLE)) }
            }
            body {
                h1 { "Enrolled faces of " (class) }
                p { (count(faces.len(), "face")) ", " (pending) " to review. This page shows faces: delete it when you are done." }
                p { "To decide: " (with_commands(&decisions(class.as_str()))) "." }
                @for group in faces.chunk_by(|a, b| a.face.student == b.face.student) {
                    h2 { (owner(roster, &group[0])) }
                    ul { @for face in group { (card(face)) } }
                }
                @if !without.is_empty() { p { "Without a picture: " (without.join(", ")) "." } }
            }
        }
    }
}

/// Whose faces these are.
fn owner(roster: &[Student], face: &EnrolledFace) -> String {
    let Some(id) = &face.face.student else { return "Without a name".to_owned() };
    roster.iter().find(|student| student.id == *id).map_or_else(|| id.to_string(), known_as)
}

/// Text whose commands stand between backticks.
fn with_commands(text: &str) -> Markup {
    html! {
        @for (at, part) in text.split('`').enumerate() {
            @if at % 2 == 1 { code { (part) } } @else { (part) }
        }
    }
}

fn card(face: &EnrolledFace) -> Markup {
    let state = face.face.state.code();
    let quality = &face.face.quality;
    let reasons: Vec<&str> = quality.reasons.iter().map(|reason| QualityReason::code(*reason)).collect();
    html! {
        li class=(state) {
            img alt={ "Face " (face.id.0) } src={ "data:image/jpeg;base64," (STANDARD.encode(&face.face.crop)) };
            strong { (face.id.0) ": " (state) } br;
            (face.face.source_name) br;
            (format!("{:.0} px, sharpness {:.0}", quality.height, quality.sharpness)) br;
            @if !reasons.is_empty() { (reasons.join(", ")) br; }
            @if !face.face.remark.is_empty() { em { (face.face.remark) } }
        }
    }
}
