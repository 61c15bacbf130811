//! Classes of customers against exact formulas, and against chains of all states that are solved here step by step.

use queueing::{AbandonmentCounting, Customers, PriorityClass, Queue, ServiceTarget, answered_within, performance};

const PATIENT: f64 = 0.0;

fn customers(rate: f64, handle: f64, classes: &[PriorityClass], which: usize) -> Customers<'_> {
    Customers { queue: Queue { rate, handle, patience: None }, classes, which: Some(which) }
}

/// Shares with rates of hanging up.
fn classes(of: &[(f64, f64)]) -> Vec<PriorityClass> {
    of.iter()
        .map(|&(share, leaving)| PriorityClass { share, patience: (leaving > 0.0).then(|| 1.0 / leaving) })
        .collect()
}

fn near(found: f64, wanted: f64, off: f64, what: &str) {
    assert!((found - wanted).abs() <= off, "{what}: {found}, not {wanted}");
}

/// Two classes before some heads: every state of the heads and of the two lines, in steady state and in time.
struct Chain {
    heads: usize,
    rates: [f64; 2],
    finish: f64,
    leaving: [f64; 2],
    /// Chance of one head busy after the other, below all of them.
    idle: Vec<f64>,
    /// Chance of all busy and so many of each class waiting.
    lines: Vec<Vec<f64>>,
}

/// Most who wait of a class.
const MOST: usize = 70;

impl Chain {
    fn new(heads: usize, rates: [f64; 2], handle: f64, leaving: [f64; 2]) -> Self {
        let mut chain = Chain {
            heads,
            rates,
            finish: heads as f64 / handle,
            leaving,
            idle: vec![1.0; heads],
            lines: vec![vec![0.0; MOST + 1]; MOST + 1],
        };
        chain.lines[0][0] = 1.0;
        let all = rates[0] + rates[1];
        // Balance over and over until nothing moves: flow out of a state equals flow into it.
        for _ in 0..6_000 {
            let mut moved: f64 = 0.0;
            for busy in (0..heads).rev() {
                let out = all + busy as f64 / handle;
                let above = if busy + 1 < heads { chain.idle[busy + 1] } else { chain.lines[0][0] };
                let below = if busy > 0 { all * chain.idle[busy - 1] } else { 0.0 };
                let now = (below + (busy + 1) as f64 / handle * above) / out;
                moved = moved.max((now - chain.idle[busy]).abs());
                chain.idle[busy] = now;
            }
            for high in 0..=MOST {
                for low in 0..=MOST {
                    let now = chain.inflow(high, low) / chain.outflow(high, low);
                    moved = moved.max((now - chain.lines[high][low]).abs());
                    chain.lines[high][low] = now;
                }
            }
            let total: f64 = chain.idle.iter().chain(chain.lines.iter().flatten()).sum();
            chain.idle.iter_mut().chain(chain.lines.iter_mut().flatten()).for_each(|chance| *chance /= total);
            if moved < 1e-15 {
                break;
            }
        }
        chain
    }

    fn at(&self, high: usize, low: usize) -> f64 {
        self.lines.get(high).and_then(|row| row.get(low)).copied().unwrap_or(0.0)
    }

    fn outflow(&self, high: usize, low: usize) -> f64 {
        let up = if high < MOST { self.rates[0] } else { 0.0 } + if low < MOST { self.rates[1] } else { 0.0 };
        up + self.finish + high as f64 * self.leaving[0] + low as f64 * self.leaving[1]
    }

    fn inflow(&self, high: usize, low: usize) -> f64 {
        let mut inflow = 0.0;
        if high == 0 && low == 0 {
            inflow += (self.rates[0] + self.rates[1]) * self.idle.last().unwrap();
        }
        if high > 0 {
            inflow += self.rates[0] * self.at(high - 1, low);
        }
        if low > 0 {
            inflow += self.rates[1] * self.at(high, low - 1);
        }
        inflow += (self.finish + (high + 1) as f64 * self.leaving[0]) * self.at(high + 1, low);
        inflow += (low + 1) as f64 * self.leaving[1] * self.at(high, low + 1);
        // The lower class is taken only where nobody of the higher one waits.
        if high == 0 { inflow + self.finish * self.at(0, low + 1) } else { inflow }
    }

    fn busy(&self) -> f64 {
        self.lines.iter().flatten().sum()
    }

    fn mean_line(&self, which: usize) -> f64 {
        let lines = self.lines.iter().enumerate();
        let cells = lines.flat_map(|(high, row)| row.iter().enumerate().map(move |(low, chance)| (high, low, chance)));
        cells.map(|(high, low, chance)| [high, low][which] as f64 * chance).sum()
    }

    /// The share of a class served within some minutes: somebody is followed through all states ahead of them.
    fn in_time(&self, which: usize, within: f64) -> f64 {
        let mut ahead = vec![vec![0.0; MOST + 1]; MOST + 1];
        for (high, row) in self.lines.iter().enumerate() {
            for (low, chance) in row.iter().enumerate() {
                // The first class does not mind the second.
                ahead[high][if which == 0 { 0 } else { low }] += chance;
            }
        }
        let joining = if which == 0 { 0.0 } else { self.rates[0] };
        let own = self.leaving[which];
        let clock = joining + self.finish + own + MOST as f64 * (self.leaving[0] + self.leaving[1]);
        let steps = (clock * within * 12.0).ceil().max(1.0);
        let length = within / steps;
        let mut served = 0.0;
        for _ in 0..steps as usize {
            // Two stages of Runge-Kutta.
            let (slope, rate) = self.flow(&ahead, joining, own);
            let mut middle = ahead.clone();
            add(&mut middle, &slope, 0.5 * length);
            let (slope, later) = self.flow(&middle, joining, own);
            add(&mut ahead, &slope, length);
            served += length * later;
            let _ = rate;
        }
        self.idle.iter().sum::<f64>() + served
    }

    fn flow(&self, ahead: &[Vec<f64>], joining: f64, own: f64) -> (Vec<Vec<f64>>, f64) {
        let mut slope = vec![vec![0.0; MOST + 1]; MOST + 1];
        let mut served = 0.0;
        for high in 0..=MOST {
            for low in 0..=MOST {
                let here = ahead[high][low];
                let joins = if high < MOST { joining } else { 0.0 };
                let (gone_high, gone_low) = (high as f64 * self.leaving[0], low as f64 * self.leaving[1]);
                slope[high][low] -= here * (joins + gone_high + gone_low + self.finish + own);
                if joins > 0.0 {
                    slope[high + 1][low] += joins * here;
                }
                if high > 0 {
                    slope[high - 1][low] += (gone_high + self.finish) * here;
                }
                if low > 0 {
                    slope[high][low - 1] += (gone_low + if high == 0 { self.finish } else { 0.0 }) * here;
                }
                if high == 0 && low == 0 {
                    served += self.finish * here;
                }
            }
        }
        (slope, served)
    }
}

fn add(to: &mut [Vec<f64>], slope: &[Vec<f64>], by: f64) {
    to.iter_mut().flatten().zip(slope.iter().flatten()).for_each(|(to, slope)| *to += by * slope);
}

#[test]
fn one_class_is_the_plain_queue() {
    for patience in [None, Some(2.0)] {
        let queue = Queue { rate: 3.0, handle: 3.0, patience };
        let one = [PriorityClass { share: 1.0, patience }];
        let class = customers(3.0, 3.0, &one, 0);
        for heads in [4, 9, 10, 12, 15] {
            let (found, wanted) = (class.performance(heads), performance(&queue, heads));
            near(found.abandoned, wanted.abandoned, 1e-9, "abandoned");
            near(found.occupancy, wanted.occupancy, 1e-9, "occupancy");
            near(found.waiting, wanted.waiting, 1e-9, "waiting");
            assert!(found.mean_wait == wanted.mean_wait || (found.mean_wait - wanted.mean_wait).abs() < 1e-9);
            for (within, count) in [
                (0.0, AbandonmentCounting::Missed),
                (0.3, AbandonmentCounting::Missed),
                (2.0, AbandonmentCounting::Ignored),
            ] {
                let wanted = answered_within(&queue, heads, within, count);
                near(class.answered_within(heads, within, count), wanted, 1e-6, "answered");
            }
        }
    }
}

/// Cobham (1954): C(n, a) h / n / ((1 - sigma of those before) (1 - sigma down to the class)).
#[test]
fn waits_of_patient_classes_are_those_of_cobham() {
    let three = classes(&[(0.2, PATIENT), (0.5, PATIENT), (0.3, PATIENT)]);
    let queue = Queue { rate: 5.0, handle: 3.0, patience: None };
    let heads = 17;
    let delay = performance(&queue, heads).waiting;
    let sigma = |down: f64| down * 15.0 / f64::from(heads);
    let base = delay * 3.0 / f64::from(heads);
    for (which, (before, down)) in [(0.0, 0.2), (0.2, 0.7), (0.7, 1.0)].into_iter().enumerate() {
        let found = customers(5.0, 3.0, &three, which).performance(heads).mean_wait;
        near(found, base / ((1.0 - sigma(before)) * (1.0 - sigma(down))), 1e-12, "mean wait");
    }
    // Taken together they wait as in any order.
    let all = Customers { which: None, ..customers(5.0, 3.0, &three, 0) };
    near(all.performance(heads).mean_wait, performance(&queue, heads).mean_wait, 1e-12, "all");
    // With too few heads for all the first class still waits but briefly.
    assert!(customers(5.0, 3.0, &three, 0).performance(12).mean_wait < 1.0);
    assert!(customers(5.0, 3.0, &three, 2).performance(12).mean_wait.is_infinite());
}

#[test]
fn two_patient_classes_are_a_chain() {
    let two = classes(&[(0.4, PATIENT), (0.6, PATIENT)]);
    let chain = Chain::new(5, [0.6, 0.9], 2.5, [0.0, 0.0]);
    for which in 0..2 {
        let class = customers(1.5, 2.5, &two, which);
        let rate = chain.rates[which];
        near(class.performance(5).mean_wait, chain.mean_line(which) / rate, 1e-6, "mean wait");
        for within in [0.2, 1.0, 3.0] {
            // Nobody hangs up: the lines are long, and the chain is cut.
            let found = class.answered_within(5, within, AbandonmentCounting::Missed);
            near(found, chain.in_time(which, within), 1e-4, "answered");
        }
    }
}

/// Equally patient classes: exact, in overload too.
#[test]
fn two_classes_of_one_patience_are_a_chain() {
    let two = classes(&[(0.3, 0.25), (0.7, 0.25)]);
    for heads in [4, 6, 8] {
        let chain = Chain::new(heads, [0.6, 1.4], 3.0, [0.25, 0.25]);
        for which in 0..2 {
            let class = customers(2.0, 3.0, &two, which);
            let found = class.performance(heads as u32);
            near(found.waiting, chain.busy(), 1e-8, "waiting");
            near(found.abandoned, 0.25 * chain.mean_line(which) / chain.rates[which], 1e-8, "abandoned");
            for within in [0.2, 1.0, 4.0] {
                let found = class.answered_within(heads as u32, within, AbandonmentCounting::Missed);
                near(found, chain.in_time(which, within), 2e-5, "answered");
            }
        }
        assert_eq!(chain.heads, heads);
    }
}

/// Classes of different patience: the approximation, beside the chain. What it is off by is told in the book.
#[test]
fn mixed_patience_is_close() {
    let (mut worst_lost, mut worst_answered) = (0.0_f64, 0.0_f64);
    for leaving in [[0.5, 0.125], [0.125, 0.5], [1.0, 0.1]] {
        for heads in [4, 6, 8] {
            let two = classes(&[(0.3, leaving[0]), (0.7, leaving[1])]);
            let chain = Chain::new(heads, [0.6, 1.4], 3.0, leaving);
            for (which, leaving) in leaving.into_iter().enumerate() {
                let class = customers(2.0, 3.0, &two, which);
                let lost = leaving * chain.mean_line(which) / chain.rates[which];
                worst_lost = worst_lost.max((class.performance(heads as u32).abandoned - lost).abs());
                for within in [0.5, 2.0] {
                    let found = class.answered_within(heads as u32, within, AbandonmentCounting::Missed);
                    worst_answered = worst_answered.max((found - chain.in_time(which, within)).abs());
                }
            }
        }
    }
    println!("mixed patience: lost off by {worst_lost:.4}, answered by {worst_answered:.4} at most");
    assert!(worst_lost < 0.01 && worst_answered < 0.02, "{worst_lost} {worst_answered}");
}

#[test]
fn more_heads_serve_every_class_better() {
    let three = classes(&[(0.1, 1.0), (0.3, 0.25), (0.6, 0.1)]);
    for which in 0..3 {
        let class = customers(6.0, 4.0, &three, which);
        let shares: Vec<f64> =
            (1..50).map(|heads| class.answered_within(heads, 0.5, AbandonmentCounting::Missed)).collect();
        assert!(shares.windows(2).all(|pair| pair[1] >= pair[0] - 1e-7), "{which}: {shares:?}");
        let lost: Vec<f64> = (1..50).map(|heads| class.performance(heads).abandoned).collect();
        assert!(lost.windows(2).all(|pair| pair[1] <= pair[0] + 1e-9), "{which}: {lost:?}");
    }
    // A higher class never fares worse than a lower one of the same patience.
    let two = classes(&[(0.5, 0.25), (0.5, 0.25)]);
    let share = |which: usize, heads: u32| {
        customers(6.0, 4.0, &two, which).answered_within(heads, 0.5, AbandonmentCounting::Missed)
    };
    assert!((10..35).all(|heads| share(0, heads) >= share(1, heads)));
}

#[test]
fn the_fewest_heads_keep_every_class_and_its_curve_agrees() {
    let two = classes(&[(0.2, 0.25), (0.8, 0.25)]);
    let gold = ServiceTarget::Answered { share: 0.95, within: 0.25, abandoned: AbandonmentCounting::Missed };
    let rest = ServiceTarget::Answered { share: 0.80, within: 1.0, abandoned: AbandonmentCounting::Missed };
    let heads = |which, promise| customers(4.0, 3.0, &two, which).staffing(&[promise]).unwrap();
    for (which, promise) in [(0, gold), (1, rest)] {
        let asked = heads(which, promise);
        let class = customers(4.0, 3.0, &two, which);
        assert!(class.kept(&promise, asked) && !class.kept(&promise, asked - 1));
        let contacts = 120.0 * two[which].share;
        let curve = class.curve(contacts, &promise).unwrap();
        let ServiceTarget::Answered { within, abandoned, .. } = promise else { unreachable!() };
        let wanted = contacts * class.answered_within(asked, within, abandoned);
        near(curve.at(f64::from(asked)), wanted, 0.01, "curve");
    }
    // The same promise to everybody, first come first served, takes no fewer heads than to the first class alone.
    let plain = Customers::of(Queue { rate: 4.0, handle: 3.0, patience: Some(4.0) });
    assert!(heads(0, gold) < plain.staffing(&[gold]).unwrap());
    let refused = [PriorityClass { share: 0.5, patience: None }, PriorityClass { share: 0.5, patience: Some(1.0) }];
    assert!(customers(4.0, 3.0, &refused, 0).staffing(&[gold]).is_err());
}
