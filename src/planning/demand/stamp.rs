//! Timestamps, read by hand: a file may have ten million of them.

use chrono::NaiveDate;

/// A wall clock time in seconds since 1970 as if it were UTC, and the offset from UTC if one is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timestamp {
    /// Seconds of the wall clock.
    pub local: i64,
    /// Seconds east of UTC.
    pub offset: Option<i32>,
}

/// Reads `2003-05-05 07:00:00`, `2003-05-05T07:00`, with `Z` or an offset behind; fractions of a second are cut.
pub fn parse(text: &[u8]) -> Option<Timestamp> {
    let text = text.trim_ascii();
    let (date, rest) = (text.get(..10)?, &text[10..]);
    if date[4] != b'-' || date[7] != b'-' {
        return None;
    }
    let (year, month, day) = (number(&date[..4])?, number(&date[5..7])?, number(&date[8..])?);
    let date = NaiveDate::from_ymd_opt(year as i32, month, day)?;
    let midnight = i64::from(date.to_epoch_days()) * 86_400;
    if rest.is_empty() {
        return Some(Timestamp { local: midnight, offset: None });
    }
    if !matches!(rest[0], b' ' | b'T') {
        return None;
    }
    let (clock, rest) = time(&rest[1..])?;
    Some(Timestamp { local: midnight + i64::from(clock), offset: offset(rest.trim_ascii())? })
}

/// Seconds since midnight, and what follows.
fn time(text: &[u8]) -> Option<(u32, &[u8])> {
    if text.get(2) != Some(&b':') {
        return None;
    }
    let (hour, minute) = (number(&text[..2])?, number(text.get(3..5)?)?);
    let mut rest = &text[5..];
    let mut second = 0;
    if rest.first() == Some(&b':') {
        second = number(rest.get(1..3)?)?;
        rest = &rest[3..];
        if rest.first() == Some(&b'.') {
            let digits = rest[1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            rest = rest.get(1 + digits..).filter(|_| digits > 0)?;
        }
    }
    (hour < 24 && minute < 60 && second < 60).then_some((hour * 3600 + minute * 60 + second, rest))
}

fn offset(text: &[u8]) -> Option<Option<i32>> {
    let sign = match text.first() {
        None => return Some(None),
        Some(b'Z') if text.len() == 1 => return Some(Some(0)),
        Some(b'+') => 1,
        Some(b'-') => -1,
        Some(_) => return None,
    };
    let minutes = match text.len() {
        3 => 0,
        5 => number(&text[3..])?,
        6 if text[3] == b':' => number(&text[4..])?,
        _ => return None,
    };
    let hours = number(&text[1..3])?;
    (hours <= 15 && minutes < 60).then_some(Some(sign * (hours * 3600 + minutes * 60) as i32))
}

fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timestamps_are_read_in_every_form() {
        let local = |text: &str| parse(text.as_bytes()).unwrap().local;
        let seven = local("2003-05-05 07:00:00");
        assert_eq!(seven, 12_177 * 86_400 + 7 * 3600);
        assert_eq!(local("2003-05-05T07:00"), seven);
        assert_eq!(local("2003-05-05T07:00:00.250"), seven);
        assert_eq!(local(" 2003-05-05 "), seven - 7 * 3600);
        assert_eq!(parse(b"2003-05-05T07:00:00-04:00").unwrap().offset, Some(-4 * 3600));
        assert_eq!(parse(b"2003-05-05T07:00Z").unwrap().offset, Some(0));
        assert_eq!(parse(b"2003-05-05T07:00:00+0530").unwrap().offset, Some(19_800));
    }

    #[test]
    fn other_texts_are_not_timestamps() {
        for text in [
            "",
            "2003-02-30",
            "2003-05-05 24:00",
            "05/05/2003 07:00",
            "2003-05-05 7:00",
            "2003-05-05 07:00 pm",
            "x003-05-05",
        ] {
            assert_eq!(parse(text.as_bytes()), None, "{text}");
        }
    }
}
