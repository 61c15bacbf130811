//! What the cards of the rules say, once more, by somebody who knows nothing else.

mod line;
mod people;
mod rest;
mod rule;

use super::world::{DAY, Stint, World, clock, rate, weekdays};
use rule::Rule;
use std::collections::BTreeMap;
use toml::Value;

/// By rule: how often it is broken, and what it charges in minor units.
pub type Verdict = BTreeMap<String, (usize, i64)>;

pub struct Judge<'a> {
    world: &'a World,
    /// By person, those of the history first.
    lines: Vec<Vec<Stint>>,
    verdict: Verdict,
}

/// `amount` parts of a price, `parts` of which make a unit, in minor units.
fn money(price: i64, amount: i64, parts: i64) -> i64 {
    let (product, whole) = (i128::from(price) * i128::from(amount), i128::from(parts) * 10_000);
    ((2 * product + whole) / (2 * whole)) as i64
}

impl<'a> Judge<'a> {
    pub fn judge(world: &'a World, planned: &[Vec<Stint>]) -> Verdict {
        let past = |person: usize| world.history.as_ref().map_or(Vec::new(), |history| history[person].clone());
        let lines = planned.iter().enumerate().map(|(person, stints)| {
            let mut all = past(person);
            all.extend(stints);
            all.sort_by_key(|stint| (stint.start, stint.end));
            all
        });
        let mut judge = Judge { world, lines: lines.collect(), verdict: Verdict::new() };
        judge.always();
        for (name, rule) in world.toml.get("rule").and_then(Value::as_table).into_iter().flatten() {
            judge.rule(name, rule);
        }
        judge.verdict.retain(|_, found| *found != (0, 0));
        judge.verdict
    }

    fn note(&mut self, id: &str, price: Option<i64>, amount: i64, parts: i64) {
        let found = self.verdict.entry(id.to_owned()).or_default();
        match price {
            _ if amount == 0 => {}
            Some(price) => found.1 += money(price, amount, parts),
            None => found.0 += 1,
        }
    }

    fn planned(&self, person: usize) -> Vec<Stint> {
        self.lines[person].iter().copied().filter(|stint| stint.day >= 0).collect()
    }

    /// What is in force without being named.
    fn always(&mut self) {
        for person in 0..self.lines.len() {
            let stints = self.planned(person);
            let past = self.lines[person].len() - stints.len();
            for (place, stint) in stints.iter().enumerate() {
                let allowed = self.may(person, stint);
                self.note("availability", None, i64::from(!allowed), 1);
                let overlaps = self.lines[person][..past + place].iter().any(|before| before.end > stint.start);
                let second = stints[..place].iter().any(|before| before.day == stint.day);
                self.note("one_shift_a_day", None, i64::from(overlaps), 1);
                self.note("one_shift_a_day", None, i64::from(second), 1);
                self.pay(person, stint);
            }
            self.wishes(person, &stints);
        }
        self.cover();
    }

    fn may(&self, person: usize, stint: &Stint) -> bool {
        let (who, shift) = (&self.world.people[person], &self.world.shifts[stint.shift]);
        let open = who.available.as_ref().is_none_or(|windows| {
            // Windows here neither touch nor go through midnight.
            let today = windows.get(&self.world.weekday(stint.day)).map_or(&[][..], Vec::as_slice);
            today.iter().any(|&(from, to)| from <= shift.start && shift.start + shift.span <= to)
        });
        open && who.shifts.contains(&shift.id)
            && shift.days.contains(&self.world.weekday(stint.day))
            && !who.is_away(stint.day)
    }

    fn pay(&mut self, person: usize, stint: &Stint) {
        let world = self.world;
        let (who, shift) = (&world.people[person], &world.shifts[stint.shift]);
        self.note("pay_wages", Some(who.wage), shift.paid(), 60);
        let team = &world.toml["team"][&who.team];
        for premium in team.get("premium").and_then(Value::as_array).into_iter().flatten() {
            let share: i64 = premium["add"].as_str().unwrap().trim_end_matches('%').parse().unwrap();
            let days = premium.get("days").map_or((0..7).collect(), |days| weekdays(days.as_str().unwrap()));
            let window =
                premium.get("from").map(|from| (clock(from.as_str().unwrap()), clock(premium["to"].as_str().unwrap())));
            let due = (stint.start..stint.end).filter(|&minute| {
                let inside = minute - stint.start;
                let resting = shift.unpaid.iter().any(|&(begin, length)| (begin..begin + length).contains(&inside));
                let (day, at) = (minute.div_euclid(DAY), minute.rem_euclid(DAY));
                let open = window
                    .is_none_or(|(from, to)| if from < to { (from..to).contains(&at) } else { at >= from || at < to });
                !resting && open && days.contains(&world.weekday(day))
            });
            let rate = who.wage * share / 100;
            let due = due.count() as i64;
            self.note("pay_premiums", Some(rate), due, 60);
        }
    }

    fn wishes(&mut self, person: usize, stints: &[Stint]) {
        let world = self.world;
        for wish in &world.people[person].wishes {
            let day = world.day(&wish["date"]);
            let today: Vec<&Stint> = stints.iter().filter(|stint| stint.day == day).collect();
            let named = |stint: &&&Stint| {
                wish["shifts"].split(' ').any(|word| {
                    let shift = &world.shifts[stint.shift];
                    word == shift.id || shift.tags.iter().any(|tag| tag == word)
                })
            };
            let fulfilled = match wish["wish"].as_str() {
                "day-off" => today.is_empty(),
                "day-on" => !today.is_empty(),
                "on" => today.iter().any(|stint| named(&stint)),
                "off" => !today.iter().any(|stint| named(&stint)),
                "start" => {
                    let (from, to) = wish["start"].split_once("..").unwrap();
                    today.iter().all(|stint| (clock(from)..=clock(to)).contains(&world.shifts[stint.shift].start))
                }
                other => panic!("the outsider knows no wish {other}"),
            };
            let price = rate(&Value::String(wish["price"].clone()));
            self.note("wishes", Some(price), i64::from(!fulfilled), 1);
        }
    }

    fn cover(&mut self) {
        let world = self.world;
        for cover in world.toml["cover"].as_table().unwrap().values() {
            let (shifts, skill) = (world.chosen(cover.get("shifts")), cover.get("skill").and_then(Value::as_str));
            let teams = cover.get("teams").and_then(Value::as_array);
            for day in 0..world.days {
                let need = match &cover["need"] {
                    Value::Table(need) => {
                        need.iter().find(|(days, _)| weekdays(days).contains(&world.weekday(day))).map(|(_, need)| need)
                    }
                    need => Some(need),
                };
                let Some(need) = need.and_then(Value::as_integer) else { continue };
                let there = (0..self.lines.len()).filter(|&person| {
                    let who = &world.people[person];
                    teams.is_none_or(|teams| teams.iter().any(|team| team.as_str() == Some(&who.team)))
                        && skill.is_none_or(|skill| who.skills.contains(skill))
                });
                let there: i64 = there
                    .map(|person| {
                        self.lines[person]
                            .iter()
                            .filter(|stint| stint.day == day && shifts.contains(&stint.shift))
                            .count() as i64
                    })
                    .sum();
                let price = |key: &str| cover.get(key).filter(|price| price.as_str() != Some("forbidden")).map(rate);
                self.note("meet_cover", price("under"), (need - there).max(0), 1);
                let over = if cover.get("over").is_none() { Some(0) } else { price("over") };
                self.note("meet_cover", over, (there - need).max(0), 1);
            }
        }
    }

    /// What a model asks for by name.
    fn rule(&mut self, name: &str, stamped: &Value) {
        let id = stamped.get("rule").and_then(Value::as_str).unwrap_or(name);
        let rule = Rule::of(self.world, &self.lines, name, stamped);
        // What is found, and how many parts of it make a unit.
        let (found, parts) = match id {
            "rest_between_shifts" => (rest::between_shifts(&rule), 60),
            "same_shift_again" => (rest::same_shift_again(&rule), 60),
            "weekly_rest" => (rest::weekly(&rule), 1),
            "longest_gap" => (rest::longest_gap(&rule), 60),
            "rest_before_leave" => (rest::before_leave(&rule), 1),
            "compensatory_rest" => (rest::compensatory(&rule), 60),
            "free_windows" => (rest::free_windows(&rule), 1),
            "consecutive_days" => (line::consecutive_days(&rule), 1),
            "shifts" => (line::shifts(&rule), 1),
            "minutes" => (line::minutes(&rule), 60),
            "overtime_tiers" => (line::overtime_tiers(&rule), 60),
            "weekends" => (line::weekends(&rule), 1),
            "complete_weekends" => (line::complete_weekends(&rule), 1),
            "steady_start" => (line::steady_start(&rule), 60),
            "shift_kinds" => (line::shift_kinds(&rule), 1),
            "earned_days_off" => (line::earned_days_off(&rule), 1),
            "pay_retainer" => (line::pay_retainer(&rule), 1),
            "skill_mix" => (people::skill_mix(&rule), 1),
            "nobody_alone" => (people::nobody_alone(&rule), 1),
            "skill_share" => (people::skill_share(&rule), 100),
            "pair_together" => (people::pair_together(&rule), 1),
            "fair_shifts" => (people::fair_shifts(&rule), 1),
            "budget" => (people::budget(&rule), 100),
            other => panic!("the outsider knows no rule {other}"),
        };
        let price = rule.price;
        found.into_iter().for_each(|amount| self.note(id, price, amount, parts));
    }
}
