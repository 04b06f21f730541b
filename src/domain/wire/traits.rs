//! What can be read from JSON and written to it.

use serde_json::Value;

use super::super::Extra;
use super::super::fault::Fault;
use super::write::FieldWriter;

/// A value that can be read from JSON and written to it.
pub trait Wire: Sized {
    /// Reads a value.
    ///
    /// # Errors
    ///
    /// [`Fault`], with what is wrong and where.
    fn read(value: Value) -> Result<Self, Fault>;

    /// Writes the value at the end of a text, as canonical JSON. Returns false, and writes nothing, if
    /// it is left out on the wire.
    fn write(&self, to: &mut String) -> bool;

    /// The value of a field that is left out; `None` if the field is required.
    #[must_use]
    fn absent() -> Option<Self> {
        None
    }

    /// What a value that is left out would be if it were written.
    #[must_use]
    fn empty() -> Value {
        Value::Null
    }
}

/// A value that is spread over several fields of an object.
pub trait WireFields: Sized {
    /// Takes its fields out of an object.
    ///
    /// # Errors
    ///
    /// [`Fault`], with what is wrong and where.
    fn take(fields: &mut Extra) -> Result<Self, Fault>;

    /// Puts its fields into an object.
    fn put(&self, fields: &mut FieldWriter<'_>);
}

impl WireFields for Extra {
    /// Takes all fields that are left: those that this version doesn't know.
    fn take(fields: &mut Extra) -> Result<Self, Fault> {
        // `null` stands where a field was taken. That is most often all of them, and faster than to
        // take out each with its name.
        if fields.values().all(Value::is_null) {
            return Ok(Self::new());
        }
        fields.retain(|_, value| !value.is_null());
        Ok(std::mem::take(fields))
    }

    fn put(&self, fields: &mut FieldWriter<'_>) {
        for (name, value) in self {
            fields.put_by(name, &|to| value.write(to));
        }
    }
}
