//! Messages as people see them: place, the offending text underlined, cause, and what to do.

use base::diagnostic::{Diagnostic, Diagnostics, Severity, Source};
use base::limits::FINDINGS_SHOWN;
use base::money::grouped;
use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteSpanContents, NamedSource, SourceCode};
use std::fmt;

/// All messages, one after the other, and their number. With `color` for a terminal, else plain.
pub fn render(diagnostics: &Diagnostics, color: bool) -> String {
    let theme = if color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_links(false).with_width(100);
    let mut text = String::new();
    for diagnostic in diagnostics.iter().take(FINDINGS_SHOWN) {
        let shown = Shown::of(diagnostic);
        if handler.render_report(&mut text, &shown).is_err() {
            text.push_str(&format!("[{}] {}\n", diagnostic.code, clipped(&diagnostic.message)));
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
        let text = self.0.text.as_str();
        let whole = text.read_span(span, before, after)?;
        if whole.data().split(|&byte| byte == b'\n').all(|line| line.len() <= LONGEST_LINE) {
            return Ok(whole);
        }
        // A window of a long line: its neighbours are left out, and its numbers are those of the whole file.
        let window = window(text, span.offset());
        let before = &text[..window.start];
        let line = before.bytes().filter(|&byte| byte == b'\n').count();
        let column = before.rfind('\n').map_or(before.len(), |at| before.len() - at - 1);
        let shown = (window.start, window.len()).into();
        Ok(Box::new(MietteSpanContents::new(text[window].as_bytes(), shown, line, column, 1)))
    }
}

/// The longest line that is echoed whole, in bytes; of a longer one a window.
const LONGEST_LINE: usize = 400;

/// Bytes of the line around an offset that are echoed.
fn window(text: &str, offset: usize) -> std::ops::Range<usize> {
    let first = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let last = text[offset..].find('\n').map_or(text.len(), |at| offset + at);
    let start = first.max(text.floor_char_boundary(offset.saturating_sub(LONGEST_LINE / 4)));
    start..last.min(text.floor_char_boundary(start + LONGEST_LINE))
}

/// A text of a message, with its middle cut out where it is very long.
fn clipped(text: &str) -> std::borrow::Cow<'_, str> {
    const LONGEST_TEXT: usize = 2_000;
    if text.len() <= LONGEST_TEXT {
        return text.into();
    }
    let head = &text[..text.floor_char_boundary(LONGEST_TEXT * 3 / 4)];
    let tail = &text[text.ceil_char_boundary(text.len() - LONGEST_TEXT / 4)..];
    format!("{head} ... {tail}").into()
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
        f.write_str(&clipped(&self.diagnostic.message))
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
        if self.diagnostic.help.is_empty() { None } else { Some(Box::new(clipped(&self.diagnostic.help))) }
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source.as_ref().map(|source| source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let place = self.diagnostic.place.as_ref()?;
        let text = &place.source.text;
        let end = place.end.min(text.len());
        let start = place.start.min(end);
        // Of a long line only a window is shown.
        let end = end.min(window(text, start).end.max(start));
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

    #[test]
    fn a_window_of_a_long_line_is_shown_with_its_place_in_the_file() {
        for (before, length) in [(70_000, 3), (66_000, 100_000), (0, 1 << 20)] {
            let text = format!("ok = 1\n{}{}ü\nnext = 2\n", " ".repeat(before), "é".repeat(length / 2));
            let source = Arc::new(Source { path: "one-line.toml".into(), text });
            let place = Place { source, start: 7 + before, end: 7 + before + length / 2 * 2 };
            let long = "x".repeat(1 << 20);
            let mut all = Diagnostics::default();
            all.push(Diagnostic::error("odd", format!("`{long}` is odd"), "write less").at(Some(place)));
            let shown = render(&all, false);
            assert!(shown.contains(&format!("one-line.toml:2:{}", before + 1)), "{shown}");
            assert!(shown.len() < 20_000, "{} bytes", shown.len());
        }
    }
}
