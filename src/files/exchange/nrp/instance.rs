//! An instance of the benchmark, valid: ids are unique, indices and days in range.

/// Everything a file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    /// Days of the horizon; the first is a Monday.
    pub days: u32,
    /// Shift types, in the order of the file.
    pub shifts: Vec<NrpShift>,
    /// People, in the order of the file.
    pub staff: Vec<NrpStaff>,
    /// Wishes, in the order of the file.
    pub requests: Vec<NrpRequest>,
    /// Heads wanted.
    pub wanted: Vec<NrpCover>,
}

/// A shift type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NrpShift {
    /// Its id.
    pub id: String,
    /// Its length.
    pub minutes: u32,
    /// Indices of the shift types that may not follow it on the next day, ascending.
    pub before: Vec<usize>,
}

/// A person and the limits of the whole horizon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NrpStaff {
    /// Its id.
    pub id: String,
    /// At most so many of each shift type, by its index; `None`: no limit is given.
    pub most: Vec<Option<u32>>,
    /// Least and most minutes.
    pub minutes: (u32, u32),
    /// Least and most days worked in a row.
    pub run: (u32, u32),
    /// Least days off in a row.
    pub off_run: u32,
    /// At most so many weekends worked.
    pub weekends: u32,
    /// Days off, ascending.
    pub off: Vec<u32>,
}

/// A wish for one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NrpRequest {
    /// Index of the person.
    pub staff: usize,
    /// Day of the horizon.
    pub day: u32,
    /// Index of the shift type.
    pub shift: usize,
    /// True: to work it, false: not to.
    pub on: bool,
    /// Its price.
    pub weight: u32,
}

/// Heads wanted on a shift type of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NrpCover {
    /// Day of the horizon.
    pub day: u32,
    /// Index of the shift type.
    pub shift: usize,
    /// Heads.
    pub need: u32,
    /// Price of each one missing.
    pub under: u32,
    /// Price of each one too many.
    pub over: u32,
}
