//! The coordinates of a trend's dots: whole numbers only, as grades come in halves.

use crate::domain::Grade;

/// Half points between the lowest grade and the highest.
const HALVES: i32 = 18;

/// The part of a drawing in which a trend is drawn. Its height is best a multiple of 18.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The x of the first dot.
    pub left: i32,
    /// The y of a 10.
    pub top: i32,
    /// How high it is.
    pub height: i32,
}

/// A dot in a drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dot {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
}

impl Frame {
    /// The y of a grade.
    #[must_use]
    pub fn level(self, grade: Grade) -> i32 {
        let half = i32::from(grade.has_half());
        let above_one = i32::from(grade.points())
            .saturating_mul(2)
            .saturating_add(half)
            .saturating_sub(2);
        let below_ten = HALVES.saturating_sub(above_one);
        self.top
            .saturating_add(self.height.saturating_mul(below_ten) / HALVES)
    }

    /// The dots of grades, `step` apart.
    #[must_use]
    pub fn dots(self, grades: &[Grade], step: i32) -> Vec<Dot> {
        self.dots_at(grades, |index| step.saturating_mul(index))
    }

    /// The dots of grades, spread over `width`; a single one is at its end.
    #[must_use]
    pub fn spread(self, grades: &[Grade], width: i32) -> Vec<Dot> {
        let gaps = i32::try_from(grades.len())
            .unwrap_or(i32::MAX)
            .saturating_sub(1);
        self.dots_at(grades, |index| {
            let part = width.saturating_mul(index).checked_div(gaps);
            part.unwrap_or(width)
        })
    }

    /// The dots of grades, each as far from the left side as `offset` says of its index.
    fn dots_at(self, grades: &[Grade], offset: impl Fn(i32) -> i32) -> Vec<Dot> {
        (0..)
            .zip(grades)
            .map(|(index, grade)| Dot {
                x: self.left.saturating_add(offset(index)),
                y: self.level(*grade),
            })
            .collect()
    }
}

/// The points of a line through dots, as SVG writes them.
#[must_use]
pub fn line(dots: &[Dot]) -> String {
    let points: Vec<String> = dots
        .iter()
        .map(|dot| format!("{},{}", dot.x, dot.y))
        .collect();
    points.join(" ")
}
