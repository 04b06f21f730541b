//! The digits of a number, with the separators and signs that people write among them.

use rust_decimal::Decimal;

/// A real minus, as wide as a digit.
pub(super) const MINUS: char = '\u{2212}';

/// Why a text isn't a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberError {
    /// It contains something that doesn't belong in a number, or no digit.
    NotANumber,
    /// A comma followed by three digits: thousands or decimals.
    Ambiguous,
    /// The separators aren't between groups of three digits.
    Grouping,
    /// It has more decimals than are allowed.
    TooManyDecimals,
    /// It is negative, which isn't allowed here.
    Negative,
    /// It is larger than is allowed.
    TooLarge,
    /// A sum without a number before or after an operator: `12x`.
    Unfinished,
    /// It is the price of a unit, where an amount is expected: `74 per maand`.
    PerUnit,
    /// `per` is followed by nothing, or only by the beginning of a unit.
    NoUnit,
}

pub(super) fn is_minus(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2013}' | MINUS)
}

/// Splits off a half or a quarter at the end: the text before it, and its value.
pub(super) fn without_fraction(text: &str) -> (&str, Decimal) {
    let fractions = [
        ("½", Decimal::new(5, 1)),
        ("¼", Decimal::new(25, 2)),
        ("¾", Decimal::new(75, 2)),
        ("1/2", Decimal::new(5, 1)),
    ];
    fractions
        .iter()
        .find_map(|(sign, part)| {
            let whole = text.strip_suffix(sign)?;
            // `71/2` would be half of 71.
            let apart = *sign != "1/2" || !whole.ends_with(|c: char| c.is_ascii_digit());
            let whole = whole.trim_end();
            let plain = whole.bytes().all(|b| b.is_ascii_digit());
            (apart && plain).then_some((whole, *part))
        })
        .unwrap_or((text, Decimal::ZERO))
}

/// The digits of a number before and after the decimal separator.
pub(super) struct Parts {
    whole: String,
    decimals: String,
}

impl Parts {
    /// Parses a number with at most `most_decimals` decimals.
    pub(super) fn read(text: &str, most_decimals: usize) -> Result<Self, NumberError> {
        let known = |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | ',');
        if !text.chars().all(known) || !text.contains(|c: char| c.is_ascii_digit()) {
            return Err(NumberError::NotANumber);
        }
        let last = text.rfind(|c: char| !c.is_ascii_digit());
        let Some((before, separator, behind)) = last.and_then(|at| split_at_char(text, at)) else {
            return Self::grouped(text, None, "");
        };
        let decimal = match (separator, behind.len()) {
            ('.' | ',', 0..=2) => true,
            ('.', 3) => false,
            (',', 3) if most_decimals < 3 => return Err(NumberError::Ambiguous),
            ('.' | ',', digits) if digits <= most_decimals => true,
            ('.', _) if before.contains(['.', ',']) => return Err(NumberError::Grouping),
            ('.' | ',', _) => return Err(NumberError::TooManyDecimals),
            _ => false,
        };
        if decimal {
            Self::grouped(before, Some(separator), behind)
        } else {
            Self::grouped(text, None, "")
        }
    }

    /// Checks that the whole part is digits, or groups of three with one kind of separator.
    fn grouped(whole: &str, decimal: Option<char>, decimals: &str) -> Result<Self, NumberError> {
        let mut separators = whole.chars().filter(|c| !c.is_ascii_digit());
        let parts = Self {
            whole: whole.chars().filter(char::is_ascii_digit).collect(),
            decimals: decimals.to_owned(),
        };
        let Some(first) = separators.next() else {
            return Ok(parts);
        };
        let alike = separators.all(|c| c == first || (c.is_whitespace() && first.is_whitespace()));
        let mut groups = whole.split(|c: char| !c.is_ascii_digit());
        let head = groups.next().unwrap_or_default();
        let headed = (1..=3).contains(&head.len()) && !head.starts_with('0');
        if alike && headed && decimal != Some(first) && groups.all(|group| group.len() == 3) {
            Ok(parts)
        } else {
            Err(NumberError::Grouping)
        }
    }

    /// The value; [`NumberError::TooLarge`] if the whole part has more than `most_digits` digits.
    pub(super) fn value(&self, most_digits: usize) -> Result<Decimal, NumberError> {
        let whole = self.whole.trim_start_matches('0');
        if whole.len() > most_digits {
            return Err(NumberError::TooLarge);
        }
        let text = format!("0{whole}.{}0", self.decimals);
        Decimal::from_str_exact(&text).map_err(|_| NumberError::NotANumber)
    }
}

/// Splits a text at a byte position: the text before the character there, that character, and the text
/// after it.
fn split_at_char(text: &str, at: usize) -> Option<(&str, char, &str)> {
    let (before, rest) = text.split_at_checked(at)?;
    let separator = rest.chars().next()?;
    Some((before, separator, rest.get(separator.len_utf8()..)?))
}
