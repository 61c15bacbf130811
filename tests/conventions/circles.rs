//! No circles of files within a crate: whoever reads one file needs what it uses, and never that file again.
//!
//! What is seen: `use` and paths in code, with re-exports followed to the file that defines the item. What is not: methods
//! that are called on a value of another file's type, `pub use` in a `mod.rs` (it shows, and uses nothing) and unit tests.

use super::source::{Names, sources};
use std::collections::BTreeSet;

/// Files in circles that are left from before; the list may only become shorter.
const LEFT: &[&str] = &[
    "cli/output.rs",
    "cli/refusal.rs",
    "files/load/quantity/days.rs",
    "files/load/quantity/mod.rs",
    "files/load/resolve/cover.rs",
    "files/load/resolve/employee.rs",
    "files/load/resolve/fixed.rs",
    "files/load/resolve/mod.rs",
    "files/load/resolve/policy.rs",
    "files/load/resolve/session.rs",
    "files/load/resolve/who.rs",
    "files/load/resolve/wish.rs",
    "files/load/session.rs",
    "files/load/unfold/mod.rs",
    "files/load/unfold/people.rs",
    "files/load/unfold/slots.rs",
    "report/promise.rs",
    "report/zone.rs",
    "simulation/engine/mod.rs",
    "simulation/engine/onward.rs",
    "simulation/engine/start.rs",
];

#[test]
fn files_do_not_use_each_other_in_circles() {
    let sources = sources();
    let names = Names::of(&sources);
    let uses = names.uses();
    let reaches: Vec<BTreeSet<usize>> = (0..sources.len()).map(|file| reached(&uses, file)).collect();
    let circles: BTreeSet<Vec<&str>> = (0..sources.len())
        .filter(|&file| reaches[file].contains(&file))
        .map(|file| {
            let together = reaches[file].iter().filter(|&&other| reaches[other].contains(&file));
            together.map(|&other| sources[other].name.as_str()).collect()
        })
        .collect();
    let new: Vec<_> = circles.iter().filter(|circle| circle.iter().any(|file| !LEFT.contains(file))).collect();
    assert!(new.is_empty(), "files that use each other in a circle:\n{new:#?}");
    let within: BTreeSet<&str> = circles.iter().flatten().copied().collect();
    let gone: Vec<_> = LEFT.iter().filter(|file| !within.contains(**file)).collect();
    assert!(gone.is_empty(), "in no circle any more, take them from the list:\n{gone:#?}");
}

/// All files that a file uses, directly or through others.
fn reached(uses: &[BTreeSet<usize>], from: usize) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    let mut next: Vec<usize> = uses[from].iter().copied().collect();
    while let Some(file) = next.pop() {
        if reached.insert(file) {
            next.extend(&uses[file]);
        }
    }
    reached
}
