//! Labels beside the ends of lines.

/// Places for labels that would best stand at `wanted`: in the same order, at least `gap` apart, and none
/// beyond `bottom`. They also stay from `top` on, as long as there is room for all of them.
#[must_use]
pub fn apart(wanted: &[i32], gap: i32, top: i32, bottom: i32) -> Vec<i32> {
    // Each label's rank from the top. There are a few: no sort is worth its weight here.
    let ranks: Vec<i32> = (0_usize..)
        .zip(wanted)
        .map(|(at, own)| {
            let above = (0..)
                .zip(wanted)
                .filter(|(index, other)| (*other, *index) < (own, at));
            i32::try_from(above.count()).unwrap_or(i32::MAX)
        })
        .collect();
    let last = i32::try_from(wanted.len())
        .unwrap_or(i32::MAX)
        .saturating_sub(1);
    let room = |ranks: i32| ranks.saturating_mul(gap);
    let pushed_down = |own: i32| {
        let above = ranks.iter().zip(wanted).filter(|(rank, _)| **rank <= own);
        let below =
            above.map(|(rank, place)| place.saturating_add(room(own.saturating_sub(*rank))));
        below.fold(top.saturating_add(room(own)), i32::max)
    };
    let down: Vec<i32> = ranks.iter().map(|own| pushed_down(*own)).collect();
    let pushed_up = |own: i32| {
        let below = ranks.iter().zip(&down).filter(|(rank, _)| **rank >= own);
        let above = below.map(|(rank, place)| place.saturating_sub(room(rank.saturating_sub(own))));
        above.fold(
            bottom.saturating_sub(room(last.saturating_sub(own))),
            i32::min,
        )
    };
    ranks.iter().map(|own| pushed_up(*own)).collect()
}
