//! Signing in, and the pages that one-time links lead to.

use maud::html;

use crate::Markup;
use crate::shell::{Frame, Place, languages, page};

/// The sign-in page. `to` is where to go afterwards, an address of this server; `provider` whether people may also come
/// through the school's own sign-in.
pub fn sign_in(frame: &Frame, to: &str, provider: bool) -> Markup {
    let text = frame.text;
    let body = html! {
        div.card.narrow {
            h1 { (text.say("sign-in-title")) }
            form #sign-in data-call="POST /api/v1/sign-in" data-then=(to) data-sign-in {
                label.field { span { (text.say("sign-in-login")) }
                    input name="login" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus; }
                label.field { span { (text.say("sign-in-password")) }
                    input name="password" type="password" autocomplete="current-password" required; }
                label.field #code hidden { span { (text.say("sign-in-code")) }
                    input name="code" autocomplete="one-time-code" inputmode="numeric" data-optional disabled; }
                input type="hidden" name="cookie" value="true" data-type="json";
                p { button.main { (text.say("sign-in-go")) } }
            }
            @if provider {
                p { a.button href="/api/v1/oidc/start" { (text.say("sign-in-provider")) } }
            }
            p.soft { (text.say("sign-in-lost")) }
            (languages(text))
        }
    };
    page(frame, Place::Nowhere, &text.say("sign-in-title"), &body)
}

/// The page of a one-time link: the first admin's (`set_up`), or that of whoever was invited. The token is after `#`, which
/// browsers send to nobody.
pub fn link(frame: &Frame, set_up: bool) -> Markup {
    let text = frame.text;
    let (title, lead, call) = if set_up {
        ("set-up-title", "set-up-lead", "POST /api/v1/setup")
    } else {
        ("invitation-title", "invitation-lead", "POST /api/v1/invitation")
    };
    let body = html! {
        div.card.narrow {
            h1 { (text.say(title)) }
            p { (text.say(lead)) }
            form data-call=(call) data-then="/sign-in" data-token {
                input type="hidden" name="token";
                @if set_up {
                    label.field { span { (text.say("set-up-name")) }
                        input name="name" autocomplete="name" maxlength="100" required; }
                    label.field { span { (text.say("set-up-login")) }
                        input name="login" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="100" required; }
                }
                label.field { span { (text.say("password-new")) }
                    input #password name="password" type="password" autocomplete="new-password" minlength="10" maxlength="128" required; }
                label.check { input type="checkbox" data-shows="password"; span { (text.say("password-show")) } }
                p { button.main { (text.say("go-on")) } }
            }
            p #no-token.notice hidden { (text.say("link-no-token")) }
        }
    };
    page(frame, Place::Nowhere, &text.say(title), &body)
}
