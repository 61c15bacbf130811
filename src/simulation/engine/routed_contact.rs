//! Numbers of contacts that did not arrive from outside.

/// Numbers from here on are of jobs that wait at the start.
pub const FIRST_BACKLOG: u32 = 1 << 30;
/// Numbers from here on are indices of routed contacts.
pub(super) const FIRST_ROUTED: u32 = 1 << 31;

/// A contact that came from another service.
#[derive(Clone, Copy, Debug)]
pub(super) struct RoutedContact {
    /// The service and the number with which it came from outside.
    pub root: (u32, u32),
    /// Name of its random streams, drawn at the service before: the same customer takes the same routes in every plan.
    pub name: u64,
}
