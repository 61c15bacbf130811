//! Rosters of tiny wards, planned, judged and booked: the best there is, whatever else is asked.

use crate::support::ward;

use base::money::Money;
use equipoise::report::folder::files;
use equipoise::report::{Figures, explanation};
use equipoise::run;
use equipoise::run::Planned;
use files::folder::Heading;
use mip::outcome::{Ending, Verdict};
use mip::solver::Settings;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use ward::*;

const COVER: &str = "[cover.early]\nshifts = [\"early\"]\nneed = 1\nunder = \"100/head\"\nover = \"10/head\"\n\n\
                     [cover.night]\nshifts = [\"night\"]\nneed = 1\nunder = \"150/head\"\nover = \"10/head\"\n\n";

fn best(planned: &Planned, least: i64) {
    assert_eq!(planned.ledger.total(), Money(least), "{:?}", letters(planned));
    assert_eq!(planned.outcome.ending, Ending::Proved, "bound {}", planned.outcome.bound);
    assert!(run::judge(&planned.case, &planned.plan).breaches.is_empty());
}

#[test]
fn the_cheapest_of_all_rosters_is_found_and_proved() {
    let rules = "[rule.run]\nrule = \"consecutive_days\"\nat_most = 2\n\n\
                 [rule.hours]\nrule = \"minutes\"\nat_most = \"16h\"\nper = \"horizon\"\n\n\
                 [rule.turn]\nrule = \"forbidden_succession\"\nshifts = [\"night\"]\nothers = [\"early\"]\n";
    let wishes = "wishes = [{ date = 2026-05-05, wish = \"day-off\", price = \"7\" }]\n";
    let case = case(4, &[("ann", wishes), ("bob", "")], &format!("{COVER}{rules}"));
    best(&plan(&case).unwrap(), least(&case).unwrap());
}

#[test]
fn a_hard_cover_is_kept_and_its_cost_is_the_least() {
    let hard = COVER.replace("\"150/head\"", "\"forbidden\"");
    let rules = "[rule.hours]\nrule = \"minutes\"\nat_most = \"16h\"\nper = \"horizon\"\n";
    let case = case(4, &[("ann", ""), ("bob", "")], &format!("{hard}{rules}"));
    let planned = plan(&case).unwrap();
    best(&planned, least(&case).unwrap());
    let nights: usize = letters(&planned).iter().map(|line| line.matches('n').count()).sum();
    assert_eq!(nights, 4);
}

#[test]
fn hours_are_spent_over_a_long_horizon_as_well_as_can_be() {
    let rules = "[rule.run]\nrule = \"consecutive_days\"\nat_most = 5\n\n\
                 [rule.hours]\nrule = \"minutes\"\nat_most = \"160h\"\nper = \"horizon\"\n";
    let early = COVER.split_inclusive("\n\n").next().unwrap();
    let case = case(70, &[("ann", ""), ("bob", "")], &format!("{early}{rules}"));
    // Two people have twenty shifts each, so that thirty of seventy days miss somebody.
    best(&plan(&case).unwrap(), 30 * 10_000);
}

#[test]
fn a_price_changes_the_roster() {
    let with = |price: &str| {
        let wishes = format!("wishes = [{{ date = 2026-05-04, wish = \"day-off\", price = \"{price}\" }}]\n");
        case(1, &[("ann", &wishes)], "[cover.early]\nshifts = [\"early\"]\nneed = 1\nunder = \"100/head\"\n")
    };
    assert_eq!(letters(&plan(&with("99")).unwrap()), ["e"]);
    assert_eq!(letters(&plan(&with("101")).unwrap()), ["-"]);
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let wishes = "wishes = [{ date = 2026-05-06, wish = \"off\", shifts = [\"night\"], price = \"3\" }]\n";
    let case = case(7, &[("ann", wishes), ("bob", ""), ("cid", ""), ("dan", "")], COVER);
    let bytes = || {
        let planned = plan(&case).unwrap();
        assert_eq!(planned.outcome.ending, Ending::Proved);
        let heading = Heading { name: "ward".into(), title: "Ward".into() };
        files(&heading, &Figures::of(&planned), &planned).unwrap()
    };
    assert_eq!(bytes(), bytes());
}

#[test]
fn a_roster_to_begin_with_is_used_and_what_may_not_be_worked_is_told() {
    let case = case(4, &[("ann", ""), ("bob", "absences = [{ from = 2026-05-04 }]\n")], COVER);
    let planned = plan(&case).unwrap();
    let again = run::warm_start(&case, planned.plan.people.clone());
    assert!(again.told.is_empty());
    let settings = settings();
    let repeated = run::plan_from(case.clone(), &settings, Some(&again.plan)).unwrap();
    assert_eq!(repeated.ledger.total(), planned.ledger.total());
    let mut wrong = planned.plan.people.clone();
    let mine = wrong[0].shifts[0].clone();
    wrong.retain(|person| person.number == 1);
    wrong.push(planning::plan::Person { team: 0, number: 2, shifts: vec![mine] });
    let start = run::warm_start(&case, wrong);
    assert_eq!(start.told.len(), 1, "{:?}", start.told);
    assert!(start.told[0].contains("bob"));
    assert_eq!(start.plan.people.len(), 1);
    assert_eq!(run::plan_from(case, &settings, Some(&start.plan)).unwrap().ledger.total(), planned.ledger.total());
}

#[test]
fn an_interrupt_leaves_the_best_roster_so_far() {
    let names: Vec<String> = (0..12).map(|index| format!("p{index}")).collect();
    let people: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    let rules = "[rule.run]\nrule = \"consecutive_days\"\nat_least = 2\nat_most = 4\n\n\
                 [rule.off]\nrule = \"consecutive_days_off\"\nat_least = 2\n\n\
                 [rule.hours]\nrule = \"minutes\"\nat_least = \"88h\"\nat_most = \"96h\"\nper = \"horizon\"\n";
    let case = case(28, &people, &format!("{}{rules}", COVER.replace("need = 1", "need = 4")));
    let interrupt = Arc::new(AtomicBool::new(false));
    let stop = interrupt.clone();
    let watcher = Arc::new(move |_| stop.store(true, Ordering::Relaxed));
    let settings = Settings { interrupt, watcher: Some(watcher), time_limit: 10.0, gap: 0.0, ..Settings::default() };
    let planned = run::plan(case, &settings).unwrap();
    assert!(planned.outcome.bound <= planned.ledger.total().major());
    assert!([Ending::Interrupted, Ending::Proved, Ending::TimeLimit].contains(&planned.outcome.ending));
    assert!(matches!(planned.outcome.verdict, Verdict::Feasible | Verdict::Optimal));
}

#[test]
fn breaks_are_placed_where_they_may_be() {
    let shift = "[shift.long]\nstart = \"08:00\"\npaid = \"8h\"\nbreaks = [\n\
                 { name = \"meal\", length = \"30min\", paid = false, begins = \"3h..5h step 30min\" }]\n";
    let mut case =
        case(1, &[("ann", "")], &format!("{shift}\n[cover.day]\nshifts = [\"long\"]\nneed = 1\nunder = \"9/head\"\n"));
    case.model.teams[0].shifts = (0..case.model.shifts.len()).collect();
    let planned = plan(&case).unwrap();
    let taken = &planned.plan.people[0].shifts[0].breaks;
    assert_eq!((taken[0].begin, taken[0].length), (240, 30));
}

#[test]
fn a_cell_is_explained_by_what_forbids_breaks_and_costs_everything_else() {
    let rules = "[rule.turn]\nrule = \"forbidden_succession\"\nshifts = [\"night\"]\nothers = [\"early\"]\n";
    let more = format!("{}{rules}", COVER.replace("need = 1", "need = { mon = 1 }"));
    let case = case(2, &[("ann", ""), ("bob", "absences = [{ from = 2026-05-04, until = 2026-05-05 }]\n")], &more);
    let planned = plan(&case).unwrap();
    assert!(letters(&planned)[0].starts_with('n') && letters(&planned)[1] == "--");
    let date = "2026-05-04".parse().unwrap();
    let why = run::explain(&case, &planned.plan, ("ann", date), 2.0).unwrap();
    let text = explanation::text(&why, &case.model);
    assert!(text.contains("ann works night on 2026-05-04"), "{text}");
    assert!(text.contains("cover night: 1 there, 1 wanted"), "{text}");
    assert!(text.contains("off: costs 150.00 EUR more"), "{text}");
    assert!(text.contains("early: costs 50.00 EUR more"), "{text}");
    let away = explanation::text(&run::explain(&case, &planned.plan, ("bob", date), 2.0).unwrap(), &case.model);
    assert!(away.contains("early: forbidden by availability"), "{away}");
    let next = "2026-05-05".parse().unwrap();
    let after = explanation::text(&run::explain(&case, &planned.plan, ("ann", next), 2.0).unwrap(), &case.model);
    let after = after.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(after.contains("early: breaks forbidden_succession [turn]"), "{after}");
    assert!(after.contains("With the rest of the line chosen anew it costs 50.00 EUR more"), "{after}");
    assert!(run::explain(&case, &planned.plan, ("eve", date), 2.0).is_err());
    assert!(run::explain(&case, &planned.plan, ("ann", "2027-01-01".parse().unwrap()), 2.0).is_err());
}
