//! A rule of one's own, outside the library: no more than two nights in any seven days. It judges the roster that the
//! library plans and tells what it finds. (CONTRIBUTING.md says how a rule becomes part of the program, where the search
//! respects it too.)
//!
//! `cargo run --release --example own_rule`

use equipoise::{Case, Findings, Planned, Settings, load, plan};
use planning::plan::Subject;
use planning::roster::WorkedLines;

const RULE: &str = "two_nights_a_week";

/// Notes each night that is the third or a later one within seven days.
fn judge(case: &Case, lines: &WorkedLines, findings: &mut Findings) {
    let is_night = |template: usize| case.model.shifts[template].id == "night";
    for (index, employee) in case.model.employees.iter().enumerate() {
        let nights: Vec<i64> =
            lines.of[index].iter().filter(|shift| is_night(shift.template)).map(|shift| shift.day).collect();
        for (place, &day) in nights.iter().enumerate().filter(|&(_, &day)| day >= 0) {
            let recent = nights[..=place].iter().filter(|&&other| day - other < 7).count();
            if recent > 2 {
                let subject = Subject::of(employee.id.as_str()).on(case.model.calendar.date(day));
                findings.breach(RULE, subject, (recent - 2) as f64, "nights");
            }
        }
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let loaded = load("scenarios/ward/baseline.toml")?;
    let Planned { case, plan, .. } = plan(loaded, &Settings { time_limit: 20.0, ..Settings::default() })?;
    let mut findings = Findings::default();
    judge(&case, &WorkedLines::of(&case.model, &plan), &mut findings);
    for breach in &findings.breaches {
        println!("{}: {} more night(s) in seven days than two", breach.subject, breach.amount);
    }
    println!("{} times", findings.breaches.len());
    Ok(())
}
