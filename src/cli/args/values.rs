//! Values as they are typed.

/// Seconds above 0: `60` or `2.5s`.
pub fn seconds(text: &str) -> Result<f64, String> {
    let seconds = text.strip_suffix('s').unwrap_or(text).parse::<f64>().ok();
    let sound = seconds.filter(|seconds| seconds.is_finite() && *seconds > 0.0);
    sound.ok_or_else(|| "write seconds above 0, like 60".to_owned())
}

/// A share from 0 to below 1: `0.001` or `0.1%`.
pub fn share(text: &str) -> Result<f64, String> {
    let share = match text.strip_suffix('%') {
        Some(percent) => percent.trim().parse::<f64>().ok().map(|percent| percent / 100.0),
        None => text.parse::<f64>().ok(),
    };
    share
        .filter(|share| (0.0..1.0).contains(share))
        .ok_or_else(|| "write a share from 0 to below 1, like 0.001".to_owned())
}

/// A share above 0 and below 1: `0.005` or `0.5%`.
pub fn precision(text: &str) -> Result<f64, String> {
    share(text)
        .ok()
        .filter(|share| *share > 0.0)
        .ok_or_else(|| "write a share above 0 and below 1, like 0.5%".to_owned())
}

/// A date: `2026-05-04`.
pub fn date(text: &str) -> Result<chrono::NaiveDate, String> {
    text.parse().map_err(|_| "write a date such as 2026-05-04".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_and_limits_are_checked() {
        assert_eq!(share("0.1%"), Ok(0.001));
        assert_eq!(seconds("2.5s"), Ok(2.5));
        for wrong in ["-1", "nan", "inf", "1", "x"] {
            assert!(share(wrong).is_err(), "{wrong}");
        }
        assert!(seconds("0").is_err());
    }
}
