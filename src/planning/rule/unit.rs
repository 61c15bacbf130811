//! What rules count, and what their prices are for: the words for one and for many, and the word in files.

/// A thing that is counted or priced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// One of it, with its article: `an hour`.
    pub each: &'static str,
    /// One of it.
    pub one: &'static str,
    /// Many of it.
    pub many: &'static str,
    /// The word behind the slash of a price in a file: `h` in `10.00/h`.
    pub word: &'static str,
}

impl Unit {
    /// A number of it in words.
    pub fn count(&self, number: u32) -> String {
        format!("{number} {}", if number == 1 { self.one } else { self.many })
    }
}

const fn unit(each: &'static str, one: &'static str, many: &'static str, word: &'static str) -> Unit {
    Unit { each, one, many, word }
}

/// Time.
pub const HOUR: Unit = unit("an hour", "hour", "hours", "h");
/// A date.
pub const DAY: Unit = unit("a day", "day", "days", "day");
/// Two dates, one after the other.
pub const PAIR_OF_DAYS: Unit = unit("a pair of days", "pair of days", "pairs of days", "pair");
/// One day of a pattern.
pub const PATTERN_DAY: Unit = unit("a day of the pattern", "day of the pattern", "days of the pattern", "day");
/// A weekend.
pub const WEEKEND: Unit = unit("a weekend", "weekend", "weekends", "weekend");
/// A period of a rule.
pub const PERIOD: Unit = unit("a period", "period", "periods", "period");
/// A window of the clock.
pub const WINDOW: Unit = unit("a window", "window", "windows", "window");
/// A shift worked by somebody.
pub const SHIFT: Unit = unit("a shift", "shift", "shifts", "shift");
/// A shift with each partner.
pub const SHIFT_AND_PARTNER: Unit = unit("a shift and partner", "shift and partner", "shifts and partners", "shift");
/// A kind of shift.
pub const KIND_OF_SHIFT: Unit = unit("a kind", "kind", "kinds", "kind");
/// A person.
pub const HEAD: Unit = unit("a head", "head", "heads", "head");
/// Something that happens.
pub const TIME: Unit = unit("a time", "time", "times", "time");
/// Something that is found.
pub const OCCURRENCE: Unit = unit("an occurrence", "occurrence", "occurrences", "occurrence");
/// One major unit of the currency.
pub const UNIT_OF_MONEY: Unit = unit("a unit of money", "unit of money", "units of money", "unit");
