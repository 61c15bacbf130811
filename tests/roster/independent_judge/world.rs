//! What the files of a model say, read with a small reader of its own.

use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use toml::Value;

pub const DAY: i64 = 1440;

/// A shift that may be worked. Minutes; `unpaid`: where breaks begin first, and their lengths.
pub struct Shift {
    pub id: String,
    pub tags: Vec<String>,
    pub start: i64,
    pub span: i64,
    pub unpaid: Vec<(i64, i64)>,
    pub days: BTreeSet<u32>,
}

impl Shift {
    pub fn paid(&self) -> i64 {
        self.span - self.unpaid.iter().map(|(_, length)| length).sum::<i64>()
    }
}

pub struct Person {
    pub id: String,
    pub team: String,
    pub contract: String,
    pub words: BTreeSet<String>,
    pub skills: BTreeSet<String>,
    /// Millionths of a major unit for an hour.
    pub wage: i64,
    pub shifts: Vec<String>,
    /// First day, last day, minutes of credit.
    pub away: Vec<(i64, i64, i64)>,
    /// By day of the week the windows; nothing: any time.
    pub available: Option<BTreeMap<u32, Vec<(i64, i64)>>>,
    pub wishes: Vec<BTreeMap<String, String>>,
    pub balances: BTreeMap<String, i64>,
}

impl Person {
    pub fn is_away(&self, day: i64) -> bool {
        self.away.iter().any(|&(from, until, _)| (from..=until).contains(&day))
    }
}

/// One shift of one person: day, place of the shift, first minute and the minute behind the last, from the first midnight.
#[derive(Clone, Copy)]
pub struct Stint {
    pub day: i64,
    pub shift: usize,
    pub start: i64,
    pub end: i64,
}

pub struct World {
    pub toml: toml::Table,
    pub start: NaiveDate,
    pub days: i64,
    pub shifts: Vec<Shift>,
    pub people: Vec<Person>,
    /// By person; nothing where the past is not known.
    pub history: Option<Vec<Vec<Stint>>>,
}

/// Rows of a table without quotes, by name of the column.
pub fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut lines = text.lines();
    let names: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
    lines
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            names.iter().zip(line.split(',')).map(|(name, cell)| ((*name).to_owned(), cell.trim().to_owned())).collect()
        })
        .collect()
}

/// `7h30`, `11h`, `45min` in minutes.
pub fn minutes(text: &str) -> i64 {
    let text = text.trim_end_matches("min");
    match text.split_once('h') {
        Some((hours, rest)) => hours.parse::<i64>().unwrap() * 60 + rest.trim().parse::<i64>().unwrap_or(0),
        None => text.parse().unwrap_or(0),
    }
}

/// `07:30` in minutes.
pub fn clock(text: &str) -> i64 {
    let (hours, minutes) = text.split_once(':').unwrap();
    hours.parse::<i64>().unwrap() * 60 + minutes.parse::<i64>().unwrap()
}

/// `12.50/h`, `"45/head"` or a number in millionths.
pub fn rate(value: &Value) -> i64 {
    let text = match value {
        Value::String(text) => text.split('/').next().unwrap().to_owned(),
        other => other.to_string(),
    };
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let part: String = part.chars().chain("000000".chars()).take(6).collect();
    whole.parse::<i64>().unwrap() * 1_000_000 + part.parse::<i64>().unwrap()
}

/// `mon-fri`, `sat`, `weekend`, or several of them, as days of the week from Monday.
pub fn weekdays(text: &str) -> BTreeSet<u32> {
    const NAMES: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let day = |name: &str| NAMES.iter().position(|known| *known == name).unwrap() as u32;
    let mut days = BTreeSet::new();
    for word in text.split([' ', ',']).filter(|word| !word.is_empty()) {
        match word.split_once('-') {
            _ if word == "weekend" => days.extend([5, 6]),
            _ if word == "all" => days.extend(0..7),
            Some((first, last)) => days.extend(day(first)..=day(last)),
            None => drop(days.insert(day(word))),
        }
    }
    days
}

fn words(value: Option<&Value>) -> Vec<String> {
    let all = value.and_then(Value::as_array).into_iter().flatten();
    all.map(|word| word.as_str().unwrap().to_owned()).collect()
}

impl World {
    pub fn read(folder: &Path) -> World {
        let file = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
        let toml: toml::Table = file("model.toml").parse().unwrap();
        let start: NaiveDate = toml["start"].to_string().parse().unwrap();
        let shifts: Vec<Shift> =
            toml["shift"].as_table().unwrap().iter().map(|(id, shift)| read_shift(id, shift)).collect();
        let mut world =
            World { start, days: toml["days"].as_integer().unwrap(), shifts, people: Vec::new(), history: None, toml };
        let lists = world.toml["employees"].as_table().unwrap().clone();
        let table = |key: &str| lists.get(key).map(|name| rows(&file(name.as_str().unwrap())));
        for row in table("file").unwrap() {
            let person = world.person(&row);
            world.people.push(person);
        }
        for row in table("absences").unwrap_or_default() {
            let (from, until) = (world.day(&row["from"]), world.day(&row["until"]));
            world.of(&row).away.push((from, until, minutes(&row["credit"])));
        }
        for row in table("availability").unwrap_or_default() {
            // Where no time is written it is the whole day.
            let at = |key: &str, none: i64| if row[key].is_empty() { none } else { clock(&row[key]) };
            let window = (at("from", 0), at("to", DAY));
            let available = world.of(&row).available.get_or_insert_default();
            weekdays(&row["days"]).into_iter().for_each(|day| available.entry(day).or_default().push(window));
        }
        for row in table("wishes").unwrap_or_default() {
            world.of(&row).wishes.push(row.clone());
        }
        for row in table("balances").unwrap_or_default() {
            let balance = row["balance"].parse().unwrap();
            world.of(&row).balances.insert(row["rule"].clone(), balance);
        }
        if let Some(past) = table("history") {
            world.history = Some(world.stints(&past));
        }
        world
    }

    fn person(&self, row: &BTreeMap<String, String>) -> Person {
        let (team, contract) = (&self.toml["team"][&row["team"]], row.get("contract").cloned().unwrap_or_default());
        let terms = self.toml.get("contract").and_then(|all| all.get(&contract));
        let list =
            |name: &str| row.get(name).map(|all| all.split(' ').map(str::to_owned).collect()).unwrap_or_default();
        let mut all: BTreeSet<String> = list("tags");
        all.insert(contract.clone());
        all.extend(words(terms.and_then(|terms| terms.get("tags"))));
        let own = row.get("wage").filter(|wage| !wage.is_empty()).map(|wage| Value::String(wage.clone()));
        let wage = own.as_ref().or(terms.and_then(|terms| terms.get("wage"))).unwrap_or(&team["wage"]);
        let shifts = terms.and_then(|terms| terms.get("shifts")).unwrap_or(&team["shifts"]);
        Person {
            id: row["id"].clone(),
            team: row["team"].clone(),
            words: all,
            skills: list("skills"),
            wage: rate(wage),
            shifts: words(Some(shifts)),
            contract,
            away: Vec::new(),
            available: None,
            wishes: Vec::new(),
            balances: BTreeMap::new(),
        }
    }

    fn of(&mut self, row: &BTreeMap<String, String>) -> &mut Person {
        self.people.iter_mut().find(|person| person.id == row["employee"]).unwrap()
    }

    pub fn day(&self, date: &str) -> i64 {
        (date.parse::<NaiveDate>().unwrap() - self.start).num_days()
    }

    /// Day of the week from Monday.
    pub fn weekday(&self, day: i64) -> u32 {
        (self.start + chrono::Duration::days(day)).weekday().num_days_from_monday()
    }

    /// By person the shifts of a table with the columns employee, date and shift.
    pub fn stints(&self, table: &[BTreeMap<String, String>]) -> Vec<Vec<Stint>> {
        let mut found = vec![Vec::new(); self.people.len()];
        for row in table {
            let person = self.people.iter().position(|person| person.id == row["employee"]).unwrap();
            let shift = self.shifts.iter().position(|shift| shift.id == row["shift"]).unwrap();
            let day = self.day(&row["date"]);
            let start = day * DAY + self.shifts[shift].start;
            found[person].push(Stint { day, shift, start, end: start + self.shifts[shift].span });
        }
        found.iter_mut().for_each(|stints| stints.sort_by_key(|stint| stint.start));
        found
    }

    /// Places of shifts named by id or tag; all where none is named.
    pub fn chosen(&self, names: Option<&Value>) -> Vec<usize> {
        let all = 0..self.shifts.len();
        let Some(_) = names else { return all.collect() };
        let names = words(names);
        all.filter(|&place| {
            let shift = &self.shifts[place];
            names.iter().any(|name| *name == shift.id || shift.tags.contains(name))
        })
        .collect()
    }

    /// People whom every key of a rule names.
    pub fn whom(&self, rule: &Value) -> Vec<usize> {
        let all = 0..self.people.len();
        all.filter(|&place| {
            let person = &self.people[place];
            let one_of = |key: &str, fits: &dyn Fn(&String) -> bool| {
                rule.get(key).is_none_or(|_| words(rule.get(key)).iter().any(fits))
            };
            one_of("teams", &|team| *team == person.team)
                && one_of("employees", &|id| *id == person.id)
                && one_of("contracts", &|contract| *contract == person.contract)
                && one_of("tags", &|tag| person.words.contains(tag))
        })
        .collect()
    }

    /// People named by id or tag.
    pub fn named(&self, names: Option<&Value>) -> Vec<usize> {
        let names = words(names);
        let known = |person: &Person| names.iter().any(|name| *name == person.id || person.words.contains(name));
        (0..self.people.len()).filter(|&place| known(&self.people[place])).collect()
    }
}

fn read_shift(id: &str, shift: &Value) -> Shift {
    let breaks = shift.get("breaks").and_then(Value::as_array).cloned().unwrap_or_default();
    let unpaid = breaks.iter().filter(|rest| rest["paid"].as_bool() == Some(false));
    let unpaid: Vec<(i64, i64)> = unpaid
        .map(|rest| (minutes(rest["begins"].as_str().unwrap()), minutes(rest["length"].as_str().unwrap())))
        .collect();
    Shift {
        id: id.to_owned(),
        tags: words(shift.get("tags")),
        start: clock(shift["start"].as_str().unwrap()),
        span: minutes(shift["paid"].as_str().unwrap()) + unpaid.iter().map(|(_, length)| length).sum::<i64>(),
        unpaid,
        days: shift.get("days").map_or((0..7).collect(), |days| weekdays(days.as_str().unwrap())),
    }
}

impl World {
    /// Ids of the rules of a model.
    pub fn read_rules(text: &str) -> Vec<String> {
        let toml: toml::Table = text.parse().unwrap();
        let rules = toml["rule"].as_table().unwrap();
        rules.iter().map(|(name, rule)| rule.get("rule").and_then(Value::as_str).unwrap_or(name).to_owned()).collect()
    }
}
