//! Counting the same twice: a price that has everything in it, beside the price of a part.

use super::super::costs::{CostLine, Costs, Scenario};
use super::super::id::ItemId;

/// Codes of prices that have everything in them, and the codes of what that is. A code stands for
/// all that start with it.
const WHOLES: [(&str, &[&str]); 7] = [
    (
        "OPV-DAKLOOS",
        &["OPV-", "BW-", "GGZ-", "ZVW-", "VEI-", "WMO-BEG"],
    ),
    (
        "OPV-VERSL-",
        &["OPV-", "BW-", "GGZ-", "ZVW-", "VEI-", "WMO-BEG"],
    ),
    ("WON-UITHUIS-MAAT", &["WON-UITHUIS-CORP", "OPV-", "BW-"]),
    ("SCH-HUISH", &["SCH-"]),
    ("JGD-UHP", &["JGD-VERBLIJF", "JGD-GEZINSHUIS", "JGD-PLEEG"]),
    ("GHZ-LVB", &["WMO-DAGBEST"]),
    ("REF-", &[""]),
];

/// Two lines that count the same in one scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Double {
    /// The line with the price that has everything in it.
    pub whole: ItemId,
    /// The first line with a part of it.
    pub part: ItemId,
    /// How many more lines have a part of it.
    pub more: usize,
}

/// A line with a price from a list, and the scenarios in which it costs something.
struct Counted<'a> {
    id: ItemId,
    code: &'a str,
    parts: &'static [&'static str],
    costs: [bool; 3],
}

/// The lines that count something twice in a scenario, in the order that the lines are given.
#[must_use]
pub fn double_counting<'a>(
    lines: impl IntoIterator<Item = (ItemId, &'a CostLine)>,
    costs: &Costs,
) -> Vec<Double> {
    let counted: Vec<Counted<'_>> = lines
        .into_iter()
        .filter_map(|(id, line)| counted(id, line, costs.horizon))
        .collect();
    let wholes = counted.iter().enumerate();
    let wholes = wholes.filter(|(_, line)| !line.parts.is_empty());
    wholes
        .filter_map(|(at, whole)| {
            let others = counted.iter().enumerate();
            let mut parts = others.filter(|(other, part)| {
                // Of two that have each other in them, the first says so.
                let said = *other < at && has(part, whole);
                has(whole, part) && !said
            });
            let (_, first) = parts.next()?;
            Some(Double {
                whole: whole.id,
                part: first.id,
                more: parts.count(),
            })
        })
        .collect()
}

fn counted(id: ItemId, line: &CostLine, horizon: u8) -> Option<Counted<'_>> {
    let code = line.price.as_ref().map_or("", |price| price.code.as_str());
    let costs = Scenario::ALL.map(|scenario| {
        let amount = line.amount(scenario, horizon);
        amount.is_some_and(|amount| !amount.is_zero())
    });
    let whole = WHOLES.iter().find(|(whole, _)| code.starts_with(whole));
    costs.contains(&true).then_some(Counted {
        id,
        code,
        parts: whole.map_or(&[], |(_, parts)| parts),
        costs,
    })
}

/// Whether a price has another line's in it, in a scenario that both cost something in. The same
/// price twice may well be for two people.
fn has(whole: &Counted<'_>, part: &Counted<'_>) -> bool {
    let both = whole
        .costs
        .iter()
        .zip(part.costs)
        .any(|(whole, part)| *whole && part);
    both && whole.code != part.code && whole.parts.iter().any(|code| part.code.starts_with(code))
}
