//! Models without a plan: the conflict names the right rules, none too many, and its ways out are true.

use crate::support::builder;

use builder::*;
use equipoise::run::Failure;
use planning::conflict::{Conflict, WayOut};
use planning::model::*;

fn conflict(build: &Build) -> Conflict {
    match build.plan() {
        Err(Failure::Infeasible(conflict)) => conflict,
        other => panic!("expected a conflict: {other:?}"),
    }
}

fn rules(conflict: &Conflict) -> Vec<&str> {
    let mut rules: Vec<&str> = conflict.members.iter().map(|member| member.rule.as_str()).collect();
    rules.dedup();
    rules
}

/// The way out that contains these words.
fn way<'a>(conflict: &'a Conflict, words: &str) -> &'a WayOut {
    let found = conflict.ways_out.iter().find(|way| way.what.contains(words));
    found.unwrap_or_else(|| panic!("no way out with {words:?} in {:?}", conflict.ways_out))
}

fn cents(way: &WayOut) -> i64 {
    way.cost.0
}

fn sound(conflict: &Conflict) {
    let costs: Vec<i64> = conflict.ways_out.iter().map(cents).collect();
    assert!(costs.is_sorted(), "{costs:?}");
    assert!(!conflict.ways_out.is_empty() && conflict.ways_out.len() <= 3);
    for way in &conflict.ways_out {
        assert!(way.amount > 0.0 && !way.unit.is_empty() && !way.what.contains('{'), "{way:?}");
    }
    for member in &conflict.members {
        assert!(!member.subject.is_empty() && member.sentence.len() > 10, "{member:?}");
    }
}

/// Planning with so many heads in the first team costs what the way out says, and with one fewer there is no plan.
fn heads_help(build: &Build, way: &WayOut) {
    let with = |heads: u32| {
        build.clone().with(|model| model.teams[0].heads = Capacity::Given(model.teams[0].heads.most() + heads))
    };
    assert_eq!(with(way.amount as u32).cost(), cents(way), "{way:?}");
    assert!(matches!(with(way.amount as u32 - 1).plan(), Err(Failure::Infeasible(_))), "{way:?}");
}

/// With the shortage allowed, at a price nobody pays gladly, exactly the hours named are missing.
fn shortage_helps(build: &Build, service: usize, way: &WayOut) {
    let dear = 100_000.0;
    let priced = build.clone().with(|model| model.services[service].shortage = Shortage::Priced(money(dear)));
    let planned = priced.plan().unwrap();
    let shortage = planned.ledger.accounts()["price.shortage"].0;
    assert_eq!(shortage, (way.amount * dear * 100.0).round() as i64, "{way:?}");
    assert_eq!(planned.ledger.cash().0, cents(way), "{way:?}");
}

fn open(from: u32, to: u32, heads: u32) -> impl Fn(u32, u32) -> Option<u32> {
    move |_, clock| (from..to).contains(&clock).then_some(heads)
}

#[test]
fn too_few_heads() {
    let build = Build::new("2026-05-04", 2, 60)
        .shift("day", &[h(9)], &[h(8)])
        .needs("shop", None, |day, clock| (h(9)..h(17)).contains(&clock).then_some(if day == 1 { 5 } else { 1 }))
        .team("staff", 2, &[(0, 1.0)], &[0])
        // Rules that have nothing to do with it.
        .with(|model| {
            model.rules.rest_between_shifts = Some(h(11));
            model.rules.distinct_shifts = Some(DistinctShiftLimit { at_most: Some(1), price: None });
        });
    let conflict = conflict(&build);
    sound(&conflict);
    assert_eq!(rules(&conflict), ["headcount", "meet_requirement"]);
    assert_eq!(conflict.members[0].subject, "staff");
    assert_eq!(conflict.members[1].subject, "shop on 2026-05-05", "Monday is not to blame");
    heads_help(&build, way(&conflict, "add 3 heads to staff"));
    shortage_helps(&build, 0, way(&conflict, "accept 24 head-hours of shortage in shop"));
}

#[test]
fn days_off_against_a_week_of_work() {
    let build = Build::new("2026-05-04", 7, 60)
        .shift("day", &[h(9)], &[h(8)])
        .needs("shop", None, open(h(9), h(17), 1))
        .team("staff", 1, &[(0, 1.0)], &[0])
        .with(|model| model.teams[0].days_off = Some(DaysOffTerms { per_week: 2, consecutive: true }));
    let conflict = conflict(&build);
    sound(&conflict);
    assert_eq!(rules(&conflict), ["days_off", "headcount", "meet_requirement"]);
    // Leaving any one of them out leaves no conflict.
    let clone = || build.clone();
    assert_eq!(clone().with(|model| model.teams[0].days_off = None).cost(), 56_000);
    assert_eq!(clone().with(|model| model.services[0].shortage = Shortage::Priced(money(1.0))).cost(), 5_600);
    heads_help(&build, way(&conflict, "add 1 heads to staff"));
    shortage_helps(&build, 0, way(&conflict, "accept 16 head-hours"));
    assert_eq!(cents(way(&conflict, "give up 2 days off")), 56_000);
    assert_eq!(conflict.ways_out.len(), 3);
    let one = build.with(|model| model.teams[0].days_off = Some(DaysOffTerms { per_week: 1, consecutive: false }));
    assert!(matches!(one.plan(), Err(Failure::Infeasible(_))), "one day off fewer is not enough");
}

#[test]
fn more_servers_than_counters() {
    let build = Build::new("2026-05-04", 1, 60)
        .shift("day", &[h(9)], &[h(8)])
        .needs("shop", None, open(h(9), h(11), 3))
        .team("staff", 9, &[(0, 1.0)], &[0])
        .resource("till", Capacity::Given(1), &[0]);
    let conflict = conflict(&build);
    sound(&conflict);
    assert_eq!(rules(&conflict), ["meet_requirement", "share_resources"]);
    let tills = way(&conflict, "add 2 to till");
    assert_eq!(build.clone().with(|model| model.resources[0].count = Capacity::Given(3)).cost(), cents(tills));
    let two = build.clone().with(|model| model.resources[0].count = Capacity::Given(2));
    assert!(matches!(two.plan(), Err(Failure::Infeasible(_))));
    shortage_helps(&build, 0, way(&conflict, "accept 4 head-hours"));
}

#[test]
fn a_hard_target_over_the_day() {
    let terms = QueueTerms { desired: answered(0.8, Scope::Day, None), ..terms() };
    let build = Build::new("2026-05-04", 1, 60)
        .shift("day", &[h(9)], &[h(8)])
        .calls("calls", Some(50.0), 4.0, terms, |_, clock| (h(9)..h(17)).contains(&clock).then_some(60.0))
        .team("staff", 4, &[(0, 1.0)], &[0]);
    let conflict = conflict(&build);
    sound(&conflict);
    assert_eq!(rules(&conflict), ["headcount", "keep_target"]);
    heads_help(&build, way(&conflict, "heads to staff"));
    // What is missing is what four heads leave undone, at a price for each contact.
    let missed = way(&conflict, "miss the target of calls");
    let priced = build.with(|model| {
        if let ServiceKind::Queue(terms) = &mut model.services[0].kind {
            terms.desired = answered(0.8, Scope::Day, Some(1_000.0));
        }
    });
    let charged = priced.plan().unwrap().ledger.accounts()["price.target"].0 as f64 / 100_000.0;
    assert!((charged - missed.amount).abs() < 0.01, "{charged} and {missed:?}");
}

#[test]
fn contract_hours_against_the_work_of_a_week() {
    // Six shifts of eight hours, 40 h a head.
    let build = Build::new("2026-05-04", 7, 60)
        .shift("day", &[h(9)], &[h(8)])
        .needs("shop", None, |day, clock| (day < 6 && (h(9)..h(17)).contains(&clock)).then_some(1))
        .team("staff", 1, &[(0, 1.0)], &[0])
        .with(|model| model.teams[0].hours = Some(ContractHoursTerms { per_week: h(40), guaranteed: false }));
    let conflict = conflict(&build);
    sound(&conflict);
    assert_eq!(rules(&conflict), ["contract_hours", "headcount", "meet_requirement"]);
    let longer = way(&conflict, "allow 8 hours above contract in staff");
    let overtime = Some(OvertimeTerms { up_to: h(8), add: money(0.0) });
    assert_eq!(build.clone().with(|model| model.teams[0].overtime = overtime).cost(), cents(longer));
    heads_help(&build, way(&conflict, "add 1 heads"));
    shortage_helps(&build, 0, way(&conflict, "accept 8 head-hours"));
}

#[test]
fn rest_between_a_late_and_an_early_shift() {
    let build = Build::new("2026-05-04", 2, 60)
        .shift("day", &[h(7), h(15)], &[h(8)])
        .needs("shop", None, |day, clock| {
            let open = if day == 0 { h(15)..h(23) } else { h(7)..h(15) };
            open.contains(&clock).then_some(1)
        })
        .team("staff", 1, &[(0, 1.0)], &[0])
        .with(|model| model.rules.rest_between_shifts = Some(h(11)));
    let conflict = conflict(&build);
    sound(&conflict);
    assert_eq!(rules(&conflict), ["headcount", "meet_requirement", "rest_between_shifts"]);
    assert_eq!(cents(way(&conflict, "let 1 people of staff rest less")), 16_000);
    assert_eq!(build.clone().with(|model| model.rules.rest_between_shifts = Some(h(8))).cost(), 16_000);
    heads_help(&build, way(&conflict, "add 1 heads"));
}

#[test]
fn work_that_cannot_be_done_in_time() {
    let build = Build::new("2026-05-04", 1, 60)
        .shift("day", &[h(16)], &[h(1)])
        .work("mail", None, 60.0, DueDate::OpenDays(0), |_, clock| {
            (h(9)..h(17)).contains(&clock).then_some(if clock == h(16) { 3.0 } else { 0.0 })
        })
        .team("clerks", 1, &[(0, 1.0)], &[0]);
    let conflict = conflict(&build);
    sound(&conflict);
    assert_eq!(rules(&conflict), ["finish_in_time", "headcount"]);
    heads_help(&build, way(&conflict, "add 2 heads to clerks"));
    let late = way(&conflict, "finish 2 contacts of mail after their deadline");
    assert_eq!(cents(late), 1_000);
}

#[test]
fn more_different_shifts_than_allowed() {
    let build = Build::new("2026-05-04", 1, 60)
        .shift("short", &[h(9), h(13), h(17)], &[h(2)])
        .needs("shop", None, |_, clock| {
            [h(9), h(13), h(17)].iter().any(|&start| (start..start + h(2)).contains(&clock)).then_some(1)
        })
        .team("staff", 5, &[(0, 1.0)], &[0])
        .with(|model| model.rules.distinct_shifts = Some(DistinctShiftLimit { at_most: Some(1), price: None }));
    let conflict = conflict(&build);
    sound(&conflict);
    assert_eq!(rules(&conflict), ["distinct_shifts", "meet_requirement"]);
    let more = way(&conflict, "allow 2 more different shifts");
    let three = Some(DistinctShiftLimit { at_most: Some(3), price: None });
    assert_eq!(build.with(|model| model.rules.distinct_shifts = three).cost(), cents(more));
}

#[test]
fn a_decided_number_of_heads_that_is_too_small() {
    let build = Build::new("2026-05-04", 7, 60)
        .shift("day", &[h(9)], &[h(8)])
        .needs("shop", None, |day, clock| (day < 5 && (h(9)..h(17)).contains(&clock)).then_some(4))
        .team("staff", 0, &[(0, 1.0)], &[0])
        .with(|model| {
            model.teams[0].heads = Capacity::Decided { min: 1, max: 2, price: money(100.0) };
            model.teams[0].hours = Some(ContractHoursTerms { per_week: h(40), guaranteed: true });
        });
    let conflict = conflict(&build);
    sound(&conflict);
    let way = way(&conflict, "add 2 heads to staff");
    let four = build.with(|model| model.teams[0].heads = Capacity::Decided { min: 1, max: 4, price: money(100.0) });
    assert_eq!(four.cost(), cents(way));
}
