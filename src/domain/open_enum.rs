//! Open enums: known values by name, unknown ones kept verbatim.

/// Declares an enum over wire names that keeps a value which this version doesn't know.
macro_rules! open_enum {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $wire:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$vdoc])* $variant,)*
            /// A value of a newer version, kept verbatim and shown read-only.
            Unknown(String),
        }

        impl $name {
            /// The known values in their order on screen.
            pub const KNOWN: &'static [Self] = &[$(Self::$variant),*];

            /// The name on the wire.
            #[must_use]
            pub fn wire(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::Unknown(name) => name,
                }
            }

            /// The value of a wire name.
            #[must_use]
            pub fn from_wire(name: &str) -> Self {
                match name {
                    $($wire => Self::$variant,)*
                    _ => Self::Unknown(name.to_owned()),
                }
            }
        }

        impl $crate::domain::wire::Wire for $name {
            fn read(value: serde_json::Value) -> Result<Self, $crate::domain::Fault> {
                $crate::domain::wire::filled(value).map(|name| Self::from_wire(&name))
            }

            fn write(&self, to: &mut String) -> bool {
                $crate::domain::wire::quote(self.wire(), to);
                true
            }
        }

        $crate::domain::wire::serde_by_wire!($name);
    };
}
pub(crate) use open_enum;
