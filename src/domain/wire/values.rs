//! How plain values are read and written.

use serde_json::Value;

use super::super::Extra;
use super::super::fault::Fault;
use super::traits::{Wire, WireFields};
use super::write::{quote, write_object};

/// What is wrong with a value of another kind than it should be.
pub(in crate::domain) fn unexpected(value: &Value, expected: &str) -> Fault {
    let (kind, shown) = match value {
        Value::Null => ("null", false),
        Value::Bool(_) => ("boolean", true),
        Value::Number(number) if number.is_f64() => ("floating point", true),
        Value::Number(_) => ("integer", true),
        Value::String(_) => ("string", true),
        Value::Array(_) => ("sequence", false),
        Value::Object(_) => ("map", false),
    };
    let mut reason = ["invalid type: ", kind].concat();
    if shown {
        reason.extend([" `", &value.to_string(), "`"]);
    }
    reason.extend([", expected ", expected]);
    Fault::new(reason)
}

/// Reads a text.
pub(in crate::domain) fn text(value: Value) -> Result<String, Fault> {
    match value {
        Value::String(text) => Ok(text),
        other => Err(unexpected(&other, "a string")),
    }
}

/// Reads a text that has at least one character: what is empty is left out on the wire.
pub(in crate::domain) fn filled(value: Value) -> Result<String, Fault> {
    let text = text(value)?;
    if text.is_empty() {
        return Err(Fault::new("an empty text has to be left out".to_owned()));
    }
    Ok(text)
}

/// The fields of an object.
pub(crate) fn fields_of(value: Value) -> Result<Extra, Fault> {
    match value {
        Value::Object(fields) => Ok(fields),
        other => Err(unexpected(&other, "a map")),
    }
}

impl Wire for String {
    fn read(value: Value) -> Result<Self, Fault> {
        filled(value)
    }

    fn write(&self, to: &mut String) -> bool {
        if self.is_empty() {
            return false;
        }
        quote(self, to);
        true
    }

    fn absent() -> Option<Self> {
        Some(Self::new())
    }

    fn empty() -> Value {
        Value::String(Self::new())
    }
}

impl Wire for bool {
    fn read(value: Value) -> Result<Self, Fault> {
        value
            .as_bool()
            .ok_or_else(|| unexpected(&value, "a boolean"))
    }

    fn write(&self, to: &mut String) -> bool {
        if *self {
            to.push_str("true");
        }
        *self
    }

    fn absent() -> Option<Self> {
        Some(false)
    }

    fn empty() -> Value {
        Value::Bool(false)
    }
}

impl Wire for Value {
    fn read(value: Value) -> Result<Self, Fault> {
        Ok(value)
    }

    fn write(&self, to: &mut String) -> bool {
        to.push_str(&self.to_string());
        true
    }
}

impl Wire for Extra {
    fn read(value: Value) -> Result<Self, Fault> {
        fields_of(value)
    }

    fn write(&self, to: &mut String) -> bool {
        if self.is_empty() {
            return false;
        }
        write_object(to, &|fields| self.put(fields));
        true
    }

    fn absent() -> Option<Self> {
        Some(Self::new())
    }
}

impl<T: Wire> Wire for Option<T> {
    fn read(value: Value) -> Result<Self, Fault> {
        T::read(value).map(Some)
    }

    fn write(&self, to: &mut String) -> bool {
        self.as_ref().is_some_and(|value| value.write(to))
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: Wire> Wire for Box<T> {
    fn read(value: Value) -> Result<Self, Fault> {
        T::read(value).map(Self::new)
    }

    fn write(&self, to: &mut String) -> bool {
        T::write(self, to)
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn read(value: Value) -> Result<Self, Fault> {
        let Value::Array(items) = value else {
            return Err(unexpected(&value, "a sequence"));
        };
        let read = |(index, item)| {
            T::read(item).map_err(|fault: Fault| fault.within(&usize::to_string(&index)))
        };
        items.into_iter().enumerate().map(read).collect()
    }

    fn write(&self, to: &mut String) -> bool {
        if self.is_empty() {
            return false;
        }
        to.push('[');
        for item in self {
            if item.write(to) {
                to.push(',');
            }
        }
        if to.ends_with(',') {
            to.pop();
        }
        to.push(']');
        true
    }

    fn absent() -> Option<Self> {
        Some(Self::new())
    }

    fn empty() -> Value {
        Value::Array(Vec::new())
    }
}

impl<A: Wire, B: Wire> Wire for (A, B) {
    fn read(value: Value) -> Result<Self, Fault> {
        match value {
            Value::Array(pair) => match <[Value; 2]>::try_from(pair) {
                Ok([one, other]) => Ok((A::read(one)?, B::read(other)?)),
                Err(_) => Err(Fault::new("expected a pair".to_owned())),
            },
            other => Err(unexpected(&other, "a pair")),
        }
    }

    fn write(&self, to: &mut String) -> bool {
        let (one, other) = self;
        let from = to.len();
        to.push('[');
        let first = one.write(to);
        to.push(',');
        let is_whole = first && other.write(to);
        to.push(']');
        if !is_whole {
            to.truncate(from);
        }
        is_whole
    }
}

impl Wire for i64 {
    fn read(value: Value) -> Result<Self, Fault> {
        value
            .as_i64()
            .ok_or_else(|| unexpected(&value, "a whole number"))
    }

    fn write(&self, to: &mut String) -> bool {
        to.push_str(&self.to_string());
        true
    }
}

/// Reads a whole number from 0 to `most`.
fn whole(value: &Value, most: u64) -> Result<u64, Fault> {
    let number = value
        .as_u64()
        .ok_or_else(|| unexpected(value, "a whole number"))?;
    if number > most {
        return Err(Fault::new(format!(
            "invalid value: integer `{number}`, expected at most {most}"
        )));
    }
    Ok(number)
}

macro_rules! whole_numbers {
    ($($name:ident),*) => {$(
        impl Wire for $name {
            fn read(value: Value) -> Result<Self, Fault> {
                let most = u64::try_from(Self::MAX).unwrap_or(u64::MAX);
                whole(&value, most).map(|number| Self::try_from(number).unwrap_or(Self::MAX))
            }

            fn write(&self, to: &mut String) -> bool {
                to.push_str(&self.to_string());
                true
            }
        }
    )*};
}

whole_numbers!(u8, u16, u32, u64, usize);
