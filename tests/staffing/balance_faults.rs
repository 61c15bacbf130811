//! Faults that once stood open; each test failed before its fault was mended.

use crate::support::builder;

use builder::*;
use equipoise::run;
use equipoise::run::Failure;
use mip::solver::Settings;
use planning::model::*;

/// Late on Monday and Wednesday, early on the mornings after.
fn alternating(consecutive: bool) -> Build {
    Build::new("2026-05-04", 7, 60)
        .shift("day", &[h(7), h(15)], &[h(8)])
        .needs("shop", None, |day, clock| match day {
            0 | 2 => (h(15)..h(23)).contains(&clock).then_some(1),
            1 | 3 => (h(7)..h(15)).contains(&clock).then_some(1),
            _ => None,
        })
        .team("staff", 2, &[(0, 1.0)], &[0])
        .with(|model| {
            model.rules.rest_between_shifts = Some(h(11));
            model.teams[0].days_off = Some(DaysOffTerms { per_week: 5, consecutive });
        })
}

#[test]
fn rest_and_day_patterns_hold_for_the_same_people() {
    // Monday and Wednesday, Tuesday and Thursday: possible only if days off need not be neighbours.
    assert_eq!(alternating(false).cost(), 32_000);
    assert!(matches!(alternating(true).plan(), Err(Failure::Infeasible(_))));
}

/// Round the clock in three shifts, 4 to 9 heads, needs drawn from a seed.
fn three_shifts(seed: u64, days_off: Option<DaysOffTerms>) -> Build {
    let mut state = seed * 2_654_435_761 + 12_345;
    let mut draw = move |below: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below) as u32
    };
    let needs: Vec<u32> = (0..21).map(|_| draw(4)).collect();
    let heads = 4 + draw(6);
    Build::new("2026-05-04", 7, 120)
        .shift("three", &[h(6), h(14), h(22)], &[h(8)])
        .needs("ward", Some(30.0), move |day, clock| {
            Some(needs[((day * 3 + (clock + 1440 - 360) % 1440 / 480) % 21) as usize])
        })
        .team("staff", heads, &[(0, 1.0)], &[0])
        .with(|model| {
            model.rules.rest_between_shifts = Some(h(11));
            model.teams[0].days_off = days_off;
        })
}

fn plans_that_fail(days_off: Option<DaysOffTerms>) -> usize {
    let settings = Settings { gap: 1e-3, time_limit: 2.0, ..exact() };
    let failed = |seed: &u64| {
        let case = run::requirement(three_shifts(*seed, days_off).0).unwrap();
        matches!(run::plan(case, &settings), Err(Failure::Bug(_)))
    };
    (0..60).filter(failed).count()
}

#[test]
fn three_shifts_with_rest_are_handed_out() {
    assert_eq!(plans_that_fail(None), 0);
}

#[test]
fn three_shifts_with_rest_and_days_off_are_handed_out() {
    assert_eq!(plans_that_fail(Some(DaysOffTerms { per_week: 2, consecutive: false })), 0);
    assert_eq!(plans_that_fail(Some(DaysOffTerms { per_week: 2, consecutive: true })), 0);
}

#[test]
fn rest_of_more_than_a_day_reaches_over_the_day_between() {
    let build = Build::new("2026-05-04", 3, 60)
        .shift("day", &[h(9)], &[h(8)])
        .needs("shop", None, |day, clock| (day != 1 && (h(9)..h(17)).contains(&clock)).then_some(1))
        .team("staff", 1, &[(0, 1.0)], &[0])
        .with(|model| model.rules.rest_between_shifts = Some(h(48)));
    assert!(matches!(build.plan(), Err(Failure::Infeasible(_))));
}

#[test]
fn a_waiting_target_plans_also_where_load_is_a_hair_below_whole_heads() {
    let wait = Target { measure: Measure::Wait { at_most: 0.5 }, over: Scope::Day, price: None };
    let build = Build::new("2026-05-04", 1, 60)
        .shift("day", &[h(9)], &[h(8)])
        .calls("calls", Some(100.0), 3.0, QueueTerms { desired: Some(wait), ..terms() }, |_, clock| {
            (h(9)..h(11)).contains(&clock).then_some(99.999_999)
        })
        .team("staff", 30, &[(0, 1.0)], &[0]);
    assert!(build.cost() > 0);
}
