//! The one door to the solver: what it refuses, how it ends, and that its answers do not depend on accidents.

use crate::support::builder;

use builder::*;
use equipoise::run;
use equipoise::run::Failure;
use mip::outcome::{Ending, Verdict};
use mip::solver::{Progress, Settings, SolveError, solve};
use mip::{Column, Program, Row, audit, residual};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

const INF: f64 = f64::INFINITY;

fn whole(cost: f64, upper: f64) -> Column {
    Column { cost, lower: 0.0, upper, whole: true }
}

fn at_least(lower: f64) -> Row {
    Row { lower, upper: INF }
}

/// A cover of 24 hours by 40 kinds of shifts that the solver has to think about.
fn cover(reversed: bool) -> Program {
    let column = |shift: usize| whole(7.0 + ((shift * 31) % 17) as f64, 20.0);
    let mut program = Program::of((0..40).map(column).collect());
    let mut rows: Vec<(Row, Vec<(u32, f64)>)> = (0..24)
        .map(|hour| {
            let covers = |shift: &u32| (hour + 24 - (shift * 7) % 24) % 24 < 4 + shift % 6;
            (at_least(f64::from(5 + (hour * 11) % 13)), (0..40).filter(covers).map(|shift| (shift, 1.0)).collect())
        })
        .collect();
    if reversed {
        rows.reverse();
    }
    rows.into_iter().for_each(|(row, entries)| program.push_row(row, entries));
    program
}

#[test]
fn odd_numbers_are_refused_before_the_solver_sees_them() {
    let refused = |column: Column, row: Row, factor: f64| {
        let mut program = Program::of(vec![column, whole(1.0, 5.0)]);
        program.push_row(row, [(0, factor), (1, 1.0)]);
        matches!(solve(&program, &exact()), Err(SolveError::Audit(_)))
    };
    let (column, row) = (whole(1.0, 9.0), at_least(1.0));
    assert!(!refused(column, row, 1.0));
    for cost in [f64::NAN, INF, -INF] {
        assert!(refused(Column { cost, ..column }, row, 1.0), "cost {cost}");
    }
    for lower in [f64::NAN, -INF, 10.0] {
        assert!(refused(Column { lower, ..column }, row, 1.0), "lower bound {lower}");
    }
    assert!(refused(Column { upper: f64::NAN, ..column }, row, 1.0));
    assert!(refused(Column { upper: INF, ..column }, row, 1.0), "a whole number without a bound");
    let sinking = Column { cost: -1.0, lower: 0.0, upper: INF, whole: false };
    assert!(refused(sinking, row, 1.0), "a cost that falls for ever");
    for factor in [f64::NAN, INF, -INF, 1e-10, -1e-7, 1e9, 0.0] {
        assert!(refused(column, row, factor), "factor {factor}");
    }
    for row in [Row { lower: f64::NAN, upper: 1.0 }, Row { lower: 2.0, upper: 1.0 }, Row { lower: -INF, upper: INF }] {
        assert!(refused(column, row, 1.0), "{row:?}");
    }
}

#[test]
fn a_row_without_entries_is_kept_or_makes_the_program_infeasible() {
    for (row, feasible) in [(at_least(1.0), false), (at_least(0.0), true), (Row { lower: -INF, upper: -1.0 }, false)] {
        let mut program = Program::of(vec![whole(1.0, 9.0)]);
        program.push_row(at_least(2.0), [(0, 1.0)]);
        program.push_row(row, []);
        let solved = solve(&program, &exact()).unwrap();
        assert_eq!(solved.verdict == Verdict::Optimal, feasible, "{row:?}");
        assert_eq!(solved.verdict == Verdict::Infeasible, !feasible, "{row:?}");
        assert_eq!(solved.point.is_some(), feasible, "{row:?}");
    }
}

#[test]
fn infeasible_programs_have_no_point() {
    // Two parts; only the second has no solution: 3 x + 3 y = 4 in whole numbers.
    let mut program = Program::of(vec![whole(1.0, 9.0); 3]);
    program.push_row(at_least(2.0), [(0, 1.0)]);
    program.push_row(Row { lower: 4.0, upper: 4.0 }, [(1, 3.0), (2, 3.0)]);
    let solved = solve(&program, &exact()).unwrap();
    assert_eq!((solved.verdict, solved.ending, solved.point), (Verdict::Infeasible, Ending::Conflict, None));
}

#[test]
fn an_empty_program_costs_nothing() {
    let solved = solve(&Program::default(), &exact()).unwrap();
    assert_eq!((solved.verdict, solved.point, solved.bound), (Verdict::Optimal, Some(vec![]), 0.0));
    // Columns without rows go where they are cheapest.
    let solved = solve(&Program::of(vec![whole(1.0, 9.0), whole(-2.0, 9.0)]), &exact()).unwrap();
    assert_eq!((solved.point, solved.bound), (Some(vec![0.0, 9.0]), -18.0));
}

#[test]
fn without_time_there_is_nothing_rather_than_zeros() {
    let solved = solve(&cover(false), &Settings { time_limit: 0.0, ..exact() }).unwrap();
    assert_eq!((solved.verdict, solved.ending, solved.point), (Verdict::Nothing, Ending::TimeLimit, None));
    let failure = run::plan(run::requirement(week(6).0).unwrap(), &Settings { time_limit: 0.0, ..exact() });
    assert!(matches!(failure, Err(Failure::Stopped(Ending::TimeLimit))), "{failure:?}");
}

#[test]
fn an_interrupt_ends_honestly() {
    let settings = Settings { interrupt: Arc::new(AtomicBool::new(true)), ..exact() };
    let solved = solve(&cover(false), &settings).unwrap();
    match solved.verdict {
        Verdict::Nothing => assert_eq!((solved.ending, solved.point), (Ending::Interrupted, None)),
        Verdict::Feasible => {
            assert_eq!(solved.ending, Ending::Interrupted);
            assert!(residual::feasible(&cover(false), &solved.point.unwrap()));
        }
        other => panic!("{other:?} although it was told to stop"),
    }
    // From another thread's point of view: the watcher pulls the brake.
    let brake = Arc::new(AtomicBool::new(false));
    let setting = brake.clone();
    let watcher = Arc::new(move |_: Progress| setting.store(true, Ordering::Relaxed));
    let solved = solve(&cover(false), &Settings { interrupt: brake, watcher: Some(watcher), ..exact() }).unwrap();
    assert_ne!(solved.verdict, Verdict::Infeasible);
    assert!(solved.point.is_none_or(|point| residual::feasible(&cover(false), &point)));
}

#[test]
fn rows_reversed_and_other_seeds_give_the_same_cost_and_an_honest_bound() {
    let cost = |program: &Program, seed: u32| {
        let solved = solve(program, &Settings { seed, ..exact() }).unwrap();
        assert_eq!((solved.verdict, solved.ending), (Verdict::Optimal, Ending::Proved));
        let point = solved.point.unwrap();
        assert!(residual::feasible(program, &point));
        assert!(point.iter().all(|value| value.fract() == 0.0));
        let cost = program.cost(&point);
        assert!(solved.bound <= cost && solved.bound >= cost - 1e-6, "bound {} of {cost}", solved.bound);
        cost
    };
    let first = cost(&cover(false), 0);
    for seed in 0..3 {
        assert_eq!(cost(&cover(false), seed), first);
        assert_eq!(cost(&cover(true), seed), first);
    }
    audit::audit(&cover(true)).unwrap();
}

#[test]
fn a_wide_gap_is_not_called_proof() {
    let solved = solve(&cover(false), &Settings { gap: 0.5, ..exact() }).unwrap();
    let cost = cover(false).cost(solved.point.as_ref().unwrap());
    assert!(solved.bound <= cost && cost - solved.bound <= 0.5 * cost);
    let ending = if cost - solved.bound <= 1e-9 * cost { Ending::Proved } else { Ending::WithinGap };
    assert_eq!((solved.verdict, solved.ending), (Verdict::Optimal, ending));
}

/// Some days that are parts of their own, with breaks that leave a choice.
fn week(days: u32) -> Build {
    Build::new("2026-05-04", days, 15)
        .shift("day", &[h(8), h(9), h(10), h(11), h(12)], &[h(6), 510])
        .pause(15, true, &[90, 105, 120])
        .pause(30, false, &[180, 195, 210, 225, 240])
        .needs("shop", Some(25.0), |day, clock| {
            (h(8)..h(20)).contains(&clock).then_some(2 + (day * 7 + clock / 15 * 5) % 6)
        })
        .team("staff", 12, &[(0, 1.0)], &[0])
}

#[test]
fn one_thread_and_two_give_the_same_bytes() {
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let planned = pool.install(|| week(4).plan()).unwrap();
        let parts = (&planned.plan, &planned.ledger, &planned.outcome);
        serde_json::to_string(&parts).unwrap()
    };
    let one = with(1);
    assert_eq!(one, with(2));
    assert_eq!(one, with(2));
}

#[test]
fn progress_is_reported_and_never_contradicts_itself() {
    let heard: Arc<Mutex<Vec<Progress>>> = Arc::default();
    let ears = heard.clone();
    let watcher = Arc::new(move |progress: Progress| ears.lock().unwrap().push(progress));
    let settings = Settings { watcher: Some(watcher), ..exact() };
    let planned = run::plan(run::requirement(week(2).0).unwrap(), &settings).unwrap();
    let heard = heard.lock().unwrap();
    let last = heard.last().expect("at least the end of each part is reported");
    assert_eq!(last.finished, last.components);
    assert!((last.cost.unwrap() - planned.ledger.total().major()).abs() < 0.01);
    for progress in heard.iter() {
        assert!(progress.finished <= progress.components);
        assert!(progress.cost.is_none_or(|cost| progress.bound <= cost + 1e-6), "{progress:?}");
    }
}
