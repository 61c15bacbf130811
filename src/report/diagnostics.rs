//! Messages as people see them: place, the offending text underlined, cause, and what to do.

use base::diagnostic::{Diagnostic, Diagnostics, Severity, Source};
use base::limits::FINDINGS_SHOWN;
use base::money::grouped;
use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, SourceCode};
use std::fmt;

/// All messages, one after the other, and their number. With `color` for a terminal, else plain.
pub fn render(diagnostics: &Diagnostics, color: bool) -> String {
    let theme = if color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_links(false).with_width(100);
    let mut text = String::new();
    for diagnostic in diagnostics.iter().take(FINDINGS_SHOWN) {
        let shown = Shown::of(diagnostic);
        if handler.render_report(&mut text, &shown).is_err() {
            text.push_str(&format!("[{}] {}\n", diagnostic.code, diagnostic.message));
        }
        text.push('\n');
    }
    let hidden = diagnostics.iter().count().saturating_sub(FINDINGS_SHOWN);
    if hidden > 0 {
        text.push_str(&format!("... and {} more messages\n", grouped(hidden as u64)));
    }
    text.push_str(&summary(diagnostics));
    text
}

/// `2 errors, 1 warning`, or nothing.
fn summary(diagnostics: &Diagnostics) -> String {
    let count = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let named = |number: usize, name: &str| match number {
        0 => None,
        1 => Some(format!("1 {name}")),
        _ => Some(format!("{} {name}s", grouped(number as u64))),
    };
    let parts = [named(count(Severity::Error), "error"), named(count(Severity::Warning), "warning")];
    let text = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    if text.is_empty() { text } else { format!("{text}\n") }
}

/// One message in the form that the renderer reads.
#[derive(Debug)]
struct Shown<'a> {
    diagnostic: &'a Diagnostic,
    source: Option<NamedSource<SharedText>>,
}

/// The text of a source, without a copy of it.
#[derive(Clone, Debug)]
struct SharedText(std::sync::Arc<Source>);

impl SourceCode for SharedText {
    fn read_span<'a>(
        &'a self,
        span: &miette::SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn miette::SpanContents<'a> + 'a>, miette::MietteError> {
        self.0.text.as_str().read_span(span, before, after)
    }
}

impl<'a> Shown<'a> {
    fn of(diagnostic: &'a Diagnostic) -> Self {
        let source = diagnostic.place.as_ref().map(|place| {
            let name = place.source.path.display().to_string();
            NamedSource::new(name, SharedText(place.source.clone()))
        });
        Shown { diagnostic, source }
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.diagnostic.message)
    }
}

impl std::error::Error for Shown<'_> {}

impl miette::Diagnostic for Shown<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.diagnostic.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.diagnostic.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        if self.diagnostic.help.is_empty() { None } else { Some(Box::new(&self.diagnostic.help)) }
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source.as_ref().map(|source| source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let place = self.diagnostic.place.as_ref()?;
        let end = place.end.min(place.source.text.len());
        let start = place.start.min(end);
        let label = LabeledSpan::new_primary_with_span(Some("here".to_owned()), (start, end - start));
        Some(Box::new(std::iter::once(label)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::diagnostic::Place;
    use std::sync::Arc;

    #[test]
    fn a_message_shows_place_text_code_and_help_and_the_count() {
        let text = "title = \"x\"\nheds = 3\n".to_owned();
        let source = Arc::new(Source { path: "model.toml".into(), text });
        let place = Place { source, start: 12, end: 16 };
        let mut all = Diagnostics::default();
        all.push(Diagnostic::error("unknown-key", "unknown key \"heds\"", "write \"heads\"").at(Some(place)));
        all.push(Diagnostic::warning("odd", "nobody works on Sunday", "close Sunday"));
        let shown = render(&all, false);
        for part in ["unknown-key", "unknown key \"heds\"", "model.toml:2:1", "heds = 3", "help: write \"heads\""] {
            assert!(shown.contains(part), "{part} is missing in\n{shown}");
        }
        assert!(shown.ends_with("1 error, 1 warning\n"));
        assert!(!shown.contains('\u{1b}'));
    }
}
