//! Privacy: where faces are used, under which law, the papers, and the log of who did what.

use maud::{Markup, html};
use muster_domain::{AuditCheck, AuditEntry, Class};
use muster_record::{FaceRule, Jurisdiction};
use muster_store::FaceUse;

use crate::paths::part;
use crate::shell::{Frame, Place, Viewer, instant, page};
use crate::text::{Language, Text};

/// What the page shows.
#[derive(Clone, Copy, Debug)]
pub struct PrivacyView<'a> {
    /// The law that was chosen.
    pub law: &'a Jurisdiction,
    /// Where faces are used.
    pub used: &'a FaceUse,
    /// All classes.
    pub classes: &'a [Class],
    /// What came of checking the log.
    pub check: &'a AuditCheck,
    /// Its newest entries.
    pub entries: &'a [AuditEntry],
}

/// The page.
pub fn privacy(frame: &Frame, view: &PrivacyView<'_>) -> Markup {
    let text = frame.text;
    let body = html! {
        div.head { h1 { (text.say("nav-privacy")) } }
        (faces(frame, view))
        (law(text, view.law))
        (papers(text))
        (log(text, view))
    };
    page(frame, Place::Admin("privacy"), &text.say("nav-privacy"), &body)
}

fn faces(frame: &Frame, view: &PrivacyView<'_>) -> Markup {
    let text = frame.text;
    let manages = frame.viewer.as_ref().is_some_and(Viewer::manages);
    let changes = manages && view.law.faces != FaceRule::Never;
    html! { section.card aria-labelledby="faces" {
        h2 #faces { (text.say("privacy-faces")) }
        @if view.law.faces == FaceRule::Never { p.notice { (text.say("privacy-never")) } }
        p.soft { (text.say("privacy-faces-lead")) }
        ul.plain {
            (switch(text, changes, "/api/v1/faces", &text.say("privacy-school"), view.used.school))
            @if view.used.school { @for class in view.classes {
                (switch(text, changes, &format!("/api/v1/classes/{}/faces", part(class.id.as_str())), &class.name, view.used.of_class(&class.id)))
            } }
        }
    } }
}

/// Whether faces are used there, and the way to change it; off asks once more, since it removes what is kept.
fn switch(text: Text, changes: bool, address: &str, name: &str, on: bool) -> Markup {
    html! { li.row {
        strong { (name) }
        @if on { span.badge.present { (text.say("privacy-on")) } } @else { span.badge { (text.say("privacy-off")) } }
        @if changes && !on { form data-call={ "PUT " (address) } data-said=(text.say("saved")) {
            input type="hidden" name="on" value="true" data-type="json"; button { (text.say("privacy-switch-on")) }
        } }
        @if changes && on { details { summary { (text.say("privacy-switch-off")) }
            form data-call={ "PUT " (address) } data-said=(text.say("saved")) {
                input type="hidden" name="on" value="false" data-type="json";
                label.check { input type="checkbox" required; span { (text.say("privacy-off-sure")) } }
                button.danger { (text.say("privacy-switch-off")) }
            }
        } }
    } }
}

fn law(text: Text, law: &Jurisdiction) -> Markup {
    let keep = law.keep;
    let row = |what: &str, how_long: &str, count: u16| {
        html! { tr { th scope="row" { (text.say(what)) } td { (text.with(how_long, &[("count", count.into())])) } } }
    };
    html! { section.card aria-labelledby="law" {
        h2 #law { (text.say("privacy-law")) }
        p { strong { (law.name) } " " span.soft { (text.say("privacy-law-lead")) } }
        ul { @for one in &law.rests_on { li lang="en" { (one) } } }
        div.scroll tabindex="0" role="region" aria-label=(text.say("privacy-kept")) { table {
            caption { (text.say("privacy-kept")) }
            tbody {
                (row("privacy-pictures", "privacy-hours", keep.pictures_hours))
                (row("privacy-crops", "privacy-days", keep.crops_days))
                (row("privacy-templates", "privacy-days", keep.templates_days))
                @match keep.records_years {
                    Some(years) => (row("privacy-records", "privacy-years", years.get())),
                    None => tr { th scope="row" { (text.say("privacy-records")) } td { (text.say("privacy-until-erased")) } },
                }
            }
        } }
    } }
}

fn papers(text: Text) -> Markup {
    html! { section.card aria-labelledby="papers" {
        h2 #papers { (text.say("privacy-papers")) }
        p { (text.say("privacy-notice")) ": "
            @for language in Language::ALL { a href={ "/api/v1/privacy/notice.txt?language=" (language.tag()) } lang=(language.tag()) { (language.own_name()) } " " }
        }
        p { a href="/api/v1/privacy/assessment.md" download { (text.say("privacy-assessment")) } }
    } }
}

fn log(text: Text, view: &PrivacyView<'_>) -> Markup {
    let counts = [("entries", view.check.entries.into()), ("marks", (view.check.marks as i64).into())];
    html! { section.card {
        h2 #log { (text.say("privacy-log")) }
        @if view.check.problems.is_empty() { p { span.badge.present { (text.say("privacy-holds")) } " " (text.with("privacy-log-counts", &counts)) } }
        @else { div.notice role="alert" {
            p { strong { (text.say("privacy-broken")) } }
            ul { @for problem in &view.check.problems { li lang="en" { @if let Some(number) = problem.number { (number) ": " } (problem.cause) } } }
        } }
        @if view.check.forgotten > 0 { p.soft { (text.with("privacy-log-forgotten", &[("count", view.check.forgotten.into())])) } }
        @if let Some(head) = &view.check.head { p.soft { (text.say("privacy-head")) " " code { (head) } } }
        input type="search" data-filter="#entries" aria-label=(text.say("privacy-filter")) placeholder=(text.say("privacy-filter"));
        div.scroll tabindex="0" role="region" aria-label=(text.say("privacy-log")) { table {
            thead { tr { th { "#" } th { (text.say("activity-when")) } th { (text.say("activity-who")) } th { (text.say("privacy-kind")) } th { (text.say("activity-what")) } th.number { (text.say("privacy-outcome")) } } }
            tbody #entries { @for entry in view.entries {
                @let record = &entry.record;
                tr data-row={ (record.actor) " " (record.act) " " (record.about) " " (record.kind.code()) } {
                    td.number { (entry.number) } td { (instant(record.at)) } td { (record.actor) }
                    td { (text.say(&format!("audit-{}", record.kind.code()))) }
                    td { code { (record.act) } " " span.soft { (record.about) } }
                    td.number { @if record.outcome > 0 { (record.outcome) } }
                }
            } }
        } }
    } }
}
