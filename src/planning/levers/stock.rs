//! Work that may wait is done ahead of its arrival, or lies for a time beyond it.

use super::judging::{found, leaves, lies_in, units};
use super::writing::{LeverColumn, balanced, cells, leaving, of_kind, pay_for_contacts};
use crate::effects::displacement::returns_at;
use crate::model::Case;
use crate::model::{Lever, ServiceIntervals};
use crate::plan::{Breach, Findings, LeverEffect, StaffingPlan};
use crate::rule::{Card, Parameter};
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::coverage::PlanCoverage;
use crate::staffing::row_subject::{ModelEntity, RowSubject};
use crate::staffing::rule::StaffingRule;
use base::tolerance::PULL;
use mip::{Expression, Variable, constraint};
use std::collections::BTreeMap;

/// See [`CARD`].
pub struct Stock;

/// What people need to know.
pub static CARD: Card = Card {
    id: "stock",
    title: "S1: deferrable work is done ahead of its arrival, or lies longer",
    meaning: "With `ahead`, up to `limit` of the contacts of `from` are prepared before they arrive, at most that time \
              before: standard letters, filled shelves. With `later`, up to `limit` of them are put aside for that time, \
              with their deadline. Each contact prepared or put aside costs its price on the account lever.ID. Within its \
              deadline work waits anyhow (finish_in_time).",
    parameters: &[
        Parameter::elsewhere("lever.ID", "from", "deferrable service, days and hours"),
        Parameter::elsewhere("lever.ID", "limit", "share of the contacts of an interval"),
        Parameter::elsewhere("lever.ID", "ahead", "time"),
        Parameter::elsewhere("lever.ID", "later", "time"),
        Parameter::elsewhere("lever.ID", "price", "money a contact"),
        Parameter::elsewhere("lever.ID", "fixed", "money, once"),
    ],
    boundary: "What is made ahead is used within the plan; what is put aside returns within it, when the service is open, or it \
               is not put aside.",
    bend: None,
};

impl StaffingRule for Stock {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        for (index, lever) in of_kind(case, CARD.id) {
            let mut lever = lever.clone();
            if lever.later > 0 {
                for place in &mut lever.from {
                    place.intervals.retain(|&at| back_at(case, place.service, at + lever.later as usize).is_some());
                }
            }
            let left = leaving(case, builder, CARD.id, (index, &lever));
            if lever.later > 0 {
                for cell in &left {
                    if let Some(at) = back_at(case, cell.of, cell.interval + lever.later as usize) {
                        *builder.lever_effects.contacts.entry((cell.of, at)).or_default() += cell.amount;
                    }
                }
            } else {
                make_ahead(case, builder, (index, &lever), &left);
            }
            pay_for_contacts(case, builder, CARD.id, (index, &lever), &left);
        }
    }

    fn judge(&self, case: &Case, plan: &StaffingPlan, coverage: &PlanCoverage, findings: &mut Findings) {
        for found in found(case, plan, CARD.id) {
            let lever = found.lever;
            found.only(findings, "contacts", |setting| match setting.effect {
                LeverEffect::Out(service) => {
                    lies_in(&lever.from, service, setting.interval)
                        && (lever.later == 0 || returns_at(&case.model, lever, service, setting.interval).is_some())
                }
                LeverEffect::Made(service) => {
                    lever.ahead > 0
                        && lever.from.iter().any(|place| place.service == service)
                        && case.model.services[service].open[setting.interval]
                }
                _ => false,
            });
            found.up_to_its_part(findings, leaves);
            for place in lever.from.iter().filter(|_| lever.ahead > 0) {
                judge_stock(&found, place.service, findings);
                let length = f64::from(case.model.calendar.interval);
                let rate = length / case.model.services[place.service].handle;
                for interval in 0..case.model.calendar.intervals() {
                    let made = coverage.lever_effects.made(place.service, interval);
                    let beyond = made - coverage.supply[place.service][interval] * rate;
                    if beyond > PULL * (10.0 + rate) {
                        found.breach_at(findings, interval, beyond, "contacts");
                    }
                }
            }
            found.charge_contacts(findings, leaves);
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!(
            "{} does {:.2} {} too early, too late, beyond its limit, or without anybody to do them",
            breach.subject, breach.amount, breach.unit
        )
    }
}

/// The interval in which work comes back that was put aside until another, for the program.
fn back_at(case: &Case, service: usize, from: usize) -> Option<usize> {
    let open = &case.model.services[service].open;
    (from..open.len()).find(|&interval| open[interval])
}

/// Work made ahead lies in stock until its contacts arrive: never less than nothing, and nothing longer than `ahead`.
fn make_ahead(case: &Case, builder: &mut StaffingBuilder, (index, lever): (usize, &Lever), left: &[LeverColumn]) {
    let mut everywhere: Vec<ServiceIntervals> = Vec::new();
    for place in &lever.from {
        let open = &case.model.services[place.service].open;
        let intervals = (0..open.len()).filter(|&interval| open[interval]).collect();
        everywhere.push(ServiceIntervals { service: place.service, intervals });
    }
    let made = cells(builder, CARD.id, index, &everywhere, LeverEffect::Made, &|_, _| f64::INFINITY);
    let of_service = |cells: &[LeverColumn]| {
        let mut services: BTreeMap<usize, Vec<LeverColumn>> = BTreeMap::new();
        cells.iter().for_each(|cell| services.entry(cell.of).or_default().push(*cell));
        services
    };
    let (left, made) = (of_service(left), of_service(&made));
    balanced(builder, CARD.id, index, &left, &made, 1.0);
    if !builder.settings_are_free() {
        return;
    }
    for (&service, made) in &made {
        let used = left.get(&service).map_or(&[][..], Vec::as_slice);
        let intervals = case.model.calendar.intervals();
        let (made, used) = (running(builder, index, made, intervals), running(builder, index, used, intervals));
        for interval in 0..intervals {
            let until = (interval + lever.ahead as usize).min(intervals - 1);
            let about = RowSubject::interval(ModelEntity::Lever(index), interval);
            let mut writer = builder.writer(CARD.id);
            writer.define(about, constraint!(made[interval].clone() >= used[interval].clone()));
            writer.define(about, constraint!(made[interval].clone() <= used[until].clone()));
        }
    }
}

/// Totals until the end of each interval, with a column where something is added.
fn running(builder: &mut StaffingBuilder, index: usize, cells: &[LeverColumn], intervals: usize) -> Vec<Expression> {
    let mut total: Option<Variable> = None;
    let mut totals = Vec::with_capacity(intervals);
    let mut cells = cells.iter().peekable();
    for interval in 0..intervals {
        while let Some(cell) = cells.next_if(|cell| cell.interval == interval) {
            let before = total.map_or_else(Expression::default, Expression::from);
            let mut writer = builder.writer(CARD.id);
            let now = writer.amount(f64::INFINITY);
            writer.define(
                RowSubject::interval(ModelEntity::Lever(index), interval),
                constraint!(now == before + cell.amount),
            );
            total = Some(now);
        }
        totals.push(total.map_or_else(Expression::default, Expression::from));
    }
    totals
}

/// Plays the stock of a service through: what is used was made before, and no longer ago than it keeps.
fn judge_stock(found: &super::judging::JudgedLever<'_>, service: usize, findings: &mut Findings) {
    let at = |effect: LeverEffect| {
        let lever_settings = found.lever_settings.iter().filter(move |setting| setting.effect == effect);
        lever_settings.map(|setting| (setting.interval, setting.micro)).collect::<BTreeMap<usize, u64>>()
    };
    let (made, used) = (at(LeverEffect::Made(service)), at(LeverEffect::Out(service)));
    let count = made.len() + used.len();
    let mut times: Vec<usize> = made.keys().chain(used.keys()).copied().collect();
    times.sort_unstable();
    times.dedup();
    let mut shelf: std::collections::VecDeque<(usize, u64)> = std::collections::VecDeque::new();
    let mut off: u64 = 0;
    for now in times {
        if let Some(&micro) = made.get(&now) {
            shelf.push_back((now, micro));
        }
        let mut wanted = used.get(&now).copied().unwrap_or(0);
        while let Some((when, micro)) = shelf.front_mut().filter(|_| wanted > 0) {
            let taken = wanted.min(*micro);
            if now - *when > found.lever.ahead as usize {
                off += taken;
            }
            (*micro, wanted) = (*micro - taken, wanted - taken);
            if *micro == 0 {
                shelf.pop_front();
            }
        }
        off += wanted;
    }
    off += shelf.iter().map(|(_, micro)| micro).sum::<u64>();
    if units(off) > PULL * count as f64 {
        found.breach(findings, units(off), "contacts");
    }
}
