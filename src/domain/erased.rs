//! People whose grades were erased for good: who they were is forgotten, that they are to be forgotten stays.
//!
//! The document keeps the random id of such a person under `gewist`, and nothing else. Whatever brings the person back,
//! an edit on a device that was offline, an earlier version or a file, is taken out again by that.

use super::canvas::Canvas;
use super::id::ItemId;
use super::sorted_map::ItemMap;
use super::sorted_set::SortedSet;

/// What is erased, on the wire.
const PERSON: &str = "persoon";
/// Where the people of a canvas are, as a JSON Pointer.
const PEOPLE: &str = "/tevredenheid/personen/";
/// Where the grades are.
const GRADES: &str = "/tevredenheid/cijfers/";

impl Canvas {
    /// The people whose grades were erased for good.
    pub fn erased_people(&self) -> impl Iterator<Item = ItemId> + '_ {
        self.erased.keys().copied()
    }

    /// Whether anyone's grades were erased for good.
    #[must_use]
    pub fn has_erased(&self) -> bool {
        !self.erased.is_empty()
    }

    /// Whether this person's grades were erased for good.
    #[must_use]
    pub fn is_erased(&self, person: ItemId) -> bool {
        self.erased.contains_key(&person)
    }

    /// Whether it says of anyone that they were erased for good of whom `before` doesn't.
    #[must_use]
    pub fn erases(&self, before: Option<&Self>) -> bool {
        let is_known = |person| before.is_some_and(|before| before.is_erased(person));
        !self.erased_people().all(is_known)
    }

    /// Erases a person for good, with all grades and with what two people wrote differently about them.
    pub(super) fn erase(&mut self, person: ItemId) {
        self.erased.insert(person, PERSON.to_owned());
        self.forget([person]);
    }

    /// Takes out everybody who was erased here or in `other`, and remembers both. Returns whether anything of them
    /// was there.
    pub fn forget_erased(&mut self, other: Option<&Self>) -> bool {
        for (id, what) in other.into_iter().flat_map(|other| &other.erased) {
            if !self.erased.contains_key(id) {
                self.erased.insert(*id, what.clone());
            }
        }
        let people: Vec<ItemId> = self.erased_people().collect();
        !people.is_empty() && self.forget(people)
    }

    /// Takes these people out, with their grades and what two people wrote differently about them. Returns whether
    /// anything of them was there.
    pub fn forget(&mut self, people: impl IntoIterator<Item = ItemId>) -> bool {
        let people: SortedSet<ItemId> = people.into_iter().collect();
        let before = self.item_count();
        let satisfaction = &mut self.satisfaction;
        satisfaction.people.retain(|id, _| !people.contains(id));
        let mut gone: ItemMap<()> = ItemMap::new();
        satisfaction.grades.retain(|id, entry| {
            let stays = !people.contains(&entry.person);
            if !stays {
                gone.insert(*id, ());
            }
            stays
        });
        self.conflicts.retain(|_, conflict| {
            let about = |root: &str| {
                let rest = conflict.place.strip_prefix(root)?;
                rest.split('/').next()?.parse::<ItemId>().ok()
            };
            if let Some(person) = about(PEOPLE) {
                return !people.contains(&person);
            }
            let Some(grade) = about(GRADES) else {
                return true;
            };
            let of = |side: &super::conflict::Side| {
                let person = side.value.as_ref()?.get("persoon")?.as_str()?;
                person.parse::<ItemId>().ok()
            };
            let sides = [&conflict.ours, &conflict.theirs];
            !gone.contains_key(&grade)
                && !sides
                    .into_iter()
                    .filter_map(of)
                    .any(|it| people.contains(&it))
        });
        self.item_count() != before
    }
}
