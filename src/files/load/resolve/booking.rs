//! How an appointment service is booked.

use super::report::Report;
use crate::load::codes;
use crate::load::quantity::{Duration, WrittenDeadline};
use crate::load::schema::service::WrittenService;
use crate::load::schema::slots::{DaysShare, Requests, ShareByDays, WrittenAccess, WrittenArrives};
use base::money::Rate;
use base::tolerance::SAME_SHARE;
use planning::model::{AccessPromise, Booking, Calendar, HeldSlots, Punctuality, UrgencyClass};

/// The booking of a service.
pub fn resolve(path: &[&str; 2], written: &WrittenService, calendar: &Calendar, report: &mut Report<'_>) -> Booking {
    let at = |key| [path[0], path[1], key];
    if calendar.wrap {
        let message = format!("`{}` is booked ahead and the plan repeats", path[1]);
        report.error(path, codes::SLOTS_AND_WRAP, message, "use `edges = \"cut\"`");
    }
    if written.length.is_none() {
        let message = format!("`length` is missing in the appointment service `{}`", path[1]);
        report.error(path, codes::MISSING_KEY, message, "add `length`: the minutes of a slot, such as \"30min\"");
    }
    let mut grid = |key, minutes: u32| {
        if minutes == 0 || !minutes.is_multiple_of(calendar.interval) {
            let message = format!("`{}` is not a whole number of intervals of {} min", key, calendar.interval);
            report.error(&at(key), codes::OFF_GRID, message, "use the grid of the model, or a shorter interval");
        }
        minutes.max(calendar.interval)
    };
    let length = written.length.map_or(calendar.interval, |length| grid("length", length.0));
    let every = written.every.map_or(calendar.interval, |every| grid("every", every.0));
    let backlog = written.backlog.clone().unwrap_or_default();
    let price = |price: Option<Rate>| price.unwrap_or_default();
    Booking {
        length,
        every,
        classes: classes(path, written, report),
        no_show: no_show(&at("no_show"), written.no_show.as_ref(), report),
        cancelled: below_one(&at("cancelled"), written.cancelled.map_or(0.0, |share| share.0), report),
        fill: written.fill.map_or(1.0, |share| above_zero(&at("fill"), share.0, report)),
        overbook: written.overbook.map_or(0.0, |share| share.0),
        revenue: price(written.revenue.map(|price| price.rate)),
        per_booking: price(written.per_booking.map(|price| price.rate)),
        waiting: price(written.waiting.map(|price| price.rate)),
        idle: price(written.idle.map(|price| price.rate)),
        overtime: price(written.overtime.map(|price| price.rate)),
        arrives: written
            .arrives
            .as_ref()
            .map_or(Punctuality::default(), |written| arrives(&at("arrives"), written, report)),
        backlog_start: backlog.start,
        backlog_end: backlog.end,
    }
}

fn below_one(path: &[&str; 3], share: f64, report: &mut Report<'_>) -> f64 {
    if share >= 1.0 {
        let message = format!("with `{}` at 1 nobody ever comes", path.join("."));
        report.error(path, codes::OUT_OF_RANGE, message, "write a share below 1");
    }
    share
}

fn above_zero(path: &[&str; 3], share: f64, report: &mut Report<'_>) -> f64 {
    if share <= 0.0 {
        let message = format!("with `{}` at 0 no place is ever filled", path.join("."));
        report.error(path, codes::OUT_OF_RANGE, message, "write a share above 0");
    }
    share
}

fn arrives(path: &[&str; 3], written: &WrittenArrives, report: &mut Report<'_>) -> Punctuality {
    if written.early.is_some() && written.late.is_some() {
        let message = format!("`{}` says that people are early and that they are late", path.join("."));
        report.error(
            path,
            codes::OUT_OF_RANGE,
            message,
            "write the mean of both as one of the two; `sd` has the spread",
        );
    }
    let minutes = |time: &Option<Duration>| time.map_or(0.0, |time| time.minutes());
    Punctuality { early: minutes(&written.early) - minutes(&written.late), sd: minutes(&written.sd) }
}

/// Shares by days of lead; the first from 0, ascending.
fn no_show(path: &[&str; 3], written: Option<&ShareByDays>, report: &mut Report<'_>) -> Vec<(u32, f64)> {
    match written {
        None => vec![(0, 0.0)],
        Some(ShareByDays::Same(share)) => vec![(0, below_one(path, share.0, report))],
        Some(ShareByDays::Days(list)) => {
            let days: Vec<u32> = list.iter().map(|entry| entry.days).collect();
            if days.first() != Some(&0) || days.windows(2).any(|pair| pair[0] >= pair[1]) {
                let message = format!("the days of `{}` do not begin at 0 and rise", path.join("."));
                let help = "write them like `[{ days = 0, share = 0.05 }, { days = 10, share = 0.2 }]`";
                report.error(path, codes::OUT_OF_RANGE, message, help);
            }
            list.iter().map(|entry| (entry.days, below_one(path, entry.share.0, report))).collect()
        }
    }
}

/// Shares that do not add up to one are an error.
fn check_sum(path: &[&str], shares: impl Iterator<Item = f64>, report: &mut Report<'_>) {
    let sum: f64 = shares.sum();
    if (sum - 1.0).abs() > SAME_SHARE {
        let message = format!("the shares of `{}` add up to {sum:.4}", path.join("."));
        report.error(path, codes::OUT_OF_RANGE, message, "let them add up to 1");
    }
}

fn classes(path: &[&str; 2], written: &WrittenService, report: &mut Report<'_>) -> Vec<UrgencyClass> {
    let Some(requests) = written.requests.as_ref().filter(|requests| !requests.entries.is_empty()) else {
        let message = format!("`requests` is missing in the appointment service `{}`", path[1]);
        let help = "add `[service.ID.requests.URGENCY]` with `share = 1` and `unmet`";
        report.error(path, codes::MISSING_KEY, message, help);
        return Vec::new();
    };
    check_sum(&[path[0], path[1], "requests"], requests.entries.iter().map(|(_, class)| class.share.0), report);
    requests.entries.iter().map(|(id, class)| urgency(path, id, class, report)).collect()
}

fn urgency(path: &[&str; 2], id: &str, class: &Requests, report: &mut Report<'_>) -> UrgencyClass {
    let at = |key| [path[0], path[1], "requests", id, key];
    if !class.lead.is_empty() {
        check_sum(&at("lead"), class.lead.iter().map(|entry| entry.share.0), report);
    }
    let lead = |entry: &DaysShare| (entry.days, entry.share.0);
    let ahead = class.lead.iter().any(|entry| entry.days > 0);
    let hold = class.hold.as_ref().map(|hold| HeldSlots {
        days_before: hold.days_before,
        at: hold.at.0,
        refill: hold.refill.0,
    });
    if hold.is_some() && ahead {
        let message = format!("`{id}` wants a visit days ahead, and room is held back for the same day");
        report.error(
            &at("hold"),
            codes::HOLD_AHEAD,
            message,
            "leave out `hold` or `lead`, or make two urgencies of it",
        );
    }
    UrgencyClass {
        id: id.to_owned(),
        share: class.share.0,
        lead: if class.lead.is_empty() { vec![(0, 1.0)] } else { class.lead.iter().map(lead).collect() },
        access: class.access.as_ref().map(|access| promise(&at("access"), access, report)),
        unmet: class.unmet.rate,
        delay: class.delay.map_or(Rate::default(), |price| price.rate),
        hold,
    }
}

fn promise(path: &[&str; 5], written: &WrittenAccess, report: &mut Report<'_>) -> AccessPromise {
    let within = match written.within {
        WrittenDeadline::WorkingDays(days) => days,
        WrittenDeadline::After(_) => {
            let message = format!("`{}.within` is not in working days", path.join("."));
            let help = "write \"same day\", or a number such as \"10 working days\"";
            report.error(path, codes::WRONG_UNIT, message, help);
            0
        }
    };
    AccessPromise { share: written.share.0, within, price: written.price.map(|price| price.rate) }
}
