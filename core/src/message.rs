//! How an error speaks: a stable code, its parameters as data, one sentence in Chinese and one in English.
//!
//! Each room declares its errors with the `catalogue!` macro, so code and sentences stand beside the variant and
//! none can be forgotten. Sentences are lower case, without a final stop, with the user's own words in backticks.

use std::cell::Cell;

use serde::{Deserialize, Deserializer, Serialize, de};
use serde_json::Value;

/// What every error of this crate can tell, whoever asks: a program, a Chinese or an English reader.
///
/// ```
/// use double_random::{Explain, Ratio};
///
/// let error = "3 percent".parse::<Ratio>().unwrap_err();
/// assert_eq!(error.code(), "ratio.not_a_ratio");
/// assert_eq!(error.params()[0].1, "3 percent");
/// assert!(error.zh().contains("不是比例"));
/// ```
pub trait Explain: std::error::Error {
    /// The stable code, `<room>.<what>`; it never changes its meaning.
    fn code(&self) -> &'static str;

    /// The parameters, by name.
    fn params(&self) -> Vec<(&'static str, Value)>;

    /// The sentence in Chinese.
    fn zh(&self) -> String;

    /// The sentence in English; the same as the `Display` form.
    fn en(&self) -> String {
        self.to_string()
    }
}

/// Declares an error enum whose every variant carries its code and its two sentences. Errors of the floors below that
/// come up in this room are named under `wraps`; they keep their own code, parameters and sentences.
macro_rules! catalogue {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $(
                $(#[$variant_meta:meta])*
                $variant:ident { $( $(#[$field_meta:meta])* $field:ident : $type:ty ),* $(,)? }
                    = $code:literal, en: $en:literal, zh: $zh:literal;
            )*
        }
        $( wraps { $( $(#[$wrap_meta:meta])* $wrap:ident($inner:ty) ),+ $(,)? } )?
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
        #[non_exhaustive]
        pub enum $name {
            $(
                $(#[$variant_meta])*
                #[error($en)]
                $variant { $( $(#[$field_meta])* $field: $type ),* },
            )*
            $( $( $(#[$wrap_meta])* #[error(transparent)] $wrap(#[from] $inner), )+ )?
        }

        impl $name {
            /// All codes of this room itself, in the order of the variants.
            pub const CODES: &'static [&'static str] = &[ $( $code ),* ];
        }

        impl $crate::message::Explain for $name {
            fn code(&self) -> &'static str {
                match self {
                    $( Self::$variant { .. } => $code, )*
                    $( $( Self::$wrap(inner) => inner.code(), )+ )?
                }
            }

            #[allow(unused_variables, reason = "a sentence need not show every parameter")]
            fn zh(&self) -> String {
                match self {
                    $( Self::$variant { $( $field ),* } => format!($zh), )*
                    $( $( Self::$wrap(inner) => inner.zh(), )+ )?
                }
            }

            fn params(&self) -> Vec<(&'static str, serde_json::Value)> {
                match self {
                    $( Self::$variant { $( $field ),* } => vec![
                        $( (stringify!($field), $crate::message::param($field)) ),*
                    ], )*
                    $( $( Self::$wrap(inner) => inner.params(), )+ )?
                }
            }
        }
    };
}

pub(crate) use catalogue;

/// An error as data (错误): what a binding is told, and what one error keeps of another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Told {
    pub(crate) code: &'static str,
    pub(crate) params: Value,
    pub(crate) zh: String,
    pub(crate) en: String,
}

impl<E: Explain> From<&E> for Told {
    fn from(error: &E) -> Self {
        Self { code: error.code(), params: object(error.params()), zh: error.zh(), en: error.en() }
    }
}

/// An error as data, beside the members that say where it is.
pub(crate) fn told_at(mut place: Value, error: &impl Explain) -> Value {
    if let (Value::Object(place), Value::Object(told)) = (&mut place, param(&Told::from(error))) {
        place.extend(told);
    }
    place
}

thread_local! {
    /// The last value that was refused while JSON was read on this thread.
    static REFUSED: Cell<Option<Told>> = const { Cell::new(None) };
}

/// The refusal of a value, for serde. It takes along one sentence; the rest is laid down for [`refusal`].
pub(crate) fn refused<E: de::Error>(error: impl Explain) -> E {
    REFUSED.set(Some(Told::from(&error)));
    E::custom(error)
}

/// What refused a value, if that is why JSON could not be read.
pub(crate) fn refusal(error: &serde_json::Error) -> Option<Told> {
    REFUSED.take().filter(|told| error.to_string().starts_with(&told.en))
}

/// Reads a value from what it is written as, by `TryFrom`, and refuses it in both languages.
pub(crate) fn read_as<'de, W, T, D>(deserializer: D) -> Result<T, D::Error>
where
    W: Deserialize<'de>,
    T: TryFrom<W, Error: Explain>,
    D: Deserializer<'de>,
{
    W::deserialize(deserializer).and_then(|written| T::try_from(written).map_err(refused))
}

/// Has a type read as it is written.
macro_rules! read_from {
    ($type:ty, $written:ty) => {
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::message::read_as::<$written, _, _>(deserializer)
            }
        }
    };
}

pub(crate) use read_from;

/// Parameters as a JSON object.
pub(crate) fn object(params: Vec<(&'static str, Value)>) -> Value {
    params.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// A parameter as data; what JSON cannot hold is never a parameter, so `null` stands for nothing here.
pub(crate) fn param(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or(Value::Null)
}
