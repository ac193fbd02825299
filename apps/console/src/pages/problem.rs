//! The page in place of one that can't be shown.

use maud::html;

use crate::Markup;
use crate::shell::{Frame, Place, page};

/// What went wrong, and the way back. `code` is the interface's, `told` its sentence, for what the reader's language has
/// none.
pub fn problem(frame: &Frame, code: &str, told: &str) -> Markup {
    let text = frame.text;
    let known = text.find(&format!("error-{code}"), &[]);
    // Whoever looks after the platform needs to know what exactly was wrong.
    let more = (code == "launch" && known.is_some()).then_some(told);
    let body = html! {
        div.card.empty.narrow {
            h1 { (text.say("problem-title")) }
            p { (known.unwrap_or_else(|| told.to_owned())) }
            @if let Some(more) = more { p.soft lang="en" dir="ltr" { (more) } }
            p { a.button href="/" { (text.say("problem-home")) } }
        }
    };
    page(frame, Place::Nowhere, &text.say("problem-title"), &body)
}
