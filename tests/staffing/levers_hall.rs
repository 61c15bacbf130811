//! All levers at once on the organisations that ship: within the gap asked for, with closed books, and with contributions that
//! add up.

use equipoise::report::Figures;
use equipoise::run;
use equipoise::run::contributions::contributions;
use files::load::load;
use mip::solver::Settings;
use std::path::Path;
use std::time::Instant;

fn case(file: &str) -> planning::model::Case {
    let loaded = load(Path::new(file)).unwrap_or_else(|problems| panic!("{problems}"));
    run::requirement(loaded.model).unwrap()
}

#[test]
fn fourteen_levers_in_one_program() {
    let case = case("scenarios/service-hall/all.toml");
    assert_eq!(case.model.levers.len(), 14);
    // Less than a minute on two cores; the clock of a slower machine must not decide.
    let settings = Settings { gap: 0.005, time_limit: 400.0, ..Settings::default() };
    let begin = Instant::now();
    let planned = run::plan(case.clone(), &settings).unwrap();
    println!("{:?} in {:.1} s", planned.outcome, begin.elapsed().as_secs_f64());
    assert!(planned.outcome.gap <= 0.005, "{:?}", planned.outcome);
    assert!(planned.outcome.bound >= 10_400.0, "{:?}", planned.outcome);
    assert!(planned.ledger.total().major() <= 10_510.0, "{}", planned.ledger.total());
    // The books: what judges charge is the ledger, and what levers cost is in it under their names.
    let findings = run::judge(&planned.case, &planned.plan);
    assert!(findings.breaches.is_empty());
    let charged: i64 = findings.charges.iter().map(|charge| charge.amount.0).sum();
    assert_eq!(charged, planned.ledger.total().0);
    let figures = Figures::of(&planned);
    let levers: i64 = figures.levers.iter().map(|lever| lever.cost.0).sum();
    let booked = planned
        .ledger
        .entries
        .iter()
        .filter(|line| line.account.starts_with("lever.") || line.account.starts_with("subcontract."));
    assert_eq!(levers, booked.map(|line| line.amount.0).sum::<i64>());
    assert!(figures.levers.iter().filter(|lever| lever.pulled).count() >= 6, "{:?}", figures.levers);
}

#[test]
fn contributions_of_all_levers_add_up_to_what_they_save() {
    let case = case("scenarios/workshop/all.toml");
    let settings = Settings { gap: 0.005, time_limit: 20.0, ..Settings::default() };
    let planned = run::plan(case.clone(), &settings).unwrap();
    let found = contributions(&case, planned.ledger.total(), &settings).unwrap();
    assert_eq!(found.each.len(), case.model.levers.len());
    let sum: i64 = found.each.iter().map(|(_, amount)| amount.0).sum();
    assert_eq!(found.without.0 - sum, found.with.0);
    assert_eq!(found.with, planned.ledger.total());
    // Only the last may seem to cost something: it is measured against a plan that another search found.
    assert!(found.each.iter().rev().skip(1).all(|(_, amount)| amount.0 >= 0), "{found:?}");
}
