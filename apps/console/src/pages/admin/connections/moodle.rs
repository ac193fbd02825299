//! A class's register in Moodle: the link, and pushes.

use jiff::civil::Date;
use maud::{Markup, html};
use muster_domain::{ClassId, MoodleLink, MoodleStatusName, MoodleUser, RegisterStatus, Status, StatusSet};
use serde_json::{Value, json};

use crate::pages::status::word;
use crate::paths::class_call;
use crate::shell::date_of;
use crate::text::Text;

/// Where in Moodle a class's register is.
pub(super) fn place(text: Text, link: &MoodleLink) -> Markup {
    html! {
        bdi dir="ltr" { (link.site) } " · "
        (text.with("moodle-place", &[("course", link.course.to_string().into()), ("attendance", link.attendance.to_string().into())]))
    }
}

/// The link: made, changed, removed.
pub(super) fn link(text: Text, class: &ClassId, link: Option<&MoodleLink>, statuses: &StatusSet) -> Markup {
    let call = class_call(class, "moodle");
    html! {
        @match link {
            Some(link) => {
                p { (place(text, link)) }
                p.soft { (text.with("moodle-by", &[("name", link.by.clone().into())])) " " (date_of(link.since)) }
                details {
                    summary { (text.say("moodle-change")) }
                    (form(text, &call, Some(link), statuses))
                }
                details {
                    summary { (text.say("moodle-remove")) }
                    p { (text.say("moodle-remove-lead")) }
                    form data-call={ "DELETE " (call) } data-said=(text.say("moodle-removed")) {
                        button.danger { (text.say("moodle-remove")) }
                    }
                }
            }
            None => {
                p.soft { (text.say("moodle-none")) }
                (form(text, &call, None, statuses))
            }
        }
    }
}

fn form(text: Text, call: &str, link: Option<&MoodleLink>, statuses: &StatusSet) -> Markup {
    let user = link.map_or_else(MoodleUser::default, |link| link.user);
    html! {
        form data-call={ "PUT " (call) } data-said=(text.say("moodle-saved")) {
            label.field { span { (text.say("moodle-site")) } input type="url" name="site" value=[link.map(|link| &link.site)] maxlength="2000" required dir="ltr" placeholder="https://moodle.school.example"; }
            div.fields {
                label.field { span { (text.say("moodle-course")) } input type="number" name="course" min="1" value=[link.map(|link| link.course)] required inputmode="numeric" data-type="number"; }
                label.field { span { (text.say("moodle-attendance")) } input type="number" name="attendance" min="1" value=[link.map(|link| link.attendance)] required inputmode="numeric" data-type="number"; }
            }
            p.soft { (text.say("moodle-attendance-hint")) }
            label.field { span { (text.say("moodle-user")) } select name="user" {
                @for one in MoodleUser::ALL { option value=(one.heading()) selected[one == user] { (text.say(&format!("moodle-user-{}", one.heading()))) } }
            } }
            (acronyms(text, link.map_or(&[], |link| &link.statuses), statuses))
            // A link keeps the token that it has for its site, so there it may stay empty.
            label.field { span { (text.say("moodle-token")) } input type="password" name="token" maxlength="500" autocomplete="off" dir="ltr" data-optional required[link.is_none()]; }
            p.soft { (text.say(if link.is_some() { "moodle-token-kept" } else { "moodle-token-hint" })) }
            button.main { (text.say("save")) }
        }
    }
}

/// Names of statuses that are not those of a new activity in English.
fn acronyms(text: Text, own: &[MoodleStatusName], statuses: &StatusSet) -> Markup {
    html! {
        fieldset.field data-rows {
            legend { (text.say("moodle-statuses")) }
            p.soft { (text.say("moodle-statuses-hint")) }
            input type="hidden" name="statuses" value="[]" data-type="json";
            ul.rows { @for (at, one) in own.iter().enumerate() { (row(text, &at.to_string(), Some(one), statuses)) } }
            template { (row(text, "new", None, statuses)) }
            button type="button" data-row-add { (text.say("moodle-statuses-add")) }
        }
    }
}

fn row(text: Text, at: &str, one: Option<&MoodleStatusName>, statuses: &StatusSet) -> Markup {
    let of = |status: &RegisterStatus| match status {
        RegisterStatus::Status(status) => json!({ "status": status.code() }),
        RegisterStatus::Letter(letter) => json!({ "letter": letter }),
    };
    let chosen = one.map(|one| of(&one.of));
    let option = |value: Value, name: &str| {
        html! { option value=(value) selected[chosen.as_ref() == Some(&value)] { (name) } }
    };
    let acronym = one.map_or("", |one| one.acronym.as_str());
    html! {
        li {
            label { span { (text.say("moodle-status-here")) } select name={ "statuses." (at) } data-type="json" {
                @for core in Status::ALL.into_iter().filter(|core| *core != Status::NotSeen) {
                    (option(of(&RegisterStatus::Status(core)), &word(text, core)))
                }
                @for status in &statuses.statuses {
                    (option(of(&RegisterStatus::Letter(status.letter.clone())), &format!("{} – {}", status.letter, status.name)))
                }
            } }
            label { span { (text.say("moodle-status-there")) } input.letter name={ "statuses." (at) ".acronym" } value=(acronym) maxlength="20" required autocapitalize="none" spellcheck="false"; }
            button.quiet type="button" data-row-remove aria-label=(text.with("row-remove", &[("name", acronym.into())])) { "×" }
        }
    }
}

/// A push: what it would change first, then the change.
pub(super) fn push(text: Text, class: &ClassId, (from, to): (Date, Date)) -> Markup {
    html! {
        h3 { (text.say("moodle-push")) }
        p.soft { (text.say("moodle-push-lead")) }
        form data-call={ "POST " (class_call(class, "moodle/push")) } data-answer="push" data-then="stay" {
            (super::class::days(text, (from, to)))
            label.check { input type="checkbox" name="keep_theirs"; span { (text.say("moodle-keep")) } }
            (super::class::buttons(text, "moodle-push-apply"))
        }
        div #push .answer data-own hidden aria-live="polite" {
            p.notice data-done hidden { (text.say("moodle-push-done")) }
            p data-none hidden { (text.say("moodle-push-none")) }
            p.notice data-hidden-field hidden { (text.say("moodle-field-hidden")) }
            (super::class::list(text, "sessions", "moodle-push-sessions"))
            (super::class::list(text, "left_out", "connections-left-out"))
        }
    }
}
