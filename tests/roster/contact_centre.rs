//! Tiny centres whose named people serve services: judged, booked, and as cheap as anything can be.

use equipoise::report::Figures;
use equipoise::report::folder::files;
use equipoise::run;
use equipoise::run::Planned;
use files::folder::Heading;
use files::load::load;
use mip::solver::{Settings, solve};
use planning::model::Case;
use planning::plan::StaffingPlan;
use planning::roster::decode::lines_of;
use planning::roster::write_roster;
use planning::staffing::PlanCoverage;
use planning::staged::rounding_inequalities::violated_inequalities;
use planning::staged::skills::skills_program;
use planning::staged::{headcount_program, interval_staffing};
use std::sync::OnceLock;

const MODEL: &str = r#"
title    = "Small centre"
timezone = "Europe/Amsterdam"
currency = "EUR"
interval = "30min"
start    = 2026-05-04
days     = 3
open     = { mon-sun = "08:00-14:00" }

[service.calls]
demand   = { weekly = "week.csv", volume = 420 }
handle   = "6min"
adequate = { workload = 0.90 }
shortage = "60/head-hour"

[service.chat]
demand   = { weekly = "week.csv", volume = 210 }
handle   = "6min"
adequate = { workload = 0.90 }
shortage = "80/head-hour"

[team.calls]
skills = { calls = 1.0 }
wage   = "20/h"
shifts = ["short", "long"]

[team.both]
skills = { calls = 1.0, chat = 1.0 }
wage   = "22/h"
shifts = ["short", "long"]

[shift.short]
start  = "08:00..10:00 step 1h"
paid   = "4h"

[shift.long]
start  = "08:00"
paid   = "6h"
breaks = [{ name = "rest", length = "30min", paid = true, begins = "2h..4h step 30min" }]

[employee.ann]
team = "calls"
wage = "19/h"

[employee.bob]
team     = "calls"
absences = [{ from = 2026-05-05 }]

[employee.cleo]
team = "both"

[employee.dan]
team   = "both"
wishes = [{ date = 2026-05-06, wish = "day-off", price = 3 }]

[employee.eve]
team = "both"
wage = "25/h"

[rule.rest]
rule     = "rest_between_shifts"
at_least = "11h"
"#;

const WEEK: &str = "day,time,weight\n";

fn case(model: &str) -> Case {
    let folder = tempfile::tempdir().expect("a folder");
    let mut week = WEEK.to_owned();
    for day in ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] {
        for (hour, weight) in [(8, 2), (9, 3), (10, 4), (11, 4), (12, 3), (13, 2)] {
            week.push_str(&format!("{day},{hour:02}:00,{weight}\n{day},{hour:02}:30,{weight}\n"));
        }
    }
    std::fs::write(folder.path().join("week.csv"), week).expect("a file");
    std::fs::write(folder.path().join("model.toml"), model).expect("a file");
    let loaded = load(folder.path()).unwrap_or_else(|problems| panic!("{problems}"));
    run::requirement(loaded.model).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The centre as it stands, planned once for all tests.
fn planned() -> &'static Planned {
    static PLANNED: OnceLock<Planned> = OnceLock::new();
    PLANNED.get_or_init(|| plan_of(MODEL))
}

fn plan_of(model: &str) -> Planned {
    let settings = Settings { gap: 0.0, time_limit: 6.0, ..Settings::default() };
    run::plan(case(model), &settings).unwrap_or_else(|failure| panic!("{failure}"))
}

#[test]
fn a_roster_that_serves_is_judged_and_booked_and_near_its_bound() {
    let planned = planned();
    let cost = planned.ledger.total().major();
    assert!(run::judge(&planned.case, &planned.plan).breaches.is_empty());
    assert!(planned.outcome.bound <= cost + 0.005);
    // Only what people differ in, such as their wages, stands between heads and names.
    assert!(planned.outcome.gap < 0.05, "cost {cost}, bound {}", planned.outcome.bound);
    assert_eq!(Figures::of(planned).cost.cash + Figures::of(planned).cost.priced, planned.ledger.total());
}

#[test]
fn people_who_are_alike_cost_what_heads_cost() {
    let alike = MODEL
        .replace("wage = \"25/h\"\n", "")
        .replace("wage = \"19/h\"\n", "")
        .replace("wishes = [{ date = 2026-05-06, wish = \"day-off\", price = 3 }]\n", "");
    let planned = plan_of(&alike);
    let cost = planned.ledger.total().major();
    assert!(cost - planned.outcome.bound < 0.05, "cost {cost}, bound {}", planned.outcome.bound);
}

#[test]
fn nobody_is_counted_for_two_services_at_once() {
    let Planned { case, plan, .. } = planned();
    let coverage = PlanCoverage::of(&case.model, plan);
    for team in 0..case.model.teams.len() {
        for interval in 0..case.model.calendar.intervals() {
            let at_work: u64 = (plan.work.iter())
                .filter(|share| share.team == team && share.interval == interval)
                .map(|share| share.micro_heads)
                .sum();
            let there = coverage.present[team][interval] * 1_000_000 / u64::from(case.model.calendar.interval);
            assert!(at_work <= there + 3, "{team} {interval}: {at_work} of {there}");
        }
    }
    let mut twice: StaffingPlan = plan.clone();
    twice.work.iter_mut().for_each(|share| share.micro_heads *= 2);
    assert!(run::judge(case, &twice).breaches.iter().any(|breach| breach.rule == "split_skills"));
}

#[test]
fn everybody_takes_their_break_and_limits_of_people_hold() {
    let Planned { case, plan, .. } = plan_of(&format!("{MODEL}[rule.two]\nrule = \"shifts\"\nat_most = 2\n"));
    for person in &plan.people {
        assert!(person.shifts.len() <= 2);
        for shift in &person.shifts {
            assert_eq!(shift.breaks.len(), case.model.shifts[shift.template].breaks.len());
        }
    }
    let mut hungry = plan.clone();
    hungry.people.iter_mut().flat_map(|person| &mut person.shifts).for_each(|shift| shift.breaks.clear());
    let long = plan.people.iter().flat_map(|person| &person.shifts).any(|shift| shift.span == 360);
    assert_eq!(long, run::judge(&case, &hungry).breaches.iter().any(|breach| breach.rule == "take_breaks"));
}

#[test]
fn the_folder_shows_intervals_and_work() {
    let planned = planned();
    let heading = Heading { name: "centre".into(), title: "Centre".into() };
    let names: Vec<String> =
        files(&heading, &Figures::of(planned), planned).expect("tables").into_iter().map(|file| file.0).collect();
    for name in ["roster.csv", "work.csv", "intervals.csv", "ledger.csv"] {
        assert!(names.iter().any(|known| known == name), "{name} in {names:?}");
    }
}

#[test]
fn rows_for_whole_people_cut_parts_of_people_off_and_no_roster() {
    // A tenth of everybody is missing: what is wanted are never whole people.
    let missing = MODEL.replace("skills =", "shrinkage = 0.1\nskills =");
    let Planned { case, plan, .. } = plan_of(&missing);
    let rostering = write_roster(&case);
    let heads = headcount_program(&case, &rostering);
    let stamped = &heads.staffing_program.stamped;
    let settings = Settings::default();
    let with_counts = |mut point: Vec<f64>| {
        point.resize(heads.program.columns.len(), 0.0);
        for (at, &(column, share)) in &heads.present {
            let there =
                heads.staffing_program.builder.present[at].iter().map(|&(on, part)| part * point[stamped.column(on)]);
            point[column as usize] = there.sum::<f64>() / share;
        }
        point
    };
    let lines = lines_of(&case.model, &rostering.duties, &plan);
    let mine = solve(&skills_program(&case.model, &heads, &lines, None), &settings)
        .expect("an answer")
        .point
        .expect("a point");
    assert!(violated_inequalities(&case, &heads, &with_counts(mine)).is_empty());
    let mut parts = heads.program.clone();
    parts.columns.iter_mut().for_each(|column| column.whole = false);
    let solved = solve(&parts, &settings).expect("an answer");
    let rows = violated_inequalities(&case, &heads, &solved.point.expect("a point"));
    assert!(!rows.is_empty());
    rows.into_iter().for_each(|(row, entries)| parts.push_row(row, entries));
    assert!(solve(&parts, &settings).expect("an answer").bound > solved.bound + 0.01);
}

#[test]
fn promises_over_a_day_and_rules_over_people_go_another_way() {
    let shared = "[rule.apart]\nrule = \"never_together\"\nemployees = [\"cleo\"]\npartners = [\"eve\"]\n";
    for model in [MODEL.to_owned(), format!("{MODEL}{shared}")] {
        let case = case(&model);
        let rostering = write_roster(&case);
        let stands_alone = interval_staffing(&case, &rostering, &headcount_program(&case, &rostering)).is_some();
        assert_eq!(stands_alone, model == MODEL);
    }
    let planned = plan_of(&format!("{MODEL}{shared}"));
    let rostering = write_roster(&planned.case);
    let lines = lines_of(&planned.case.model, &rostering.duties, &planned.plan);
    // Both shifts of a day share minutes, so Cleo and Eve, the third and the fifth, never work on the same day.
    assert!(lines[2].iter().zip(&lines[4]).all(|(cleo, eve)| cleo.is_none() || eve.is_none()));
}
