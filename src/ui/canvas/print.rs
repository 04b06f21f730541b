//! stub
use leptos::prelude::*;
#[component]
pub(crate) fn PrintMenu() -> impl IntoView {}
