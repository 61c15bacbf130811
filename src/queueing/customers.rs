//! Customers as the stages above know them: those of a queue, or one of its classes.

use super::curve::Curve;
use super::erlang_b::Ladder;
use super::priority::{Class, Ranks};
use super::promise::Promise;
use super::queue::{Abandoned, Performance, Queue};
use super::served::Served;
use super::staffing::{StaffingError, fewest_heads};

/// Customers of a queue. Without classes they are those of the queue, first come first served.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Customers<'a> {
    /// All of them together; with classes its patience is not read.
    pub queue: Queue,
    /// The classes, the first to be answered first. Their shares add up to one.
    pub classes: &'a [Class],
    /// One of the classes; `None`: all together.
    pub which: Option<usize>,
}

impl<'a> Customers<'a> {
    /// Those of a queue without classes.
    pub fn of(queue: Queue) -> Self {
        Customers { queue, classes: &[], which: None }
    }

    /// The same where so much work arrives.
    pub fn with_load(&self, load: f64) -> Self {
        Customers { queue: Queue { rate: load / self.queue.handle, ..self.queue }, ..*self }
    }

    /// The fewest heads that keep all promises; see [`staffing()`](super::staffing()).
    ///
    /// # Errors
    /// See [`staffing()`](super::staffing()).
    pub fn staffing(&self, promises: &[Promise]) -> Result<u32, StaffingError> {
        fewest_heads(self, promises)
    }

    /// Whether so many heads keep a promise.
    pub fn kept(&self, promise: &Promise, heads: u32) -> bool {
        promise.kept_on(self, &Ladder::new(heads, self.queue.load()))
    }

    /// What each further head gains; see [`Curve::tabulate`]. `contacts` are those of these customers.
    ///
    /// # Errors
    /// See [`Curve::tabulate`].
    pub fn curve(&self, contacts: f64, promise: &Promise) -> Result<Curve, StaffingError> {
        Curve::of(self, contacts, promise)
    }

    /// How they fare with so many heads.
    pub fn performance(&self, heads: u32) -> Performance {
        self.performance_on(&Ladder::new(heads, self.queue.load()))
    }

    /// The share of them answered within some minutes.
    pub fn answered_within(&self, heads: u32, within: f64, count: Abandoned) -> f64 {
        self.answered_on(&Ladder::new(heads, self.queue.load()), within, count)
    }

    /// The classes that are meant, by number.
    fn meant(&self) -> std::ops::Range<usize> {
        self.which.map_or(0..self.classes.len(), |which| which..which + 1)
    }

    /// The share of these customers that each class is.
    fn part(&self, class: usize) -> f64 {
        if self.which.is_some() { 1.0 } else { self.classes[class].share }
    }

    /// Work that is served no later than theirs, in erlangs.
    fn load_down(&self) -> f64 {
        let last = self.which.unwrap_or(self.classes.len().saturating_sub(1));
        self.queue.load() * self.classes[..=last].iter().map(|class| class.share).sum::<f64>()
    }
}

impl Served for Customers<'_> {
    fn load(&self) -> f64 {
        self.queue.load()
    }

    fn least(&self) -> u32 {
        if self.classes.is_empty() {
            return self.queue.least();
        }
        let patient = self.classes.iter().all(|class| class.patience.is_none());
        let load = self.load_down();
        if patient && load > 0.0 { load.floor() as u32 + 1 } else { 0 }
    }

    fn performance_on(&self, ladder: &Ladder) -> Performance {
        if self.classes.is_empty() {
            return self.queue.performance_on(ladder);
        }
        let mut all = Performance { waiting: 0.0, mean_wait: 0.0, abandoned: 0.0, occupancy: 0.0 };
        if self.queue.load() == 0.0 {
            return all;
        }
        if ladder.servers() == 0 {
            let mut worst = self.queue;
            for class in self.meant() {
                worst.patience = self.classes[class].patience;
                let found = worst.performance_on(ladder);
                add(&mut all, &found, self.part(class));
            }
            return all;
        }
        let ranks = Ranks::new(&self.queue, self.classes, ladder);
        self.meant().for_each(|class| add(&mut all, &ranks.performance(self.classes, class), self.part(class)));
        all
    }

    fn answered_on(&self, ladder: &Ladder, within: f64, count: Abandoned) -> f64 {
        if self.classes.is_empty() {
            return self.queue.answered_on(ladder, within, count);
        }
        match (self.queue.load() == 0.0, ladder.servers()) {
            (true, _) => return 1.0,
            (_, 0) => return 0.0,
            _ => {}
        }
        let ranks = Ranks::new(&self.queue, self.classes, ladder);
        let (mut in_time, mut counted) = (0.0, 0.0);
        for class in self.meant() {
            let (served, late) = ranks.in_time_and_late(self.classes, class, within, count);
            in_time += self.part(class) * served;
            counted += self.part(class) * (served + late);
        }
        if counted > 0.0 { (in_time / counted).clamp(0.0, 1.0) } else { 0.0 }
    }

    fn guess(&self, promise: &Promise) -> u32 {
        let patience = self.classes.iter().filter_map(|class| class.patience).reduce(f64::max);
        Queue { patience: if self.classes.is_empty() { self.queue.patience } else { patience }, ..self.queue }
            .guess(promise)
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

/// Adds a part with its weight.
fn add(all: &mut Performance, found: &Performance, part: f64) {
    all.waiting += part * found.waiting;
    all.mean_wait += part * found.mean_wait;
    all.abandoned += part * found.abandoned;
    all.occupancy += part * found.occupancy;
}
