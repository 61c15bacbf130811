//! One rule as it is written in a model: whom, which shifts and which days it is about, and what was worked of them.

use super::super::world::{Person, Stint, World, minutes, rate, weekdays};
use std::collections::BTreeSet;
use toml::Value;

/// Days of a period inside the plan, and how long it is altogether.
pub type Period = (Vec<i64>, i64);

pub struct Rule<'a> {
    pub world: &'a World,
    /// By person, those of the history first.
    pub lines: &'a [Vec<Stint>],
    pub name: &'a str,
    pub stamped: &'a Value,
    pub price: Option<i64>,
    pub whom: Vec<usize>,
    pub shifts: Vec<usize>,
    pub days: Vec<i64>,
    pub periods: Vec<Period>,
}

impl<'a> Rule<'a> {
    pub fn of(world: &'a World, lines: &'a [Vec<Stint>], name: &'a str, stamped: &'a Value) -> Rule<'a> {
        let all: Vec<i64> = (0..world.days).collect();
        let length = match stamped.get("per").and_then(Value::as_str) {
            None | Some("horizon") => world.days,
            Some("week") => 7,
            Some(days) => days.split(' ').next().unwrap().parse().unwrap(),
        };
        let periods = all.chunks(length as usize).map(|days| (days.to_vec(), length)).collect();
        let named = stamped.get("days").map_or((0..7).collect(), |days| weekdays(days.as_str().unwrap()));
        Rule {
            world,
            lines,
            name,
            stamped,
            price: stamped.get("price").map(rate),
            whom: world.whom(stamped),
            shifts: world.chosen(stamped.get("shifts")),
            days: all.into_iter().filter(|&day| named.contains(&world.weekday(day))).collect(),
            periods,
        }
    }

    pub fn number(&self, key: &str) -> Option<i64> {
        self.stamped.get(key).and_then(Value::as_integer)
    }

    /// In minutes.
    pub fn time(&self, key: &str) -> Option<i64> {
        self.stamped.get(key).and_then(Value::as_str).map(minutes)
    }

    pub fn person(&self, person: usize) -> &Person {
        &self.world.people[person]
    }

    /// The minutes that a shift is paid for.
    pub fn paid(&self, stint: &Stint) -> i64 {
        self.world.shifts[stint.shift].paid()
    }

    /// What a person works of the shifts of the rule.
    pub fn counted(&self, person: usize) -> Vec<Stint> {
        self.lines[person].iter().copied().filter(|stint| self.shifts.contains(&stint.shift)).collect()
    }

    /// The same on some days.
    pub fn counted_on(&self, person: usize, days: &[i64]) -> Vec<Stint> {
        self.counted(person).into_iter().filter(|stint| days.contains(&stint.day)).collect()
    }

    /// The days of what counts.
    pub fn worked(&self, person: usize) -> BTreeSet<i64> {
        self.counted(person).iter().map(|stint| stint.day).collect()
    }

    /// Whether a person works a shift on a day.
    pub fn on(&self, person: usize, shift: usize, day: i64) -> bool {
        self.lines[person].iter().any(|stint| stint.day == day && stint.shift == shift)
    }

    /// Whether a person works nothing at all on a day.
    pub fn off(&self, person: usize, day: i64) -> bool {
        !self.lines[person].iter().any(|stint| stint.day == day)
    }

    /// How far the first and the last lie apart beyond what may be.
    pub fn apart(&self, found: &BTreeSet<i64>, most: Option<i64>) -> i64 {
        let apart = found.last().unwrap_or(&0) - found.first().unwrap_or(&0);
        (apart - most.unwrap_or(0)).max(0)
    }

    /// What is found at each person.
    pub fn each<Found: IntoIterator<Item = i64>>(&self, found: impl Fn(usize) -> Found) -> Vec<i64> {
        self.whom.iter().flat_map(|&person| found(person)).collect()
    }

    /// What is found at each person in each period.
    pub fn each_period<Found: IntoIterator<Item = i64>>(
        &self,
        found: impl Fn(usize, &[i64], i64) -> Found,
    ) -> Vec<i64> {
        self.each(|person| -> Vec<i64> {
            self.periods.iter().flat_map(|(inside, whole)| found(person, inside, *whole)).collect()
        })
    }

    /// What is found at each shift on each day, where these of the people work it.
    pub fn each_shift(&self, found: impl Fn(usize, i64, &[usize]) -> i64) -> Vec<i64> {
        let places = self.shifts.iter().flat_map(|&shift| self.days.iter().map(move |&day| (shift, day)));
        places
            .map(|(shift, day)| {
                let there: Vec<usize> =
                    self.whom.iter().copied().filter(|&person| self.on(person, shift, day)).collect();
                found(shift, day, &there)
            })
            .collect()
    }
}
