//! `equipoise session`

use crate::cli::args::{Format, Printing};
use crate::cli::{VerbResult, output};
use crate::report::session;
use crate::report::session::SessionResult;
use clap::Args;
use files::load::{Given, load_session};
use files::text::json::pretty;
use serde_json::Value;
use std::path::PathBuf;

/// The best appointment times within one provider's session, beside those that people use
#[derive(Debug, Args)]
pub struct SessionArgs {
    /// A session file; options count before it, and are enough without it
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// People who are booked
    #[arg(long, value_name = "N")]
    pub people: Option<u32>,
    /// From the first start to the end, such as 4h
    #[arg(long, value_name = "TIME")]
    pub length: Option<String>,
    /// Between two starts that may be booked, such as 5min
    #[arg(long, value_name = "TIME")]
    pub slot: Option<String>,
    /// Step of the computing grid [default: the file's, else 1min]
    #[arg(long, value_name = "TIME")]
    pub step: Option<String>,
    /// Time of day of the first start, such as 08:30
    #[arg(long, value_name = "TIME")]
    pub begin: Option<String>,
    /// Mean service time, such as 9min
    #[arg(long, value_name = "TIME")]
    pub service: Option<String>,
    /// How it varies: exponential, constant, lognormal or gamma [default: the file's, else exponential]
    #[arg(long, value_name = "WORD")]
    pub spread: Option<String>,
    /// Standard deviation over mean, of lognormal and gamma
    #[arg(long, value_name = "NUMBER")]
    pub cv: Option<f64>,
    /// Share of those booked who stay away, such as 20%
    #[arg(long, value_name = "SHARE")]
    pub no_show: Option<String>,
    /// Emergencies an hour between the appointments
    #[arg(long, value_name = "NUMBER")]
    pub emergencies: Option<f64>,
    /// Mean service time of an emergency [default: that of the booked]
    #[arg(long, value_name = "TIME", requires = "emergencies")]
    pub emergency_service: Option<String>,
    /// What a minute of a booked person who waits costs [default: the file's, else 1]
    #[arg(long, value_name = "WEIGHT", allow_negative_numbers = true)]
    pub waiting: Option<f64>,
    /// What a minute costs in which the provider has nobody [default: the file's, else 1]
    #[arg(long, value_name = "WEIGHT", allow_negative_numbers = true)]
    pub idle: Option<f64>,
    /// What a minute of overtime costs [default: the file's, else 1]
    #[arg(long, value_name = "WEIGHT", allow_negative_numbers = true)]
    pub overtime: Option<f64>,
    /// How to print.
    #[command(flatten)]
    pub printing: Printing,
}

impl SessionArgs {
    /// What was typed, as values of a session file.
    pub fn given(&self) -> Vec<Given<'static>> {
        let text = |text: &Option<String>| text.as_ref().map(|text| Value::from(text.as_str()));
        let number = |number: Option<f64>| number.map(Value::from);
        let all: [(&'static [&'static str], Option<Value>); 14] = [
            (&["people"], self.people.map(Value::from)),
            (&["length"], text(&self.length)),
            (&["slot"], text(&self.slot)),
            (&["step"], text(&self.step)),
            (&["begin"], text(&self.begin)),
            (&["service"], text(&self.service)),
            (&["service", "spread"], text(&self.spread)),
            (&["service", "cv"], number(self.cv)),
            (&["no_show"], text(&self.no_show)),
            (&["emergencies", "per_hour"], number(self.emergencies)),
            (&["emergencies", "service"], text(&self.emergency_service)),
            (&["weights", "waiting"], number(self.waiting)),
            (&["weights", "idle"], number(self.idle)),
            (&["weights", "overtime"], number(self.overtime)),
        ];
        all.into_iter().filter_map(|(path, value)| value.map(|value| (path, value))).collect()
    }

    /// Finds the best template of a session.
    pub fn run(&self) -> VerbResult {
        let asked = load_session(self.file.as_deref(), &self.given())?;
        output::warn(&asked.warnings, self.printing.quiet);
        let found = SessionResult::of(&asked);
        output::result(&match self.printing.format {
            Format::Table => session::text(&asked, &found),
            Format::Json => pretty(&session::json(&asked, &found)),
            Format::Csv => session::csv(&asked, &found),
        })
    }
}
