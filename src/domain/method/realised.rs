//! What a line has cost in the end (gerealiseerd): at two moments after the plan was carried out.

use rust_decimal::Decimal;
use serde_json::{Map, Value};

use super::super::canvas::Canvas;
use super::super::command::LineEdit;
use super::super::costs::{CostLine, Scenario};
use super::super::date::Date;
use super::super::money::Money;

/// Wire name of what a line has cost.
pub(in crate::domain) const REALISED: &str = "gerealiseerd";

/// When it was looked up what a line has cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Review {
    /// Six months after the plan was carried out.
    After6Months,
    /// Twelve months after.
    After12Months,
}

impl Review {
    /// Both moments.
    pub const ALL: [Self; 2] = [Self::After6Months, Self::After12Months];

    /// The name on the wire.
    #[must_use]
    pub const fn wire(self) -> &'static str {
        match self {
            Self::After6Months => "na6Maanden",
            Self::After12Months => "na12Maanden",
        }
    }

    /// Months after the plan was carried out.
    #[must_use]
    pub const fn months(self) -> u8 {
        match self {
            Self::After6Months => 6,
            Self::After12Months => 12,
        }
    }
}

/// What a line has cost up to a moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Realised {
    /// The amount since the plan was carried out.
    pub amount: Option<Money>,
    /// Where the amount is from.
    pub source: String,
    /// The day on which it was looked up.
    pub date: Option<Date>,
}

impl Realised {
    const AMOUNT: &str = "bedrag";
    const SOURCE: &str = "bron";
    const DATE: &str = "datum";

    /// What a line has cost up to a moment, as far as it is known.
    #[must_use]
    pub fn of(line: &CostLine, review: Review) -> Self {
        let fields = line.signature.extra.get(REALISED);
        let fields = fields.and_then(|reviews| reviews.get(review.wire()));
        let text = |name| fields?.get(name)?.as_str();
        Self {
            amount: text(Self::AMOUNT).and_then(|text| text.parse().ok()),
            source: text(Self::SOURCE).unwrap_or_default().to_owned(),
            date: text(Self::DATE).and_then(|text| text.parse().ok()),
        }
    }

    /// The edit that sets what a line has cost up to a moment. Fields of a newer version stay.
    #[must_use]
    pub fn edit(&self, line: &CostLine, review: Review) -> LineEdit {
        let object = |value: Option<&Value>| match value {
            Some(Value::Object(fields)) => fields.clone(),
            _ => Map::new(),
        };
        let mut reviews = object(line.signature.extra.get(REALISED));
        let mut fields = object(reviews.get(review.wire()));
        let texts = [
            (Self::AMOUNT, self.amount.map(|amount| amount.to_string())),
            (Self::SOURCE, Some(self.source.clone())),
            (Self::DATE, self.date.map(|date| date.to_string())),
        ];
        for (name, text) in texts {
            put(
                &mut fields,
                name,
                text.filter(|text| !text.is_empty()).map(Value::from),
            );
        }
        let fields = (!fields.is_empty()).then(|| fields.into());
        put(&mut reviews, review.wire(), fields);
        LineEdit::Realised((!reviews.is_empty()).then(|| reviews.into()))
    }
}

fn put(fields: &mut Map<String, Value>, name: &str, value: Option<Value>) {
    match value {
        Some(value) => fields.insert(name.to_owned(), value),
        None => fields.remove(name),
    };
}

/// What the lines of a canvas were expected to cost with the plan up to a moment, and what they have cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The sum of what was expected of the lines that say what they have cost.
    pub expected: Decimal,
    /// The sum of what these have cost.
    pub realised: Decimal,
    /// The number of lines that say what they have cost.
    pub known: usize,
    /// The number of lines that the plan uses, or that say what they have cost.
    pub lines: usize,
}

/// Compares expected with realised costs of the plan up to a moment.
#[must_use]
pub fn compare_costs(canvas: &Canvas, review: Review) -> Comparison {
    let mut sums = Comparison::default();
    for line in canvas.costs.lines.values() {
        let expected = expected(canvas, line, review);
        let realised = Realised::of(line, review).amount;
        if expected.is_some() || realised.is_some() {
            sums.lines = sums.lines.saturating_add(1);
        }
        if let Some(amount) = realised {
            sums.known = sums.known.saturating_add(1);
            sums.realised = sums.realised.saturating_add(amount.decimal());
            let expected = expected.unwrap_or_default();
            sums.expected = sums.expected.saturating_add(expected);
        }
    }
    sums
}

/// What a line was expected to cost with the plan up to a moment; `None` if the plan doesn't use it.
#[must_use]
pub fn expected(canvas: &Canvas, line: &CostLine, review: Review) -> Option<Decimal> {
    let horizon = canvas.costs.horizon;
    line.up_to(Scenario::Tailored, horizon, review.months().min(horizon))
}
