//! The minimum shift design problem: its files, a program for it, and a scorer that reads the chosen shifts alone.

use mip::outcome::Ending;
use mip::solver::{Settings, Solved, solve};
use mip::{Expression, ProgramBuilder, StampedProgram, Variable, constraint};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

/// One of the published instances: folder, number, what its plan must not cost more than, and what it must come to
/// where that is proved.
pub struct Published {
    pub set: u32,
    pub number: u32,
    pub most: u32,
    pub proved: Option<u32>,
}

/// All instances at hand. `most` is the best known before; `proved` was found with the program below.
pub const PUBLISHED: [Published; 8] = [
    Published { set: 1, number: 1, most: 480, proved: Some(480) },
    Published { set: 1, number: 2, most: 450, proved: Some(300) },
    Published { set: 1, number: 3, most: 600, proved: Some(600) },
    Published { set: 1, number: 4, most: 510, proved: Some(450) },
    Published { set: 1, number: 5, most: 480, proved: Some(480) },
    Published { set: 3, number: 21, most: 13_260, proved: None },
    Published { set: 3, number: 22, most: 12_780, proved: Some(12_600) },
    Published { set: 3, number: 23, most: 8_280, proved: Some(8_280) },
];

/// Demand over a cyclic week, and the shifts that may cover it.
pub struct Instance {
    /// Minutes of a slot.
    pub interval: u32,
    days: usize,
    demand: Vec<u32>,
    /// Start and length in slots.
    shifts: Vec<(usize, usize)>,
}

/// What a solve came to.
pub struct Run {
    /// The cost by the scorer.
    pub cost: u32,
    /// What the solver says.
    pub solved: Solved,
    /// How long it took.
    pub took: Duration,
}

impl Published {
    /// Reads its file, or says that the shared data is not here.
    pub fn read(&self) -> Option<Instance> {
        let root = std::env::var_os("EQUIPOISE_DATA")
            .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data"), PathBuf::from);
        let path = root.join(format!("shift-design/DataSet{}/RandomExample{}.dzn", self.set, self.number));
        match std::fs::read_to_string(&path) {
            Ok(text) => Some(Instance::of(&text)),
            Err(error) => {
                println!("skipped: shared data: {}: {error}", path.display());
                None
            }
        }
    }
}

impl Instance {
    fn of(text: &str) -> Self {
        let numbers = |name: &str| -> Vec<usize> {
            let (_, value) = text
                .split(';')
                .filter_map(|line| line.split_once('='))
                .find(|(key, _)| key.trim() == name)
                .unwrap_or_else(|| panic!("the file has no {name}"));
            let inside = value.trim().trim_start_matches('[').trim_end_matches(']');
            inside.split(',').map(|number| number.trim().parse().expect("a whole number")).collect()
        };
        let mut shifts = Vec::new();
        let [starts, latest, lengths, longest] = ["minStart", "maxStart", "minLength", "maxLength"].map(numbers);
        for kind in 0..starts.len() {
            for start in starts[kind]..=latest[kind] {
                shifts.extend((lengths[kind]..=longest[kind]).map(|length| (start, length)));
            }
        }
        shifts.sort_unstable();
        shifts.dedup();
        Instance {
            interval: numbers("interval")[0] as u32,
            days: numbers("days")[0],
            demand: numbers("demand").into_iter().map(|heads| heads as u32).collect(),
            shifts,
        }
    }

    /// Slots covered by a shift on a day; the week is cyclic.
    fn slots(&self, shift: usize, day: usize) -> impl Iterator<Item = usize> {
        let (start, length) = self.shifts[shift];
        let (first, week) = (day * self.demand.len() / self.days + start, self.demand.len());
        (first..first + length).map(move |slot| slot % week)
    }

    /// What so many heads on each shift and day cost: counted slot by slot, nothing else read.
    fn score(&self, heads: &[Vec<u32>]) -> u32 {
        let mut cover = vec![0; self.demand.len()];
        for (shift, days) in heads.iter().enumerate() {
            for (day, &count) in days.iter().enumerate() {
                self.slots(shift, day).for_each(|slot| cover[slot] += count);
            }
        }
        let off: u32 = cover.iter().zip(&self.demand).map(|(cover, demand)| u32::abs_diff(*cover, *demand)).sum();
        let in_use = heads.iter().filter(|days| days.iter().any(|&count| count > 0)).count();
        self.interval * (off + in_use as u32)
    }

    /// The most heads that can be of use on a shift and day: with more, taking one away mends more slots than it
    /// hurts.
    fn most(&self, shift: usize, day: usize) -> u32 {
        let mut demand: Vec<u32> = self.slots(shift, day).map(|slot| self.demand[slot]).collect();
        demand.sort_unstable();
        demand[demand.len() / 2]
    }

    /// The program: the cover of a slot less that of the slot before is what starts less what ends, so its rows are
    /// short. Columns of a kind stand together, which HiGHS rewards.
    fn write(&self) -> (StampedProgram<usize>, Vec<Vec<Variable>>) {
        let mut draft: ProgramBuilder<usize> = ProgramBuilder::default();
        let heads = self.link(&mut draft);
        let price = f64::from(self.interval);
        let mut writer = draft.writer("cover");
        let excess: Vec<Variable> = self.demand.iter().map(|_| writer.amount(f64::INFINITY)).collect();
        let shortage: Vec<Variable> = self.demand.iter().map(|&demand| writer.amount(f64::from(demand))).collect();
        let mut change = vec![Expression::default(); self.demand.len()];
        let mut first = Expression::default();
        for (shift, days) in heads.iter().enumerate() {
            for (day, &count) in days.iter().enumerate() {
                let slots: Vec<usize> = self.slots(shift, day).collect();
                change[slots[0]] += count;
                change[(slots[slots.len() - 1] + 1) % self.demand.len()] -= count;
                if slots.contains(&0) {
                    first += count;
                }
            }
        }
        for (slot, &demand) in self.demand.iter().enumerate() {
            writer.pay("excess", slot, price * excess[slot]);
            writer.pay("shortage", slot, price * shortage[slot]);
            let (change, before) = match slot.checked_sub(1) {
                None => (first.clone(), 0),
                Some(at) => (change[slot].clone() + excess[at] - shortage[at], self.demand[at]),
            };
            let step = f64::from(demand) - f64::from(before);
            writer.define(slot, constraint!(change - excess[slot] + shortage[slot] == step));
        }
        (draft.finish(), heads)
    }

    /// Columns for the heads on each shift and day, and for each shift whether it is in use at all.
    fn link(&self, draft: &mut ProgramBuilder<usize>) -> Vec<Vec<Variable>> {
        let mut writer = draft.writer("distinct_shifts");
        let most = |shift: usize| (0..self.days).map(move |day| self.most(shift, day));
        let heads: Vec<Vec<Variable>> =
            (0..self.shifts.len()).map(|shift| most(shift).map(|most| writer.whole(0, most)).collect()).collect();
        let in_use: Vec<Variable> = heads.iter().map(|_| writer.whole(0, 1)).collect();
        for (shift, days) in heads.iter().enumerate() {
            writer.pay("shifts", shift, f64::from(self.interval) * in_use[shift]);
            for (&count, most) in days.iter().zip(most(shift)) {
                writer.define(shift, constraint!(count <= f64::from(most) * in_use[shift]));
            }
        }
        heads
    }

    /// Writes, solves until the clock or a cost that is enough ends it, and scores; fails if the solver found nothing.
    pub fn run(&self, seconds: f64, enough: u32) -> Run {
        let begin = Instant::now();
        let (stamped, columns) = self.write();
        let mut settings = Settings { gap: 0.0, time_limit: seconds, ..Settings::default() };
        let interrupt = settings.interrupt.clone();
        settings.watcher = Some(Arc::new(move |progress| {
            if progress.cost.is_some_and(|cost| cost <= f64::from(enough) + 1e-6) {
                interrupt.store(true, Ordering::Relaxed);
            }
        }));
        let solved = solve(&stamped.program, &settings).expect("the program is sound");
        let point = solved.point.as_deref().expect("a plan");
        let value = |column: &Variable| point[stamped.column(*column)].round() as u32;
        let heads: Vec<Vec<u32>> = columns.iter().map(|days| days.iter().map(value).collect()).collect();
        let cost = self.score(&heads);
        let claimed = stamped.program.cost(point);
        // A plan that the search would still have improved may count more excess or shortage than there is, never less.
        let slack = if solved.ending == Ending::Proved { 1e-3 } else { f64::INFINITY };
        let beyond = claimed - f64::from(cost);
        assert!((-1e-3..=slack).contains(&beyond), "the solver says {claimed}, the scorer {cost}");
        Run { cost, solved, took: begin.elapsed() }
    }
}
