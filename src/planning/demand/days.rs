//! Days of the week as people write them: `mon`, `mon-fri`, `all`.

use chrono::Weekday;

/// The week, Monday first.
pub const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// Their names, Monday first.
pub const NAMES: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Reads one day, a range (also over the weekend: `sat-mon`) or `all`.
///
/// # Errors
/// A name is not one of `mon` to `sun`; the message says which.
pub fn parse(written: &str) -> Result<Vec<Weekday>, String> {
    let day = |name: &str| {
        let name = name.trim();
        NAMES.iter().position(|known| *known == name).ok_or_else(|| format!("`{name}` is not one of mon to sun"))
    };
    if written.trim() == "all" {
        return Ok(WEEK.to_vec());
    }
    let (first, last) = match written.split_once('-') {
        Some((first, last)) => (day(first)?, day(last)?),
        None => (day(written)?, day(written)?),
    };
    let length = (last + 7 - first) % 7;
    Ok((first..=first + length).map(|day| WEEK[day % 7]).collect())
}
