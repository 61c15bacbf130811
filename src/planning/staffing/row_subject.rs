//! What a row or a cost term of a program is about: small and copied freely; names are looked up when somebody asks.

use crate::model::{Model, Scope};
use crate::plan::Subject;

/// A part of the model, by its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ModelEntity {
    /// The plan as a whole.
    Plan,
    /// A service.
    Service(usize),
    /// A team.
    Team(usize),
    /// A resource.
    Resource(usize),
    /// A shift template.
    Shift(usize),
    /// An employee.
    Employee(usize),
    /// Heads wanted on a day.
    Cover(usize),
    /// A lever.
    Lever(usize),
}

/// What a row or cost term is about, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowSubject {
    /// Whom.
    pub who: ModelEntity,
    /// Day of the horizon.
    pub day: Option<u32>,
    /// Interval of the horizon.
    pub interval: Option<usize>,
}

impl RowSubject {
    /// Somebody, over the whole horizon.
    pub fn all(who: ModelEntity) -> Self {
        RowSubject { who, day: None, interval: None }
    }

    /// Somebody on a day.
    pub fn day(who: ModelEntity, day: u32) -> Self {
        RowSubject { who, day: Some(day), interval: None }
    }

    /// Somebody in an interval.
    pub fn interval(who: ModelEntity, interval: usize) -> Self {
        RowSubject { who, day: None, interval: Some(interval) }
    }

    /// With names and dates, for people and files.
    pub fn subject(&self, model: &Model) -> Subject {
        let mut subject = Subject::of(self.who.name(model));
        if let Some(day) = self.day {
            subject = subject.on(model.calendar.date(i64::from(day)));
        }
        match self.interval {
            Some(interval) => subject_of_interval(subject, model, interval),
            None => subject,
        }
    }
}

impl ModelEntity {
    /// The id in the model's files.
    pub fn name(self, model: &Model) -> String {
        match self {
            ModelEntity::Plan => "plan".to_owned(),
            ModelEntity::Service(index) => model.services[index].id.clone(),
            ModelEntity::Team(index) => model.teams[index].id.clone(),
            ModelEntity::Resource(index) => model.resources[index].id.clone(),
            ModelEntity::Shift(index) => model.shifts[index].id.clone(),
            ModelEntity::Employee(index) => model.employees[index].id.clone(),
            ModelEntity::Cover(index) => model.covers[index].id.clone(),
            ModelEntity::Lever(index) => model.levers[index].id.clone(),
        }
    }
}

/// The subject at the start of an interval.
pub fn subject_of_interval(subject: Subject, model: &Model, interval: usize) -> Subject {
    let start = model.calendar.interval_start(interval);
    subject.on(model.calendar.local(start).date()).at(model.calendar.stamp(start))
}

/// The open intervals of a horizon in the groups over which a target is averaged, each with its first day.
pub fn averaging_spans(model: &Model, scope: Scope, open: impl Fn(usize) -> bool) -> Vec<(u32, Vec<usize>)> {
    let calendar = &model.calendar;
    let mut groups: Vec<(i64, u32, Vec<usize>)> = Vec::new();
    for interval in (0..calendar.intervals()).filter(|&interval| open(interval)) {
        let day = calendar.day_of_interval(interval);
        let key = match scope {
            Scope::Interval => interval as i64,
            Scope::Day => i64::from(day),
            Scope::Week => calendar.week(i64::from(day)),
            Scope::Horizon => 0,
        };
        match groups.last_mut() {
            Some((last, _, intervals)) if *last == key => intervals.push(interval),
            _ => groups.push((key, day, vec![interval])),
        }
    }
    groups.into_iter().map(|(_, day, intervals)| (day, intervals)).collect()
}
