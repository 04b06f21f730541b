//! A use in a document: an object with the fields of either kind.

use serde_json::Value;

use super::{Per, Usage};
use crate::domain::Extra;
use crate::domain::count::Count;
use crate::domain::fault::Fault;
use crate::domain::money::Money;
use crate::domain::wire::{Wire, serde_by_wire, wire_object};

wire_object! {
    /// Every field that a use can have on the wire.
    struct UseFields {
        amount: Option<Money> = "bedrag",
        month: Option<u8> = "maand",
        count: Option<Count> = "aantal",
        per: Option<Per> = "per",
        from: Option<u8> = "van",
        to: Option<u8> = "tot",
        chance: Option<Count> = "kans",
        extra: Extra = ..,
    }
}

impl Wire for Usage {
    fn read(value: Value) -> Result<Self, Fault> {
        // Which of the fields is wrong depends on which of the two it was meant to be.
        UseFields::read(value)
            .map_err(Fault::of_whole)
            .and_then(|fields| fields.check().map_err(|reason| Fault::of(&reason)))
    }

    fn write(&self, to: &mut String) -> bool {
        UseFields::of(self).write(to)
    }
}

serde_by_wire!(Usage);

impl UseFields {
    fn of(usage: &Usage) -> Self {
        match usage.clone() {
            Usage::Typed {
                amount,
                month,
                extra,
            } => Self {
                amount: Some(amount),
                month,
                count: None,
                per: None,
                from: None,
                to: None,
                chance: None,
                extra,
            },
            Usage::Computed {
                count,
                per,
                from,
                to,
                chance,
                extra,
            } => Self {
                amount: None,
                month: None,
                count: Some(count),
                per: Some(per),
                from: Some(from),
                to,
                chance,
                extra,
            },
        }
    }

    fn check(self) -> Result<Usage, &'static str> {
        let Self {
            amount,
            month,
            count,
            per,
            from,
            to,
            chance,
            extra,
        } = self;
        let computed = (count, per, from);
        let read = match (amount, month, computed, to, chance) {
            (Some(amount), month, (None, None, None), None, None) => Usage::Typed {
                amount,
                month,
                extra,
            },
            (None, None, (Some(count), Some(per), Some(from)), to, chance) => Usage::Computed {
                count,
                per,
                from,
                to,
                chance,
                extra,
            },
            _ => return Err("a use has either bedrag, or aantal, per and van"),
        };
        if read.is_in_range() {
            Ok(read)
        } else {
            Err("maand, van and tot are 1 to 60, kans is 0 to 100")
        }
    }
}
