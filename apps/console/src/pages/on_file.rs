//! How far a class's enrolment is: a bar and the same in words.

use std::collections::BTreeMap;

use maud::{Markup, html};
use muster_domain::StudentId;
use muster_usecase::review_enrolment::OnFile;

use crate::text::Text;

/// With fewer templates a student is recognised less surely: other light, other sides of the face are missing.
pub(super) const ENOUGH: usize = 3;

/// What is on file of each student.
pub type AllOnFile = BTreeMap<StudentId, OnFile>;

/// How many students have enough templates.
pub(super) fn progress(text: Text, on_file: &AllOnFile) -> Markup {
    let all = on_file.len();
    let having = |enough: fn(usize) -> bool| on_file.values().filter(|own| enough(own.templates)).count();
    let (ready, without) = (having(|many| many >= ENOUGH), having(|many| many == 0));
    let few = all - ready - without;
    let values = [("ready", ready.into()), ("all", all.into()), ("enough", ENOUGH.into())];
    html! {
        @if all > 0 {
            section.card aria-labelledby="progress" {
                p #progress { (text.with("onfile-ready", &values)) }
                progress max=(all) value=(ready) aria-labelledby="progress" {}
                p.soft {
                    (text.with("onfile-few", &[("count", few.into())])) " · "
                    (text.with("class-without-face", &[("count", without.into())]))
                }
            }
        }
    }
}
