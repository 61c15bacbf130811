//! The requirement of each interval as the search of shifts and breaks knows it, where intervals are independent of each other.

use super::tuning::TUNING;
use crate::model::Case;
use crate::model::{Model, ServiceKind, Shortage, Team};
use crate::roster::{Duty, RosterProgram};
use crate::staged::headcount::HeadcountProgram;
use rostering::ruin_recreate::{
    DutyShift, IntervalClass, IntervalRequirement, IntervalStaffing, ShiftBreak, TeamSkill,
};

/// The staffing by interval of a case; `None` where promises, work or resources tie intervals together, or people to each other.
pub fn interval_staffing(case: &Case, rostering: &RosterProgram, heads: &HeadcountProgram) -> Option<IntervalStaffing> {
    let model = &case.model;
    let alone = |(service, need): (&crate::model::Service, &crate::model::case::Requirement)| {
        need.curves.is_empty() && matches!(service.kind, ServiceKind::Queue(_))
    };
    let tied = model.calendar.wrap || !model.resources.is_empty() || !rostering.problem.program.rows.is_empty();
    if tied
        || !model.services.iter().zip(&case.requirements).all(alone)
        || !heads.staffing_program.stamped.binaries.is_empty()
    {
        return None;
    }
    let (days, duties) = (rostering.problem.days, rostering.duties.len());
    let mut open = vec![vec![false; days * duties]; model.teams.len()];
    for (work, &duty) in heads.staffing_program.builder.shift_columns.iter().zip(&heads.duty) {
        open[work.team][work.day as usize * duties + duty] = true;
    }
    let unit = time_unit(model, &rostering.duties);
    let shift = |duty: &Duty| {
        let template = &model.shifts[duty.template];
        let breaks = template.breaks.iter().map(|about| ShiftBreak {
            length: about.length / unit,
            begins: about.begins.iter().map(|begin| begin / unit).collect(),
        });
        DutyShift { span: duty.span / unit, breaks: breaks.collect(), spacing: template.spacing.div_ceil(unit) }
    };
    let mut known: Vec<Vec<usize>> = Vec::new();
    let mut requirements = Vec::with_capacity(model.calendar.intervals());
    for interval in 0..model.calendar.intervals() {
        let asks = |&service: &usize| case.requirements[service].minimum[interval] > 0;
        let services: Vec<usize> = (0..model.services.len()).filter(asks).collect();
        let wanted = services.iter().map(|&service| f64::from(case.requirements[service].minimum[interval])).collect();
        let class = known.iter().position(|known| *known == services).unwrap_or_else(|| {
            known.push(services);
            known.len() - 1
        });
        requirements.push(IntervalRequirement { class, heads: wanted });
    }
    let starts = (0..days).flat_map(|day| {
        rostering.duties.iter().map(move |duty| model.calendar.minute(day as i64, duty.start) / i64::from(unit))
    });
    Some(IntervalStaffing {
        unit,
        length: model.calendar.interval / unit,
        team: model.employees.iter().map(|employee| employee.team).collect(),
        at_work: model.teams.iter().map(|team| 1.0 - team.shrinkage).collect(),
        shifts: rostering.duties.iter().map(shift).collect(),
        starts: starts.collect(),
        open,
        requirements,
        classes: known.iter().map(|services| interval_class(model, services)).collect(),
    })
}

/// Minutes of the longest unit of which every start, end and break is a whole number; clocks change by whole intervals.
fn time_unit(model: &Model, duties: &[Duty]) -> u32 {
    let of_rule = |duty: &Duty| {
        let breaks = model.shifts[duty.template].breaks.iter();
        breaks.fold(gcd(duty.start, duty.span), |unit, rest| {
            rest.begins.iter().fold(gcd(unit, rest.length), |unit, &begin| gcd(unit, begin))
        })
    };
    duties.iter().map(of_rule).fold(model.calendar.interval, gcd)
}

fn gcd(left: u32, right: u32) -> u32 {
    if right == 0 { left } else { gcd(right, left % right) }
}

fn interval_class(model: &Model, services: &[usize]) -> IntervalClass {
    let hours = f64::from(model.calendar.interval) / 60.0;
    let skills = |(place, team): (usize, &Team)| {
        let of = |&(service, worth): &(usize, f64)| {
            let known = services.iter().position(|&known| known == service)?;
            Some(TeamSkill { team: place, service: known, worth })
        };
        team.skills.iter().filter_map(of).collect::<Vec<_>>()
    };
    IntervalClass {
        prices: services.iter().map(|&service| shortage_price(model, service) * hours).collect(),
        skills: model.teams.iter().enumerate().flat_map(skills).collect(),
    }
}

/// The price of an hour that a service lacks; where that is forbidden, many times the dearest wage.
fn shortage_price(model: &Model, service: usize) -> f64 {
    match model.services[service].shortage {
        Shortage::Priced(price) => price.major(),
        Shortage::Forbidden => {
            TUNING.forbidden_wages * model.teams.iter().map(|team| team.wage.major()).fold(1.0, f64::max)
        }
    }
}
