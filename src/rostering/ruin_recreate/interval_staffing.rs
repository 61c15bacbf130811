//! What ruin and recreate knows about people who serve intervals, as plain data. Time is counted in units, elapsed from the
//! first midnight: the longest unit of which every start, end and break is a whole number.

/// People who serve intervals, and what shortage costs.
#[derive(Clone, Debug, PartialEq)]
pub struct IntervalStaffing {
    /// Minutes of a unit.
    pub unit: u32,
    /// Units of an interval.
    pub length: u32,
    /// The team of each person.
    pub team: Vec<usize>,
    /// By team: heads at work for each person who is present.
    pub at_work: Vec<f64>,
    /// By duty.
    pub shifts: Vec<DutyShift>,
    /// By `day * duties + duty`: the first unit.
    pub starts: Vec<i64>,
    /// By team and `day * duties + duty`: whether the duty may be given.
    pub open: Vec<Vec<bool>>,
    /// By interval.
    pub requirements: Vec<IntervalRequirement>,
    /// What intervals have in common.
    pub classes: Vec<IntervalClass>,
}

/// The shift of a duty.
#[derive(Clone, Debug, PartialEq)]
pub struct DutyShift {
    /// Units from start to end.
    pub span: u32,
    /// Its breaks, in the order in which they are taken.
    pub breaks: Vec<ShiftBreak>,
    /// Least units between the end of a break and the begin of the next.
    pub spacing: u32,
}

/// One break.
#[derive(Clone, Debug, PartialEq)]
pub struct ShiftBreak {
    /// Units.
    pub length: u32,
    /// Where it may begin inside the shift, ascending units after its start.
    pub begins: Vec<u32>,
}

/// What an interval asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct IntervalRequirement {
    /// Index of its class.
    pub class: usize,
    /// Heads wanted by each service of the class.
    pub heads: Vec<f64>,
}

/// Intervals in which the same services are asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct IntervalClass {
    /// By service: what the shortage of a head costs in one interval, in major units.
    pub prices: Vec<f64>,
    /// Which team serves which service.
    pub skills: Vec<TeamSkill>,
}

/// A service that a team can do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TeamSkill {
    /// The team.
    pub team: usize,
    /// The service, as a place in the class.
    pub service: usize,
    /// Effective heads that one head is worth there.
    pub worth: f64,
}

/// What a solution with fractional people says about whole ones.
#[derive(Clone, Debug, PartialEq)]
pub struct FractionalGuide {
    /// By person: the group of those who are alike.
    pub group: Vec<usize>,
    /// By duty: its length, as a place in the order of lengths.
    pub length: Vec<usize>,
    /// How many lengths there are.
    pub lengths: usize,
    /// By group and `day * lengths + length`: shifts.
    pub shifts: Vec<Vec<f64>>,
    /// By interval and team: people who are present, on average over the interval.
    pub present: Vec<Vec<f64>>,
}

impl FractionalGuide {
    /// Where a duty of a day counts in `shifts`.
    pub fn place(&self, day: usize, duty: usize) -> usize {
        day * self.lengths + self.length[duty]
    }
}

impl IntervalStaffing {
    /// What the shortage of a head costs at most in one interval, in major units.
    pub fn dearest_head(&self) -> f64 {
        self.classes.iter().flat_map(|class| &class.prices).copied().fold(0.0, f64::max)
    }

    /// Units of `[from, to)` by interval.
    pub fn overlap(&self, from: i64, to: i64) -> impl Iterator<Item = (usize, i32)> + '_ {
        let length = i64::from(self.length);
        let (from, to) = (from.max(0), to.min(self.requirements.len() as i64 * length));
        let intervals = if from < to { from / length..(to - 1) / length + 1 } else { 0..0 };
        intervals.map(move |interval| {
            let shared = to.min((interval + 1) * length) - from.max(interval * length);
            (interval as usize, shared as i32)
        })
    }

    /// Tells the units in which somebody is present by interval, for the duty of a cell: those of the shift, less those of
    /// its breaks.
    pub fn presence(&self, cell: usize, duty: usize, begins: &[u32], mut tell: impl FnMut(usize, i32)) {
        let (start, shift) = (self.starts[cell], &self.shifts[duty]);
        self.overlap(start, start + i64::from(shift.span)).for_each(|(interval, units)| tell(interval, units));
        for (&begin, shift_break) in begins.iter().zip(&shift.breaks) {
            let from = start + i64::from(begin);
            self.overlap(from, from + i64::from(shift_break.length))
                .for_each(|(interval, units)| tell(interval, -units));
        }
    }

    /// The intervals in which duties of some days may lie; `duties` is the number of all.
    pub fn intervals(&self, days: std::ops::Range<usize>, duties: usize) -> std::ops::Range<usize> {
        let length = i64::from(self.length);
        let (mut first, mut last) = (i64::MAX, 0);
        for day in days {
            for duty in 0..duties {
                let cell = day * duties + duty;
                if self.open.iter().any(|open| open[cell]) {
                    first = first.min(self.starts[cell]);
                    last = last.max(self.starts[cell] + i64::from(self.shifts[duty].span));
                }
            }
        }
        let last = ((last + length - 1) / length).min(self.requirements.len() as i64);
        (first.clamp(0, last * length) / length) as usize..last as usize
    }
}
