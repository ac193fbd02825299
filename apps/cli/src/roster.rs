//! `muster roster`: a list of another system as a class's roster, looked at before anything changes.

use std::io::Write;

use anyhow::{Context as _, bail};
use jiff::civil::Date;
use muster_domain::{Class, ClassId, Student};
use muster_roster::oneroster::{Export, Limits, is_zip};
use muster_roster::{Columns, Difference, Listed, Table, students};
use muster_store::People as _;
use muster_usecase::import_roster::{compare_roster, import_roster};

use crate::args::Roster;
use crate::files;
use crate::out::count;
use crate::place::Place;

pub(crate) async fn run(place: &Place, args: Roster, out: &mut dyn Write) -> anyhow::Result<()> {
    let desk = place.open().await?;
    let act = desk.act();
    let class = ClassId::new(&args.class.class);
    let bytes = files::read(&args.file)?;
    let listed = listed(&bytes, &args, act.today(), out)?;
    for left in &listed.left_out {
        writeln!(out, "line {}: {} is left out: {}", left.line, left.id, left.reason)?;
    }
    for problem in &listed.problems {
        writeln!(out, "line {}: {}", problem.line, problem.fault)?;
    }
    if !listed.problems.is_empty() {
        bail!("{} can't be used: mend the file; nothing was changed", count(listed.problems.len(), "line"));
    }
    if args.apply && desk.store().lookup_class(desk.school(), &class).await?.is_none() {
        let name = args.class.class.clone();
        desk.store().put_class(desk.school(), &Class { id: class.clone(), name }).await?;
    }
    let difference = if args.apply {
        import_roster(act, &class, listed.students, args.remove_missing).await?
    } else if desk.store().lookup_class(desk.school(), &class).await?.is_some() {
        compare_roster(act, &class, listed.students).await?
    } else {
        writeln!(out, "there is no class {class} yet: the import makes it")?;
        muster_roster::difference(&[], &[], listed.students)
    };
    tell(&difference, &args, out)
}

/// Who a file lists.
fn listed(bytes: &[u8], args: &Roster, today: Date, out: &mut dyn Write) -> anyhow::Result<Listed> {
    if !is_zip(bytes) {
        let table = Table::read(bytes, None).with_context(|| args.file.display().to_string())?;
        let columns = Columns::guess(&table.columns);
        if !columns.are_enough() {
            let known = table.columns.join(", ");
            bail!(
                "no column is known as the id and the names; the file has {known}: name them id, last_name, first_name"
            );
        }
        return Ok(students(&table, &columns));
    }
    let mut export = Export::open(bytes, Limits::default())?;
    let classes = export.classes()?.classes;
    let chosen = match (&args.source_class, classes.as_slice()) {
        (Some(id), _) => id.clone(),
        (None, [only]) => only.id.clone(),
        (None, _) => {
            for class in &classes {
                writeln!(out, "{}: {}", class.id, class.title)?;
            }
            bail!("the export has {}; choose one with --source-class", count(classes.len(), "class"));
        }
    };
    Ok(export.students(&chosen, today)?)
}

fn tell(found: &Difference, args: &Roster, out: &mut dyn Write) -> anyhow::Result<()> {
    let who = |student: &Student| format!("{} ({})", student.full_name(), student.id);
    for one in &found.added {
        writeln!(out, "+ {}", who(&one.student))?;
    }
    for one in &found.renamed {
        writeln!(out, "~ {}, who was {}", who(&one.to), one.from.full_name())?;
    }
    for student in &found.missing {
        let fate = if args.remove_missing { "-" } else { "not in the file, stays:" };
        writeln!(out, "{fate} {}", who(student))?;
    }
    let all = found.unchanged.len() + found.added.len() + found.renamed.len();
    let done = if args.apply { "imported" } else { "listed; --apply imports them" };
    writeln!(out, "{} {done}", count(all, "student"))?;
    Ok(())
}
