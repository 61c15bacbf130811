//! Classes of customers from the file to the plan: each with its share, patience and promise, answered in order.

use crate::support::builder;

use builder::*;
use equipoise::report::zone::Zone;
use equipoise::report::{Figures, quality};
use equipoise::run;
use files::load::load;
use planning::model::*;
use queueing::{AbandonmentCounting as Counted, Customers, PriorityClass, Queue, ServiceTarget};
use std::fs;

fn class(id: &str, share: f64, patience: Option<f64>, desired: Option<Target>) -> CustomerClass {
    CustomerClass { id: id.into(), title: id.into(), share, patience, desired, adequate: None }
}

/// Four hours of calls, of which a fifth is gold.
fn calls(gold: Option<Target>, rest: Option<Target>) -> Build {
    let classes = vec![class("gold", 0.2, Some(4.0), gold), class("rest", 0.8, Some(4.0), rest)];
    Build::new("2026-05-04", 1, 60)
        .shift("any", &[h(9), h(10), h(11), h(12)], &[h(1)])
        .calls("calls", Some(50.0), 3.0, QueueTerms { classes, ..terms() }, |_, clock| {
            clock.checked_sub(h(9)).and_then(|past| [90.0, 120.0, 60.0, 30.0].get(past as usize / 60).copied())
        })
        .team("agents", 40, &[(0, 1.0)], &[0])
}

#[test]
fn every_class_is_kept_its_promise_in_every_interval() {
    let build = calls(answered(0.95, Scope::Interval, None), answered(0.8, Scope::Interval, None));
    let case = run::requirement(build.0.clone()).unwrap();
    let classes: Vec<PriorityClass> = [0.2, 0.8].map(|share| PriorityClass { share, patience: Some(4.0) }).to_vec();
    for (interval, contacts) in [(9, 90.0), (10, 120.0), (11, 60.0), (12, 30.0)] {
        let queue = Queue { rate: contacts / 60.0, handle: 3.0, patience: None };
        let asked = [0.95, 0.8].into_iter().enumerate().map(|(which, share)| {
            let promise = ServiceTarget::Answered { share, within: 1.0 / 3.0, abandoned: Counted::Missed };
            Customers { queue, classes: &classes, which: Some(which) }.staffing(&[promise]).unwrap()
        });
        assert_eq!(case.requirements[0].minimum[interval], asked.max().unwrap());
    }
    // To promise it to everybody, first come first served, takes more.
    let all = calls(None, None).with(|model| {
        let ServiceKind::Queue(terms) = &mut model.services[0].kind else { unreachable!() };
        (terms.classes, terms.patience, terms.desired) = (vec![], Some(4.0), answered(0.95, Scope::Interval, None));
    });
    assert!(build.cost() < all.cost(), "{} {}", build.cost(), all.cost());
    let planned = build.plan().unwrap();
    let figures = Figures::of(&planned);
    let service = &figures.services[0];
    assert_eq!(service.zone, Zone::Desired);
    assert_eq!(service.classes.len(), 2);
    assert!(service.classes[0].wait < service.classes[1].wait);
    assert!((service.classes[0].volume - 60.0).abs() < 1e-9);
    assert!(service.classes[0].answered.unwrap() >= 0.95 && service.classes[1].answered.unwrap() >= 0.8);
    // What both classes together get is what the service gets.
    let lost: f64 = service.classes.iter().map(|class| class.volume * class.lost).sum();
    assert!((lost / service.volume - service.lost.unwrap()).abs() < 1e-9);
}

#[test]
fn a_priced_promise_to_one_class_is_paid_for_by_its_contacts() {
    let build = calls(answered(0.9, Scope::Day, Some(10.0)), None);
    let planned = build.plan().unwrap();
    // Nobody works: none of the sixty gold contacts is answered, and 54 are promised.
    let mut nobody = planned.plan.clone();
    nobody.people.clear();
    nobody.work.clear();
    let charges = build.judge(&nobody).charges;
    let due: i64 = charges.iter().filter(|charge| charge.account == "price.target").map(|charge| charge.amount.0).sum();
    // More than that: where heads are few the straight lines of a curve lie below it.
    assert!((54_000..2 * 54_000).contains(&due), "{due}");
    // A promise to all three hundred, missed in the same way, would cost some five times as much.
    assert!(planned.ledger.total().0 < due, "{} {due}", planned.ledger.total().0);
}

#[test]
fn levers_move_classes_alike() {
    let build = calls(answered(0.9, Scope::Day, None), answered(0.7, Scope::Day, Some(0.2)));
    let (from, to) = (build.place(0, |_, clock| clock == h(10)), build.place(0, |_, clock| clock > h(10)));
    let it = Lever { id: "it".into(), title: "it".into(), kind: "off_peak".into(), limit: 0.5, ..Lever::default() };
    let with = |price: f64| {
        build.clone().lever(Lever { from: from.clone(), to: to.clone(), price: money(price), ..it.clone() })
    };
    assert!(with(0.01).cost() <= build.cost());
    assert_eq!(with(100.0).cost(), build.cost());
    let calmer = Lever {
        kind: "comfort".into(),
        from: build.place(0, |_, _| true),
        changes: vec![ModelChange::Patience { service: 0, minutes: 30.0 }],
        fixed: money(1.0),
        ..it
    };
    assert!(build.clone().lever(calmer).cost() <= build.cost());
}

#[test]
fn files_declare_classes_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("week.csv"), "day,time,weight\nmon-fri,09:00,3\nmon-fri,10:00,4\nmon-fri,11:00,2\n").unwrap();
    fs::write(
        at("model.toml"),
        r#"
title = "Desk"
timezone = "Europe/Amsterdam"
currency = "EUR"
interval = "60min"
start = 2026-03-02
days = 5
open = { mon-fri = "09:00-12:00" }

[service.calls]
demand = { weekly = "week.csv", volume = 900 }
handle = "4min"
patience = "5min"
shortage = "90/head-hour"

[service.calls.class.everybody]
share = 0.75
priority = 1
desired = { share = 0.70, within = "60s", over = "day", price = "0.50/contact" }

[service.calls.class.gold]
title = "Gold card"
share = 0.25
priority = 2
patience = "8min"
desired = { share = 0.90, within = "20s", over = "day", price = "2.00/contact" }
adequate = { share = 0.60, within = "60s" }

[team.desk]
heads = 30
skills = { calls = 1.0 }
wage = "20/h"
shifts = ["day"]

[shift.day]
start = "09:00"
paid = "3h"
"#,
    )
    .unwrap();
    fs::write(
        at("more.toml"),
        "title = \"More gold\"\nmodel = \".\"\n[set]\n\"service.calls.class.gold.share\" = 0.4\n\"service.calls.class.everybody.share\" = 0.6\n",
    )
    .unwrap();
    let read = |file: &str| load(&at(file)).unwrap_or_else(|problems| panic!("{problems}")).model;
    let (model, more) = (read("model.toml"), read("more.toml"));
    let ServiceKind::Queue(terms) = &model.services[0].kind else { unreachable!() };
    let ids: Vec<&str> = terms.classes.iter().map(|class| class.id.as_str()).collect();
    assert_eq!(ids, ["gold", "everybody"]);
    assert_eq!(terms.classes.iter().map(|class| class.patience).collect::<Vec<_>>(), [Some(8.0), Some(5.0)]);
    let ServiceKind::Queue(terms) = &more.services[0].kind else { unreachable!() };
    assert_eq!(terms.classes.iter().map(|class| class.share).collect::<Vec<_>>(), [0.4, 0.6]);
    let cost = |model: Model| run::plan(run::requirement(model).unwrap(), &exact()).unwrap();
    let (one, other) = (cost(model), cost(more));
    // More of those who are promised more cost more.
    assert!(one.ledger.total() < other.ledger.total());
    let figures = Figures::of(&one);
    let zones = &figures.services[0].classes[0].zones;
    // Heads may lack at their price, so an interval may be below adequate; a day is not.
    assert!(zones.iter().skip(1).all(|zones| zones.below == 0), "{zones:?}");
    assert_eq!(zones.iter().map(|zones| zones.below + zones.within + zones.above).collect::<Vec<_>>(), [15, 5, 1, 1]);
    // A plan folder keeps it all.
    for (name, bytes) in equipoise::report::folder::files(
        &files::folder::Heading { name: "it".into(), title: "it".into() },
        &figures,
        &one,
    )
    .unwrap()
    {
        fs::write(at(&name), bytes).unwrap();
    }
    let kept = files::folder::read(folder.path()).unwrap();
    assert_eq!(kept.case, one.case);
    assert!(run::judge(&kept.case, &kept.plan).breaches.is_empty());
}

#[test]
fn output_is_weighted_by_the_quality_reached() {
    // One class of everybody, promised 90 % in 20 seconds over the day.
    let build = calls(answered(0.9, Scope::Day, Some(20.0)), None);
    let planned = build.plan().unwrap();
    let figures = Figures::of(&planned);
    let gold = &figures.services[0].classes[0];
    let measure = Measure::Answered { share: 0.9, within: 1.0 / 3.0 };
    let wanted = gold.volume * (1.0 - gold.lost) * quality::quality(&measure, gold.promises[0].reached);
    assert!((gold.weighted - wanted).abs() < 1e-9);
    // The others are promised nothing: whoever is served counts in full.
    let rest = &figures.services[0].classes[1];
    assert!((rest.weighted - rest.volume * (1.0 - rest.lost)).abs() < 1e-9);
    let (shown, worked) = (figures.weighted_per_paid_hour(), (gold.weighted + rest.weighted) / figures.paid_hours());
    assert!((shown - worked).abs() < 1e-9, "{shown} {worked}");
}

/// A gold customer who is not answered in time costs 0.50, less than any head would save at ten an hour: nobody comes, and all
/// that is promised is missed. One point less is a hundredth of sixty customers: 0.30, by the dual as by another plan.
#[test]
fn a_point_of_the_promise_to_a_class_has_a_price() {
    let build = calls(answered(0.95, Scope::Day, Some(0.5)), None);
    let planned = build.plan().unwrap();
    assert!(planned.plan.people.iter().all(|person| person.shifts.is_empty()));
    let prices = run::prices::prices(&planned.case, &planned.plan, planned.ledger.total(), &exact()).unwrap();
    let gold = prices.iter().find(|price| price.what.contains("target")).unwrap();
    assert_eq!(gold.what, "one point of the target of calls for gold");
    assert!((gold.dual.unwrap() - 0.3).abs() < 1e-6, "{gold:?}");
    assert_eq!(gold.solved.unwrap().0, 30);
}
