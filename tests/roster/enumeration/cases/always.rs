//! What is in force without being named, and what was published before.

use super::*;

pub fn cases(all: &mut Vec<Ward>) {
    for at in [five_days, spring, autumn] {
        all.push(at().with(long_late).rule("one_shift_a_day", |_| {}));
    }
    all.push(five_days().rule("availability", |_| {}).with(|model| {
        let date = |day: i64| model.calendar.date(day);
        let away = Absence { from: date(2), until: date(3), kind: "leave".into(), credit: 0 };
        let (from, until) = (Some(date(1)), Some(date(3)));
        model.employees[0].absences = vec![away];
        (model.employees[1].from, model.employees[1].until) = (from, until);
        model.employees[2].available = Some(vec![
            vec![(0, 14 * 60)],
            vec![(14 * 60, 22 * 60), (6 * 60, 14 * 60)],
            vec![(22 * 60, 6 * 60)],
            vec![(20 * 60, 1440)],
            vec![(0, 5 * 60 + 59), (14 * 60, 6 * 60)],
        ]);
        model.shifts[E].days.truncate(4);
        model.teams[0].shifts = vec![E, N];
        model.employees[2].shifts = Some(vec![L, N]);
    }));
    all.push(five_days().rule("fixed_assignments", |_| {}).with(|model| {
        model.employees[0].fixed =
            vec![FixedAssignment { day: 1, shift: None }, FixedAssignment { day: 2, shift: Some((L, None, None)) }];
        model.employees[1].fixed = vec![FixedAssignment { day: 0, shift: Some((N, Some(1320), Some(480))) }];
        model.employees[2].fixed = vec![FixedAssignment { day: 4, shift: Some((E, Some(420), None)) }];
    }));
    all.push(five_days().rule("wishes", |_| {}).with(|model| {
        let wish = |day, what| Wish { day, what, price: money(1.25 + f64::from(day)) };
        model.employees[0].wishes = vec![
            wish(0, Preference::On(vec![E, L])),
            wish(1, Preference::Off(vec![N])),
            wish(2, Preference::DayOff),
            wish(3, Preference::DayOn),
            wish(4, Preference::Start(360, 840)),
        ];
        model.employees[1].wishes = vec![wish(0, Preference::Start(1300, 400))];
    }));
    // In the night of the change half past two is half past three.
    all.push(spring().rule("wishes", |_| {}).with(|model| {
        model.shifts[L].starts = vec![150];
        let wish = |from, to| Wish { day: 2, what: Preference::Start(from, to), price: money(3.0) };
        model.employees[0].wishes = vec![wish(140, 160), wish(200, 220)];
    }));
    all.push(pair().with(long_late).history(1, "L").rule("wishes", |_| {}).with(|model| {
        let wish = |day, other| Wish { day, what: Preference::With(other), price: money(2.0) };
        model.employees[0].wishes = vec![wish(0, 1), wish(1, 1)];
        model.employees[1].wishes = vec![wish(2, 0)];
    }));
    for (need, under, over) in [(1, None, None), (2, Some(5.0), None), (1, Some(5.0), Some(2.5)), (0, None, Some(1.0))]
    {
        all.push(pair().rule("meet_cover", |_| {}).with(|model| {
            let cover = |day, shift| Cover {
                id: "ward".into(),
                day,
                shifts: vec![shift],
                teams: vec![0],
                skill: None,
                need,
                under: under.map(money),
                over: over.map(money),
            };
            model.covers = vec![cover(0, E), cover(1, L)];
        }));
    }
    both(all, five_days_published, "changes", |_| {});
    both(all, five_days_published, "changes", |policy| policy.days = vec![1, 2]);
}

fn five_days_published() -> Ward {
    five_days().with(|model| {
        let publish = |day, shift| FixedAssignment { day, shift };
        model.employees[0].published = Some(vec![
            publish(0, Some((E, None, None))),
            publish(1, None),
            publish(2, Some((N, Some(1320), Some(480)))),
            publish(3, Some((L, Some(1), None))),
        ]);
        model.employees[1].published = Some(vec![]);
    })
}
