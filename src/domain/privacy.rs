//! Personal data that has no place on a canvas, looked for in any text. A warning, never a block.

/// A kind of personal data that a text seems to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PersonalData {
    /// A citizen service number (BSN): nine digits that pass the elfproef.
    Bsn,
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// A bank account number (IBAN, ISO 13616).
    Iban,
    /// A postcode with a house number.
    Address,
}

/// The kinds of personal data that a text seems to hold, each once.
#[must_use]
pub fn personal_data(text: &str) -> Vec<PersonalData> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut add = |kind, is_there: bool| {
        if is_there {
            found.push(kind);
        }
    };
    if chars.iter().any(char::is_ascii_digit) {
        add(PersonalData::Bsn, anywhere(&chars, is_bsn));
        add(PersonalData::Phone, anywhere(&chars, is_phone));
        add(PersonalData::Iban, anywhere(&chars, is_iban));
        add(PersonalData::Address, anywhere(&chars, is_address));
    }
    add(PersonalData::Email, has_email(text));
    found
}

/// Whether a test passes at the start of any word or number.
fn anywhere(chars: &[char], test: fn(&[char]) -> bool) -> bool {
    (0..chars.len()).any(|at| {
        let starts = at
            .checked_sub(1)
            .and_then(|before| chars.get(before))
            .is_none_or(|c| !c.is_alphanumeric());
        starts && chars.get(at..).is_some_and(test)
    })
}

fn is_separator(c: char) -> bool {
    matches!(
        c,
        ' ' | '.' | '-' | '\u{a0}' | '/' | '\u{2011}' | '\u{2013}'
    )
}

/// The digits at the start, with at most one separator between each, up to `limit`, and what follows.
fn leading_digits(chars: &[char], limit: usize) -> (Vec<u32>, bool, &[char]) {
    let (mut digits, mut grouped, mut rest) = (Vec::new(), false, chars);
    while digits.len() < limit {
        match rest {
            [c, tail @ ..] if c.is_ascii_digit() => {
                digits.extend(c.to_digit(10));
                rest = tail;
            }
            [gap, c, tail @ ..]
                if !digits.is_empty() && is_separator(*gap) && c.is_ascii_digit() =>
            {
                digits.extend(c.to_digit(10));
                grouped = true;
                rest = tail;
            }
            _ => break,
        }
    }
    (digits, grouped, rest)
}

/// Whether no further digit belongs to the number that just ended.
fn ends_here(rest: &[char]) -> bool {
    match rest {
        [c, ..] if c.is_alphanumeric() => false,
        [',', c, ..] if c.is_ascii_digit() => false,
        _ => true,
    }
}

/// Nine digits (or eight, the first zero left out) that pass the elfproef: 9a + 8b + ... + 2h - i is
/// a multiple of eleven. One in eleven other numbers passes too, hence a warning only.
fn is_bsn(chars: &[char]) -> bool {
    let (mut digits, grouped, rest) = leading_digits(chars, 9);
    if digits.len() == 8 && !grouped {
        digits.insert(0, 0);
    }
    if digits.len() != 9 || !ends_here(rest) || digits.iter().all(|digit| *digit == 0) {
        return false;
    }
    let weights = [9, 8, 7, 6, 5, 4, 3, 2, 10];
    let sum: u32 = digits
        .iter()
        .zip(weights)
        .map(|(digit, weight)| digit * weight)
        .sum();
    sum.is_multiple_of(11)
}

/// A Dutch number of ten digits from 0, or with +31 or 0031 in front.
fn is_phone(chars: &[char]) -> bool {
    let text: String = chars
        .iter()
        .take(24)
        .filter(|c| !matches!(c, '(' | ')'))
        .collect();
    let national = ["+31", "0031"]
        .iter()
        .find_map(|prefix| text.strip_prefix(prefix));
    let rest: Vec<char> = national.unwrap_or(&text).trim_start().chars().collect();
    let (digits, _, after) = leading_digits(&rest, 10);
    let subscriber = match (national, digits.first()) {
        (None, Some(0)) => digits.len() == 10 && digits.get(1) != Some(&0),
        (Some(_), Some(0)) => digits.len() == 10,
        (Some(_), Some(_)) => digits.len() == 9,
        _ => false,
    };
    subscriber && ends_here(after)
}

/// Two letters, two check digits and the account, with or without spaces: the remainder by 97 is 1.
fn is_iban(chars: &[char]) -> bool {
    let mut compact = Vec::new();
    for c in chars.iter().copied() {
        match c {
            ' ' | '\u{a0}' if !compact.is_empty() => {}
            c if c.is_ascii_alphanumeric() && compact.len() < 34 => {
                compact.push(c.to_ascii_uppercase())
            }
            _ => break,
        }
    }
    let shaped = matches!(compact.as_slice(), [a, b, c, d, ..]
        if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() && c.is_ascii_digit() && d.is_ascii_digit());
    shaped && (15..=compact.len()).any(|length| compact.get(..length).is_some_and(remainder_is_one))
}

fn remainder_is_one(iban: &[char]) -> bool {
    let (head, account) = iban.split_at(4.min(iban.len()));
    let remainder = account.iter().chain(head).fold(0_u32, |remainder, c| {
        let value = c.to_digit(36).unwrap_or(0);
        let shift = if value > 9 { 100 } else { 10 };
        (remainder * shift + value) % 97
    });
    remainder == 1
}

/// Four digits, two letters and a number: small letters count only when written on to the digits,
/// as `2020 in 12 maanden` is no address.
fn is_address(chars: &[char]) -> bool {
    let (postcode, spaced, rest) = match chars {
        [a, b, c, d, ' ' | '\u{a0}', rest @ ..] => ([*a, *b, *c, *d], true, rest),
        [a, b, c, d, rest @ ..] => ([*a, *b, *c, *d], false, rest),
        _ => return false,
    };
    let [x, y, rest @ ..] = rest else {
        return false;
    };
    let letter = |c: char| {
        if spaced {
            c.is_ascii_uppercase()
        } else {
            c.is_ascii_alphabetic()
        }
    };
    let is_postcode = postcode.iter().all(char::is_ascii_digit) && postcode.first() != Some(&'0');
    let number = rest
        .iter()
        .find(|c| !matches!(c, ' ' | ',' | '\u{a0}' | '-'));
    let separated = rest.first().is_some_and(|c| !c.is_alphanumeric());
    is_postcode && letter(*x) && letter(*y) && separated && number.is_some_and(char::is_ascii_digit)
}

fn has_email(text: &str) -> bool {
    text.match_indices('@').any(|(at, _)| {
        let before = text.get(..at).and_then(|part| part.chars().next_back());
        let domain: String = text
            .get(at.saturating_add(1)..)
            .unwrap_or_default()
            .chars()
            .take_while(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))
            .collect();
        let domain = domain.trim_end_matches(['.', '-']);
        let dotted = domain
            .split_once('.')
            .is_some_and(|(name, top)| !name.is_empty() && top.len() >= 2);
        before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '+')) && dotted
    })
}
