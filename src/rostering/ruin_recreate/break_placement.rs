//! The best breaks of a shift where presence has a price in every unit of time, by dynamic programming over its breaks.

use crate::ruin_recreate::interval_staffing::DutyShift;

/// What presence of one person of a team saves: running totals over units.
#[derive(Clone, Debug, Default)]
pub struct PresenceValue {
    /// First unit.
    pub begin: i64,
    /// What is saved from the first unit to before each, in major units.
    pub until: Vec<f64>,
}

impl PresenceValue {
    /// What somebody saves who is present from a unit to before another.
    pub fn between(&self, from: i64, to: i64) -> f64 {
        self.before(to) - self.before(from)
    }

    fn before(&self, unit: i64) -> f64 {
        let last = self.until.len() as i64 - 1;
        self.until[(unit - self.begin).clamp(0, last) as usize]
    }
}

/// The best breaks of a shift, found again and again.
#[derive(Clone, Debug, Default)]
pub struct BreakPlacement {
    /// Begins of the breaks last found, as units after the start.
    pub begins: Vec<u32>,
    /// For each break and each of its begins: the least that it and the breaks before it cost, and the begin of the one before.
    table: Vec<(f64, usize)>,
}

impl BreakPlacement {
    /// What a shift saves that starts at a unit, with its breaks where they cost least; `None` if they do not fit.
    pub fn place(&mut self, shift: &DutyShift, start: i64, value: &PresenceValue) -> Option<f64> {
        self.table.clear();
        // Where the begins of the break before stand in the table.
        let mut above = 0;
        for (which, shift_break) in shift.breaks.iter().enumerate() {
            let (row, earlier) = (self.table.len(), which.checked_sub(1).map(|before| &shift.breaks[before]));
            let (mut best, mut ready) = ((f64::INFINITY, 0), 0);
            for &begin in &shift_break.begins {
                let from = start + i64::from(begin);
                let fits = begin + shift_break.length <= shift.span;
                let lost = if fits { value.between(from, from + i64::from(shift_break.length)) } else { f64::INFINITY };
                let Some(earlier) = earlier else {
                    self.table.push((lost, 0));
                    continue;
                };
                // Begins ascend, so those of the break before that were early enough stay so.
                while ready < earlier.begins.len() && earlier.begins[ready] + earlier.length + shift.spacing <= begin {
                    if self.table[above + ready].0 < best.0 {
                        best = (self.table[above + ready].0, ready);
                    }
                    ready += 1;
                }
                self.table.push((best.0 + lost, best.1));
            }
            above = row;
        }
        let whole = value.between(start, start + i64::from(shift.span));
        self.begins.clear();
        if shift.breaks.is_empty() {
            return Some(whole);
        }
        let last = self.table[above..].iter().enumerate();
        let (mut at, &(lost, _)) = last.min_by(|left, right| left.1.0.total_cmp(&right.1.0))?;
        if lost == f64::INFINITY {
            return None;
        }
        let mut end = self.table.len();
        for shift_break in shift.breaks.iter().rev() {
            let row = end - shift_break.begins.len();
            self.begins.push(shift_break.begins[at]);
            (at, end) = (self.table[row + at].1, row);
        }
        self.begins.reverse();
        Some(whole - lost)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ruin_recreate::interval_staffing::ShiftBreak;

    #[test]
    fn breaks_go_where_they_cost_least_and_keep_their_spacing() {
        let shift_break = |begins: &[u32]| ShiftBreak { length: 1, begins: begins.to_vec() };
        let shift = DutyShift { span: 8, breaks: vec![shift_break(&[1, 2, 3]), shift_break(&[4, 5, 6])], spacing: 2 };
        let mut until = vec![0.0];
        [5.0, 4.0, 4.0, 1.0, 3.0, 0.0, 2.0, 5.0].iter().for_each(|value| until.push(until.last().unwrap() + value));
        let value = PresenceValue { begin: 4, until };
        let mut placement = BreakPlacement::default();
        let saved = placement.place(&shift, 4, &value);
        assert_eq!((saved, placement.begins.as_slice()), (Some(24.0 - 1.0 - 2.0), [3, 6].as_slice()));
        assert_eq!(placement.place(&DutyShift { span: 4, ..shift }, 4, &value), None);
    }
}
