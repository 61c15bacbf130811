//! Levers about people and things on small models whose best answer is worked out by hand.

use crate::support::builder;
use crate::support::levers as desk;

use builder::*;
use desk::*;
use planning::model::*;
use planning::plan::LeverEffect;

#[test]
fn people_stay_longer_or_leave_before() {
    // Shifts of four hours; the fifth hour asks for a second person, or for the first to stay.
    let base = shifts_of(4, 9, &[1, 1, 1, 1, 1]);
    assert_eq!(base.cost(), 8_000);
    let block = |build: &Build| vec![LeverWindow { day: 0, from: 0, until: build.0.calendar.intervals() }];
    let stays = |pay: i64| Lever { teams: vec![0], blocks: block(&base), minutes: 60, pay, ..lever("schedule") };
    assert_eq!(base.clone().lever(stays(1_500_000)).cost(), 4_000 + 1_500);
    assert_eq!(base.clone().lever(stays(5_000_000)).cost(), 8_000);
    let short = shifts_of(4, 9, &[1, 1, 1, 0]);
    let leaves = Lever { shorter: true, ..stays(1_000_000) };
    assert_eq!(short.clone().lever(leaves.clone()).cost(), 4_000 - 1_000);
    assert_eq!(short.lever(Lever { pay: 500_000, ..leaves }).cost(), 4_000 - 500);
}

#[test]
fn people_are_borrowed_and_lent() {
    let base = shifts_of(1, 3, &[4]);
    let nine = |build: &Build| {
        let at = build.place(DESK, hour(9))[0].intervals[0];
        vec![LeverWindow { day: 0, from: at, until: at + 1 }]
    };
    let share = |blocks: Vec<LeverWindow>| Lever { teams: vec![0], blocks, at_most: Some(2.0), ..lever("share") };
    let borrow = |price: f64| base.clone().lever(Lever { price: money(price), ..share(nine(&base)) });
    assert_eq!(borrow(12.0).cost(), 3_000 + 1_200);
    assert_eq!(borrow(51.0).cost(), 8_000);
    let idle = shifts_of(2, 9, &[1, 3]);
    let lend = idle.clone().lever(Lever { earns: money(8.0), ..share(nine(&idle)) });
    assert_eq!(lend.cost(), 6_000 - 1_600);
}

#[test]
fn counters_are_borrowed_and_lent() {
    // Four are asked for at nine, and there are three counters; at ten one is in use.
    let base = hours(3, &[4, 1]);
    let at = |clock: u32| {
        let at = base.place(DESK, hour(clock))[0].intervals[0];
        vec![LeverWindow { day: 0, from: at, until: at + 1 }]
    };
    let share = |blocks: Vec<LeverWindow>| Lever { resources: vec![0], blocks, at_most: Some(2.0), ..lever("share") };
    assert_eq!(base.cost(), 3_000 + 5_000 + 1_000);
    let borrow = |price: f64| base.clone().lever(Lever { price: money(price), ..share(at(9)) });
    assert_eq!(borrow(7.0).cost(), 4_000 + 700 + 1_000);
    assert_eq!(borrow(41.0).cost(), 3_000 + 5_000 + 1_000);
    assert_eq!(pulled(&borrow(7.0), |effect| effect == LeverEffect::ThingsBorrowed(0)), 1.0);
    let lend = base.clone().lever(Lever { earns: money(6.0), ..share(at(10)) });
    assert_eq!(lend.cost(), 3_000 + 5_000 + 1_000 - 1_200);
    // A counter in use is not lent, and no more than there are.
    let all = Lever { at_most: Some(9.0), earns: money(6.0), ..share(at(10)) };
    assert_eq!(base.clone().lever(all).cost(), 3_000 + 5_000 + 1_000 - 1_200);
}

#[test]
fn nobody_is_lent_who_is_not_there() {
    // The desk is open at nine; at eight nobody is at work, and nobody is asked for.
    let base = shifts_of(1, 3, &[2]);
    let eight = base.place(DESK, hour(9))[0].intervals[0] - 1;
    let blocks = vec![LeverWindow { day: 0, from: eight, until: eight + 1 }];
    let lend = Lever { teams: vec![0], blocks, at_most: Some(2.0), earns: money(8.0), ..lever("share") };
    assert_eq!(base.clone().lever(lend).cost(), base.cost());
}

#[test]
fn no_more_stay_than_are_willing_on_the_shift_that_is_planned() {
    // Two are asked for in the fifth hour; of two people whose shift ends only half are willing.
    let base = shifts_of(4, 9, &[2, 2, 2, 2, 2]);
    let blocks = vec![LeverWindow { day: 0, from: 0, until: base.0.calendar.intervals() }];
    let stays = Lever { teams: vec![0], blocks, minutes: 60, pay: 1_000_000, limit: 0.5, ..lever("schedule") };
    // One stays for 10, one more works a shift of 40 at the end; without the lever two work it.
    assert_eq!(base.cost(), 4 * 4_000);
    assert_eq!(base.lever(stays).cost(), 3 * 4_000 + 1_000);
}
