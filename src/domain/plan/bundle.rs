//! The bundle to keep: an approved plan with its totals, its decisions and its analysis.

use serde_json::{Map, Value, json};

use super::super::analysis::{Analysis, Group};
use super::super::canvas::Canvas;
use super::super::format::canonical;
use super::super::method::{Decision, EntryList, SingleEntry, standing};
use super::super::money::Money;
use super::super::stamp::{Signature, Stamp};
use super::super::totals::Totals;
use super::super::wire::written;
use super::frozen::PlanHash;

/// The kind of a bundle on the wire.
const KIND: &str = "maatwerkcanvas-archief";
/// The version of the bundle that this app writes.
const VERSION: u32 = 1;

/// A bundle to keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    /// The plan that it holds.
    pub plan: PlanHash,
    /// The bundle as canonical JSON.
    pub text: String,
}

impl Bundle {
    /// The bundle of the plan of now, made by `stamp`; `None` if that plan isn't approved, or wasn't frozen.
    #[must_use]
    pub fn of(canvas: &Canvas, stamp: &Stamp) -> Option<Self> {
        let now = standing(canvas);
        let frozen = canvas.frozen.get(&now.plan).filter(|_| now.is_valid())?;
        let decided = now.approvals.iter().filter_map(|it| it.decision.at).max();
        let decided = decided?.to_string();
        let mut plan = json!({
            "hash": now.plan.to_string(),
            "kern": written(&frozen.core),
            "totalen": written(&frozen.totals),
        });
        if let (Value::Object(fields), false) = (&mut plan, frozen.name.is_empty()) {
            fields.insert("naam".to_owned(), Value::String(frozen.name.clone()));
        }
        let mut bundle = json!({
            "soort": KIND,
            "versie": VERSION,
            "canvas": canvas.id.to_string(),
            "besloten": decided.get(..10)?,
            "plan": plan,
            "besluiten": decisions(canvas, now.plan),
            "analyse": analysis(canvas),
            "gemaakt": written(&Signature::from(stamp.clone())),
        });
        let agreement = canvas.single(SingleEntry::Agreement).map(written);
        if let (Value::Object(fields), Some(agreement)) = (&mut bundle, agreement) {
            fields.insert("instemming".to_owned(), agreement);
        }
        Some(Self {
            plan: now.plan,
            text: canonical(&bundle),
        })
    }
}

/// The decisions about a plan, in the order in which they were made.
fn decisions(canvas: &Canvas, plan: PlanHash) -> Vec<Value> {
    let entries = canvas.entries(EntryList::Decisions).values();
    let about = entries.filter(|it| Decision::of(it).is_some_and(|it| it.plan == plan));
    let mut about: Vec<_> = about.collect();
    super::super::sort::sort_by(&mut about, &|one, other| {
        one.signature().at.cmp(&other.signature().at)
    });
    about.into_iter().map(written).collect()
}

fn analysis(canvas: &Canvas) -> Value {
    let analysis = Analysis::of(&canvas.costs);
    let groups = |groups: &[Group]| groups.iter().map(group).collect::<Vec<_>>();
    let mut fields = amounts(&analysis.totals);
    fields.insert("looptijd".to_owned(), analysis.horizon.into());
    fields.insert("financiers".to_owned(), groups(&analysis.payers).into());
    let domains = groups(&analysis.life_domains);
    fields.insert("leefgebieden".to_owned(), domains.into());
    Value::Object(fields)
}

fn group(group: &Group) -> Value {
    let mut fields = amounts(&group.totals);
    for (name, text) in [("code", &group.code), ("naam", &group.name)] {
        if !text.is_empty() {
            fields.insert(name.to_owned(), Value::String(text.clone()));
        }
    }
    Value::Object(fields)
}

/// The totals as decimal texts; the saving only where something threatens.
fn amounts(totals: &Totals) -> Map<String, Value> {
    let text = |amount| Value::String(Money::round(amount).to_string());
    let mut fields = Map::new();
    fields.insert("huidig".to_owned(), text(totals.current));
    fields.insert("dreigend".to_owned(), text(totals.looming));
    fields.insert("maatwerk".to_owned(), text(totals.tailored));
    if let Some(saving) = totals.saving() {
        fields.insert("besparing".to_owned(), text(saving));
    }
    fields
}
