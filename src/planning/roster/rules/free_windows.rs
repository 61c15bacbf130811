//! Certain stretches of the clock are free of work.

use super::super::charge_terms::ChargeTerms;
use super::super::duty_times::DutyTimes;
use super::super::lines::{AssignedShift, WorkedLines};
use super::super::periods::{CountedPeriod, blocks};
use super::super::rule::RosterRule;
use crate::model::Case;
use crate::model::{Calendar, Employee, Policy};
use crate::plan::{Breach, Findings, Subject};
use crate::roster::automata::{TransitionFunction, due, tabulate};
use crate::roster::builder::RosterBuilder;
use crate::rule::noun::WINDOW;
use crate::rule::parameter::BLOCKS;
use crate::rule::{Bend, Card, Parameter, ValueKind};
use rostering::{Cell, LineConstraint};

/// See [`CARD`].
pub struct FreeWindows;

/// What people need to know.
pub static CARD: Card = Card {
    id: "free_windows",
    title: "Certain stretches of the clock are free of work",
    meaning: "A window opens on each of the chosen days at the local time `opens` and lasts as long as `lasts` says, such as \
              from Saturday 22:00 for 37 hours. It is free if no minute of a chosen shift lies in it. In each period at_least \
              so many windows are free, all of them where nothing is said. With a price each window that is missing is \
              charged on the account price.rule.",
    parameters: &[
        Parameter::shifts(),
        Parameter::days("on which a window opens"),
        Parameter::opens(),
        Parameter::lasts(),
        Parameter::at_least(ValueKind::Count(WINDOW)).or("all of them"),
        Parameter::per(BLOCKS),
        Parameter::price(WINDOW),
    ],
    boundary: "A window belongs to the period in which it opens, and lasts so long in elapsed time, also in the nights in which \
               the clock is changed. at_least is scaled down in a period cut by the edge of the horizon. A window into which \
               the history reaches is left out; what lies behind the last day is free.",
    bend: Some(Bend {
        phrase: "let {who} work in {amount} more of the windows",
        unit: "windows",
        together: false,
        whole: true,
        in_hours: false,
    }),
};

const TERMS: ChargeTerms = ChargeTerms::of(CARD.id, "windows");

impl RosterRule for FreeWindows {
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        let calendar = &case.model.calendar;
        let duty_times = DutyTimes::of(calendar, &builder.duties);
        let counts: Vec<bool> = builder.duties.iter().map(|duty| policy.shifts.contains(&duty.template)).collect();
        for &employee in &policy.employees {
            let person = &case.model.employees[employee];
            let mut watch =
                WindowsWatched::new(builder.days as usize, counts.len(), policy.price.map(|price| price.major()));
            for (period, span) in blocks(calendar, policy.per).iter().enumerate() {
                let windows = windows(case, policy, person, span);
                watch.allowed.push((windows.len() - needed(policy, span, windows.len())) as u32);
                windows.into_iter().for_each(|window| watch.open(period, &window, &duty_times, &counts));
            }
            watch.settle();
            let start = (0, [0; OPEN]);
            if let Some(automaton) = tabulate(builder.days, counts.len(), watch, &[start]).into_iter().next() {
                builder.constraint((CARD.id, TERMS.account), employee, LineConstraint::Automaton(Box::new(automaton)));
            }
        }
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        let calendar = &case.model.calendar;
        for span in blocks(calendar, policy.per) {
            for &employee in &policy.employees {
                let counted: Vec<&AssignedShift> =
                    lines.of[employee].iter().filter(|stint| policy.shifts.contains(&stint.template)).collect();
                let (mut known, mut free) = (0, 0);
                for &day in span.days.iter().filter(|day| policy.days.contains(day)) {
                    let (opens, lasts) = policy.window.unwrap_or_default();
                    let begin = calendar.minute(day.into(), opens);
                    let inside = |stint: &&&AssignedShift| stint.start < begin + i64::from(lasts) && begin < stint.end;
                    if !counted.iter().filter(inside).any(|stint| stint.day < 0) {
                        known += 1;
                        free += i64::from(counted.iter().filter(inside).count() == 0);
                    }
                }
                let asked = policy.at_least.map_or(known, |least| i64::from(span.at_least(least)).min(known));
                let who = case.model.employees[employee].id.as_str();
                let subject = Subject::of(who).on(calendar.date(i64::from(span.days[0])));
                TERMS.record(policy, subject, (asked - free).max(0), findings);
            }
        }
    }

    fn tell(&self, _case: &Case, policy: &Policy, breach: &Breach) -> String {
        format!("{} begins a period with {} free windows too few ({})", breach.subject, breach.amount, policy.id)
    }
}

/// Windows that a period asks for, of those it has.
fn needed(policy: &Policy, span: &CountedPeriod, windows: usize) -> usize {
    policy.at_least.map_or(windows, |least| (span.at_least(least) as usize).min(windows))
}

/// The windows of a period, each with its day, first minute and the minute behind its last; without those into which the
/// history reaches.
fn windows(case: &Case, policy: &Policy, person: &Employee, span: &CountedPeriod) -> Vec<FreeWindow> {
    let calendar: &Calendar = &case.model.calendar;
    let (opens, lasts) = policy.window.unwrap_or_default();
    let past = person.history.iter().flatten().filter(|past| policy.shifts.contains(&past.template));
    let ends = past.map(|past| calendar.minute(past.day, past.start) + i64::from(past.span));
    let busy_until = ends.max().unwrap_or(i64::MIN);
    let days = span.days.iter().copied().filter(|day| policy.days.contains(day));
    let window = |day: u32| {
        let begin = calendar.minute(day.into(), opens);
        FreeWindow { day, begin, end: begin + i64::from(lasts) }
    };
    days.map(window).filter(|window| window.begin >= busy_until).collect()
}

struct FreeWindow {
    day: u32,
    begin: i64,
    end: i64,
}

/// More windows than may be open at a time: they last a week at most, and open once a day.
const OPEN: usize = 16;

/// What cells do to windows. The state knows a window, and a period, by its number modulo [`OPEN`].
struct WindowsWatched {
    duties: usize,
    /// By cell: the numbers of the windows in which it lies.
    touched: Vec<Vec<u32>>,
    /// By window: its period, and the last day on which it may be touched.
    windows: Vec<(usize, usize)>,
    /// By day: windows that close with it, as bits.
    closing: Vec<u16>,
    /// By day: periods all of whose windows are closed with it, as bits.
    settled: Vec<u16>,
    /// By period: windows that may be touched.
    allowed: Vec<u32>,
    price: Option<f64>,
}

impl WindowsWatched {
    fn new(days: usize, duties: usize, price: Option<f64>) -> Self {
        let (touched, closing, settled) = (vec![Vec::new(); days * duties], vec![0; days], vec![0; days]);
        WindowsWatched { duties, touched, windows: Vec::new(), closing, settled, allowed: Vec::new(), price }
    }

    /// Watches one more window of a period.
    fn open(&mut self, period: usize, window: &FreeWindow, duty_times: &DutyTimes, counts: &[bool]) {
        let (number, mut last) = (self.windows.len() as u32, window.day as usize);
        for day in 0..self.closing.len() {
            for duty in (0..self.duties).filter(|&duty| counts[duty]) {
                let at = day as i64;
                if duty_times.start(at, duty) < window.end && window.begin < duty_times.end(at, duty) {
                    self.touched[day * self.duties + duty].push(number);
                    last = last.max(day);
                }
            }
        }
        self.windows.push((period, last));
    }

    /// Once all windows are known: when they close, and with them their periods.
    fn settle(&mut self) {
        let mut ends = vec![None; self.allowed.len()];
        for (number, &(period, last)) in self.windows.iter().enumerate() {
            self.closing[last] |= 1 << (number % OPEN);
            ends[period] = ends[period].max(Some(last));
        }
        for (period, end) in ends.into_iter().enumerate() {
            if let Some(end) = end {
                self.settled[end] |= 1 << (period % OPEN);
            }
        }
    }
}

impl TransitionFunction for WindowsWatched {
    /// Open windows that were touched, as bits, and by period how many were, up to as many as may be.
    type State = (u16, [u8; OPEN]);

    fn next(&self, (mut touched, mut counts): Self::State, day: u32, cell: Cell) -> Option<(Self::State, f64)> {
        let mut cost = 0.0;
        let windows = cell.map_or(&[][..], |duty| &self.touched[day as usize * self.duties + duty]);
        for &window in
            windows.iter().filter(|&&window| touched & 1 << (window as usize % OPEN) == 0).collect::<Vec<_>>()
        {
            touched |= 1 << (window as usize % OPEN);
            let (period, _) = self.windows[window as usize];
            let count = &mut counts[period % OPEN];
            if u32::from(*count) < self.allowed[period] {
                *count += 1;
            } else {
                cost += due(self.price, 1)?;
            }
        }
        touched &= !self.closing[day as usize];
        for (place, count) in counts.iter_mut().enumerate() {
            if self.settled[day as usize] & 1 << place != 0 {
                *count = 0;
            }
        }
        Some(((touched, counts), cost))
    }
}
