//! TOML text to a tree of values with places. Every problem of the text is reported, not only the first.

use super::codes;
use super::node::Value;
use crate::load::node::{TomlEntry, TomlNode, TomlTable};
use base::diagnostic::{Diagnostic, Diagnostics, Place, Source};
use base::limits;
use chrono::NaiveDate;
use planning::demand::shown::shown;
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Syntax errors that are reported: those that follow are often consequences.
const MOST: usize = 20;

/// Reads a tree; on an error the tree is not to be used.
pub fn parse(source: &Arc<Source>, diagnostics: &mut Diagnostics) -> TomlNode {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    // What follows a text that is too deep is confusion about brackets.
    let deep = errors.iter().find(|error| is_too_deep(error));
    for error in deep.map_or(errors.as_slice(), std::slice::from_ref).iter().take(MOST) {
        diagnostics.push(syntax_error(source, error));
    }
    let mut reader = TomlReader { source, diagnostics };
    let span = 0..source.text.chars().next().map_or(0, char::len_utf8);
    let value =
        if errors.is_empty() { reader.table(table.into_inner(), 1) } else { Value::Table(TomlTable::default()) };
    TomlNode { value, place: Some(reader.place(span)) }
}

fn syntax_error(source: &Arc<Source>, error: &toml::de::Error) -> Diagnostic {
    let message = error.message();
    let span = error.span().unwrap_or_else(|| deepest_line(&source.text));
    let place = Some(Place { source: source.clone(), start: span.start, end: span.end });
    let diagnostic = if is_too_deep(error) {
        too_deep()
    } else if message.contains("duplicate key") {
        let key = place.as_ref().map_or("", Place::text);
        let message = format!("`{}` is written twice", shown(key));
        Diagnostic::error(codes::DUPLICATE_KEY, message, "keep one of the two")
    } else {
        let message = message.lines().collect::<Vec<_>>().join(", ");
        let help = remedy(&message);
        Diagnostic::error(codes::SYNTAX, format!("this is not TOML: {message}"), help)
    };
    diagnostic.at(place)
}

/// The line that leads deepest: the parser does not say where it gave up on a key of many parts.
fn deepest_line(text: &str) -> Range<usize> {
    let depth = |line: &&str| line.bytes().filter(|byte| matches!(byte, b'.' | b'[' | b'{')).count();
    let deepest = text.lines().rev().max_by_key(depth).unwrap_or(&text[..0]);
    let start = deepest.as_ptr() as usize - text.as_ptr() as usize;
    start..start + deepest.len()
}

/// What to do about a message of the parser.
fn remedy(message: &str) -> &'static str {
    let remedies = [
        ("must be quoted", "put text in quotes; only numbers, dates, `true` and `false` have none"),
        ("string", "end the text with the quote it begins with, on the same line; write a quote in it as `\\\"`"),
        ("date", "write a date that exists, such as 2026-05-04"),
        ("time", "write a time in quotes, such as \"07:00\""),
        ("number", "write plain digits, with a point before decimals"),
        ("integer", "write plain digits"),
        ("float", "write plain digits, with a point before decimals"),
    ];
    let found = remedies.iter().find(|(word, _)| message.contains(word));
    found.map_or("write `key = value`, one a line, below `[tables]`", |(_, remedy)| remedy)
}

/// The parser has a limit of its own, above ours.
fn is_too_deep(error: &toml::de::Error) -> bool {
    error.message().contains("recursion limit") || error.message().contains("cannot recurse")
}

fn too_deep() -> Diagnostic {
    let message = format!("tables and lists are nested deeper than {}", limits::NESTING);
    Diagnostic::error(codes::TOO_DEEP, message, "write it flatter; no key of ours lies so deep")
}

struct TomlReader<'a> {
    source: &'a Arc<Source>,
    diagnostics: &'a mut Diagnostics,
}

impl TomlReader<'_> {
    fn place(&self, span: Range<usize>) -> Place {
        Place { source: self.source.clone(), start: span.start, end: span.end }
    }

    fn table(&mut self, table: DeTable<'_>, depth: usize) -> Value {
        let mut entries: Vec<_> = table.into_iter().collect();
        // The parser sorts by key; people read in the order of the file.
        entries.sort_by_key(|(key, _)| key.span().start);
        let entries = entries.into_iter().map(|(key, value)| TomlEntry {
            key_place: Some(self.place(key.span())),
            key: key.into_inner().into_owned(),
            node: self.node(value, depth),
        });
        Value::Table(TomlTable(entries.collect()))
    }

    fn node(&mut self, value: Spanned<DeValue<'_>>, depth: usize) -> TomlNode {
        let place = self.place(value.span());
        if depth > limits::NESTING {
            self.diagnostics.push(too_deep().at(Some(place.clone())));
            return TomlNode { value: Value::Bool(false), place: Some(place) };
        }
        let value = match value.into_inner() {
            DeValue::Boolean(value) => Value::Bool(value),
            DeValue::String(text) => Value::Text(text.into_owned()),
            DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
                Ok(number) => Value::Integer(number),
                Err(_) => self.refuse(codes::NUMBER_TOO_LARGE, "is beyond 64 bits", "write a smaller number", &place),
            },
            DeValue::Float(number) => match number.as_str().parse::<f64>() {
                Ok(number) if number.is_finite() => Value::Float(number),
                _ => self.refuse(codes::NOT_FINITE, "is not a finite number", "write a number", &place),
            },
            DeValue::Datetime(moment) => date(&moment).unwrap_or_else(|| Value::Moment(moment.to_string())),
            DeValue::Array(items) => Value::Array(items.into_iter().map(|item| self.node(item, depth + 1)).collect()),
            DeValue::Table(table) => self.table(table, depth + 1),
        };
        TomlNode { value, place: Some(place) }
    }

    fn refuse(&mut self, code: &'static str, what: &str, help: &str, place: &Place) -> Value {
        let message = format!("`{}` {what}", place.text());
        self.diagnostics.push(Diagnostic::error(code, message, help).at(Some(place.clone())));
        Value::Integer(0)
    }
}

fn date(moment: &toml::value::Datetime) -> Option<Value> {
    match (moment.date, moment.time, moment.offset) {
        (Some(date), None, None) => {
            NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into()).map(Value::Date)
        }
        _ => None,
    }
}
