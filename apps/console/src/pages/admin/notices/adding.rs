//! The dialog that makes a rule; its fields follow what is watched and where notices go.

use maud::{Markup, html};
use muster_domain::{Every, ReportKind};

use super::NoticesView;
use crate::text::Text;

/// What can be watched for, by the interface's codes.
const WATCHES: [&str; 6] = ["absence", "in_row", "chronic", "not_taken", "many_exports", "report"];
const EVERY: [Every; 3] = [Every::Day, Every::Week, Every::Month];

/// The interface's code.
pub(super) const fn code(every: Every) -> &'static str {
    match every {
        Every::Day => "day",
        Every::Week => "week",
        Every::Month => "month",
    }
}

pub(super) fn dialog(text: Text, view: &NoticesView<'_>) -> Markup {
    html! {
        dialog #add-rule aria-labelledby="add-rule-title" {
            button.quiet.corner data-close aria-label=(text.say("script-dismiss")) { "×" }
            h2 #add-rule-title { (text.say("notices-add")) }
            form data-call="POST /api/v1/notice-rules" data-said=(text.say("notices-added")) data-secret="webhook" {
                label.field { span { (text.say("notices-name")) } input name="name" maxlength="200" required placeholder=(text.say("notices-name-hint")); }
                (what(text))
                (classes(text, view))
                (channel(text, view.mail))
                (timing(text))
                div.row { button.main { (text.say("notices-add")) } button type="button" data-close { (text.say("cancel")) } }
            }
        }
    }
}

/// What is watched for, and how much of it.
fn what(text: Text) -> Markup {
    html! {
        label.field { span { (text.say("notices-watches")) } select #rule-watches name="watches" {
            @for one in WATCHES { option value=(one) { (text.say(&format!("watches-{one}"))) } }
        } }
        (part("rule-watches", "in_row", false, &html! {
            label.field { span { (text.say("watches-in_row-count")) }
                input type="number" name="sessions" min="2" max="100" value="3" inputmode="numeric" required data-type="number"; }
        }))
        (part("rule-watches", "chronic", false, &html! {
            label.field { span { (text.say("watches-chronic-percent")) }
                input type="number" name="percent" min="1" max="100" value="10" inputmode="numeric" required data-type="number"; }
        }))
        (part("rule-watches", "report", false, &html! { div.fields {
            label.field { span { (text.say("watches-report-which")) } select name="report" {
                @for kind in ReportKind::ALL { option value=(kind.code()) { (text.say(&format!("report-{}", kind.code()))) } }
            } }
            label.field { span { (text.say("watches-report-every")) } select name="every" {
                @for every in EVERY { option value=(code(every)) { (text.say(&format!("every-{}", code(every)))) } }
            } }
        } }))
    }
}

fn classes(text: Text, view: &NoticesView<'_>) -> Markup {
    part(
        "rule-watches",
        "absence in_row chronic not_taken",
        true,
        &html! {
            fieldset.field {
                legend { (text.say("notices-classes")) } p.soft { (text.say("notices-classes-hint")) }
                div.tall tabindex="0" role="group" aria-label=(text.say("notices-classes")) { @for class in view.classes {
                    label.check { input type="checkbox" name="classes" value=(class.id) data-type="list"; span { bdi { (class.name) } } }
                } }
            }
        },
    )
}

/// Where notices go. Which of the two it is says the address alone, so the choice itself is not sent.
fn channel(text: Text, mail: bool) -> Markup {
    html! {
        label.field { span { (text.say("notices-channel")) } select #rule-channel {
            @if mail { option value="mail" { (text.say("channel-mail")) } }
            option value="webhook" { (text.say("channel-webhook")) }
            @if !mail { option value="mail" disabled { (text.say("channel-mail")) } }
        } }
        @if !mail { p.soft { (text.say("channel-no-mail")) } }
        (part("rule-channel", "mail", mail, &html! {
            label.field { span { (text.say("channel-mail-address")) } input type="email" name="mail" maxlength="254" required; }
        }))
        (part("rule-channel", "webhook", !mail, &html! {
            label.field { span { (text.say("channel-webhook-address")) } input type="url" name="url" maxlength="2000" required dir="ltr" placeholder="https://"; }
            p.soft { (text.say("channel-webhook-hint")) }
        }))
    }
}

fn timing(text: Text) -> Markup {
    html! {
        label.field { span { (text.say("notices-when")) } select #rule-when {
            option value="once" { (text.say("timing-at-once")) }
            option value="digest" { (text.say("timing-digest")) }
        } }
        (part("rule-when", "digest", false, &html! {
            label.field { span { (text.say("timing-digest-hour")) } input type="time" name="digest" value="15:30" required; }
        }))
        fieldset.field {
            legend { (text.say("timing-quiet-title")) } p.soft { (text.say("timing-quiet-hint")) }
            div.fields {
                label.field { span { (text.say("period-from")) } input type="time" name="quiet_from" data-optional; }
                label.field { span { (text.say("period-to")) } input type="time" name="quiet_to" data-optional; }
            }
        }
    }
}

/// Fields that belong to some values of the choice with that id.
fn part(choice: &str, values: &str, fits: bool, fields: &Markup) -> Markup {
    html! { fieldset.bare data-when=(choice) data-is=(values) hidden[!fits] disabled[!fits] { (fields) } }
}
