//! The page of presentation attack detection.

use maud::html;
use muster_presentation::Cue;

use super::{cells, page, wide};
use crate::Rate;
use crate::presentation::PresentationReport;

/// The report as an HTML page.
pub fn presentation_page(report: &PresentationReport) -> String {
    let head = || html! { tr { th { "measure" } th { "value" } th { "n" } th { "95% interval" } } };
    let row = |name: &str, rate: Rate| html! { tr { td { (name) } (cells(rate)) } };
    let cues = |rates: &[(Cue, Rate)]| {
        html! { @for (cue, rate) in rates { (row(&format!("with the cue {}", cue.code()), *rate)) } }
    };
    let body = html! {
        p { "Profile " strong { (report.profile) } ". Attacks are painted: real paper, real phones, hands, masks and videos may do better or worse." }
        h2 { "Untouched photos" }
        (wide(&html! {
            (head())
            (row("faces taken for pictures (BPCER)", report.bona_fide))
            (row("the same of identified faces", report.bona_fide_identified))
            (cues(&report.bona_fide_by_cue))
            (row("photos taken for another one of their class", report.again_wrong))
        }))
        @for rates in &report.attacks {
            h2 { "Attack: " (rates.attack.code()) }
            (wide(&html! {
                (head())
                (row("no face found (APNRR)", rates.not_found))
                (row("found and taken for a person (APCER)", rates.missed))
                (row("marked, had there been no cues", rates.marked_before))
                (row("marked (IAPAR)", rates.marked))
                (cues(&rates.by_cue))
            }))
        }
        h2 { "Attack: the photo sent again, smaller and compressed anew" }
        (wide(&html! { (head()) (row("not known again (APCER)", report.again_missed)) }))
        p { small { "APCER, BPCER and IAPAR after ISO/IEC 30107-3. Faces of one photo hang together: true intervals are wider." } }
    };
    page("Pictures of pictures", &body)
}
