//! The same ward, planned twice with the same seed and threads, gives the same bytes.

use crate::support::scratch;

use scratch::Scratch;
use std::collections::BTreeMap;
use std::path::Path;

fn planned(scratch: &Scratch, out: &str) -> (String, BTreeMap<String, Vec<u8>>) {
    let scenario = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/ward/published.toml");
    // Long enough that the gap ends the search and not the clock.
    let options = ["--seed", "7", "--threads", "2", "--time-limit", "300s", "-q", "--out", out];
    let said = scratch.done(&[&["plan", scenario.to_str().expect("a path")], &options[..]].concat()).out;
    assert!(!said.contains("time limit"), "the clock ended the search: {said}");
    let files = std::fs::read_dir(scratch.path(out)).expect("a folder").map(|entry| {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        (name, std::fs::read(&path).expect("a file"))
    });
    (said, files.collect())
}

#[test]
fn a_ward_comes_out_the_same_twice() {
    let scratch = Scratch::empty();
    let [first, second] = ["first", "second"].map(|name| planned(&scratch, name));
    assert!(first.1.contains_key("roster.csv") && first.1.contains_key("plan.json"));
    assert_eq!(first.1.keys().collect::<Vec<_>>(), second.1.keys().collect::<Vec<_>>());
    for (name, bytes) in &first.1 {
        assert!(bytes == &second.1[name], "{name} differs");
    }
    assert!(first.0 == second.0, "what was printed differs");
}
