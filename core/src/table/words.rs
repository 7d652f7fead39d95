//! Enums whose values are written as one code and read from that code or from official Chinese words.

/// Declares such an enum; the first Chinese word is the one it is shown with.
macro_rules! words {
    (
        $(#[$meta:meta])*
        pub enum $name:ident, unknown: $error:ident::$unknown:ident {
            $( $(#[$variant_meta:meta])* $variant:ident = $code:literal, $($word:literal)|+ ; )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[non_exhaustive]
        pub enum $name {
            $( $(#[$variant_meta])* #[serde(rename = $code)] $variant, )*
        }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[ $( Self::$variant ),* ];

            /// The code that documents use.
            pub fn code(self) -> &'static str {
                match self { $( Self::$variant => $code ),* }
            }

            /// The official Chinese words, the usual one first.
            pub fn zh(self) -> &'static [&'static str] {
                match self { $( Self::$variant => &[ $( $word ),+ ] ),* }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $error;

            fn from_str(text: &str) -> Result<Self, $error> {
                match text {
                    $( $code $( | $word )+ => Ok(Self::$variant), )*
                    _ => Err($error::$unknown { text: text.to_owned() }),
                }
            }
        }
    };
}

pub(crate) use words;
