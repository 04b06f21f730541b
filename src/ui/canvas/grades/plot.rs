//! The coordinates of a trend's dots: whole numbers only, as grades come in halves.

use crate::domain::{Date, Grade};

/// Grades with their days, oldest first.
pub type Points = Vec<(Option<Date>, Grade)>;
/// The first day of a drawing and its last.
pub type Span = (Date, Date);

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

    /// The dots of grades over `width`, each as far from the left as its day is in `span`. Where a day is
    /// missing, or all are the same, they are equally far apart, and a single one is at the end.
    #[must_use]
    pub fn dots(self, points: &Points, span: Option<Span>, width: i32) -> Vec<Dot> {
        let gaps = i32::try_from(points.len())
            .unwrap_or(i32::MAX)
            .saturating_sub(1);
        let span = span.filter(|_| points.iter().all(|(day, _)| day.is_some()));
        let dots = (0..).zip(points).map(|(index, (day, grade))| {
            let (part, whole) = match (span, day) {
                (Some((first, last)), Some(day)) => (day.days_since(first), last.days_since(first)),
                _ => (index, gaps),
            };
            let offset = width.saturating_mul(part).checked_div(whole);
            Dot {
                x: self.left.saturating_add(offset.unwrap_or(width)),
                y: self.level(*grade),
            }
        });
        dots.collect()
    }
}

/// The first day and the last of grades that have one; `None` if that is one day or none.
#[must_use]
pub fn span(points: &[&Points]) -> Option<Span> {
    let mut span: Option<Span> = None;
    for day in points.iter().copied().flatten().filter_map(|(day, _)| *day) {
        let (first, last) = span.unwrap_or((day, day));
        span = Some((first.min(day), last.max(day)));
    }
    span.filter(|(first, last)| first != last)
}

/// A line through dots, as the path of an SVG.
#[must_use]
pub fn line(dots: &[Dot]) -> String {
    let mut path = String::new();
    for dot in dots {
        path.push_str(if path.is_empty() { "M" } else { " " });
        path.push_str(&dot.x.to_string());
        path.push(',');
        path.push_str(&dot.y.to_string());
    }
    path
}
