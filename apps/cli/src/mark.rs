//! `muster mark` and `muster close`: the teacher's word.

use std::io::Write;

use muster_domain::{ClassId, Status};
use muster_usecase::correct_mark::{close_session, correct_mark};

use crate::args::{Close, Mark};
use crate::place::Place;

pub(crate) async fn run(place: &Place, args: Mark, out: &mut dyn Write) -> anyhow::Result<()> {
    let desk = place.open().await?;
    let (session, decision) = (args.session, (args.status, args.remark.as_str()));
    let (class, at) = (ClassId::new(session.class.class), (session.date, session.label.as_str()));
    let student = correct_mark(desk.act(), &class, at, &args.student, decision, None).await?;
    writeln!(out, "{}: {} on {}", student.full_name(), args.status.code(), session.date)?;
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
