//! What the overview shows of a canvas, kept beside it so that 300 of them open at once.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::error::StoreError;
use crate::domain::{Canvas, Date, DocumentId, Score, Signature, TextBox, Totals, canonical};

/// Characters of text that the overview shows.
const EXCERPT: usize = 160;

/// The version of a stored summary; one of another version is made again.
const VERSION: u32 = 2;

/// What is wrong with a canvas in the overview.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It could not be read and was set aside; its text can still be exported.
    Damaged,
    /// It is of a newer version: read-only.
    TooNew {
        /// The number it bears.
        found: u32,
    },
}

/// A canvas in the overview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The document's id.
    pub id: DocumentId,
    /// The file's number.
    pub case_number: String,
    /// The maatwerkeindbaas.
    pub lead: String,
    /// The day of the talk.
    pub date: Option<Date>,
    /// How far the plan is.
    pub status: String,
    /// Who changed it last, and when.
    pub changed: Option<Signature>,
    /// Who put it in the bin, and when.
    pub removed: Option<Signature>,
    /// Its totals.
    pub totals: Totals,
    /// Its score.
    pub score: Score,
    /// All its text in small letters, to search in.
    pub search: String,
    /// How its perspective begins, or else its situation.
    pub excerpt: String,
    /// Places with two versions to choose from.
    pub differences: usize,
    /// What is wrong with it.
    pub problem: Option<Problem>,
}

impl Summary {
    /// The summary of a canvas.
    #[must_use]
    pub fn of(canvas: &Canvas) -> Self {
        Self {
            case_number: canvas.case_number.clone(),
            lead: canvas.lead.clone(),
            date: canvas.date,
            status: canvas.status.clone(),
            changed: canvas.changed.clone(),
            removed: canvas.removed.clone(),
            totals: Totals::of(&canvas.costs),
            score: canvas.satisfaction.score(),
            search: search(canvas),
            excerpt: excerpt(canvas),
            differences: differences(canvas),
            ..Self::troubled(canvas.id.clone(), None)
        }
    }

    /// The summary of a record that cannot be read.
    #[must_use]
    pub fn troubled(id: DocumentId, problem: Option<Problem>) -> Self {
        Self {
            id,
            case_number: String::new(),
            lead: String::new(),
            date: None,
            status: String::new(),
            changed: None,
            removed: None,
            totals: Totals::default(),
            score: Score::default(),
            search: String::new(),
            excerpt: String::new(),
            differences: 0,
            problem,
        }
    }

    /// The summary as it is stored.
    #[must_use]
    pub fn encode(&self) -> String {
        let Totals {
            current,
            looming,
            tailored,
            has_amounts,
        } = self.totals;
        canonical(&Wire {
            version: VERSION,
            case_number: self.case_number.clone(),
            lead: self.lead.clone(),
            date: self.date,
            status: self.status.clone(),
            changed: self.changed.clone(),
            removed: self.removed.clone(),
            totals: [current, looming, tailored].map(|total| total.to_string()),
            has_amounts,
            mean: self.score.mean.map(|mean| mean.to_string()),
            change: self.score.change.map(|change| change.to_string()),
            search: self.search.clone(),
            excerpt: self.excerpt.clone(),
            differences: self.differences,
        })
    }

    /// Reads a stored summary.
    ///
    /// # Errors
    ///
    /// [`StoreError::Damaged`] when it is of another version: then it has to be made again.
    pub fn decode(id: DocumentId, text: &str) -> Result<Self, StoreError> {
        let wire: Wire = serde_json::from_str(text).map_err(|_| StoreError::Damaged)?;
        let decimal = |text: &String| text.parse::<Decimal>().map_err(|_| StoreError::Damaged);
        if wire.version != VERSION {
            return Err(StoreError::Damaged);
        }
        let [current, looming, tailored] = &wire.totals;
        Ok(Self {
            totals: Totals {
                current: decimal(current)?,
                looming: decimal(looming)?,
                tailored: decimal(tailored)?,
                has_amounts: wire.has_amounts,
            },
            score: Score {
                mean: wire.mean.as_ref().map(decimal).transpose()?,
                change: wire.change.as_ref().map(decimal).transpose()?,
            },
            case_number: wire.case_number,
            lead: wire.lead,
            date: wire.date,
            status: wire.status,
            changed: wire.changed,
            removed: wire.removed,
            search: wire.search,
            excerpt: wire.excerpt,
            differences: wire.differences,
            ..Self::troubled(id, None)
        })
    }
}

#[derive(Serialize, Deserialize)]
struct Wire {
    #[serde(rename = "v")]
    version: u32,
    #[serde(rename = "casusnummer")]
    case_number: String,
    #[serde(rename = "maatwerkeindbaas")]
    lead: String,
    #[serde(rename = "datum")]
    date: Option<Date>,
    status: String,
    #[serde(rename = "gewijzigd")]
    changed: Option<Signature>,
    #[serde(rename = "verwijderd")]
    removed: Option<Signature>,
    #[serde(rename = "totalen")]
    totals: [String; 3],
    #[serde(rename = "heeftBedragen")]
    has_amounts: bool,
    #[serde(rename = "cijfer")]
    mean: Option<String>,
    #[serde(rename = "verandering")]
    change: Option<String>,
    #[serde(rename = "zoektekst")]
    search: String,
    #[serde(rename = "begin")]
    excerpt: String,
    #[serde(rename = "verschillen")]
    differences: usize,
}

fn search(canvas: &Canvas) -> String {
    let mut words: Vec<&str> = vec![&canvas.case_number, &canvas.lead];
    words.extend(TextBox::ALL.map(|place| canvas.text(place).text.as_str()));
    for action in canvas.actions.values() {
        words.extend([action.what.as_str(), &action.who]);
    }
    for line in canvas.costs.lines.values() {
        words.extend([line.description.as_str(), &line.rationale, &line.checked_by]);
    }
    let people = canvas.satisfaction.people.values();
    words.extend(people.map(|person| person.role.as_str()));
    let grades = canvas.satisfaction.grades.values();
    words.extend(grades.map(|grade| grade.reason.as_str()));
    words.retain(|word| !word.is_empty());
    words.join("\n").to_lowercase()
}

/// Several differences may be about one place.
fn differences(canvas: &Canvas) -> usize {
    let mut places: Vec<&str> = Vec::new();
    for difference in canvas.differences.values() {
        if !places.contains(&difference.place.as_str()) {
            places.push(&difference.place);
        }
    }
    places.len()
}

fn excerpt(canvas: &Canvas) -> String {
    let boxes = [&canvas.perspective, &canvas.situation];
    let mut texts = boxes.into_iter().map(|entry| entry.text.trim());
    let text = texts.find(|text| !text.is_empty()).unwrap_or_default();
    let Some((end, _)) = text.char_indices().nth(EXCERPT) else {
        return text.to_owned();
    };
    // A word is not cut in two, unless it is all there is.
    let cut = text.get(..end).unwrap_or_default();
    let whole = cut
        .rsplit_once(char::is_whitespace)
        .map_or(cut, |(words, _)| words);
    format!("{}…", whole.trim_end())
}
