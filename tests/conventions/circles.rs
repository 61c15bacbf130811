//! No circles of files within a crate: whoever reads one file needs what it uses, and never that file again.
//!
//! What is seen: `use` and paths in code, with re-exports followed to the file that defines the item. What is not: methods
//! that are called on a value of another file's type, what macros of ours are given, `pub use` in a `mod.rs` (it shows, and
//! uses nothing) and unit tests.

use super::source::{Names, sources};
use std::collections::BTreeSet;

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
    assert!(circles.is_empty(), "files that use each other in a circle:\n{circles:#?}");
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
