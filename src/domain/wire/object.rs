//! Structs that are objects on the wire, declared with the wire name of each field.

use serde_json::Value;

use super::super::Extra;
use super::super::fault::Fault;
use super::traits::Wire;
use super::values::filled;
use super::write::FieldWriter;

/// Declares a struct that is an object on the wire. After each field stands its wire name:
///
/// - `who: String = "wie"` is read and written as its type says ([`Wire`]): a text, a list or an
///   `Option` may be left out, and is left out when it is empty; a number or an id is required;
/// - `id: String = "id" required` has to be there, and may not be empty;
/// - `name: String = "naam" always` has to be there, may be empty, and is written even then;
/// - `status: String = "status" or concept()` has that value when it is left out;
/// - `horizon: u8 = "looptijd" by months` is read by a function from a [`Value`];
/// - `extra: Extra = ..` has all fields that are left. It comes last, and so does another value that
///   is spread over the fields that are left ([`WireFields`](super::WireFields)).
///
/// `struct Name unless is_empty` is left out when that method says so, and then reads as its default.
macro_rules! wire_object {
    (
        $(#[$meta:meta])*
        $visibility:vis struct $name:ident $(unless $is_empty:ident)? {
            $($(#[$doc:meta])* $shown:vis $field:ident: $type:ty = $wire:tt $($rule:ident $($by:expr)?)?,)*
        }
    ) => {
        $(#[$meta])*
        $visibility struct $name {
            $($(#[$doc])* $shown $field: $type,)*
        }

        impl $crate::domain::wire::WireFields for $name {
            fn take(fields: &mut $crate::domain::Extra) -> Result<Self, $crate::domain::Fault> {
                Ok(Self {
                    $($field: $crate::domain::wire::object::take_field!(fields $wire $($rule $($by)?)?)?,)*
                })
            }

            fn put(&self, fields: &mut $crate::domain::wire::FieldWriter<'_>) {
                $($crate::domain::wire::object::put_field!(fields $wire (&self.$field) $($rule)?);)*
            }
        }

        impl $crate::domain::wire::Wire for $name {
            fn read(value: serde_json::Value) -> Result<Self, $crate::domain::Fault> {
                let mut fields = $crate::domain::wire::fields_of(value)?;
                $crate::domain::wire::WireFields::take(&mut fields)
            }

            fn write(&self, to: &mut String) -> bool {
                $(if self.$is_empty() {
                    return false;
                })?
                $crate::domain::wire::write_object(to, &|fields| {
                    $crate::domain::wire::WireFields::put(self, fields);
                });
                true
            }

            $(fn absent() -> Option<Self> {
                let empty = Self::default();
                empty.$is_empty().then_some(empty)
            })?
        }

        $crate::domain::wire::serde_by_wire!($name);
    };
}
pub(crate) use wire_object;

/// Takes a field out of an object, as [`wire_object!`] says.
macro_rules! take_field {
    ($fields:ident ..) => {
        $crate::domain::wire::WireFields::take($fields)
    };
    ($fields:ident $wire:literal) => {
        $crate::domain::wire::object::take($fields, $wire)
    };
    ($fields:ident $wire:literal required) => {
        $crate::domain::wire::object::take_required($fields, $wire)
    };
    ($fields:ident $wire:literal always) => {
        $crate::domain::wire::object::take_always($fields, $wire)
    };
    ($fields:ident $wire:literal or $default:expr) => {
        $crate::domain::wire::object::take_or($fields, $wire, || $default)
    };
    ($fields:ident $wire:literal by $read:expr) => {
        $crate::domain::wire::object::take_by($fields, $wire, $read)
    };
}
pub(crate) use take_field;

/// Puts a field into an object, as [`wire_object!`] says.
macro_rules! put_field {
    ($fields:ident .. ($value:expr)) => {
        $crate::domain::wire::WireFields::put($value, $fields)
    };
    ($fields:ident $wire:literal ($value:expr) always) => {
        $crate::domain::wire::object::put_always($fields, $wire, $value)
    };
    ($fields:ident $wire:literal ($value:expr) $($rule:ident)?) => {
        $crate::domain::wire::object::put($fields, $wire, $value)
    };
}
pub(crate) use put_field;

/// Takes a field as its type says.
pub(crate) fn take<T: Wire>(fields: &mut Extra, name: &str) -> Result<T, Fault> {
    take_by(fields, name, T::read)
}

/// Takes a field as a function reads it; left out as its type says.
pub(crate) fn take_by<T: Wire>(
    fields: &mut Extra,
    name: &str,
    read: fn(Value) -> Result<T, Fault>,
) -> Result<T, Fault> {
    match taken(fields, name) {
        Some(value) => read(value).map_err(|fault| fault.within(name)),
        None => T::absent().ok_or_else(|| Fault::missing(name)),
    }
}

/// Takes a field that may be left out.
pub(crate) fn take_or<T: Wire>(
    fields: &mut Extra,
    name: &str,
    default: fn() -> T,
) -> Result<T, Fault> {
    match taken(fields, name) {
        Some(value) => T::read(value).map_err(|fault| fault.within(name)),
        None => Ok(default()),
    }
}

/// Takes a text that has to be there, with at least one character.
pub(crate) fn take_required(fields: &mut Extra, name: &str) -> Result<String, Fault> {
    let value = taken(fields, name).ok_or_else(|| Fault::missing(name))?;
    filled(value).map_err(|fault| fault.within(name))
}

/// Takes a value that has to be there, and may be empty.
pub(crate) fn take_always<T: Wire>(fields: &mut Extra, name: &str) -> Result<T, Fault> {
    let value = taken(fields, name).ok_or_else(|| Fault::missing(name))?;
    let empty = T::absent().filter(|_| value == T::empty());
    empty.map_or_else(|| T::read(value).map_err(|fault| fault.within(name)), Ok)
}

/// Takes a value out of an object; `null` is as if it were left out, and stands where a value was.
fn taken(fields: &mut Extra, name: &str) -> Option<Value> {
    let value = std::mem::take(fields.get_mut(name)?);
    (!value.is_null()).then_some(value)
}

/// Puts a value, unless it is left out on the wire.
pub(crate) fn put<T: Wire>(fields: &mut FieldWriter<'_>, name: &str, value: &T) {
    fields.put_by(name, &|to| value.write(to));
}

/// Puts a value, even one that is empty.
pub(crate) fn put_always<T: Wire>(fields: &mut FieldWriter<'_>, name: &str, value: &T) {
    fields.put_by(name, &|to| value.write(to) || T::empty().write(to));
}

/// Puts fields into an object; one that it has already is replaced. One by one: `append` and `collect` of
/// `serde_json`'s map would bring another sort into the module.
pub(crate) fn put_all(fields: &mut Extra, more: impl IntoIterator<Item = (String, Value)>) {
    for (name, value) in more {
        fields.insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::written;
    use super::*;

    wire_object! {
        /// A bicycle.
        #[derive(Clone, Debug, PartialEq)]
        struct Bicycle {
            gears: u8 = "versnellingen",
            frame: String = "nummer" required,
            name: String = "naam" always,
            colour: String = "kleur",
            owner: Option<String> = "eigenaar",
            bell: bool = "bel",
            brakes: Vec<String> = "remmen",
            kind: String = "soort" or "stadsfiets".to_owned(),
            wheels: u8 = "wielen" by few,
            lamp: Lamp = "lamp",
            extra: Extra = ..,
        }
    }

    wire_object! {
        /// A lamp, which a bicycle may lack.
        #[derive(Clone, Debug, Default, PartialEq)]
        struct Lamp unless is_empty {
            watts: Option<u8> = "watt",
            extra: Extra = ..,
        }
    }

    impl Lamp {
        fn is_empty(&self) -> bool {
            *self == Self::default()
        }
    }

    fn few(value: Value) -> Result<u8, Fault> {
        u8::read(value).and_then(|wheels| match wheels {
            0..4 => Ok(wheels),
            _ => Err(Fault::new("too many".to_owned())),
        })
    }

    fn least() -> Value {
        json!({ "versnellingen": 0, "nummer": "1", "naam": "", "wielen": 2 })
    }

    fn fault(value: Value) -> (String, String) {
        Bicycle::read(value).unwrap_err().into_parts()
    }

    /// The bicycle with one field set.
    fn with(name: &str, value: Value) -> Value {
        let mut bicycle = least();
        bicycle[name] = value;
        bicycle
    }

    #[test]
    fn what_is_left_out_is_empty_and_what_is_empty_is_left_out() {
        let bicycle = Bicycle::read(least()).unwrap();
        assert_eq!(bicycle.lamp, Lamp::default());
        assert!(bicycle.brakes.is_empty() && bicycle.owner.is_none() && !bicycle.bell);
        assert_eq!(bicycle.kind, "stadsfiets");
        assert_eq!(written(&bicycle), with("soort", json!("stadsfiets")));
    }

    #[test]
    fn every_field_is_written_as_it_was_read() {
        let all = json!({
            "versnellingen": 7, "nummer": "A1", "naam": "Blauwtje", "kleur": "blauw", "eigenaar": "oma",
            "bel": true, "remmen": ["voor", "achter"], "soort": "bakfiets", "wielen": 3,
            "lamp": { "watt": 5, "kleur": [1] }, "toekomst": { "a": [null, 1.5] },
        });
        let bicycle = Bicycle::read(all.clone()).unwrap();
        assert_eq!(bicycle.extra.len(), 1);
        assert_eq!(bicycle.lamp.extra.len(), 1);
        assert_eq!(written(&bicycle), all);
    }

    #[test]
    fn of_two_fields_with_one_name_the_later_counts() {
        let mut bicycle = Bicycle::read(least()).unwrap();
        for (name, colour) in [("kleur", "rood"), ("aap", "grijs"), ("zadel", "zwart")] {
            bicycle.extra.insert(name.to_owned(), colour.into());
        }
        bicycle.colour = "blauw".to_owned();
        let mut text = String::new();
        bicycle.write(&mut text);
        assert_eq!(
            text,
            r#"{"aap":"grijs","kleur":"rood","naam":"","nummer":"1","soort":"stadsfiets","versnellingen":0,"wielen":2,"zadel":"zwart"}"#
        );
    }

    #[test]
    fn a_field_that_has_to_be_there_is_named_when_it_is_not() {
        for name in ["versnellingen", "nummer", "naam", "wielen"] {
            let mut bicycle = least();
            bicycle.as_object_mut().unwrap().remove(name);
            let reason = format!("missing field `{name}`");
            assert_eq!(fault(bicycle), (name.to_owned(), reason));
            assert_eq!(fault(with(name, Value::Null)).0, name);
        }
    }

    #[test]
    fn a_fault_says_where_it_is_and_what_is_wrong() {
        for (name, value, place, reason) in [
            ("nummer", json!(""), "nummer", "left out"),
            ("kleur", json!(""), "kleur", "left out"),
            ("kleur", json!(5), "kleur", "invalid type: integer `5`"),
            ("bel", json!("ja"), "bel", "invalid type: string `\"ja\"`"),
            ("versnellingen", json!(256), "versnellingen", "at most 255"),
            ("versnellingen", json!(-1), "versnellingen", "integer `-1`"),
            ("versnellingen", json!(1.0), "versnellingen", "floating"),
            ("wielen", json!(4), "wielen", "too many"),
            ("remmen", json!(["a", true]), "remmen.1", "boolean `true`"),
            ("lamp", json!([]), "lamp", "invalid type: sequence"),
            ("lamp", json!({ "watt": {} }), "lamp.watt", "type: map"),
        ] {
            let (found, told) = fault(with(name, value));
            assert_eq!(found, place);
            assert!(told.contains(reason), "{place}: {told}");
        }
        assert_eq!(fault(json!(3)).0, "");
    }
}
