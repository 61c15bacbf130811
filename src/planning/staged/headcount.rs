//! The first stage: an aggregate program of heads, by groups of people who are alike, on each shift.
//!
//! Every limit written here follows from limits that each person has, and every cost is the least that anybody causes. So
//! no roster costs less than the program's bound.

use crate::model::Case;
use crate::roster::RosterProgram;
use crate::staffing::{StaffingProgram, write_intervals};
use crate::staged::employee_groups::{employee_groups, hard_totals};
use mip::{Column, Program, Row};
use rostering::RosterProblem;
use std::collections::{BTreeMap, HashMap};

/// The program of the first stage.
pub struct HeadcountProgram {
    /// What happens in intervals; its own program knows neither people nor pay.
    pub staffing_program: StaffingProgram,
    /// The same program with what people can do and cost.
    pub program: Program,
    /// The same without the totals over several days, so that days are independent.
    pub days: Program,
    /// For each shift column its duty in the roster.
    pub duty: Vec<usize>,
    /// Groups of people who are alike: indices of employees, ascending.
    pub groups: Vec<Vec<usize>>,
    /// Heads of groups on shifts.
    pub group_columns: Vec<GroupColumn>,
    /// By team and interval: the column that counts who is there in whole parts, and the heads at work of one of them.
    pub present: BTreeMap<(usize, usize), (u32, f64)>,
    /// By service and interval: the column of what is lacking.
    pub short: BTreeMap<(usize, usize), u32>,
    /// Money due in any roster: what days off cost.
    pub constant: f64,
}

/// The column of how many of a group work a shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupColumn {
    /// Index into the shift columns of the staffing program.
    pub shift: usize,
    /// Index into [`HeadcountProgram::groups`].
    pub group: usize,
    /// Column of [`HeadcountProgram::program`].
    pub column: u32,
}

/// Writes the first stage of a case from its roster.
pub fn headcount_program(case: &Case, rostering: &RosterProgram) -> HeadcountProgram {
    let staffing_program = write_intervals(case);
    let index = |duty: &crate::roster::Duty| (duty.template, duty.start, duty.span);
    let known: HashMap<_, usize> =
        rostering.duties.iter().enumerate().map(|(place, duty)| (index(duty), place)).collect();
    let duty: Vec<usize> = staffing_program
        .builder
        .shift_columns
        .iter()
        .map(|work| known[&(work.template, work.start, work.span)])
        .collect();
    let program = staffing_program.stamped.program.clone();
    let short = staffing_program
        .builder
        .short
        .iter()
        .map(|(&at, &lack)| (at, staffing_program.stamped.column(lack) as u32))
        .collect();
    let mut heads = HeadcountProgram {
        staffing_program,
        program,
        days: Program::default(),
        duty,
        groups: Vec::new(),
        group_columns: Vec::new(),
        present: BTreeMap::new(),
        short,
        constant: 0.0,
    };
    heads.count(case);
    let mut all: Vec<EmployeeGroup> = Vec::new();
    for team in 0..case.model.teams.len() {
        let of_team = |&employee: &usize| case.model.employees[employee].team == team;
        let members: Vec<usize> = (0..case.model.employees.len()).filter(of_team).collect();
        let groups_of_team: Vec<EmployeeGroup> = (employee_groups(&rostering.problem, &members).into_iter())
            .map(|members| EmployeeGroup { problem: &rostering.problem, members })
            .collect();
        let first = heads.groups.len();
        heads.groups.extend(groups_of_team.iter().map(|people| people.members.clone()));
        heads.divide(team, first, &groups_of_team);
        all.extend(groups_of_team);
    }
    all.iter().enumerate().for_each(|(group, people)| heads.limit_days(group, people));
    heads.days = heads.program.clone();
    all.iter().enumerate().for_each(|(group, people)| heads.limit_totals(group, people));
    heads
}

impl HeadcountProgram {
    /// Counts who is there in each interval, in the largest parts of a head of which all are whole numbers.
    fn count(&mut self, case: &Case) {
        let length = case.model.calendar.interval;
        for (&(team, interval), there) in &self.staffing_program.builder.present {
            let at_work = 1.0 - case.model.teams[team].shrinkage;
            let mut minutes: BTreeMap<u32, i64> = BTreeMap::new();
            for &(heads, share) in there {
                let column = self.staffing_program.stamped.column(heads) as u32;
                *minutes.entry(column).or_default() += (share / at_work * f64::from(length)).round() as i64;
            }
            let part = minutes.values().fold(0, |part, &minutes| gcd(part, minutes.unsigned_abs()));
            if part == 0 || at_work <= 0.0 {
                continue;
            }
            self.program.columns.push(Column { cost: 0.0, lower: 0.0, upper: f64::INFINITY, whole: false });
            let column = self.program.columns.len() as u32 - 1;
            let counted = minutes.into_iter().filter(|(_, minutes)| *minutes != 0);
            let counted = counted.map(|(column, minutes)| (column, -(minutes as f64) / part as f64));
            self.program.push_row(Row { lower: 0.0, upper: 0.0 }, counted.chain([(column, 1.0)]));
            self.present.insert((team, interval), (column, at_work * part as f64 / f64::from(length)));
        }
    }

    /// Divides the heads of each shift of a team among its groups.
    fn divide(&mut self, team: usize, first: usize, groups_of_team: &[EmployeeGroup<'_>]) {
        for (place, work) in
            self.staffing_program.builder.shift_columns.iter().enumerate().filter(|(_, work)| work.team == team)
        {
            let whole = self.staffing_program.stamped.column(work.heads) as u32;
            let mut parts: Vec<(u32, f64)> = Vec::new();
            for (group, people) in groups_of_team.iter().enumerate() {
                let (day, duty) = (work.day as usize, self.duty[place]);
                let added = people.able(day, duty).map(|(who, cost)| cost - people.off(who, day));
                let (count, cost) =
                    added.fold((0u32, f64::INFINITY), |(many, least), cost| (many + 1, least.min(cost)));
                if count == 0 {
                    continue;
                }
                let column = Column { cost, lower: 0.0, upper: count.into(), whole: true };
                self.program.columns.push(column);
                let column = self.program.columns.len() as u32 - 1;
                self.group_columns.push(GroupColumn { shift: place, group: first + group, column });
                parts.push((column, -1.0));
            }
            self.program.push_row(Row { lower: 0.0, upper: 0.0 }, std::iter::once((whole, 1.0)).chain(parts));
        }
    }

    /// The columns of a group: column, day, duty.
    fn works(&self, group: usize) -> Vec<(u32, usize, usize)> {
        (self.group_columns.iter())
            .filter(|group_column| group_column.group == group)
            .map(|group_column| {
                (
                    group_column.column,
                    self.staffing_program.builder.shift_columns[group_column.shift].day as usize,
                    self.duty[group_column.shift],
                )
            })
            .collect()
    }

    /// No more of a group work on a day than are there.
    fn limit_days(&mut self, group: usize, people: &EmployeeGroup<'_>) {
        let (days, works) = (people.problem.days, self.works(group));
        self.constant +=
            people.members.iter().flat_map(|&who| (0..days).map(move |day| people.off(who, day))).sum::<f64>();
        for day in 0..days {
            let there = people.members.iter().filter(|&&who| people.most(who, day, &|_| 1) > 0).count();
            let starting = works.iter().filter(|work| work.1 == day).map(|&(column, ..)| (column, 1.0));
            self.push(f64::NEG_INFINITY, there as f64, starting.collect());
        }
    }

    /// Over several days a group does no more than its people may, and no less than they must.
    fn limit_totals(&mut self, group: usize, people: &EmployeeGroup<'_>) {
        let (days, works) = (people.problem.days, self.works(group));
        let mut known = vec![false; days * people.problem.duties];
        works.iter().for_each(|&(_, day, duty)| known[day * people.problem.duties + duty] = true);
        for (adds, limits) in people.cumulatives() {
            let (mut least, mut most, mut free) = (0.0, 0.0, 0.0);
            for &who in &people.members {
                let of_day = |day: usize| people.most(who, day, &|cell| adds[cell]);
                let all: f64 = (0..days).map(|day| f64::from(of_day(day))).sum();
                let (lower, upper) = limits.get(&who).copied().unwrap_or((0.0, f64::INFINITY));
                (least, most, free) = (least + lower, most + upper.min(all), free + all);
            }
            let counted = |&(column, day, duty): &(u32, usize, usize)| {
                let adds = adds[day * people.problem.duties + duty];
                (adds > 0).then_some((column, f64::from(adds)))
            };
            let entries: Vec<(u32, f64)> = works.iter().filter_map(counted).collect();
            // What the program does not know may be worked too: then it owes nobody a least number.
            let open =
                |cell: usize| people.able(cell / people.problem.duties, cell % people.problem.duties).next().is_some();
            let unknown = (0..adds.len()).any(|cell| adds[cell] > 0 && !known[cell] && open(cell));
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

/// People of a team.
struct EmployeeGroup<'a> {
    problem: &'a RosterProblem,
    members: Vec<usize>,
}

/// Least and most that each person may add to a total; by what each cell adds.
type GroupTotals = BTreeMap<Vec<u32>, HashMap<usize, (f64, f64)>>;

impl EmployeeGroup<'_> {
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
    fn cumulatives(&self) -> GroupTotals {
        let mut all = GroupTotals::new();
        for &who in &self.members {
            for cumulative in hard_totals(self.problem, who) {
                let side = |limit: u32| f64::from(limit.saturating_sub(cumulative.start));
                let most = if cumulative.at_most == u32::MAX { f64::INFINITY } else { side(cumulative.at_most) };
                let least = side(cumulative.at_least);
                if !all.contains_key(&cumulative.adds) {
                    all.insert(cumulative.adds.clone(), HashMap::new());
                }
                if let Some(limits) = all.get_mut(&cumulative.adds) {
                    let known = limits.entry(who).or_insert((0.0, f64::INFINITY));
                    *known = (known.0.max(least), known.1.min(most));
                }
            }
        }
        all
    }
}

fn gcd(left: u64, right: u64) -> u64 {
    if right == 0 { left } else { gcd(right, left % right) }
}
