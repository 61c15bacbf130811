//! Who is there in each interval of a window, what that costs, and what one more person of a team would save.

use super::cuts::Cuts;
use super::plain::Floor;

/// See the module.
#[derive(Clone, Debug)]
pub struct Table<'a> {
    floor: &'a Floor,
    first: usize,
    // By kind: what one head at work saves, by team and line.
    saves: Vec<Vec<Vec<f64>>>,
    // By interval of the window: each line, and the largest of them.
    values: Vec<Vec<f64>>,
    costs: Vec<f64>,
    // By interval of the window and team what one more person saves, as long as nobody comes or goes.
    known: Vec<Option<f64>>,
    nothing: Vec<f64>,
}

impl<'a> Table<'a> {
    /// The intervals from `first` to before `last`, with units of everybody by interval and team.
    pub fn of(floor: &'a Floor, cuts: &Cuts, (first, last): (usize, usize), minutes: &[Vec<i32>]) -> Self {
        let teams = floor.at_work.len();
        let by_team = |cuts: &Vec<super::cuts::Cut>| -> Vec<Vec<f64>> {
            (0..teams).map(|team| cuts.iter().map(|cut| cut.head[team] * floor.at_work[team]).collect()).collect()
        };
        let wanted = |interval: usize| -> Vec<f64> {
            let need = &floor.needs[interval];
            cuts.of.get(need.kind).map_or(Vec::new(), |cuts| cuts.iter().map(|cut| cut.wanted(need)).collect())
        };
        let mut table = Table {
            floor,
            first,
            saves: cuts.of.iter().map(by_team).collect(),
            values: (first..last).map(wanted).collect(),
            costs: vec![0.0; last - first],
            known: vec![None; (last - first) * teams],
            nothing: vec![0.0; cuts.of.iter().map(Vec::len).max().unwrap_or(0)],
        };
        for interval in first..last {
            minutes[interval].iter().enumerate().for_each(|(team, &minutes)| {
                table.add(team, interval, minutes);
            });
        }
        table
    }

    /// Adds units of a team to an interval, and tells by how much that changes its cost.
    pub fn add(&mut self, team: usize, interval: usize, minutes: i32) -> f64 {
        let Some(place) = interval.checked_sub(self.first).filter(|&place| place < self.costs.len()) else {
            return 0.0;
        };
        let values = &mut self.values[place];
        if values.is_empty() {
            return 0.0;
        }
        let heads = f64::from(minutes) / f64::from(self.floor.length);
        let saves = &self.saves[self.floor.needs[interval].kind][team];
        values.iter_mut().zip(saves).for_each(|(value, saves)| *value -= heads * saves);
        let cost = largest(values, &self.nothing[..values.len()]);
        let teams = self.floor.at_work.len();
        self.known[place * teams..(place + 1) * teams].fill(None);
        cost - std::mem::replace(&mut self.costs[place], cost)
    }

    /// What one more person of a team would save who is there throughout an interval.
    pub fn saves(&mut self, team: usize, interval: usize) -> f64 {
        let Some(place) = interval.checked_sub(self.first).filter(|&place| place < self.costs.len()) else {
            return 0.0;
        };
        if self.values[place].is_empty() {
            return 0.0;
        }
        let known = &mut self.known[place * self.floor.at_work.len() + team];
        *known.get_or_insert_with(|| {
            let saves = &self.saves[self.floor.needs[interval].kind][team];
            self.costs[place] - largest(&self.values[place], saves)
        })
    }
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
