//! `work.csv`: which team does which service's work when.

use crate::folder::clock::interval;
use crate::folder::table;
use crate::folder::table_file::{TableFile, TableRow};
use base::diagnostic::{Diagnostic, Diagnostics};
use base::limits::HEADS;
use planning::model::Model;
use planning::plan::{StaffingPlan, WorkShare};
use std::collections::BTreeMap;

/// Columns that are read.
pub const READ: &[&str] = &["start", "service", "team", "heads"];

/// The table.
pub fn write(model: &Model, plan: &StaffingPlan) -> Result<Vec<u8>, csv::Error> {
    let rows = plan.work.iter().map(|share| {
        vec![
            model.calendar.stamp(model.calendar.interval_start(share.interval)),
            model.services[share.service].id.clone(),
            model.teams[share.team].id.clone(),
            format!("{}.{:06}", share.micro_heads / 1_000_000, share.micro_heads % 1_000_000),
        ]
    });
    table(READ, rows)
}

/// The shares of a table, by interval, service and team.
pub fn read(model: &Model, file: &TableFile, problems: &mut Diagnostics) -> Vec<WorkShare> {
    let mut shares: BTreeMap<(usize, usize, usize), u64> = BTreeMap::new();
    for row in file.rows() {
        let mut refuse = |problem: Diagnostic| problems.push(problem);
        let interval = interval(model, &row, &mut refuse);
        let service = row.index_of("service", model.services.iter().map(|service| service.id.as_str()), &mut refuse);
        let team = row.index_of("team", model.teams.iter().map(|team| team.id.as_str()), &mut refuse);
        let heads = heads(&row, &mut refuse);
        let (Some(interval), Some(service), Some(team), Some(heads)) = (interval, service, team, heads) else {
            continue;
        };
        if shares.insert((interval, service, team), heads).is_some() {
            problems.push(row.problem(
                "duplicate-row",
                "start",
                "interval, service and team are listed twice",
                "add the rows up",
            ));
        }
    }
    let share = |((interval, service, team), micro_heads)| WorkShare { interval, service, team, micro_heads };
    shares.into_iter().filter(|&(_, heads)| heads > 0).map(share).collect()
}

fn heads(row: &TableRow, refuse: &mut impl FnMut(Diagnostic)) -> Option<u64> {
    let found = row.text("heads").parse::<f64>().ok();
    let heads = found.filter(|heads| (0.0..=f64::from(HEADS)).contains(heads));
    if heads.is_none() {
        let message = format!("\"{}\" is not a number of heads", row.text("heads"));
        refuse(row.problem("bad-number", "heads", message, "write a number like 12.5"));
    }
    heads.map(|heads| (heads * 1e6).round() as u64)
}
