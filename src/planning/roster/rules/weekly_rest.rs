//! In each period there is one long rest.

use super::super::charge_terms::ChargeTerms;
use super::super::duty_times::DutyTimes;
use super::super::lines::WorkedLines;
use super::super::periods::{CountedPeriod, blocks, spans_of};
use super::super::rule::RosterRule;
use crate::model::Case;
use crate::model::{Calendar, Employee, Period, Policy};
use crate::plan::{Breach, Findings, Subject};
use crate::roster::automata::{TransitionFunction, due, tabulate};
use crate::roster::builder::RosterBuilder;
use crate::rule::noun::PERIOD;
use crate::rule::parameter::ANY_PERIOD;
use crate::rule::{Bend, Card, Parameter, ValueKind};
use rostering::{Cell, LineConstraint};

/// See [`CARD`].
pub struct WeeklyRest;

/// What people need to know.
pub static CARD: Card = Card {
    id: "weekly_rest",
    title: "In each period there is one long rest",
    meaning: "Each period holds at least one stretch of at_least so much time without work. With a price each period \
              without one is charged once on the account price.rule.",
    parameters: &[Parameter::at_least(ValueKind::Duration), Parameter::per(ANY_PERIOD), Parameter::price(PERIOD)],
    boundary: "The rest lies inside the period, from its first midnight to its last. A shift that began in the period \
               before, or in the history, counts. A period cut by the edge of the horizon is assumed to fit; a rolling one \
               may begin before the plan where history is given.",
    bend: Some(Bend {
        phrase: "let {who} go {amount} periods without the long rest",
        unit: "periods",
        together: false,
        whole: true,
        in_hours: false,
    }),
};

const TERMS: ChargeTerms = ChargeTerms::of(CARD.id, "periods");

impl RosterRule for WeeklyRest {
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        let calendar = &case.model.calendar;
        let price = policy.price.map(|price| price.major());
        let (duty_times, rest) = (DutyTimes::of(calendar, &builder.duties), i64::from(policy.at_least.unwrap_or(0)));
        if let Period::Rolling(length) = policy.per {
            rolling(case, policy, RollingRest::new(calendar, duty_times, (rest, length.max(1)), price), builder);
            return;
        }
        let week = RestInPeriod { duty_times, ends: ends(case, policy), rest, price };
        let busy_until = |&employee: &usize| {
            let history = case.model.employees[employee].history.iter().flatten();
            let ends = history.map(|past| calendar.minute(past.day, past.start) + i64::from(past.span));
            (false, ends.max().unwrap_or(0).max(0))
        };
        let starts: Vec<(bool, i64)> = policy.employees.iter().map(busy_until).collect();
        for (&employee, automaton) in
            policy.employees.iter().zip(tabulate(builder.days, builder.duties.len(), week, &starts))
        {
            builder.constraint((CARD.id, TERMS.account), employee, LineConstraint::Automaton(Box::new(automaton)));
        }
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        let calendar = &case.model.calendar;
        for &employee in &policy.employees {
            let spans = match policy.per {
                Period::Rolling(_) => spans_of(calendar, policy.per, &case.model.employees[employee]),
                per => blocks(calendar, per),
            };
            for span in spans.iter().filter(|span| is_whole(span)) {
                let (first, last) = (i64::from(span.days[0]), i64::from(span.days[span.days.len() - 1]));
                let (begin, end) = (calendar.minute(first - i64::from(span.back), 0), calendar.minute(last + 1, 0));
                let (mut longest, mut free_from) = (0, begin);
                for stint in lines.of[employee].iter().filter(|stint| stint.start < end) {
                    longest = longest.max(stint.start - free_from);
                    free_from = free_from.max(stint.end);
                }
                longest = longest.max(end - free_from);
                let lacks = longest < i64::from(policy.at_least.unwrap_or(0));
                let who = case.model.employees[employee].id.as_str();
                TERMS.record(policy, Subject::of(who).on(calendar.date(first)), lacks.into(), findings);
            }
        }
    }

    fn tell(&self, _case: &Case, policy: &Policy, breach: &Breach) -> String {
        let hours = f64::from(policy.at_least.unwrap_or(0)) / 60.0;
        format!("{} begins a period without {hours} hours of rest in one piece; free a day in it", breach.subject)
    }
}

fn is_whole(span: &CountedPeriod) -> bool {
    span.days.len() as u32 + span.back == span.whole
}

/// By day: the last minute of the period that ends with it, and whether that period is judged.
fn ends(case: &Case, policy: &Policy) -> Vec<Option<(i64, bool)>> {
    let mut ends = vec![None; case.model.calendar.days as usize];
    for span in blocks(&case.model.calendar, policy.per) {
        let last = span.days[span.days.len() - 1];
        ends[last as usize] = Some((case.model.calendar.minute(i64::from(last) + 1, 0), is_whole(&span)));
    }
    ends
}

struct RestInPeriod {
    duty_times: DutyTimes,
    ends: Vec<Option<(i64, bool)>>,
    rest: i64,
    price: Option<f64>,
}

impl TransitionFunction for RestInPeriod {
    /// Whether the rest was had in this period, and from when on nothing is worked.
    type State = (bool, i64);

    fn next(&self, (mut had, mut free_from): (bool, i64), day: u32, cell: Cell) -> Option<((bool, i64), f64)> {
        if let Some(duty) = cell {
            had |= self.duty_times.start(day.into(), duty) - free_from >= self.rest;
            free_from = free_from.max(self.duty_times.end(day.into(), duty));
        }
        let Some((end, judged)) = self.ends[day as usize] else {
            // Once the rest was had, only work beyond the period matters.
            let next = self.ends[day as usize..].iter().flatten().next().map_or(free_from, |&(end, _)| end);
            return Some(((had, if had { free_from.max(next) } else { free_from }), 0.0));
        };
        had |= end - free_from >= self.rest;
        let cost = due(self.price, (judged && !had).into())?;
        Some(((false, free_from.max(end)), cost))
    }
}

/// Adds the constraint of rolling windows to everybody's line.
fn rolling(case: &Case, policy: &Policy, any: RollingRest, builder: &mut RosterBuilder) {
    // Windows that begin before the plan are known for some people only, and need a table of their own.
    let (known, unknown): (Vec<usize>, Vec<usize>) =
        policy.employees.iter().partition(|&&employee| case.model.employees[employee].history.is_some());
    for (people, from) in [(known, 1), (unknown, any.length)] {
        let start = |&employee: &usize| any.before(&case.model.calendar, &case.model.employees[employee]);
        let starts: Vec<(i64, i64)> = people.iter().map(start).collect();
        let own = RollingRest { from, duty_times: any.duty_times.clone(), midnights: any.midnights.clone(), ..any };
        for (employee, automaton) in people.into_iter().zip(tabulate(builder.days, builder.duties.len(), own, &starts))
        {
            builder.constraint((CARD.id, TERMS.account), employee, LineConstraint::Automaton(Box::new(automaton)));
        }
    }
}

/// Every window of so many days in a row holds the rest.
struct RollingRest {
    duty_times: DutyTimes,
    /// By day of the plan, from as many days before it as a window has: its first minute; the last is that behind it.
    midnights: Vec<i64>,
    length: u32,
    /// Days of the plan from whose number on windows are judged.
    from: u32,
    rest: i64,
    price: Option<f64>,
}

/// Long before everything.
const LONG_AGO: i64 = i64::MIN / 4;

impl RollingRest {
    fn new(calendar: &Calendar, duty_times: DutyTimes, (rest, length): (i64, u32), price: Option<f64>) -> Self {
        let midnights = (-i64::from(length)..=i64::from(calendar.days)).map(|day| calendar.minute(day, 0)).collect();
        RollingRest { duty_times, midnights, length, from: length, rest, price }
    }

    /// The state before the plan.
    fn before(&self, calendar: &Calendar, person: &Employee) -> (i64, i64) {
        let past = person.history.iter().flatten();
        past.fold((LONG_AGO, LONG_AGO), |state, past| {
            let start = calendar.minute(past.day, past.start);
            self.worked(state, start, start + i64::from(past.span))
        })
    }

    fn worked(&self, (free_from, latest): (i64, i64), start: i64, end: i64) -> (i64, i64) {
        let rested = start - free_from >= self.rest;
        (free_from.max(end), if rested { latest.max(start - self.rest) } else { latest })
    }
}

impl TransitionFunction for RollingRest {
    /// From when on nothing is worked, and the last minute from which on a window still holds a rest that is over.
    type State = (i64, i64);

    fn next(&self, mut state: (i64, i64), day: u32, cell: Cell) -> Option<((i64, i64), f64)> {
        if let Some(duty) = cell {
            state = self.worked(state, self.duty_times.start(day.into(), duty), self.duty_times.end(day.into(), duty));
        }
        let (free_from, latest) = state;
        // The window that ends with this day, and the first minute of the one that ends with the next.
        let end = self.midnights[(day + 1 + self.length) as usize];
        let (begin, next) = (self.midnights[day as usize + 1], self.midnights[day as usize + 2]);
        let still = if end - free_from >= self.rest { end - self.rest } else { LONG_AGO };
        let lacks = day + 1 >= self.from && latest.max(still) < begin;
        let cost = due(self.price, lacks.into())?;
        // What lies before the next window is as good as its edge.
        Some(((free_from.max(next), if latest < next { LONG_AGO } else { latest }), cost))
    }
}
