//! A tree checked against a JSON Schema: every problem at once, each at its place.

use super::codes;
use super::nearest::{list, suggest};
use super::node::Value;
use super::quantity;
use super::quantity::Wrong;
use super::shape::kind_of;
use crate::load::node::{TomlEntry, TomlNode, TomlTable};
use crate::load::shape::SchemaShape;
use base::diagnostic::{Diagnostic, Diagnostics, Place};
use planning::demand::shown::shown;
use serde_json::Value as Json;

/// Checks a tree against the schema of its file.
pub fn walk(node: &TomlNode, schema: &Json, diagnostics: &mut Diagnostics) {
    Walker { diagnostics, found: 0 }.value("", node, SchemaShape::root(schema));
}

/// Problems after which the rest of a file is not looked at: nobody reads so many.
const MOST: usize = 1_000;

struct Walker<'a> {
    diagnostics: &'a mut Diagnostics,
    found: usize,
}

impl Walker<'_> {
    fn error(&mut self, code: &'static str, place: &Option<Place>, message: String, help: String) {
        self.found += 1;
        if self.found <= MOST {
            self.diagnostics.push(Diagnostic::error(code, message, help).at(place.clone()));
        }
    }

    fn value(&mut self, path: &str, node: &TomlNode, shape: SchemaShape<'_>) {
        if shape.is_anything() || self.found > MOST {
            return;
        }
        let shapes = shape.alternatives();
        let fitting: Vec<SchemaShape<'_>> = shapes.iter().copied().filter(|shape| shape.fits(node)).collect();
        if let Some(table) = node.table() {
            return match SchemaShape::best(&fitting, table) {
                Some(shape) => self.table(path, node, table, shape),
                None => self.wrong_type(path, node, &shapes),
            };
        }
        // Of several forms the last is the general one, such as a price beside a single word.
        let mut complaint = None;
        for shape in fitting {
            match shape.complaint(node) {
                Some(found) => complaint = Some(found),
                None => return self.inside(path, node, shape),
            }
        }
        match complaint {
            Some(Wrong { code, cause, help }) => {
                let help = help.unwrap_or_else(|| expected(&shapes));
                self.error(code, &node.place, format!("`{path} = {}`{}", short(node), because(&cause)), help);
            }
            None => self.wrong_type(path, node, &shapes),
        }
    }

    fn wrong_type(&mut self, path: &str, node: &TomlNode, shapes: &[SchemaShape<'_>]) {
        let message = format!("`{path}` is {} here: {}", kind_of(node), short(node));
        self.error(codes::WRONG_TYPE, &node.place, message, expected(shapes));
    }

    /// The elements of a list; what has no parts is done.
    fn inside(&mut self, path: &str, node: &TomlNode, shape: SchemaShape<'_>) {
        let (Value::Array(items), Some(shape)) = (&node.value, shape.items()) else {
            return;
        };
        for (number, item) in items.iter().enumerate() {
            let name = item.name().map_or_else(|| number.to_string(), str::to_string);
            self.value(&join(path, &name), item, shape);
        }
    }

    fn table(&mut self, path: &str, node: &TomlNode, table: &TomlTable, shape: SchemaShape<'_>) {
        for entry in &table.0 {
            if self.found > MOST {
                return;
            }
            let below = join(path, &entry.key);
            match (shape.property(&entry.key), shape.values()) {
                (Some(shape), _) => self.value(&below, &entry.node, shape),
                (None, Some(values)) => {
                    self.key(&below, entry, shape);
                    self.value(&below, &entry.node, values);
                }
                (None, None) => {
                    let message = format!("`{}` is not a key of {}", shown(&entry.key), whole(path));
                    let place = entry.key_place.clone().or(entry.node.place.clone());
                    self.error(codes::UNKNOWN_KEY, &place, message, suggest(&entry.key, shape.keys()));
                }
            }
        }
        for key in shape.required().filter(|key| table.get(key).is_none()) {
            let form = shape.property(key).map_or(String::new(), |shape| expected(&shape.alternatives()));
            let message = format!("`{key}` is missing in {}", whole(path));
            self.error(codes::MISSING_KEY, &node.place, message, format!("add `{key}`: {form}"));
        }
    }

    /// A key that the author chose.
    fn key(&mut self, path: &str, entry: &TomlEntry, shape: SchemaShape<'_>) {
        let Some(name) = shape.key_quantity() else {
            return;
        };
        if let Err(wrong) = quantity::check(name, &entry.key.as_str().into()) {
            let help = wrong.help.unwrap_or_else(|| one_of(name));
            let place = entry.key_place.clone().or(entry.node.place.clone());
            self.error(wrong.code, &place, format!("the key `{path}`{}", because(&wrong.cause)), help);
        }
    }
}

fn join(path: &str, key: &str) -> String {
    let key = shown(key);
    if path.is_empty() { key } else { format!("{path}.{key}") }
}

/// A cause behind the value it is about: a verb goes on with the sentence, anything else begins a new one.
fn because(cause: &str) -> String {
    if cause.starts_with(char::is_alphabetic) { format!(" {cause}") } else { format!(": {cause}") }
}

fn whole(path: &str) -> String {
    if path.is_empty() { "the file".to_string() } else { format!("`{path}`") }
}

/// The value as it is written, cut if it is long.
fn short(node: &TomlNode) -> String {
    let text = node.to_string();
    if text.chars().count() <= 60 { text } else { text.chars().take(57).chain("...".chars()).collect() }
}

fn one_of(name: &str) -> String {
    let (meaning, examples) = quantity::forms(name);
    let examples: Vec<String> = examples.iter().map(|text| written(name, text)).collect();
    format!("write {meaning} such as {}", examples.join(", "))
}

/// An example as it stands in a file: in quotes, unless it is a number, a list or a date.
fn written(name: &str, example: &str) -> String {
    let bare = name == "date" || serde_json::from_str::<Json>(example).is_ok();
    if bare { example.to_string() } else { format!("{example:?}") }
}

/// What may be written instead.
fn expected(shapes: &[SchemaShape<'_>]) -> String {
    let mut forms: Vec<String> = Vec::new();
    for shape in shapes {
        let form = if let Some(name) = shape.quantity() {
            one_of(name)
        } else if let Some(words) = shape.words() {
            format!("write {}", words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" or "))
        } else if shape.is_table() {
            let keys: Vec<&str> = shape.keys().collect();
            match shape.key_quantity() {
                _ if !keys.is_empty() => format!("write a table with {}", list(keys)),
                Some(name) => format!("write a table of {}", quantity::forms(name).0),
                None => "write a table".to_string(),
            }
        } else {
            format!("write {}", shape.plain())
        };
        if !forms.contains(&form) {
            forms.push(form);
        }
    }
    forms.join("; or ")
}
