//! What differs in the inputs of scenarios.

use super::scenario::Scenario;
use std::collections::{BTreeMap, BTreeSet};

/// One value that is not the same in all scenarios.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Differing {
    /// The path through ids.
    pub path: String,
    /// Its text in each scenario, in their order; `None` where there is no such value.
    pub texts: Vec<Option<String>>,
}

/// All values that differ, by path.
pub fn differing(scenarios: &[Scenario]) -> Vec<Differing> {
    let values: Vec<BTreeMap<&str, &str>> = scenarios
        .iter()
        .map(|scenario| scenario.inputs.iter().map(|input| (input.path.as_str(), input.text.as_str())).collect())
        .collect();
    let paths: BTreeSet<&str> = values.iter().flat_map(|values| values.keys().copied()).collect();
    let of_path = |path: &str| Differing {
        path: path.to_owned(),
        texts: values.iter().map(|values| values.get(path).map(|text| (*text).to_owned())).collect(),
    };
    let differs = |one: &Differing| one.texts.windows(2).any(|pair| pair[0] != pair[1]);
    // What a scenario is called, where it lies and how long it may search is not what it asks.
    let asks = |path: &&str| !matches!(*path, "title" | "model" | "extends") && !path.starts_with("solve.");
    paths.into_iter().filter(asks).map(of_path).filter(differs).collect()
}
