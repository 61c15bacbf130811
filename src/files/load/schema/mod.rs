//! The files as types. Their JSON Schema is what files are checked against and what editors are given.

pub mod calendar;
pub mod cover;
pub mod demand;
pub mod employee;
pub mod flow;
pub mod lever;
pub mod named;
pub mod resource;
pub mod rule;
pub mod scenario;
pub mod service;
pub mod session;
pub mod shift;
pub mod slots;
pub mod team;
pub mod time;

pub use named::Named;

use super::quantity::{Currency, Date, Days, Timezone, Title};
use crate::load::quantity::WrittenMinutes;
use calendar::{Edges, OpeningHours};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use std::sync::OnceLock;

/// A `model.toml`.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "model")]
pub struct ModelFile {
    /// What people call it.
    pub title: Title,
    /// IANA name, such as "America/New_York".
    pub timezone: Timezone,
    /// ISO 4217 code.
    pub currency: Currency,
    /// The planning grid: 5, 6, 10, 12, 15, 20, 30 or 60 minutes.
    #[serde(default = "quarter")]
    pub interval: WrittenMinutes,
    /// First date.
    pub start: Date,
    /// Number of days.
    #[schemars(range(min = 1, max = 1100))]
    pub days: u32,
    /// Opening hours: one window for every day, or a table of days to a window or a list of windows.
    #[serde(default)]
    pub open: OpeningHours,
    /// What a shift does after the last midnight.
    #[serde(default)]
    pub edges: Edges,
    /// Days that count as weekend.
    #[serde(default = "weekend")]
    pub weekend: Days,
    /// Dates that count as holidays.
    #[serde(default)]
    pub holidays: Vec<Date>,
    /// Streams of customer work.
    #[serde(default)]
    pub service: Named<service::WrittenService>,
    /// People who are interchangeable.
    #[serde(default)]
    pub team: Named<team::WrittenTeam>,
    /// Which shifts may be worked.
    #[serde(default)]
    pub shift: Named<shift::WrittenShift>,
    /// Counters, rooms, desks.
    #[serde(default)]
    pub resource: Named<resource::WrittenResource>,
    /// Heads wanted on shifts.
    #[serde(default)]
    pub cover: Named<cover::WrittenCover>,
    /// Files about named people.
    #[serde(default)]
    pub employees: employee::Employees,
    /// Named people.
    #[serde(default)]
    pub employee: Named<employee::WrittenEmployee>,
    /// What people of one kind of contract have in common.
    #[serde(default)]
    pub contract: Named<employee::Contract>,
    /// What goes on from service to service.
    #[serde(default)]
    pub flow: Named<flow::WrittenFlow>,
    /// Ways to bring supply and demand together.
    #[serde(default)]
    pub lever: Named<lever::WrittenLever>,
    /// What is said of all appointment slots together.
    #[serde(default)]
    pub slots: slots::Slots,
    /// Rules over the whole plan, and rules of the roster.
    #[serde(default)]
    pub rule: rule::Rules,
}

fn quarter() -> WrittenMinutes {
    WrittenMinutes(15)
}

fn weekend() -> Days {
    Days(vec![chrono::Weekday::Sat, chrono::Weekday::Sun])
}

/// Which of the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaKind {
    /// A `model.toml`.
    Model,
    /// A scenario.
    Scenario,
    /// One provider's session.
    Session,
}

/// The JSON Schema of a file (draft 2020-12); the same at every call.
pub fn schema(kind: SchemaKind) -> &'static Json {
    static MODEL: OnceLock<Json> = OnceLock::new();
    static SCENARIO: OnceLock<Json> = OnceLock::new();
    static SESSION: OnceLock<Json> = OnceLock::new();
    match kind {
        SchemaKind::Model => MODEL.get_or_init(generate::<ModelFile>),
        SchemaKind::Scenario => SCENARIO.get_or_init(generate::<scenario::ScenarioFile>),
        SchemaKind::Session => SESSION.get_or_init(generate::<session::SessionFile>),
    }
}

fn generate<T: JsonSchema>() -> Json {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>().to_value();
    remove_null(&mut schema);
    schema
}

/// What may be left out is `null` to serde; TOML has no such value, and an editor should not offer it.
fn remove_null(schema: &mut Json) {
    match schema {
        Json::Array(items) => items.iter_mut().for_each(remove_null),
        Json::Object(keys) => {
            if let Some(Json::Array(types)) = keys.get_mut("type") {
                types.retain(|name| name != "null");
                if let [one] = types.as_slice() {
                    let one = one.clone();
                    keys.insert("type".to_string(), one);
                }
            }
            if let Some(Json::Array(forms)) = keys.get_mut("anyOf") {
                forms.retain(|form| form.get("type").is_none_or(|name| name != "null"));
            }
            if let Some(Json::Object(default)) = keys.get_mut("default") {
                default.retain(|_, value| !value.is_null());
            }
            keys.values_mut().for_each(remove_null);
        }
        _ => {}
    }
}
