//! A promise holds on average over a day, a week or the plan, or every contact that misses it is paid for.

use super::super::coverage::PlanCoverage;
use crate::model::case::{Case, Linearisation, TargetCurves};
use crate::model::{Measure, Service, ServiceKind, Target};
use crate::plan::{Breach, Findings, StaffingPlan, Subject, accounts};
use crate::rule::{Bend, Card, Parameter};
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::row_subject::{ModelEntity, RowSubject, averaging_spans};
use crate::staffing::rule::StaffingRule;
use base::tolerance::CONTACTS;
use mip::{Expression, constraint};

/// See [`CARD`].
pub struct KeepTarget;

/// What people need to know.
pub static CARD: Card = Card {
    id: "keep_target",
    title: "A promise holds on average over a day, a week or the plan",
    meaning: "Over its span a target counts contacts, not intervals: what one interval misses another may make up. For \
              each interval a curve says how many contacts are answered in time (minutes waited, contacts lost) with so many \
              heads; the program reads straight lines that touch it at whole heads. A target with a price may be \
              missed at that price on the account price.target; one without must hold. A class of customers has curves of its own, \
              with those before it answered first.",
    parameters: &[
        Parameter::elsewhere("service.ID", "desired.over", "interval, day, week or horizon"),
        Parameter::elsewhere("service.ID", "adequate.over", "interval, day, week or horizon"),
        Parameter::elsewhere("service.ID", "desired.price", "money a contact or a minute waited"),
        Parameter::elsewhere("service.ID", "class.ID.desired", "target"),
        Parameter::elsewhere("service.ID", "class.ID.adequate", "target"),
    ],
    boundary: "An interval belongs to the date on which it starts; a week is Monday to Sunday; a span cut by the edge of the \
               horizon counts with the intervals inside it.",
    bend: Some(Bend {
        phrase: "miss the target of {who} by {amount} contacts (or minutes waited)",
        unit: "contacts or minutes",
        together: false,
        whole: false,
        in_hours: false,
    }),
};

impl StaffingRule for KeepTarget {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        for (service, need) in case.requirements.iter().enumerate() {
            for curves in &need.curves {
                let Some((target, part)) = target(&case.model.services[service], curves) else { continue };
                let spans = averaging_spans(&case.model, target.over, |interval| curves.gains[interval].is_some());
                for (day, span) in spans {
                    let mut gained = Expression::with_capacity(span.len());
                    let mut goal = Expression::default();
                    for interval in span {
                        match need.linearisations.get(interval).copied().flatten() {
                            Some(point) => {
                                gained += moving_gain(case, builder, (service, interval), curves, &point);
                                let ratio = builder.volume_against(case, service, interval, point.contacts);
                                goal += curves.goals[interval] * ratio;
                            }
                            None => {
                                gained += gain(builder, service, interval, curves);
                                goal += curves.goals[interval];
                            }
                        }
                        let sent = builder.lever_effects.sent.get(&(service, interval));
                        if let (Some((sent, in_time)), Some(share)) = (sent, share_of(&target)) {
                            gained += part * in_time.clone();
                            goal += part * share * sent.clone();
                        }
                    }
                    let about = RowSubject::day(ModelEntity::Service(service), day);
                    let mut writer = builder.writer(CARD.id);
                    match target.price {
                        None => writer.promise(about, constraint!(gained >= goal)),
                        Some(price) => {
                            let missed = writer.amount(f64::INFINITY);
                            writer.define(about, constraint!(gained + missed >= goal));
                            writer.pay(accounts::PRICE_TARGET, about, price.major() * missed);
                        }
                    }
                }
            }
        }
    }

    fn judge(&self, case: &Case, _plan: &StaffingPlan, coverage: &PlanCoverage, findings: &mut Findings) {
        for (index, (service, need)) in case.model.services.iter().zip(&case.requirements).enumerate() {
            for curves in &need.curves {
                let Some((target, part)) = target(service, curves) else { continue };
                for (day, span) in
                    averaging_spans(&case.model, target.over, |interval| curves.gains[interval].is_some())
                {
                    let (mut goal, mut outside): (f64, f64) = (span.iter().map(|&at| curves.goals[at]).sum(), 0.0);
                    if let Some(share) = share_of(&target) {
                        for (sent, in_time) in span.iter().map(|&at| coverage.lever_effects.sent(index, at)) {
                            goal += part * share * sent;
                            outside += part * in_time;
                        }
                    }
                    let heads = |interval: usize| coverage.supply[index][interval];
                    let subject = Subject::of(&service.id).on(case.model.calendar.date(i64::from(day)));
                    match target.price {
                        None => {
                            let gained = span.iter().filter_map(|&at| Some(curves.gains[at].as_ref()?.at(heads(at))));
                            let missed = goal - outside - gained.sum::<f64>();
                            if missed > CONTACTS * (10 + span.len()) as f64 {
                                findings.breach(CARD.id, subject, missed, "contacts or minutes");
                            }
                        }
                        Some(price) => {
                            let gained = span.iter().map(|&at| promised(curves, at, heads(at)));
                            let micro_units = ((goal - outside - gained.sum::<f64>()).max(0.0) * 1e6).round() as i128;
                            findings.charge(CARD.id, accounts::PRICE_TARGET, subject, price.of(micro_units, 1_000_000));
                        }
                    }
                }
            }
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!(
            "{} misses its target by {:.2} {}; add heads there, price the target, or lower it",
            breach.subject, breach.amount, breach.unit
        )
    }
}

/// The target a set of curves belongs to, and the part of the contacts that it is about.
fn target(service: &Service, curves: &TargetCurves) -> Option<(Target, f64)> {
    let ServiceKind::Queue(terms) = &service.kind else { return None };
    let [desired, adequate] = terms.targets(curves.class);
    Some((if curves.desired { desired } else { adequate }?, terms.part(curves.class)))
}

/// The share that a target asks for, if it is one of contacts answered in time: only those can a supplier answer for us.
fn share_of(target: &Target) -> Option<f64> {
    match target.measure {
        Measure::Answered { share, .. } => Some(share),
        Measure::Wait { .. } | Measure::Lost { .. } | Measure::Workload { .. } => None,
    }
}

/// A column for the units gained in an interval whose volume or work levers move. A line drawn for `v0` contacts holds for
/// `v` as `slope * heads + intercept * v / v0`; a minute of work more takes as many minutes of heads away.
fn moving_gain(
    case: &Case,
    builder: &mut StaffingBuilder,
    (service, interval): (usize, usize),
    curves: &TargetCurves,
    point: &Linearisation,
) -> Expression {
    let pieces = &curves.pieces[interval];
    let Some(most) = pieces.last().map(|level| level.intercept) else { return Expression::default() };
    let least = pieces.iter().map(|piece| piece.intercept).fold(f64::INFINITY, f64::min);
    let supply = builder.supply[&(service, interval)];
    let ratio = builder.volume_against(case, service, interval, point.contacts);
    let minutes = builder.lever_effects.minutes.get(&(service, interval)).cloned().unwrap_or_default();
    let length = f64::from(case.model.calendar.interval);
    let busy = (minutes - point.minutes * ratio.clone()) / length;
    let about = RowSubject::interval(ModelEntity::Service(service), interval);
    let mut writer = builder.writer(CARD.id);
    // Far beyond what any lever moves; the rows below hold the column.
    let gained = writer.between(FARTHEST * least.min(0.0) - 1.0, FARTHEST * most.max(0.0) + 1.0);
    for piece in pieces {
        let heads = supply - busy.clone();
        writer.define(about, constraint!(gained <= piece.slope * heads + piece.intercept * ratio.clone()));
    }
    gained.into()
}

/// Volume over the volume of a curve, at most.
const FARTHEST: f64 = 1e4;

/// A column for the units gained in an interval, under the lines of its curve.
fn gain(builder: &mut StaffingBuilder, service: usize, interval: usize, curves: &TargetCurves) -> Expression {
    let pieces = &curves.pieces[interval];
    let Some(most) = pieces.last().map(|level| level.intercept) else { return Expression::default() };
    let supply = builder.supply[&(service, interval)];
    let about = RowSubject::interval(ModelEntity::Service(service), interval);
    let least = pieces.iter().map(|piece| piece.intercept).fold(f64::INFINITY, f64::min);
    let mut writer = builder.writer(CARD.id);
    let gained = writer.between(least.min(0.0), most.max(0.0));
    for piece in pieces {
        if piece.slope > 0.0 {
            writer.define(about, constraint!(gained <= piece.slope * supply + piece.intercept));
        }
    }
    gained.into()
}

/// What a priced promise counts as gained by so many heads: never more than the curve, and less where heads are so few
/// that the curve bends the other way.
fn promised(curves: &TargetCurves, interval: usize, heads: f64) -> f64 {
    curves.pieces[interval].iter().map(|piece| piece.slope * heads + piece.intercept).fold(f64::INFINITY, f64::min)
}
