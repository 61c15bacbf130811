//! A table whose keys are chosen by the author, in the order of the file.

use crate::load::quantity::{Id, Quantity};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::marker::PhantomData;

/// Values by key; the keys are written as the quantity `K`.
#[derive(Clone, Debug)]
pub struct Named<V, K = Id> {
    /// Keys and values in the order of the file.
    pub entries: Vec<(String, V)>,
    keys: PhantomData<K>,
}

impl<V, K> Default for Named<V, K> {
    fn default() -> Self {
        Named { entries: Vec::new(), keys: PhantomData }
    }
}

impl<V, K> Named<V, K> {
    /// The keys.
    pub fn keys(&self) -> impl Iterator<Item = &str> + Clone {
        self.entries.iter().map(|(key, _)| key.as_str())
    }

    /// The number of a key.
    pub fn position(&self, key: &str) -> Option<usize> {
        self.entries.iter().position(|(known, _)| known == key)
    }
}

impl<V: Serialize, K> Serialize for Named<V, K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.entries.iter().map(|(key, value)| (key, value)))
    }
}

impl<'de, V: Deserialize<'de>, K> Deserialize<'de> for Named<V, K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NamedVisitor<V>(PhantomData<V>);

        impl<'de, V: Deserialize<'de>> serde::de::Visitor<'de> for NamedVisitor<V> {
            type Value = Vec<(String, V)>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a table")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(entries)
            }
        }

        deserializer.deserialize_map(NamedVisitor(PhantomData)).map(|entries| Named { entries, keys: PhantomData })
    }
}

impl<V: JsonSchema, K: Quantity> JsonSchema for Named<V, K> {
    fn schema_name() -> Cow<'static, str> {
        format!("named-{}-by-{}", V::schema_name(), K::NAME).into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "additionalProperties": generator.subschema_for::<V>(),
            "propertyNames": { "x-quantity": K::NAME },
        })
    }
}
