//! What the server holds, for how long, and its backups.

use jiff::Timestamp;
use maud::{Markup, html};
use muster_store::Holdings;

use crate::shell::{Frame, Place, instant, page};

/// A backup's file.
#[derive(Clone, Debug)]
pub struct Backup {
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// When it was written.
    pub at: Timestamp,
    /// When it is removed; never when none.
    pub expires: Option<Timestamp>,
}

/// What is known of the backups.
#[derive(Clone, Debug)]
pub enum Backups {
    /// The server was not told where they are.
    Unknown,
    /// The folder can't be read.
    Unreadable,
    /// These, newest first.
    Known(Vec<Backup>),
}

/// A backup that is older than this, in hours, is warned about.
const OLD: i64 = 7 * 24;

/// What is held and for how long.
pub fn data(frame: &Frame, now: Timestamp, holdings: &Holdings, backups: &Backups) -> Markup {
    let text = frame.text;
    let row = |what: &str, count: usize, how_long: &str| {
        html! { tr { th scope="row" { (text.say(what)) } td.number { (count) } td { (text.say(how_long)) } } }
    };
    let body = html! {
        div.head { h1 { (text.say("nav-data")) } }
        section.card {
            h2 #held { (text.say("data-held")) }
            div.scroll tabindex="0" role="region" aria-labelledby="held" { table {
                thead { tr { th { (text.say("data-what")) } th.number { (text.say("data-count")) } th { (text.say("data-how-long")) } } }
                tbody {
                    (row("nav-students", holdings.students, "data-students-kept"))
                    (row("nav-sessions", holdings.sessions, "data-sessions-kept"))
                    (row("data-pictures", holdings.pictures, "data-pictures-kept"))
                    (row("data-crops", holdings.enrolled, "data-crops-kept"))
                    (row("data-pending", holdings.pending, "data-pending-kept"))
                }
            } }
        }
        section.card aria-labelledby="backups" { h2 #backups { (text.say("backups-title")) } (kept(frame, now, backups)) }
    };
    page(frame, Place::Admin("data"), &text.say("nav-data"), &body)
}

fn kept(frame: &Frame, now: Timestamp, backups: &Backups) -> Markup {
    let text = frame.text;
    let how = html! { p { (text.say("backups-how")) } pre { "muster backup school.backup\nmuster restore --verify school.backup" } };
    match backups {
        Backups::Unknown => html! { p.notice { (text.say("backups-unknown")) } (how) },
        Backups::Unreadable => html! { p.notice { (text.say("backups-unreadable")) } },
        Backups::Known(files) => html! {
            @match files.first() {
                None => { p.notice { (text.say("backups-none")) } (how) }
                Some(newest) if now.duration_since(newest.at).as_hours() >= OLD => { p.notice { (text.say("backups-old")) } (how) }
                Some(_) => p { (text.say("backups-fresh")) }
            }
            ul { @for file in files { li { (file.name) " · " (instant(file.at)) " · " (format!("{:.1}", file.bytes as f64 / 1e6)) " MB" } } }
        },
    }
}
