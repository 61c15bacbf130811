//! What the cards of the rules say, once more, by somebody who knows nothing else.

use super::world::{DAY, Stint, World, clock, minutes, rate, weekdays};
use std::collections::{BTreeMap, BTreeSet};
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
            let id = rule.get("rule").and_then(Value::as_str).unwrap_or(name);
            judge.rule(id, name, rule);
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
            && !who.away.iter().any(|&(from, until, _)| (from..=until).contains(&stint.day))
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
            let rate = rate(&team["wage"]) * share / 100;
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

    fn rule(&mut self, id: &str, name: &str, rule: &Value) {
        let world = self.world;
        let (whom, shifts) = (world.whom(rule), world.chosen(rule.get("shifts")));
        let price = rule.get("price").map(rate);
        let days: Vec<i64> = match rule.get("days") {
            None => (0..world.days).collect(),
            Some(days) => {
                let days = weekdays(days.as_str().unwrap());
                (0..world.days).filter(|&day| days.contains(&world.weekday(day))).collect()
            }
        };
        let number = |key: &str| rule.get(key).and_then(Value::as_integer);
        let time = |key: &str| rule.get(key).and_then(Value::as_str).map(minutes);
        let counted = |judge: &Self, person: usize| -> Vec<Stint> {
            judge.lines[person].iter().copied().filter(|stint| shifts.contains(&stint.shift)).collect()
        };
        let on = |judge: &Self, person: usize, shift: usize, day: i64| {
            judge.lines[person].iter().any(|stint| stint.day == day && stint.shift == shift)
        };
        let periods = self.periods(rule.get("per").and_then(Value::as_str));
        match id {
            "skill_mix" | "nobody_alone" => {
                let skill = rule.get("skill").and_then(Value::as_str);
                let usual = if skill.is_some() { 1 } else { 2 };
                for (&shift, &day) in shifts.iter().flat_map(|shift| days.iter().map(move |day| (shift, day))) {
                    let there: Vec<usize> =
                        whom.iter().copied().filter(|&person| on(self, person, shift, day)).collect();
                    let able = there
                        .iter()
                        .filter(|&&person| skill.is_none_or(|skill| world.people[person].skills.contains(skill)))
                        .count() as i64;
                    let offered = world.shifts[shift].days.contains(&world.weekday(day));
                    let asks = if id == "skill_mix" { offered } else { !there.is_empty() };
                    let lack = if asks { (number("at_least").unwrap_or(usual) - able).max(0) } else { 0 };
                    self.note(id, price, lack, 1);
                }
            }
            "pair_together" => {
                let partners = world.named(rule.get("partners"));
                for &person in &whom {
                    for stint in counted(self, person).into_iter().filter(|stint| days.contains(&stint.day)) {
                        let beside = partners
                            .iter()
                            .any(|&partner| partner != person && on(self, partner, stint.shift, stint.day));
                        self.note(id, price, i64::from(!beside), 1);
                    }
                }
            }
            "rest_between_shifts" => {
                let waits =
                    rule.get("others").map_or((0..world.shifts.len()).collect(), |others| world.chosen(Some(others)));
                for &person in &whom {
                    let line = self.lines[person].clone();
                    for (place, stint) in
                        line.iter().enumerate().filter(|(_, stint)| stint.day >= 0 && waits.contains(&stint.shift))
                    {
                        let ended = line[..place]
                            .iter()
                            .filter(|other| shifts.contains(&other.shift))
                            .map(|other| other.end)
                            .max();
                        let early = ended.map_or(0, |ended| (ended + time("at_least").unwrap() - stint.start).max(0));
                        self.note(id, price, early, 60);
                    }
                }
            }
            "weekly_rest" => {
                for &person in &whom {
                    for (days, whole) in periods.iter().filter(|(days, whole)| days.len() as i64 == *whole) {
                        let (begin, end) = (days[0] * DAY, (days[0] + whole) * DAY);
                        let mut busy: Vec<(i64, i64)> = self.lines[person]
                            .iter()
                            .map(|stint| (stint.start, stint.end))
                            .filter(|&(from, to)| from < end && to > begin)
                            .collect();
                        busy.push((end, end));
                        busy.sort_unstable();
                        // A shift may begin before the period, and one may end within another.
                        let (mut free, mut longest) = (begin, 0);
                        for (from, to) in busy {
                            longest = longest.max(from - free);
                            free = free.max(to);
                        }
                        let long = longest >= time("at_least").unwrap();
                        self.note(id, price, i64::from(!long), 1);
                    }
                }
            }
            "consecutive_days" => {
                let known = world.history.is_some();
                for &person in &whom {
                    let worked: BTreeSet<i64> = counted(self, person).iter().map(|stint| stint.day).collect();
                    for &first in worked.iter().filter(|&&day| !worked.contains(&(day - 1))) {
                        let last = (first..).take_while(|day| worked.contains(day)).last().unwrap();
                        if last < 0 {
                            continue;
                        }
                        let length = last - first + 1;
                        let many = number("at_most").map_or(0, |most| (length - most).max(0).min(last + 1));
                        self.note(id, price, many, 1);
                        let open = last == world.days - 1 || (first == 0 && !known);
                        let few = number("at_least").filter(|_| !open).map_or(0, |least| (least - length).max(0));
                        self.note(id, price, few, 1);
                    }
                }
            }
            "shifts" | "minutes" | "overtime_tiers" => {
                let limit = |key: &str| if id == "shifts" { number(key) } else { time(key) };
                let parts = if id == "shifts" { 1 } else { 60 };
                for &person in &whom {
                    for (inside, whole) in &periods {
                        let counts = |stint: &&Stint| inside.contains(&stint.day) && days.contains(&stint.day);
                        let worth = |stint: &Stint| if id == "shifts" { 1 } else { world.shifts[stint.shift].paid() };
                        let worked: i64 = counted(self, person).iter().filter(counts).map(worth).sum();
                        let away = |day: &&i64| days.contains(*day);
                        let credit = |day: &i64| {
                            world.people[person]
                                .away
                                .iter()
                                .filter(|(from, until, _)| (from..=until).contains(&day))
                                .map(|(.., credit)| *credit)
                                .max()
                        };
                        let credit: i64 =
                            if id == "minutes" { inside.iter().filter(away).filter_map(credit).sum() } else { 0 };
                        let known = inside.len() as i64;
                        let most = limit("at_most").map(|most| (most * known + whole - 1) / whole);
                        let many = most.map_or(0, |most| (worked + credit - most).max(0)).min(worked);
                        self.note(id, price, many, parts);
                        let few = limit("at_least").map_or(0, |least| (least * known / whole - worked - credit).max(0));
                        self.note(id, price, few, parts);
                    }
                }
            }
            "weekends" | "complete_weekends" => {
                // Plans here begin on Mondays and end on Sundays.
                let saturdays: Vec<i64> = (0..world.days).filter(|&day| world.weekday(day) == 5).collect();
                for &person in &whom {
                    let worked: BTreeSet<i64> = counted(self, person).iter().map(|stint| stint.day).collect();
                    let days = |saturday: &i64| {
                        [saturday, &(saturday + 1)].into_iter().filter(|day| worked.contains(day)).count()
                    };
                    if id == "weekends" {
                        let all = saturdays.iter().filter(|saturday| days(saturday) > 0).count() as i64;
                        self.note(id, price, number("at_most").map_or(0, |most| (all - most).max(0)), 1);
                    } else {
                        saturdays.iter().for_each(|saturday| self.note(id, price, i64::from(days(saturday) == 1), 1));
                    }
                }
            }
            "steady_start" => {
                for &person in &whom {
                    for (inside, _) in &periods {
                        let starts = counted(self, person)
                            .into_iter()
                            .filter(|stint| inside.contains(&stint.day))
                            .map(|stint| world.shifts[stint.shift].start);
                        let starts: BTreeSet<i64> = starts.collect();
                        let apart = starts.last().unwrap_or(&0) - starts.first().unwrap_or(&0);
                        self.note(id, price, (apart - time("at_most").unwrap_or(0)).max(0), 60);
                    }
                }
            }
            "fair_shifts" => {
                let total = |judge: &Self, person: usize| {
                    let own = counted(judge, person).iter().filter(|stint| days.contains(&stint.day)).count() as i64;
                    own + world.people[person].balances.get(name).unwrap_or(&0)
                };
                let totals: BTreeSet<i64> = whom.iter().map(|&person| total(self, person)).collect();
                let apart = totals.last().unwrap_or(&0) - totals.first().unwrap_or(&0);
                self.note(id, price, (apart - number("at_most").unwrap_or(0)).max(0), 1);
            }
            "budget" => {
                for (inside, _) in &periods {
                    let own = whom
                        .iter()
                        .flat_map(|&person| counted(self, person).into_iter().map(move |stint| (person, stint)));
                    let spent: i64 = own
                        .filter(|(_, stint)| inside.contains(&stint.day))
                        .map(|(person, stint)| money(world.people[person].wage, world.shifts[stint.shift].paid(), 60))
                        .sum();
                    let allowed = rate(&rule["money"]) / 10_000;
                    self.note(id, price, (spent - allowed).max(0), 100);
                }
            }
            "longest_gap" => {
                for &person in &whom {
                    let own = counted(self, person);
                    for (place, stint) in own.iter().enumerate() {
                        let (next, until) =
                            own.get(place + 1).map_or((world.days, world.days * DAY), |next| (next.day, next.start));
                        let away = |day: i64| {
                            world.people[person].away.iter().any(|(from, last, _)| (*from..=*last).contains(&day))
                        };
                        let judged = next >= 0 && !(stint.day + 1..next).any(away);
                        self.note(
                            id,
                            price,
                            if judged { (until - stint.end - time("at_most").unwrap()).max(0) } else { 0 },
                            60,
                        );
                    }
                }
            }
            "same_shift_again" => {
                for &person in &whom {
                    let own = counted(self, person);
                    for stint in own.iter().filter(|stint| stint.day >= 0) {
                        let same = own
                            .iter()
                            .filter(|other| other.shift == stint.shift && other.start < stint.start)
                            .map(|other| other.end)
                            .max();
                        let early = same.map_or(0, |end| (end + time("at_least").unwrap() - stint.start).max(0));
                        self.note(id, price, early, 60);
                    }
                }
            }
            "shift_kinds" => {
                for (&person, (inside, _)) in
                    whom.iter().flat_map(|person| periods.iter().map(move |period| (person, period)))
                {
                    let kinds: BTreeSet<usize> = counted(self, person)
                        .iter()
                        .filter(|stint| inside.contains(&stint.day))
                        .map(|stint| stint.shift)
                        .collect();
                    self.note(id, price, (kinds.len() as i64 - number("at_most").unwrap()).max(0), 1);
                }
            }
            "rest_before_leave" => {
                for &person in &whom {
                    let who = &world.people[person];
                    let wished: BTreeSet<i64> = who
                        .wishes
                        .iter()
                        .filter(|wish| wish["wish"] == "day-off")
                        .map(|wish| world.day(&wish["date"]))
                        .collect();
                    let free = |day: i64| {
                        wished.contains(&day) || who.away.iter().any(|(from, last, _)| (*from..=*last).contains(&day))
                    };
                    for day in (0..world.days).filter(|&day| free(day) && !free(day - 1)) {
                        let had = !self.lines[person].iter().any(|stint| stint.day == day);
                        let near = counted(self, person)
                            .iter()
                            .any(|stint| stint.day < day && stint.day >= day - number("after").unwrap_or(1));
                        self.note(id, price, i64::from(had && near), 1);
                    }
                }
            }
            "earned_days_off" => {
                for (&person, (inside, whole)) in
                    whom.iter().flat_map(|person| periods.iter().map(move |period| (person, period)))
                {
                    let own: Vec<Stint> =
                        counted(self, person).into_iter().filter(|stint| inside.contains(&stint.day)).collect();
                    let off =
                        inside.iter().filter(|day| !self.lines[person].iter().any(|stint| stint.day == **day)).count()
                            as i64;
                    let applies = inside.len() as i64 == *whole && own.len() as i64 >= number("after").unwrap_or(1);
                    self.note(id, price, if applies { (number("at_least").unwrap() - off).max(0) } else { 0 }, 1);
                }
            }
            "skill_share" => {
                let skill = rule["skill"].as_str().unwrap();
                for (&shift, &day) in shifts.iter().flat_map(|shift| days.iter().map(move |day| (shift, day))) {
                    let there: Vec<usize> =
                        whom.iter().copied().filter(|&person| on(self, person, shift, day)).collect();
                    let able =
                        there.iter().filter(|&&person| world.people[person].skills.contains(skill)).count() as i64;
                    self.note(id, price, (there.len() as i64 * number("at_least").unwrap() - 100 * able).max(0), 100);
                }
            }
            "pay_retainer" => {
                for (&person, (inside, _)) in
                    whom.iter().flat_map(|person| periods.iter().map(move |period| (person, period)))
                {
                    let works = counted(self, person).iter().any(|stint| inside.contains(&stint.day));
                    self.note(id, price, i64::from(works), 1);
                }
            }
            "compensatory_rest" => {
                for &person in &whom {
                    self.owed(id, price, person, time("at_least").unwrap(), number("after").unwrap_or(7));
                }
            }
            "free_windows" => {
                let (opens, lasts) = (clock(rule["opens"].as_str().unwrap()), time("lasts").unwrap());
                for (&person, (inside, whole)) in
                    whom.iter().flat_map(|person| periods.iter().map(move |period| (person, period)))
                {
                    let own = counted(self, person);
                    let (mut known, mut free) = (0, 0);
                    for day in inside.iter().filter(|day| days.contains(day)) {
                        let (from, to) = (day * DAY + opens, day * DAY + opens + lasts);
                        let inside: Vec<&Stint> =
                            own.iter().filter(|stint| stint.start < to && stint.end > from).collect();
                        if inside.iter().all(|stint| stint.day >= 0) {
                            known += 1;
                            free += i64::from(inside.is_empty());
                        }
                    }
                    let asked =
                        number("at_least").map_or(known, |least| (least * inside.len() as i64 / whole).min(known));
                    self.note(id, price, (asked - free).max(0), 1);
                }
            }
            other => panic!("the outsider knows no rule {other}"),
        }
    }

    /// Walks the plan minute by minute at midnights and starts: what of the rest is owed, and what is given back.
    fn owed(&mut self, id: &str, price: Option<i64>, person: usize, full: i64, within: i64) {
        let line = self.lines[person].clone();
        let (mut owed, mut due) = (0, 0);
        for day in 0..self.world.days {
            for (place, stint) in line.iter().enumerate().filter(|(_, stint)| stint.day == day) {
                let Some(before) = place.checked_sub(1).map(|before| line[before]) else { continue };
                let rest = (stint.start - before.end).max(0);
                if owed == 0 {
                    due = day + within;
                }
                owed = (owed + full - rest).max(0);
            }
            if owed > 0 && due == day {
                let last = line.iter().rfind(|stint| stint.day <= day).unwrap().end;
                let running = ((day + 1) * DAY - last - full).max(0);
                self.note(id, price, (owed - running).max(0), 60);
                owed = 0;
            }
        }
    }

    /// Days of each period inside the plan, and how long it is altogether.
    fn periods(&self, per: Option<&str>) -> Vec<(Vec<i64>, i64)> {
        let length = match per {
            None | Some("horizon") => self.world.days,
            Some("week") => 7,
            Some(days) => days.split(' ').next().unwrap().parse().unwrap(),
        };
        let all: Vec<i64> = (0..self.world.days).collect();
        all.chunks(length as usize).map(|days| (days.to_vec(), length)).collect()
    }
}
