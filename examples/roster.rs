//! Who works which shift in a shop: plans the roster, prints a line for each person, and judges it once more.
//!
//! `cargo run --release --example roster`

use equipoise::{Settings, judge, load, plan};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let loaded = load("scenarios/retail/baseline.toml")?;
    let planned = plan(loaded, &Settings { time_limit: 20.0, ..Settings::default() })?;
    let model = &planned.case.model;
    for person in &planned.plan.people {
        let shifts = person.shifts.iter().map(|shift| {
            let date = model.calendar.date(i64::from(shift.day));
            format!("{} {}", date.format("%a %-d %b"), model.shifts[shift.template].id)
        });
        println!("{} {}: {}", model.teams[person.team].id, person.number, shifts.collect::<Vec<_>>().join(", "));
    }

    let findings = judge(&planned.case, &planned.plan);
    println!("{} breaches, {} charges", findings.breaches.len(), findings.charges.len());
    println!("{} {}, at least {:.2}", planned.ledger.total(), model.currency, planned.outcome.bound);
    Ok(())
}
