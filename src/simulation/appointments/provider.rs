//! One provider on one day: present, on a break, serving, gone.

use super::booking_system::ProviderShift;

/// A provider of a pool on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Provider {
    /// Index of the pool.
    pub pool: usize,
    /// Minute of the begin.
    pub from: f64,
    /// Minute of the end.
    pub to: f64,
    /// True if he may take a customer.
    pub on: bool,
    /// True if his end has passed.
    pub ended: bool,
    /// True if he went home.
    pub gone: bool,
    /// Whom he serves, and since when.
    pub serving: Option<(usize, f64)>,
    /// Minutes of a break for which a customer keeps him.
    pub owed: Option<u32>,
    /// Minutes with customers before the end.
    pub busy: f64,
    /// Minutes of breaks before the end.
    pub breaks: f64,
    /// Minutes behind the end.
    pub overtime: f64,
}

impl Provider {
    /// A provider who has not begun.
    pub fn new(shift: &ProviderShift) -> Provider {
        Provider {
            pool: shift.pool,
            from: f64::from(shift.from),
            to: f64::from(shift.to),
            on: false,
            ended: false,
            gone: false,
            serving: None,
            owed: None,
            busy: 0.0,
            breaks: 0.0,
            overtime: 0.0,
        }
    }

    /// True if he has nobody and may take somebody.
    pub fn is_free(&self) -> bool {
        self.on && !self.gone && self.serving.is_none()
    }

    /// True if he is on duty by the clock, on a break or not.
    pub fn covers(&self, now: f64) -> bool {
        self.from <= now && now < self.to
    }

    /// A break begins. Returns the minute of its end.
    pub fn rest(&mut self, now: f64, minutes: u32) -> f64 {
        let back = now + f64::from(minutes);
        self.on = false;
        self.breaks += (back.min(self.to) - now).max(0.0);
        back
    }

    /// His customer is done. Returns the customer and the minutes of service.
    pub fn finish(&mut self, now: f64) -> Option<(usize, f64)> {
        let (customer, since) = self.serving.take()?;
        self.busy += (now.min(self.to) - since.min(self.to)).max(0.0);
        Some((customer, now - since))
    }

    /// He goes home.
    pub fn leave(&mut self, now: f64) {
        self.gone = true;
        self.overtime = (now - self.to).max(0.0);
    }

    /// Minutes on duty before the end, without breaks.
    pub fn minutes(&self) -> f64 {
        self.to - self.from - self.breaks
    }
}
