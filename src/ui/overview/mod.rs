//! stub
use crate::domain::DocumentId;
use crate::session::Workspace;
use leptos::prelude::*;
use std::rc::Rc;
#[component]
pub(crate) fn Overview() -> impl IntoView {}
pub(crate) fn export_file(_: Rc<Workspace>, _: Option<DocumentId>) {}
pub(crate) fn download(_: &str, _: &str) {}
