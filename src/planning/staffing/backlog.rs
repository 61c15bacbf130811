//! The backlog of deferrable work, played through for the judge: one queue, first come, first served, nobody idle while work waits.

use crate::model::{DueDate, Model, Service, ServiceKind};
use base::tolerance::SAME_LINE;
use std::collections::VecDeque;

/// Work of one arrival: until when (first interval too late) and how many contacts are left.
#[derive(Clone, Copy, Debug, PartialEq)]
struct WorkBatch {
    due: usize,
    left: f64,
}

/// Contacts that miss their deadline, by the interval at whose end they miss it, when so many contacts can be done
/// in each interval, by interval. In a plan that repeats, those of the periodic state.
pub fn missed_deadlines(model: &Model, service: usize, capacity: &[f64]) -> Vec<f64> {
    let terms = &model.services[service];
    let ServiceKind::Deferrable(work) = &terms.kind else { return vec![0.0; capacity.len()] };
    let arrivals: Vec<WorkBatch> = terms
        .volume
        .iter()
        .enumerate()
        .map(|(interval, &left)| WorkBatch { due: first_late_interval(model, terms, work.due, interval), left })
        .collect();
    let end = capacity.len();
    if model.calendar.wrap {
        let carried = |batches: &VecDeque<WorkBatch>| -> VecDeque<WorkBatch> {
            batches.iter().map(|batch| WorkBatch { due: batch.due - end, left: batch.left }).collect()
        };
        let mut queue = carried(&arrivals.iter().filter(|batch| batch.due > end).copied().collect());
        let mut lost = Vec::new();
        // The queue only gets shorter from one round to the next; after a few rounds it repeats.
        for _ in 0..ROUNDS {
            let begin = queue.clone();
            lost = serve_once(&mut queue, &arrivals, capacity, true);
            queue = carried(&queue);
            if same_backlog(&begin, &queue) {
                break;
            }
        }
        return lost;
    }
    let mut queue = VecDeque::new();
    if work.backlog_start > 0.0 {
        let first = terms.open.iter().position(|&open| open).unwrap_or(0);
        queue.push_back(WorkBatch { due: arrivals[first].due.min(end), left: work.backlog_start });
    }
    let due_at_end: f64 = arrivals.iter().filter(|batch| batch.due >= end).map(|batch| batch.left).sum::<f64>()
        + queue.iter().filter(|batch| batch.due >= end).map(|batch| batch.left).sum::<f64>();
    let mut lost = serve_once(&mut queue, &arrivals, capacity, false);
    let left: f64 = queue.iter().map(|batch| batch.left).sum();
    if let Some(last) = lost.last_mut() {
        *last += (left - work.backlog_end.min(due_at_end)).max(0.0);
    }
    lost
}

/// Repetitions of the horizon after which a queue that still changes is taken as it is.
const ROUNDS: usize = 1_000;

/// Plays one horizon; work due later than its end stays in the queue, and so does work due at its end unless the plan
/// repeats.
fn serve_once(queue: &mut VecDeque<WorkBatch>, arrivals: &[WorkBatch], capacity: &[f64], repeats: bool) -> Vec<f64> {
    let mut lost = vec![0.0; capacity.len()];
    for (interval, &room) in capacity.iter().enumerate() {
        queue.push_back(arrivals[interval]);
        let mut room = room;
        while let Some(oldest) = queue.front_mut() {
            let done = oldest.left.min(room);
            oldest.left -= done;
            room -= done;
            if oldest.left > 0.0 {
                break;
            }
            queue.pop_front();
        }
        let late = |batch: &WorkBatch| batch.due <= interval + 1 && (repeats || interval + 1 < capacity.len());
        lost[interval] = queue.iter().filter(|batch| late(batch)).map(|batch| batch.left).sum();
        queue.retain(|batch| !late(batch));
    }
    lost
}

fn same_backlog(left: &VecDeque<WorkBatch>, right: &VecDeque<WorkBatch>) -> bool {
    let total = |batches: &VecDeque<WorkBatch>| batches.iter().map(|batch| batch.left).sum::<f64>();
    (total(left) - total(right)).abs() < SAME_LINE
}

/// The first interval that is too late for work of an interval; may lie beyond the horizon.
fn first_late_interval(model: &Model, terms: &Service, due: DueDate, interval: usize) -> usize {
    let calendar = &model.calendar;
    let length = i64::from(calendar.interval);
    match due {
        DueDate::Minutes(minutes) => {
            let moment = calendar.interval_start(interval) + i64::from(minutes);
            ((moment + length - 1) / length).max(interval as i64 + 1) as usize
        }
        DueDate::OpenDays(days) => {
            let horizon = terms.open.len();
            let open_at = |interval: usize| terms.open[interval % horizon];
            let day_at = |interval: usize| {
                (interval / horizon) as u32 * calendar.days + calendar.day_of_interval(interval % horizon)
            };
            // Walk forward to the close of the n-th open day from here.
            let (mut left, mut close, mut at, mut last) = (days + 1, interval, interval, None);
            while left > 0 && at < horizon * 3 {
                if open_at(at) {
                    if last.is_some_and(|day| day != day_at(at)) {
                        left -= 1;
                        if left == 0 {
                            break;
                        }
                    }
                    last = Some(day_at(at));
                    close = at;
                }
                at += 1;
            }
            close + 1
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn batches(due: &[(usize, f64)]) -> Vec<WorkBatch> {
        due.iter().map(|&(due, left)| WorkBatch { due, left }).collect()
    }

    #[test]
    fn late_work_leaves_the_line_and_later_capacity_serves_the_next() {
        let mut queue = VecDeque::new();
        let arrivals = batches(&[(1, 10.0), (3, 10.0), (4, 0.0), (4, 0.0)]);
        assert_eq!(serve_once(&mut queue, &arrivals, &[0.0, 10.0, 0.0, 0.0], false), [10.0, 0.0, 0.0, 0.0]);
        let arrivals = batches(&[(1, 10.0), (2, 0.0), (3, 10.0), (4, 0.0)]);
        assert_eq!(serve_once(&mut queue, &arrivals, &[0.0, 10.0, 0.0, 0.0], false), [10.0, 0.0, 10.0, 0.0]);
    }
}
