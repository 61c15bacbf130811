//! A folder of files replaced whole: readers see all of the old files or all of the new ones, whenever the program is killed.
//!
//! The new folder is written beside the old one, under a hidden name, and both are exchanged by one call of the system
//! (Linux: `renameat2` with `RENAME_EXCHANGE`; elsewhere two renames, of which a repetition of the command undoes the first).
//! Writers of one parent folder wait for each other. What a killed writer left behind is removed by the next one.

use crate::file_io::write_atomic;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Replaces the files of a folder, or makes the folder; names may hold a `/`. What else the folder holds stays, except files
/// named in `stale` beside new ones, which an earlier result of the same kind may have left.
///
/// # Errors
/// The system refuses a step. The folder is then as it was.
pub fn replace_folder(folder: &Path, files: &[(String, Vec<u8>)], stale: &[&str]) -> io::Result<()> {
    let place = FolderNames::of(folder)?;
    if place.is_current() {
        // Exchanged, it would no longer be the folder that the user is in. It is empty, see `try_folder`.
        return files.iter().try_for_each(|(name, content)| {
            let path = place.folder.join(name);
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            write_atomic(&path, content)
        });
    }
    step()?;
    fs::create_dir_all(&place.parent)?;
    let _lock = lock(&place.parent)?;
    place.recover()?;
    let written = place.write(files, stale).and_then(|()| place.exchange());
    if written.is_err() && !killed() {
        // The old folder is untouched; nothing half-written is left beside it.
        let _ = fs::remove_dir_all(&place.new);
    }
    written
}

/// Tries whether a folder can be replaced, before work is done for it. Nothing is left behind.
///
/// # Errors
/// It cannot: its parent may not be written to, it is a link to nothing, or it is the current folder and not empty.
pub fn try_folder(folder: &Path) -> io::Result<()> {
    let place = FolderNames::of(folder)?;
    if place.is_current() && fs::read_dir(&place.folder)?.next().is_some() {
        return Err(io::Error::other("the current folder cannot be replaced; run the command from outside it"));
    }
    let mut there = place.parent.as_path();
    while !there.exists() {
        there = there.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
    }
    let probe = tempfile::Builder::new().prefix(".equipoise-").tempdir_in(there)?;
    fs::write(probe.path().join("probe"), [0; 4096])
}

/// Where a folder stands, and the hidden names beside it.
struct FolderNames {
    folder: PathBuf,
    parent: PathBuf,
    new: PathBuf,
    old: PathBuf,
}

impl FolderNames {
    fn of(folder: &Path) -> io::Result<Self> {
        // A link to a folder stays; what it leads to is replaced.
        let folder = match fs::symlink_metadata(folder) {
            Ok(_) => fs::canonicalize(folder)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => folder.to_owned(),
            Err(error) => return Err(error),
        };
        let name = folder.file_name().ok_or_else(|| io::Error::other("this folder has no name"))?;
        let parent = match folder.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        let hidden = |what: &str| parent.join(format!(".{}.equipoise-{what}", name.to_string_lossy()));
        Ok(FolderNames { new: hidden("new"), old: hidden("old"), parent, folder })
    }

    /// True of the folder that the program runs in, and of those above it.
    fn is_current(&self) -> bool {
        let here = std::env::current_dir().and_then(fs::canonicalize);
        here.is_ok_and(|here| fs::canonicalize(&self.folder).is_ok_and(|folder| here.starts_with(folder)))
    }

    /// Removes or undoes what a killed writer left.
    fn recover(&self) -> io::Result<()> {
        if self.new.exists() {
            step()?;
            fs::remove_dir_all(&self.new)?;
        }
        if self.old.exists() {
            step()?;
            if self.folder.exists() { fs::remove_dir_all(&self.old)? } else { fs::rename(&self.old, &self.folder)? }
        }
        Ok(())
    }

    /// Writes the new folder under its hidden name, with what stays of the old one.
    fn write(&self, files: &[(String, Vec<u8>)], stale: &[&str]) -> io::Result<()> {
        step()?;
        fs::create_dir(&self.new)?;
        for (name, content) in files {
            let path = self.new.join(name);
            if let Some(within) = path.parent() {
                fs::create_dir_all(within)?;
            }
            step()?;
            let mut file = File::create(&path)?;
            file.write_all(content)?;
            file.sync_all()?;
        }
        if self.folder.exists() {
            fs::set_permissions(&self.new, fs::metadata(&self.folder)?.permissions())?;
            keep(&self.folder, &self.new, stale)?;
        }
        sync(&self.new)
    }

    /// Puts the new folder where the old one is.
    fn exchange(&self) -> io::Result<()> {
        step()?;
        if !self.folder.exists() {
            fs::rename(&self.new, &self.folder)?;
            return sync(&self.parent);
        }
        if exchanged(&self.new, &self.folder)? {
            sync(&self.parent)?;
            // From here on the new files are there, and what cannot be removed is removed by the next writer.
            return step().or(Ok(())).and_then(|()| fs::remove_dir_all(&self.new).or(Ok(())));
        }
        fs::rename(&self.folder, &self.old)?;
        if let Err(error) = step().and_then(|()| fs::rename(&self.new, &self.folder)) {
            if !killed() {
                fs::rename(&self.old, &self.folder)?;
            }
            return Err(error);
        }
        sync(&self.parent)?;
        fs::remove_dir_all(&self.old).or(Ok(()))
    }
}

/// Takes over what a folder holds beside new files and stale ones. In a folder that gets no new files nothing is stale.
fn keep(from: &Path, to: &Path, stale: &[&str]) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (name, kind) = (entry.file_name(), entry.file_type()?);
        let target = to.join(&name);
        if kind.is_dir() {
            let stale = if target.exists() { stale } else { &[] };
            fs::create_dir_all(&target)?;
            keep(&entry.path(), &target, stale)?;
        } else if !target.exists() && !stale.iter().any(|stale| name == *stale) {
            step()?;
            // The same file under a second name; a copy where the system knows no such thing.
            fs::hard_link(entry.path(), &target).or_else(|_| fs::copy(entry.path(), &target).map(drop))?;
        }
    }
    Ok(())
}

/// Exchanges two folders in one step; false where the system cannot.
#[cfg(target_os = "linux")]
fn exchanged(one: &Path, other: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn exchanged(_one: &Path, _other: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Holds writers of the same parent folder apart until it is dropped.
#[cfg(unix)]
fn lock(parent: &Path) -> io::Result<File> {
    let folder = File::open(parent)?;
    match folder.lock() {
        // File systems without locks: writers are then not held apart.
        Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(folder),
        locked => locked.map(|()| folder),
    }
}

#[cfg(not(unix))]
fn lock(_parent: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Called before each step that changes a folder, so that tests can fail or kill there.
#[cfg(not(test))]
fn step() -> io::Result<()> {
    Ok(())
}

#[cfg(not(test))]
fn killed() -> bool {
    false
}

#[cfg(test)]
use tests::{killed, step};

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    /// What happens at a step.
    #[derive(Clone, Copy, PartialEq)]
    enum Disturbance {
        /// The step fails, as on a full disk.
        Fail,
        /// Nothing more is done at all, as by `kill -9`.
        Kill,
    }

    thread_local! {
        static FAULT: Cell<Option<(usize, Disturbance)>> = const { Cell::new(None) };
        static STOPPED: Cell<bool> = const { Cell::new(false) };
    }

    pub(super) fn step() -> io::Result<()> {
        let Some((left, fault)) = FAULT.get() else { return Ok(()) };
        if left == 0 || STOPPED.get() {
            STOPPED.set(fault == Disturbance::Kill);
            return Err(io::Error::from(io::ErrorKind::StorageFull));
        }
        FAULT.set(Some((left - 1, fault)));
        Ok(())
    }

    pub(super) fn killed() -> bool {
        STOPPED.get()
    }

    fn set(fault: Option<(usize, Disturbance)>) {
        STOPPED.set(false);
        FAULT.set(fault);
    }

    fn files(of: &str) -> Vec<(String, Vec<u8>)> {
        ["a.csv", "b.csv", "sub/c.csv", "plan.json"].map(|name| (name.to_owned(), of.as_bytes().to_vec())).into()
    }

    /// The plan that a folder holds whole; `None` if it is none.
    fn held(folder: &Path) -> Option<String> {
        let contents: Vec<String> =
            files("").iter().filter_map(|(name, _)| fs::read_to_string(folder.join(name)).ok()).collect();
        (contents.len() == 4 && contents.windows(2).all(|two| two[0] == two[1])).then(|| contents[0].clone())
    }

    #[test]
    fn whatever_step_fails_or_is_the_last_the_old_plan_or_the_new_one_is_there() {
        for fault in [Disturbance::Fail, Disturbance::Kill] {
            let mut steps = 0;
            loop {
                let home = tempfile::tempdir().unwrap();
                let folder = home.path().join("plan");
                set(None);
                replace_folder(&folder, &files("old"), &[]).unwrap();
                fs::write(folder.join("notes.txt"), "mine").unwrap();
                fs::write(folder.join("stale.csv"), "theirs").unwrap();
                set(Some((steps, fault)));
                let outcome = replace_folder(&folder, &files("new"), &["stale.csv"]);
                let now = held(&folder);
                assert!(now.is_some(), "neither plan after step {steps}");
                assert_eq!(fs::read_to_string(folder.join("notes.txt")).unwrap(), "mine");
                if fault == Disturbance::Fail {
                    let beside = fs::read_dir(home.path()).unwrap().count();
                    assert_eq!(beside, 1, "something is left beside the folder after step {steps}");
                    assert_eq!(now.as_deref(), Some(if outcome.is_ok() { "new" } else { "old" }));
                }
                // The command is repeated.
                set(None);
                replace_folder(&folder, &files("again"), &["stale.csv"]).unwrap();
                assert_eq!(held(&folder).as_deref(), Some("again"));
                assert!(!folder.join("stale.csv").exists());
                assert_eq!(fs::read_to_string(folder.join("notes.txt")).unwrap(), "mine");
                assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1, "leftovers after step {steps}");
                if outcome.is_ok() && now.as_deref() == Some("new") && steps > 8 {
                    break;
                }
                steps += 1;
            }
            set(None);
        }
    }

    #[test]
    fn what_gets_no_new_files_stays_whole() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("comparison");
        let plan = |of: &str| -> Vec<(String, Vec<u8>)> {
            ["plan.json", "stale.csv"].map(|name| (format!("{of}/{name}"), Vec::new())).into()
        };
        replace_folder(&folder, &[plan("one"), plan("two")].concat(), &["stale.csv"]).unwrap();
        replace_folder(&folder, &[("two/plan.json".to_owned(), Vec::new())], &["stale.csv"]).unwrap();
        let there = ["one/plan.json", "one/stale.csv", "two/plan.json", "two/stale.csv"];
        assert_eq!(there.map(|name| folder.join(name).exists()), [true, true, true, false]);
    }

    #[test]
    fn writers_at_the_same_time_do_not_mix() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("plan");
        std::thread::scope(|scope| {
            for writer in 0..4 {
                let folder = &folder;
                scope.spawn(move || {
                    for round in 0..10 {
                        replace_folder(folder, &files(&format!("{writer}-{round}")), &[]).unwrap();
                    }
                });
            }
        });
        assert!(held(&folder).is_some());
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_that_cannot_be_replaced_is_told_before_the_work() {
        let home = tempfile::tempdir().unwrap();
        assert!(try_folder(&home.path().join("deep/er/plan")).is_ok());
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
        #[cfg(unix)]
        {
            let dangling = home.path().join("link");
            std::os::unix::fs::symlink(home.path().join("nowhere"), &dangling).unwrap();
            assert!(try_folder(&dangling).is_err());
        }
        assert!(try_folder(Path::new(".")).is_err());
    }
}
