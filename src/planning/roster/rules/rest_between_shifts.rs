//! Time to rest lies between the end of a shift and the start of a later one.

use super::super::charge_terms::ChargeTerms;
use super::super::duty_times::DutyTimes;
use super::super::lines::{AssignedShift, WorkedLines};
use super::super::possible_work::PossibleWork;
use super::super::rule::RosterRule;
use crate::model::Case;
use crate::model::{Employee, Policy};
use crate::plan::{Breach, Findings, Subject};
use crate::roster::automata::RestAutomaton;
use crate::roster::builder::RosterBuilder;
use crate::rule::noun::{DAY, HOUR};
use crate::rule::{Bend, Card, Parameter, ValueKind};
use base::diagnostic::Diagnostic;
use rostering::LineConstraint;

/// See [`CARD`].
pub struct RestBetweenShifts;

/// What people need to know.
pub static CARD: Card = Card {
    id: "rest_between_shifts",
    title: "Time to rest lies between the end of a shift and the start of a later one",
    meaning: "After a shift of `shifts` has ended, at_least so much time passes before a later shift of `others` starts. \
              With `after`, only runs of at least so many days in a row with `shifts` ask for the rest, counted from the end \
              of the run; the shifts of the run itself may follow each other. With a price each hour that a shift starts \
              too early is charged on the account price.rule.",
    parameters: &[
        Parameter::shifts().meaning("after which people rest"),
        Parameter::others().meaning("that wait").or("all of them"),
        Parameter::at_least(ValueKind::Duration),
        Parameter::after(DAY, "after {} in a row").meaning("in a row"),
        Parameter::price(HOUR),
    ],
    boundary: "Elapsed time decides, so a night in which the clock is put forward has an hour less. The shifts of the \
               history count, where there is one.",
    bend: Some(Bend {
        phrase: "let {who} rest {amount} hours less",
        unit: "hours",
        together: false,
        whole: false,
        in_hours: false,
    }),
};

const TERMS: ChargeTerms = ChargeTerms::hours(CARD.id);

impl RosterRule for RestBetweenShifts {
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        let calendar = &case.model.calendar;
        let rest = i64::from(policy.at_least.unwrap_or(0));
        let blocks = |rule: &usize| policy.shifts.contains(rule);
        let minutes =
            builder.duties.iter().map(|duty| blocks(&duty.template).then_some(i64::from(duty.span) + rest)).collect();
        let waits = builder.duties.iter().map(|duty| waits(policy, duty.template)).collect();
        let mut spacing = RestAutomaton::new(builder.days, DutyTimes::of(calendar, &builder.duties), minutes, waits);
        spacing.after = policy.after.unwrap_or(0);
        spacing.price = policy.price.map(|price| price.major());
        let start = |&employee: &usize| before(case, policy, &case.model.employees[employee], rest);
        let starts: Vec<(u32, i64)> = policy.employees.iter().map(start).collect();
        for (&employee, gap) in policy.employees.iter().zip(spacing.automata(&starts)) {
            if let Some(gap) = gap {
                builder.constraint((CARD.id, TERMS.account), employee, LineConstraint::Automaton(Box::new(gap)));
            }
        }
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        let rest = i64::from(policy.at_least.unwrap_or(0));
        for &employee in &policy.employees {
            let stints = &lines.of[employee];
            let tires = |stint: &AssignedShift| policy.shifts.contains(&stint.template);
            let follows = |first: &AssignedShift, second: &AssignedShift| {
                second.day == first.day + 1 && tires(first) && tires(second)
            };
            for (place, stint) in stints.iter().enumerate().filter(|(_, stint)| stint.day >= 0) {
                if !waits(policy, stint.template) {
                    continue;
                }
                // A run counts as a whole, from its end: a shift within it neither waits nor is waited for.
                let tired_until = (0..place).filter(|&earlier| tires(&stints[earlier])).filter_map(|earlier| {
                    let Some(least) = policy.after else { return Some(stints[earlier].end) };
                    let goes_on = stints.get(earlier + 1).is_some_and(|next| follows(&stints[earlier], next));
                    let mut first = earlier;
                    while first > 0 && follows(&stints[first - 1], &stints[first]) {
                        first -= 1;
                    }
                    (!goes_on && earlier - first + 1 >= least as usize).then_some(stints[earlier].end)
                });
                let begins_run = policy.after.is_none() || place == 0 || !follows(&stints[place - 1], stint);
                let early = tired_until.max().map_or(0, |end| end + rest - stint.start).max(0);
                let who = case.model.employees[employee].id.as_str();
                let subject = Subject::of(who).on(case.model.calendar.date(stint.day));
                if begins_run {
                    TERMS.record(policy, subject, early, findings);
                }
            }
        }
    }

    fn tell(&self, _case: &Case, policy: &Policy, breach: &Breach) -> String {
        format!(
            "{} starts {} hours too early after the shift before; {} hours of rest are asked for",
            breach.subject,
            breach.amount,
            f64::from(policy.at_least.unwrap_or(0)) / 60.0
        )
    }

    /// Two days in a row need more people than there are, because nobody may work on both.
    fn impossible(&self, work: &PossibleWork, policy: &Policy) -> Vec<Diagnostic> {
        let model = &work.case.model;
        let mut found = Vec::new();
        if policy.after.is_some() || policy.at_least.is_none() {
            return found;
        }
        let first = (1..model.calendar.days).find_map(|day| {
            let asked = work.needed(day - 1) + work.needed(day);
            let given: u64 = (0..model.employees.len()).map(|employee| days_of(work, policy, employee, day)).sum();
            (asked > given).then_some((day, asked, given))
        });
        if let Some((day, asked, given)) = first {
            let hours = f64::from(policy.at_least.unwrap_or(0)) / 60.0;
            let message = format!(
                "{} and {} need {asked} shifts together; with {hours} h of rest ({}) all people may work {given} at most",
                work.date(day - 1),
                work.date(day),
                policy.id
            );
            let help = format!(
                "shorten the rest of {}, add people, ask for {} fewer, or price what is missing with `under`",
                policy.id,
                asked - given
            );
            found.push(Diagnostic::error("rest-too-long", message, help));
        }
        found
    }
}

fn waits(policy: &Policy, rule: usize) -> bool {
    policy.others.is_empty() || policy.others.contains(&rule)
}

/// Days in a row that tire, just before the first day, and the minute up to which history asks for rest.
fn before(case: &Case, policy: &Policy, person: &Employee, rest: i64) -> (u32, i64) {
    let tiring: Vec<_> =
        person.history.iter().flatten().filter(|past| policy.shifts.contains(&past.template)).collect();
    let on = |day: i64| tiring.iter().find(|past| past.day == day);
    let run = |last: i64| (0..).take_while(|back| on(last - back).is_some()).count() as u32;
    let counts = |past: &&&crate::model::PastShift| match policy.after {
        None => true,
        Some(least) => run(past.day) >= least && (past.day == -1 || on(past.day + 1).is_none()),
    };
    let end = |past: &&crate::model::PastShift| case.model.calendar.minute(past.day, past.start) + i64::from(past.span);
    let ready = tiring.iter().filter(counts).map(end).max();
    (run(-1), ready.map_or(i64::MIN, |end| end + rest))
}

/// Shifts that somebody may work on a day and the day before together, as far as this rule is concerned.
fn days_of(work: &PossibleWork, policy: &Policy, employee: usize, day: u32) -> u64 {
    let (before, after): (Vec<usize>, Vec<usize>) =
        (work.may(employee, day - 1).collect(), work.may(employee, day).collect());
    if before.is_empty() || after.is_empty() {
        return u64::from(!before.is_empty()) + u64::from(!after.is_empty());
    }
    let (calendar, duties) = (&work.case.model.calendar, work.duties);
    let fits = |&first: &usize, &second: &usize| {
        let (first, second) = (&duties[first], &duties[second]);
        let asked = policy.employees.contains(&employee)
            && policy.shifts.contains(&first.template)
            && (policy.others.is_empty() || policy.others.contains(&second.template));
        let ended = calendar.minute(i64::from(day) - 1, first.start) + i64::from(first.span);
        !asked || calendar.minute(day.into(), second.start) - ended >= i64::from(policy.at_least.unwrap_or(0))
    };
    if before.iter().any(|first| after.iter().any(|second| fits(first, second))) { 2 } else { 1 }
}
