//! Every Dutch string, and how numbers and dates are written.

/// Words as constants, each with itself as its documentation.
macro_rules! words {
    ($($name:ident = $text:literal;)*) => {
        $(
            #[doc = concat!("\u{201c}", $text, "\u{201d}")]
            pub const $name: &str = $text;
        )*
    };
}

pub mod access_report;
pub mod agenda;
pub mod analysis;
pub mod analysis_csv;
pub mod analysis_page;
pub mod archive;
pub mod calculation;
pub mod calendar;
pub mod chance;
pub mod codes;
pub mod compare;
pub mod conflict;
pub mod council;
pub mod data_sheet;
pub mod date;
mod digits;
pub mod examples;
pub mod explain;
pub mod follow_up;
pub mod grades;
pub mod hints;
mod html;
pub mod labels;
pub mod laws;
pub mod learn;
pub mod lock;
pub mod method;
pub mod method_fields;
pub mod names;
pub mod number;
pub mod overview;
pub mod passphrase;
pub mod prices;
pub mod print;
pub mod reading;
pub mod references;
pub mod results;
pub mod retention;
pub mod sentences;
pub mod settings;
pub mod steps;
pub mod storage;
mod sum;
pub mod sync;
pub mod team;
pub mod team_key;
pub mod together;
mod unit;
pub mod unit_price;
pub mod versions;
pub mod week;
