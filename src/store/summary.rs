//! The summary of a canvas in the overview, stored beside it so that an overview of 300 opens at
//! once.

use rust_decimal::Decimal;

use super::error::StoreError;
use crate::domain::method::{
    Due, Entry, EntryList, PlanState, SingleEntry, due, registered, state_but_for_approval,
};
use crate::domain::results::CaseFigures;
use crate::domain::wire::{read_text, wire_object};
use crate::domain::{
    Canvas, Date, DocumentId, Score, Signature, TextBox, Totals, canonical, lowercase,
};

/// The maximum length of an excerpt in characters.
const EXCERPT: usize = 160;

/// The version of a stored summary; one of another version is rebuilt.
const VERSION: u32 = 5;

/// Why a canvas in the overview can't be opened as usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It could not be read and was set aside; its text can be exported.
    Damaged,
    /// A newer version wrote it: read-only.
    TooNew {
        /// The version of its envelope or format.
        found: u32,
    },
    /// The server has a record of it that can't be read; its text can be exported.
    Unreadable,
}

/// A canvas in the overview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The document's id.
    pub id: DocumentId,
    /// The case number.
    pub case_number: String,
    /// What the case is about, in a few words.
    pub title: String,
    /// The maatwerkeindbaas.
    pub lead: String,
    /// The date of the conversation.
    pub date: Option<Date>,
    /// The status of the plan.
    pub status: String,
    /// Where the plan stands but for its approval, by the state's wire name.
    pub state: String,
    /// Who last changed it, and when.
    pub changed: Option<Signature>,
    /// Who put it in the bin, and when; `None` if it isn't there.
    pub removed: Option<Signature>,
    /// The totals of its costs.
    pub totals: Totals,
    /// Its satisfaction score.
    pub score: Score,
    /// All its text in lower case, for searching.
    pub search: String,
    /// The beginning of its perspective, or of its situation if that is empty.
    pub excerpt: String,
    /// The number of places with an undecided conflict.
    pub conflicts: usize,
    /// What is due on it, by day.
    pub due: Vec<Due>,
    /// The tables that it is signed up for, as [`registered`] lists them.
    pub tables: Vec<Due>,
    /// The sequence number of the save that it is of; 0 where the list hasn't said it.
    pub seq: u64,
    /// Why it can't be opened as usual; `None` if it can.
    pub problem: Option<Problem>,
}

impl Summary {
    /// The summary of a canvas.
    #[must_use]
    pub fn of(canvas: &Canvas) -> Self {
        Self {
            case_number: canvas.case_number.clone(),
            title: canvas.title.clone(),
            lead: canvas.lead.clone(),
            date: canvas.date,
            status: canvas.status.clone(),
            state: state_but_for_approval(canvas).wire().to_owned(),
            changed: canvas.changed.clone(),
            removed: canvas.removed.clone(),
            totals: Totals::of(&canvas.costs),
            score: canvas.satisfaction.score(),
            search: search(canvas),
            excerpt: excerpt(canvas),
            conflicts: conflicts(canvas),
            due: due(canvas),
            tables: registered(canvas),
            ..Self::troubled(canvas.id.clone(), None)
        }
    }

    /// What the results of a team know from the summary alone; `None` if it doesn't say where the plan stands.
    #[must_use]
    pub fn first_figures(&self) -> Option<CaseFigures> {
        Some(CaseFigures {
            day: self.date,
            state: PlanState::from_wire(&self.state)?,
            totals: self.totals,
            ..CaseFigures::default()
        })
    }

    /// The summary of a record that can't be read: only its id and problem.
    #[must_use]
    pub fn troubled(id: DocumentId, problem: Option<Problem>) -> Self {
        Self {
            id,
            case_number: String::new(),
            title: String::new(),
            lead: String::new(),
            date: None,
            status: String::new(),
            state: String::new(),
            changed: None,
            removed: None,
            totals: Totals::default(),
            score: Score::default(),
            search: String::new(),
            excerpt: String::new(),
            conflicts: 0,
            due: Vec::new(),
            tables: Vec::new(),
            seq: 0,
            problem,
        }
    }

    /// The summary's text in storage.
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
            title: self.title.clone(),
            lead: self.lead.clone(),
            date: self.date,
            status: self.status.clone(),
            state: self.state.clone(),
            changed: self.changed.clone(),
            removed: self.removed.clone(),
            totals: vec![
                current.to_string(),
                looming.to_string(),
                tailored.to_string(),
            ],
            has_amounts,
            mean: self.score.mean.map(|mean| mean.to_string()),
            change: self.score.change.map(|change| change.to_string()),
            search: self.search.clone(),
            excerpt: self.excerpt.clone(),
            conflicts: self.conflicts,
            due: self.due.clone(),
            tables: self.tables.clone(),
        })
    }

    /// Reads a stored summary.
    ///
    /// # Errors
    ///
    /// [`StoreError::Damaged`] if it is invalid or of another version: rebuild it then.
    pub fn decode(id: DocumentId, text: &str) -> Result<Self, StoreError> {
        let wire: Wire = read_text(text).ok_or(StoreError::Damaged)?;
        let decimal = |text: &String| text.parse::<Decimal>().map_err(|_| StoreError::Damaged);
        if wire.version != VERSION {
            return Err(StoreError::Damaged);
        }
        let [current, looming, tailored] = wire.totals.as_slice() else {
            return Err(StoreError::Damaged);
        };
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
            title: wire.title,
            lead: wire.lead,
            date: wire.date,
            status: wire.status,
            state: wire.state,
            changed: wire.changed,
            removed: wire.removed,
            search: wire.search,
            excerpt: wire.excerpt,
            conflicts: wire.conflicts,
            due: wire.due,
            tables: wire.tables,
            ..Self::troubled(id, None)
        })
    }
}

wire_object! {
    struct Wire {
        version: u32 = "v",
        case_number: String = "casusnummer" always,
        title: String = "titel",
        lead: String = "maatwerkeindbaas" always,
        date: Option<Date> = "datum",
        status: String = "status" always,
        state: String = "stand",
        changed: Option<Signature> = "gewijzigd",
        removed: Option<Signature> = "verwijderd",
        totals: Vec<String> = "totalen",
        has_amounts: bool = "heeftBedragen" always,
        mean: Option<String> = "cijfer",
        change: Option<String> = "verandering",
        search: String = "zoektekst" always,
        excerpt: String = "begin" always,
        conflicts: usize = "verschillen",
        due: Vec<Due> = "opAgenda",
        tables: Vec<Due> = "tafels",
    }
}

fn search(canvas: &Canvas) -> String {
    let mut words: Vec<&str> = vec![&canvas.case_number, &canvas.title, &canvas.lead];
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
    let entries = EntryList::ALL.into_iter();
    let entries = entries.flat_map(|list| canvas.entries(list).values());
    let singles = SingleEntry::ALL.into_iter();
    let singles = singles.filter_map(|place| canvas.single(place));
    words.extend(entries.chain(singles).flat_map(Entry::texts));
    words.retain(|word| !word.is_empty());
    lowercase(&words.join("\n"))
}

/// The number of places with an undecided conflict; one place may have several conflicts.
fn conflicts(canvas: &Canvas) -> usize {
    crate::domain::undecided(canvas).len()
}

fn excerpt(canvas: &Canvas) -> String {
    let boxes = [&canvas.perspective, &canvas.situation];
    let mut texts = boxes.into_iter().map(|entry| entry.text.trim());
    let text = texts.find(|text| !text.is_empty()).unwrap_or_default();
    let Some((end, _)) = text.char_indices().nth(EXCERPT) else {
        return text.to_owned();
    };
    // Cut between words, unless there is only one.
    let cut = text.get(..end).unwrap_or_default();
    let whole = cut
        .rsplit_once(char::is_whitespace)
        .map_or(cut, |(words, _)| words);
    format!("{}…", whole.trim_end())
}
