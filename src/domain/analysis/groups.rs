//! Totals by payer and by life domain.

use super::super::codes::{LIFE_DOMAINS, Payers};
use super::super::costs::{CostLine, Costs};
use super::super::totals::{LineAmounts, Totals};

/// The total of the lines of one payer or one life domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The code; empty if none is filled in.
    pub code: String,
    /// The name in the document; of several the first in alphabetical order.
    pub name: String,
    /// The lines' total.
    pub totals: Totals,
}

impl Group {
    /// Whether it is the group of the lines for which no payer or life domain is filled in.
    #[must_use]
    pub fn is_unnamed(&self) -> bool {
        self.code.is_empty() && self.name.is_empty()
    }
}

/// The totals by payer: known payers in their order on screen, then others, then lines without a payer.
/// Lines without any amount are left out.
#[must_use]
pub fn by_payer(costs: &Costs) -> Vec<Group> {
    grouped(costs, &Payers::ALL, |line| {
        let payer = line.payer.as_ref();
        payer.map_or(("", ""), |payer| (payer.code.trim(), payer.name.trim()))
    })
}

/// The totals by life domain, in the same order.
#[must_use]
pub fn by_life_domain(costs: &Costs) -> Vec<Group> {
    grouped(costs, &LIFE_DOMAINS, |line| {
        (line.life_domain.as_deref().unwrap_or_default().trim(), "")
    })
}

fn grouped(costs: &Costs, order: &[&str], key: fn(&CostLine) -> (&str, &str)) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for line in costs.lines.values() {
        let amounts = LineAmounts::of(line, costs.horizon);
        if amounts.0.iter().all(Option::is_none) {
            continue;
        }
        let (code, name) = key(line);
        let own = place(order, code, name);
        let at = groups.partition_point(|group| place(order, &group.code, &group.name) < own);
        let same = |group: &&mut Group| place(order, &group.code, &group.name) == own;
        match groups.get_mut(at).filter(same) {
            Some(group) => {
                group.totals = group.totals.plus(amounts);
                let earlier = !name.is_empty() && name < group.name.as_str();
                if earlier || group.name.is_empty() {
                    name.clone_into(&mut group.name);
                }
            }
            None => groups.insert(
                at,
                Group {
                    code: code.to_owned(),
                    name: name.to_owned(),
                    totals: Totals::default().plus(amounts),
                },
            ),
        }
    }
    groups
}

/// The sort key and identity of a group: its rank, and its code or, without a code, its name.
fn place<'a>(order: &[&str], code: &'a str, name: &'a str) -> (usize, &'a str, &'a str) {
    let apart = if code.is_empty() { name } else { "" };
    let nameless = code.is_empty() && name.is_empty();
    let last = order.len().saturating_add(usize::from(nameless));
    let known = order.iter().position(|known| *known == code);
    (known.unwrap_or(last), code, apart)
}
