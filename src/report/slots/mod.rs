//! The appointment book of a plan in figures: slots by type, access by urgency, and how level the load is.

pub mod table;

use planning::model::Case;
use planning::model::{Model, TemplateSlot};
use planning::plan::StaffingPlan;
use planning::staffing::rules::level_load::{combined, is_open};

/// The book.
#[derive(Clone, Debug, PartialEq)]
pub struct SlotFigures {
    /// Each appointment service, in the model's order.
    pub types: Vec<TypeFigures>,
    /// The combined load of the plan.
    pub level: LevelFigures,
    /// The same with the slots of the template, where there is one.
    pub today: Option<LevelFigures>,
}

/// One appointment service.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct TypeFigures {
    /// Short name.
    pub id: String,
    /// Slots that are opened.
    pub slots: u32,
    /// Second places.
    pub extra: u32,
    /// Slots that are held back.
    pub held: u32,
    /// Expected visits that take place.
    pub visits: f64,
    /// Expected bookings that do not come.
    pub no_shows: f64,
    /// Each urgency.
    pub classes: Vec<UrgencyFigures>,
}

/// Requests of one urgency.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UrgencyFigures {
    /// Short name.
    pub id: String,
    /// Requests, with those waiting at the begin.
    pub requests: f64,
    /// What is promised: share and working days.
    pub promised: Option<(f64, u32)>,
    /// Share seen in time, of those whose last day lies within the plan.
    pub in_time: Option<f64>,
    /// Mean working days from the wanted day to the visit, of those seen.
    pub delay: f64,
    /// Requests that wait when the plan ends.
    pub waiting: f64,
}

/// How level a load is, over all intervals in which anything is open.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct LevelFigures {
    /// Heads busy in the fullest interval.
    pub peak: f64,
    /// Heads busy on average.
    pub mean: f64,
}

impl LevelFigures {
    /// Peak over mean; not a number where nobody is busy.
    pub fn ratio(&self) -> f64 {
        if self.mean > 0.0 { self.peak / self.mean } else { f64::NAN }
    }
}

/// The appointment book of a plan; `None` where nothing is booked.
pub fn slots(case: &Case, plan: &StaffingPlan) -> Option<SlotFigures> {
    let model = &case.model;
    let types: Vec<TypeFigures> =
        (0..model.services.len()).filter_map(|service| of_type(model, plan, service)).collect();
    if types.is_empty() {
        return None;
    }
    let template = &model.slots.template;
    let today = (!template.is_empty()).then(|| level_of(case, &of_template(model, template)));
    Some(SlotFigures { types, level: level_of(case, plan), today })
}

/// How level the load of a plan is.
pub fn level_of(case: &Case, plan: &StaffingPlan) -> LevelFigures {
    let load = combined(case, plan);
    let open: Vec<f64> = (0..load.len()).filter(|&at| is_open(&case.model, at)).map(|at| load[at]).collect();
    let mean = open.iter().sum::<f64>() / open.len().max(1) as f64;
    LevelFigures { peak: open.iter().copied().fold(0.0, f64::max), mean }
}

/// A plan with the slots of a template and nobody to serve them.
pub fn of_template(model: &Model, template: &[TemplateSlot]) -> StaffingPlan {
    let slots = template.iter().flat_map(|row| {
        let slot = planning::plan::AppointmentSlot {
            day: row.day,
            start: model.calendar.minute(i64::from(row.day), row.start),
            service: row.service,
            team: row.team.unwrap_or(0),
            number: 0,
            extra: 0,
            held: None,
            rooms: Vec::new(),
        };
        std::iter::repeat_n(slot, row.count as usize)
    });
    StaffingPlan { slots: slots.collect(), ..StaffingPlan::default() }
}

fn of_type(model: &Model, plan: &StaffingPlan, service: usize) -> Option<TypeFigures> {
    let terms = &model.services[service];
    let booking = terms.booking()?;
    let days = terms.working_days(&model.calendar).len() as u32;
    let own = || plan.slots.iter().filter(|slot| slot.service == service);
    let (mut visits, mut no_shows) = (0.0, 0.0);
    for visit in plan.visits.iter().filter(|visit| visit.service == service) {
        let Some(seen) = visit.seen else { continue };
        let lead = booking.classes[visit.class].lead[visit.lead].0 + seen.saturating_sub(visit.wanted);
        let booked = visit.micro as f64 / 1e6 * (1.0 - booking.cancelled);
        no_shows += booked * booking.no_show_at(lead);
        visits += booked * (1.0 - booking.no_show_at(lead));
    }
    Some(TypeFigures {
        id: terms.id.clone(),
        slots: own().count() as u32,
        extra: own().map(|slot| slot.extra).sum(),
        held: own().filter(|slot| slot.held.is_some()).count() as u32,
        visits,
        no_shows,
        classes: (0..booking.classes.len()).map(|class| of_class(model, plan, (service, class), days)).collect(),
    })
}

fn of_class(model: &Model, plan: &StaffingPlan, (service, class): (usize, usize), days: u32) -> UrgencyFigures {
    let urgency = model.services[service].booking().map(|booking| &booking.classes[class]);
    let access = urgency.and_then(|urgency| urgency.access);
    let (mut requests, mut seen, mut delays, mut judged, mut kept) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for visit in plan.visits_of(service, class) {
        let amount = visit.micro as f64 / 1e6;
        requests += amount;
        let delay = visit.seen.map(|day| day.saturating_sub(visit.wanted));
        if let Some(delay) = delay {
            seen += amount;
            delays += amount * f64::from(delay);
        }
        if let Some(access) = access.filter(|access| visit.wanted + access.within < days) {
            judged += amount;
            kept += if delay.is_some_and(|delay| delay <= access.within) { amount } else { 0.0 };
        }
    }
    UrgencyFigures {
        id: urgency.map_or_else(String::new, |urgency| urgency.id.clone()),
        requests,
        promised: access.map(|access| (access.share, access.within)),
        in_time: (judged > 0.0).then(|| kept / judged),
        delay: if seen > 0.0 { delays / seen } else { 0.0 },
        waiting: requests - seen,
    }
}
