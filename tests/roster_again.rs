//! The same ward, planned twice with the same seed and threads, gives the same bytes.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

fn planned(folder: &Path) -> (Vec<u8>, BTreeMap<String, Vec<u8>>) {
    let scenario = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/ward/published.toml");
    let ran = Command::new(env!("CARGO_BIN_EXE_equipoise"))
        .arg("plan")
        .arg(scenario)
        // Long enough that the gap ends the search and not the clock.
        .args(["--seed", "7", "--threads", "2", "--time-limit", "300s", "-q", "--out"])
        .arg(folder)
        .output()
        .expect("the binary runs");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let said = String::from_utf8_lossy(&ran.stdout);
    assert!(!said.contains("time limit"), "the clock ended the search: {said}");
    let files = std::fs::read_dir(folder).expect("a folder").map(|entry| {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        (name, std::fs::read(&path).expect("a file"))
    });
    (ran.stdout.clone(), files.collect())
}

#[test]
fn a_ward_comes_out_the_same_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    let [first, second] = ["first", "second"].map(|name| planned(&folder.path().join(name)));
    assert!(first.1.contains_key("roster.csv") && first.1.contains_key("plan.json"));
    assert_eq!(first.1.keys().collect::<Vec<_>>(), second.1.keys().collect::<Vec<_>>());
    for (name, bytes) in &first.1 {
        assert!(bytes == &second.1[name], "{name} differs");
    }
    assert!(first.0 == second.0, "what was printed differs");
}
