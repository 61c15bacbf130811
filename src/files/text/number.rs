//! Numbers as people read them: fixed digits, thousands separated, no locale.

use base::money::grouped;
use planning::model::Clock;

/// A unit such as `heads missing` as it stands behind an amount: behind one its first word loses its last letter.
pub fn counted(amount: f64, unit: &str) -> String {
    let (word, rest) = unit.split_at(unit.find(' ').unwrap_or(unit.len()));
    match word.strip_suffix('s') {
        Some(single) if amount.abs() == 1.0 => format!("{single}{rest}"),
        _ => unit.to_owned(),
    }
}

/// `1,234.5` with so many digits; `-` for what is not a number, `unbounded` for what has no limit.
pub fn number(value: f64, digits: usize) -> String {
    if value.is_nan() {
        return "-".to_owned();
    }
    if value.is_infinite() {
        return "unbounded".to_owned();
    }
    let text = format!("{:.digits$}", value.abs());
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), ""), |(whole, fraction)| (whole, fraction));
    let zero = text.chars().all(|digit| digit == '0' || digit == '.');
    let sign = if value < 0.0 && !zero { "-" } else { "" };
    let point = if fraction.is_empty() { "" } else { "." };
    let grouped = whole.parse().map_or_else(|_| whole.to_owned(), grouped);
    format!("{sign}{grouped}{point}{fraction}")
}

/// A difference: like [`number`], with its sign.
pub fn signed(value: f64, digits: usize) -> String {
    let text = number(value, digits);
    let nothing = text.chars().all(|digit| matches!(digit, '0' | '.' | ','));
    if nothing || text.starts_with(['-', 'u']) { text } else { format!("+{text}") }
}

/// `80.1 %`.
pub fn percent(share: f64, digits: usize) -> String {
    let text = number(share * 100.0, digits);
    if text == "-" { text } else { format!("{text} %") }
}

/// A span of minutes: seconds below two minutes, else minutes.
pub fn span(minutes: f64) -> String {
    if minutes.is_finite() && minutes < 2.0 {
        let seconds = minutes * 60.0;
        return format!("{} s", number(seconds, if seconds < 10.0 && seconds.fract() != 0.0 { 1 } else { 0 }));
    }
    let text = number(minutes, 1);
    if minutes.is_finite() { format!("{text} min") } else { text }
}

/// `07:30`; after the next midnight `06:00+1`.
pub fn clock(minutes: Clock) -> String {
    let text = format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60);
    match minutes / 1440 {
        0 => text,
        _ if minutes == 1440 => "24:00".to_owned(),
        days => format!("{text}+{days}"),
    }
}

/// Rounds to so many decimal digits, so that files hold no noise.
pub fn rounded(value: f64, digits: i32) -> f64 {
    let scale = 10f64.powi(digits);
    let rounded = (value * scale).round() / scale;
    if rounded == 0.0 { 0.0 } else { rounded }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_separated_and_fixed() {
        assert_eq!(number(1_234_567.891, 2), "1,234,567.89");
        assert_eq!(number(-0.001, 1), "0.0");
        assert_eq!(number(-1200.0, 0), "-1,200");
        assert_eq!(number(f64::INFINITY, 0), "unbounded");
        assert_eq!(number(f64::NAN, 0), "-");
    }

    #[test]
    fn differences_carry_their_sign() {
        assert_eq!(signed(12.0, 1), "+12.0");
        assert_eq!(signed(-12.0, 1), "-12.0");
        assert_eq!(signed(0.001, 1), "0.0");
    }

    #[test]
    fn times_read_like_a_timetable() {
        assert_eq!(clock(450), "07:30");
        assert_eq!(clock(1440), "24:00");
        assert_eq!(clock(1800), "06:00+1");
        assert_eq!(span(1.0 / 3.0), "20 s");
        assert_eq!(span(2.5), "2.5 min");
        assert_eq!(percent(0.8012, 1), "80.1 %");
    }

    #[test]
    fn rounding_leaves_no_negative_zero() {
        assert_eq!(rounded(-0.0001, 2).to_string(), "0");
        assert_eq!(rounded(1.005_1, 2), 1.01);
    }
}
