//! What is shown of questions beside their fields: how many are open, and which are late.

use leptos::prelude::*;

use crate::domain::method::{EntryList, Question};
use crate::domain::{ItemId, Place};
use crate::texts::method as t;
use crate::ui::context::CanvasContext;
use crate::ui::markup::text;
use crate::ui::view::dynamic;

use super::fields::Filled;

/// How many questions are open, and how many of those are late.
pub(super) fn count(context: CanvasContext, ids: Memo<Vec<ItemId>>) -> AnyView {
    let list = EntryList::Questions;
    let counts = move || {
        for id in ids.get() {
            context.handle.read(Place::Entry(list, id), |_| ());
        }
        let today = context.handle.environment().today();
        context.handle.peek(|canvas| {
            let questions = || canvas.entries(list).values().map(Question::of);
            let open = questions().filter(Question::is_open).count();
            (open, questions().filter(|it| it.is_overdue(today)).count())
        })
    };
    let shown = dynamic(move || {
        (!ids.read().is_empty()).then(|| {
            let (open, late) = counts();
            text("p", "method__count", t::questions(open, late))
        })
    });
    shown.into_any()
}

/// Whether the question is answered, open or late.
pub(super) fn state(filled: Filled) -> AnyView {
    let today = CanvasContext::here().handle.environment().today();
    let shown = dynamic(move || {
        let question = filled.entry.with(Question::of);
        let (class, words) = if question.is_overdue(today) {
            ("method__state method__state--late", t::QUESTION_LATE)
        } else if question.is_open() {
            ("method__state", t::QUESTION_OPEN)
        } else if question.answer.trim().is_empty() {
            return None;
        } else {
            ("method__state", t::QUESTION_ANSWERED)
        };
        Some(text("p", class, words))
    });
    shown.into_any()
}
