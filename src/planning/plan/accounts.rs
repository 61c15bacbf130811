//! The accounts of the ledger: every money term of a plan is on one of them. Accounts that begin with `price.` hold what a
//! plan does badly at its stated price; all others hold money that is spent or earned.

/// Paid minutes at the wage, and hours that are guaranteed and not worked.
pub const WAGES_REGULAR: &str = "wages.regular";
/// What overtime costs beyond the wage.
pub const WAGES_OVERTIME: &str = "wages.overtime";
/// What being ready to be called in costs.
pub const WAGES_RETAINER: &str = "wages.retainer";
/// Heads where their number is decided.
pub const HIRING: &str = "hiring";
/// What appointments earn; booked with a minus.
pub const REVENUE: &str = "revenue";
/// What each appointment costs to make.
pub const BOOKING: &str = "booking";

/// Rules of a roster broken at a price.
pub const PRICE_RULE: &str = "price.rule";
/// Differences in load between people.
pub const PRICE_FAIRNESS: &str = "price.fairness";
/// Days that differ from the published roster.
pub const PRICE_CHANGE: &str = "price.change";
/// Wishes that are not fulfilled, and different shifts in use.
pub const PRICE_WISH: &str = "price.wish";
/// Heads missing.
pub const PRICE_SHORTAGE: &str = "price.shortage";
/// Heads beyond those that are wanted.
pub const PRICE_SURPLUS: &str = "price.surplus";
/// Service below its target.
pub const PRICE_TARGET: &str = "price.target";
/// Days that are fuller than others.
pub const PRICE_LEVEL: &str = "price.level";
/// Minutes that visitors with an appointment wait.
pub const PRICE_WAITING: &str = "price.waiting";
/// Minutes that appointments go on after closing.
pub const PRICE_OVERTIME: &str = "price.overtime";
/// Slots that stay empty.
pub const PRICE_IDLE: &str = "price.idle";
/// Requests that get an appointment later than promised.
pub const PRICE_ACCESS: &str = "price.access";
/// Days that requests wait for their appointment.
pub const PRICE_DELAY: &str = "price.delay";
/// Requests that get no appointment.
pub const PRICE_UNMET: &str = "price.unmet";

const PRICES: &str = "price.";
const PREMIUMS: &str = "wages.premium.";
const RESOURCES: &str = "resource.";
const LEVERS: &str = "lever";
/// Id of the lever whose money goes to suppliers, and the begin of its accounts.
pub const SUBCONTRACT: &str = "subcontract";

/// True for the accounts of service, wishes and fairness at their stated prices.
pub fn is_priced(account: &str) -> bool {
    account.starts_with(PRICES)
}

/// Minutes at the times of a premium.
pub fn premium(name: &str) -> String {
    format!("{PREMIUMS}{name}")
}

/// Rooms, desks or machines whose number is decided.
pub fn resource(id: &str) -> String {
    format!("{RESOURCES}{id}")
}

/// What a lever of a kind costs or earns.
pub fn lever(kind: &str, id: &str) -> String {
    let begin = if kind == SUBCONTRACT { SUBCONTRACT } else { LEVERS };
    format!("{begin}.{id}")
}

/// The lever whose account it is, if it is one.
pub fn lever_of(account: &str) -> Option<&str> {
    let (begin, id) = account.split_once('.')?;
    [LEVERS, SUBCONTRACT].contains(&begin).then_some(id)
}
