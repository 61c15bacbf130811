//! What the search knows of the floor, as plain data. Time is counted in units, elapsed from the first midnight: the
//! longest of which every start, end and break is a whole number.

/// People on the floor, and what their lack costs.
#[derive(Clone, Debug, PartialEq)]
pub struct Floor {
    /// Minutes of a unit.
    pub unit: u32,
    /// Units of an interval.
    pub length: u32,
    /// The team of each person.
    pub team: Vec<usize>,
    /// By team: heads at work for each person who is there.
    pub at_work: Vec<f64>,
    /// By duty.
    pub shifts: Vec<Shift>,
    /// By `day * duties + duty`: the first unit.
    pub starts: Vec<i64>,
    /// By team and `day * duties + duty`: whether the duty may be given.
    pub open: Vec<Vec<bool>>,
    /// By interval.
    pub needs: Vec<Need>,
    /// What intervals have in common.
    pub kinds: Vec<Kind>,
}

/// A shift of some length.
#[derive(Clone, Debug, PartialEq)]
pub struct Shift {
    /// Units from start to end.
    pub span: u32,
    /// Its breaks, in the order in which they are taken.
    pub rests: Vec<Rest>,
    /// Least units between the end of a break and the begin of the next.
    pub spacing: u32,
}

/// One break.
#[derive(Clone, Debug, PartialEq)]
pub struct Rest {
    /// Units.
    pub length: u32,
    /// Where it may begin inside the shift, ascending units after its start.
    pub begins: Vec<u32>,
}

/// What an interval asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Need {
    /// Index of its kind.
    pub kind: usize,
    /// Heads wanted by each service of the kind.
    pub heads: Vec<f64>,
}

/// Intervals in which the same services are asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Kind {
    /// What the lack of a head costs in one interval, by service, in major units.
    pub prices: Vec<f64>,
    /// (team, service, effective heads that one is worth).
    pub skills: Vec<(usize, usize, f64)>,
}

/// What a solution with parts of people says of whole ones.
#[derive(Clone, Debug, PartialEq)]
pub struct Guide {
    /// By person: those who are alike.
    pub group: Vec<usize>,
    /// By duty: its length, as a place in the order of lengths.
    pub length: Vec<usize>,
    /// How many lengths there are.
    pub lengths: usize,
    /// By group and `day * lengths + length`: shifts.
    pub shifts: Vec<Vec<f64>>,
    /// By interval and team: people who are there, on average over the interval.
    pub there: Vec<Vec<f64>>,
}

impl Guide {
    /// Where a duty of a day counts.
    pub fn place(&self, day: usize, duty: usize) -> usize {
        day * self.lengths + self.length[duty]
    }
}

impl Floor {
    /// What the lack of a head costs at most in one interval, in major units.
    pub fn dearest(&self) -> f64 {
        self.kinds.iter().flat_map(|kind| &kind.prices).copied().fold(0.0, f64::max)
    }

    /// Units of `[from, to)` by interval.
    pub fn overlap(&self, from: i64, to: i64) -> impl Iterator<Item = (usize, i32)> + '_ {
        let length = i64::from(self.length);
        let (from, to) = (from.max(0), to.min(self.needs.len() as i64 * length));
        let intervals = if from < to { from / length..(to - 1) / length + 1 } else { 0..0 };
        intervals.map(move |interval| {
            let shared = to.min((interval + 1) * length) - from.max(interval * length);
            (interval as usize, shared as i32)
        })
    }
}
