//! What the schema allows at one point of a file.

use super::codes;
use super::node::Value;
use super::quantity;
use super::quantity::Wrong;
use crate::load::node::{TomlNode, TomlTable};
use serde_json::Value as Json;

/// One schema, with the root that its references lead to.
#[derive(Clone, Copy, Debug)]
pub struct SchemaShape<'a> {
    root: &'a Json,
    schema: &'a Json,
}

/// What a value is, for messages.
pub fn kind_of(node: &TomlNode) -> &'static str {
    match node.value {
        Value::Bool(_) => "true or false",
        Value::Integer(_) | Value::Float(_) => "a number",
        Value::Text(_) => "text",
        Value::Date(_) => "a date",
        Value::Moment(_) => "a time without quotes",
        Value::Array(_) => "a list",
        Value::Table(_) => "a table",
    }
}

impl<'a> SchemaShape<'a> {
    /// The shape of a whole file.
    pub fn root(schema: &'a Json) -> Self {
        SchemaShape { root: schema, schema }
    }

    fn at(self, schema: &'a Json) -> Self {
        SchemaShape { root: self.root, schema }
    }

    fn get(self, key: &str) -> Option<&'a Json> {
        self.schema.get(key)
    }

    /// Follows a reference.
    fn target(self) -> Self {
        let pointer = self.get("$ref").and_then(Json::as_str).and_then(|path| path.strip_prefix('#'));
        match pointer.and_then(|pointer| self.root.pointer(pointer)) {
            Some(schema) => self.at(schema).target(),
            None => self,
        }
    }

    /// The only form of a value, references followed; of several the first.
    pub fn resolved(self) -> Self {
        self.alternatives().first().copied().unwrap_or(self)
    }

    /// The forms a value may take; `null` is none, since TOML has none.
    pub fn alternatives(self) -> Vec<SchemaShape<'a>> {
        let shape = self.target();
        let several = shape.get("anyOf").or(shape.get("oneOf")).and_then(Json::as_array);
        match several {
            // Words with a description each are one form.
            Some(several) if several.iter().all(|one| one.get("const").is_some()) => vec![shape],
            Some(several) => several
                .iter()
                .filter(|one| one.get("type").and_then(Json::as_str) != Some("null"))
                .flat_map(|one| shape.at(one).alternatives())
                .collect(),
            None => vec![shape],
        }
    }

    fn has_type(self, name: &str) -> bool {
        match self.get("type") {
            Some(Json::String(one)) => one == name,
            Some(Json::Array(several)) => several.iter().any(|one| one == name),
            _ => self.words().is_some() && name == "string",
        }
    }

    /// Whether any value may stand here, to be checked elsewhere.
    pub fn is_anything(self) -> bool {
        self.schema == &Json::Bool(true)
    }

    /// Whether a value is of a kind that this shape allows.
    pub fn fits(self, node: &TomlNode) -> bool {
        if self.is_anything() {
            return true;
        }
        match node.value {
            Value::Bool(_) => self.has_type("boolean"),
            Value::Integer(_) => self.has_type("integer") || self.has_type("number"),
            Value::Float(_) => self.has_type("number"),
            Value::Text(_) => self.has_type("string") && !self.is_date(),
            Value::Date(_) => self.is_date(),
            Value::Moment(_) => false,
            Value::Array(_) => self.has_type("array"),
            Value::Table(_) => self.has_type("object"),
        }
    }

    fn is_date(self) -> bool {
        self.quantity() == Some("date")
    }

    /// Why a value that fits cannot be taken; only its own text or number, not what is inside.
    pub fn complaint(self, node: &TomlNode) -> Option<Wrong> {
        if let Some(name) = self.quantity() {
            return quantity::check(name, &node.json()).err();
        }
        if let (Some(words), Some(text)) = (self.words(), node.text()) {
            return (!words.contains(&text)).then(|| Wrong {
                code: codes::BAD_VALUE,
                cause: "is not a known word".to_string(),
                help: None,
            });
        }
        let number = match node.value {
            Value::Integer(number) => number as f64,
            Value::Float(number) => number,
            _ => return None,
        };
        let bound = |key: &str| self.get(key).and_then(Json::as_f64);
        let unsigned = self.get("format").and_then(Json::as_str) == Some("uint32");
        let (least, most) = (bound("minimum"), bound("maximum").or(unsigned.then_some(f64::from(u32::MAX))));
        let range = match (least, most) {
            (Some(least), _) if number < least => format!("is below {least}"),
            (_, Some(most)) if number > most => format!("is above {most}"),
            _ => return None,
        };
        let limits = match (least, most) {
            (Some(least), Some(most)) => format!("choose a number from {least} to {most}"),
            (Some(least), None) => format!("choose a number from {least}"),
            _ => return None,
        };
        Some(Wrong { code: codes::OUT_OF_RANGE, cause: range, help: Some(limits) })
    }

    /// The notation of the value.
    pub fn quantity(self) -> Option<&'a str> {
        self.get("x-quantity").and_then(Json::as_str)
    }

    /// The notation of keys that the author chooses.
    pub fn key_quantity(self) -> Option<&'a str> {
        self.get("propertyNames")?.get("x-quantity")?.as_str()
    }

    /// The words that are allowed, if only words are.
    pub fn words(self) -> Option<Vec<&'a str>> {
        if let Some(words) = self.get("enum").and_then(Json::as_array) {
            return Some(words.iter().filter_map(Json::as_str).collect());
        }
        let described = self.get("oneOf").and_then(Json::as_array);
        match described {
            Some(words) => words.iter().map(|word| word.get("const")?.as_str()).collect(),
            None => self.get("const").and_then(Json::as_str).map(|word| vec![word]),
        }
    }

    /// Whether it is a table.
    pub fn is_table(self) -> bool {
        self.has_type("object")
    }

    /// A kind of value without a notation of its own.
    pub fn plain(self) -> &'static str {
        match self.get("type").and_then(Json::as_str) {
            Some("boolean") => "true or false",
            Some("integer") => "a whole number",
            Some("number") => "a number",
            Some("array") => "a list",
            Some("object") => "a table",
            _ => "text in quotes",
        }
    }

    /// The known keys of a table.
    pub fn keys(self) -> impl Iterator<Item = &'a str> + Clone {
        self.get("properties").and_then(Json::as_object).into_iter().flat_map(|keys| keys.keys().map(String::as_str))
    }

    /// The shape of a known key.
    pub fn property(self, key: &str) -> Option<SchemaShape<'a>> {
        Some(self.at(self.get("properties")?.get(key)?))
    }

    /// The shape of the values under keys that the author chooses.
    pub fn values(self) -> Option<SchemaShape<'a>> {
        self.get("additionalProperties").filter(|values| **values != Json::Bool(false)).map(|values| self.at(values))
    }

    /// The shape of the elements of a list.
    pub fn items(self) -> Option<SchemaShape<'a>> {
        self.get("items").map(|items| self.at(items))
    }

    /// Keys that must be there.
    pub fn required(self) -> impl Iterator<Item = &'a str> {
        self.get("required").and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str)
    }

    /// The value if nobody writes one.
    pub fn default(self) -> Option<&'a Json> {
        self.get("default")
    }

    /// True if a key belongs to services of this kind; most belong to all.
    pub fn is_of_kind(self, kind: &str) -> bool {
        self.get("x-kind").and_then(Json::as_str).is_none_or(|kinds| kinds.split(' ').any(|known| known == kind))
    }

    /// Of several tables the one that was probably meant: most keys known, then fewest missing, then the first.
    pub fn best(shapes: &[SchemaShape<'a>], table: &TomlTable) -> Option<SchemaShape<'a>> {
        let score = |shape: &SchemaShape<'_>| {
            let free = shape.values().is_some();
            let known = table.keys().filter(|key| free || shape.property(key).is_some()).count();
            let missing = shape.required().filter(|key| table.get(key).is_none()).count();
            (known, std::cmp::Reverse(missing))
        };
        let mut best: Option<SchemaShape<'a>> = None;
        for shape in shapes.iter().filter(|shape| shape.is_table()) {
            if best.is_none_or(|best| score(shape) > score(&best)) {
                best = Some(*shape);
            }
        }
        best
    }
}
