//! Enums whose variants have names.

/// Names for the variants of an enum.
macro_rules! acts {
    ($(#[$doc:meta])* $of:ident { $($(#[$about:meta])* $variant:ident => $name:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $of {
            $($(#[$about])* $variant),*
        }

        impl $of {
            /// All of them, with their names.
            pub const ALL: &'static [(Self, &'static str)] = &[$((Self::$variant, $name)),*];

            fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name),*
                }
            }

            fn from_name(name: &str) -> Option<Self> {
                let found = Self::ALL.iter().find(|(_, known)| *known == name);
                found.map(|(act, _)| *act)
            }
        }
    };
}

pub(super) use acts;
