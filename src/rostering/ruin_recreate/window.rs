//! A stretch of days in which lines may change, with what every change costs.

use super::guide::{Pull, Tally};
use crate::ruin_recreate::benders_cuts::Cuts;
use crate::ruin_recreate::break_placement::{Placing, Worth};
use crate::ruin_recreate::interval_cost::Table;
use crate::ruin_recreate::line_cost::Inside;
use crate::ruin_recreate::problem::Floor;
use crate::{Cell, Line, Problem};
use fastrand::Rng;

/// One offer in so many is overlooked.
const OVERLOOKED: u8 = 20;

/// Lines with their breaks: the begins of each person's breaks by day, as units after the start of the shift.
#[derive(Clone, Debug, PartialEq)]
pub struct Staff {
    /// One line for each person.
    pub lines: Vec<Line>,
    /// What each line costs by itself.
    pub costs: Vec<f64>,
    /// By person and day.
    pub begins: Vec<Vec<Vec<u32>>>,
}

/// A cell that was changed, as it was before.
pub struct Change {
    person: usize,
    day: usize,
    cell: Cell,
    begins: Vec<u32>,
}

/// A duty that could be given, and by how much it makes everything dearer.
pub struct Choice {
    /// The day.
    pub day: usize,
    /// The duty, or a day off.
    pub cell: Cell,
    /// Begins of its breaks, in units.
    pub begins: Vec<u32>,
    /// What the line then costs.
    pub line: f64,
    /// The whole difference.
    pub cost: f64,
}

/// A duty that somebody could be given: what it costs by itself, less what it saves and what the day off costs.
#[derive(Clone, Copy)]
struct Offer {
    cost: f64,
    day: usize,
    duty: usize,
    /// False while its breaks are thought to cost nothing: then it is dearer than that.
    placed: bool,
}

/// See the module.
pub struct Window<'a> {
    problem: &'a Problem,
    floor: &'a Floor,
    /// Its days.
    pub days: std::ops::Range<usize>,
    /// Everybody's lines.
    pub staff: Staff,
    table: Table<'a>,
    placing: Placing,
    worth: Worth,
    // The team and day that `worth` is about, as long as nobody comes or goes.
    appraised: Option<(usize, usize)>,
    offers: Vec<Offer>,
    // By day: its first interval and the one after its last.
    spans: Vec<(usize, usize)>,
    // By team and day: what may be given.
    open: Vec<Vec<Open>>,
    inside: Inside<'a>,
    tally: Option<Tally<'a>>,
}

/// A duty that a team may be given on a day, with its first unit and the one after its last, from the first of the day.
#[derive(Clone, Copy)]
struct Open {
    duty: usize,
    from: usize,
    to: usize,
}

impl<'a> Window<'a> {
    /// Days of some lines, whose people are there for so many units by interval and team.
    pub fn of(
        (problem, floor): (&'a Problem, &'a Floor),
        (cuts, pull): (&Cuts, Option<Pull<'a>>),
        days: std::ops::Range<usize>,
        staff: &Staff,
        minutes: &[Vec<i32>],
    ) -> Self {
        let spans: Vec<(usize, usize)> =
            (0..problem.days).map(|day| intervals(problem, floor, &(day..day + 1))).collect();
        let by_team = (0..floor.open.len()).flat_map(|team| (0..problem.days).map(move |day| (team, day)));
        let open = by_team.map(|(team, day)| open(problem, floor, spans[day], (team, day))).collect();
        Window {
            problem,
            floor,
            staff: staff.clone(),
            table: Table::of(floor, (cuts, pull), intervals(problem, floor, &days), minutes),
            placing: Placing::default(),
            worth: Worth::default(),
            appraised: None,
            offers: Vec::new(),
            spans,
            open,
            inside: Inside::of(problem, days.clone(), &staff.lines),
            tally: pull.map(|pull| Tally::of(problem, pull, &staff.lines)),
            days,
        }
    }

    /// Gives a person a cell and tells by how much that changes what intervals cost; the line's own cost is the caller's.
    pub fn set(&mut self, person: usize, day: usize, cell: Cell, begins: Vec<u32>, log: &mut Vec<Change>) -> f64 {
        let before = std::mem::replace(&mut self.staff.begins[person][day], begins);
        let old = std::mem::replace(&mut self.staff.lines[person][day], cell);
        let mut changed = self.count(person, day, old, &before, -1);
        let begins = std::mem::take(&mut self.staff.begins[person][day]);
        changed += self.count(person, day, cell, &begins, 1);
        self.staff.begins[person][day] = begins;
        log.push(Change { person, day, cell: old, begins: before });
        changed
    }

    /// Takes changes back, the last first.
    pub fn undo(&mut self, log: &mut Vec<Change>) {
        while let Some(Change { person, day, cell, begins }) = log.pop() {
            self.set(person, day, cell, begins, &mut Vec::new());
        }
    }

    fn count(&mut self, person: usize, day: usize, cell: Cell, begins: &[u32], sign: i32) -> f64 {
        let Some(duty) = cell else { return 0.0 };
        self.appraised = None;
        let Window { floor, table, problem, tally, .. } = self;
        let mut changed = tally.as_mut().map_or(0.0, |tally| tally.add(person, day, duty, sign.into()));
        present(floor, day * problem.duties + duty, duty, begins, |interval, minutes| {
            changed += table.add(floor.team[person], interval, sign * minutes);
        });
        changed
    }

    /// The best that a person who is off could do on one of some days: a duty, or nothing where that is lawful. Now and
    /// then an offer is overlooked, so that not the same is found again and again. `now`: what the line counts at present;
    /// `None`: nothing lawful.
    pub fn best(&mut self, person: usize, days: &[usize], now: f64, chance: &mut Rng) -> Option<Choice> {
        let problem = self.problem;
        let worker = &problem.people[person];
        let off = self.inside.cost(person, &self.staff.lines[person]);
        let mut best = off.map(|line| Choice {
            day: days.first().copied().unwrap_or(self.days.start),
            cell: None,
            begins: Vec::new(),
            line,
            cost: line - now,
        });
        let mut offers = std::mem::take(&mut self.offers);
        offers.clear();
        for &day in days {
            self.value(person, day, off.is_some(), &mut offers);
        }
        // The cheapest first, until one is lawful; what constraints charge only makes them dearer.
        let base = off.unwrap_or(f64::NEG_INFINITY);
        while let Some(next) = cheapest(&offers) {
            let Offer { cost, day, duty, placed } = offers[next];
            if best.as_ref().is_some_and(|best| base + cost - now >= best.cost) {
                break;
            }
            if !placed && self.place(&mut offers[next], self.floor.team[person]) {
                continue;
            }
            offers.swap_remove(next);
            if !placed {
                continue; // its breaks do not fit
            }
            if chance.u8(0..OVERLOOKED) == 0 {
                continue;
            }
            self.staff.lines[person][day] = Some(duty);
            let line = self.inside.cost(person, &self.staff.lines[person]);
            self.staff.lines[person][day] = None;
            let Some(line) = line else { continue };
            let own = worker.costs[day * problem.duties + duty] - worker.off[day];
            let whole = line - now + (cost - own);
            if best.as_ref().is_none_or(|best| whole < best.cost) {
                best = Some(Choice { day, cell: Some(duty), begins: Vec::new(), line, cost: whole });
                if off.is_none() {
                    break;
                }
            }
        }
        self.offers = offers;
        let mut best = best?;
        if let Some(duty) = best.cell {
            self.appraise(self.floor.team[person], best.day);
            let start = self.floor.starts[best.day * problem.duties + duty];
            self.placing.place(&self.floor.shifts[duty], start, &self.worth)?;
            best.begins = self.placing.begins.clone();
        }
        Some(best)
    }

    /// Offers each duty of a day to a person, as if its breaks cost nothing; only those that pay, if they may stay off.
    fn value(&mut self, person: usize, day: usize, idle: bool, offers: &mut Vec<Offer>) {
        let team = self.floor.team[person];
        self.appraise(team, day);
        let (worker, duties) = (&self.problem.people[person], self.problem.duties);
        let Some(off) = Some(worker.off[day]).filter(|off| off.is_finite()) else { return };
        let most = if idle { 0.0 } else { f64::INFINITY };
        let (costs, until) = (&worker.costs[day * duties..(day + 1) * duties], &self.worth.until);
        for &Open { duty, from, to } in &self.open[team * self.problem.days + day] {
            let guided = self.tally.as_ref().map_or(0.0, |tally| tally.would(person, day, duty));
            let cost = costs[duty] - off - (until[to] - until[from]) + guided;
            if cost < most {
                offers.push(Offer { cost, day, duty, placed: false });
            }
        }
    }

    /// Adds what the breaks of an offer cost at least; false if they do not fit.
    fn place(&mut self, offer: &mut Offer, team: usize) -> bool {
        self.appraise(team, offer.day);
        let (start, shift) =
            (self.floor.starts[offer.day * self.problem.duties + offer.duty], &self.floor.shifts[offer.duty]);
        let Some(saved) = self.placing.place(shift, start, &self.worth) else { return false };
        offer.cost += self.worth.between(start, start + i64::from(shift.span)) - saved;
        offer.placed = true;
        true
    }

    /// Works out what the units of a day are worth to a team, unless that is known.
    fn appraise(&mut self, team: usize, day: usize) {
        if self.appraised.replace((team, day)) == Some((team, day)) {
            return;
        }
        let (first, last) = self.spans[day];
        let Worth { begin, until } = &mut self.worth;
        *begin = first as i64 * i64::from(self.floor.length);
        until.clear();
        until.push(0.0);
        let mut sum = 0.0;
        for interval in first..last {
            let saves = self.table.saves(team, interval) / f64::from(self.floor.length);
            for _ in 0..self.floor.length {
                sum += saves;
                until.push(sum);
            }
        }
    }
}

/// Tells the units of a cell by interval: there, and on a break.
pub fn present(floor: &Floor, cell: usize, duty: usize, begins: &[u32], mut tell: impl FnMut(usize, i32)) {
    let (start, shift) = (floor.starts[cell], &floor.shifts[duty]);
    floor.overlap(start, start + i64::from(shift.span)).for_each(|(interval, minutes)| tell(interval, minutes));
    for (&begin, rest) in begins.iter().zip(&shift.rests) {
        let from = start + i64::from(begin);
        floor.overlap(from, from + i64::from(rest.length)).for_each(|(interval, minutes)| tell(interval, -minutes));
    }
}

/// The intervals in which duties of some days may lie: the first, and the one after the last.
pub fn intervals(problem: &Problem, floor: &Floor, days: &std::ops::Range<usize>) -> (usize, usize) {
    let length = i64::from(floor.length);
    let (mut first, mut last) = (i64::MAX, 0);
    for day in days.clone() {
        for duty in 0..problem.duties {
            let cell = day * problem.duties + duty;
            if floor.open.iter().any(|open| open[cell]) {
                first = first.min(floor.starts[cell]);
                last = last.max(floor.starts[cell] + i64::from(floor.shifts[duty].span));
            }
        }
    }
    let last = ((last + length - 1) / length).min(floor.needs.len() as i64);
    ((first.clamp(0, last * length) / length) as usize, last as usize)
}

/// Where the cheapest of some offers stands, the first of its like.
fn cheapest(offers: &[Offer]) -> Option<usize> {
    let (mut least, mut at) = (f64::INFINITY, None);
    for (place, offer) in offers.iter().enumerate() {
        if offer.cost < least {
            (least, at) = (offer.cost, Some(place));
        }
    }
    at
}

/// What a team may be given on a day that has intervals from the first to before the last.
fn open(problem: &Problem, floor: &Floor, (first, last): (usize, usize), (team, day): (usize, usize)) -> Vec<Open> {
    let unit = |interval: usize| interval as i64 * i64::from(floor.length);
    let place = |at: i64| (at.clamp(unit(first), unit(last)) - unit(first)) as usize;
    let allowed = (0..problem.duties).filter(|duty| floor.open[team][day * problem.duties + duty]);
    let whole = |duty: usize| {
        let start = floor.starts[day * problem.duties + duty];
        Open { duty, from: place(start), to: place(start + i64::from(floor.shifts[duty].span)) }
    };
    allowed.map(whole).collect()
}
