//! What is read off plans with and without levers: prices, the state map, contributions, the frontier; and folders that keep
//! pulls.

use crate::support::builder;

use builder::*;
use equipoise::report;
use equipoise::report::{Figures, folder};
use equipoise::run;
use equipoise::run::service_state::{Binding, BindingEvidence, ServiceState};
use files::folder::Heading;
use mip::solver::Settings;
use planning::model::*;
use planning::plan::LeverEffect;

/// One hour that asks for so many heads, ten an hour each, fifty for each that is missing.
fn hour(needs: u32, people: u32) -> Build {
    Build::new("2026-05-04", 1, 60)
        .shift("any", &[h(9)], &[h(1)])
        .needs("desk", Some(50.0), move |_, clock| (clock == h(9)).then_some(needs))
        .team("clerks", people, &[(0, 1.0)], &[0])
}

fn lever(kind: &str, from: Vec<ServiceIntervals>, price: f64) -> Lever {
    let (id, kind) = (kind.to_owned(), kind.to_owned());
    Lever { title: id.clone(), id, kind, from, limit: 1.0, price: money(price), ..Lever::default() }
}

#[test]
fn one_more_person_is_worth_the_shortage_less_the_wage() {
    let build = hour(4, 3);
    let planned = build.plan().unwrap();
    let prices = run::prices::prices(&planned.case, &planned.plan, planned.ledger.total(), &exact()).unwrap();
    let clerk = prices.iter().find(|price| price.what.contains("clerks")).unwrap();
    assert!((clerk.dual.unwrap() - 40.0).abs() < 1e-6, "{clerk:?}");
    assert_eq!(clerk.solved.unwrap().0, 4_000);
}

#[test]
fn one_more_counter_is_worth_the_shortage_less_the_wage() {
    let build = hour(4, 9).resource("counter", Capacity::Given(3), &[0]);
    let planned = build.plan().unwrap();
    let prices = run::prices::prices(&planned.case, &planned.plan, planned.ledger.total(), &exact()).unwrap();
    let counter = prices.iter().find(|price| price.what.contains("counter")).unwrap();
    // With three people at work a fourth counter alone helps nobody, so the dual differs; the plans do not.
    assert_eq!(counter.solved.unwrap().0, 4_000);
    let nobody = prices.iter().find(|price| price.what.contains("clerks")).unwrap();
    assert_eq!(nobody.solved.unwrap().0, 0);
}

/// Two teams and a counter that are short in different hours: every price that was planned again has the sign of its dual.
#[test]
fn duals_and_true_plans_agree_in_sign() {
    let calls = QueueTerms { desired: answered(0.8, Scope::Day, Some(3.0)), ..terms() };
    let build = Build::new("2026-05-04", 2, 60)
        .shift("any", &[h(9), h(10), h(11)], &[h(1)])
        .calls("calls", Some(60.0), 3.0, calls, |_, clock| (h(9)..h(12)).contains(&clock).then_some(150.0))
        .needs("desk", Some(50.0), |day, clock| (h(9)..h(12)).contains(&clock).then_some(3 + day))
        .team("agents", 7, &[(0, 1.0)], &[0])
        .team("clerks", 3, &[(1, 1.0)], &[0])
        .team("porters", 5, &[(1, 1.0)], &[0])
        .resource("counter", Capacity::Given(3), &[1]);
    let planned = build.plan().unwrap();
    let cost = planned.ledger.total();
    let prices = run::prices::prices(&planned.case, &planned.plan, cost, &exact()).unwrap();
    let both: Vec<(f64, f64)> = prices.iter().filter_map(|price| Some((price.dual?, price.solved?.major()))).collect();
    assert!(both.len() >= 5, "{prices:?}");
    assert!(both.iter().any(|(dual, solved)| *dual > 1.0 && *solved > 1.0), "{prices:?}");
    for (dual, solved) in &both {
        assert!(*dual >= -1e-6 && *solved >= -1e-6, "{prices:?}");
    }
    let text = report::prices::text(&prices, "EUR");
    assert!(text.contains(&format!("{} of {} agree", both.len(), both.len())), "{text}");
    assert!(text.contains("difference"), "{text}");
    // However little time there is, one more of something never comes out dearer than the plan that is there.
    let hurry = Settings { time_limit: 0.0, ..exact() };
    let hurried = run::prices::prices(&planned.case, &planned.plan, cost, &hurry);
    for price in hurried.into_iter().flatten() {
        assert!(price.solved.is_none_or(|solved| solved.0 >= 0), "{price:?}");
    }
}

#[test]
fn the_map_tells_what_binds() {
    let cells = |build: &Build| {
        let planned = build.plan().unwrap();
        run::service_state::state_map(&planned.case, &planned.plan, &exact()).unwrap()
    };
    let people = cells(&hour(4, 3));
    assert_eq!(people.len(), 1);
    assert_eq!(
        (people[0].state, people[0].binds.clone()),
        (
            ServiceState::ExcessDemand,
            Some((Binding::People("desk".into(), vec!["clerks".into()]), BindingEvidence::Dual))
        )
    );
    assert!((people[0].worth - 50.0).abs() < 1e-6);
    // Four people at three counters: one of them stands by.
    let busy = hour(4, 9).resource("counter", Capacity::Given(3), &[0]).with(|model| model.services[0].minimum = 4);
    assert_eq!(cells(&busy)[0].state, ServiceState::ExcessDemand);
    assert_eq!(cells(&busy)[0].binds, Some((Binding::Equipment("counter".into()), BindingEvidence::Dual)));
    let room = busy.with(|model| model.resources[0].space = true);
    assert_eq!(cells(&room)[0].binds, Some((Binding::Space("counter".into()), BindingEvidence::Dual)));
    // Three people at three counters: a fourth of neither alone helps, and the dual may lie on the people.
    let both = hour(4, 9).resource("counter", Capacity::Given(3), &[0]);
    let (binding, _) = cells(&both)[0].binds.clone().unwrap();
    assert_eq!(binding, Binding::Equipment("counter".into()));
    // One clerk for two desks: people bind, and the dual of the team says so.
    let split = hour(2, 1).needs("files", Some(50.0), |_, clock| (clock == h(9)).then_some(1)).with(|model| {
        model.teams[0].skills.push((1, 1.0));
    });
    let binds: Vec<_> = cells(&split).into_iter().filter_map(|cell| cell.binds).collect();
    assert!(!binds.is_empty());
    for (binding, read) in binds {
        assert!(matches!(&binding, Binding::People(_, teams) if teams == &["clerks"]), "{binding:?}");
        assert_eq!(read, BindingEvidence::Dual);
    }
    // Somebody is free, but no shift begins at nine.
    let late = hour(1, 3).with(|model| model.shifts[0].starts = vec![h(10)]);
    assert_eq!(cells(&late)[0].binds, Some((Binding::Time, BindingEvidence::Dual)));
    assert_eq!(cells(&hour(4, 4))[0].state, ServiceState::Balanced);
    // Two hours in one shift: the second asks for four, the first for one.
    let idle = Build::new("2026-05-04", 1, 60)
        .shift("any", &[h(9)], &[h(2)])
        .needs("desk", Some(50.0), |_, clock| {
            clock.checked_sub(h(9)).and_then(|past| [1, 4].get(past as usize / 60).copied())
        })
        .team("clerks", 9, &[(0, 1.0)], &[0]);
    let cells = cells(&idle);
    assert_eq!((cells[0].state, cells[1].state), (ServiceState::ExcessSupply, ServiceState::Balanced));
}

#[test]
fn contributions_add_up_to_the_difference() {
    let base = hour(4, 3);
    let from = base.place(0, |_, _| true);
    let build = base.lever(lever("subcontract", from.clone(), 30.0)).lever(lever("substitute", from, 20.0));
    let planned = build.plan().unwrap();
    let found = run::contributions::contributions(&planned.case, planned.ledger.total(), &exact()).unwrap();
    // Without: 30 and a shortage of 50. A supplier for 30 saves 20; a machine for 20 saves 10 more.
    assert_eq!(found.without.0, 8_000);
    let each: Vec<i64> = found.each.iter().map(|(_, amount)| amount.0).collect();
    assert_eq!(each, [2_000, 1_000]);
    assert_eq!(found.without.0 - each.iter().sum::<i64>(), found.with.0);
}

#[test]
fn more_promised_costs_more() {
    let calls = QueueTerms { desired: answered(0.8, Scope::Day, None), ..terms() };
    let build = Build::new("2026-05-04", 1, 60)
        .shift("any", &[h(9), h(10)], &[h(1)])
        .calls("calls", Some(50.0), 3.0, calls, |_, clock| (h(9)..h(11)).contains(&clock).then_some(90.0))
        .team("agents", 40, &[(0, 1.0)], &[0]);
    let found = run::frontier::frontier(&build.0, "calls", (0.5, 0.95), 4, &exact()).unwrap();
    let costs: Vec<i64> = found.points.iter().map(|point| point.plan.as_ref().unwrap().ledger.total().0).collect();
    assert!(costs.is_sorted(), "{costs:?}");
    assert!(costs[0] < costs[3]);
    assert!(run::frontier::frontier(&build.0, "call", (0.5, 0.95), 4, &exact()).is_err());
}

/// A plan folder keeps pulls; edited, it is judged by what it says.
#[test]
fn folders_keep_pulls_and_judges_count_contacts() {
    let base = hour(4, 3);
    let from = base.place(0, |_, _| true);
    let build = base.lever(Lever { limit: 0.25, ..lever("substitute", from, 20.0) });
    let planned = build.plan().unwrap();
    assert_eq!(planned.plan.lever_settings.len(), 1);
    let folder = tempfile::tempdir().unwrap();
    let heading = Heading { name: "it".into(), title: "it".into() };
    let figures = Figures::of(&planned);
    assert_eq!((figures.levers[0].amount, figures.levers[0].cost.0), (1.0, 2_000));
    for (name, bytes) in folder::files(&heading, &figures, &planned).unwrap() {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    let kept = files::folder::read(folder.path()).unwrap();
    assert_eq!(kept.plan.lever_settings, planned.plan.lever_settings);
    assert_eq!(kept.case.model, planned.case.model);
    assert!(run::judge(&kept.case, &kept.plan).breaches.is_empty());
    // Twice as many sent away: beyond the limit, and nothing else is wrong.
    let file = folder.path().join("levers.csv");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace(",1.000000", ",2.000000")).unwrap();
    let kept = files::folder::read(folder.path()).unwrap();
    let broken: Vec<&str> = run::judge(&kept.case, &kept.plan).breaches.iter().map(|breach| breach.rule).collect();
    assert_eq!(broken, ["substitute"]);
    // Nobody sent away: nobody is paid for it, and the fourth head is missing at its price again.
    let mut plan = kept.plan.clone();
    plan.lever_settings.clear();
    assert!(run::judge(&kept.case, &plan).breaches.is_empty());
    assert_eq!(run::judge(&kept.case, &plan).charges.iter().map(|charge| charge.amount.0).sum::<i64>(), 8_000);
}

/// Without levers three people and a head missing: 80. The machine takes one contact at 20 and saves the missing head at 50;
/// the second machine is too dear. The folder leads from the one to the other, and a check adds it up.
#[test]
fn a_plan_keeps_what_each_lever_contributes() {
    let base = hour(4, 3);
    let from = base.place(0, |_, _| true);
    let machine =
        |id: &str, price: f64| Lever { id: id.into(), limit: 0.25, ..lever("substitute", from.clone(), price) };
    let build = base.lever(machine("machine", 20.0)).lever(machine("dear", 60.0));
    let case = run::requirement(build.0).unwrap();
    let planned = run::plan(case.clone(), &exact()).unwrap();
    assert_eq!((planned.without.unwrap().0, planned.ledger.total().0), (8_000, 5_000));
    let found = run::contributions::contributions(&case, planned.ledger.total(), &exact()).unwrap();
    let each: Vec<(&str, i64)> = found.each.iter().map(|(id, saves)| (id.as_str(), saves.0)).collect();
    assert_eq!((found.without.0, each, found.with.0), (8_000, vec![("machine", 3_000), ("dear", 0)], 5_000));
    let figures = Figures { contributions: Some(found), ..Figures::of(&planned) };
    let folder = tempfile::tempdir().unwrap();
    let heading = Heading { name: "it".into(), title: "it".into() };
    for (name, bytes) in folder::files(&heading, &figures, &planned).unwrap() {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    let file = folder.path().join("contributions.csv");
    let text = std::fs::read_to_string(&file).unwrap();
    assert_eq!(text, "lever,saves,cost\n,0.00,80.00\nmachine,30.00,50.00\ndear,0.00,50.00\n");
    let checked = || {
        let kept = files::folder::read(folder.path()).unwrap();
        report::verification::Verification::of(&kept, run::judge(&kept.case, &kept.plan)).claims
    };
    assert!(checked().is_empty());
    for (wrong, row) in [("machine,30.00,50.00", "machine,31.00,50.00"), ("dear,0.00,50.00", "dear,0.00,49.00")] {
        std::fs::write(&file, text.replace(wrong, row)).unwrap();
        assert!(!checked().is_empty(), "{row}");
    }
    std::fs::write(&file, text.replace("machine", "nobody")).unwrap();
    assert!(files::folder::read(folder.path()).is_err());
}

/// Each lever refuses the pull that offends it: a kill table.
#[test]
fn judges_of_levers_refuse_what_offends_them() {
    let base = Build::new("2026-05-04", 1, 60)
        .shift("any", &[h(9)], &[h(4)])
        .needs("desk", Some(50.0), |_, clock| (h(9)..h(13)).contains(&clock).then_some(2))
        .team("clerks", 9, &[(0, 1.0)], &[0]);
    let (from, to) = (base.place(0, |_, clock| clock == h(9)), base.place(0, |_, clock| clock > h(9)));
    let off_peak = Lever { to, limit: 0.5, ..lever("off_peak", from.clone(), 1.0) };
    let build = base.lever(off_peak);
    let good = build.plan().unwrap().plan;
    let setting = |effect: LeverEffect, interval: usize, micro: u64| planning::plan::LeverSetting {
        lever: 0,
        effect,
        interval,
        micro,
    };
    let with = |lever_settings: Vec<planning::plan::LeverSetting>| {
        let mut plan = good.clone();
        plan.lever_settings = lever_settings;
        build.broken(&plan)
    };
    let one = 1_000_000;
    assert!(with(vec![]).is_empty());
    let fair = vec![setting(LeverEffect::Out(0), 9, one / 2), setting(LeverEffect::In(0), 10, one / 2)];
    assert!(!with(fair).contains(&"off_peak"));
    for lever_settings in [
        vec![setting(LeverEffect::Out(0), 9, one)],
        vec![setting(LeverEffect::Out(0), 10, one), setting(LeverEffect::In(0), 11, one)],
        vec![setting(LeverEffect::Out(0), 9, one), setting(LeverEffect::In(0), 9, one)],
        vec![setting(LeverEffect::Out(0), 9, 2 * one), setting(LeverEffect::In(0), 10, 2 * one)],
        vec![setting(LeverEffect::Made(0), 9, one)],
        vec![setting(LeverEffect::On, 0, 2 * one)],
    ] {
        assert!(with(lever_settings.clone()).contains(&"off_peak"), "{lever_settings:?}");
    }
    // Services and intervals that are not there are told, not followed.
    for lever_settings in [vec![setting(LeverEffect::Out(7), 9, one)], vec![setting(LeverEffect::Out(0), 999, one)]] {
        assert!(with(lever_settings).contains(&"conserve_volume"));
    }
}
