//! Recognises personal data that doesn't belong on a canvas, in any text. The result is a warning and
//! never blocks.

/// A kind of personal data that can be recognised in text.
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

/// The kinds of personal data that a text seems to contain, each once. Takes time proportional to the
/// text's length.
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

/// The number of characters before and after the start that a test is given: more than any number or
/// address has, and few enough to keep the time proportional to the length.
const NEAR: usize = 128;

/// Whether a test passes at the start of any word or number. It is given the characters before and
/// after that position.
fn anywhere(chars: &[char], test: fn(&[char], &[char]) -> bool) -> bool {
    (0..chars.len()).any(|at| {
        let (before, after) = chars.split_at(at);
        let (_, before) = before.split_at(before.len().saturating_sub(NEAR));
        let (after, _) = after.split_at(after.len().min(NEAR));
        let starts = match (before.last(), after.first()) {
            (Some(last), Some(first)) if first.is_ascii_digit() => !last.is_ascii_digit(),
            (Some(last), Some(_)) => !last.is_alphanumeric(),
            _ => true,
        };
        starts && test(before, after)
    })
}

fn is_separator(c: char) -> bool {
    (c.is_whitespace() && c != '\n')
        || matches!(
            c,
            '.' | '-' | '/' | '_' | '\u{2010}'..='\u{2014}' | '\u{2212}'
        )
}

/// A number as people write it: digits with gaps of up to three separators.
struct Digits<'a> {
    digits: Vec<u32>,
    gaps: Vec<&'a [char]>,
    rest: &'a [char],
}

impl<'a> Digits<'a> {
    /// The number at the start, up to `limit` digits.
    fn leading(chars: &'a [char], limit: usize) -> Self {
        let (mut digits, mut gaps, mut rest) = (Vec::new(), Vec::new(), chars);
        while digits.len() < limit {
            let gap = rest.iter().take_while(|c| is_separator(**c)).count();
            let (gap, after) = rest.split_at(gap.min(rest.len()));
            let Some((digit, tail)) = after
                .split_first()
                .and_then(|(c, tail)| Some((c.to_digit(10)?, tail)))
            else {
                break;
            };
            if gap.len() > 3 || (digits.is_empty() && !gap.is_empty()) {
                break;
            }
            if !gap.is_empty() {
                gaps.push(gap);
            }
            digits.push(digit);
            rest = tail;
        }
        Self { digits, gaps, rest }
    }

    /// Whether no further digit or letter belongs to the number.
    fn ends_here(&self) -> bool {
        match self.rest {
            [c, ..] if c.is_alphanumeric() => false,
            [',', c, ..] if c.is_ascii_digit() => false,
            rest => {
                let gap = rest.iter().take_while(|c| is_separator(**c)).count();
                let next = rest.get(gap).is_some_and(char::is_ascii_digit);
                // A further group in the same notation: a longer number.
                !(next
                    && gap > 0
                    && self
                        .gaps
                        .last()
                        .is_some_and(|last| rest.get(..gap) == Some(*last)))
            }
        }
    }

    /// Whether all gaps are alike, as they are in one number, unlike a date followed by another.
    fn is_even(&self) -> bool {
        self.gaps
            .windows(2)
            .all(|pair| matches!(pair, [a, b] if a == b))
    }
}

/// Whether the text ends in a euro sign or `EUR`, ignoring white space.
fn is_amount(before: &[char]) -> bool {
    let text: String = before
        .iter()
        .rev()
        .filter(|c| !c.is_whitespace())
        .take(3)
        .collect();
    text.starts_with('€') || text == "RUE"
}

/// Nine digits (or eight, the first zero left out) that pass the elfproef: 9a + 8b + ... + 2h - i is
/// a multiple of eleven. One in eleven other numbers passes too, hence a warning only.
fn is_bsn(before: &[char], chars: &[char]) -> bool {
    let mut number = Digits::leading(chars, 9);
    let follows_digits =
        matches!(before, [.., digit, gap] if digit.is_ascii_digit() && is_separator(*gap));
    if number.digits.len() == 8 && number.gaps.is_empty() && !follows_digits {
        number.digits.insert(0, 0);
    }
    let nine = number.digits.len() == 9 && number.digits.iter().any(|digit| *digit != 0);
    if !nine || !number.is_even() || !number.ends_here() || is_amount(before) {
        return false;
    }
    let weights = [9, 8, 7, 6, 5, 4, 3, 2, 10];
    let weighed = number.digits.iter().zip(weights);
    let sum: u32 = weighed.map(|(digit, weight)| digit * weight).sum();
    sum.is_multiple_of(11)
}

/// A Dutch number of ten digits from 0, or with +31 or 0031 in front.
fn is_phone(before: &[char], chars: &[char]) -> bool {
    let near = chars.iter().take(32);
    let text: String = near.filter(|c| !matches!(c, '(' | ')')).collect();
    let mut prefixes = ["+31", "0031"].iter();
    let national = prefixes.find_map(|prefix| text.strip_prefix(prefix));
    let rest: Vec<char> = national
        .unwrap_or(&text)
        .trim_start_matches(is_separator)
        .chars()
        .collect();
    let number = Digits::leading(&rest, 10);
    let subscriber = match (national, number.digits.as_slice()) {
        (None, [0, second, ..]) => number.digits.len() == 10 && *second != 0,
        (Some(_), [0, ..]) => number.digits.len() == 10,
        (Some(_), [_, ..]) => number.digits.len() == 9,
        _ => false,
    };
    let inside_a_number = matches!(before, [.., digit, '.' | ','] if digit.is_ascii_digit());
    subscriber && !inside_a_number && !follows_bank_code(before) && number.ends_here()
}

/// Whether the text ends in the start of a bank account number: `NL91 ABNA`.
fn follows_bank_code(before: &[char]) -> bool {
    let near = before.iter().rev().filter(|c| !is_separator(**c)).take(8);
    let near: Vec<char> = near.copied().collect();
    // Backwards: the bank, the check digits, the country.
    let [bank @ .., second, first, land, country] = near.as_slice() else {
        return false;
    };
    let mut letters = bank.iter().chain([land, country]);
    bank.len() == 4
        && first.is_ascii_digit()
        && second.is_ascii_digit()
        && letters.all(char::is_ascii_alphabetic)
}

/// The countries whose account numbers turn up here, with the length of theirs (IBAN registry).
const IBAN_LENGTHS: [(&str, usize); 24] = [
    ("NL", 18),
    ("AT", 20),
    ("BE", 16),
    ("BG", 22),
    ("CH", 21),
    ("CZ", 24),
    ("DE", 22),
    ("DK", 18),
    ("ES", 24),
    ("FI", 18),
    ("FR", 27),
    ("GB", 22),
    ("GR", 27),
    ("HU", 28),
    ("IE", 22),
    ("IT", 27),
    ("LT", 20),
    ("LU", 20),
    ("NO", 15),
    ("PL", 28),
    ("PT", 25),
    ("RO", 24),
    ("SE", 24),
    ("TR", 26),
];

/// A country, two check digits and the account, with or without spaces: the remainder by 97 is 1.
fn is_iban(_: &[char], chars: &[char]) -> bool {
    let [a, b, c, d, ..] = chars else {
        return false;
    };
    let country: String = [a, b].iter().map(|c| c.to_ascii_uppercase()).collect();
    let length = IBAN_LENGTHS.iter().find(|(code, _)| *code == country);
    let Some((_, length)) = length.filter(|_| c.is_ascii_digit() && d.is_ascii_digit()) else {
        return false;
    };
    let mut compact = Vec::new();
    let mut rest = chars.iter().peekable();
    while compact.len() < *length {
        match rest.next() {
            Some(c) if c.is_ascii_alphanumeric() => compact.push(c.to_ascii_uppercase()),
            Some(c) if is_separator(*c) => {}
            _ => return false,
        }
    }
    let ends = rest.peek().is_none_or(|c| !c.is_alphanumeric());
    ends && remainder_is_one(&compact)
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

/// A postcode followed (`6211 AB 12`) or preceded by a house number (`Straat 12, 6211 AB`).
fn is_address(before: &[char], chars: &[char]) -> bool {
    let (digits, spaced, rest) = match chars {
        [a, b, c, d, ' ' | '\u{a0}', rest @ ..] => ([a, b, c, d], true, rest),
        [a, b, c, d, rest @ ..] => ([a, b, c, d], false, rest),
        _ => return false,
    };
    let [x, y, rest @ ..] = rest else {
        return false;
    };
    let letters = [x, y].iter().all(|c| match spaced {
        true => c.is_ascii_uppercase(),
        false => c.is_ascii_alphabetic(),
    });
    let is_postcode = digits.iter().all(|c| c.is_ascii_digit()) && *digits[0] != '0';
    if !letters || !is_postcode || rest.first().is_some_and(|c| c.is_alphabetic()) {
        return false;
    }
    let gap = |c: &&char| c.is_whitespace() || matches!(c, ',' | '-');
    let number_behind = rest
        .iter()
        .find(|c| !gap(c))
        .is_some_and(char::is_ascii_digit);
    let mut street = before
        .iter()
        .rev()
        .skip_while(gap)
        .skip_while(|c| c.is_ascii_lowercase());
    let number_before =
        before.last().is_some_and(|c| gap(&c)) && street.next().is_some_and(char::is_ascii_digit);
    number_behind || number_before
}

fn has_email(text: &str) -> bool {
    text.match_indices('@').any(|(at, _)| {
        let before = text.get(..at).and_then(|part| part.chars().next_back());
        let domain: String = text
            .get(at.saturating_add(1)..)
            .unwrap_or_default()
            .chars()
            .take(NEAR)
            .take_while(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))
            .collect();
        let domain = domain.trim_end_matches(['.', '-']);
        let dotted = domain
            .split_once('.')
            .is_some_and(|(name, top)| !name.is_empty() && top.len() >= 2);
        before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '+')) && dotted
    })
}
