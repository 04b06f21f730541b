//! All texts of a canvas, each with its place.

use super::canvas::Canvas;
use super::method::{Entry, EntryList, SingleEntry};
use super::place::Place;
use super::text_box::TextBox;

/// Texts with the place that they are at.
type Texts<'a> = Vec<(Place, &'a str)>;

/// Every text that somebody has typed, in the reading order of the page; what is around the plan comes last.
pub(super) fn all_texts(canvas: &Canvas) -> Texts<'_> {
    let mut texts = Texts::new();
    page_texts(canvas, &mut texts);
    grade_texts(canvas, &mut texts);
    method_texts(canvas, &mut texts);
    texts
}

/// The header, the boxes, the actions and the cost lines.
fn page_texts<'a>(canvas: &'a Canvas, texts: &mut Texts<'a>) {
    for text in [&canvas.case_number, &canvas.title, &canvas.lead] {
        texts.push((Place::Header, text));
    }
    for place in TextBox::ALL {
        texts.push((Place::Text(place), &canvas.text(place).text));
    }
    for (id, action) in &canvas.actions {
        let place = Place::Action(*id);
        texts.extend([&action.what, &action.who].map(|text| (place, text.as_str())));
    }
    for (id, line) in &canvas.costs.lines {
        let place = Place::Line(*id);
        let own = [&line.description, &line.rationale, &line.checked_by];
        texts.extend(own.map(|text| (place, text.as_str())));
        texts.extend(line.payer.iter().map(|payer| (place, payer.name.as_str())));
        texts.extend(
            line.price
                .iter()
                .map(|price| (place, price.source.as_str())),
        );
    }
}

fn grade_texts<'a>(canvas: &'a Canvas, texts: &mut Texts<'a>) {
    for (id, person) in &canvas.satisfaction.people {
        texts.push((Place::Person(*id), &person.role));
    }
    for (id, entry) in &canvas.satisfaction.grades {
        texts.push((Place::Grade(*id), &entry.reason));
    }
}

/// What is around the plan.
fn method_texts<'a>(canvas: &'a Canvas, texts: &mut Texts<'a>) {
    for list in EntryList::ALL {
        for (id, entry) in canvas.entries(list) {
            let place = Place::Entry(list, *id);
            texts.extend(entry.texts().map(|text| (place, text)));
        }
    }
    for single in SingleEntry::ALL {
        let entry = canvas.single(single).into_iter();
        texts.extend(
            entry
                .flat_map(Entry::texts)
                .map(|text| (Place::Single(single), text)),
        );
    }
}
