//! Flows: what one stage completes arrives at the next, and nothing is lost on the way.

use crate::support::builder;

use builder::*;
use planning::effects::flows::{volumes_from_outside, volumes_through_flows};
use planning::model::*;
use proptest::prelude::*;

/// Two stages of one hour a contact each, one team for each, open from nine to one.
fn stages(first: &'static [u32], second: &'static [u32]) -> Build {
    let at = |needs: &'static [u32]| {
        move |_: u32, clock: u32| clock.checked_sub(h(9)).and_then(|past| needs.get(past as usize / 60).copied())
    };
    Build::new("2026-05-04", 1, 60)
        .shift("any", &[h(9), h(10), h(11), h(12)], &[h(1)])
        .needs("front", Some(50.0), at(first))
        .needs("back", Some(50.0), at(second))
        .team("front", 9, &[(0, 1.0)], &[0])
        .team("back", 9, &[(1, 1.0)], &[0])
}

fn flow(share: f64, delays: &[(u32, f64)]) -> Flow {
    let links = vec![FlowLink { from: 0, to: 1, share, delays: delays.to_vec() }];
    Flow { id: "visit".into(), title: "visit".into(), visible: vec![0], links, on: true }
}

/// The model with its flow, and the volumes that follow from it.
fn flowing(mut build: Build, flow: Flow) -> Build {
    build.0.flows.push(flow);
    let outside: Vec<Vec<f64>> = build.0.services.iter().map(|service| service.volume.clone()).collect();
    let all = volumes_through_flows(&build.0, &outside);
    build.0.services.iter_mut().zip(all).for_each(|(service, volume)| service.volume = volume);
    build
}

#[test]
fn with_whole_shares_and_no_delay_stages_are_independent_services() {
    let flowing = flowing(stages(&[3, 2, 1, 1], &[0, 0, 0, 0]), flow(1.0, &[(0, 1.0)]));
    let apart = stages(&[3, 2, 1, 1], &[3, 2, 1, 1]);
    assert_eq!(flowing.0.services[1].volume, apart.0.services[1].volume);
    assert_eq!(flowing.cost(), apart.cost());
}

#[test]
fn delays_and_shares_move_the_second_stage() {
    // Half of four an hour later, the other half two hours later.
    let flowing = flowing(stages(&[4, 0, 0, 0], &[0, 0, 0, 0]), flow(1.0, &[(1, 0.5), (2, 0.5)]));
    assert_eq!(flowing.cost(), stages(&[4, 0, 0, 0], &[0, 2, 2, 0]).cost());
}

#[test]
fn a_lever_at_the_front_moves_what_follows() {
    // Two of four come an hour later, and so does what they bring to the second stage, where three people are.
    let base = stages(&[4, 0, 0, 0], &[0, 0, 0, 0])
        .resource("desk", Capacity::Given(2), &[1])
        .with(|model| model.teams[1].wage = money(10.0));
    let base = flowing(base, flow(1.0, &[(1, 1.0)]));
    // Two heads short behind, at 50 each.
    assert_eq!(base.cost(), 4_000 + 2_000 + 10_000);
    let (from, to) =
        (base.place(0, |_, clock| clock == h(9)), base.place(0, |_, clock| clock == h(10) || clock == h(11)));
    let it = Lever { id: "it".into(), title: "it".into(), kind: "off_peak".into(), limit: 1.0, ..Lever::default() };
    let with = base.lever(Lever { from, to, price: money(1.0), ..it });
    assert_eq!(with.cost(), 4_000 + 4_000 + 200);
}

#[test]
fn a_loop_comes_round_until_everybody_is_done() {
    let mut build = stages(&[4, 0, 0, 0], &[0, 0, 0, 0]);
    let back = FlowLink { from: 1, to: 0, share: 0.5, delays: vec![(0, 1.0)] };
    let mut visit = flow(1.0, &[(0, 1.0)]);
    visit.links.push(back);
    build = flowing(build, visit);
    // Four, then two, then one: eight in all at each stage.
    assert!((build.0.services[0].volume[9] - 8.0).abs() < 1e-6, "{:?}", build.0.services[0].volume);
    assert!((build.0.services[1].volume[9] - 8.0).abs() < 1e-6);
}

#[test]
fn another_flow_may_be_started() {
    let base = stages(&[4, 0, 0, 0], &[0, 0, 0, 0]);
    let mut short = flow(0.5, &[(0, 1.0)]);
    (short.id, short.on) = ("short".into(), false);
    let mut base = flowing(base, flow(1.0, &[(0, 1.0)]));
    base.0.flows.push(short);
    assert_eq!(base.cost(), 8_000);
    let changes = vec![ModelChange::Flow { flow: 0, on: false }, ModelChange::Flow { flow: 1, on: true }];
    let it = Lever { id: "it".into(), title: "it".into(), kind: "redesign".into(), limit: 1.0, ..Lever::default() };
    let with = |fixed: f64| base.clone().lever(Lever { changes: changes.clone(), fixed: money(fixed), ..it.clone() });
    assert_eq!(with(5.0).cost(), 6_000 + 500);
    assert_eq!(with(25.0).cost(), 8_000);
}

proptest! {
    /// Contacts are conserved: what arrives at a stage from others is its share of what they completed, as far as it
    /// arrives inside the plan; and what came from outside is found again.
    #[test]
    fn contacts_are_conserved(
        volumes in proptest::collection::vec(0.0f64..50.0, 4),
        (go, back) in (0.0f64..1.0, 0.0f64..0.9),
        delay in 0u32..2,
    ) {
        let mut build = stages(&[0, 0, 0, 0], &[0, 0, 0, 0]);
        for (hour, volume) in volumes.iter().enumerate() {
            build.0.services[0].volume[9 + hour] = *volume;
        }
        let mut visit = flow(go, &[(0, 0.3), (delay, 0.7)]);
        visit.links.push(FlowLink { from: 1, to: 0, share: back, delays: vec![(1, 1.0)] });
        build.0.flows.push(visit);
        let from_outside: Vec<Vec<f64>> = build.0.services.iter().map(|service| service.volume.clone()).collect();
        let all = volumes_through_flows(&build.0, &from_outside);
        for (row, found) in from_outside.iter().zip(volumes_from_outside(&build.0, &all)) {
            for (given, found) in row.iter().zip(found) {
                prop_assert!((given - found).abs() < 1e-6);
            }
        }
        // Nobody arrives twice: a stage receives at most its share of the other's contacts.
        let total = |row: &[f64]| row.iter().sum::<f64>();
        prop_assert!(total(&all[1]) <= go * total(&all[0]) + 1e-6);
        prop_assert!(total(&all[0]) <= total(&from_outside[0]) + back * total(&all[1]) + 1e-6);
        // With room before the close for everybody, exactly it.
        if delay == 0 {
            prop_assert!((total(&all[1]) - go * total(&all[0])).abs() < 1e-6);
        }
    }
}
