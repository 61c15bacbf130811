//! Prices of a plan: what is a dual, what is the difference of two plans, and how far they are apart.

use crate::report::grid::TextTable;
use crate::run::prices::MarginalValue;
use files::text::number::number;

/// For people.
pub fn text(prices: &[MarginalValue], currency: &str) -> String {
    let mut grid = TextTable::new(&["what", &format!("saves ({currency})"), "how known", "dual", "difference"], 1);
    let (mut agree, mut compared) = (0, 0);
    for price in prices {
        let dual = price.dual.map_or("-".to_owned(), |dual| number(dual, 2));
        let (saves, known) = match (price.solved, price.dual) {
            (Some(solved), _) => (solved.to_string(), "re-solved"),
            (None, Some(dual)) => (number(dual, 2), "dual"),
            (None, None) => ("-".to_owned(), "not known"),
        };
        let both = price.solved.zip(price.dual).map(|(solved, dual)| (solved.major(), dual));
        if let Some((solved, dual)) = both {
            compared += 1;
            agree += usize::from(solved * dual >= 0.0 || solved.abs() < 0.01 || dual.abs() < 0.01);
        }
        let difference = both.map_or("-".to_owned(), |(solved, dual)| number(solved - dual, 2));
        grid.row([price.what.clone(), saves, known.to_owned(), dual, difference]);
    }
    format!(
        "What a little more is worth\n\n{}  duals are those of the program with its whole numbers fixed; re-solved is the difference \
         of two plans, within their gaps\n  sign of dual and re-solved price: {agree} of {compared} agree\n",
        grid.text()
    )
}
