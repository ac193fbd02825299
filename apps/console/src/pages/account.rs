//! The reader's own page: language, colours, their phone, password, second factor, where they are signed in.

use maud::html;
use muster_store::SignIn;

use crate::Markup;
use crate::shell::{Frame, Place, Theme, instant, languages, page};

/// Somewhere that the reader is signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Its id.
    pub id: String,
    /// What it holds, without its secret.
    pub sign_in: SignIn,
    /// Whether it is the one that this page is read with.
    pub current: bool,
}

/// What the page shows.
#[derive(Clone, Copy, Debug)]
pub struct AccountView<'a> {
    /// Whether signing in takes a second factor.
    pub second_factor: bool,
    /// Whether the school wants one, and there is none: until then nothing else is open.
    pub required: bool,
    /// Where they are signed in, the newest first.
    pub sign_ins: &'a [SignedIn],
}

/// The reader's own page.
pub fn account(frame: &Frame, view: &AccountView<'_>) -> Markup {
    let text = frame.text;
    let factor =
        html! { section.card { h2 { (text.say("account-factor")) } (factor(frame, view.second_factor)) } };
    let body = html! {
        div.head { h1 { (text.say("account-title")) } }
        @if view.required { p.notice role="alert" { (text.say("account-factor-required")) } (factor) }
        section.card { h2 { (text.say("account-look")) }
            (languages(text))
            label.field { span { (text.say("theme")) }
                select data-cookie="muster-theme" { @for theme in Theme::ALL {
                    option value=(theme.code()) selected[theme == frame.theme] { (text.say(&format!("theme-{}", theme.code()))) }
                } } }
        }
        section.card { h2 { (text.say("connect-title")) }
            p { (text.say("connect-lead")) }
            a.button href="/connect" { (text.say("connect-show")) }
        }
        section.card { h2 { (text.say("account-password")) }
            p { (text.say("account-password-lead")) }
            form data-call="POST /api/v1/me/password" data-then="/sign-in" {
                label.field { span { (text.say("password-current")) } input name="current" type="password" autocomplete="current-password" required; }
                label.field { span { (text.say("password-new")) } input #new-password name="new" type="password" autocomplete="new-password" minlength="10" maxlength="128" required; }
                label.check { input type="checkbox" data-shows="new-password"; span { (text.say("password-show")) } }
                button { (text.say("account-password-change")) }
            }
        }
        @if !view.required { (factor) }
        (sign_ins(frame, view.sign_ins))
    };
    page(frame, Place::Account, &text.say("account-title"), &body)
}

/// Where they are signed in, with what ends it there.
fn sign_ins(frame: &Frame, all: &[SignedIn]) -> Markup {
    let text = frame.text;
    html! { section.card aria-labelledby="sign-ins" {
        h2 #sign-ins { (text.say("account-sign-ins")) }
        p.soft { (text.say("account-sign-ins-lead")) }
        ul.plain { @for one in all { li.row {
            span { @if one.sign_in.agent.is_empty() { (text.say("account-sign-in-unnamed")) } @else { (one.sign_in.agent) }
                br; span.soft { (text.say("account-sign-in-since")) " " (instant(one.sign_in.created_at)) " · " (text.say("account-sign-in-used")) " " (instant(one.sign_in.last_used_at)) } }
            @if one.current { span.badge.present { (text.say("account-sign-in-this")) } }
            @else { form data-call={ "DELETE /api/v1/me/sign-ins/" (one.id) } data-said=(text.say("account-sign-in-ended")) {
                button { (text.say("account-sign-in-end")) span.hidden { " " (one.sign_in.agent) } }
            } }
        } } }
    } }
}

fn factor(frame: &Frame, on: bool) -> Markup {
    let text = frame.text;
    if on {
        return html! {
            p { (text.say("account-factor-on")) }
            form data-call="DELETE /api/v1/me/totp" data-sends {
                label.field { span { (text.say("sign-in-code")) } input name="code" autocomplete="one-time-code" required; }
                button.danger { (text.say("account-factor-remove")) }
            }
        };
    }
    html! {
        p { (text.say("account-factor-off")) }
        form #offer data-call="POST /api/v1/me/totp" data-then="stay" {
            label.field { span { (text.say("password-current")) } input name="password" type="password" autocomplete="current-password" required; }
            button { (text.say("account-factor-add")) }
        }
        div #confirm hidden {
            p { (text.say("account-factor-scan")) }
            p #factor-picture {}
            p { code #factor-secret {} }
            form data-call="POST /api/v1/me/totp/confirm" data-then="stay" {
                label.field { span { (text.say("sign-in-code")) } input name="code" inputmode="numeric" autocomplete="one-time-code" required; }
                button.main { (text.say("account-factor-confirm")) }
            }
        }
        div #recovery hidden { p { (text.say("account-factor-codes")) } pre #factor-codes {} }
    }
}
