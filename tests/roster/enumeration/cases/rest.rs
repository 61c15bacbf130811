//! Rest, gaps, windows of the clock, rest that is made up for, and free days with their neighbours.

use super::*;

pub fn cases(all: &mut Vec<Ward>) {
    for at in [five_days, spring, autumn] {
        for rest in [9 * 60, 11 * 60, 26 * 60, 50 * 60] {
            both(all, at, "rest_between_shifts", |policy| policy.at_least = Some(rest));
            both(all, at, "rest_between_shifts", |policy| {
                (policy.at_least, policy.shifts, policy.others) = (Some(rest), vec![N], vec![E, L]);
            });
            both(all, at, "rest_between_shifts", |policy| {
                (policy.at_least, policy.after, policy.shifts) = (Some(rest), Some(2), vec![L, N]);
            });
            both(all, at, "start_distance", |policy| (policy.at_least, policy.shifts) = (Some(rest), vec![E, N]));
        }
        both(all, at, "weekly_rest", |policy| (policy.at_least, policy.per) = (Some(40 * 60), Period::Days(3)));
        both(all, at, "weekly_rest", |policy| (policy.at_least, policy.per) = (Some(35 * 60), Period::Horizon));
    }
    let monday = || {
        let days_and_nights = ward("2026-05-04", 8, 1).with(|model| {
            model.shifts.remove(L);
            model.teams[0].shifts.pop();
        });
        days_and_nights.history(0, "N")
    };
    both(all, monday, "weekly_rest", |policy| (policy.at_least, policy.per) = (Some(60 * 60), Period::Week));
    spacing(all);
}

fn spacing(all: &mut Vec<Ward>) {
    for at in [five_days, spring, autumn] {
        for hours in [24, 40, 48] {
            both(all, at, "longest_gap", |policy| policy.at_most = Some(hours * 60));
            both(all, at, "same_shift_again", |policy| policy.at_least = Some(hours * 60));
        }
        both(all, at, "longest_gap", |policy| (policy.at_most, policy.shifts) = (Some(30 * 60), vec![E, N]));
        both(all, at, "same_shift_again", |policy| (policy.at_least, policy.shifts) = (Some(60 * 60), vec![L, N]));
        for (rest, after) in [(11 * 60, None), (12 * 60, Some(1)), (24 * 60, Some(2)), (40 * 60, Some(0))] {
            both(all, at, "compensatory_rest", |policy| (policy.at_least, policy.after) = (Some(rest), after));
        }
        for (days, opens, hours) in [(vec![0, 1, 2, 3], 22 * 60, 37), (vec![1, 3], 0, 24), (vec![0, 1, 2], 12 * 60, 70)]
        {
            for (least, per) in [(None, Period::Horizon), (Some(1), Period::Days(2)), (Some(2), Period::Week)] {
                both(all, at, "free_windows", |policy| {
                    (policy.window, policy.at_least, policy.per) = (Some((opens, hours * 60)), least, per);
                    policy.days = days.clone();
                });
            }
        }
        both(all, at, "free_windows", |policy| {
            (policy.window, policy.shifts, policy.days) = (Some((2 * 60, 5 * 60)), vec![N], vec![0, 2]);
        });
        for (days, rest) in [(2, 30), (3, 40), (4, 60), (1, 16)] {
            both(all, at, "weekly_rest", |policy| {
                (policy.at_least, policy.per) = (Some(rest * 60), Period::Rolling(days));
            });
        }
        both(all, at, "rest_before_leave", |_| {});
    }
    let free_days = || {
        five_days().with(|model| {
            let date = |day: i64| model.calendar.date(day);
            let away = |from, until| Absence { from: date(from), until: date(until), kind: "leave".into(), credit: 0 };
            let wish = |day| Wish { day, what: Preference::DayOff, price: money(1.0) };
            model.employees[0].absences = vec![away(1, 1)];
            model.employees[1].absences = vec![away(0, 1), away(4, 9)];
            model.employees[2].absences = vec![away(-2, 0)];
            model.employees[0].wishes = vec![wish(2), wish(4)];
            model.employees[2].wishes = vec![wish(3)];
        })
    };
    for after in [None, Some(2), Some(3)] {
        both(all, free_days, "rest_before_leave", |policy| (policy.after, policy.shifts) = (after, vec![L, N]));
    }
    both(all, free_days, "rest_before_leave", |_| {});
    both(all, free_days, "longest_gap", |policy| policy.at_most = Some(24 * 60));
}
