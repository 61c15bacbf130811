//! The simulated system: services, teams, shifts and resources as plain data. Times are minutes since the start of the horizon.

use planning::model::Retrials;
use queueing::distribution::RandomDuration;

/// Everything that a replication needs and that is not random.
#[derive(Clone, Debug, PartialEq)]
pub struct System {
    /// Minutes of one interval.
    pub interval: f64,
    /// First minute of each day, and the end of the last.
    pub days: Vec<f64>,
    /// The calendar week of each day, 0 for that of the first.
    pub weeks: Vec<usize>,
    /// Blocks of days that are simulated independently, in order; together they are the horizon.
    pub blocks: Vec<DayBlock>,
    /// Streams of work.
    pub services: Vec<ContactStream>,
    /// Teams, and behind them the people whom levers bring.
    pub teams: Vec<AgentGroup>,
    /// Shifts, by team, then person, then start.
    pub shifts: Vec<AgentShift>,
    /// Agents who are seconded to another site for some time.
    pub secondments: Vec<Secondment>,
    /// Number of each resource.
    pub resources: Vec<u32>,
    /// True if the horizon repeats: its last day is simulated before the first, and not counted.
    pub wrap: bool,
}

/// One stream of work.
#[derive(Clone, Debug, PartialEq)]
pub struct ContactStream {
    /// Name of its random streams.
    pub id: String,
    /// Contacts expected in each interval.
    pub volume: Vec<f64>,
    /// Standard deviation of the factor on a whole day, whose mean is 1.
    pub day_spread: f64,
    /// Work of a contact.
    pub handle: RandomDuration,
    /// Time until a waiting customer hangs up; `None`: never.
    pub patience: Option<RandomDuration>,
    /// Those who call again.
    pub retry: Option<Retrials>,
    /// Higher ones are served first.
    pub priority: u32,
    /// Minutes within which an answer is in time; infinite where nothing says so.
    pub within: f64,
    /// True if those who hang up in time are left out of the share.
    pub ignored: bool,
    /// Indices of the resources that each contact in service occupies.
    pub resources: Vec<usize>,
    /// Terms of work that may wait; `None` for a queue.
    pub deferred: Option<Deferred>,
    /// True for the intervals in which it is open: later nobody calls again, and who is sent on waits until then.
    pub open: Vec<bool>,
    /// What levers do to it.
    pub adjustment: StreamAdjustment,
    /// Where contacts go that are done.
    pub routes: Vec<Route>,
}

/// What levers do to the contacts of a stream, by interval of arrival; each list is empty where they do nothing. What they do
/// to contacts from outside is in the volume already.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StreamAdjustment {
    /// Factor on the work of a contact.
    pub work: Vec<f64>,
    /// Share of the contacts that another stage sends here and levers take elsewhere.
    pub taken: Vec<f64>,
    /// Contacts that a supplier answers for us, and those of them that it answers in time.
    pub supplied: Vec<(f64, f64)>,
}

/// A stage that comes after another.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    /// Index of the service.
    pub to: usize,
    /// Share of the contacts that are done.
    pub share: f64,
    /// Minutes until they arrive, each with its part; the parts add up to one.
    pub delays: Vec<(f64, f64)>,
}

/// Work that is done when nobody waits.
#[derive(Clone, Debug, PartialEq)]
pub struct Deferred {
    /// Minute at which the arrivals of each interval are due.
    pub due: Vec<f64>,
    /// Contacts waiting at the begin.
    pub backlog: u32,
}

/// One team.
#[derive(Clone, Debug, PartialEq)]
pub struct AgentGroup {
    /// Its name, of its random streams too.
    pub id: String,
    /// What it can do.
    pub skills: Vec<Ability>,
    /// Share of shifts missed that is known before, and so spread evenly.
    pub away: f64,
    /// Share of shifts that are missed by chance.
    pub absence: f64,
}

/// How a team serves a service.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ability {
    /// Index of the service.
    pub service: usize,
    /// Work done in a minute.
    pub efficiency: f64,
    /// Place in the order of preference, 0 first.
    pub rank: usize,
    /// Minutes that a contact waits before the team is given it.
    pub after: f64,
}

/// One shift of one person.
#[derive(Clone, Debug, PartialEq)]
pub struct AgentShift {
    /// Index of the team.
    pub team: usize,
    /// Number of the person within the team, from 1.
    pub person: u32,
    /// Day of the horizon on which it starts.
    pub day: i64,
    /// Stretches on the floor, between which the breaks lie.
    pub stretches: Vec<(f64, f64)>,
}

/// Agents of a team who are elsewhere for some time, of those who came.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Secondment {
    /// Index of the team.
    pub team: usize,
    /// First minute.
    pub from: f64,
    /// Last minute.
    pub until: f64,
    /// How many.
    pub heads: usize,
}

/// A block of days that no work leaves or enters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DayBlock {
    /// First day; below 0 for days that are simulated and not counted.
    pub first: i64,
    /// One past its last day.
    pub last: i64,
}

impl System {
    /// Number of intervals.
    pub fn intervals(&self) -> usize {
        self.services.first().map_or(0, |service| service.volume.len())
    }

    /// First minute of a day, also before the first.
    pub fn midnight(&self, day: i64) -> f64 {
        match usize::try_from(day) {
            Ok(day) => self.days[day.min(self.days.len() - 1)],
            Err(_) => self.midnight(self.count() + day) - self.end(),
        }
    }

    /// Number of days.
    pub fn count(&self) -> i64 {
        self.days.len() as i64 - 1
    }

    /// The intervals that begin on a day.
    pub fn intervals_of(&self, day: usize) -> std::ops::Range<usize> {
        let [from, to] = [day, day + 1].map(|day| (self.days[day] / self.interval).round() as usize);
        from..to
    }

    /// The day on which an interval begins.
    pub fn day_of(&self, interval: usize) -> usize {
        let minute = (interval as f64 + 0.5) * self.interval;
        self.days.partition_point(|&begin| begin <= minute) - 1
    }

    /// Last minute.
    pub fn end(&self) -> f64 {
        self.days[self.days.len() - 1]
    }
}

impl AgentShift {
    /// First and last minute.
    pub fn span(&self) -> (f64, f64) {
        let (first, last) = (self.stretches.first(), self.stretches.last());
        (first.map_or(0.0, |stretch| stretch.0), last.map_or(0.0, |stretch| stretch.1))
    }
}
