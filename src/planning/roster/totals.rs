//! Totals of one line over a period: counters where a period stands alone, rows where windows roll.

use super::charge_terms::ChargeTerms;
use super::duty::Duty;
use super::lines::{AssignedShift, WorkedLines};
use super::periods::{CountedPeriod, holds_before, spans_of};
use crate::model::Case;
use crate::model::{Employee, Policy};
use crate::plan::{Findings, Subject};
use crate::roster::builder::{RosterBuilder, RowBound};
use crate::staffing::{ModelEntity, RowSubject};
use mip::Expression;
use rostering::{Cumulative, LineConstraint, PriceBeyond};

/// What is added up.
pub struct PeriodTotal<'a> {
    /// Rule, account and parts of a unit.
    pub terms: ChargeTerms,
    /// What a shift adds in an employee's line, in the smallest parts.
    pub worth: &'a dyn Fn(&Duty) -> u32,
    /// What an employee has in a span whatever is worked in it.
    pub credit: &'a dyn Fn(&Employee, &CountedPeriod) -> u32,
}

impl PeriodTotal<'_> {
    /// Writes the limits of a policy.
    pub fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        for &employee in &policy.employees {
            let person = &case.model.employees[employee];
            for span in spans_of(&case.model.calendar, policy.per, person) {
                let days: Vec<u32> = span.days.iter().copied().filter(|day| policy.days.contains(day)).collect();
                let adds: Vec<(usize, u32)> = builder
                    .duties
                    .iter()
                    .enumerate()
                    .filter(|(_, duty)| policy.shifts.contains(&duty.template))
                    .map(|(index, duty)| (index, (self.worth)(duty)))
                    .collect();
                let start = self.before(case, policy, person, &span) + (self.credit)(person, &span);
                let highest = start + days.len() as u32 * adds.iter().map(|&(_, adds)| adds).max().unwrap_or(0);
                // Limits that no line can miss would only burden the search.
                let least = policy.at_least.map(|least| span.at_least(least)).filter(|&least| least > start);
                let most = policy.at_most.map(|most| span.at_most(most)).filter(|&most| most < highest);
                if least.is_none() && most.is_none() {
                    continue;
                }
                let within = PeriodLimits { employee, days: &days, adds: &adds, start, least, most };
                if span.overlaps_others {
                    self.rows(policy, &within, builder);
                } else {
                    self.cumulative(policy, &within, builder);
                }
            }
        }
    }

    fn cumulative(&self, policy: &Policy, within: &PeriodLimits, builder: &mut RosterBuilder) {
        let PeriodLimits { employee, days, adds, start, least, mut most } = *within;
        if policy.price.is_none() && most.is_some_and(|most| most <= start) {
            // Nothing at all may be added, which no state needs to remember.
            for &day in days {
                for &(duty, _) in adds.iter().filter(|(_, adds)| *adds > 0) {
                    builder.forbid(self.terms.rule, employee, day, duty);
                }
            }
            most = None;
            if least.is_none() {
                return;
            }
        }
        let mut table = vec![0; builder.days as usize * builder.duties.len()];
        for &day in days {
            for &(duty, adds) in adds {
                table[day as usize * builder.duties.len() + duty] = adds;
            }
        }
        let price = policy.price.map(|price| price.major() / self.terms.parts as f64);
        let beyond = |total: Option<u32>| total.zip(price).map(|(total, price)| PriceBeyond { total, price });
        let cumulative = Cumulative {
            adds: table,
            start,
            at_least: least.filter(|_| price.is_none()).unwrap_or(0),
            at_most: most.filter(|_| price.is_none()).unwrap_or(u32::MAX),
            under: beyond(least),
            over: beyond(most.map(|most| most.max(start))),
        };
        builder.constraint((self.terms.rule, self.terms.account), employee, LineConstraint::Cumulative(cumulative));
    }

    fn rows(&self, policy: &Policy, within: &PeriodLimits, builder: &mut RosterBuilder) {
        let PeriodLimits { employee, days, adds, start, least, most } = *within;
        let Some(&first) = days.first() else { return };
        let about = RowSubject::day(ModelEntity::Employee(employee), first);
        let start = f64::from(start);
        let limits = [
            least.map(|least| (1.0, RowBound::AtLeast((f64::from(least) - start).max(0.0)))),
            most.map(|most| (-1.0, RowBound::AtMost((f64::from(most) - start).max(0.0)))),
        ];
        for (sign, limit) in limits.into_iter().flatten() {
            let mut slack = Expression::default();
            if let Some(price) = policy.price {
                let mut writer = builder.writer(self.terms.rule);
                let missed = writer.amount(f64::INFINITY);
                writer.pay(self.terms.account, about, price.major() / self.terms.parts as f64 * missed);
                slack = sign * missed;
            }
            let row = builder.row(self.terms.rule, about, true, slack, limit);
            for &day in days {
                for &(duty, adds) in adds {
                    builder.link(row, employee, day, duty, adds.into());
                }
            }
        }
    }

    fn before(&self, case: &Case, policy: &Policy, person: &Employee, span: &CountedPeriod) -> u32 {
        let calendar = &case.model.calendar;
        let past = person.history.iter().flatten().filter(|past| {
            past.day >= -i64::from(span.back)
                && policy.shifts.contains(&past.template)
                && holds_before(calendar, policy, past.day)
        });
        past.map(|past| {
            let paid = case.model.shifts[past.template].paid(past.span);
            (self.worth)(&Duty { template: past.template, start: past.start, span: past.span, paid })
        })
        .sum()
    }
}

/// Limits on one line in one span.
struct PeriodLimits<'a> {
    employee: usize,
    days: &'a [u32],
    adds: &'a [(usize, u32)],
    start: u32,
    least: Option<u32>,
    most: Option<u32>,
}

/// Notes what each employee has too much or too little of in each span. What history alone has too much is not this
/// plan's doing. `worth`: of one stint; `credit`: beside the stints.
pub fn judge(
    case: &Case,
    policy: &Policy,
    lines: &WorkedLines,
    terms: ChargeTerms,
    worth: impl Fn(&AssignedShift) -> i64,
    credit: impl Fn(&Employee, &CountedPeriod) -> i64,
    findings: &mut Findings,
) {
    let calendar = &case.model.calendar;
    for &employee in &policy.employees {
        let person = &case.model.employees[employee];
        for span in spans_of(calendar, policy.per, person) {
            let counts = |stint: &&AssignedShift| {
                let on = match u32::try_from(stint.day) {
                    Ok(day) => span.days.contains(&day) && policy.days.contains(&day),
                    Err(_) => stint.day >= -i64::from(span.back) && holds_before(calendar, policy, stint.day),
                };
                on && policy.shifts.contains(&stint.template)
            };
            let (mut given, mut total) = (credit(person, &span), 0);
            for stint in lines.of[employee].iter().filter(counts) {
                *(if stint.day < 0 { &mut given } else { &mut total }) += worth(stint);
            }
            let many = policy.at_most.map_or(0, |most| given + total - i64::from(span.at_most(most)));
            let few = policy.at_least.map_or(0, |least| i64::from(span.at_least(least)) - given - total);
            let subject = Subject::of(person.id.as_str()).on(calendar.date(i64::from(span.days[0])));
            terms.record(policy, subject.clone(), many.min(total).max(0), findings);
            terms.record(policy, subject, -few.max(0), findings);
        }
    }
}

/// A sentence about a total that misses its limits.
pub fn tell(policy: &Policy, subject: &Subject, amount: f64, unit: &str, parts: f64) -> String {
    let (word, limit) = match policy.at_most {
        Some(most) if amount > 0.0 => ("too many", most),
        _ => ("too few", policy.at_least.unwrap_or(0)),
    };
    let limit = f64::from(limit) / parts;
    let scaled = if policy.per == crate::model::Period::Horizon { "" } else { " in a whole period" };
    format!("{subject} has {:.4} {unit} {word}; the limit is {limit:.4} {unit}{scaled}", amount.abs())
        .replace(".0000", "")
}
