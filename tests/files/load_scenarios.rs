//! Scenarios over models: order, conflicts, changes, sweeps.

use crate::support;

use files::load::load_all;
use planning::model::Capacity;
use proptest::prelude::*;
use support::{Folder, MODEL, codes, input};

fn folder(files: &[(&str, &str)]) -> Folder {
    let folder = Folder::with_model(MODEL);
    for (name, text) in files {
        folder.write(&format!("scenarios/{name}.toml"), text);
    }
    folder
}

const A: &str = "model = \"..\"\n[set]\n\"team.desk.heads\" = 21\n";
const B: &str = "model = \"..\"\n[set]\n\"team.desk.heads\" = 22\n\"team.desk.wage\" = \"+3%\"\n";

fn scenario(text: &str) -> Result<files::load::Loaded, Vec<&'static str>> {
    folder(&[("a", A), ("b", B), ("x", text)]).load("scenarios/x.toml").map_err(|errors| codes(&errors))
}

#[test]
fn changes_scale_what_the_model_says() {
    let text = r#"model = ".."
[set]
"team.desk.heads" = "+10%"
"team.desk.wage" = "+3%"
"service.calls.handle" = "-10%"
"service.calls.volume" = "+10%"
"service.calls.desired.share" = "+5%"
"shift.day.breaks.meal.length" = "+50%"
"rule.rest_between_shifts.at_least" = "11h"
"#;
    let loaded = scenario(text).unwrap();
    let new: Vec<&str> = loaded.overrides.iter().map(|one| one.new.as_str()).collect();
    let expected = ["\"11h\"", "0.84", "\"4min\"", "1.1", "\"45min\"", "22", "\"18.54/h\""]
        .map(|text| text.replace("4min", "270s"));
    assert_eq!(new[0], expected[0]);
    assert_eq!(loaded.model.teams[0].heads, Capacity::Given(22));
    assert_eq!(loaded.model.services[0].handle, 4.5);
    assert_eq!(input(&loaded, "service.calls.desired.share").text, "0.84");
    assert_eq!(loaded.model.shifts[0].breaks[0].length, 45);
    assert_eq!(loaded.model.rules.rest_between_shifts, Some(660));
    assert_eq!(input(&loaded, "team.desk.wage").text, "\"18.54/h\"");
}

#[test]
fn parents_that_disagree_need_a_child_that_decides() {
    let open = "extends = [\"a.toml\", \"b.toml\"]\n";
    assert_eq!(scenario(open).unwrap_err(), ["conflicting-sets"]);
    let decided = format!("{open}[set]\n\"team.desk.heads\" = 23\n");
    assert_eq!(scenario(&decided).unwrap().model.teams[0].heads, Capacity::Given(23));
    let swept = format!("{open}[sweep]\n\"team.desk.heads\" = [23, 24]\n");
    assert_eq!(folder(&[("a", A), ("b", B), ("x", &swept)]).load("scenarios/x.toml").unwrap().overrides.len(), 1);
    let whole = format!("{open}[set]\n\"team.desk.heads\" = {{ min = 1, max = 30, price = \"1/week\" }}\n");
    assert_eq!(scenario(&whole).unwrap().model.teams[0].heads.most(), 30);
}

#[test]
fn mistakes_of_a_scenario_are_named() {
    let wrong = [
        ("[set]\n\"team.desk.heads\" = 3\n", "no-model"),
        ("model = \"..\"\n[set]\n\"team.dask.heads\" = 3\n", "unknown-path"),
        ("model = \"..\"\n[set]\n\"team.desk.haeds\" = 3\n", "unknown-path"),
        ("model = \"..\"\n[set]\n\"team.desk.heads.max\" = 3\n", "unknown-path"),
        ("model = \"..\"\n[set]\n\"\" = 3\n", "bad-value"),
        ("model = \"..\"\n[set]\n\"...\" = 3\n", "unknown-path"),
        ("model = \"..\"\n[set]\nteam.desk.heads = 3\n", "unquoted-path"),
        ("model = \"..\"\n[set]\n\"team.desk.heads\" = \"many\"\n", "wrong-type"),
        ("model = \"..\"\n[set]\n\"service.letters.minimum\" = -1\n", "out-of-range"),
        ("model = \"..\"\n[set]\n\"service.calls.minimum\" = \"+5 %%\"\n", "wrong-type"),
        ("model = \"..\"\n[set]\n\"team.desk.hours.per_week\" = \"+5%\"\n", "change-of-nothing"),
        ("model = \"..\"\n[set]\n\"team.desk\" = 3\n\"team.desk.heads\" = 3\n", "conflicting-sets"),
        ("model = \"..\"\n[set]\n\"days\" = 3\n[sweep]\n\"days\" = [3]\n", "conflicting-sets"),
        ("model = \"..\"\n[sweep]\n\"days\" = []\n", "empty-list"),
        ("model = \"..\"\n[sweep]\n\"days\" = 3\n", "wrong-type"),
        ("model = \"..\"\n[solve]\ngap = 2\n", "out-of-range"),
        ("model = \"..\"\n[solve]\nseed = 3000000000\n", "out-of-range"),
        ("model = \"..\"\nextend = []\n", "unknown-key"),
        ("model = \"../nowhere\"\n", "missing-file"),
        ("model = \"a.toml\"\n", "not-a-model"),
        ("extends = [\"../model.toml\"]\n", "not-a-scenario"),
        ("extends = [\"x.toml\"]\n", "extends-cycle"),
        ("extends = [\"none.toml\"]\n", "missing-file"),
        ("model = \"../other.toml\"\nextends = [\"a.toml\"]\n", "different-models"),
    ];
    let found: Vec<_> =
        wrong.iter().map(|(text, _)| scenario(text).map_or_else(|codes| codes, |_| vec!["nothing"])).collect();
    let failures: Vec<_> = wrong.iter().zip(&found).filter(|((_, code), found)| *found != &[*code]).collect();
    assert!(failures.is_empty(), "{failures:#?}");
}

#[test]
fn a_circle_of_parents_is_shown() {
    let files = [("a", "extends = [\"b.toml\"]"), ("b", "extends = [\"c.toml\"]"), ("c", "extends = [\"a.toml\"]")];
    let errors = folder(&files).load("scenarios/a.toml").unwrap_err();
    assert_eq!(codes(&errors), ["extends-cycle"]);
    assert!(errors.to_string().contains("a.toml -> "), "{errors}");
}

#[test]
fn a_tower_of_parents_is_refused() {
    let twice = |n: usize| format!("extends = [\"p{}.toml\", \"p{}.toml\"]", n + 1, n + 1);
    let folder = Folder::with_model(MODEL);
    for number in 0..40 {
        folder.write(&format!("p{number}.toml"), &twice(number));
    }
    assert_eq!(codes(&folder.load("p0.toml").unwrap_err()), ["too-many-parents"]);
}

#[test]
fn a_folder_gives_its_scenarios_by_name_and_a_sweep_every_combination() {
    let sweep =
        "model = \"..\"\n[sweep]\n\"service.calls.volume\" = [\"-10%\", \"+10%\"]\n\"team.desk.heads\" = [1, 2]\n";
    let folder = folder(&[("b", B), ("a", A), ("s", sweep)]);
    let all = load_all(&[folder.path().join("scenarios"), folder.path().join("scenarios/a.toml")]).unwrap();
    let names: Vec<&str> = all.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "a",
            "b",
            "s[service.calls.volume=-10%][team.desk.heads=1]",
            "s[service.calls.volume=-10%][team.desk.heads=2]",
            "s[service.calls.volume=+10%][team.desk.heads=1]",
            "s[service.calls.volume=+10%][team.desk.heads=2]",
            "a (2)",
        ]
    );
}

#[test]
fn a_sweep_beyond_the_limit_is_refused() {
    let values = (1..40).map(|number| number.to_string()).collect::<Vec<_>>().join(", ");
    let sweep = format!("model = \"..\"\n[sweep]\n\"team.desk.heads\" = [{values}]\n\"days\" = [{values}]\n");
    let folder = folder(&[("s", &sweep)]);
    assert_eq!(codes(&load_all(&[folder.path().join("scenarios")]).unwrap_err()), ["too-many-scenarios"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// The order of parents and of lines cannot matter: the same values, or the same conflict.
    #[test]
    fn the_order_of_overrides_does_not_matter(
        first in prop::collection::btree_map(0usize..5, 1u32..4, 0..4),
        second in prop::collection::btree_map(0usize..5, 1u32..4, 0..4),
    ) {
        const PATHS: [&str; 5] =
            ["team.desk.heads", "service.calls.minimum", "service.letters.minimum", "days", "rule.distinct_shifts.at_most"];
        let write = |values: &std::collections::BTreeMap<usize, u32>, backwards: bool| {
            let mut lines: Vec<String> = values.iter().map(|(path, value)| format!("\"{}\" = {value}\n", PATHS[*path])).collect();
            if backwards {
                lines.reverse();
            }
            format!("model = \"..\"\n[set]\n{}", lines.concat())
        };
        let outcome = |backwards: bool| {
            let parents = if backwards { "extends = [\"b.toml\", \"a.toml\"]" } else { "extends = [\"a.toml\", \"b.toml\"]" };
            let folder = folder(&[("a", &write(&first, backwards)), ("b", &write(&second, backwards)), ("x", parents)]);
            match folder.load("scenarios/x.toml") {
                Ok(loaded) => {
                    let values = loaded.inputs.iter().map(|input| format!("{}={}", input.path, input.text)).collect::<Vec<_>>();
                    Ok((values, serde_json::to_string(&loaded.model).unwrap()))
                }
                Err(errors) => Err(codes(&errors)),
            }
        };
        let conflict = first.iter().any(|(path, value)| second.get(path).is_some_and(|other| other != value));
        let (one, other) = (outcome(false), outcome(true));
        prop_assert_eq!(one.is_err(), conflict);
        prop_assert_eq!(one, other);
    }

    /// Whatever bytes are in a file, there is an answer.
    #[test]
    fn any_text_gets_an_answer(text in "(\\[[a-z.]{1,9}\\]\n|[a-z_.]{1,8} ?= ?([0-9.e+-]{1,6}|\"[^\"\n]{0,9}\"|\\{[a-z=0-9, ]{0,9}\\})\n|\\PC{0,9}\n){0,12}") {
        let folder = Folder::with_model(&text);
        prop_assert!(folder.load("").is_err());
    }

    /// A right model with one character replaced is right or has messages with a remedy.
    #[test]
    fn one_wrong_character_gets_an_answer(position in 0usize..900, with in "\\PC") {
        let mut text: Vec<char> = MODEL.chars().collect();
        let position = position % text.len();
        text[position] = with.chars().next().unwrap();
        if let Err(errors) = Folder::with_model(&text.into_iter().collect::<String>()).load("") {
            prop_assert!(errors.iter().all(|one| !one.help.is_empty() && one.code != "internal"), "{}", errors);
        }
    }
}
