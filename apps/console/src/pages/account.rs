//! The reader's own page: language, colours, their phone, password, second factor.

use maud::html;

use crate::Markup;
use crate::shell::{Frame, Place, Theme, languages, page};

/// The reader's own page. `second_factor` is whether signing in takes one.
pub fn account(frame: &Frame, second_factor: bool) -> Markup {
    let text = frame.text;
    let body = html! {
        div.head { h1 { (text.say("account-title")) } }
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
        section.card { h2 { (text.say("account-factor")) } (factor(frame, second_factor)) }
    };
    page(frame, Place::Account, &text.say("account-title"), &body)
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
        form #offer data-call="POST /api/v1/me/totp" data-then="stay" { button { (text.say("account-factor-add")) } }
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
