//! Paid time in a period lies within limits.

use super::super::charge_terms::ChargeTerms;
use super::super::lines::WorkedLines;
use super::super::periods::{CountedPeriod, spans};
use super::super::possible_work::PossibleWork;
use super::super::rule::RosterRule;
use super::super::totals;
use super::super::totals::PeriodTotal;
use crate::model::Case;
use crate::model::{Calendar, Employee, Period, Policy};
use crate::plan::{Breach, Findings};
use crate::roster::builder::RosterBuilder;
use crate::rule::noun::HOUR;
use crate::rule::parameter::ANY_PERIOD;
use crate::rule::{Bend, Card, Parameter, ValueKind};
use base::diagnostic::Diagnostic;

/// See [`CARD`].
pub struct PaidMinutes;

/// What people need to know.
pub static CARD: Card = Card {
    id: "minutes",
    title: "Paid time in a period lies within limits",
    meaning: "Paid minutes of the chosen shifts, with the credit of absences, are summed over each period. Minutes below \
              at_least or above at_most break the rule; with a price each hour of them is charged on the account \
              price.rule. The credit of absences fills the limit first: of what is above at_most only shifts worked \
              count, since no plan can undo an absence.",
    parameters: &[
        Parameter::shifts(),
        Parameter::days("that count"),
        Parameter::at_least(ValueKind::PaidTime),
        Parameter::at_most(ValueKind::PaidTime),
        Parameter::per(ANY_PERIOD),
        Parameter::price(HOUR),
    ],
    boundary: "A shift counts whole in the period in which it starts. Limits are scaled in a period cut by the edge of \
               the horizon, at_least rounded down and at_most rounded up to whole minutes. A rolling window may begin \
               before the plan where history is given; what history alone has too many is not charged.",
    bend: Some(Bend {
        phrase: "let {who} work {amount} hours more or less",
        unit: "hours",
        together: false,
        whole: false,
        in_hours: false,
    }),
};

const TERMS: ChargeTerms = ChargeTerms::hours(CARD.id);

impl RosterRule for PaidMinutes {
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        let credit = |person: &Employee, span: &CountedPeriod| credit(&case.model.calendar, policy, person, span);
        PeriodTotal { terms: TERMS, worth: &|duty| duty.paid, credit: &credit }.emit(case, policy, builder);
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        let credited = |person: &Employee, span: &CountedPeriod| credited(case, policy, person, span);
        totals::judge(case, policy, lines, TERMS, |stint| stint.paid, credited, findings);
    }

    fn tell(&self, _case: &Case, policy: &Policy, breach: &Breach) -> String {
        totals::tell(policy, &breach.subject, breach.amount, "hours", 60.0)
    }

    fn impossible(&self, work: &PossibleWork, policy: &Policy) -> Vec<Diagnostic> {
        let model = &work.case.model;
        let mut found = Vec::new();
        let Some(least) = policy.at_least else { return Vec::new() };
        for &employee in &policy.employees {
            let person = &model.employees[employee];
            // What was worked before counts in windows that roll; the search for a line knows it.
            if matches!(policy.per, Period::Rolling(_)) && person.history.is_some() {
                continue;
            }
            for span in spans(&model.calendar, policy.per) {
                let longest = |&day: &u32| {
                    let duties = work.may(employee, day).map(|duty| &work.duties[duty]);
                    duties
                        .filter(|duty| policy.shifts.contains(&duty.template))
                        .map(|duty| duty.paid)
                        .max()
                        .unwrap_or(0)
                };
                let days = span.days.iter().filter(|day| policy.days.contains(day));
                let most = days.map(longest).sum::<u32>() + credit(&model.calendar, policy, person, &span);
                let least = span.at_least(least);
                if most < least {
                    let (first, last) = (work.date(span.days[0]), work.date(span.days[span.days.len() - 1]));
                    let message = format!(
                        "{} must work {} h from {first} to {last} ({}), and comes to {} h at most",
                        person.id,
                        hours(least),
                        policy.id,
                        hours(most)
                    );
                    let help = format!(
                        "lower at_least of {} to {} h, give {} more days or longer shifts, or credit leave",
                        policy.id,
                        hours(most),
                        person.id
                    );
                    found.push(Diagnostic::error("hours-do-not-fit", message, help));
                    break;
                }
            }
        }
        found
    }

    fn most_shifts(&self, policy: &Policy, shortest: u32) -> Option<u32> {
        policy.at_most?.checked_div(shortest)
    }
}

/// Minutes that absences count for in a span, for the program.
pub fn credit(calendar: &Calendar, policy: &Policy, person: &Employee, span: &CountedPeriod) -> u32 {
    let dates = span.days.iter().filter(|day| policy.days.contains(day)).map(|&day| calendar.date(day.into()));
    let credit = |date| {
        let away = person.absences.iter().filter(|absence| absence.from <= date && date <= absence.until);
        away.map(|absence| absence.credit).max().unwrap_or(0)
    };
    dates.map(credit).sum()
}

fn hours(minutes: u32) -> String {
    let text = format!("{:.2}", f64::from(minutes) / 60.0);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The same for the judge, absence by absence.
fn credited(case: &Case, policy: &Policy, person: &Employee, span: &CountedPeriod) -> i64 {
    let mut by_day = vec![0; case.model.calendar.days as usize];
    for absence in &person.absences {
        for &day in span.days.iter().filter(|day| policy.days.contains(day)) {
            if (absence.from..=absence.until).contains(&case.model.calendar.date(day.into())) {
                by_day[day as usize] = by_day[day as usize].max(i64::from(absence.credit));
            }
        }
    }
    by_day.iter().sum()
}
