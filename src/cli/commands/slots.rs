//! `equipoise slots`

use crate::cli::args::AppointmentPlaying;
use crate::cli::handing_out::{hand_out, must_be_new};
use crate::cli::play_slots::{PlayRequest, played};
use crate::cli::{VerbResult, Exit, Refusal, output};
use crate::report::slots::{SlotFigures, slots as figures, table};
use base::diagnostic::{Diagnostic, Diagnostics};
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use files::exchange::slots::{SLOT_EXPORTS, SlotExport, template};
use files::exchange::{ExportTarget, Exported};
use files::folder::PlanFolder;
use planning::model::TemplateSlot;
use std::path::{Path, PathBuf};

/// Show the appointment book of a plan, or write it for booking systems
#[derive(Debug, Args)]
pub struct SlotsArgs {
    /// The folder of a plan with appointments
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// How the book is shown or written
    #[arg(long, value_parser = slot_format(), default_value = "table")]
    pub format: SlotFormat,
    /// Write to this file, calendars to this folder; `xlsx` and `ics` need it
    #[arg(long, value_name = "PATH")]
    pub out: Option<PathBuf>,
    /// Set another book beside it: a table (.csv) or workbook (.xlsx) in our columns, or the folder of a plan
    #[arg(long, value_name = "FILE")]
    pub against: Option<PathBuf>,
    /// Play the book against chance: who gets an appointment in time, who waits, idles and works late. With --against, a folder
    /// of a plan, both are played with the same customers; as table, csv or json
    #[arg(long)]
    pub play: bool,
    /// How it is played.
    #[command(flatten)]
    pub playing: AppointmentPlaying,
    /// No messages
    #[arg(short, long)]
    pub quiet: bool,
}

/// How the book is shown or written.
#[derive(Clone, Copy, Debug)]
pub enum SlotFormat {
    /// Tables for people.
    Table,
    /// As it is handed out.
    Export(&'static SlotExport),
}

/// Takes `table`, or the name of an export.
fn slot_format() -> impl TypedValueParser<Value = SlotFormat> {
    let exports = SLOT_EXPORTS.iter().map(|export| PossibleValue::new(export.name).help(export.help));
    let all = std::iter::once(PossibleValue::new("table").help("For people")).chain(exports);
    PossibleValuesParser::new(all).map(|name| {
        let export = SLOT_EXPORTS.iter().find(|export| export.name == name);
        export.map_or(SlotFormat::Table, |export| SlotFormat::Export(export))
    })
}

impl SlotFormat {
    fn name(self) -> &'static str {
        match self {
            SlotFormat::Table => "table",
            SlotFormat::Export(export) => export.name,
        }
    }

    fn target(self) -> ExportTarget {
        match self {
            SlotFormat::Table => ExportTarget::Text,
            SlotFormat::Export(export) => export.target,
        }
    }
}

impl SlotsArgs {
    /// Shows the appointment book of a plan, or writes it for booking systems.
    pub fn run(&self) -> VerbResult {
        let exported = if self.play { self.played()? } else { self.figures()? };
        let Some(out) = &self.out else {
            let Exported::File(bytes) = exported else { return Ok(Exit::Bug) };
            return output::result(&String::from_utf8_lossy(&bytes));
        };
        must_be_new(out)?;
        hand_out(out, &exported)?;
        if !self.quiet {
            output::message(&format!("equipoise: the appointment book is in {}", out.display()));
        }
        Ok(Exit::Done)
    }

    fn played(&self) -> Result<Exported, Refusal> {
        let request = PlayRequest {
            folder: &self.folder,
            against: self.against.as_deref(),
            playing: &self.playing,
            format: self.format.name(),
        };
        Ok(Exported::File(played(&request)?.into_bytes()))
    }

    /// What is shown or written.
    fn figures(&self) -> Result<Exported, Refusal> {
        if self.out.is_none() && self.format.target() != ExportTarget::Text {
            let message = "a workbook or calendars need a place to be written to";
            return Err(Diagnostic::error("bad-destination", message, "add --out").into());
        }
        let kept = files::folder::read(&self.folder)?;
        let Some(figures) = figures(&kept.case, &kept.plan) else {
            let message = format!("the plan in {} has no appointments", self.folder.display());
            let help = "plan a model with a service of the kind \"appointment\"";
            return Err(Diagnostic::error("no-slots", message, help).into());
        };
        let other = self.against.as_ref().map(|path| other(path, &kept)).transpose()?;
        match self.format {
            SlotFormat::Table => Ok(Exported::File(text(&kept, &figures, other.as_deref()).into_bytes())),
            SlotFormat::Export(export) => Ok((export.write)(&kept)?),
        }
    }
}

/// The book that is set beside.
fn other(path: &Path, kept: &PlanFolder) -> Result<Vec<TemplateSlot>, Diagnostics> {
    let of_a_plan = path.join(files::folder::slots::FILE);
    template::read(if path.is_dir() { &of_a_plan } else { path }, &kept.case.model)
}

fn text(kept: &PlanFolder, figures: &SlotFigures, other: Option<&[TemplateSlot]>) -> String {
    let model = &kept.case.model;
    let mut text = format!("{}\n\n{}\n{}", kept.heading.title, table::text(figures), table::days(model, &kept.plan));
    if let Some(other) = other {
        let found = template::differences(model, &template::of_plan(model, &kept.plan), other);
        text.push_str(&table::against(&kept.case, &found, other));
    }
    text
}
