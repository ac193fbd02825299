//! Connecting a phone: the app's address as a code to scan, and what to do then.

use maud::{Markup, html};

use crate::shell::{Frame, Place, page};

/// What a phone may make of this server's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// It may get there, and nobody on the way can read along.
    Safe,
    /// It may get there; others may read along.
    Unencrypted,
    /// To a phone, this address is the phone itself.
    ThisMachine,
}

/// What is to be scanned.
#[derive(Clone, Copy, Debug)]
pub struct ConnectView<'a> {
    /// The app's address.
    pub address: &'a str,
    /// The same as a QR code, a `data:` URL.
    pub picture: &'a str,
    /// What a phone may make of it.
    pub reach: Reach,
    /// Whether the app is there for browsers too, under that address.
    pub in_browsers: bool,
}

/// The page.
pub fn connect(frame: &Frame, view: &ConnectView<'_>) -> Markup {
    let text = frame.text;
    let warning = match view.reach {
        Reach::Safe => None,
        Reach::Unencrypted => Some("connect-unencrypted"),
        Reach::ThisMachine => Some("connect-this-machine"),
    };
    let body = html! {
        div.head { h1 { (text.say("connect-title")) } }
        p { (text.say("connect-lead")) }
        @if let Some(warning) = warning { p.card.notice { (text.say(warning)) } }
        @if !view.in_browsers { p.card.notice { (text.say("connect-no-app")) } }
        div.two {
            section.card { ol {
                @if view.in_browsers { li { (text.say("connect-scan")) } }
                li { (text.say("connect-installed")) }
                li { (text.say("connect-sign-in")) }
            } }
            section.card {
                p { img.code src=(view.picture) width="260" height="260" alt=(text.say("connect-picture")); }
                label.field { span { (text.say("connect-address")) } input #connect-address readonly dir="ltr" value=(view.address); }
                button type="button" data-copies="connect-address" { (text.say("copy")) }
            }
        }
    };
    page(frame, Place::Account, &text.say("connect-title"), &body)
}
