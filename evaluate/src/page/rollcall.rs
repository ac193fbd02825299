//! The page of a roll call, with the original report's four charts, and the table that compares profiles.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use maud::{Markup, html};

use super::{bar, bare, cell, cells, chart, counted, lowest, page, short, wide};
use crate::plot::{Axis, Bar, Line, Paint, Scale, bars, lines};
use crate::rollcall::{Counts, Mistake, MistakeKind, OpenSet, RollCallReport};
use crate::{EvaluateError, Rate};

const TO_REVIEW: &str = "“To review” counts those of the missed whom a person is asked about.";

/// The report as an HTML page. `crops` holds the face of each mistake, in order, as JPEG where there is one
/// ([`crate::rollcall::crops`]).
///
/// # Errors
/// [`EvaluateError::Plot`] when a chart can't be drawn.
pub fn rollcall_page(report: &RollCallReport, crops: &[Option<Vec<u8>>]) -> Result<String, EvaluateError> {
    let crop = |at: usize| crops.get(at).and_then(Option::as_deref);
    let cards: Vec<Markup> =
        report.mistakes.iter().enumerate().map(|(at, mistake)| card(mistake, crop(at))).collect();
    let open_set = report.open_set.as_ref().map(open_set).transpose()?;
    let body = html! {
        p { "Profile " strong { (report.profile) } ", templates " code { (report.model) } ". Identified up to distance "
            (format!("{:.4}", report.identify)) ", reviewed up to " (format!("{:.4}", report.review)) "." }
        p { "Where these distances come from: " (report.calibration) }
        @if let Some(condition) = report.condition { p { "Class photos altered: " strong { (condition) } "." } }
        (summary(&report.photos))
        p { "Enrolment photos not used: " (report.not_enrolled) "." }
        div class="charts" { (charts(&report.photos)?) }
        h2 { "Several photos as one session" } (table("photos a session", &report.sessions))
        h2 { "Enrolment photos a student" } (table("photos", &report.by_enrolment_photos))
        @if let Some(open_set) = open_set { (open_set) }
        h2 { "Students with mistakes" } (students(report))
        h2 { "Mistakes (" (report.mistakes.len()) ")" }
        @if report.mistakes.is_empty() { p { "None." } } @else { ul class="faces" { @for one in &cards { (one) } } }
        p { small { "A decision is a photo and a student of its class. Intervals take decisions as independent; those "
            "on one photo or one student are not, so the true ones are wider. " (TO_REVIEW) " This page shows faces: "
            "delete it when you are done." } }
    };
    Ok(page("Roll call", &body))
}

/// One table over several profiles.
pub fn compare_page(reports: &[RollCallReport]) -> String {
    let row = |report: &RollCallReport| {
        html! { tr { td { (report.profile) @if let Some(condition) = report.condition { ", " (condition) } } (figures(&report.photos, cell))
        @if let Some(open) = &report.open_set {
            (cell(open.false_positive)) (cell(open.false_negative)) (cell(open.not_detected))
        } @else { td { "–" } td { "–" } td { "–" } } } }
    };
    let body = html! {
        (wide(&html! {
            tr { th { "profile" } (heads()) th { "FPIR" } th { "FNIR" } th { "not detected" } }
            @for report in reports { (row(report)) }
        }))
        p { small { "Under each rate is its 95% interval, with decisions taken as independent; those on one photo or one "
            "student are not, so the true ones are wider. A difference between two profiles on the same photos can be "
            "sure although their intervals overlap. " (TO_REVIEW) " Counts are in each profile's own report." } }
    };
    page("Profiles compared", &body)
}

fn heads() -> Markup {
    html! { th { "decisions" } th { "accuracy" } th { "precision" } th { "recall" } th { "F1" } th { "wrong" } th { "missed" }
    th { "to review" } }
}

/// `rate` makes a rate's cell.
fn figures(counts: &Counts, rate: fn(Rate) -> Markup) -> Markup {
    html! {
        td { (counts.decisions()) } (rate(counts.accuracy())) (rate(counts.precision())) (rate(counts.recall()))
        td { (f1(counts)) } td { (counts.false_positive) } td { (counts.false_negative) }
        td { (counts.missed_to_review) }
    }
}

fn f1(counts: &Counts) -> String {
    counts.f1().map_or_else(|| "none".to_owned(), |value| format!("{value:.3}"))
}

fn summary(counts: &Counts) -> Markup {
    html! {
        (wide(&html! {
            tr { th { "measure" } th { "value" } th { "n" } th { "95% interval" } }
            tr { td { "accuracy" } (cells(counts.accuracy())) }
            tr { td { "precision" } (cells(counts.precision())) }
            tr { td { "recall" } (cells(counts.recall())) }
            tr { td { "recall with those put up for review" } (cells(counts.recall_with_review())) }
            tr { td { "F1" } td { (f1(counts)) } td { "" } td { "" } }
        }))
    }
}

/// The four bar charts of the original report.
fn charts(counts: &Counts) -> Result<Markup, EvaluateError> {
    let number = |name: &str, value: usize| Bar {
        name: name.to_owned(),
        value: value as f64,
        label: value.to_string(),
        interval: None,
    };
    let (right, all) = (counts.accuracy().hits, counts.decisions());
    let (found, there) = (counts.true_positive, counts.recall().of);
    let pair = || [bar("precision", counts.precision()), bar("recall", counts.recall())];
    let correct = bars(
        "Correct predictions of all",
        "decisions",
        all as f64,
        Paint::Apart,
        &[number("correct", right), number("total", all)],
    )?;
    let both = bars("Precision and recall", "share", 1.0, Paint::Apart, &pair())?;
    let positives = bars(
        "True positives of actual positives",
        "decisions",
        there as f64,
        Paint::Apart,
        &[number("true positives", found), number("actual positives", there)],
    )?;
    let [precision, recall] = pair();
    let joint =
        Bar { name: "F1".into(), value: counts.f1().unwrap_or(0.0), label: f1(counts), interval: None };
    let four = [bar("accuracy", counts.accuracy()), precision, recall, joint];
    let together = bars("All metrics", "share", 1.0, Paint::Apart, &four)?;
    Ok(html! {
        (chart(&correct, &format!("{right} correct of {all} decisions")))
        (chart(&both, &format!("Precision {}, recall {}", short(counts.precision()), short(counts.recall()))))
        (chart(&positives, &format!("{found} true positives of {there} actual positives")))
        (chart(&together, &format!("Accuracy {}, F1 {}", short(counts.accuracy()), f1(counts))))
    })
}

fn table(first: &str, rows: &[(usize, Counts)]) -> Markup {
    html! {
        (wide(&html! {
            tr { th { (first) } (heads()) }
            @for (number, counts) in rows { tr { td { (number) } (figures(counts, cell)) } }
        }))
    }
}

fn students(report: &RollCallReport) -> Markup {
    let mistaken = |counts: &Counts| counts.false_positive + counts.false_negative > 0;
    let mut rows: Vec<_> = report.by_student.iter().filter(|(_, _, counts)| mistaken(counts)).collect();
    rows.sort_by_key(|(_, _, counts)| std::cmp::Reverse(counts.false_positive + counts.false_negative));
    html! {
        p { (rows.len()) " of " (report.by_student.len()) " students." }
        @if !rows.is_empty() {
            (wide(&html! {
                tr { th { "student" } (heads()) }
                @for (class, student, counts) in rows { tr { td { (class) " " (student) } (figures(counts, bare)) } }
            }))
        }
    }
}

fn open_set(open: &OpenSet) -> Result<Markup, EvaluateError> {
    let x = Axis { name: "FPIR", from: lowest(&open.curve), to: 1.0 };
    let y = Axis { name: "FNIR", from: 0.0, to: 1.0 };
    let points = open.curve.iter().map(|point| (point.false_match, point.false_non_match)).collect();
    let det = lines("FNIR over FPIR", (&x, Scale::Log), &y, &[Line { name: "searches", points }])?;
    Ok(html! {
        h2 { "Single faces searched in a class's gallery (open set)" }
        (wide(&html! {
            tr { th { "measure" } th { "value" } th { "n" } th { "95% interval" } }
            tr { td { "faces not detected" } (cells(open.not_detected)) }
            tr { td { "FPIR at the profile's threshold" } (cells(open.false_positive)) }
            tr { td { "FNIR at the profile's threshold" } (cells(open.false_negative)) }
            tr { td { "rank-1 identification rate" } (cells(open.rank_one)) }
        }))
        (chart(&det, "False negative over false positive identification rate; points are in the table below"))
        @if open.cuts.is_empty() {
            p { "The data has too few non-mated searches for a threshold at a chosen FPIR." }
        } @else {
            (wide(&html! {
                tr { th { "target FPIR" } th { "distance" } th { "FPIR" } th { "n" } th { "95%" } th { "FNIR" } th { "n" } th { "95%" } }
                @for cut in &open.cuts {
                    tr { td { (cut.target) } td { (format!("{:.4}", cut.distance)) }
                        (cells(cut.false_match)) (cells(cut.false_non_match)) }
                }
            }))
        }
        h2 { "By height of the face" }
        (wide(&html! {
            tr { th { "pixels" } th { "not detected" } th { "n" } th { "FNIR" } th { "n" } th { "FNIR at FPIR 0.3%" }
                th { "n" } }
            @for band in &open.by_height {
                tr { td { (band.from) @if let Some(below) = band.below { " to " (below) } @else { " and more" } }
                    (counted(band.not_detected)) (counted(band.false_negative))
                    (counted(band.false_negative_at_target)) }
            }
        }))
    })
}

fn card(mistake: &Mistake, crop: Option<&[u8]>) -> Markup {
    let (class, what) = match mistake.kind {
        MistakeKind::Wrong => ("wrong", "marked present, not there"),
        MistakeKind::Review => ("other", "there, put up for review"),
        MistakeKind::NotDetected => ("other", "there, face not found"),
        MistakeKind::NotRecognised => ("other", "there, not recognised"),
    };
    html! {
        li class=(class) {
            @if let Some(crop) = crop {
                img alt={ "Face in " (mistake.photo) } src={ "data:image/jpeg;base64," (STANDARD.encode(crop)) };
            }
            strong { (mistake.student) } br; (what) br; (mistake.photo)
            @if let Some(distance) = mistake.distance { br; (format!("distance {distance:.3}")) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> RollCallReport {
        let photos = Counts { true_positive: 42, true_negative: 21, false_negative: 7, ..Counts::default() };
        let mistake = |student: &str, kind| Mistake {
            photo: "a.jpg".into(),
            student: student.into(),
            kind,
            distance: Some(1.01),
            place: None,
        };
        RollCallReport {
            profile: "paper".into(),
            model: "facenet/plain".into(),
            identify: 0.9,
            review: 0.9,
            condition: None,
            calibration: "somewhere else".into(),
            not_enrolled: Rate::new(1, 10),
            photos,
            sessions: vec![(2, photos)],
            by_enrolment_photos: vec![(1, Counts::default())],
            by_student: vec![("c".into(), "<b>Ann</b>".into(), photos)],
            open_set: None,
            mistakes: vec![mistake("<script>", MistakeKind::Wrong), mistake("Bo", MistakeKind::NotDetected)],
        }
    }

    #[test]
    fn a_report_shows_its_figures_charts_and_faces_and_names_stay_text() {
        let page = rollcall_page(&report(), &[None, Some(vec![1, 2, 3])]).expect("drawable");
        for text in [
            "0.9000",
            "63 of 70",
            "0.923",
            "data:image/jpeg;base64,AQID",
            "&lt;script&gt;",
            "True positives of",
        ] {
            assert!(page.contains(text), "{text} is missing");
        }
        assert!(!page.contains("<script>") && !page.contains("<b>Ann"));
        assert_eq!(page.matches("<svg").count(), 4);
    }

    #[test]
    fn profiles_are_compared_in_one_table() {
        let page = compare_page(&[report(), report()]);
        assert_eq!(page.matches("<td>paper</td>").count(), 2);
        assert_eq!(page.matches("<small>0.808–0.951</small>").count(), 2, "63 of 70, with its interval");
    }
}
