//! Every page from samples: in all languages, for all roles, with much and with nothing to show.

mod administration;
mod connected;
mod enrolment;
mod everyday;
mod messages;
mod privacy;
mod register;
mod sample;
mod session;

use std::collections::BTreeSet;

use muster_console::Markup;
use muster_console::shell::{Frame, Theme, Viewer};
use muster_console::text::{Language, Text};
use muster_store::Role;

/// Renders a page for everybody who may see it, in every language, and looks at what no page may have: a message that
/// is not there, an id twice, anything that the content security policy refuses.
fn check(name: &str, page: impl Fn(&Frame) -> Markup) {
    for language in Language::ALL {
        for role in [None, Some(Role::Admin), Some(Role::Teacher), Some(Role::Auditor), Some(Role::Kiosk)] {
            let frame = frame(language, role);
            let html = page(&frame).into_string();
            let what = format!("{name} in {} for {role:?}", language.tag());
            sound(&html, &what);
            assert!(html.contains(&format!("lang=\"{}\"", language.tag())), "{what}");
        }
    }
}

fn frame(language: Language, role: Option<Role>) -> Frame {
    let viewer = role.map(|role| Viewer { name: "Grace <Hopper>".into(), role });
    Frame { text: Text(language), theme: Theme::System, school: "Nord & Süd".into(), viewer }
}

fn sound(html: &str, what: &str) {
    if let Some((_, rest)) = html.split_once('\u{27e6}') {
        panic!("{what}: there is no message {}", rest.chars().take(40).collect::<String>());
    }
    let mut ids = BTreeSet::new();
    for id in html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(ids.insert(id), "{what}: two elements are #{id}");
    }
    for refused in [" style=\"", " onclick=\"", "<style", "javascript:", "<Hopper>"] {
        assert!(!html.contains(refused), "{what} has {refused}");
    }
    assert_eq!(html.matches("<script").count(), 3, "{what}: two files and the messages");
    assert_eq!(html.matches("<h1").count(), 1, "{what}: one heading names the page");
}
