//! Customers of a queue, of all classes together or of one of them: the interface of this crate to the planning of requirements.

use super::curve::Curve;
use super::erlang_b::BlockingRecurrence;
use super::error::StaffingError;
use super::priority::{PriorityClass, PrioritySystem};
use super::queue::{AbandonmentCounting, Performance, Queue};
use super::queue_model::QueueModel;
use super::service_target::ServiceTarget;
use super::staffing::fewest_heads;

/// Customers of a queue. Without classes they are served first come first served.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Customers<'a> {
    /// The queue of all of them; with classes its patience is ignored.
    pub queue: Queue,
    /// The classes, the highest priority first. Their shares add up to one.
    pub classes: &'a [PriorityClass],
    /// One of the classes; `None`: all customers.
    pub which: Option<usize>,
}

impl<'a> Customers<'a> {
    /// All customers of a queue without classes.
    pub fn of(queue: Queue) -> Self {
        Customers { queue, classes: &[], which: None }
    }

    /// The same customers with another offered load, in erlangs.
    pub fn with_load(&self, load: f64) -> Self {
        Customers { queue: Queue { rate: load / self.queue.handle, ..self.queue }, ..*self }
    }

    /// The fewest servers that attain all targets; see [`staffing()`](super::staffing()).
    ///
    /// # Errors
    /// See [`staffing()`](super::staffing()).
    pub fn staffing(&self, targets: &[ServiceTarget]) -> Result<u32, StaffingError> {
        fewest_heads(self, targets)
    }

    /// Whether so many servers attain a target.
    pub fn kept(&self, target: &ServiceTarget, heads: u32) -> bool {
        target.kept_on(self, &BlockingRecurrence::new(heads, self.queue.load()))
    }

    /// The service curve; see [`Curve::tabulate`]. `contacts` are those of these customers.
    ///
    /// # Errors
    /// See [`Curve::tabulate`].
    pub fn curve(&self, contacts: f64, target: &ServiceTarget) -> Result<Curve, StaffingError> {
        Curve::of(self, contacts, target)
    }

    /// The performance that they see with so many servers.
    pub fn performance(&self, heads: u32) -> Performance {
        self.performance_on(&BlockingRecurrence::new(heads, self.queue.load()))
    }

    /// The share of them answered within some minutes.
    pub fn answered_within(&self, heads: u32, within: f64, count: AbandonmentCounting) -> f64 {
        self.answered_on(&BlockingRecurrence::new(heads, self.queue.load()), within, count)
    }

    /// The selected classes, by number.
    fn selected(&self) -> std::ops::Range<usize> {
        self.which.map_or(0..self.classes.len(), |which| which..which + 1)
    }

    /// The share of these customers that belong to a class.
    fn weight(&self, class: usize) -> f64 {
        if self.which.is_some() { 1.0 } else { self.classes[class].share }
    }

    /// Offered load of the selected class and all above it, in erlangs.
    fn load_of_priority(&self) -> f64 {
        let last = self.which.unwrap_or(self.classes.len().saturating_sub(1));
        self.queue.load() * self.classes[..=last].iter().map(|class| class.share).sum::<f64>()
    }
}

impl QueueModel for Customers<'_> {
    fn load(&self) -> f64 {
        self.queue.load()
    }

    fn least(&self) -> u32 {
        if self.classes.is_empty() {
            return self.queue.least();
        }
        let patient = self.classes.iter().all(|class| class.patience.is_none());
        let load = self.load_of_priority();
        if patient && load > 0.0 { load.floor() as u32 + 1 } else { 0 }
    }

    fn performance_on(&self, recurrence: &BlockingRecurrence) -> Performance {
        if self.classes.is_empty() {
            return self.queue.performance_on(recurrence);
        }
        let mut all = Performance { waiting: 0.0, mean_wait: 0.0, abandoned: 0.0, occupancy: 0.0 };
        if self.queue.load() == 0.0 {
            return all;
        }
        if recurrence.servers() == 0 {
            let mut worst = self.queue;
            for class in self.selected() {
                worst.patience = self.classes[class].patience;
                let found = worst.performance_on(recurrence);
                add(&mut all, &found, self.weight(class));
            }
            return all;
        }
        let system = PrioritySystem::new(&self.queue, self.classes, recurrence);
        self.selected().for_each(|class| add(&mut all, &system.performance(self.classes, class), self.weight(class)));
        all
    }

    fn answered_on(&self, recurrence: &BlockingRecurrence, within: f64, count: AbandonmentCounting) -> f64 {
        if self.classes.is_empty() {
            return self.queue.answered_on(recurrence, within, count);
        }
        match (self.queue.load() == 0.0, recurrence.servers()) {
            (true, _) => return 1.0,
            (_, 0) => return 0.0,
            _ => {}
        }
        let system = PrioritySystem::new(&self.queue, self.classes, recurrence);
        let (mut in_time, mut counted) = (0.0, 0.0);
        for class in self.selected() {
            let (queue_model, late) = system.in_time_and_late(self.classes, class, within, count);
            in_time += self.weight(class) * queue_model;
            counted += self.weight(class) * (queue_model + late);
        }
        if counted > 0.0 { (in_time / counted).clamp(0.0, 1.0) } else { 0.0 }
    }

    fn approximate_servers(&self, target: &ServiceTarget) -> u32 {
        let patience = self.classes.iter().filter_map(|class| class.patience).reduce(f64::max);
        Queue { patience: if self.classes.is_empty() { self.queue.patience } else { patience }, ..self.queue }
            .approximate_servers(target)
    }

    fn check(&self) -> Result<(), StaffingError> {
        self.queue.check()?;
        let refuse = |what, value| Err(StaffingError::Invalid { what, value });
        for class in self.classes {
            if !(class.share > 0.0 && class.share <= 1.0) {
                return refuse("share of a class (above 0, up to 1)", class.share);
            }
            Queue { patience: class.patience, ..self.queue }.check()?;
        }
        let patient = self.classes.iter().filter(|class| class.patience.is_none()).count();
        if patient != 0 && patient != self.classes.len() {
            return refuse("number of classes that never hang up (all or none)", patient as f64);
        }
        Ok(())
    }
}

/// Adds the performance of a class with its weight.
fn add(all: &mut Performance, found: &Performance, weight: f64) {
    all.waiting += weight * found.waiting;
    all.mean_wait += weight * found.mean_wait;
    all.abandoned += weight * found.abandoned;
    all.occupancy += weight * found.occupancy;
}
