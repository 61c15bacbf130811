//! What rules count, and what their prices are for: the words for one and for many, and the word in files.

/// A thing that is counted or priced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noun {
    /// One of it, with its article: `an hour`.
    pub each: &'static str,
    /// One of it.
    pub one: &'static str,
    /// Many of it.
    pub many: &'static str,
    /// The word behind the slash of a price in a file: `h` in `10.00/h`.
    pub word: &'static str,
}

impl Noun {
    /// A number of it in words.
    pub fn count(&self, number: u32) -> String {
        format!("{number} {}", if number == 1 { self.one } else { self.many })
    }
}

const fn noun(each: &'static str, one: &'static str, many: &'static str, word: &'static str) -> Noun {
    Noun { each, one, many, word }
}

/// Time.
pub const HOUR: Noun = noun("an hour", "hour", "hours", "h");
/// A date.
pub const DAY: Noun = noun("a day", "day", "days", "day");
/// Two dates, one after the other.
pub const PAIR_OF_DAYS: Noun = noun("a pair of days", "pair of days", "pairs of days", "pair");
/// One day of a pattern.
pub const PATTERN_DAY: Noun = noun("a day of the pattern", "day of the pattern", "days of the pattern", "day");
/// A weekend.
pub const WEEKEND: Noun = noun("a weekend", "weekend", "weekends", "weekend");
/// A period of a rule.
pub const PERIOD: Noun = noun("a period", "period", "periods", "period");
/// A window of the clock.
pub const WINDOW: Noun = noun("a window", "window", "windows", "window");
/// A shift worked by somebody.
pub const SHIFT: Noun = noun("a shift", "shift", "shifts", "shift");
/// A shift with each partner.
pub const SHIFT_AND_PARTNER: Noun = noun("a shift and partner", "shift and partner", "shifts and partners", "shift");
/// A kind of shift.
pub const KIND_OF_SHIFT: Noun = noun("a kind", "kind", "kinds", "kind");
/// A person.
pub const HEAD: Noun = noun("a head", "head", "heads", "head");
/// Something that happens.
pub const TIME: Noun = noun("a time", "time", "times", "time");
/// Something that is found.
pub const OCCURRENCE: Noun = noun("an occurrence", "occurrence", "occurrences", "occurrence");
/// One major unit of the currency.
pub const UNIT_OF_MONEY: Noun = noun("a unit of money", "unit of money", "units of money", "unit");
