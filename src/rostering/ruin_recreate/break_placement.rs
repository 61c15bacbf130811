//! The best breaks of a shift where every unit of time on the floor has a price.

use crate::ruin_recreate::problem::Shift;

/// What time is worth to a team: running totals.
#[derive(Clone, Debug, Default)]
pub struct Worth {
    /// First unit.
    pub begin: i64,
    /// What is saved from the first unit to before each.
    pub until: Vec<f64>,
}

impl Worth {
    /// What somebody who is there from a unit to before another saves.
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
pub struct Placing {
    /// Begins of the breaks last found, as units after the start.
    pub begins: Vec<u32>,
    // For each break and each of its begins: the least that it and those before it cost, and the begin before.
    table: Vec<(f64, usize)>,
}

impl Placing {
    /// What a shift saves that starts at a unit, with its breaks where they cost least; `None` if they do not fit.
    pub fn place(&mut self, shift: &Shift, start: i64, worth: &Worth) -> Option<f64> {
        self.table.clear();
        // Where the row of the break before begins in the table.
        let mut above = 0;
        for (which, rest) in shift.rests.iter().enumerate() {
            let (row, earlier) = (self.table.len(), which.checked_sub(1).map(|before| &shift.rests[before]));
            let (mut best, mut ready) = ((f64::INFINITY, 0), 0);
            for &begin in &rest.begins {
                let from = start + i64::from(begin);
                let fits = begin + rest.length <= shift.span;
                let lost = if fits { worth.between(from, from + i64::from(rest.length)) } else { f64::INFINITY };
                let Some(earlier) = earlier else {
                    self.table.push((lost, 0));
                    continue;
                };
                // Begins ascend, so whoever was ready stays so.
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
        let whole = worth.between(start, start + i64::from(shift.span));
        self.begins.clear();
        if shift.rests.is_empty() {
            return Some(whole);
        }
        let last = self.table[above..].iter().enumerate();
        let (mut at, &(lost, _)) = last.min_by(|left, right| left.1.0.total_cmp(&right.1.0))?;
        if lost == f64::INFINITY {
            return None;
        }
        let mut end = self.table.len();
        for rest in shift.rests.iter().rev() {
            let row = end - rest.begins.len();
            self.begins.push(rest.begins[at]);
            (at, end) = (self.table[row + at].1, row);
        }
        self.begins.reverse();
        Some(whole - lost)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ruin_recreate::problem::Rest;

    #[test]
    fn breaks_go_where_they_cost_least_and_keep_their_spacing() {
        let rest = |begins: &[u32]| Rest { length: 1, begins: begins.to_vec() };
        let shift = Shift { span: 8, rests: vec![rest(&[1, 2, 3]), rest(&[4, 5, 6])], spacing: 2 };
        let mut until = vec![0.0];
        [5.0, 4.0, 4.0, 1.0, 3.0, 0.0, 2.0, 5.0].iter().for_each(|worth| until.push(until.last().unwrap() + worth));
        let worth = Worth { begin: 4, until };
        let mut placing = Placing::default();
        let saved = placing.place(&shift, 4, &worth);
        assert_eq!((saved, placing.begins.as_slice()), (Some(24.0 - 1.0 - 2.0), [3, 6].as_slice()));
        assert_eq!(placing.place(&Shift { span: 4, ..shift }, 4, &worth), None);
    }
}
