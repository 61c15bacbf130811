//! Rules over the whole plan, and rules of a roster as they are applied here.

use super::Named;
use crate::load::quantity::{Amount, Date, Per, Price, Shift, WrittenClock, WrittenMinutes, WrittenPremiumDays};
use planning::levers::lever_budget;
use planning::roster;
use planning::staffing::rules::distinct_shifts;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value as Json;
use std::borrow::Cow;

/// The key of the only rule that is about no people.
pub const DISTINCT_SHIFTS: &str = distinct_shifts::CARD.id;

/// The key of what levers may cost together.
pub const LEVER_BUDGET: &str = lever_budget::CARD.id;

/// Rules by name. A name that is the id of a rule may be set by a scenario even where the model is silent.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// Limit and price of the number of different shifts in use.
    pub distinct_shifts: Option<DistinctShifts>,
    /// Most money that levers may spend.
    pub lever_budget: Option<LeverBudget>,
    /// Rules about people, in the order of the file.
    pub policies: Named<WrittenPolicy>,
}

/// A different shift is a different rule, start and length.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "distinct-shifts")]
pub struct DistinctShifts {
    /// At most so many.
    #[schemars(range(min = 1))]
    pub at_most: Option<u32>,
    /// Price of each one in use.
    pub price: Option<Price<Shift>>,
}

/// What all levers may cost together.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "lever-budget")]
pub struct LeverBudget {
    /// At most so much over the plan.
    pub at_most: Amount,
}

/// A rule of a roster: which one, for whom, when, with which limits, at which price. `equipoise rules ID` says which
/// limits a rule reads.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "policy")]
pub struct WrittenPolicy {
    /// Id of the rule; the name of the table if it is left out.
    pub rule: Option<String>,
    /// Only for people of these teams.
    pub teams: Option<Vec<String>>,
    /// Only for these people.
    pub employees: Option<Vec<String>>,
    /// Only for people with one of these contracts.
    pub contracts: Option<Vec<String>>,
    /// Only for people with one of these tags.
    pub tags: Option<Vec<String>>,
    /// Only about these shifts, or tags of shifts.
    pub shifts: Option<Vec<String>>,
    /// Only on these days: days of the week, "weekend" or "holiday".
    pub days: Option<WrittenPremiumDays>,
    /// First date on which it holds.
    pub from: Option<Date>,
    /// Last date on which it holds.
    pub until: Option<Date>,
    /// The other shifts, or tags of shifts.
    pub others: Option<Vec<String>>,
    /// The people on the other side: ids or tags.
    pub partners: Option<Vec<String>>,
    /// A skill.
    pub skill: Option<String>,
    /// At least so many, or so long.
    pub at_least: Option<Limit>,
    /// At most so many, or so long.
    pub at_most: Option<Limit>,
    /// The span over which it counts.
    pub per: Option<Per>,
    /// A number or length after which it applies.
    pub after: Option<Limit>,
    /// Local time at which a window opens.
    pub opens: Option<WrittenClock>,
    /// How long a window lasts.
    pub lasts: Option<WrittenMinutes>,
    /// Day after day "off", "on", "any", or shifts and tags of shifts divided by `|`.
    pub pattern: Option<Vec<String>>,
    /// Money that may be spent, or is due once.
    pub money: Option<Amount>,
    /// Price of each unit by which it is broken; without it the rule must hold.
    pub price: Option<Amount>,
}

/// A number, or a length of time; the rule says which.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "limit")]
pub enum Limit {
    /// So many.
    Number(#[schemars(range(max = 1_000_000))] u32),
    /// So long.
    Time(WrittenMinutes),
}

impl Serialize for Rules {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let json = |value: Result<Json, _>| value.map_err(serde::ser::Error::custom);
        let mut all = Vec::new();
        if let Some(rule) = &self.distinct_shifts {
            all.push((DISTINCT_SHIFTS, json(serde_json::to_value(rule))?));
        }
        if let Some(rule) = &self.lever_budget {
            all.push((LEVER_BUDGET, json(serde_json::to_value(rule))?));
        }
        for (name, policy) in &self.policies.entries {
            all.push((name, json(serde_json::to_value(policy))?));
        }
        serializer.collect_map(all)
    }
}

impl<'de> Deserialize<'de> for Rules {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut rules = Rules::default();
        for (name, value) in Named::<Json>::deserialize(deserializer)?.entries {
            if name == DISTINCT_SHIFTS {
                rules.distinct_shifts = Some(serde_json::from_value(value).map_err(D::Error::custom)?);
            } else if name == LEVER_BUDGET {
                rules.lever_budget = Some(serde_json::from_value(value).map_err(D::Error::custom)?);
            } else {
                rules.policies.entries.push((name, serde_json::from_value(value).map_err(D::Error::custom)?));
            }
        }
        Ok(rules)
    }
}

impl JsonSchema for Rules {
    fn schema_name() -> Cow<'static, str> {
        "rules".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = Named::<WrittenPolicy>::json_schema(generator);
        let mut known = serde_json::Map::new();
        known.insert(DISTINCT_SHIFTS.to_string(), generator.subschema_for::<DistinctShifts>().to_value());
        known.insert(LEVER_BUDGET.to_string(), generator.subschema_for::<LeverBudget>().to_value());
        let policy = generator.subschema_for::<WrittenPolicy>().to_value();
        for rule in roster::RULES {
            known.insert(rule.card.id.to_string(), policy.clone());
        }
        let with = json_schema!({ "properties": known });
        schema.ensure_object().extend(with.as_object().cloned().unwrap_or_default());
        schema
    }
}
