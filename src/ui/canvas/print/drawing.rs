//! Who is around the family, drawn: the family in the middle, now beside after the plan, with a list.
//!
//! Parties are numbered, as names don't fit in a circle; the same number stands at the same place on both sides, so
//! that who has left is a gap. A place on the circle is a rotation: whole degrees, and no other arithmetic.

use leptos::prelude::*;

use crate::domain::method::Party;
use crate::texts::method as t;
use crate::ui::markup::{element, text};

/// How far a second circle is from the middle, of parties that have no room on the first.
const INNER: usize = 44;
/// The distance of the first circle from the top of the drawing.
const OUTER: usize = 16;
/// The most parties on one circle.
const ROOM: usize = 14;

/// The drawing with its list; nothing where nobody is involved, now or later.
pub(crate) fn drawing(parties: &[Party]) -> AnyView {
    if !parties.iter().any(|it| it.now || it.after) {
        return ().into_any();
    }
    let side = |heading: &'static str, is_there: fn(&Party) -> bool| {
        let count = parties.iter().filter(|it| is_there(it)).count();
        let caption = text("figcaption", "circle__caption", t::side(heading, count));
        element(
            "figure",
            "circle__side",
            vec![caption, around(parties, is_there)],
        )
    };
    let sides = vec![side(t::NOW, |it| it.now), side(t::AFTER, |it| it.after)];
    let rows = parties.iter().map(|it| text("li", "", t::party(it)));
    let parts = vec![
        element("div", "circle__sides", sides),
        text("p", "circle__legend", t::LEGEND),
        element("ol", "circle__list", rows.collect()),
    ];
    element("div", "circle", parts)
}

/// One side: the family with those around it. The list says the same in words.
fn around(parties: &[Party], is_there: fn(&Party) -> bool) -> AnyView {
    let count = parties.len();
    let places = parties.iter().enumerate();
    let nodes: Vec<AnyView> = places
        .filter(|(_, it)| is_there(it))
        .map(|(at, it)| node(at, count, it))
        .collect();
    view! {
        <svg class="circle__drawing" viewBox="0 0 200 200" aria-hidden="true" focusable="false">
            {nodes}
            <circle class="circle__family" cx="100" cy="100" r="25"></circle>
            <text class="circle__word" x="100" y="104" font-size="13">{t::FAMILY}</text>
        </svg>
    }
    .into_any()
}

/// A party at its place: a square for an organisation, a circle for family and friends.
fn node(at: usize, count: usize, party: &Party) -> AnyView {
    let is_inner = count > ROOM && at % 2 == 1;
    let top = if is_inner { INNER } else { OUTER };
    let degrees = at.saturating_mul(360).checked_div(count).unwrap_or(0);
    let turned = ["rotate(", &degrees.to_string(), " 100 100)"].concat();
    let upright = format!("rotate(-{degrees} 100 {top})");
    let class = match party.directs {
        true => "circle__party circle__party--directs",
        false => "circle__party",
    };
    let shape = match party.is_informal {
        true => view! { <circle class=class cx="100" cy=top r="12"></circle> }.into_any(),
        false => {
            let y = top.saturating_sub(11);
            view! { <rect class=class x="89" y=y width="22" height="22"></rect> }.into_any()
        }
    };
    let rank = at.saturating_add(1).to_string();
    view! {
        <g transform=turned>
            <line class="circle__line" x1="100" y1="75" x2="100" y2=top.saturating_add(12)></line>
            <g transform=upright>
                {shape}
                <text class="circle__word" x="100" y=top.saturating_add(4) font-size="12">{rank}</text>
            </g>
        </g>
    }
    .into_any()
}
