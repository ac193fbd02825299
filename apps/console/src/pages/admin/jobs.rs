//! Jobs: photos that were sent, and how far each set is.

use maud::{Markup, html};
use muster_domain::Class;
use muster_store::{Job, JobState};

use crate::paths::Meeting;
use crate::shell::{Frame, Place, date, instant, page};

/// The newest jobs, newest first; `free` is how many more sets of photos would be taken now.
pub fn jobs(frame: &Frame, jobs: &[Job], classes: &[Class], free: usize) -> Markup {
    let text = frame.text;
    let name = |job: &Job| {
        let known = classes.iter().find(|class| class.id == job.class);
        known.map_or_else(|| job.class.to_string(), |class| class.name.clone())
    };
    let body = html! {
        div.head { h1 { (text.say("nav-jobs")) } span.soft { (text.with("jobs-free", &[("count", free.into())])) } }
        section.card data-watch {
            @if jobs.is_empty() { p.soft { (text.say("jobs-none")) } }
            @else { div.scroll tabindex="0" role="region" aria-label=(text.say("nav-jobs")) { table {
                thead { tr { th.number { "#" } th { (text.say("class-name")) } th { (text.say("date")) } th.number { (text.say("photos-title")) } th { (text.say("jobs-by")) } th { (text.say("jobs-sent")) } th { (text.say("state")) } } }
                tbody { @for job in jobs { tr {
                    td.number { (job.id.0) } td { (name(job)) }
                    td { a href=(Meeting { class: &job.class, date: job.date, label: &job.label }.page()) { (date(job.date)) } " " (job.label) }
                    td.number { (job.photos) } td { (job.by) } td { (instant(job.created_at)) } td { (state(frame, job)) }
                } } }
            } } }
            p.soft { (text.say("jobs-lead")) }
        }
    };
    page(frame, Place::Admin("jobs"), &text.say("nav-jobs"), &body)
}

fn state(frame: &Frame, job: &Job) -> Markup {
    let text = frame.text;
    html! { @match &job.state {
        JobState::Waiting => span.badge.to_review { (text.say("job-waiting")) },
        JobState::Done => {
            span.badge.present { (text.say("job-done")) }
            @if let Some(ended) = job.ended_at {
                " " span.soft { (text.with("job-took", &[("seconds", format!("{:.1}", ended.duration_since(job.created_at).as_secs_f64()).into())])) }
            }
        }
        JobState::Failed { code, message } => {
            @let known = text.find(&format!("error-{code}"), &[]);
            span.badge.absent { (text.say("job-failed")) } " " (known.unwrap_or_else(|| message.clone()))
        }
    } }
}
