//! The statistical counters of one replication (Law, "Simulation modeling and analysis", 2015, section 1.3).

/// One service in one interval: contacts by the interval in which they arrived.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ServiceCounters {
    /// Contacts that arrived, those who called again among them.
    pub offered: u32,
    /// Answered within the time of the target; deferrable work done before it was due.
    pub in_time: u32,
    /// Answered, or done.
    pub answered: u32,
    /// Hung up, or still waiting when the last person had left.
    pub lost: u32,
    /// Of those who hung up, those who did within the time of the target.
    pub quick: u32,
    /// Called again.
    pub again: u32,
    /// Deferrable work that missed its deadline, done or not.
    pub late: u32,
    /// Contacts waiting at the end of the interval.
    pub backlog: u32,
    /// Minutes waited, over all contacts offered.
    pub waited: f64,
    /// Contacts that a supplier answers for us, and those of them that it answers in time; filled in by the results.
    pub supplied: (f64, f64),
}

/// One team in one interval, in minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TeamTimes {
    /// Present, time beyond the end of shifts included.
    pub present: f64,
    /// Serving.
    pub busy: f64,
    /// Beyond the end of shifts that ended in this interval.
    pub overtime: f64,
}

/// The counters of one block of one replication.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BlockCounters {
    /// First interval.
    pub first: usize,
    /// Number of intervals.
    pub intervals: usize,
    /// By service, then interval.
    pub services: Vec<ServiceCounters>,
    /// By team, then interval.
    pub teams: Vec<TeamTimes>,
    /// Waits above zero: index among `services`, and minutes.
    pub waits: Vec<(u32, f32)>,
    /// Events: arrivals, ends of service, hang-ups, returns, overflows, people who come and go, ends of intervals.
    pub events: u64,
}

impl BlockCounters {
    /// Nothing counted yet.
    pub fn new(first: usize, intervals: usize, services: usize, teams: usize) -> Self {
        BlockCounters {
            first,
            intervals,
            services: vec![ServiceCounters::default(); services * intervals],
            teams: vec![TeamTimes::default(); teams * intervals],
            waits: Vec::new(),
            events: 0,
        }
    }

    /// Place of a service or team in an interval; `None` outside the block.
    #[inline]
    pub fn place(&self, index: usize, interval: i64) -> Option<usize> {
        let offset = usize::try_from(interval).ok()?.checked_sub(self.first)?;
        (offset < self.intervals).then_some(index * self.intervals + offset)
    }
}
