//! A rest that was cut short is made up for soon.

use super::super::charge_terms::ChargeTerms;
use super::super::duty_times::DutyTimes;
use super::super::lines::{AssignedShift, WorkedLines};
use super::super::rule::RosterRule;
use crate::model::Case;
use crate::model::{Calendar, Policy};
use crate::plan::{Breach, Findings, Subject};
use crate::roster::automata::{TransitionFunction, due, tabulate};
use crate::roster::builder::RosterBuilder;
use crate::rule::noun::{DAY, HOUR};
use crate::rule::{Bend, Card, Parameter, ValueKind};
use rostering::{Cell, LineConstraint};

/// See [`CARD`].
pub struct CompensatoryRest;

/// What people need to know.
pub static CARD: Card = Card {
    id: "compensatory_rest",
    title: "A rest that was cut short is made up for soon",
    meaning: "Where less than at_least lies between two shifts, the rest is owed the difference. Later rests give it back by \
              what they have beyond at_least, at the latest `after` days after the date of the shift that came too soon; what \
              is owed meanwhile is added, and is due on the same date. With a price each hour that was not given back is \
              charged on the account price.rule. How short a rest may be at all is another rule, rest_between_shifts.",
    parameters: &[
        Parameter::at_least(ValueKind::Duration),
        Parameter::after(DAY, "within {}").or("seven"),
        Parameter::price(HOUR),
    ],
    boundary: "Elapsed time decides. The rest after the last shift of the history counts, where there is one; nothing is owed \
               from before the plan. What is due by a date counts to the end of that date, and what is due after the last \
               day is assumed to be given back.",
    bend: Some(Bend {
        phrase: "let {who} go without {amount} hours of rest that are owed",
        unit: "hours",
        together: false,
        whole: false,
        in_hours: false,
    }),
};

const TERMS: ChargeTerms = ChargeTerms::hours(CARD.id);

/// Days to give rest back, where nothing is said.
const A_WEEK: u32 = 7;

impl RosterRule for CompensatoryRest {
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        let calendar = &case.model.calendar;
        let owing = RestOwed {
            duty_times: DutyTimes::of(calendar, &builder.duties),
            midnights: (1..=i64::from(builder.days)).map(|day| calendar.minute(day, 0)).collect(),
            least: i64::from(policy.at_least.unwrap_or(0)),
            after: policy.after.unwrap_or(A_WEEK),
            price: policy.price.map(|price| price.major() / 60.0),
        };
        let ended = |&employee: &usize| {
            let history = case.model.employees[employee].history.iter().flatten();
            let ends = history.map(|past| calendar.minute(past.day, past.start) + i64::from(past.span));
            (ends.max().unwrap_or(RESTED), 0, 0)
        };
        let starts: Vec<(i64, u32, u32)> = policy.employees.iter().map(ended).collect();
        for (&employee, automaton) in
            policy.employees.iter().zip(tabulate(builder.days, builder.duties.len(), owing, &starts))
        {
            builder.constraint((CARD.id, TERMS.account), employee, LineConstraint::Automaton(Box::new(automaton)));
        }
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        let calendar = &case.model.calendar;
        for &employee in &policy.employees {
            for (day, unpaid) in unpaid(calendar, policy, &lines.of[employee]) {
                let who = case.model.employees[employee].id.as_str();
                TERMS.record(policy, Subject::of(who).on(calendar.date(day)), unpaid, findings);
            }
        }
    }

    fn tell(&self, _case: &Case, policy: &Policy, breach: &Breach) -> String {
        format!(
            "by {} {} hours of rest are still owed; let one of the rests before be longer than {} hours by as much",
            breach.subject,
            breach.amount,
            f64::from(policy.at_least.unwrap_or(0)) / 60.0
        )
    }
}

/// Days on which rest is due that was not given back, with the minutes.
fn unpaid(calendar: &Calendar, policy: &Policy, stints: &[AssignedShift]) -> Vec<(i64, i64)> {
    let full = i64::from(policy.at_least.unwrap_or(0));
    let mut found = Vec::new();
    // What is owed, and the day by whose end it is due.
    let mut debt: Option<(i64, i64)> = None;
    for (place, stint) in stints.iter().enumerate() {
        let Some(before) = place.checked_sub(1).map(|before| &stints[before]) else { continue };
        if let Some((owed, due)) = debt.filter(|&(_, due)| due < stint.day) {
            found.push((due, owed - (calendar.minute(due + 1, 0) - before.end - full).clamp(0, owed)));
            debt = None;
        }
        let rest = (stint.start - before.end).max(0);
        debt = match debt {
            _ if stint.day < 0 => None,
            Some((owed, due)) => Some((owed + full - rest, due)),
            None => Some((full - rest, stint.day + i64::from(policy.after.unwrap_or(A_WEEK)))),
        };
        debt = debt.filter(|&(owed, _)| owed > 0);
        // A shift that comes too soon on the very date on which rest is due cannot be made up for any more.
        if let Some((owed, due)) = debt.filter(|&(_, due)| due == stint.day && !same_day_follows(stints, place)) {
            found.push((due, owed - (calendar.minute(due + 1, 0) - stint.end - full).clamp(0, owed)));
            debt = None;
        }
    }
    let end = i64::from(calendar.days);
    if let (Some((owed, due)), Some(last)) = (debt.filter(|&(_, due)| due < end), stints.last()) {
        found.push((due, owed - (calendar.minute(due + 1, 0) - last.end - full).clamp(0, owed)));
    }
    found.retain(|&(day, unpaid)| unpaid > 0 && day < end);
    found
}

fn same_day_follows(stints: &[AssignedShift], place: usize) -> bool {
    stints.get(place + 1).is_some_and(|next| next.day == stints[place].day)
}

/// Nothing that matters was worked before.
const RESTED: i64 = i64::MIN;

struct RestOwed {
    duty_times: DutyTimes,
    /// By day: the minute at which it ends.
    midnights: Vec<i64>,
    least: i64,
    after: u32,
    /// Price of each minute.
    price: Option<f64>,
}

impl TransitionFunction for RestOwed {
    /// When the last shift ended, the minutes owed, and the day by whose end they are due.
    type State = (i64, u32, u32);

    fn next(&self, (mut ended, mut owed, mut by): Self::State, day: u32, cell: Cell) -> Option<(Self::State, f64)> {
        if let Some(duty) = cell {
            if ended != RESTED {
                let short = self.least - (self.duty_times.start(day.into(), duty) - ended).max(0);
                by = if owed == 0 { day + self.after } else { by };
                owed = (i64::from(owed) + short).max(0) as u32;
            }
            ended = self.duty_times.end(day.into(), duty);
        }
        let midnight = self.midnights[day as usize];
        let mut cost = 0.0;
        if owed > 0 && by == day {
            let given = (midnight - ended - self.least).max(0);
            cost = due(self.price, (i64::from(owed) - given).max(0) as u32)?;
            owed = 0;
        }
        if owed == 0 {
            by = 0;
            if ended != RESTED && midnight - ended >= self.least {
                ended = RESTED;
            }
        }
        Some(((ended, owed, by), cost))
    }
}
