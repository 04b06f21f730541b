//! A municipality's own prices and names, and what else the team shares: a document beside the canvases.
//!
//! Before there was such a document, each device kept its own. What a device still has is put in the
//! team's document once, by the page that leads; until then it counts here.

mod misplaced;

use std::rc::Rc;

use leptos::prelude::{ArcReadSignal, ArcRwSignal, GetUntracked, Set};

use crate::domain::method::{Entry, EntryEdit, EntryList, SingleEntry};
use crate::domain::prices::{PriceList, import};
use crate::domain::team::{TEAM_ID, Team, fields, name_id};
use crate::domain::{Canvas, Command, DocumentId, ItemId, OrderKey, OwnNames, Payer};
use crate::store::{Notice, Store, StoreError};

use super::autosave::SaveStatus;
use super::environment::Environment;
use super::open_canvas::OpenCanvas;
use super::open_canvas::edit::EditError;
use super::open_canvases::{OpenCanvases, OpenResult};
use super::services::{Role, Services};

/// Settings of the device, of before the team had a document.
const PRICES: &str = "prijslijst";
const ALONE: &str = "prijslijst-alleen";
const NAMES: &str = "namen";
/// A setting of the namespace: that the team's document has what the device had.
const MOVED: &str = "team-overgenomen";

/// A municipality's own prices and names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// Its price list; `None` if it has none.
    pub prices: Option<PriceList>,
    /// Whether that list replaces the built-in one; otherwise it is added to it.
    pub alone: bool,
    /// Its names for payers and life domains.
    pub names: OwnNames,
}

impl Own {
    /// Reads the device settings; one that can't be parsed counts as absent.
    fn of_device(store: &Store) -> Self {
        let names = store.device_setting(NAMES);
        Self {
            prices: store.device_setting(PRICES).and_then(|text| list(&text)),
            alone: store.device_setting(ALONE).is_some(),
            names: names
                .and_then(|text| serde_json::from_str(&text).ok())
                .unwrap_or_default(),
        }
    }

    fn of_team(team: &Team) -> Self {
        Self {
            prices: list(&team.prices),
            alone: team.alone,
            names: team.names.clone(),
        }
    }

    /// What the team has, and what the device has where the team has nothing.
    fn with_device(mut self, device: Self) -> Self {
        if self.prices.is_none() && device.prices.is_some() {
            (self.prices, self.alone) = (device.prices, device.alone);
        }
        let lacks = |all: &[Payer], it: &Payer| !all.iter().any(|own| own.code == it.code);
        let OwnNames {
            payers,
            life_domains,
        } = device.names;
        for (own, more) in [
            (&mut self.names.payers, payers),
            (&mut self.names.life_domains, life_domains),
        ] {
            let more: Vec<Payer> = more.into_iter().filter(|it| lacks(own, it)).collect();
            own.extend(more);
        }
        self
    }
}

/// A price list as [`PriceList::to_csv`] formats it, with a decimal comma; `None` if it has no price.
fn list(text: &str) -> Option<PriceList> {
    let amount = |amount: &str| amount.replace(',', ".").parse().ok();
    let list = import(text.as_bytes(), amount).list;
    (!list.items().is_empty()).then_some(list)
}

/// A municipality's own settings.
pub struct MunicipalSettings {
    services: Rc<Services>,
    open: Rc<OpenCanvases>,
    own: ArcRwSignal<Own>,
    team: ArcRwSignal<Team>,
}

impl MunicipalSettings {
    pub(super) fn new(services: Rc<Services>, open: Rc<OpenCanvases>) -> Self {
        let settings = Self {
            own: ArcRwSignal::default(),
            team: ArcRwSignal::default(),
            services,
            open,
        };
        settings.show(None);
        settings
    }

    /// The municipality's own prices and names.
    #[must_use]
    pub fn own(&self) -> ArcReadSignal<Own> {
        self.own.read_only()
    }

    /// What the team shares.
    #[must_use]
    pub fn team(&self) -> ArcReadSignal<Team> {
        self.team.read_only()
    }

    /// Reads what the team shares when the namespace opens, and puts in it what the device has.
    pub(super) async fn begin(&self) {
        self.refresh().await;
        if self.services.role().get_untracked() == Role::Leader {
            self.move_in().await;
        }
    }

    /// Reads again what the team shares.
    pub(super) async fn refresh(&self) {
        let Ok(id) = TEAM_ID.parse() else { return };
        // What can't be read now leaves what is known.
        if let Ok(found) = self.open.snapshot(&id).await {
            self.show(found.as_ref());
        }
    }

    /// A copy of the team's document, with what is being edited; `None` if there is none.
    pub(super) async fn snapshot(&self) -> Result<Option<Canvas>, StoreError> {
        let id: DocumentId = TEAM_ID.parse().map_err(|_| StoreError::Damaged)?;
        self.open.snapshot(&id).await
    }

    /// Shows what the team shares by its document, such as one that is being edited.
    pub fn show(&self, document: Option<&Canvas>) {
        let team = document.map(Team::of).unwrap_or_default();
        let mut own = Own::of_team(&team);
        if !self.has_moved() {
            own = own.with_device(Own::of_device(self.services.store()));
        }
        if self.own.get_untracked() != own {
            self.own.set(own);
        }
        if self.team.get_untracked() != team {
            self.team.set(team);
        }
    }

    /// Stores the municipality's own price list; `None` deletes it.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if it can't be stored.
    pub async fn keep_prices(&self, list: Option<PriceList>) -> Result<(), StoreError> {
        let text = list.as_ref().map(PriceList::to_csv).unwrap_or_default();
        let alone = list.is_some() && self.own.get_untracked().alone;
        self.edit(move |_| prices(&text, alone)).await
    }

    /// Sets whether the own price list replaces the built-in one. If that can't be stored, it is lost when
    /// the page closes, and a notice says so.
    pub async fn prices_alone(&self, alone: bool) {
        let set = EntryEdit::flag(fields::ALONE, alone);
        let edit = move |_: &Canvas| vec![Command::Single(SingleEntry::PriceList, set)];
        self.report(self.edit(edit).await);
    }

    /// Stores the municipality's own names. If that fails, a notice says so.
    pub async fn keep_names(&self, names: OwnNames) {
        let environment = self.services.environment();
        let edit = move |team: &Canvas| {
            let new = || environment.item_id();
            let mut edits = named(team, EntryList::Payers, &names.payers, &new);
            edits.extend(named(
                team,
                EntryList::LifeDomains,
                &names.life_domains,
                &new,
            ));
            edits
        };
        self.report(self.edit(edit).await);
    }

    fn report(&self, result: Result<(), StoreError>) {
        if let Err(error) = result {
            self.services.notice(Notice::NoArchive(error));
        }
    }

    fn has_moved(&self) -> bool {
        self.services.store().setting(MOVED).is_some()
    }

    /// Puts what the device has in the team's document, once for a namespace.
    async fn move_in(&self) {
        if self.has_moved() || self.services.namespace().is_examples() {
            return;
        }
        if Own::of_device(self.services.store()) != Own::default() {
            // Nothing is taken away from the device: other namespaces have it too.
            drop(self.edit(|_| Vec::new()).await);
        }
    }

    /// Edits the team's document, after what the device has was put in it, and stores it.
    pub(super) async fn edit(
        &self,
        edits: impl FnOnce(&Canvas) -> Vec<Command>,
    ) -> Result<(), StoreError> {
        let team = self.document().await?;
        let put = |commands: Vec<Command>| {
            let mut commands = commands.into_iter();
            let all = commands.try_for_each(|command| team.dispatch(command));
            all.map_err(|why| match why {
                EditError::ReadOnly(_) => StoreError::Fenced,
                EditError::Rejected(_) => StoreError::Full,
            })
        };
        if !self.has_moved() {
            let own = self.own.get_untracked();
            put(all(&team.snapshot(), &own, self.services.environment()))?;
        }
        put(edits(&team.snapshot()))?;
        self.show(Some(&team.snapshot()));
        if !team.save_all().await {
            return Err(match team.status().get_untracked() {
                SaveStatus::Failed(error) => error,
                _ => self.services.outage(),
            });
        }
        // Should this fail, the same is put in once more, under the same ids.
        drop(self.services.store().set_setting(MOVED, Some("1")));
        Ok(())
    }

    /// The team's document, made if there is none.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if it can't be read.
    pub async fn document(&self) -> Result<Rc<OpenCanvas>, StoreError> {
        let id: DocumentId = TEAM_ID.parse().map_err(|_| StoreError::Damaged)?;
        let team = match self.open.open(&id).await? {
            OpenResult::Open(team) => team,
            OpenResult::Absent => self.open.create(Some(id)).ok_or(StoreError::Closed)?,
            OpenResult::TooNew { .. } => return Err(StoreError::TooNew { found: 0 }),
            OpenResult::TooLarge { .. }
            | OpenResult::Unreadable { .. }
            | OpenResult::Damaged { .. } => return Err(StoreError::Damaged),
        };
        if team.snapshot().removed.is_some() {
            // An older version of the app took it for a canvas.
            team.restore();
        }
        Ok(team)
    }
}

/// The edits that put prices and names in a team's document.
fn all(team: &Canvas, own: &Own, environment: Environment) -> Vec<Command> {
    let mut edits = Vec::new();
    if let Some(list) = &own.prices {
        edits = prices(&list.to_csv(), own.alone);
    }
    let new = || environment.item_id();
    edits.extend(named(team, EntryList::Payers, &own.names.payers, &new));
    let life_domains = &own.names.life_domains;
    edits.extend(named(team, EntryList::LifeDomains, life_domains, &new));
    edits
}

/// The edits that set a price list.
fn prices(text: &str, alone: bool) -> Vec<Command> {
    let edits = [
        EntryEdit::text(fields::LIST, text),
        EntryEdit::flag(fields::ALONE, alone),
    ];
    let single = |edit| Command::Single(SingleEntry::PriceList, edit);
    edits.into_iter().map(single).collect()
}

/// The edits that make a list of names hold these, each by its code.
fn named(
    team: &Canvas,
    list: EntryList,
    names: &[Payer],
    new: &dyn Fn() -> ItemId,
) -> Vec<Command> {
    let here = team.entries_in_order(list);
    let by_code = |code: &str| {
        here.iter()
            .find(|(_, entry)| entry.text(fields::CODE) == code)
    };
    let mut last = here
        .iter()
        .rev()
        .find_map(|(_, entry)| entry.order().cloned());
    let mut edits = Vec::new();
    for it in names {
        if let Some((id, _)) = by_code(&it.code) {
            let edit = EntryEdit::text(fields::NAME, &it.name);
            edits.push(Command::Entry(list, *id, edit));
            continue;
        }
        // The same on every device, so that one that has the same name adds it once.
        let same = name_id(list, &it.code);
        let id = if here.iter().any(|(id, _)| *id == same) {
            new()
        } else {
            same
        };
        let order = OrderKey::between(last.as_ref(), None, id);
        last = Some(order.clone());
        let entry = Entry::new(Some(order))
            .with(fields::CODE, it.code.as_str())
            .with(fields::NAME, it.name.as_str());
        edits.push(Command::PutEntry(list, id, Some(Box::new(entry))));
    }
    let gone = here.iter().filter(|(_, entry)| {
        let code = entry.text(fields::CODE);
        !code.is_empty() && !names.iter().any(|it| it.code == code)
    });
    edits.extend(gone.map(|(id, _)| Command::PutEntry(list, *id, None)));
    edits
}
