//! Calls on HiGHS models that the solver's crate does not offer or does not make safe: options that report errors by name,
//! linear programs solved again from the last basis, and columns removed with the basis kept.

use ::highs::{HighsModelStatus, HighsOptionValue, Model};
use highs_sys::HighsInt;

/// Sets an option.
///
/// # Errors
/// HiGHS refuses the name or the value.
pub(super) fn set_option(model: &mut Model, name: &str, value: impl HighsOptionValue) -> Result<(), String> {
    model.try_set_option(name, value).map_err(|_| format!("HiGHS refused the option {name}"))
}

/// How a linear program ended: its status and the last point.
pub(super) struct LinearEnd {
    pub status: HighsModelStatus,
    pub cost: f64,
    pub point: Vec<f64>,
    pub reduced: Vec<f64>,
    pub duals: Vec<f64>,
}

/// Solves a linear program from its last basis; if HiGHS cannot continue from there, or fails, from scratch.
///
/// # Errors
/// HiGHS fails from scratch too: its own words.
pub(super) fn solve_from_basis(model: &mut Model) -> Result<LinearEnd, String> {
    match solve_in_place(model) {
        Ok(ended) if ended.status != HighsModelStatus::Unknown => Ok(ended),
        _ => {
            // SAFETY: the model is alive, and HiGHS keeps rows and columns. It cannot fail.
            unsafe { highs_sys::Highs_clearSolver(model.as_mut_ptr()) };
            solve_in_place(model)
        }
    }
}

/// The solver's crate returns no model after a failure, so HiGHS is called directly.
fn solve_in_place(model: &mut Model) -> Result<LinearEnd, String> {
    let (columns, rows) = (model.num_cols(), model.num_rows());
    let [mut point, mut reduced] = [vec![0.0; columns], vec![0.0; columns]];
    let [mut activity, mut duals] = [vec![0.0; rows], vec![0.0; rows]];
    let highs = model.as_mut_ptr();
    // SAFETY: the model is alive, and what its callback needs outlives it.
    if unsafe { highs_sys::Highs_run(highs) } == highs_sys::STATUS_ERROR {
        return Err("HiGHS stopped with an error".to_owned());
    }
    // SAFETY: the model is alive.
    let (status, cost) = unsafe { (highs_sys::Highs_getModelStatus(highs), highs_sys::Highs_getObjectiveValue(highs)) };
    let status = HighsModelStatus::try_from(status).map_err(|status| format!("HiGHS ended with {status:?}"))?;
    // SAFETY: the arrays are as long as the model has columns and rows, and HiGHS only fills them.
    unsafe {
        highs_sys::Highs_getSolution(
            highs,
            point.as_mut_ptr(),
            reduced.as_mut_ptr(),
            activity.as_mut_ptr(),
            duals.as_mut_ptr(),
        );
    }
    Ok(LinearEnd { status, cost, point, reduced, duals })
}

/// Removes columns of a solved model and keeps the basis, which HiGHS discards when columns are removed.
///
/// # Errors
/// HiGHS refuses: its own words.
pub(super) fn keep_columns(model: &mut Model, kept: &[bool], rows: usize) -> Result<(), String> {
    let mut columns: Vec<HighsInt> = vec![0; kept.len()];
    let mut rows: Vec<HighsInt> = vec![0; rows];
    let mut dropped: Vec<HighsInt> = kept.iter().map(|&kept| HighsInt::from(!kept)).collect();
    let highs = model.as_mut_ptr();
    // SAFETY: the arrays are as long as the model has columns and rows, and HiGHS only fills them.
    let asked = unsafe { highs_sys::Highs_getBasis(highs, columns.as_mut_ptr(), rows.as_mut_ptr()) };
    // SAFETY: as above.
    let deleted = unsafe { highs_sys::Highs_deleteColsByMask(highs, dropped.as_mut_ptr()) };
    let mut left = kept.iter();
    columns.retain(|_| left.next().is_none_or(|kept| *kept));
    // SAFETY: one status for each column that is left and for each row; HiGHS copies them.
    let set = unsafe { highs_sys::Highs_setBasis(highs, columns.as_ptr(), rows.as_ptr()) };
    match [asked, deleted, set].contains(&highs_sys::STATUS_ERROR) {
        true => Err("HiGHS refused to drop columns".to_owned()),
        false => Ok(()),
    }
}
