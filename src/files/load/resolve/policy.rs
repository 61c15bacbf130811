//! Rules of a roster as they are applied here. What a rule reads, and in which unit, is on its card.

use super::people_context::PeopleContext;
use super::report::Report;
use super::rules::REST_BETWEEN_SHIFTS;
use super::shift::RESERVED;
use super::{dates, who};
use crate::load::codes;
use crate::load::nearest::{list, suggest};
use crate::load::quantity::{Amount, Quantity, WrittenMinutes};
use crate::load::schema::rule::{DISTINCT_SHIFTS, Limit, WrittenPolicy};
use base::money::Rate;
use planning::model::{Employee, PatternCell, Policy};
use planning::roster::{self, registry};
use planning::rule::noun::HOUR;
use planning::rule::{Card, KeyPresence, Parameter, PeriodKind, ValueKind};

/// Keys that say which rule it is and for whom; every rule has them.
const SCOPE: [&str; 5] = ["rule", "teams", "employees", "contracts", "tags"];

/// All rules of the file, those first that are always in force and not in it.
pub fn resolve(plain: &PeopleContext<'_>, employees: &[Employee], report: &mut Report<'_>) -> Vec<Policy> {
    let written = &plain.file.rule.policies.entries;
    if employees.is_empty() {
        for (id, policy) in written.iter().filter(|(id, _)| id != REST_BETWEEN_SHIFTS) {
            if card(id, policy, report).is_some() {
                let message = format!("the rule `{id}` is about named people, and nobody is named");
                let help = "name people in `[employees]` or `[employee.ID]`, or delete the rule";
                report.error(&["rule", id], codes::WITHOUT_EMPLOYEES, message, help);
            }
        }
        return Vec::new();
    }
    let named = |rule: &str| written.iter().any(|(id, policy)| policy.rule.as_ref().unwrap_or(id) == rule);
    let always = registry::always().filter(|card| !named(card.id)).map(|card| Policy {
        id: card.id.to_string(),
        rule: card.id.to_string(),
        employees: (0..employees.len()).collect(),
        shifts: (0..plain.shifts.len()).collect(),
        days: (0..plain.calendar.days).collect(),
        ..Policy::default()
    });
    let mut policies: Vec<Policy> = always.collect();
    for (id, written) in written {
        let card = card(id, written, report);
        policies.extend(card.and_then(|card| policy(id, written, card, plain, employees, report)));
    }
    policies
}

/// The card of the rule that a table names, in its key `rule` or by its own name.
fn card(id: &str, written: &WrittenPolicy, report: &mut Report<'_>) -> Option<&'static Card> {
    let rule = written.rule.as_deref().unwrap_or(id);
    let found = registry::rule(rule).map(|rule| rule.card);
    if found.is_none() {
        let known = roster::RULES.iter().map(|rule| rule.card.id).chain([DISTINCT_SHIFTS]);
        let (path, help) = match written.rule {
            Some(_) => (["rule", id, "rule"], suggest(rule, known)),
            None => (["rule", id, ""], format!("add `rule`, the id of one; {}", suggest(rule, known))),
        };
        report.error(&path, codes::UNKNOWN_ID, format!("there is no rule `{rule}`"), help);
    }
    found.filter(|card| !is_always(id, card, report))
}

/// A rule that is always in force and has no keys of its own is set elsewhere, not in a table.
fn is_always(id: &str, card: &'static Card, report: &mut Report<'_>) -> bool {
    let always = card.is_always_in_force();
    if always {
        let set: Vec<String> = card.parameters.iter().map(Parameter::path).collect();
        let message = format!("the rule `{}` is always in force", card.id);
        let help = format!("delete the table; what sets the rule is {}", list(set.iter().map(String::as_str)));
        report.error(&["rule", id], codes::ALWAYS_IN_FORCE, message, help);
    }
    always
}

/// One rule; `None` where it is about nobody or no day, as may happen in a scenario.
fn policy(
    id: &str,
    written: &WrittenPolicy,
    card: &'static Card,
    plain: &PeopleContext<'_>,
    employees: &[Employee],
    report: &mut Report<'_>,
) -> Option<Policy> {
    let at = |key| ["rule", id, key];
    let before = report.count();
    check_keys(id, written, card, report);
    dates::check_order(&["rule", id], (written.from.map(|date| date.0), written.until.map(|date| date.0)), report);
    if let Some(skill) = &written.skill {
        who::check_skill(&at("skill"), skill, employees, report);
    }
    let (at_least, at_most) =
        (limit(&at("at_least"), written.at_least, card, report), limit(&at("at_most"), written.at_most, card, report));
    if at_least.zip(at_most).is_some_and(|(least, most)| least > most) {
        let message = format!("the rule `{id}` asks for at least more than at most");
        report.error(&at("at_least"), codes::MIN_ABOVE_MAX, message, "exchange `at_least` and `at_most`");
    }
    for (key, value) in [("at_least", at_least), ("at_most", at_most), ("lasts", written.lasts.map(|lasts| lasts.0))] {
        let most = card.own(key).and_then(|parameter| parameter.most);
        if let Some((_, words)) = most.filter(|&(most, _)| value.is_some_and(|value| value > most)) {
            let message = format!("`{key}` of `{id}` is more than {words}");
            report.error(&at(key), codes::BAD_VALUE, message, format!("write {words} at most"));
        }
    }
    let shifts = |key, words: &Option<Vec<String>>, report: &mut Report<'_>| {
        words.as_ref().map(|words| who::shifts(&["rule", id, key], words, plain, report))
    };
    let policy = Policy {
        id: id.to_string(),
        rule: card.id.to_string(),
        employees: who::employees(&["rule", id], written, plain, employees, report),
        shifts: shifts("shifts", &written.shifts, report).unwrap_or_else(|| (0..plain.shifts.len()).collect()),
        others: shifts("others", &written.others, report).unwrap_or_default(),
        days: who::days(written, plain),
        partners: written
            .partners
            .as_ref()
            .map_or(Vec::new(), |words| who::people(&at("partners"), words, plain, employees, report)),
        skill: written.skill.clone(),
        at_least,
        at_most,
        per: written.per.map_or_else(Default::default, |per| per.0),
        after: limit(&at("after"), written.after, card, report),
        window: written.opens.zip(written.lasts).map(|(opens, lasts)| (opens.0, lasts.0)),
        pattern: pattern(id, written, plain, report),
        money: written.money.as_ref().map(|money| money_of(&at("money"), money, card, report)),
        price: written.price.as_ref().map(|price| money_of(&at("price"), price, card, report)),
    };
    for (empty, of) in [(policy.employees.is_empty(), "nobody"), (policy.days.is_empty(), "no day of the plan")] {
        // Other messages say why.
        if empty && report.count() == before {
            let message = format!("the rule `{id}` is about {of}");
            let help = "check whom it names, and when; keys that restrict it must all hold";
            report.warning(&["rule", id], codes::NOBODY, message, help);
        }
    }
    (!policy.employees.is_empty() && !policy.days.is_empty()).then_some(policy)
}

/// Keys that the rule does not read, and a rule that says nothing.
fn check_keys(id: &str, written: &WrittenPolicy, card: &'static Card, report: &mut Report<'_>) {
    let fields = serde_json::to_value(written).unwrap_or_default();
    let given: Vec<&str> = fields
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(_, value)| !value.is_null())
        .map(|(key, _)| key.as_str())
        .collect();
    // A rule about some days may be about those of a span of dates.
    let reads = |key: &str| {
        SCOPE.contains(&key) || card.own(if matches!(key, "from" | "until") { "days" } else { key }).is_some()
    };
    for key in given.iter().filter(|key| !reads(key)) {
        let own = fields.as_object().into_iter().flatten().map(|(key, _)| key.as_str()).filter(|key| reads(key));
        let message = format!("`{key}` means nothing to the rule `{}`", card.id);
        report.error(&["rule", id, key], codes::UNKNOWN_KEY, message, suggest(key, own.collect::<Vec<_>>()));
    }
    let mut told: &[&str] = &[];
    for parameter in card.parameters.iter().filter(|parameter| parameter.is_own()) {
        let keys = match parameter.presence {
            KeyPresence::Optional => continue,
            KeyPresence::Required => vec![parameter.key],
            // Once for all of them.
            KeyPresence::OneOf(keys) if keys == told => continue,
            KeyPresence::OneOf(keys) => {
                told = keys;
                keys.iter().copied().filter(|key| card.own(key).is_some()).collect()
            }
        };
        if !keys.iter().any(|key| given.contains(key)) {
            let message = format!("the rule `{id}` says nothing without {}", list(keys).replace(", ", " or "));
            let help = format!("write {}: {}", list([parameter.key]), parameter.form());
            report.error(&["rule", id], codes::EMPTY_RULE, message, help);
        }
    }
    if let Some((per, parameter)) = written.per.zip(card.own("per")) {
        let counts = match parameter.kind {
            ValueKind::Period(kinds) => kinds.contains(&PeriodKind::of(per.0)),
            _ => true,
        };
        if !counts {
            let message = format!("the rule `{}` does not count over {}", card.id, per.write());
            report.error(&["rule", id, "per"], codes::BAD_VALUE, message, format!("choose {}", parameter.form()));
        }
    }
}

/// A limit in the unit of the rule: minutes, or a number.
fn limit(path: &[&str; 3], written: Option<Limit>, card: &'static Card, report: &mut Report<'_>) -> Option<u32> {
    let parameter = card.own(path[2])?;
    let (form, time) = (parameter.form(), parameter.kind.is_time());
    let message =
        |what: &str| format!("`{}` of `{}` is {what}; the rule `{}` counts {form}", path[2], path[1], card.id);
    match written? {
        Limit::Time(WrittenMinutes(minutes)) if time => Some(minutes),
        Limit::Number(number) if !time => Some(number),
        Limit::Number(_) => {
            report.error(path, codes::WRONG_UNIT, message("a number"), "write a duration, such as \"8h\"");
            None
        }
        Limit::Time(_) => {
            report.error(path, codes::WRONG_UNIT, message("a duration"), "write a whole number, without quotes");
            None
        }
    }
}

/// Money whose unit, if one is written, is that of the rule; for time it must be written, since it could be an hour or
/// a minute.
fn money_of(path: &[&str; 3], written: &Amount, card: &'static Card, report: &mut Report<'_>) -> Rate {
    let word = card.own(path[2]).and_then(|parameter| match parameter.kind {
        ValueKind::Price(unit) => Some(unit.word),
        _ => None,
    });
    let example = word.map_or("\"10.00\"".to_string(), |word| format!("\"10.00/{word}\""));
    match (&written.unit, word) {
        (Some(unit), word) if word != Some(unit.as_str()) => {
            let here = word.map_or("a sum".to_string(), |word| format!("for each `{word}`"));
            let message = format!("`{}` of `{}` is for each `{unit}`; here it is {here}", path[2], path[1]);
            report.error(path, codes::WRONG_UNIT, message, format!("write {example}"));
        }
        (None, Some(word)) if word == HOUR.word => {
            let message = format!("`{}` of `{}` does not say for what; it is for each {word}", path[2], path[1]);
            report.error(path, codes::WRONG_UNIT, message, format!("write {example}"));
        }
        _ => {}
    }
    written.rate
}

fn pattern(id: &str, written: &WrittenPolicy, plain: &PeopleContext<'_>, report: &mut Report<'_>) -> Vec<PatternCell> {
    let cells = written.pattern.as_deref().unwrap_or_default();
    if written.pattern.is_some() && cells.is_empty() {
        let message = format!("the pattern of `{id}` has no day");
        report.error(&["rule", id, "pattern"], codes::EMPTY_LIST, message, "write at least one");
    }
    let cells = cells.iter().enumerate().map(|(number, cell)| match cell.trim() {
        "off" => PatternCell::Off,
        "on" => PatternCell::On,
        "any" => PatternCell::Any,
        words => {
            let number = number.to_string();
            let mut meant: Vec<usize> = Vec::new();
            for word in words.split('|').map(str::trim) {
                let path = ["rule", id, "pattern", number.as_str()];
                let known = plain.words.iter().copied().chain(RESERVED.map(|word| (word, usize::MAX)));
                meant.extend(report.word(&path, "shift", word, &known.collect::<Vec<_>>()));
                if RESERVED.contains(&word) {
                    let message = format!("`{word}` stands beside shifts in the pattern of `{id}`");
                    report.error(&path, codes::BAD_VALUE, message, "let it stand alone, or name shifts only");
                }
            }
            meant.sort_unstable();
            meant.dedup();
            PatternCell::Shift(meant)
        }
    });
    cells.collect()
}
