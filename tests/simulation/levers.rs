//! Plans with levers and flows as the simulation plays them: as many contacts, minutes and people as the plan counts.

use crate::support::builder;

use builder::*;
use equipoise::run;
use planning::model::*;
use planning::plan::{LeverEffect, LeverSetting, StaffingPlan};
use planning::requirement::case_after_levers;
use planning::staffing::PlanCoverage;
use simulation::build::{goals, system};
use simulation::{Results, SimulationSettings, simulate, trace};

/// Two days of four hours; many short contacts at the front, letters, and a second stage that comes after both. Far more people
/// than are needed, so that contacts are done almost when they come.
fn stages(share: f64, delays: &[(u32, f64)]) -> Build {
    let open = |clock: u32| (h(9)..h(13)).contains(&clock);
    let volume = move |day: u32, clock: u32| open(clock).then_some(60.0 + f64::from(day * 20 + clock / 60));
    let links = vec![
        FlowLink { from: 0, to: 1, share, delays: delays.to_vec() },
        FlowLink { from: 2, to: 1, share: 0.5, delays: vec![(0, 1.0)] },
    ];
    let mut build = Build::new("2026-05-04", 2, 60)
        .shift("any", &[h(9), h(10), h(11), h(12)], &[h(4)])
        .calls("front", None, 0.5, terms(), volume)
        .calls("back", None, 0.5, terms(), move |_, clock| open(clock).then_some(10.0))
        .work("letters", None, 0.5, DueDate::Minutes(60), move |_, clock| open(clock).then_some(30.0))
        .team("all", 20, &[(0, 1.0), (1, 1.0), (2, 1.0)], &[0]);
    let flow = Flow { id: "visit".into(), title: "visit".into(), visible: vec![0], links, on: true };
    build.0.flows.push(flow);
    let outside: Vec<Vec<f64>> = build.0.services.iter().map(|service| service.volume.clone()).collect();
    let all = planning::effects::flows::volumes_through_flows(&build.0, &outside);
    build.0.services.iter_mut().zip(all).for_each(|(service, volume)| service.volume = volume);
    build
}

fn everybody(build: &Build) -> StaffingPlan {
    let people =
        (1..=20).map(|number| person(0, number, (0..2).map(|day| build.shift_at(day, h(9), h(4), &[])).collect()));
    build.by_hand(people.collect(), &[(0, 0)])
}

fn lever(kind: &str) -> Lever {
    Lever { id: "it".into(), title: "it".into(), kind: kind.into(), limit: 1.0, ..Lever::default() }
}

fn setting(effect: LeverEffect, interval: usize, amount: f64) -> LeverSetting {
    LeverSetting { lever: 0, effect, interval, micro: (amount * 1e6).round() as u64 }
}

fn played(model: &Model, plan: &StaffingPlan, seed: u64) -> Results {
    simulate(model, plan, &SimulationSettings { seed, ..SimulationSettings::default() }, &|_| true).results
}

/// Contacts of a service in some intervals, and their deviation if they came by chance alone.
fn compare(results: &Results, model: &Model, service: usize, intervals: std::ops::Range<usize>) -> (f64, f64, f64) {
    let spans = &results.services[service].intervals[intervals.clone()];
    let found = spans.iter().map(|level| level.offered.mean()).sum();
    let wanted: f64 = model.services[service].volume[intervals].iter().sum();
    (found, wanted, (wanted / f64::from(results.replications)).sqrt())
}

/// Over each day as many contacts come to each stage as the plan counts when its levers are pulled.
fn agrees(build: &Build, plan: &StaffingPlan) {
    let results = played(&build.0, plan, 0);
    let case = run::requirement(build.0.clone()).unwrap();
    let settled = case_after_levers(&case, plan).unwrap();
    for service in 0..3 {
        for day in 0..2 {
            let (found, wanted, deviation) = compare(&results, &settled.model, service, day * 24..(day + 1) * 24);
            // Whoever comes in the last minutes of a day may go on to the next stage a little later than the plan says.
            let later = if service == 1 { 0.01 * wanted } else { 0.0 };
            assert!((found - wanted).abs() < 4.0 * deviation + later, "{service} on {day}: {found} {wanted}");
        }
    }
}

#[test]
fn contacts_go_from_stage_to_stage_as_often_as_the_plan_says() {
    for (share, delays) in [(0.7, vec![(0, 1.0)]), (0.4, vec![(1, 0.5), (2, 0.5)]), (1.0, vec![(0, 0.3), (30, 0.7)])] {
        let build = stages(share, &delays);
        agrees(&build, &everybody(&build));
    }
}

#[test]
fn somebody_goes_several_ways_where_shares_say_so() {
    let mut build = stages(0.8, &[(0, 1.0)]);
    let outside = vec![build.0.services[0].volume.clone(), vec![0.0; 48], vec![0.0; 48]];
    build.0.flows[0].links = vec![
        FlowLink { from: 0, to: 1, share: 0.8, delays: vec![(0, 1.0)] },
        FlowLink { from: 0, to: 2, share: 0.6, delays: vec![(0, 1.0)] },
    ];
    let all = planning::effects::flows::volumes_through_flows(&build.0, &outside);
    build.0.services.iter_mut().zip(all).for_each(|(service, volume)| service.volume = volume);
    agrees(&build, &everybody(&build));
}

#[test]
fn levers_move_contacts_of_every_stage() {
    let base = stages(0.7, &[(0, 1.0)]);
    let (morning, noon) = (9, 12);
    let at = |service: usize| base.place(service, |_, _| true);
    let with = |lever: Lever, lever_settings: Vec<LeverSetting>| {
        let build = base.clone().lever(lever);
        let plan = StaffingPlan { lever_settings, ..everybody(&build) };
        agrees(&build, &plan);
    };
    // From the first hour to the last, in front and behind.
    for service in 0..2 {
        let lever_settings =
            vec![setting(LeverEffect::Out(service), morning, 25.0), setting(LeverEffect::In(service), noon, 25.0)];
        with(Lever { from: at(service), to: at(service), ..lever("off_peak") }, lever_settings);
    }
    // Another stage takes some of them, and a fifth comes back.
    let machines = Lever { from: at(0), to: at(1), back: 0.2, later: 1, ..lever("substitute") };
    with(machines, vec![setting(LeverEffect::Out(0), morning, 20.0), setting(LeverEffect::Out(0), 24 + morning, 30.0)]);
    // A supplier, behind.
    with(Lever { from: at(1), ..lever("subcontract") }, vec![setting(LeverEffect::Out(1), 10, 15.0)]);
    // Letters done before they come, and letters put aside.
    let made = vec![setting(LeverEffect::Out(2), 24 + 10, 10.0), setting(LeverEffect::Made(2), 24 + 9, 10.0)];
    let build = base.clone().lever(Lever { from: at(2), ahead: 1, ..lever("stock") });
    let results = played(&build.0, &StaffingPlan { lever_settings: made, ..everybody(&build) }, 0);
    let (found, wanted, deviation) = compare(&results, &base.0, 2, 24..48);
    assert!((found - wanted).abs() < 4.0 * deviation, "as many letters, some earlier: {found} {wanted}");
    let early = results.services[2].intervals[24 + 9].offered.mean();
    assert!((early - 40.0).abs() < 1.5, "{early}");
    with(Lever { from: at(2), later: 24, ..lever("stock") }, vec![setting(LeverEffect::Out(2), 10, 12.0)]);
}

#[test]
fn levers_change_the_work_of_contacts() {
    let base = stages(0.7, &[(0, 1.0)]);
    let at = |service: usize| base.place(service, |_, _| true);
    let busy = |build: &Build, plan: &StaffingPlan| -> f64 {
        let of = |seed: u64| {
            let presence = &played(&build.0, plan, seed).teams[0].days[0];
            presence.occupancy.mean() * presence.present.mean()
        };
        (0..40).map(of).sum::<f64>() / 40.0
    };
    let minutes = |build: &Build, plan: &StaffingPlan| -> f64 {
        let case = run::requirement(build.0.clone()).unwrap();
        let settled = case_after_levers(&case, plan).unwrap();
        settled
            .model
            .services
            .iter()
            .map(|service| (0..24).map(|interval| service.work_in(interval)).sum::<f64>())
            .sum()
    };
    let without = minutes(&base, &everybody(&base));
    let found = busy(&base, &everybody(&base));
    assert!((found / without - 1.0).abs() < 0.01, "{found} {without}");
    for (lever, lever_settings, saved) in [
        (
            Lever { from: at(0), saves: 0.5, ..lever("participation") },
            vec![setting(LeverEffect::Helped(0), 9, 60.0), setting(LeverEffect::Helped(0), 10, 60.0)],
            30.0,
        ),
        (
            Lever { from: at(1), to: at(1), saves: 0.5, back: 0.5, ..lever("peak_routine") },
            vec![setting(LeverEffect::Put(1), 9, 12.0), setting(LeverEffect::Taken(1), 12, 6.0)],
            6.0,
        ),
    ] {
        let build = base.clone().lever(lever);
        let plan = StaffingPlan { lever_settings, ..everybody(&build) };
        let planned = minutes(&build, &plan);
        assert!((without - planned - saved).abs() < 1e-4, "{without} {planned}");
        let found = busy(&build, &plan);
        assert!((found / planned - 1.0).abs() < 0.01, "{found} {planned}");
    }
}

/// Six people of one team from nine to one, a quarter of whom are away as a rule, and four others.
fn floor() -> (Build, StaffingPlan) {
    let mut build = Build::new("2026-05-04", 1, 60)
        .shift("any", &[h(9)], &[h(4)])
        .pause(60, false, &[h(1)])
        .calls("front", None, 0.5, terms(), |_, clock| (h(8)..h(17)).contains(&clock).then_some(0.0))
        .team("all", 12, &[(0, 1.0)], &[0])
        .team("others", 4, &[(0, 1.0)], &[0]);
    build.0.teams[0].shrinkage = 0.25;
    let mut people: Vec<_> =
        (1..=12).map(|number| person(0, number, vec![build.shift_at(0, h(9), h(4), &[(60, 60)])])).collect();
    people.extend((1..=4).map(|number| person(1, number, vec![build.shift_at(0, h(10), h(4), &[])])));
    let plan = build.by_hand(people, &[(0, 0), (1, 0)]);
    (build, plan)
}

#[test]
fn people_who_stay_leave_join_and_are_lent_are_on_the_floor_as_planned() {
    let (base, plan) = floor();
    let block = |from: usize, until: usize| vec![LeverWindow { day: 0, from, until }];
    let cases = [
        (Lever { teams: vec![0], minutes: 120, ..lever("schedule") }, vec![setting(LeverEffect::Longer(0), 13, 5.0)]),
        (
            Lever { teams: vec![0], minutes: 60, shorter: true, ..lever("schedule") },
            vec![setting(LeverEffect::Shorter(0), 13, 4.0)],
        ),
        (
            Lever { teams: vec![0], blocks: block(8, 11), price: money(1.0), ..lever("share") },
            vec![setting(LeverEffect::Borrowed(0), 8, 3.0)],
        ),
        (
            Lever { teams: vec![0, 1], blocks: block(11, 13), earns: money(1.0), ..lever("share") },
            vec![setting(LeverEffect::Lent(0), 11, 3.0), setting(LeverEffect::Lent(1), 11, 2.0)],
        ),
        (
            Lever { hourly: true, from: base.place(0, |_, _| true), at_most: Some(3.0), ..lever("subcontract") },
            vec![
                setting(LeverEffect::Hired(0), 9, 1.0),
                setting(LeverEffect::Hired(0), 10, 2.5),
                setting(LeverEffect::Hired(0), 11, 2.5),
            ],
        ),
    ];
    for (lever, lever_settings) in cases {
        let build = base.clone().lever(lever);
        let plan = StaffingPlan { lever_settings, ..plan.clone() };
        let results = played(&build.0, &plan, 0);
        let coverage = PlanCoverage::of(&build.0, &plan);
        for interval in 0..24 {
            let team = |team: usize| {
                let rostered = coverage.present[team][interval] as f64 / 60.0;
                rostered * (1.0 - build.0.teams[team].shrinkage) + coverage.lever_effects.joined(team, interval)
            };
            let planned = team(0) + team(1);
            let found: f64 = results.teams.iter().map(|team| team.intervals[interval].present.mean() / 60.0).sum();
            let hired = coverage.lever_effects.hired(0, interval);
            // Of people who are missed by chance more or fewer are there; parts of a supplier's head come an hour later.
            let allowed = 0.35 + hired.fract();
            assert!((found - planned - hired).abs() < allowed, "{interval}: {found} {planned} {hired}");
        }
        let sum = |planned: bool| -> f64 {
            (0..24)
                .map(|interval| match planned {
                    true => {
                        (0..2).map(|team| coverage.lever_effects.joined(team, interval)).sum::<f64>()
                            + coverage.lever_effects.hired(0, interval)
                    }
                    false => results.teams.iter().map(|team| team.intervals[interval].present.mean() / 60.0).sum(),
                })
                .sum()
        };
        let shifts = 12.0 * 3.0 * 0.75 + 4.0 * 4.0;
        assert!((sum(false) - shifts - sum(true)).abs() < 0.6, "{} {}", sum(false), sum(true));
    }
}

#[test]
fn levers_that_are_on_change_promises_patience_things_skills_and_flows() {
    let base = stages(0.7, &[(0, 1.0)]).resource("desk", Capacity::Given(4), &[0]);
    let on = vec![LeverSetting { lever: 0, effect: LeverEffect::On, interval: 0, micro: 1_000_000 }];
    let with = |changes: Vec<ModelChange>| {
        let build = base.clone().lever(Lever { changes, ..lever("redesign") });
        let plan = StaffingPlan { lever_settings: on.clone(), resources: vec![7], ..everybody(&build) };
        let left = (system(&build.0, &plan), goals(&build.0, &plan));
        let off = StaffingPlan { lever_settings: vec![], resources: vec![4], ..plan };
        (left, (system(&build.0, &off), goals(&build.0, &off)))
    };
    let target = answered(0.9, Scope::Day, None).unwrap();
    let ((on_world, on_goals), (off_world, off_goals)) = with(vec![
        ModelChange::Handle { service: 0, minutes: 0.25 },
        ModelChange::Patience { service: 1, minutes: 9.0 },
        ModelChange::Desired { service: 0, target },
        ModelChange::Count { resource: 0, count: 7 },
        ModelChange::Flow { flow: 0, on: false },
        ModelChange::Skill { team: 0, service: 2, efficiency: 0.5 },
    ]);
    assert!(on_goals[0].measure == target.measure && matches!(off_goals[0].measure, Measure::Wait { .. }));
    assert!((on_world.services[0].handle.mean, off_world.services[0].handle.mean) == (0.25, 0.5));
    assert_eq!(on_world.services[1].patience.as_ref().map(|patience| patience.mean), Some(9.0));
    assert!(off_world.services[1].patience.is_none());
    assert!((on_world.services[0].within - 1.0 / 3.0).abs() < 1e-9 && off_world.services[0].within.is_infinite());
    assert_eq!((on_world.resources, off_world.resources), (vec![7], vec![4]));
    assert!(on_world.services[0].routes.is_empty() && off_world.services[0].routes.len() == 1);
    assert_eq!(on_world.teams[0].skills[2].efficiency, 0.5);
}

#[test]
fn a_supplier_who_answers_for_us_counts_towards_the_promise() {
    let build = Build::new("2026-05-04", 1, 60)
        .shift("any", &[h(9)], &[h(4)])
        .calls(
            "front",
            Some(10.0),
            3.0,
            QueueTerms { desired: answered(0.8, Scope::Day, None), ..terms() },
            |_, clock| (h(9)..h(13)).contains(&clock).then_some(100.0),
        )
        .team("all", 40, &[(0, 1.0)], &[0]);
    let lever = Lever { from: build.place(0, |_, _| true), answered: Some(0.5), ..lever("subcontract") };
    let build = build.lever(lever);
    let people = (1..=40).map(|number| person(0, number, vec![build.shift_at(0, h(9), h(4), &[])])).collect();
    let plan = StaffingPlan {
        lever_settings: (9..13).map(|hour| setting(LeverEffect::Out(0), hour, 40.0)).collect(),
        ..build.by_hand(people, &[(0, 0)])
    };
    let all = &played(&build.0, &plan, 0).services[0].all;
    // Of a hundred forty are answered by the supplier, half of them in time; ours never wait.
    assert!((all.in_time.mean() - 0.8).abs() < 0.01, "{}", all.in_time.mean());
    assert!((all.offered.mean() - 240.0).abs() < 4.0);
}

#[test]
fn a_customer_goes_the_same_way_in_every_plan() {
    let build = stages(0.7, &[(0, 1.0)]);
    let arrivals = |plan: &StaffingPlan| -> Vec<Option<(usize, u32)>> {
        let sights = trace(&system(&build.0, plan), &SimulationSettings::default());
        let mut roots: Vec<_> =
            sights.iter().filter(|sight| sight.kind.name() == "sent-on").map(|sight| sight.root).collect();
        roots.sort();
        roots
    };
    let all = everybody(&build);
    let few = StaffingPlan { people: all.people[..10].to_vec(), ..all.clone() };
    assert!(arrivals(&all).len() > 300);
    assert_eq!(arrivals(&all), arrivals(&few));
}
