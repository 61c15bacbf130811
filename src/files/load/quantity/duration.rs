//! Elapsed time.

use super::{Json, Quantity, Wrong, decimal, text};

/// Elapsed time, to the millisecond.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Duration {
    millis: i64,
}

/// Elapsed time in whole minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WrittenMinutes(pub u32);

/// A deadline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum WrittenDeadline {
    /// At the close of the n-th following working day.
    WorkingDays(u32),
    /// So much later.
    After(WrittenMinutes),
}

const UNITS: [(&str, i64); 5] =
    [("days", 86_400_000), ("day", 86_400_000), ("h", 3_600_000), ("min", 60_000), ("s", 1_000)];

impl Duration {
    /// Minutes, with a fraction.
    pub fn minutes(self) -> f64 {
        self.millis as f64 / 60_000.0
    }

    /// Seconds, with a fraction.
    pub fn seconds(self) -> f64 {
        self.millis as f64 / 1_000.0
    }

    /// This time, so many times; to the millisecond.
    pub fn times(self, factor: f64) -> Duration {
        Duration { millis: (self.millis as f64 * factor).round() as i64 }
    }

    /// Reads parts such as `1h`, `30min`; the unit of a last part after hours may be left out: `1h30`.
    pub fn parse(written: &str) -> Result<Duration, Wrong> {
        let mut rest = written.trim();
        if rest.starts_with(['+', '-']) {
            return Err(Wrong::value("begins with a sign; only a change such as \"+10%\" has one"));
        }
        let mut least = i64::MAX;
        let mut millis = 0i64;
        if rest.is_empty() {
            return Err(Wrong::value("is empty"));
        }
        while !rest.is_empty() {
            let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
            let (number, after) = rest.split_at(digits);
            let after = after.trim_start();
            let letters = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
            let (unit, after) = after.split_at(letters);
            let scale = match UNITS.iter().find(|(name, _)| *name == unit) {
                Some((_, scale)) => *scale,
                None if unit.is_empty() && least == 3_600_000 => 60_000,
                None if unit.is_empty() && !number.is_empty() => return Err(Wrong::unit("has no unit")),
                None if number.is_empty() => return Err(Wrong::value("is not a time: a number is missing")),
                None => return Err(Wrong::unit(format!("`{unit}` is not a unit of time"))),
            };
            if scale >= least {
                return Err(Wrong::value("the units must get smaller and stand once each"));
            }
            let part = decimal(number, 6).ok_or_else(|| Wrong::value(format!("`{number}` is not a number")))?;
            let part = i128::from(part) * i128::from(scale) / 1_000_000;
            millis = i64::try_from(part).ok().and_then(|part| millis.checked_add(part)).unwrap_or(i64::MAX);
            least = scale;
            rest = after.trim_start();
        }
        // A hundred years: nothing longer is meant, and no arithmetic on it can overflow.
        if millis > 36_525 * 86_400_000 {
            Err(Wrong::range("is longer than a hundred years"))
        } else {
            Ok(Duration { millis })
        }
    }
}

impl std::fmt::Display for Duration {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (minutes, millis) = (self.millis / 60_000, self.millis % 60_000);
        match u32::try_from(minutes) {
            Ok(minutes) if millis == 0 => WrittenMinutes(minutes).fmt(f),
            _ => write!(f, "{}s", self.millis as f64 / 1_000.0),
        }
    }
}

impl std::fmt::Display for WrittenMinutes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.0 / 60, self.0 % 60) {
            (0, minutes) => write!(f, "{minutes}min"),
            (hours, 0) => write!(f, "{hours}h"),
            (hours, minutes) => write!(f, "{hours}h{minutes:02}"),
        }
    }
}

impl Quantity for Duration {
    const NAME: &'static str = "duration";
    const MEANING: &'static str = "a duration";
    const EXAMPLES: &'static [&'static str] = &["220s", "15min", "8h", "1h30", "2 days"];

    fn read(value: &Json) -> Result<Self, Wrong> {
        Duration::parse(text(value)?)
    }

    fn write(&self) -> Json {
        self.to_string().into()
    }
}

impl WrittenMinutes {
    /// Reads a duration of whole minutes.
    pub fn parse(written: &str) -> Result<WrittenMinutes, Wrong> {
        let duration = Duration::parse(written)?;
        if duration.millis % 60_000 != 0 {
            return Err(Wrong::value("is not a whole number of minutes"));
        }
        Ok(WrittenMinutes((duration.millis / 60_000) as u32))
    }
}

impl Quantity for WrittenMinutes {
    const NAME: &'static str = "minutes";
    const MEANING: &'static str = "a duration of whole minutes";
    const EXAMPLES: &'static [&'static str] = &["15min", "8h", "1h30"];

    fn read(value: &Json) -> Result<Self, Wrong> {
        WrittenMinutes::parse(text(value)?)
    }

    fn write(&self) -> Json {
        self.to_string().into()
    }
}

impl Quantity for WrittenDeadline {
    const NAME: &'static str = "due";
    const MEANING: &'static str = "a deadline";
    const EXAMPLES: &'static [&'static str] = &["same day", "1 working day", "2 working days", "4h"];

    fn read(value: &Json) -> Result<Self, Wrong> {
        let written = text(value)?;
        if written == "same day" {
            return Ok(WrittenDeadline::WorkingDays(0));
        }
        if written.starts_with(['+', '-']) {
            return Err(Wrong::value("begins with a sign; a deadline cannot be scaled"));
        }
        let days = written.strip_suffix("working days").or_else(|| written.strip_suffix("working day"));
        match days {
            Some(days) => match days.trim().parse() {
                Ok(days) if days <= 1_100 => Ok(WrittenDeadline::WorkingDays(days)),
                _ => Err(Wrong::value(format!("`{}` is not a number of days", days.trim()))),
            },
            None => WrittenMinutes::parse(written).map(WrittenDeadline::After),
        }
    }

    fn write(&self) -> Json {
        match self {
            WrittenDeadline::WorkingDays(0) => "same day".into(),
            WrittenDeadline::WorkingDays(1) => "1 working day".into(),
            WrittenDeadline::WorkingDays(days) => format!("{days} working days").into(),
            WrittenDeadline::After(minutes) => minutes.to_string().into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_in_every_form() {
        let minutes = |text| Duration::parse(text).unwrap().minutes();
        assert_eq!(minutes("90s"), 1.5);
        assert_eq!(minutes("1h30"), 90.0);
        assert_eq!(minutes("1h 30min"), 90.0);
        assert_eq!(minutes("2 days"), 2880.0);
        assert_eq!(minutes("0.5h"), 30.0);
    }

    #[test]
    fn wrong_durations_say_why() {
        let cause = |text| Duration::parse(text).unwrap_err();
        assert_eq!(cause("220").cause, "has no unit");
        assert_eq!(cause("5 minutes").cause, "`minutes` is not a unit of time");
        assert_eq!(cause("-5min").code, "bad-value");
        assert_eq!(cause("30min 1h").cause, "the units must get smaller and stand once each");
        assert_eq!(cause("99999999999999999h").code, "bad-value");
        assert_eq!(cause("999999999h").code, "out-of-range");
        assert!(WrittenMinutes::parse("90s").is_err());
    }
}
