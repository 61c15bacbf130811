//! How cells look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Formula};

/// The paper, by its number in workbooks.
pub const A4: u8 = 9;

/// Headings.
pub fn heading() -> Format {
    Format::new().set_bold().set_border_bottom(FormatBorder::Thin).set_align(FormatAlign::Center)
}

/// Titles.
pub fn title() -> Format {
    Format::new().set_bold().set_font_size(14)
}

/// Sums.
pub fn bold() -> Format {
    Format::new().set_bold()
}

/// Dates as programs sort them.
pub fn date() -> Format {
    Format::new().set_num_format("yyyy-mm-dd")
}

/// Money of a plan's currency, without its sign.
pub fn money() -> Format {
    Format::new().set_num_format("#,##0.00")
}

/// Hours.
pub fn hours() -> Format {
    Format::new().set_num_format("0.00")
}

/// Cells in the middle; those of a weekend are grey.
pub fn cell(weekend: bool) -> Format {
    let format = Format::new().set_align(FormatAlign::Center);
    if weekend { format.set_background_color(Color::RGB(0x00E6_E6E6)) } else { format }
}

/// The colour of a shift: hues a golden angle apart, so that neighbours differ however many there are.
pub fn shift(index: usize) -> Format {
    let hue = (index * 137 + 45) % 360;
    let (sector, part) = (hue / 60, (hue % 60) * 255 / 60);
    // A pastel: at least 150 of each light, the rest by the hue.
    let light = |share: usize| 150 + 95 * share / 255;
    let (full, none, up, down) = (light(255), light(0), light(part), light(255 - part));
    let [red, green, blue] = match sector {
        0 => [full, up, none],
        1 => [down, full, none],
        2 => [none, full, up],
        3 => [none, down, full],
        4 => [up, none, full],
        _ => [full, none, down],
    };
    Format::new().set_background_color(Color::RGB((red << 16 | green << 8 | blue) as u32))
}

/// Too few, and too many.
pub fn difference(missing: bool) -> Format {
    let color = if missing { 0x00FF_9999 } else { 0x00FF_E699 };
    Format::new().set_background_color(Color::RGB(color))
}

/// A formula with its value.
pub fn formula(text: impl AsRef<str>, value: impl ToString) -> Formula {
    Formula::new(text).set_result(value.to_string())
}
