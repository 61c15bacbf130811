//! Traces: observers of every event of a simulation.

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TraceKind {
    /// A contact arrived.
    Arrived,
    /// A contact that had abandoned arrived again.
    Returned,
    /// A contact arrived from another stage.
    SentOn,
    /// A contact was answered.
    Answered,
    /// A contact was done, or a piece of deferrable work.
    ServiceEnd,
    /// A contact abandoned.
    HungUp,
    /// A contact was still waiting when the last agent had left.
    Unserved,
    /// A deferrable job was interrupted by a contact or by the end of a stretch.
    PutAside,
    /// An agent came.
    Came,
    /// An agent left.
    Left,
}

impl TraceKind {
    /// The name in files.
    pub fn name(self) -> &'static str {
        match self {
            TraceKind::Arrived => "arrived",
            TraceKind::Returned => "returned",
            TraceKind::SentOn => "sent-on",
            TraceKind::Answered => "answered",
            TraceKind::ServiceEnd => "done",
            TraceKind::HungUp => "hung-up",
            TraceKind::Unserved => "unserved",
            TraceKind::PutAside => "put-aside",
            TraceKind::Came => "came",
            TraceKind::Left => "left",
        }
    }
}

/// One event.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TraceEvent {
    /// Minute.
    pub at: f64,
    /// What happened.
    pub kind: TraceKind,
    /// The service and the number of the contact among those of its service and day.
    pub contact: Option<(usize, u32)>,
    /// Of a contact from another stage, the service and the number with which it came from outside.
    pub root: Option<(usize, u32)>,
    /// Index of the shift of the person.
    pub shift: Option<usize>,
}

/// Observes events in the order in which they happen.
pub trait TraceObserver {
    /// One event.
    fn observe(&mut self, trace_event: TraceEvent);
}

/// Observes nothing, at no cost.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoTrace;

impl TraceObserver for NoTrace {
    #[inline(always)]
    fn observe(&mut self, _: TraceEvent) {}
}

/// Keeps all events.
impl TraceObserver for Vec<TraceEvent> {
    fn observe(&mut self, trace_event: TraceEvent) {
        self.push(trace_event);
    }
}
