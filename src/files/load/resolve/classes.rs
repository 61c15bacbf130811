//! Classes of customers within a service.

use super::report::Report;
use super::target;
use crate::load::codes;
use crate::load::schema::service::WrittenService;
use base::tolerance::SAME_SHARE;
use planning::model::CustomerClass;

/// The classes of a service, the first to be answered first. `patience` is the service's.
pub fn resolve(
    path: &[&str; 2],
    written: &WrittenService,
    patience: Option<f64>,
    report: &mut Report<'_>,
) -> Vec<CustomerClass> {
    let Some(named) = &written.class else { return Vec::new() };
    let all = [path[0], path[1], "class"];
    let mut found: Vec<(u32, CustomerClass)> = Vec::new();
    for (id, class) in &named.entries {
        let at = [path[0], path[1], "class", id.as_str()];
        let key = |key: &'static str| [path[0], path[1], "class", id.as_str(), key];
        let own = class.patience.map(|patience| patience.minutes()).or(patience);
        if own.is_some_and(|patience| patience <= 0.0) {
            let help = "write a duration above zero";
            report.error(&key("patience"), codes::OUT_OF_RANGE, "a patience of zero lets nobody wait", help);
        }
        if class.share.0 <= 0.0 {
            let message = format!("nobody is of the class `{id}`");
            report.error(&key("share"), codes::OUT_OF_RANGE, message, "write a share above 0, such as 0.2");
        }
        if let Some((_, other)) = found.iter().find(|(priority, _)| *priority == class.priority) {
            let message = format!("`{id}` and `{}` have one priority, and one of them is answered first", other.id);
            report.error(&key("priority"), codes::CLASSES, message, "give each class a number of its own");
        }
        let targets = (class.desired.as_ref(), class.adequate.as_ref());
        let (desired, adequate) = target::resolve(&at, targets, own.is_some(), report);
        let title = class.title.as_ref().map_or(id.clone(), |title| title.0.clone());
        let (id, share) = (id.clone(), class.share.0);
        found.push((class.priority, CustomerClass { id, title, share, patience: own, desired, adequate }));
    }
    let sum: f64 = found.iter().map(|(_, class)| class.share).sum();
    if !found.is_empty() && (sum - 1.0).abs() > SAME_SHARE {
        let all_of_them = (sum / SAME_SHARE).round() * SAME_SHARE;
        let message = format!("the shares of the classes of `{}` add up to {all_of_them:.3}", path[1]);
        report.error(&all, codes::CLASSES, message, "let them add up to one");
    }
    let waiting = found.iter().filter(|(_, class)| class.patience.is_none()).count();
    if waiting != 0 && waiting != found.len() {
        let message = format!("some classes of `{}` hang up and others never do", path[1]);
        let help = "write a `patience` for each class, or for the service; or for none of them";
        report.error(&all, codes::CLASSES, message, help);
    }
    found.sort_by(|(one, _), (other, _)| other.cmp(one));
    found.into_iter().map(|(_, class)| class).collect()
}
