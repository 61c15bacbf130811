//! Files to models, from the outside: what is right, what is wrong, and where the message points.

use crate::support;

use base::diagnostic::Severity;
use files::load::{SchemaKind, load_all, schema};
use planning::model::{Capacity, ServiceKind};
use support::{Folder, MODEL, codes, input};

#[test]
fn a_small_model_is_read_as_written() {
    let loaded = Folder::with_model(MODEL).load("").unwrap();
    let model = &loaded.model;
    assert_eq!(codes(&loaded.warnings), [""; 0]);
    assert_eq!(model.calendar.intervals(), 240);
    assert_eq!(
        model.services[0].volume.iter().sum::<f64>(),
        5.0 * (16..36).map(|half| 10.0 + f64::from(half)).sum::<f64>()
    );
    assert!((model.services[1].volume.iter().sum::<f64>() - 500.0).abs() < 1e-9);
    assert!(matches!(model.services[1].kind, ServiceKind::Deferrable(_)));
    assert_eq!(model.teams[0].heads, Capacity::Given(20));
    assert_eq!(model.shifts[0].spans, [510]);
    assert_eq!(model.shifts[0].starts.len(), 5);
}

#[test]
fn every_value_says_where_it_comes_from() {
    let folder = Folder::with_model(MODEL);
    folder.write("more.toml", "model = \".\"\n[set]\n\"team.desk.heads\" = 21\n");
    let loaded = folder.load("more.toml").unwrap();
    assert!(input(&loaded, "team.desk.heads").origin.ends_with("more.toml:3"));
    assert!(input(&loaded, "team.desk.wage").origin.ends_with("model.toml:26"));
    assert_eq!(input(&loaded, "service.calls.load").origin, "default");
    assert_eq!(loaded.overrides[0].old.as_deref(), Some("20"));
    assert_eq!((loaded.overrides[0].new.as_str(), loaded.name.as_str()), ("21", "more"));
}

/// One replacement in the small model, and the code of the only error it makes.
const WRONG: &[(&str, &str, &str)] = &[
    ("title = \"Small\"", "title = \"\"", "bad-value"),
    ("title = \"Small\"", "title = 3", "wrong-type"),
    ("title = \"Small\"", "titel = \"Small\"\ntitle = \"Small\"", "unknown-key"),
    ("title = \"Small\"", "title = \"Small\"\ntitle = \"Large\"", "duplicate-key"),
    ("title = \"Small\"\n", "", "missing-key"),
    ("title = \"Small\"", "title = Small", "syntax"),
    ("Europe/Amsterdam", "Europe/Amsterdm", "unknown-timezone"),
    ("\"EUR\"", "\"Euro\"", "bad-currency"),
    ("\"30min\"", "\"25min\"", "bad-interval"),
    ("\"30min\"", "\"30\"", "wrong-unit"),
    ("start = 2026-05-04", "start = \"2026-05-04\"", "wrong-type"),
    ("start = 2026-05-04", "start = 2026-05-04T07:00:00", "wrong-type"),
    ("start = 2026-05-04", "start = 1900-05-04", "date-out-of-range"),
    ("days = 5", "days = 0", "out-of-range"),
    ("days = 5", "days = 1101", "out-of-range"),
    ("days = 5", "days = 99999999999999999999", "number-too-large"),
    ("days = 5", "days = 5.5", "wrong-type"),
    ("08:00-18:00", "08:00-24:30", "out-of-range"),
    ("mon-fri = \"08", "monday = \"08", "bad-value"),
    ("mon-fri = \"08:00-18:00\"", "mon-fri = \"08:00-18:00\", fri = \"08:00-18:00\"", "day-twice"),
    ("\"08:00-18:00\"", "[\"08:00-18:00\", \"17:00-18:00\"]", "overlapping-windows"),
    ("handle = \"5min\"", "handle = \"0min\"", "out-of-range"),
    ("handle = \"5min\"", "handle = -5", "wrong-type"),
    ("patience = \"4min\"", "patience = \"0s\"", "out-of-range"),
    (
        "patience = \"4min\"\ndesired = { share = 0.80, within = \"20s\"",
        "desired = { lost = 0.05",
        "lost-without-patience",
    ),
    ("share = 0.80", "share = 80", "out-of-range"),
    ("share = 0.80", "share = nan", "not-finite"),
    ("share = 0.80", "share = 0", "out-of-range"),
    ("0.40/contact", "0.40/minute", "wrong-unit"),
    ("0.40/contact", "0.40", "wrong-unit"),
    ("within = \"20s\", ", "", "missing-key"),
    ("over = \"day\"", "over = \"month\"", "bad-value"),
    ("patience = \"4min\"", "adequate = { share = 0.9, within = \"20s\", over = \"day\" }", "adequate-above-desired"),
    ("patience = \"4min\"", "adequate = { share = 0.6, within = \"20s\", price = \"1/contact\" }", "price-on-adequate"),
    ("patience = \"4min\"", "due = \"same day\"", "wrong-kind"),
    ("patience = \"4min\"", "volume = -1.0", "out-of-range"),
    ("due = \"2 working days\"", "", "missing-key"),
    ("due = \"2 working days\"", "due = \"2 weeks\"", "wrong-unit"),
    ("due = \"2 working days\"", "due = \"1 day\"\npatience = \"4min\"", "wrong-kind"),
    ("due = \"2 working days\"", "due = \"1 day\"\nbacklog = { start = -1 }", "out-of-range"),
    ("\"calls.csv\", volume = \"calls\"", "\"cals.csv\", volume = \"calls\"", "missing-file"),
    ("volume = \"calls\" }", "volume = \"call\" }", "unknown-column"),
    ("\"calls.csv\"", "\"${EQUIPOISE_NOT_SET}/calls.csv\"", "unset-variable"),
    ("heads = 20", "heads = -1", "out-of-range"),
    ("heads = 20", "heads = { min = 9, max = 8, price = \"1/week\" }", "min-above-max"),
    ("heads = 20", "heads = { min = 9, max = 10 }", "missing-key"),
    ("heads = 20", "heads = 20\nshrinkage = \"100%\"", "out-of-range"),
    ("heads = 20", "heads = 20\novertime = { up_to = \"4h\", add = \"50%\" }", "overtime-without-hours"),
    ("calls = 1.0, ", "call = 1.0, ", "unknown-id"),
    ("calls = 1.0, ", "calls = 0, ", "out-of-range"),
    ("\"18.00/h\"", "\"18.00/hour\"", "wrong-unit"),
    ("\"18.00/h\"", "18.00", "wrong-type"),
    ("[\"day\"]", "[\"dya\"]", "unknown-id"),
    ("[\"day\"]", "[\"day\", \"day\"]", "duplicate-entry"),
    ("[\"day\"]", "[]", "empty-list"),
    ("[team.desk]", "[team.\"the desk\"]", "bad-id"),
    ("08:00..10:00 step 30min", "08:00..10:00", "bad-value"),
    ("paid = \"8h\"", "paid = \"24h\"", "shift-too-long"),
    ("paid = \"8h\"", "paid = \"8h\"\nend_by = \"16:00\"", "shift-ends-too-late"),
    ("paid = \"8h\"", "paid = \"4h\"", "break-outside-shift"),
    ("[{ name", "[{ name = \"rest\", length = \"15min\", paid = true, begins = \"6h\" }, { name", "impossible-breaks"),
    ("\n[shift.day]", "\n[resource.desk]\ncount = 3\nused_by = [\"cals\"]\n[shift.day]", "unknown-id"),
    ("\n[shift.day]", "\n[rule.distinct_shifts]\n[shift.day]", "empty-rule"),
];

#[test]
fn each_mistake_has_one_message_with_a_place_and_a_remedy() {
    let mut failures = Vec::new();
    for (right, wrong, code) in WRONG {
        assert!(MODEL.contains(right), "{right} is not in the model");
        let folder = Folder::with_model(&MODEL.replacen(right, wrong, 1));
        let found = match folder.load("") {
            Ok(_) => vec!["nothing"],
            Err(diagnostics) => {
                for diagnostic in diagnostics.iter() {
                    assert!(diagnostic.place.is_some(), "{wrong}: {diagnostics}");
                    assert!(!diagnostic.help.is_empty(), "{wrong}: {diagnostics}");
                }
                diagnostics.iter().filter(|one| one.severity == Severity::Error).map(|one| one.code).collect()
            }
        };
        if found != [*code] {
            failures.push(format!("{wrong}: {code} expected, {found:?} found"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn all_problems_of_a_file_are_reported_at_once() {
    let wrong = MODEL.replace("\"EUR\"", "\"Euro\"").replace("days = 5", "days = 0").replace("5min", "5 minutes");
    let errors = Folder::with_model(&wrong).load("").unwrap_err();
    let lines: Vec<usize> = errors.iter().map(|one| one.place.as_ref().unwrap().line_column().0).collect();
    assert_eq!(codes(&errors), ["bad-currency", "out-of-range", "wrong-unit"]);
    assert_eq!(lines, [3, 6, 11]);
}

#[test]
fn unreadable_files_are_named() {
    let folder = Folder::empty();
    let code = |name: &str, bytes: &[u8]| {
        std::fs::write(folder.path().join(name), bytes).unwrap();
        codes(&folder.load(name).unwrap_err())[0]
    };
    assert_eq!(code("bom.toml", b"\xef\xbb\xbftitle = 1"), "byte-order-mark");
    assert_eq!(code("nul.toml", b"title = \"\0\""), "nul-byte");
    assert_eq!(code("latin.toml", b"title = \"\xe9\""), "not-utf8");
    assert_eq!(code("deep.toml", format!("a = {}{}", "[".repeat(40), "]".repeat(40)).as_bytes()), "too-deep");
    assert_eq!(code("deeper.toml", format!("a = {}", "[".repeat(100_000)).as_bytes()), "too-deep");
    assert_eq!(code("large.toml", &vec![b'#'; (8 << 20) + 1]), "file-too-large");
    assert_eq!(codes(&folder.load("none.toml").unwrap_err()), ["missing-file"]);
    assert_eq!(
        codes(&load_all(&[folder.write("empty/readme.md", "").parent().unwrap().into()]).unwrap_err()),
        ["empty-folder"]
    );
}

#[test]
fn the_schema_is_the_same_at_every_call_and_knows_every_key() {
    for kind in [SchemaKind::Model, SchemaKind::Scenario, SchemaKind::Session] {
        let text = serde_json::to_string(&schema(kind)).unwrap();
        assert_eq!(text, serde_json::to_string(&schema(kind)).unwrap());
        assert!(text.contains("2020-12") && !text.contains("\"null\""), "{text}");
    }
    assert_eq!(schema(SchemaKind::Model)["properties"]["interval"]["default"], "15min");
}
