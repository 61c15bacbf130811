//! Who is present in each interval of a window, what that costs, and what one more person of a team would save. People come
//! and go, and soon as many are present again as before: costs are remembered in a small cache for each interval, found by an
//! incremental hash of the people present (as Zobrist's hashes of board positions).

use crate::ruin_recreate::benders_cuts::{BendersCut, BendersCuts};
use crate::ruin_recreate::guide_penalty::GuidePenalty;
use crate::ruin_recreate::interval_staffing::IntervalStaffing;
use crate::tuning::TUNING;
use std::ops::Range;

const CACHED: u32 = TUNING.ruin_recreate.cached_states;

/// Costs of the intervals of a window.
#[derive(Clone, Debug)]
pub struct IntervalCosts<'a> {
    staffing: &'a IntervalStaffing,
    first: usize,
    /// By class: what one person present saves, by team and cut.
    saves: Vec<Vec<Vec<f64>>>,
    /// By interval of the window: the value of each cut where nobody is present; empty where nothing is asked for.
    wanted: Vec<Vec<f64>>,
    /// By interval of the window and team: units in which people are present.
    present: Vec<i32>,
    /// By interval of the window: the hash of who is present.
    hashes: Vec<u64>,
    /// By interval of the window: what it costs.
    costs: Vec<f64>,
    cache: Vec<CachedCost>,
    /// By interval of the window: the place of its present state in the cache.
    slots: Vec<u32>,
    /// By place in the cache and team: what one more person saves who is present throughout; NaN where it is not known.
    savings: Vec<f64>,
    penalty: Option<GuidePenalty<'a>>,
    /// Scratch: values of the cuts of one interval.
    values: Vec<f64>,
    zeros: Vec<f64>,
}

/// What an interval costs with the people of a hash.
#[derive(Clone, Copy, Debug)]
struct CachedCost {
    hash: u64,
    cost: f64,
}

impl<'a> IntervalCosts<'a> {
    /// Costs of some intervals; `units` of everybody by interval and team.
    pub fn of(
        staffing: &'a IntervalStaffing,
        cuts: &BendersCuts,
        penalty: Option<GuidePenalty<'a>>,
        intervals: Range<usize>,
        units: &[Vec<i32>],
    ) -> Self {
        let teams = staffing.at_work.len();
        let by_team = |cuts: &Vec<BendersCut>| -> Vec<Vec<f64>> {
            let saves = |team: usize| cuts.iter().map(|cut| cut.head_duals[team] * staffing.at_work[team]).collect();
            (0..teams).map(saves).collect()
        };
        let wanted = |interval: usize| -> Vec<f64> {
            let requirement = &staffing.requirements[interval];
            match requirement.heads.is_empty() {
                true => Vec::new(),
                false => cuts.of[requirement.class].iter().map(|cut| cut.wanted(requirement)).collect(),
            }
        };
        let places = intervals.len();
        let unknown = CachedCost { hash: u64::MAX, cost: 0.0 };
        let mut costs = IntervalCosts {
            staffing,
            first: intervals.start,
            saves: cuts.of.iter().map(by_team).collect(),
            wanted: intervals.clone().map(wanted).collect(),
            present: units[intervals].iter().flatten().copied().collect(),
            hashes: vec![0; places],
            costs: vec![0.0; places],
            cache: vec![unknown; places << CACHED],
            slots: vec![0; places],
            savings: vec![f64::NAN; (places << CACHED) * teams],
            penalty,
            values: Vec::new(),
            zeros: vec![0.0; cuts.of.iter().map(Vec::len).max().unwrap_or(0)],
        };
        for place in 0..places {
            let present = costs.present[place * teams..(place + 1) * teams].iter().enumerate();
            costs.hashes[place] = present.map(|(team, &units)| hash(team, units)).fold(0, u64::wrapping_add);
            costs.costs[place] = costs.cost(place);
        }
        costs
    }

    /// Adds units of a team to an interval; by how much that changes its cost, in major units.
    pub fn add(&mut self, team: usize, interval: usize, units: i32) -> f64 {
        let Some(place) = interval.checked_sub(self.first).filter(|&place| place < self.costs.len()) else {
            return 0.0;
        };
        self.present[place * self.staffing.at_work.len() + team] += units;
        self.hashes[place] = self.hashes[place].wrapping_add(hash(team, units));
        let cost = self.cost(place);
        cost - std::mem::replace(&mut self.costs[place], cost)
    }

    /// What one more person of a team would save who is present throughout an interval, in major units.
    pub fn saves(&mut self, team: usize, interval: usize) -> f64 {
        let Some(place) = interval.checked_sub(self.first).filter(|&place| place < self.costs.len()) else {
            return 0.0;
        };
        if self.wanted[place].is_empty() {
            return 0.0;
        }
        let (slot, teams) = (self.slots[place] as usize, self.staffing.at_work.len());
        if self.savings[slot * teams + team].is_nan() {
            self.value(place);
            let now = self.shortage();
            let saves = &self.saves[self.staffing.requirements[interval].class];
            for (team, saves) in saves.iter().enumerate() {
                let guided =
                    self.penalty.map_or(0.0, |penalty| penalty.one_more(interval, team, self.heads(place, team)));
                self.savings[slot * teams + team] = now - largest(&self.values, saves) + guided;
            }
        }
        self.savings[slot * teams + team]
    }

    fn slot(&self, place: usize) -> usize {
        (place << CACHED) + (self.hashes[place] >> (u64::BITS - CACHED)) as usize
    }

    /// What an interval costs as it is.
    fn cost(&mut self, place: usize) -> f64 {
        if self.wanted[place].is_empty() {
            return 0.0;
        }
        let (slot, teams) = (self.slot(place), self.staffing.at_work.len());
        self.slots[place] = slot as u32;
        if self.cache[slot].hash != self.hashes[place] {
            self.value(place);
            let heads = (0..teams).map(|team| self.heads(place, team));
            let guided = self.penalty.map_or(0.0, |penalty| penalty.present(self.first + place, heads));
            self.cache[slot] = CachedCost { hash: self.hashes[place], cost: self.shortage() + guided };
            self.savings[slot * teams..(slot + 1) * teams].fill(f64::NAN);
        }
        self.cache[slot].cost
    }

    /// People of a team who are present.
    fn heads(&self, place: usize, team: usize) -> f64 {
        f64::from(self.present[place * self.staffing.at_work.len() + team]) / f64::from(self.staffing.length)
    }

    /// Computes the value of each cut of an interval.
    fn value(&mut self, place: usize) {
        let mut values = std::mem::take(&mut self.values);
        values.clear();
        values.extend_from_slice(&self.wanted[place]);
        for (team, saves) in self.saves[self.staffing.requirements[self.first + place].class].iter().enumerate() {
            let heads = self.heads(place, team);
            values.iter_mut().zip(saves).for_each(|(value, saves)| *value -= heads * saves);
        }
        self.values = values;
    }

    /// The largest value of those last computed: what shortage costs.
    fn shortage(&self) -> f64 {
        largest(&self.values, &self.zeros[..self.values.len()])
    }
}

/// The hash of units of a team: additive in the units, different for each team.
fn hash(team: usize, units: i32) -> u64 {
    // SplitMix64 (Steele, Lea, Flood 2014).
    let mut hash = (team as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((hash ^ (hash >> 31)) | 1).wrapping_mul(i64::from(units) as u64)
}

/// The largest of some numbers less others, at least zero. In lanes, so that it is computed with vector instructions.
fn largest(numbers: &[f64], less: &[f64]) -> f64 {
    const LANES: usize = 8;
    let above = |largest: &mut f64, number: f64| *largest = if number > *largest { number } else { *largest };
    let mut lanes = [0.0; LANES];
    let (mut numbers, mut less) = (numbers.chunks_exact(LANES), less.chunks_exact(LANES));
    for (numbers, less) in numbers.by_ref().zip(less.by_ref()) {
        (0..LANES).for_each(|lane| above(&mut lanes[lane], numbers[lane] - less[lane]));
    }
    let remainder = numbers.remainder().iter().zip(less.remainder());
    remainder.zip(&mut lanes).for_each(|((number, less), lane)| above(lane, number - less));
    lanes.into_iter().fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ruin_recreate::interval_staffing::{FractionalGuide, IntervalClass, IntervalRequirement, TeamSkill};
    use fastrand::Rng;

    /// Two teams, the second worth half a head; one interval that wants three heads, one that wants none.
    fn staffing() -> IntervalStaffing {
        IntervalStaffing {
            unit: 15,
            length: 2,
            team: vec![],
            at_work: vec![1.0, 0.5],
            shifts: vec![],
            starts: vec![],
            open: vec![],
            requirements: vec![
                IntervalRequirement { class: 0, heads: vec![] },
                IntervalRequirement { class: 1, heads: vec![3.0] },
            ],
            classes: vec![
                IntervalClass { prices: vec![], skills: vec![] },
                IntervalClass {
                    prices: vec![10.0],
                    skills: vec![
                        TeamSkill { team: 0, service: 0, worth: 1.0 },
                        TeamSkill { team: 1, service: 0, worth: 1.0 },
                    ],
                },
            ],
        }
    }

    #[test]
    fn what_is_remembered_is_what_it_costs() {
        let staffing = staffing();
        let mut cuts = BendersCuts::of(&staffing);
        cuts.cost(&staffing, 1, &[0.0, 0.0]).unwrap();
        let present = vec![vec![0.0, 0.0], vec![1.5, 2.0]];
        let guide = FractionalGuide { group: vec![], length: vec![], lengths: 1, shifts: vec![], present };
        let penalty = GuidePenalty::of(&guide, &staffing);
        for penalty in [None, Some(penalty)] {
            let mut units = vec![vec![0, 0], vec![1, 2]];
            let mut costs = IntervalCosts::of(&staffing, &cuts, penalty, 0..2, &units);
            let cost = |present: &[i32]| {
                let heads = [f64::from(present[0]) / 2.0, f64::from(present[1]) / 2.0];
                let guided = penalty.map_or(0.0, |penalty| penalty.present(1, heads.into_iter()));
                10.0 * (3.0 - heads[0] - 0.5 * heads[1]).max(0.0) + guided
            };
            let mut rng = Rng::with_seed(7);
            for _ in 0..500 {
                let (team, interval) = (rng.usize(0..2), rng.usize(0..2));
                let added = rng.i32(0..8) - units[interval][team];
                let before = if interval == 1 { cost(&units[1]) } else { 0.0 };
                units[interval][team] += added;
                let after = if interval == 1 { cost(&units[1]) } else { 0.0 };
                assert!((costs.add(team, interval, added) - (after - before)).abs() < 1e-6);
                let more = [units[1][0] + 2, units[1][1]];
                assert!((costs.saves(0, 1) - (cost(&units[1]) - cost(&more))).abs() < 1e-6);
                assert_eq!(costs.saves(0, 0), 0.0);
            }
        }
    }
}
