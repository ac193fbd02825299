//! `muster mark` and `muster close`: the teacher's word.

use std::io::Write;

use anyhow::Context as _;
use muster_domain::{ClassId, Status};
use muster_usecase::correct_mark::{close_session, correct_mark};
use muster_usecase::status_sets::{Chosen, chosen_by_letter};

use crate::args::{Close, Mark};
use crate::place::Place;

pub(crate) async fn run(place: &Place, args: Mark, out: &mut dyn Write) -> anyhow::Result<()> {
    let desk = place.open().await?;
    let session = args.session;
    let chosen = match Status::from_code(&args.status) {
        Some(status) => Chosen::from(status),
        None => chosen_by_letter(desk.act(), &args.status).await.with_context(|| {
            let codes: Vec<&str> = Status::ALL.iter().map(|status| status.code()).collect();
            format!(
                "`{}` is no status; there are {}, and the school's letters",
                args.status,
                codes.join(", ")
            )
        })?,
    };
    let said = chosen.letter.clone().unwrap_or_else(|| chosen.status.code().to_owned());
    let decision = (chosen, args.remark.as_str());
    let (class, at) = (ClassId::new(session.class.class), (session.date, session.label.as_str()));
    let student = correct_mark(desk.act(), &class, at, &args.student, decision, None).await?;
    writeln!(out, "{}: {} on {}", student.full_name(), said, session.date)?;
    Ok(())
}

pub(crate) async fn close(place: &Place, args: Close, out: &mut dyn Write) -> anyhow::Result<()> {
    let desk = place.open().await?;
    let session = args.session;
    let (class, at) = (ClassId::new(session.class.class), (session.date, session.label.as_str()));
    let records = close_session(desk.act(), &class, at).await?;
    for status in Status::ALL {
        let names: Vec<String> = records
            .iter()
            .filter(|(_, record)| record.status == status)
            .map(|(student, _)| student.full_name())
            .collect();
        if !names.is_empty() {
            writeln!(out, "{} {}: {}", names.len(), status.code(), names.join(", "))?;
        }
    }
    Ok(())
}
