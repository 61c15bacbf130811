//! The first stage: whole heads on each shift, as if people were without names, within what the named could ever do.
//!
//! Every limit written here follows from limits that each person has, and every cost is the least that anybody causes. So
//! no roster costs less than the program's bound.

use crate::mip::{Program, Row};
use crate::problem::balance::{Balance, write_intervals};
use crate::problem::case::Case;
use crate::problem::roster::Rostering;
use crate::roster::{Law, Problem};
use std::collections::{BTreeMap, HashMap};

/// The program of the first stage.
pub struct Heads {
    /// What happens in intervals; its own program knows neither people nor pay.
    pub balance: Balance,
    /// The same program with what people can do and cost.
    pub program: Program,
    /// For each shift of the sheet its duty in the roster.
    pub duty: Vec<usize>,
    /// Money due in any roster: what days off cost.
    pub constant: f64,
}

/// Writes the first stage of a case from its roster.
pub fn heads(case: &Case, rostering: &Rostering) -> Heads {
    let balance = write_intervals(case);
    let index = |duty: &crate::problem::roster::Duty| (duty.rule, duty.start, duty.span);
    let known: HashMap<_, usize> =
        rostering.duties.iter().enumerate().map(|(place, duty)| (index(duty), place)).collect();
    let duty: Vec<usize> = balance.sheet.works.iter().map(|work| known[&(work.rule, work.start, work.span)]).collect();
    let program = balance.written.program.clone();
    let mut heads = Heads { balance, program, duty, constant: 0.0 };
    for team in 0..case.model.teams.len() {
        let of_team = |&employee: &usize| case.model.employees[employee].team == team;
        let members: Vec<usize> = (0..case.model.employees.len()).filter(of_team).collect();
        let crew = Crew { problem: &rostering.problem, members };
        heads.limit(team, &crew);
    }
    heads
}

impl Heads {
    fn limit(&mut self, team: usize, crew: &Crew<'_>) {
        let days = crew.problem.days;
        self.constant += crew.members.iter().flat_map(|&who| (0..days).map(move |day| crew.off(who, day))).sum::<f64>();
        let works: Vec<(u32, usize, usize)> = (self.balance.sheet.works.iter().zip(&self.duty))
            .filter(|(work, _)| work.team == team)
            .map(|(work, &duty)| (self.balance.written.column(work.heads) as u32, work.day as usize, duty))
            .collect();
        for &(column, day, duty) in &works {
            let added = crew.able(day, duty).map(|(who, cost)| cost - crew.off(who, day));
            let (count, least) = added.fold((0u32, f64::INFINITY), |(count, least), cost| (count + 1, least.min(cost)));
            let column = &mut self.program.columns[column as usize];
            column.upper = column.upper.min(f64::from(count));
            column.cost += if least.is_finite() { least } else { 0.0 };
        }
        for day in 0..days {
            let there = crew.members.iter().filter(|&&who| crew.most(who, day, &|_| 1) > 0).count();
            let starting = works.iter().filter(|work| work.1 == day).map(|&(column, ..)| (column, 1.0));
            self.push(f64::NEG_INFINITY, there as f64, starting.collect());
        }
        let mut known = vec![false; days * crew.problem.duties];
        works.iter().for_each(|&(_, day, duty)| known[day * crew.problem.duties + duty] = true);
        for (adds, limits) in crew.counters() {
            let (mut least, mut most, mut free) = (0.0, 0.0, 0.0);
            for &who in &crew.members {
                let of_day = |day: usize| crew.most(who, day, &|cell| adds[cell]);
                let all: f64 = (0..days).map(|day| f64::from(of_day(day))).sum();
                let (lower, upper) = limits.get(&who).copied().unwrap_or((0.0, f64::INFINITY));
                (least, most, free) = (least + lower, most + upper.min(all), free + all);
            }
            let counted = |&(column, day, duty): &(u32, usize, usize)| {
                let adds = adds[day * crew.problem.duties + duty];
                (adds > 0).then_some((column, f64::from(adds)))
            };
            let entries: Vec<(u32, f64)> = works.iter().filter_map(counted).collect();
            // What the program does not know may be worked too: then it owes nobody a least number.
            let unknown = adds.iter().zip(&known).any(|(&adds, &known)| adds > 0 && !known);
            let lower = if least > 0.0 && !unknown { least } else { f64::NEG_INFINITY };
            if most < free || lower > 0.0 {
                self.push(lower, most, entries);
            }
        }
    }

    fn push(&mut self, lower: f64, upper: f64, mut entries: Vec<(u32, f64)>) {
        entries.sort_unstable_by_key(|&(column, _)| column);
        if !entries.is_empty() {
            self.program.push_row(Row { lower, upper }, entries);
        }
    }
}

/// The people of a team.
struct Crew<'a> {
    problem: &'a Problem,
    members: Vec<usize>,
}

/// Least and most that each person may add to a total; by what each cell adds.
type Counters = BTreeMap<Vec<u32>, HashMap<usize, (f64, f64)>>;

impl Crew<'_> {
    /// What a day off costs; nothing where it is forbidden, which is never paid.
    fn off(&self, who: usize, day: usize) -> f64 {
        Some(self.problem.people[who].off[day]).filter(|cost| cost.is_finite()).unwrap_or(0.0)
    }

    /// Who may work a duty on a day, and what that costs.
    fn able(&self, day: usize, duty: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let cell = day * self.problem.duties + duty;
        let costs = self.members.iter().map(move |&who| (who, self.problem.people[who].costs[cell]));
        costs.filter(|(_, cost)| cost.is_finite())
    }

    /// The largest of some number over the duties that somebody may work on a day; 0 where there are none.
    fn most(&self, who: usize, day: usize, of: &dyn Fn(usize) -> u32) -> u32 {
        let costs = &self.problem.people[who].costs;
        let cells =
            (day * self.problem.duties..(day + 1) * self.problem.duties).filter(|&cell| costs[cell].is_finite());
        cells.map(of).max().unwrap_or(0)
    }

    /// The hard totals of all members, alike ones together.
    fn counters(&self) -> Counters {
        let mut all = Counters::new();
        for &who in &self.members {
            for law in &self.problem.people[who].laws {
                let Law::Counter(counter) = law else { continue };
                let side = |limit: u32| f64::from(limit.saturating_sub(counter.start));
                let most = if counter.at_most == u32::MAX { f64::INFINITY } else { side(counter.at_most) };
                let (least, hard) = (side(counter.at_least), most.is_finite() || counter.at_least > 0);
                if !hard {
                    continue;
                }
                if !all.contains_key(&counter.adds) {
                    all.insert(counter.adds.clone(), HashMap::new());
                }
                if let Some(limits) = all.get_mut(&counter.adds) {
                    let known = limits.entry(who).or_insert((0.0, f64::INFINITY));
                    *known = (known.0.max(least), known.1.min(most));
                }
            }
        }
        all
    }
}
