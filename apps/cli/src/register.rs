//! `muster register`: the workbook, and the way back of an edited one.

use std::io::Write;
use std::path::Path;

use anyhow::{Context as _, bail};
use muster_domain::ClassId;
use muster_report::{Changed, RegisterDifference, read_register, write_csv, write_register};
use muster_usecase::build_register::build_register;
use muster_usecase::import_register::{Override, compare_register, import_register};

use crate::args::Register;
use crate::files;
use crate::out::count;
use crate::place::Place;

/// What the files name as their maker.
pub(crate) const VERSION: &str = concat!("muster ", env!("CARGO_PKG_VERSION"));

pub(crate) async fn run(place: &Place, args: Register, out: &mut dyn Write) -> anyhow::Result<()> {
    if let Some(file) = &args.import {
        let class = ClassId::new(&args.class.class);
        return import(place, &class, file, (args.apply, &args.overrides), out).await;
    }
    let Some(path) = args.out else { bail!("say with --out where the register goes") };
    if let (Some(from), Some(to)) = (args.from, args.to)
        && from > to
    {
        bail!("no day is from {from} to {to}: --from is after --to; exchange them");
    }
    let desk = place.open().await?;
    let class = ClassId::new(args.class.class);
    let register = build_register(desk.act(), &class, (args.from, args.to), ("School", VERSION)).await?;
    let csv = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    let bytes = if csv { write_csv(&register)? } else { write_register(&register)? };
    files::write(&path, &bytes)?;
    writeln!(
        out,
        "{}, {}: {}",
        count(register.students.len(), "student"),
        count(register.sessions.len(), "session"),
        path.display()
    )?;
    Ok(())
}

/// Says what an edited workbook changes, and with `apply` changes it.
async fn import(
    place: &Place,
    class: &ClassId,
    file: &Path,
    (apply, overrides): (bool, &[String]),
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let edited = read_register(&files::read(file)?)?;
    let desk = place.open().await?;
    let compared = compare_register(desk.act(), class, &edited).await?;
    let found = if apply {
        let chosen = chosen(&compared.difference, overrides)?;
        import_register(desk.act(), compared, &chosen).await?
    } else {
        compared.difference
    };
    tell(&found, out)?;
    let (marks, done) =
        (count(found.changes.len(), "mark"), if apply { "set" } else { "to set; --apply sets them" });
    writeln!(out, "{marks} {done}")?;
    Ok(())
}

/// The conflicts in these cells.
fn chosen(found: &RegisterDifference, cells: &[String]) -> anyhow::Result<Vec<Override>> {
    let of = |cell: &String| {
        let conflict =
            found.conflicts.iter().find(|one| one.change.cell.to_string().eq_ignore_ascii_case(cell));
        conflict.map(|one| Override::of(&one.change)).with_context(|| format!("{cell} is in no conflict"))
    };
    cells.iter().map(of).collect()
}

fn tell(found: &RegisterDifference, out: &mut dyn Write) -> std::io::Result<()> {
    let line = |change: &Changed| {
        let (session, student) = (&change.session, change.student.full_name());
        let (from, to) = (&change.from.text, &change.to.text);
        let when = format!("{} {}", session.date, session.label);
        format!("{}: {student} on {}: {from} to {to}", change.cell, when.trim_end())
    };
    if !found.has_base {
        writeln!(
            out,
            "The file does not say what it was before: all that is unlike the register is a change."
        )?;
    }
    for change in &found.changes {
        writeln!(out, "{}", line(change))?;
    }
    for conflict in &found.conflicts {
        writeln!(out, "{}; left, since it was decided meanwhile", line(&conflict.change))?;
    }
    for (cell, id) in &found.unknown_students {
        writeln!(out, "{cell}: nobody of the class has the id {id}")?;
    }
    for column in &found.unknown_columns {
        writeln!(out, "{}: {} is no session", column.cell, column.heading)?;
    }
    for problem in &found.problems {
        writeln!(out, "{}: {}", problem.cell, problem.fault)?;
    }
    Ok(())
}
