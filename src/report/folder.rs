//! A plan as a folder of files: `plan.json` and a CSV for each table. `people.csv` (of a roster `roster.csv`) and
//! `work.csv` are the plan itself and may be edited in a spreadsheet; everything else follows from them and from the case
//! in `plan.json`.

use super::figures::Figures;
use super::{figure_tables, manifest};
use crate::run::Planned;
use files::folder::manifest::{Heading, MANIFEST};
use files::folder::{contributions, ledger, levers, lines, people, roster, slots, visits, work};
use files::roster::assignments;

/// The files of a plan, in the order of writing. The same plan gives the same bytes.
///
/// # Errors
/// A table cannot be written as CSV; that is a bug.
pub fn files(heading: &Heading, figures: &Figures, planned: &Planned) -> Result<Vec<(String, Vec<u8>)>, csv::Error> {
    let model = &planned.case.model;
    if !model.employees.is_empty() {
        return roster_files(heading, figures, planned);
    }
    let tables = [
        ("people.csv", people::write(model, &planned.plan)?),
        ("shifts.csv", figure_tables::shifts(model, &planned.plan)?),
        ("breaks.csv", figure_tables::breaks(model, &planned.plan)?),
        ("teams.csv", figure_tables::teams(figures)?),
        ("work.csv", work::write(model, &planned.plan)?),
        ("cover.csv", figure_tables::cover(model, figures)?),
        ("ledger.csv", ledger::write(&planned.ledger)?),
        (MANIFEST, manifest::write(heading, figures, planned).into_bytes()),
    ];
    let mut files: Vec<_> = tables.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect();
    if !model.levers.is_empty() {
        // The manifest is written last.
        files.insert(files.len() - 1, (levers::FILE.to_owned(), levers::write(model, &planned.plan)?));
    }
    if let Some(found) = &figures.contributions {
        files.insert(files.len() - 1, (contributions::FILE.to_owned(), contributions::write(found)?));
    }
    if model.services.iter().any(|service| service.booking().is_some()) {
        let tables =
            [(slots::FILE, slots::write(model, &planned.plan)?), (visits::FILE, visits::write(model, &planned.plan)?)];
        let before_manifest = files.len() - 1;
        files.splice(before_manifest..before_manifest, tables.map(|(name, bytes)| (name.to_owned(), bytes)));
    }
    Ok(files)
}

/// The files of a roster; those about services only where there are any.
fn roster_files(heading: &Heading, figures: &Figures, planned: &Planned) -> Result<Vec<(String, Vec<u8>)>, csv::Error> {
    let (model, plan) = (&planned.case.model, &planned.plan);
    let assignments = assignments(model, plan);
    let mut files = vec![
        ("roster.csv", roster::write(model, &assignments)?),
        ("lines.csv", lines::people(model, &assignments, &planned.ledger)?),
        ("teams.csv", figure_tables::teams(figures)?),
        ("cover.csv", lines::cover(model, &assignments)?),
    ];
    if !model.services.is_empty() {
        files.push(("work.csv", work::write(model, plan)?));
        files.push(("intervals.csv", figure_tables::cover(model, figures)?));
    }
    if model.services.iter().any(|service| service.booking().is_some()) {
        files.push((slots::FILE, slots::write(model, plan)?));
        files.push((visits::FILE, visits::write(model, plan)?));
    }
    files.push(("ledger.csv", ledger::write(&planned.ledger)?));
    files.push((MANIFEST, manifest::write(heading, figures, planned).into_bytes()));
    Ok(files.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect())
}
