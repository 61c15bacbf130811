//! A file as a tree of values that know where they were written.

use base::diagnostic::Place;
use chrono::NaiveDate;

/// One value and where it was written; no place: nobody wrote it.
#[derive(Clone, Debug)]
pub struct TomlNode {
    /// What was written.
    pub value: Value,
    /// Where.
    pub place: Option<Place>,
}

/// What can be written.
#[derive(Clone, Debug)]
pub enum Value {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A finite number.
    Float(f64),
    /// Text in quotes.
    Text(String),
    /// A date without quotes.
    Date(NaiveDate),
    /// A time of day, or a date with one: TOML has them, our files do not.
    Moment(String),
    /// A list.
    Array(Vec<TomlNode>),
    /// A table, in the order of the file.
    Table(TomlTable),
}

/// Keys and values in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct TomlTable(pub Vec<TomlEntry>);

/// One line of a table.
#[derive(Clone, Debug)]
pub struct TomlEntry {
    /// The key, without quotes.
    pub key: String,
    /// Where the key was written.
    pub key_place: Option<Place>,
    /// Its value.
    pub node: TomlNode,
}

impl TomlTable {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&TomlNode> {
        self.0.iter().find(|entry| entry.key == key).map(|entry| &entry.node)
    }

    /// The value of a key, to be changed.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut TomlNode> {
        self.0.iter_mut().find(|entry| entry.key == key).map(|entry| &mut entry.node)
    }

    /// The keys, in the order of the file.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|entry| entry.key.as_str())
    }
}

impl TomlNode {
    /// A value that nobody wrote.
    pub fn unwritten(value: Value) -> TomlNode {
        TomlNode { value, place: None }
    }

    /// The table, if it is one.
    pub fn table(&self) -> Option<&TomlTable> {
        if let Value::Table(table) = &self.value { Some(table) } else { None }
    }

    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        if let Value::Text(text) = &self.value { Some(text) } else { None }
    }

    /// The value one step down: a key of a table, or of a list the element with that `name` or number.
    pub fn child(&self, segment: &str) -> Option<&TomlNode> {
        match &self.value {
            Value::Table(table) => table.get(segment),
            Value::Array(items) => {
                let named = items.iter().find(|item| item.name() == Some(segment));
                named.or_else(|| items.get(segment.parse::<usize>().ok()?))
            }
            _ => None,
        }
    }

    /// The `name` of an element of a list.
    pub fn name(&self) -> Option<&str> {
        self.table()?.get("name")?.text()
    }

    /// The place of the value at a path or, if nobody wrote it, of what it would be written in.
    pub fn place_of(&self, path: &[&str]) -> Option<Place> {
        let mut node = self;
        let mut place = self.place.clone();
        for segment in path {
            if let Some(entry) = node.table().and_then(|table| table.0.iter().find(|entry| entry.key == *segment)) {
                // A table written with a header is best shown by the header.
                let whole = matches!(entry.node.value, Value::Table(_));
                place = if whole { entry.key_place.clone().or(place) } else { entry.node.place.clone().or(place) };
                node = &entry.node;
            } else if let Some(child) = node.child(segment) {
                place = child.place.clone().or(place);
                node = child;
            } else {
                break;
            }
        }
        place
    }

    /// The value as JSON; dates become text.
    pub fn json(&self) -> serde_json::Value {
        match &self.value {
            Value::Bool(value) => (*value).into(),
            Value::Integer(value) => (*value).into(),
            Value::Float(value) => (*value).into(),
            Value::Text(value) | Value::Moment(value) => value.as_str().into(),
            Value::Date(value) => value.to_string().into(),
            Value::Array(items) => items.iter().map(TomlNode::json).collect(),
            Value::Table(table) => table.0.iter().map(|entry| (entry.key.clone(), entry.node.json())).collect(),
        }
    }
}

/// As it would be written in a file, on one line.
impl std::fmt::Display for TomlNode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.value {
            Value::Bool(value) => write!(f, "{value}"),
            Value::Integer(value) => write!(f, "{value}"),
            Value::Float(value) => write!(f, "{value:?}"),
            Value::Text(value) => write!(f, "{value:?}"),
            Value::Date(value) => write!(f, "{value}"),
            Value::Moment(value) => write!(f, "{value}"),
            Value::Array(items) => {
                let items: Vec<String> = items.iter().map(TomlNode::to_string).collect();
                write!(f, "[{}]", items.join(", "))
            }
            Value::Table(table) if table.0.is_empty() => f.write_str("{}"),
            Value::Table(table) => {
                let entries: Vec<String> =
                    table.0.iter().map(|entry| format!("{} = {}", entry.key, entry.node)).collect();
                write!(f, "{{ {} }}", entries.join(", "))
            }
        }
    }
}

/// Two values are the same if they would be read the same, wherever they were written.
pub fn same(one: &TomlNode, other: &TomlNode) -> bool {
    one.json() == other.json()
}

/// A JSON value as a tree that nobody wrote: for defaults.
pub fn unwritten(json: &serde_json::Value) -> TomlNode {
    use serde_json::Value as Json;
    let value = match json {
        Json::Null => Value::Text("none".to_string()),
        Json::Bool(value) => Value::Bool(*value),
        Json::Number(number) => number.as_i64().map_or(Value::Float(number.as_f64().unwrap_or(0.0)), Value::Integer),
        Json::String(text) => Value::Text(text.clone()),
        Json::Array(items) => Value::Array(items.iter().map(unwritten).collect()),
        Json::Object(entries) => Value::Table(TomlTable(
            entries
                .iter()
                .map(|(key, json)| TomlEntry { key: key.clone(), key_place: None, node: unwritten(json) })
                .collect(),
        )),
    };
    TomlNode::unwritten(value)
}
