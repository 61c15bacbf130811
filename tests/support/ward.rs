//! A small ward in a file, for tests of the whole chain.

use equipoise::run;
use equipoise::run::{Failure, Planned};
use files::load::load;
use mip::solver::Settings;
use planning::model::Case;
use planning::plan::{Person, StaffingPlan, WorkedShift};
use planning::roster::duties;

/// Days, employees with what is said of each, and everything else in TOML.
pub fn case(days: u32, employees: &[(&str, &str)], more: &str) -> Case {
    let mut text = format!(
        "title = \"Ward\"\ntimezone = \"Europe/Amsterdam\"\ncurrency = \"EUR\"\nstart = 2026-05-04\ndays = {days}\n\n\
         [team.ward]\nwage = \"0/h\"\nshifts = [\"early\", \"night\"]\n\n\
         [shift.early]\nstart = \"07:00\"\npaid = \"8h\"\n\n[shift.night]\nstart = \"23:00\"\npaid = \"8h\"\n\n"
    );
    for (id, said) in employees {
        text.push_str(&format!("[employee.{id}]\nteam = \"ward\"\n{said}\n"));
    }
    text.push_str(more);
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("model.toml"), &text).expect("a file");
    let loaded = load(folder.path()).unwrap_or_else(|problems| panic!("{problems}\n{text}"));
    run::requirement(loaded.model).expect("nothing to work out")
}

/// A few seconds, and proof wanted.
pub fn settings() -> Settings {
    Settings { gap: 0.0, time_limit: 10.0, ..Settings::default() }
}

/// The plan of a case.
pub fn plan(case: &Case) -> Result<Planned, Failure> {
    run::plan(case.clone(), &settings())
}

/// Who works what, a letter a day.
pub fn letters(planned: &Planned) -> Vec<String> {
    let model = &planned.case.model;
    let mut lines = vec![vec!['-'; model.calendar.days as usize]; model.employees.len()];
    for person in &planned.plan.people {
        for shift in &person.shifts {
            let letter = model.shifts[shift.template].id.chars().next().expect("an id");
            lines[person.number as usize - 1][shift.day as usize] = letter;
        }
    }
    lines.into_iter().map(|line| line.into_iter().collect()).collect()
}

/// The least that any legal roster costs, in minor units, by judging every roster there is.
pub fn least(case: &Case) -> Option<i64> {
    let model = &case.model;
    let (duties, cells) = (duties(model), model.employees.len() * model.calendar.days as usize);
    let mut best = None;
    for code in 0..(duties.len() as u64 + 1).pow(cells as u32) {
        let mut rest = code;
        let mut people: Vec<Person> = Vec::new();
        for number in 1..=model.employees.len() as u32 {
            let mut shifts = Vec::new();
            for day in 0..model.calendar.days {
                let cell = (rest % (duties.len() as u64 + 1)) as usize;
                rest /= duties.len() as u64 + 1;
                if cell > 0 {
                    let duty = duties[cell - 1];
                    let start = model.calendar.minute(day.into(), duty.start);
                    shifts.push(WorkedShift {
                        day,
                        template: duty.template,
                        start,
                        span: duty.span,
                        breaks: Vec::new(),
                    });
                }
            }
            people.push(Person { team: 0, number, shifts });
        }
        let findings = run::judge(case, &StaffingPlan { people, ..StaffingPlan::default() });
        if findings.breaches.is_empty() {
            let cost: i64 = findings.charges.iter().map(|charge| charge.amount.0).sum();
            best = Some(best.map_or(cost, |best: i64| best.min(cost)));
        }
    }
    best
}
