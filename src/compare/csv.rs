//! A comparison for spreadsheets: a row for each figure, a column for each scenario.

use super::comparison::Comparison;
use files::text::outcome;

/// The text.
///
/// # Errors
/// It cannot be written as CSV; that is a bug.
pub fn text(comparison: &Comparison) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let names = comparison.scenarios.iter().map(|scenario| scenario.name.clone());
    writer.write_record(std::iter::once("figure".to_owned()).chain(names))?;
    let endings = comparison.scenarios.iter().map(|scenario| match &scenario.result {
        Ok(answer) => outcome::short(&answer.figures.outcome),
        Err(trouble) => trouble.short().to_owned(),
    });
    writer.write_record(std::iter::once("outcome".to_owned()).chain(endings))?;
    for line in &comparison.lines {
        let values = line
            .values
            .iter()
            .map(|&value| line.style.plain(value).map_or_else(String::new, |value| value.to_string()));
        writer.write_record(std::iter::once(line.key.clone()).chain(values))?;
    }
    for input in &comparison.inputs {
        let texts = input.texts.iter().map(|text| text.clone().unwrap_or_default());
        writer.write_record(std::iter::once(format!("input.{}", input.path)).chain(texts))?;
    }
    let bytes = writer.into_inner().map_err(|refused| refused.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
