//! Allowed values on a grid: `07:00..13:00 step 30min`.

use super::{Json, Quantity, Wrong, text};
use crate::load::quantity::{WrittenClock, WrittenMinutes};

/// Allowed times of day in minutes, ascending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockSteps(pub Vec<u32>);

/// Allowed durations in minutes, ascending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DurationSteps(pub Vec<u32>);

/// Reads one range, one value, or a list of them.
fn read(value: &Json, one: fn(&str) -> Result<u32, Wrong>) -> Result<Vec<u32>, Wrong> {
    let mut values = Vec::new();
    match value {
        Json::Array(items) => {
            for item in items {
                values.extend(range(text(item)?, one)?);
            }
        }
        _ => values = range(text(value)?, one)?,
    }
    values.sort_unstable();
    if values.is_empty() {
        return Err(Wrong::value("allows nothing"));
    }
    if values.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(Wrong::value("names a value twice"));
    }
    Ok(values)
}

fn range(written: &str, one: fn(&str) -> Result<u32, Wrong>) -> Result<Vec<u32>, Wrong> {
    let Some((first, rest)) = written.split_once("..") else {
        return Ok(vec![one(written)?]);
    };
    let (last, step) = rest.split_once("step").ok_or_else(|| Wrong::value("has no `step` after the range"))?;
    let (first, last, step) = (one(first)?, one(last)?, WrittenMinutes::parse(step)?.0);
    if step == 0 {
        return Err(Wrong::value("has a step of zero"));
    }
    if last < first {
        return Err(Wrong::value("runs backwards; around midnight write a list of two ranges"));
    }
    if !(last - first).is_multiple_of(step) {
        return Err(Wrong::value("does not reach its end in whole steps"));
    }
    if (last - first) / step > 1440 {
        return Err(Wrong::range("has more than 1440 steps"));
    }
    Ok((first..=last).step_by(step as usize).collect())
}

fn write(values: &[u32], one: impl Fn(u32) -> String) -> Json {
    values.iter().map(|value| one(*value)).collect()
}

impl Quantity for ClockSteps {
    const NAME: &'static str = "clock-steps";
    const MEANING: &'static str = "allowed times of day";
    const TYPES: &'static [&'static str] = &["string", "array"];
    const EXAMPLES: &'static [&'static str] = &["07:00..13:00 step 30min", "08:00", "[\"07:00\", \"15:00\"]"];

    fn read(value: &Json) -> Result<Self, Wrong> {
        let starts = read(value, |text| WrittenClock::parse(text).map(|clock| clock.0))?;
        if starts.last() == Some(&1440) {
            return Err(Wrong::value("24:00 is 00:00 of the next day"));
        }
        Ok(ClockSteps(starts))
    }

    fn write(&self) -> Json {
        write(&self.0, |value| WrittenClock(value).to_string())
    }
}

impl Quantity for DurationSteps {
    const NAME: &'static str = "duration-steps";
    const MEANING: &'static str = "allowed durations of whole minutes";
    const TYPES: &'static [&'static str] = &["string", "array"];
    const EXAMPLES: &'static [&'static str] = &["1h30..2h30 step 15min", "8h", "[\"4h\", \"8h\"]"];

    fn read(value: &Json) -> Result<Self, Wrong> {
        read(value, |text| WrittenMinutes::parse(text).map(|minutes| minutes.0)).map(DurationSteps)
    }

    fn write(&self) -> Json {
        write(&self.0, |value| WrittenMinutes(value).to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_and_lists_become_values() {
        assert_eq!(ClockSteps::read(&"07:00..08:00 step 30min".into()).unwrap().0, [420, 450, 480]);
        assert_eq!(DurationSteps::read(&"1h30".into()).unwrap().0, [90]);
        assert_eq!(ClockSteps::read(&vec!["15:00", "07:00..07:30 step 30min"].into()).unwrap().0, [420, 450, 900]);
    }

    #[test]
    fn ranges_that_make_no_sense_are_refused() {
        for text in ["07:00..08:00", "07:00..08:00 step 25min", "08:00..07:00 step 5min", "07:00..08:00 step 0min"] {
            assert!(ClockSteps::read(&text.into()).is_err(), "{text}");
        }
        assert!(ClockSteps::read(&Json::Array(Vec::new())).is_err());
        assert!(ClockSteps::read(&vec!["07:00", "07:00"].into()).is_err());
        assert!(ClockSteps::read(&"24:00".into()).is_err());
        assert!(DurationSteps::read(&"1min..99999h step 1min".into()).is_err());
    }
}
