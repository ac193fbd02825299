//! The page in place of one that can't be shown.

use maud::html;

use crate::Markup;
use crate::shell::{Frame, Place, page};

/// What went wrong, and the way back. `code` is the interface's, `told` its sentence, for what the reader's language has
/// none.
pub fn problem(frame: &Frame, code: &str, told: &str) -> Markup {
    let text = frame.text;
    let known = text.find(&format!("error-{code}"), &[]);
    let body = html! {
        div.card.empty.narrow {
            h1 { (text.say("problem-title")) }
            p { (known.unwrap_or_else(|| told.to_owned())) }
            p { a.button href="/" { (text.say("problem-home")) } }
        }
    };
    page(frame, Place::Nowhere, &text.say("problem-title"), &body)
}
