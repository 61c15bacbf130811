//! Weekends worked, counted within periods.

use super::super::weekends::Weekend;
use super::due;
use crate::model::Calendar;
use rostering::{Automaton, Cell};

/// Limits of one period.
#[derive(Clone, Debug)]
pub struct WeekendLimits {
    /// Weekends of the period, in order.
    pub weekends: Vec<Weekend>,
    /// Fewest worked.
    pub least: u32,
    /// Most worked.
    pub most: Option<u32>,
}

/// The state is twice the weekends worked so far in the period, plus one while the present weekend is worked already.
/// Between weekends only the even states are reached.
pub struct WeekendAutomaton {
    /// By day: what it is to the rule.
    days: Vec<WeekendDayLimits>,
    /// By duty: whether it makes a weekend worked.
    counts: Vec<bool>,
    price: Option<f64>,
    /// Worked before the plan, in the weekend that the first day lies in.
    already: bool,
    cap: u32,
    /// Most worked in the whole horizon, where it is one period.
    allowed: Option<u32>,
}

#[derive(Clone, Copy, Default)]
struct WeekendDayLimits {
    inside: bool,
    /// Last day of its weekend inside the horizon.
    last: bool,
    most: Option<u32>,
    /// On the last day of the last weekend of a period: the fewest worked.
    settle: Option<u32>,
}

impl WeekendAutomaton {
    /// `already`: the weekend that the first day lies in was worked before it.
    pub fn of(
        calendar: &Calendar,
        periods: &[WeekendLimits],
        counts: Vec<bool>,
        price: Option<f64>,
        already: bool,
    ) -> Self {
        let mut days = vec![WeekendDayLimits::default(); calendar.days as usize];
        let mut cap = 0;
        for period in periods {
            // More than all weekends of a period cannot be worked.
            let all = period.weekends.len() as u32;
            cap = cap.max(period.least.max(period.most.unwrap_or(0)).min(all));
            for weekend in &period.weekends {
                let last = weekend.last_inside(calendar);
                for day in weekend.first_inside()..=last {
                    days[day as usize] =
                        WeekendDayLimits { inside: true, last: day == last, most: period.most, settle: None };
                }
            }
            if let Some(weekend) = period.weekends.last() {
                days[weekend.last_inside(calendar) as usize].settle = Some(period.least);
            }
        }
        let already = already && days.first().is_some_and(|day| day.inside);
        let allowed = if let [period] = periods { period.most } else { None };
        WeekendAutomaton { days, counts, price, already, cap: cap.max(1), allowed }
    }
}

impl Automaton for WeekendAutomaton {
    fn states(&self) -> u32 {
        2 * self.cap + 2
    }

    fn start(&self) -> u32 {
        if self.already { 3 } else { 0 }
    }

    fn step(&self, state: u32, day: u32, cell: Cell) -> Option<(u32, f64)> {
        let at = self.days[day as usize];
        if !at.inside {
            return Some((state, 0.0));
        }
        let (mut count, mut worked) = (state / 2, state % 2 == 1);
        let mut cost = 0.0;
        if !worked && cell.is_some_and(|duty| self.counts[duty]) {
            cost += due(self.price, at.most.is_some_and(|most| count >= most).into())?;
            (count, worked) = ((count + 1).min(self.cap), true);
        }
        if let Some(least) = at.settle {
            cost += due(self.price, least.saturating_sub(count))?;
            count = 0;
        }
        Some((2 * count + u32::from(worked && !at.last), cost))
    }

    fn end(&self, _state: u32) -> Option<f64> {
        Some(0.0)
    }

    fn spent(&self, state: u32) -> (u32, u32) {
        self.allowed.map_or((0, 0), |allowed| (state / 2, allowed))
    }
    fn unspent(&self, state: u32) -> Option<u32> {
        let only_refuses = self.price.is_none() && self.days.iter().all(|day| day.settle.unwrap_or(0) == 0);
        (only_refuses && self.allowed.is_some()).then_some(state % 2)
    }
}
