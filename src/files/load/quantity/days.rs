//! Days of the week and dates.

use super::{Json, Quantity, Wrong, text};
use chrono::{NaiveDate, Weekday};
use planning::demand::days;

/// Days of the week, Monday first, each once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Days(pub Vec<Weekday>);

/// The days of a premium.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WrittenPremiumDays {
    /// The model's weekend.
    Weekend,
    /// The model's holidays.
    Holiday,
    /// These.
    On(Days),
}

/// A date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(pub NaiveDate);

impl Days {
    /// Every day.
    pub fn all() -> Days {
        Days(days::WEEK.to_vec())
    }
}

impl Quantity for Days {
    const NAME: &'static str = "days";
    const MEANING: &'static str = "days of the week";
    const TYPES: &'static [&'static str] = &["string", "array"];
    const EXAMPLES: &'static [&'static str] = &["mon", "mon-fri", "[\"mon\", \"wed-fri\"]", "all"];

    fn read(value: &Json) -> Result<Self, Wrong> {
        let mut found = Vec::new();
        match value {
            Json::Array(items) => {
                for item in items {
                    found.extend(days::parse(text(item)?).map_err(Wrong::value)?);
                }
            }
            _ => found = days::parse(text(value)?).map_err(Wrong::value)?,
        }
        let count = found.len();
        found.sort_unstable_by_key(Weekday::num_days_from_monday);
        found.dedup();
        if found.len() < count { Err(Wrong::value("names a day twice")) } else { Ok(Days(found)) }
    }

    fn write(&self) -> Json {
        if self.0.len() == 7 {
            return "all".into();
        }
        self.0.iter().map(|day| day.to_string().to_lowercase()).collect()
    }
}

impl Quantity for WrittenPremiumDays {
    const NAME: &'static str = "premium-days";
    const MEANING: &'static str = "days of the week, \"weekend\" or \"holiday\"";
    const TYPES: &'static [&'static str] = &["string", "array"];
    const EXAMPLES: &'static [&'static str] = &["all", "sun", "weekend", "holiday"];

    fn read(value: &Json) -> Result<Self, Wrong> {
        match value.as_str() {
            Some("weekend") => Ok(WrittenPremiumDays::Weekend),
            Some("holiday") => Ok(WrittenPremiumDays::Holiday),
            _ => Days::read(value).map(WrittenPremiumDays::On),
        }
    }

    fn write(&self) -> Json {
        match self {
            WrittenPremiumDays::Weekend => "weekend".into(),
            WrittenPremiumDays::Holiday => "holiday".into(),
            WrittenPremiumDays::On(days) => days.write(),
        }
    }
}

impl Quantity for Date {
    const NAME: &'static str = "date";
    const MEANING: &'static str = "a date without quotes";
    const EXAMPLES: &'static [&'static str] = &["2026-05-04"];

    fn read(value: &Json) -> Result<Self, Wrong> {
        text(value)?.parse().map(Date).map_err(|_| Wrong::value("is not a date"))
    }

    fn write(&self) -> Json {
        self.0.to_string().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_sorted_and_named_once() {
        use Weekday::{Fri, Mon, Sun};
        assert_eq!(Days::read(&vec!["sun-mon", "fri"].into()).unwrap().0, [Mon, Fri, Sun]);
        assert_eq!(Days::read(&"all".into()).unwrap(), Days::all());
        assert!(Days::read(&vec!["mon-wed", "tue"].into()).is_err());
        assert!(Days::read(&"monday".into()).is_err());
    }
}
