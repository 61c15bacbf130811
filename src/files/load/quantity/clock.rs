//! Local times of day and windows between them.

use super::{Json, Quantity, Wrong, text};

/// A local time of day in minutes after midnight, 0 to 1440.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WrittenClock(pub u32);

/// From (included) to (excluded); ends on the next day if `to <= from`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrittenWindow {
    /// The begin, before 24:00.
    pub from: WrittenClock,
    /// The end.
    pub to: WrittenClock,
}

impl WrittenClock {
    /// Reads `07:00`.
    pub fn parse(written: &str) -> Result<WrittenClock, Wrong> {
        let part = |text: &str| {
            let plain = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
            text.parse::<u32>().ok().filter(|_| plain)
        };
        let (hours, minutes) = written.trim().split_once(':').ok_or_else(|| Wrong::value("is not a time of day"))?;
        match (part(hours), part(minutes).filter(|_| minutes.len() == 2)) {
            (Some(hours), Some(minutes)) if minutes < 60 && hours * 60 + minutes <= 1440 => {
                Ok(WrittenClock(hours * 60 + minutes))
            }
            (Some(_), Some(_)) => Err(Wrong::range("is not on the clock: it runs from 00:00 to 24:00")),
            _ => Err(Wrong::value("is not a time of day")),
        }
    }
}

impl std::fmt::Display for WrittenClock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl WrittenWindow {
    /// The end in minutes after the midnight before the begin, above 1440 if it is on the next day.
    pub fn end(self) -> u32 {
        if self.to > self.from { self.to.0 } else { self.to.0 + 1440 }
    }
}

impl Quantity for WrittenClock {
    const NAME: &'static str = "clock";
    const MEANING: &'static str = "a time of day";
    const EXAMPLES: &'static [&'static str] = &["07:00", "21:30", "24:00"];

    fn read(value: &Json) -> Result<Self, Wrong> {
        WrittenClock::parse(text(value)?)
    }

    fn write(&self) -> Json {
        self.to_string().into()
    }
}

impl Quantity for WrittenWindow {
    const NAME: &'static str = "window";
    const MEANING: &'static str = "a window of the day";
    const EXAMPLES: &'static [&'static str] = &["07:00-21:15", "22:00-06:00", "00:00-24:00"];

    fn read(value: &Json) -> Result<Self, Wrong> {
        let (from, to) = text(value)?.split_once('-').ok_or_else(|| Wrong::value("has no `-` between two times"))?;
        let window = WrittenWindow { from: WrittenClock::parse(from)?, to: WrittenClock::parse(to)? };
        if window.from == window.to {
            return Err(Wrong::value("begins when it ends; the whole day is 00:00-24:00"));
        }
        if window.from.0 == 1440 {
            return Err(Wrong::value("begins at 24:00; write 00:00 of the next day"));
        }
        Ok(window)
    }

    fn write(&self) -> Json {
        format!("{}-{}", self.from, self.to).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_beyond_the_clock_are_refused() {
        assert_eq!(WrittenClock::parse("24:00").unwrap().0, 1440);
        for text in ["24:01", "25:00", "07:60", "7", "07:0", "7h", "-1:00", "+1:00", "007:00"] {
            assert!(WrittenClock::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_night_ends_on_the_next_day() {
        assert_eq!(WrittenWindow::read(&"22:00-06:00".into()).unwrap().end(), 30 * 60);
        assert!(WrittenWindow::read(&"08:00-08:00".into()).is_err());
    }
}
