//! The types of the document as part of what serde reads and writes.

/// Has serde read and write types by way of [`Wire`](super::Wire).
macro_rules! serde_by_wire {
    ($($name:ty),*) => {$(
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serde::Serialize::serialize(&$crate::domain::wire::written(self), serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = <serde_json::Value as serde::Deserialize>::deserialize(deserializer)?;
                $crate::domain::wire::Wire::read(value).map_err(serde::de::Error::custom)
            }
        }
    )*};
}
pub(crate) use serde_by_wire;
