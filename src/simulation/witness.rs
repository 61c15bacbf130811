//! Somebody who sees every event, for traces.

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happening {
    /// A contact arrived.
    Arrived,
    /// A contact of an earlier try arrived again.
    Returned,
    /// A contact arrived from another stage.
    SentOn,
    /// A contact was answered.
    Answered,
    /// A contact was done, or a piece of deferrable work.
    Done,
    /// A contact hung up.
    HungUp,
    /// A contact was still waiting when nobody was left.
    Unserved,
    /// Deferrable work was put aside for a customer or for the end of a stretch.
    PutAside,
    /// A person came to the floor.
    Came,
    /// A person left the floor.
    Left,
}

impl Happening {
    /// For files.
    pub fn name(self) -> &'static str {
        match self {
            Happening::Arrived => "arrived",
            Happening::Returned => "returned",
            Happening::SentOn => "sent-on",
            Happening::Answered => "answered",
            Happening::Done => "done",
            Happening::HungUp => "hung-up",
            Happening::Unserved => "unserved",
            Happening::PutAside => "put-aside",
            Happening::Came => "came",
            Happening::Left => "left",
        }
    }
}

/// One event.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sight {
    /// Minute.
    pub at: f64,
    /// What happened.
    pub what: Happening,
    /// The service and the number of the contact among those of its service and day.
    pub contact: Option<(usize, u32)>,
    /// Of a contact from another stage, the service and the number with which it came from outside.
    pub root: Option<(usize, u32)>,
    /// Index of the shift of the person.
    pub duty: Option<usize>,
}

/// Sees events in the order in which they happen.
pub trait Witness {
    /// One event.
    fn see(&mut self, sight: Sight);
}

/// Sees nothing, at no cost.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nobody;

impl Witness for Nobody {
    #[inline(always)]
    fn see(&mut self, _: Sight) {}
}

/// Keeps everything.
impl Witness for Vec<Sight> {
    fn see(&mut self, sight: Sight) {
        self.push(sight);
    }
}
