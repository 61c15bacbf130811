//! The program as people run it: in a folder of its own, and what a run left behind.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// The program, told by no environment to be colourless, with nobody who types.
pub fn program(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_equipoise"));
    command.args(args).env_remove("NO_COLOR").stdin(Stdio::null());
    command
}

/// Runs it where the tests run.
pub fn run(args: &[&str]) -> Ran {
    Ran::of(program(args).output().expect("the program runs"))
}

/// What a run left behind.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Ran {
    pub fn of(output: Output) -> Ran {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
        Ran { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Standard output as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// A folder in which the program runs, removed at the end of the test.
pub struct Scratch(TempDir);

impl Scratch {
    pub fn empty() -> Scratch {
        Scratch(TempDir::new().expect("a folder"))
    }

    /// The folder itself.
    pub fn folder(&self) -> &Path {
        self.0.path()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    pub fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).expect("a file of text")
    }

    pub fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).expect("a file");
    }

    pub fn edit(&self, name: &str, change: impl Fn(&str) -> String) -> &Scratch {
        self.write(name, &change(&self.text(name)));
        self
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = program(args);
        command.current_dir(self.folder());
        command
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        Ran::of(self.command(args).output().expect("the program runs"))
    }

    /// Runs what must succeed.
    #[track_caller]
    pub fn done(&self, args: &[&str]) -> Ran {
        let ran = self.run(args);
        assert_eq!(ran.code, Some(0), "{args:?} {ran:?}");
        ran
    }

    /// Runs what must end with this exit code, and say it in JSON.
    #[track_caller]
    pub fn json(&self, args: &[&str], code: i32) -> Value {
        let ran = self.run(args);
        assert_eq!(ran.code, Some(code), "{args:?} {ran:?}");
        ran.json()
    }
}
