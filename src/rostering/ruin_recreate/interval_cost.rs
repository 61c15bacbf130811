//! Who is there in each interval of a window, what that costs, and what one more person of a team would save. People come
//! and go, and soon as many are there again as before: what was worked out for that is remembered.

use super::guide::Pull;
use crate::ruin_recreate::benders_cuts::{Cut, Cuts};
use crate::ruin_recreate::problem::Floor;

/// States of an interval that are remembered: two to the power of this.
const STATES: u32 = 7;

/// See the module.
#[derive(Clone, Debug)]
pub struct Table<'a> {
    floor: &'a Floor,
    first: usize,
    // By kind: what one head at work saves, by team and line.
    saves: Vec<Vec<Vec<f64>>>,
    // By interval of the window: what each line says where nobody is there; nothing where nothing is asked for.
    wanted: Vec<Vec<f64>>,
    // By interval of the window and team: units that are there.
    there: Vec<i32>,
    // By interval of the window: the sum of what is there, each team times its mark; and what that costs.
    marks: Vec<u64>,
    costs: Vec<f64>,
    known: Vec<Known>,
    // By interval of the window: where what is known of it as it is stands.
    slots: Vec<u32>,
    // By what is known and team: what one more person saves who is there throughout, or not a number.
    savings: Vec<f64>,
    pull: Option<Pull<'a>>,
    values: Vec<f64>,
    nothing: Vec<f64>,
}

/// What an interval costs with so many people.
#[derive(Clone, Copy, Debug)]
struct Known {
    mark: u64,
    cost: f64,
}

impl<'a> Table<'a> {
    /// The intervals from `first` to before `last`, with units of everybody by interval and team.
    pub fn of(
        floor: &'a Floor,
        (cuts, pull): (&Cuts, Option<Pull<'a>>),
        (first, last): (usize, usize),
        minutes: &[Vec<i32>],
    ) -> Self {
        let teams = floor.at_work.len();
        let by_team = |cuts: &Vec<Cut>| -> Vec<Vec<f64>> {
            (0..teams).map(|team| cuts.iter().map(|cut| cut.head[team] * floor.at_work[team]).collect()).collect()
        };
        let wanted = |interval: usize| -> Vec<f64> {
            let need = Some(&floor.needs[interval]).filter(|need| !need.heads.is_empty());
            need.map_or(Vec::new(), |need| cuts.of[need.kind].iter().map(|cut| cut.wanted(need)).collect())
        };
        let places = last - first;
        let nothing = Known { mark: u64::MAX, cost: 0.0 };
        let mut table = Table {
            floor,
            first,
            saves: cuts.of.iter().map(by_team).collect(),
            wanted: (first..last).map(wanted).collect(),
            there: minutes[first..last].iter().flatten().copied().collect(),
            marks: vec![0; places],
            costs: vec![0.0; places],
            known: vec![nothing; places << STATES],
            slots: vec![0; places],
            savings: vec![f64::NAN; (places << STATES) * teams],
            pull,
            values: Vec::new(),
            nothing: vec![0.0; cuts.of.iter().map(Vec::len).max().unwrap_or(0)],
        };
        for place in 0..places {
            let there = table.there[place * teams..(place + 1) * teams].iter().enumerate();
            table.marks[place] = there.map(|(team, &units)| mark(team, units)).fold(0, u64::wrapping_add);
            table.costs[place] = table.cost(place);
        }
        table
    }

    /// Adds units of a team to an interval, and tells by how much that changes its cost.
    pub fn add(&mut self, team: usize, interval: usize, units: i32) -> f64 {
        let Some(place) = interval.checked_sub(self.first).filter(|&place| place < self.costs.len()) else {
            return 0.0;
        };
        self.there[place * self.floor.at_work.len() + team] += units;
        self.marks[place] = self.marks[place].wrapping_add(mark(team, units));
        let cost = self.cost(place);
        cost - std::mem::replace(&mut self.costs[place], cost)
    }

    /// What one more person of a team would save who is there throughout an interval.
    pub fn saves(&mut self, team: usize, interval: usize) -> f64 {
        let Some(place) = interval.checked_sub(self.first).filter(|&place| place < self.costs.len()) else {
            return 0.0;
        };
        if self.wanted[place].is_empty() {
            return 0.0;
        }
        let (slot, teams) = (self.slots[place] as usize, self.floor.at_work.len());
        if self.savings[slot * teams + team].is_nan() {
            self.value(place);
            let now = self.lack();
            let saves = &self.saves[self.floor.needs[interval].kind];
            for (team, saves) in saves.iter().enumerate() {
                let guided = self.pull.map_or(0.0, |pull| pull.one_more(interval, team, self.heads(place, team)));
                self.savings[slot * teams + team] = now - largest(&self.values, saves) + guided;
            }
        }
        self.savings[slot * teams + team]
    }

    fn slot(&self, place: usize) -> usize {
        (place << STATES) + (self.marks[place] >> (u64::BITS - STATES)) as usize
    }

    /// What an interval costs as it is.
    fn cost(&mut self, place: usize) -> f64 {
        if self.wanted[place].is_empty() {
            return 0.0;
        }
        let (slot, teams) = (self.slot(place), self.floor.at_work.len());
        self.slots[place] = slot as u32;
        if self.known[slot].mark != self.marks[place] {
            self.value(place);
            let heads = (0..teams).map(|team| self.heads(place, team));
            let guided = self.pull.map_or(0.0, |pull| pull.there(self.first + place, heads));
            self.known[slot] = Known { mark: self.marks[place], cost: self.lack() + guided };
            self.savings[slot * teams..(slot + 1) * teams].fill(f64::NAN);
        }
        self.known[slot].cost
    }

    /// People of a team who are there.
    fn heads(&self, place: usize, team: usize) -> f64 {
        f64::from(self.there[place * self.floor.at_work.len() + team]) / f64::from(self.floor.length)
    }

    /// Works out what each line of an interval says.
    fn value(&mut self, place: usize) {
        let mut values = std::mem::take(&mut self.values);
        values.clear();
        values.extend_from_slice(&self.wanted[place]);
        for (team, saves) in self.saves[self.floor.needs[self.first + place].kind].iter().enumerate() {
            let heads = self.heads(place, team);
            values.iter_mut().zip(saves).for_each(|(value, saves)| *value -= heads * saves);
        }
        self.values = values;
    }

    /// The largest line that was last worked out.
    fn lack(&self) -> f64 {
        largest(&self.values, &self.nothing[..self.values.len()])
    }
}

/// A number of its own for units of a team.
fn mark(team: usize, units: i32) -> u64 {
    // SplitMix64 (Steele, Lea, Flood 2014).
    let mut mark = (team as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mark = (mark ^ (mark >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mark = (mark ^ (mark >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((mark ^ (mark >> 31)) | 1).wrapping_mul(i64::from(units) as u64)
}

/// The largest of some numbers less others, none below nothing.
fn largest(numbers: &[f64], less: &[f64]) -> f64 {
    const LANES: usize = 8;
    let above = |largest: &mut f64, number: f64| *largest = if number > *largest { number } else { *largest };
    let mut lanes = [0.0; LANES];
    let (mut numbers, mut less) = (numbers.chunks_exact(LANES), less.chunks_exact(LANES));
    for (numbers, less) in numbers.by_ref().zip(less.by_ref()) {
        (0..LANES).for_each(|lane| above(&mut lanes[lane], numbers[lane] - less[lane]));
    }
    let rest = numbers.remainder().iter().zip(less.remainder());
    rest.zip(&mut lanes).for_each(|((number, less), lane)| above(lane, number - less));
    lanes.into_iter().fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ruin_recreate::problem::{Guide, Kind, Need};
    use fastrand::Rng;

    /// Two teams, the second worth half a head; one interval that wants three heads, one that wants none.
    fn floor() -> Floor {
        Floor {
            unit: 15,
            length: 2,
            team: vec![],
            at_work: vec![1.0, 0.5],
            shifts: vec![],
            starts: vec![],
            open: vec![],
            needs: vec![Need { kind: 0, heads: vec![] }, Need { kind: 1, heads: vec![3.0] }],
            kinds: vec![
                Kind { prices: vec![], skills: vec![] },
                Kind { prices: vec![10.0], skills: vec![(0, 0, 1.0), (1, 0, 1.0)] },
            ],
        }
    }

    #[test]
    fn what_is_remembered_is_what_it_costs() {
        let floor = floor();
        let mut cuts = Cuts::of(&floor);
        cuts.cost(&floor, 1, &[0.0, 0.0]).unwrap();
        let there = vec![vec![0.0, 0.0], vec![1.5, 2.0]];
        let guide = Guide { group: vec![], length: vec![], lengths: 1, shifts: vec![], there };
        let pull = Pull::of(&guide, &floor);
        for pull in [None, Some(pull)] {
            let mut minutes = vec![vec![0, 0], vec![1, 2]];
            let mut table = Table::of(&floor, (&cuts, pull), (0, 2), &minutes);
            let cost = |there: &[i32]| {
                let heads = [f64::from(there[0]) / 2.0, f64::from(there[1]) / 2.0];
                let guided = pull.map_or(0.0, |pull| pull.there(1, heads.into_iter()));
                10.0 * (3.0 - heads[0] - 0.5 * heads[1]).max(0.0) + guided
            };
            let mut chance = Rng::with_seed(7);
            for _ in 0..500 {
                let (team, interval) = (chance.usize(0..2), chance.usize(0..2));
                let units = chance.i32(0..8) - minutes[interval][team];
                let before = if interval == 1 { cost(&minutes[1]) } else { 0.0 };
                minutes[interval][team] += units;
                let after = if interval == 1 { cost(&minutes[1]) } else { 0.0 };
                assert!((table.add(team, interval, units) - (after - before)).abs() < 1e-6);
                let more = [minutes[1][0] + 2, minutes[1][1]];
                assert!((table.saves(0, 1) - (cost(&minutes[1]) - cost(&more))).abs() < 1e-6);
                assert_eq!(table.saves(0, 0), 0.0);
            }
        }
    }
}
