//! Counts and percentages: typed as people write them, kept exactly.

use leptos::prelude::*;

use crate::domain::Count;
use crate::texts::{explain, number};

use super::draft::{Draft, Dress, typed_field};

/// How many; or a chance in percents.
pub(crate) fn count_field(
    name: &str,
    label: Signal<String>,
    value: Signal<Option<Count>>,
    // Takes the count, or says why it can't be.
    on_count: Callback<Option<Count>, Option<String>>,
    locked: Signal<bool>,
    dress: Dress,
) -> AnyView {
    let written = Signal::derive(move || value.get().map(number::format_count).unwrap_or_default());
    let accept = Callback::new(move |text: String| {
        let count = number::parse_count(&text).ok()?;
        on_count.run(count)
    });
    let dress = Dress {
        class: "utrecht-textbox--numeric",
        ..dress
    };
    typed_field(
        Draft::new(written, read, accept),
        name,
        label,
        locked,
        dress,
    )
}

fn read(text: &str) -> Result<String, String> {
    number::parse_count(text)
        .map(|count| count.map(number::format_count).unwrap_or_default())
        .map_err(|error| explain::count_error(error).to_owned())
}
