//! A comparison for programs.

use super::comparison::Comparison;
use super::roster;
use super::scenario::{Scenario, Trouble};
use crate::report::json;
use files::text::json::{Object, pretty};
use serde_json::{Value, json};

/// The text. Seconds are left out unless asked for, so that bytes do not depend on the clock.
pub fn text(comparison: &Comparison, timings: bool) -> String {
    let scenarios = &comparison.scenarios;
    let baseline = &scenarios[comparison.baseline].name;
    let by_name = |value: &dyn Fn(usize) -> Value| -> Object {
        scenarios.iter().enumerate().map(|(index, scenario)| (scenario.name.clone(), value(index))).collect()
    };
    let inputs = comparison
        .inputs
        .iter()
        .map(|input| json!({ "path": input.path, "values": by_name(&|index| json!(input.texts[index])) }));
    let differences = scenarios.iter().enumerate().filter(|&(index, _)| index != comparison.baseline);
    let differences = differences.map(|(index, scenario)| {
        let values: Object = comparison
            .lines
            .iter()
            .map(|line| {
                let difference = line.style.plain(line.difference(index, comparison.baseline));
                (line.key.clone(), json!(difference))
            })
            .collect();
        let mut difference = json!({ "name": scenario.name, "minus": baseline, "figures": values });
        let changes = roster::changes_of(comparison, index);
        if !changes.is_empty() {
            difference["roster"] = changes
                .iter()
                .map(|one| json!({ "employee": one.employee, "date": one.date.to_string(), "was": one.was, "is": one.is }))
                .collect();
        }
        difference
    });
    let winners: Object = comparison
        .winners
        .iter()
        .map(|winner| (winner.key.to_owned(), json!({ "best": winner.best, "not_ruled_out": winner.open })))
        .collect();
    pretty(&json!({
        "schema": "equipoise-compare/1",
        "baseline": baseline,
        "scenarios": scenarios.iter().map(|one| scenario(one, timings)).collect::<Vec<_>>(),
        "inputs": inputs.collect::<Value>(),
        "differences": differences.collect::<Value>(),
        "winners": winners,
    }))
}

fn scenario(scenario: &Scenario, timings: bool) -> Object {
    let seconds = timings.then_some(scenario.seconds);
    match &scenario.result {
        Ok(answer) => json::plan(&scenario.name, &scenario.title, &answer.figures, seconds),
        Err(Trouble::Failure(failure)) => json::failure(&scenario.name, &scenario.title, failure, seconds),
        Err(Trouble::Input(diagnostics)) => {
            let messages: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
            let object = json!({
                "name": scenario.name, "title": scenario.title, "verdict": "error", "ending": null,
                "objective": null, "bound": null, "gap": null, "seconds": seconds, "errors": messages,
            });
            object.as_object().cloned().unwrap_or_default()
        }
    }
}
