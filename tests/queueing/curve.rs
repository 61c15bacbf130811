//! Curves and their lines: never above what the queue gives, and exactly on it where they say so.

use proptest::prelude::*;
use queueing::{
    AbandonmentCounting, Curve, Envelope, Queue, ServiceTarget, StaffingError, answered_within, performance,
};

fn queues() -> impl Strategy<Value = Queue> {
    (-1.5..2.6_f64, 0.5..15.0_f64, prop::option::of(-1.0..2.0_f64)).prop_map(|(load, handle, patience)| Queue {
        rate: 10_f64.powf(load) / handle,
        handle,
        patience: patience.map(|exponent| 10_f64.powf(exponent)),
    })
}

fn measures() -> impl Strategy<Value = ServiceTarget> {
    prop_oneof![
        (0.0..2.0_f64, prop_oneof![Just(AbandonmentCounting::Missed), Just(AbandonmentCounting::Ignored)])
            .prop_map(|(within, abandoned)| ServiceTarget::Answered { share: 0.8, within, abandoned }),
        Just(ServiceTarget::MeanWait { at_most: 1.0 }),
        Just(ServiceTarget::Abandonment { at_most: 0.1 }),
    ]
}

fn truth(queue: &Queue, contacts: f64, measure: &ServiceTarget, heads: u32) -> f64 {
    match *measure {
        ServiceTarget::Answered { within, abandoned, .. } => {
            contacts * answered_within(queue, heads, within, abandoned)
        }
        ServiceTarget::MeanWait { .. } => -contacts * performance(queue, heads).mean_wait,
        _ => -contacts * performance(queue, heads).abandoned,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn a_curve_is_the_truth_rounded_down_and_concave_in_the_end(queue in queues(), measure in measures(), minutes in 5.0..60.0_f64) {
        let contacts = queue.rate * minutes;
        let curve = Curve::tabulate(&queue, contacts, &measure).unwrap();
        let steps: Vec<i64> = curve.gain.windows(2).map(|pair| pair[1] - pair[0]).collect();
        prop_assert!(steps.iter().all(|step| *step >= 0));
        let steepest = steps.iter().enumerate().rev().max_by_key(|(_, step)| **step).map_or(0, |(at, _)| at);
        prop_assert!(steps[steepest.min(steps.len())..].windows(2).all(|pair| pair[1] <= pair[0]), "{steps:?}");
        for (place, gain) in curve.gain.iter().enumerate() {
            let exact = truth(&queue, contacts, &measure, curve.first + place as u32);
            let short = exact - *gain as f64 / 1000.0;
            prop_assert!(short >= -1e-9 * exact.abs(), "above at {place}: {gain} {exact}");
            let useful = f64::from(curve.first + place as u32) >= queue.load();
            let given_away = if useful { 0.01 + 3e-4 * contacts } else { 0.05 + 1e-3 * contacts };
            prop_assert!(short <= given_away, "far below at {place}: {gain} {exact} of {contacts}");
        }
    }

    #[test]
    fn lines_are_safe_everywhere_and_exact_where_concave(
        queue in queues(), measure in measures(), part in 0.0..1.5_f64, tolerance in prop_oneof![Just(0.0), 0.001..1.0_f64]
    ) {
        let contacts = queue.rate * 30.0;
        let curve = Curve::tabulate(&queue, contacts, &measure).unwrap();
        let floor = (part * queue.load()) as u32;
        let envelope = Envelope::new(&curve, floor, tolerance);
        prop_assert!(envelope.pieces.windows(2).all(|pair| pair[0].slope > pair[1].slope), "{envelope:?}");
        let rounding = 1e-9 * (1.0 + contacts);
        for quarter in 4 * curve.first..4 * (curve.first + curve.gain.len() as u32 + 5) {
            let heads = f64::from(quarter) / 4.0;
            let (line, table) = (envelope.at(heads), curve.at(heads));
            prop_assert!(line <= table + rounding * (1.0 + table.abs()), "above at {heads}: {line} {table}");
            if heads >= f64::from(envelope.exact_from) {
                prop_assert!(table - line <= tolerance + rounding * (1.0 + table.abs()), "below at {heads}: {line} {table}");
            }
        }
    }
}

const CALLS: Queue = Queue { rate: 100.0 / 30.0, handle: 3.0, patience: Some(5.0) };
const IN_TIME: ServiceTarget =
    ServiceTarget::Answered { share: 0.8, within: 1.0 / 3.0, abandoned: AbandonmentCounting::Missed };

#[test]
fn a_floor_saves_lines_and_stays_safe_below() {
    let curve = Curve::tabulate(&CALLS, 100.0, &IN_TIME).unwrap();
    let (all, few) = (Envelope::new(&curve, 0, 0.0), Envelope::new(&curve, 13, 0.0));
    let coarse = Envelope::new(&curve, 13, 0.1);
    assert!(coarse.pieces.len() < few.pieces.len() && few.pieces.len() < all.pieces.len());
    assert_eq!(few.exact_from, 13);
    assert!(few.at(5.0) <= curve.at(5.0));
    assert!((few.at(14.0) - 91.679).abs() < 0.002, "{}", few.at(14.0));
}

#[test]
fn time_sharing_is_straight_between_heads() {
    let curve = Curve::tabulate(&CALLS, 100.0, &IN_TIME).unwrap();
    assert!((curve.at(13.25) - (0.75 * curve.at(13.0) + 0.25 * curve.at(14.0))).abs() < 1e-9);
    assert_eq!(curve.at(0.0), 0.0);
    assert_eq!(curve.at(1e9), curve.at(f64::from(curve.gain.len() as u32 - 1)));
    assert_eq!(curve.at(-1.0), f64::NEG_INFINITY);
    assert_eq!(curve.at(f64::NAN), f64::NEG_INFINITY);
}

#[test]
fn waiting_without_patience_starts_where_the_line_is_stable() {
    let patient = Queue { patience: None, ..CALLS };
    let curve = Curve::tabulate(&patient, 100.0, &ServiceTarget::MeanWait { at_most: 1.0 }).unwrap();
    assert_eq!(curve.first, 11);
    assert_eq!(curve.at(10.0), f64::NEG_INFINITY);
    let in_time = Curve::tabulate(&patient, 100.0, &IN_TIME).unwrap();
    assert_eq!((in_time.first, in_time.gain[10]), (0, 0));
}

#[test]
fn what_has_no_curve() {
    let tabulate = |queue: &Queue, contacts, promise: &ServiceTarget| Curve::tabulate(queue, contacts, promise);
    assert_eq!(tabulate(&CALLS, 1.0, &ServiceTarget::Occupancy { at_most: 0.9 }), Err(StaffingError::NoCurve));
    assert!(tabulate(&CALLS, f64::NAN, &IN_TIME).is_err());
    assert!(tabulate(&CALLS, -1.0, &IN_TIME).is_err());
    let empty = tabulate(&Queue { rate: 0.0, ..CALLS }, 0.0, &IN_TIME).unwrap();
    assert_eq!((empty.at(0.0), empty.at(3.0)), (0.0, 0.0));
    assert_eq!(Envelope::new(&empty, 4, 0.0).at(2.0), 0.0);
}
