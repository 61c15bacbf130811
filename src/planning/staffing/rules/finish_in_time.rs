//! Work that may wait is finished by its deadline, or charged.

use super::super::coverage::PlanCoverage;
use crate::effects::deadlines::{Deadlines, deadlines, due_at};
use crate::model::Case;
use crate::model::{ServiceKind, Shortage};
use crate::plan::{Breach, Findings, StaffingPlan, Subject, accounts};
use crate::rule::{Bend, Card, Parameter};
use crate::staffing::backlog;
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::row_subject::{ModelEntity, RowSubject};
use crate::staffing::rule::StaffingRule;
use mip::{Expression, Variable, constraint};
use std::collections::BTreeMap;

/// See [`CARD`].
pub struct FinishInTime;

/// What people need to know.
pub static CARD: Card = Card {
    id: "finish_in_time",
    title: "Work that may wait is finished by its deadline",
    meaning: "Deferrable work waits in one line, oldest first. Nothing is done before it arrives; by each moment all work \
              due until then is done. Work that misses its deadline leaves the line and is charged once, for the head-hours \
              it needs, on the account price.shortage, or it is forbidden.",
    parameters: &[
        Parameter::elsewhere("service.ID", "due", "same day, working days, or a duration"),
        Parameter::elsewhere("service.ID", "backlog", "contacts at the start and the end"),
        Parameter::elsewhere("service.ID", "shortage", "money a head-hour, or forbidden"),
    ],
    boundary: "Work that arrives in an interval can be done in it, and is due at the end of an interval. Work due after the \
               last day is due at its end, beyond the backlog allowed there; if the plan repeats it is carried to the begin. \
               Working days are days on which the service is open.",
    bend: Some(Bend {
        phrase: "finish {amount} contacts of {who} after their deadline",
        unit: "contacts",
        together: true,
        whole: false,
        in_hours: false,
    }),
};

impl StaffingRule for FinishInTime {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        for (service, terms) in case.model.services.iter().enumerate() {
            if let Some(lines) = deadlines(&case.model, service) {
                emit_line(case, builder, service, &lines, terms.shortage);
            }
        }
    }

    fn judge(&self, case: &Case, _plan: &StaffingPlan, coverage: &PlanCoverage, findings: &mut Findings) {
        let model = &case.model;
        let hours = f64::from(model.calendar.interval) / 60.0;
        for (service, terms) in model.services.iter().enumerate() {
            let ServiceKind::Deferrable(_) = &terms.kind else { continue };
            let capacity: Vec<f64> = coverage.supply[service]
                .iter()
                .enumerate()
                .map(|(interval, heads)| {
                    let made = coverage.lever_effects.made(service, interval);
                    (heads * hours * 60.0 / terms.handle - made).max(0.0)
                })
                .collect();
            let missed = backlog::missed_deadlines(model, service, &capacity);
            for day in 0..model.calendar.days {
                let of_day = |interval: &usize| model.calendar.day_of_interval(*interval) == day;
                let contacts: f64 = (0..missed.len()).filter(of_day).map(|interval| missed[interval]).sum();
                let subject = Subject::of(&terms.id).on(model.calendar.date(i64::from(day)));
                match terms.shortage {
                    Shortage::Forbidden if contacts > SLACK => findings.breach(CARD.id, subject, contacts, "contacts"),
                    Shortage::Forbidden => {}
                    Shortage::Priced(price) => {
                        let micro_hours = (contacts * terms.handle / 60.0 * 1e6).round() as i128;
                        findings.charge(CARD.id, accounts::PRICE_SHORTAGE, subject, price.of(micro_hours, 1_000_000));
                    }
                }
            }
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!(
            "{}: {:.2} contacts miss their deadline; add people before it, or give the work more time",
            breach.subject, breach.amount
        )
    }
}

/// Supplies are rounded to millionths of a head; over many intervals this is what they may add up to, in contacts.
const SLACK: f64 = 0.01;

/// Contacts that levers bring (below zero: take) until the end of some intervals, and those among them that are due.
struct Moving {
    arrived: BTreeMap<usize, Variable>,
    due: BTreeMap<usize, Variable>,
}

/// One column for each total: an expression of all intervals so far would fill the program.
fn moving_totals(case: &Case, builder: &mut StaffingBuilder, service: usize) -> Moving {
    let range = (service, 0)..(service + 1, 0);
    let changes: Vec<(usize, Expression)> = builder
        .lever_effects
        .contacts
        .range(range)
        .map(|(&(_, interval), change)| (interval, change.clone()))
        .collect();
    let mut due: BTreeMap<usize, Expression> = BTreeMap::new();
    for (interval, change) in &changes {
        let last = case.model.calendar.intervals() - 1;
        let at = due_at(&case.model, service, *interval).min(last);
        *due.entry(at).or_default() += change.clone();
    }
    let mut totals = |steps: Vec<(usize, Expression)>| {
        let mut last: Option<Variable> = None;
        let mut totals = BTreeMap::new();
        for (interval, step) in steps {
            let mut writer = builder.writer(CARD.id);
            let total = writer.between(-MOST_CONTACTS, MOST_CONTACTS);
            let before = last.map_or_else(Expression::default, Expression::from);
            writer.define(
                RowSubject::interval(ModelEntity::Service(service), interval),
                constraint!(total == before + step),
            );
            totals.insert(interval, total);
            last = Some(total);
        }
        totals
    };
    Moving { arrived: totals(changes), due: totals(due.into_iter().collect()) }
}

/// More contacts than levers move in a plan.
const MOST_CONTACTS: f64 = 1e9;

/// Running totals of work done and of work missed, between what has arrived and what is due.
fn emit_line(case: &Case, builder: &mut StaffingBuilder, service: usize, lines: &Deadlines, shortage: Shortage) {
    let calendar = &case.model.calendar;
    let terms = &case.model.services[service];
    let contacts_a_head = f64::from(calendar.interval) / terms.handle;
    let moved = builder.lever_effects.contacts.keys().any(|&(of, _)| of == service);
    let arriving = lines.arrived.last().copied().unwrap_or(0.0) + lines.waiting_at_most;
    let total = if moved { f64::INFINITY } else { arriving };
    let about = |interval: usize| RowSubject::interval(ModelEntity::Service(service), interval);
    let hours_a_contact = terms.handle / 60.0;
    let mut charged = vec![Expression::default(); calendar.days as usize];
    // Work waiting at the begin: given, or carried over from the end of a plan that repeats.
    let waiting = builder.writer(CARD.id).between(lines.waiting_at_least, lines.waiting_at_most);
    let waiting_and = |contacts: f64| Expression::from(waiting) + contacts;
    let (mut done, mut missed): (Option<Variable>, Option<Variable>) = (None, None);
    let moving = moving_totals(case, builder, service);
    let more_by = |totals: &BTreeMap<usize, Variable>, interval: usize| {
        totals.range(..=interval).next_back().map_or_else(Expression::default, |(_, &total)| total.into())
    };
    for interval in 0..calendar.intervals() {
        let supply = builder.supply.get(&(service, interval)).copied();
        let ahead = builder.lever_effects.made.get(&(service, interval)).cloned().unwrap_or_default();
        let mut writer = builder.writer(CARD.id);
        if let Some(supply) = supply {
            let more = writer.amount(total);
            let before = done.map_or_else(Expression::default, Expression::from);
            writer.define(about(interval), constraint!(more <= before + contacts_a_head * supply - ahead));
            if let Some(before) = done {
                writer.define(about(interval), constraint!(more >= before));
            }
            let gone = missed.map_or_else(Expression::default, Expression::from);
            writer.define(
                about(interval),
                constraint!(more + gone <= waiting_and(lines.arrived[interval]) + more_by(&moving.arrived, interval)),
            );
            done = Some(more);
        }
        if !lines.due_here[interval] && !moving.due.contains_key(&interval) {
            continue;
        }
        let finished = done.map_or_else(Expression::default, Expression::from);
        let goal = match interval + 1 == calendar.intervals() && calendar.wrap {
            // What waits at the end waits at the begin: all that arrived is done once around.
            true => Expression::from(lines.arrived[interval]),
            false => waiting_and(lines.due[interval] - lines.waiting_at_most) + more_by(&moving.due, interval),
        };
        match shortage {
            Shortage::Forbidden => writer.promise(about(interval), constraint!(finished >= goal)),
            Shortage::Priced(price) => {
                let lost = writer.amount(total);
                writer.define(about(interval), constraint!(finished + lost >= goal));
                let before = missed.map_or_else(Expression::default, Expression::from);
                writer.define(about(interval), constraint!(lost >= before));
                let day = calendar.day_of_interval(interval) as usize;
                let newly = Expression::from(lost) - missed.map_or_else(Expression::default, Expression::from);
                charged[day] += price.major() * hours_a_contact * newly;
                missed = Some(lost);
            }
        }
    }
    for (day, due) in charged.into_iter().enumerate() {
        builder.writer(CARD.id).pay(
            accounts::PRICE_SHORTAGE,
            RowSubject::day(ModelEntity::Service(service), day as u32),
            due,
        );
    }
}
