//! Runs of days, counts in periods, weekends, and the days off that are earned by them.

use super::*;

pub fn cases(all: &mut Vec<Ward>) {
    for rule in ["consecutive_days", "consecutive_days_off"] {
        for (least, most) in [(None, Some(2)), (Some(2), None), (Some(2), Some(3)), (Some(3), Some(3)), (None, Some(0))]
        {
            both(all, five_days, rule, limits(least, most));
        }
    }
    both(all, five_days, "consecutive_days", |policy| {
        (policy.shifts, policy.at_least, policy.at_most) = (vec![N], Some(2), Some(3));
    });
    for per in [Period::Horizon, Period::Week, Period::Month, Period::Days(4), Period::Rolling(3)] {
        for (least, most) in [(Some(2), None), (None, Some(2)), (Some(1), Some(2)), (None, Some(0))] {
            let at = || if matches!(per, Period::Rolling(_)) { pair().history(0, "LE") } else { five_days() };
            both(all, at, "shifts", |policy| {
                (policy.per, policy.at_least, policy.at_most) = (per, least, most);
            });
            both(all, at, "minutes", |policy| {
                policy.per = per;
                (policy.at_least, policy.at_most) = (least.map(|least| least * 500), most.map(|most| most * 470));
            });
        }
    }
    both(all, five_days, "shifts", |policy| {
        (policy.shifts, policy.days, policy.at_most) = (vec![L, N], vec![1, 2, 3], Some(1));
    });
    for (most, per) in [(1, Period::Horizon), (2, Period::Week), (1, Period::Days(2)), (0, Period::Month)] {
        both(all, five_days, "shift_kinds", |policy| (policy.at_most, policy.per) = (Some(most), per));
    }
    both(all, five_days, "shift_kinds", |policy| (policy.at_most, policy.shifts) = (Some(1), vec![E, N]));
    for (after, least, per) in [(2, 2, Period::Horizon), (1, 1, Period::Days(2)), (2, 3, Period::Days(4))] {
        both(all, five_days, "earned_days_off", |policy| {
            (policy.after, policy.at_least, policy.per, policy.shifts) = (Some(after), Some(least), per, vec![L, N]);
        });
    }
    weekends(all);
}

fn weekends(all: &mut Vec<Ward>) {
    for (least, most) in [(None, Some(0)), (None, Some(1)), (Some(2), None), (Some(1), Some(1))] {
        for per in [Period::Horizon, Period::Week, Period::Days(3)] {
            both(all, five_days, "weekends", |policy| {
                (policy.per, policy.at_least, policy.at_most) = (per, least, most);
            });
            let sunday = || {
                ward("2026-05-10", 7, 1).history(0, "L").with(|model| {
                    model.shifts.truncate(2);
                    model.teams[0].shifts.truncate(2);
                })
            };
            both(all, sunday, "weekends", |policy| {
                (policy.per, policy.at_least, policy.at_most, policy.shifts) = (per, least, most, vec![L]);
            });
        }
    }
    let starts = [
        ("2026-05-08", ["EE", "E-", "-E", ""]), // the Friday before a weekend
        ("2026-05-09", ["LE", "-E", "E-", ""]),
        ("2026-05-10", ["NE", "E-", "---E-----E", "E-----EE"]),
        ("2026-05-05", ["E", "E-E-E", "E-", "----EE-"]),
    ];
    for (start, pasts) in starts {
        for past in [None, Some(pasts[0]), Some(pasts[1]), Some(pasts[2]), Some(pasts[3])] {
            let at = || {
                let bare = ward(start, 9, 1).with(|model| {
                    model.shifts.truncate(1);
                    model.teams[0].shifts.truncate(1);
                });
                past.map_or(bare.clone(), |past| {
                    let past: String = past.chars().map(|letter| if letter == '-' { '-' } else { 'E' }).collect();
                    bare.history(0, &past)
                })
            };
            both(all, at, "complete_weekends", |_| {});
            for (least, most) in [(None, Some(1)), (Some(2), None), (Some(2), Some(2)), (None, Some(0))] {
                both(all, at, "consecutive_weekends", limits(least, most));
            }
        }
    }
}
