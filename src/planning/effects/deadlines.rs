//! When deferrable work arrives and is due, as running totals, for the program.

use crate::model::{Calendar, Deferrable, DueDate, Model, Service, ServiceKind};

/// Running totals in contacts by interval.
pub struct Deadlines {
    /// Arrived until the end of the interval, without what waited at the begin.
    pub arrived: Vec<f64>,
    /// Due until the end of the interval, with what waited at the begin.
    pub due: Vec<f64>,
    /// True where something new is due.
    pub due_here: Vec<bool>,
    /// Least that may wait at the begin.
    pub waiting_at_least: f64,
    /// Most that may wait at the begin.
    pub waiting_at_most: f64,
}

/// The totals of a service, `None` if its work cannot wait.
pub fn deadlines(model: &Model, service: usize) -> Option<Deadlines> {
    let terms = &model.services[service];
    let ServiceKind::Deferrable(work) = &terms.kind else { return None };
    let intervals = model.calendar.intervals();
    let mut due_in = vec![0.0; intervals];
    let mut beyond = 0.0;
    for (interval, &volume) in terms.volume.iter().enumerate().filter(|&(_, &volume)| volume > 0.0) {
        let due = due_interval(&model.calendar, terms, work.due, interval);
        if due < intervals {
            due_in[due] += volume;
        } else if model.calendar.wrap {
            due_in[due % intervals] += volume;
            beyond += volume;
        } else {
            due_in[intervals - 1] += volume;
        }
    }
    let (mut least, mut most) = (0.0, beyond);
    if !model.calendar.wrap {
        (least, most) = (work.backlog_start, work.backlog_start);
        if work.backlog_start > 0.0 {
            let first = terms.open.iter().position(|&open| open).unwrap_or(0);
            due_in[due_interval(&model.calendar, terms, work.due, first).min(intervals - 1)] += work.backlog_start;
        }
        allow_backlog(&mut due_in, work);
    }
    let mut due_here: Vec<bool> = due_in.iter().map(|&due| due > 0.0).collect();
    if let (true, Some(last)) = (model.calendar.wrap, due_here.last_mut()) {
        *last = true;
    }
    Some(Deadlines {
        arrived: running_totals(&terms.volume),
        due: running_totals(&due_in),
        due_here,
        waiting_at_least: least,
        waiting_at_most: most,
    })
}

/// The interval at whose end work of an interval is due; of work that cannot wait the interval itself.
pub fn due_at(model: &Model, service: usize, interval: usize) -> usize {
    let terms = &model.services[service];
    match &terms.kind {
        ServiceKind::Deferrable(work) => due_interval(&model.calendar, terms, work.due, interval),
        ServiceKind::Queue(_) | ServiceKind::Appointment(_) => interval,
    }
}

/// Takes the backlog allowed at the end off the last deadline.
fn allow_backlog(due_in: &mut [f64], work: &Deferrable) {
    if let Some(last) = due_in.last_mut() {
        *last = (*last - work.backlog_end).max(0.0);
    }
}

/// The interval at whose end work of an interval is due; may lie beyond the horizon.
pub fn due_interval(calendar: &Calendar, terms: &Service, due: DueDate, interval: usize) -> usize {
    let intervals = calendar.intervals();
    match due {
        DueDate::Minutes(minutes) => interval + (minutes.div_ceil(calendar.interval).max(1) as usize) - 1,
        DueDate::OpenDays(days) => {
            let day = calendar.day_of_interval(interval);
            let closes = closing_intervals(calendar, terms);
            let from = closes.iter().position(|&(open_day, _)| open_day >= day);
            let later = |place: usize| match closes.get(place) {
                Some(&(_, close)) => close,
                // Beyond the horizon: the same opening day, one horizon later.
                None if closes.is_empty() => intervals,
                None => closes[place % closes.len()].1 + intervals * (place / closes.len()),
            };
            later(from.unwrap_or(closes.len()) + days as usize)
        }
    }
}

/// Each open day and its last open interval.
fn closing_intervals(calendar: &Calendar, terms: &Service) -> Vec<(u32, usize)> {
    let mut closes: Vec<(u32, usize)> = Vec::new();
    for interval in (0..calendar.intervals()).filter(|&interval| terms.open[interval]) {
        let day = calendar.day_of_interval(interval);
        match closes.last_mut() {
            Some((last, close)) if *last == day => *close = interval,
            _ => closes.push((day, interval)),
        }
    }
    closes
}

fn running_totals(values: &[f64]) -> Vec<f64> {
    values
        .iter()
        .scan(0.0, |total, value| {
            *total += value;
            Some(*total)
        })
        .collect()
}
