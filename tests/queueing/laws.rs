//! Laws of staffing, for any queue and any promises: the answer is the least, and asking for more never takes less.

use proptest::prelude::*;
use queueing::{AbandonmentCounting, Queue, ServiceTarget, answered_within, performance, staffing};

fn queues() -> impl Strategy<Value = Queue> {
    (-3.0..3.3_f64, 0.2..20.0_f64, prop::option::of(-2.0..4.0_f64)).prop_map(|(load, handle, patience)| Queue {
        rate: 10_f64.powf(load) / handle,
        handle,
        patience: patience.map(|exponent| 10_f64.powf(exponent)),
    })
}

fn counts() -> impl Strategy<Value = AbandonmentCounting> {
    prop_oneof![Just(AbandonmentCounting::Missed), Just(AbandonmentCounting::Ignored)]
}

fn promises() -> impl Strategy<Value = ServiceTarget> {
    prop_oneof![
        (0.0..0.999_f64, 0.0..5.0_f64, counts()).prop_map(|(share, within, abandoned)| ServiceTarget::Answered {
            share,
            within,
            abandoned
        }),
        (-3.0..2.0_f64).prop_map(|at_most| ServiceTarget::MeanWait { at_most: 10_f64.powf(at_most) }),
        (-4.0..0.0_f64).prop_map(|at_most| ServiceTarget::Abandonment { at_most: 10_f64.powf(at_most) }),
        (0.1..1.0_f64).prop_map(|at_most| ServiceTarget::Occupancy { at_most }),
        (0.1..2.0_f64).prop_map(|ratio| ServiceTarget::Workload { ratio }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_answer_keeps_all_and_one_head_fewer_breaks_one(queue in queues(), asked in prop::collection::vec(promises(), 1..4)) {
        let heads = staffing(&queue, &asked).unwrap();
        prop_assert!(asked.iter().all(|promise| promise.kept(&queue, heads)), "{heads}");
        if heads > 0 {
            prop_assert!(asked.iter().any(|promise| !promise.kept(&queue, heads - 1)), "{heads}");
        }
    }

    #[test]
    fn the_order_of_promises_does_not_matter(queue in queues(), one in promises(), two in promises()) {
        let both = staffing(&queue, &[one, two]).unwrap();
        prop_assert_eq!(both, staffing(&queue, &[two, one]).unwrap());
        prop_assert_eq!(both, staffing(&queue, &[one]).unwrap().max(staffing(&queue, &[two]).unwrap()));
    }

    #[test]
    fn more_load_never_takes_fewer_heads(queue in queues(), more in 1.0..2.0_f64, promise in promises()) {
        let busier = Queue { rate: queue.rate * more, ..queue };
        prop_assert!(staffing(&busier, &[promise]).unwrap() >= staffing(&queue, &[promise]).unwrap());
    }

    #[test]
    fn a_higher_share_never_takes_fewer_heads(
        queue in queues(), low in 0.0..0.999_f64, high in 0.0..0.999_f64, within in 0.0..3.0_f64, abandoned in counts()
    ) {
        let heads = |share| staffing(&queue, &[ServiceTarget::Answered { share, within, abandoned }]).unwrap();
        prop_assert!(heads(low.min(high)) <= heads(low.max(high)));
    }

    #[test]
    fn more_heads_serve_better(queue in queues(), around in 0.5..1.5_f64, within in 0.0..3.0_f64, abandoned in counts()) {
        let servers = (queue.load() * around) as u32;
        let (few, many) = (performance(&queue, servers), performance(&queue, servers + 1));
        let close = 1e-12;
        prop_assert!(many.waiting <= few.waiting + close);
        prop_assert!(many.mean_wait <= few.mean_wait * (1.0 + close));
        prop_assert!(many.abandoned <= few.abandoned + close);
        prop_assert!(many.occupancy <= few.occupancy + close);
        let share = |servers| answered_within(&queue, servers, within, abandoned);
        prop_assert!(share(servers) <= share(servers + 1) + close);
    }
}
