//! `visits.csv`: on which day requests are expected to be seen.

use crate::folder::table;
use crate::folder::table_file::{TableFile, TableRow};
use base::diagnostic::{Diagnostic, Diagnostics};
use base::whole_number::whole_number;
use planning::model::{Model, Service};
use planning::plan::{ExpectedVisits, StaffingPlan};
use std::collections::BTreeMap;

/// Name of the file.
pub const FILE: &str = "visits.csv";
/// Columns that are read.
pub const READ: &[&str] = &["type", "urgency", "lead", "wanted", "seen", "requests"];

/// The table. Where `seen` is empty, the requests wait when the plan ends.
///
/// # Errors
/// It cannot be written as CSV; that is a bug.
pub fn write(model: &Model, plan: &StaffingPlan) -> Result<Vec<u8>, csv::Error> {
    let days: Vec<Vec<u32>> = model.services.iter().map(|service| service.working_days(&model.calendar)).collect();
    let rows = plan.visits.iter().map(|visit| {
        let service = &model.services[visit.service];
        let class = service.booking().map(|booking| &booking.classes[visit.class]);
        let date = |rank: u32| model.calendar.date(i64::from(days[visit.service][rank as usize])).to_string();
        vec![
            service.id.clone(),
            class.map_or_else(String::new, |class| class.id.clone()),
            class.map_or(0, |class| class.lead[visit.lead].0).to_string(),
            date(visit.wanted),
            visit.seen.map_or_else(String::new, date),
            format!("{}.{:06}", visit.micro / 1_000_000, visit.micro % 1_000_000),
        ]
    });
    table(READ, rows)
}

/// The visits of a table.
pub fn read(model: &Model, file: &TableFile, problems: &mut Diagnostics) -> Vec<ExpectedVisits> {
    let days: Vec<Vec<u32>> = model.services.iter().map(|service| service.working_days(&model.calendar)).collect();
    let mut visits: BTreeMap<_, u64> = BTreeMap::new();
    for row in file.rows() {
        if let Some(visit) = visit(model, &days, &row, problems) {
            *visits.entry((visit.service, visit.class, visit.lead, visit.wanted, visit.seen)).or_default() +=
                visit.micro;
        }
    }
    let visit =
        |((service, class, lead, wanted, seen), micro)| ExpectedVisits { service, class, lead, wanted, seen, micro };
    visits.into_iter().map(visit).filter(|visit| visit.micro > 0).collect()
}

fn visit(model: &Model, days: &[Vec<u32>], row: &TableRow, problems: &mut Diagnostics) -> Option<ExpectedVisits> {
    let mut refuse = |problem: Diagnostic| problems.push(problem);
    let service = row.index_of("type", model.services.iter().map(|service| service.id.as_str()), &mut refuse)?;
    let terms: &Service = &model.services[service];
    let Some(booking) = terms.booking() else {
        let message = format!("\"{}\" has no appointments", terms.id);
        refuse(row.problem("unknown-id", "type", message, "write a service that is booked"));
        return None;
    };
    let class = row.index_of("urgency", booking.classes.iter().map(|class| class.id.as_str()), &mut refuse)?;
    let lead = whole_number(row.text("lead"));
    let lead = lead.and_then(|lead| booking.classes[class].lead.iter().position(|&(days, _)| days == lead));
    if lead.is_none() {
        let message = format!("\"{}\" is not one of the leads of this urgency", row.text("lead"));
        refuse(row.problem("bad-number", "lead", message, "write the working days ahead that the model has"));
    }
    let mut rank = |column: &str| {
        let date = row.text(column).parse::<chrono::NaiveDate>().ok();
        let rank =
            date.and_then(|date| days[service].iter().position(|&day| model.calendar.date(i64::from(day)) == date));
        if rank.is_none() {
            let message = format!("\"{}\" is not a working day of {}", row.text(column), terms.id);
            refuse(row.problem("bad-date", column, message, "write a date on which it opens, like 2026-05-04"));
        }
        rank.map(|rank| rank as u32)
    };
    let wanted = rank("wanted");
    let seen = if row.text("seen").is_empty() { Some(None) } else { rank("seen").map(Some) };
    let amount = row.text("requests").parse::<f64>().ok().filter(|amount| (0.0..=1e9).contains(amount));
    if amount.is_none() {
        let message = format!("\"{}\" is not a number of requests", row.text("requests"));
        refuse(row.problem("bad-number", "requests", message, "write a number like 12.5"));
    }
    let micro = (amount? * 1e6).round() as u64;
    Some(ExpectedVisits { service, class, lead: lead?, wanted: wanted?, seen: seen?, micro })
}
