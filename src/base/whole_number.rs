//! Whole numbers as programs and spreadsheets write them.

/// Reads a whole number from 0 up: `7`, `+7`, `-0`, `7.0`, `7e3`. `None` where it is none, is below 0, or is too large.
pub fn whole_number(text: &str) -> Option<u32> {
    let text = text.trim();
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    // Words that Rust reads as numbers, such as `inf`, are none here.
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    let number: f64 = text.parse().ok().filter(|_| plain)?;
    (number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number)).then_some(number as u32)
}

#[cfg(test)]
mod tests {
    use super::whole_number;

    #[test]
    fn a_number_is_what_it_is_however_it_is_written() {
        for (text, number) in [
            ("7", Some(7)),
            (" 7 ", Some(7)),
            ("+1", Some(1)),
            ("-0", Some(0)),
            ("1.0", Some(1)),
            ("1e3", Some(1000)),
            ("4294967295", Some(u32::MAX)),
            ("4294967296", None),
            ("-1", None),
            ("1.5", None),
            ("", None),
            ("inf", None),
            ("seven", None),
        ] {
            assert_eq!(whole_number(text), number, "{text}");
        }
    }
}
