//! `muster register`: the workbook.

use std::io::Write;

use anyhow::bail;
use muster_domain::ClassId;
use muster_report::{write_csv, write_register};
use muster_usecase::build_register::build_register;

use crate::args::Register;
use crate::files;
use crate::out::count;
use crate::place::Place;

/// What the files name as their maker.
pub(crate) const VERSION: &str = concat!("muster ", env!("CARGO_PKG_VERSION"));

pub(crate) async fn run(place: &Place, args: Register, out: &mut dyn Write) -> anyhow::Result<()> {
    if let (Some(from), Some(to)) = (args.from, args.to)
        && from > to
    {
        bail!("no day is from {from} to {to}: --from is after --to; exchange them");
    }
    let desk = place.open().await?;
    let class = ClassId::new(args.class.class);
    let register = build_register(desk.act(), &class, (args.from, args.to), ("School", VERSION)).await?;
    let csv = args.out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    let bytes = if csv { write_csv(&register)? } else { write_register(&register)? };
    files::write(&args.out, &bytes)?;
    writeln!(
        out,
        "{}, {}: {}",
        count(register.students.len(), "student"),
        count(register.sessions.len(), "session"),
        args.out.display()
    )?;
    Ok(())
}
