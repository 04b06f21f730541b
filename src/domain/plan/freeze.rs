//! Freezing: from a canvas to its core, the hash of that, and a frozen plan.

use sha2::{Digest, Sha256};

use super::super::Extra;
use super::super::action::{Action, ActionBox};
use super::super::canvas::Canvas;
use super::super::costs::{CostLine, Costs};
use super::super::format::canonical;
use super::super::method::REALISED;
use super::super::money::Money;
use super::super::order::OrderKey;
use super::super::sorted_map::ItemMap;
use super::super::stamp::Signature;
use super::super::text_box::TextBox;
use super::super::totals::Totals;
use super::core::Core;
use super::frozen::{FrozenPlan, FrozenTotals, PlanHash};

impl Core {
    /// The core of a canvas.
    #[must_use]
    pub fn of(canvas: &Canvas) -> Self {
        let text = |place| canvas.text(place).text.clone();
        Self {
            case_number: canvas.case_number.clone(),
            lead: canvas.lead.clone(),
            lead_person: canvas.lead_person.clone(),
            situation: text(TextBox::Situation),
            perspective: text(TextBox::Perspective),
            breakthrough: text(TextBox::Breakthrough),
            legitimacy: text(TextBox::Legitimacy),
            commitment: text(TextBox::Commitment),
            actions: actions(canvas),
            costs: Costs {
                lines: lines(canvas),
                ..canvas.costs.clone()
            },
            extra: Extra::new(),
        }
    }
}

/// The actions, ranked through the three boxes.
fn actions(canvas: &Canvas) -> ItemMap<Action> {
    let boxes = ActionBox::ALL.into_iter();
    let ranked = boxes.flat_map(|place| canvas.actions_in(place)).enumerate();
    let ranked = ranked.map(|(rank, (id, action))| {
        let mut action = Action {
            order: rank_key(rank, &action.order),
            done: false,
            ..action.clone()
        };
        action.signature.clear();
        (id, action)
    });
    ranked.collect()
}

fn lines(canvas: &Canvas) -> ItemMap<CostLine> {
    let ranked = canvas.lines_in_order().into_iter().enumerate();
    let ranked = ranked.map(|(rank, (id, line))| {
        let mut line = CostLine {
            order: rank_key(rank, &line.order),
            ..line.clone()
        };
        line.signature.clear();
        // A result, and no part of the plan.
        line.signature.extra.remove(REALISED);
        (id, line)
    });
    ranked.collect()
}

/// The order key of a rank: keys of equally many digits sort as their numbers do.
fn rank_key(rank: usize, otherwise: &OrderKey) -> OrderKey {
    // No key may end in 0.
    let key = format!("{rank:06}V");
    key.parse().unwrap_or_else(|_| otherwise.clone())
}

impl PlanHash {
    /// The hash of a plan.
    #[must_use]
    pub fn of(core: &Core) -> Self {
        Self::from_bytes(Sha256::digest(canonical(core)).into())
    }
}

impl FrozenTotals {
    fn of(totals: &Totals) -> Self {
        let text = |amount| Money::round(amount).to_string();
        Self {
            current: text(totals.current),
            looming: text(totals.looming),
            tailored: text(totals.tailored),
            saving: totals.saving().map(text).unwrap_or_default(),
            extra: Extra::new(),
        }
    }
}

impl FrozenPlan {
    /// The plan of a canvas under a name, unsigned, with the hash that it is kept by.
    #[must_use]
    pub fn of(canvas: &Canvas, name: String) -> (PlanHash, Self) {
        let core = Core::of(canvas);
        let hash = PlanHash::of(&core);
        let frozen = Self {
            name,
            totals: FrozenTotals::of(&Totals::of(&canvas.costs)),
            core,
            signature: Signature::default(),
        };
        (hash, frozen)
    }
}
