//! Double counting: an all-in price beside the price of something that it includes.

use super::super::costs::{CostLine, Costs, Scenario};
use super::super::id::ItemId;

/// Prefixes of all-in prices' codes, each with the prefixes of the codes that it includes.
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

/// Lines that count the same costs in at least one scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DoubleCount {
    /// The line with the all-in price.
    pub whole: ItemId,
    /// The first line with a price that it includes.
    pub part: ItemId,
    /// The number of further lines with such a price.
    pub more: usize,
}

/// The maximum number of results. More would not help anyone.
const MOST: usize = 200;

/// The number of subsets of the three scenarios.
const MASKS: usize = 8;

/// A line with a price from a list, and the scenarios in which it costs something.
struct Counted<'a> {
    id: ItemId,
    code: &'a str,
    /// Its index in [`WHOLES`], if it is an all-in price.
    whole: Option<usize>,
    /// A bit for each scenario with costs.
    costs: usize,
}

/// Finds double counting, at most 200 results in the order of the given lines.
#[must_use]
pub fn double_counting<'a>(
    lines: impl IntoIterator<Item = (ItemId, &'a CostLine)>,
    costs: &Costs,
) -> Vec<DoubleCount> {
    let counted: Vec<Counted<'_>> = lines
        .into_iter()
        .filter_map(|(id, line)| counted(id, line, costs.horizon))
        .collect();
    let parts = WHOLES.map(|(_, codes)| parts_by_costs(&counted, codes));
    let wholes = counted.iter().enumerate();
    let doubles = wholes.filter_map(|(at, whole)| {
        let parts = parts.get(whole.whole?)?;
        let together = parts.iter().enumerate();
        let together = together.filter(|(costs, _)| costs & whole.costs != 0);
        let (mut first, mut count) = (None, 0_usize);
        for (other, part) in together.flat_map(|(_, parts)| parts) {
            // The same price twice may well be for two people. Of two that have each other in them,
            // the first says so.
            if part.code != whole.code && !(*other < at && has(part, whole)) {
                first = Some(first.map_or(*other, |first: usize| first.min(*other)));
                count = count.saturating_add(1);
            }
        }
        Some(DoubleCount {
            whole: whole.id,
            part: counted.get(first?)?.id,
            more: count.saturating_sub(1),
        })
    });
    doubles.take(MOST).collect()
}

type Parts<'a> = Vec<(usize, &'a Counted<'a>)>;

/// The lines with these codes and their positions, by the set of scenarios in which they have costs. An
/// all-in price then needs to look only at lines that can overlap with it.
fn parts_by_costs<'a>(counted: &'a [Counted<'a>], codes: &[&str]) -> [Parts<'a>; MASKS] {
    let mut parts: [Parts<'_>; MASKS] = Default::default();
    for (at, line) in counted.iter().enumerate() {
        if let (true, Some(list)) = (is_part(line.code, codes), parts.get_mut(line.costs)) {
            list.push((at, line));
        }
    }
    parts
}

fn counted(id: ItemId, line: &CostLine, horizon: u8) -> Option<Counted<'_>> {
    let code = line.price.as_ref().map_or("", |price| price.code.as_str());
    let costs = Scenario::ALL.into_iter().fold(0, |costs, scenario| {
        let amount = line.amount(scenario, horizon);
        costs << 1 | usize::from(amount.is_some_and(|amount| !amount.is_zero()))
    });
    let whole = WHOLES.iter().position(|(whole, _)| code.starts_with(whole));
    (costs != 0).then_some(Counted {
        id,
        code,
        whole,
        costs,
    })
}

fn is_part(code: &str, codes: &[&str]) -> bool {
    codes.iter().any(|part| code.starts_with(part))
}

/// Whether a line's all-in price includes the other line's, in a scenario in which both have costs.
fn has(whole: &Counted<'_>, part: &Counted<'_>) -> bool {
    let codes = whole.whole.and_then(|at| WHOLES.get(at));
    let is_in = codes.is_some_and(|(_, codes)| is_part(part.code, codes));
    whole.costs & part.costs != 0 && whole.code != part.code && is_in
}
