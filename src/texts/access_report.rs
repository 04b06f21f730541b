//! The access report (inzage): everything that is stored about one case, as a page that the family can
//! read and keep. Article 15 of the GDPR gives them a right to it.

mod around;

use serde_json::{Map, Value};

use crate::domain::method::SingleEntry;
use crate::domain::{Canvas, Date, OwnNames, Side, Signature, TextBox, Timestamp, to_value};
use crate::store::SavedVersion;

use super::html::Html;
use super::{conflict, date, labels, names, versions as v};
use around::{NO_DATE, Teller, in_order};

words! {
    TITLE = "Inzage";
    INTRO = "Dit is alles wat het maatwerkcanvas op dit apparaat over deze casus bewaart. De tekst is niet gewijzigd en niet ingekort.";
    ABOUT = "Over deze gegevens";
    PURPOSE = "Waarvoor";
    PURPOSE_TEXT = "Om samen met u een plan te maken, te laten zien wat het kost, en te volgen of het helpt.";
    GROUND = "Waarom mag dit";
    GROUND_UNKNOWN = "Dat staat niet in het canvas. Vraag het aan uw gemeente.";
    READERS = "Wie het ziet";
    READERS_TEXT = "De maatwerkers van het team. Als het team synchroniseert, staat het ook op de server van de gemeente.";
    RIGHTS = "Uw rechten";
    RIGHTS_TEXT = "U mag vragen om iets te verbeteren, aan te vullen of te verwijderen. Vraag dat aan uw gemeente. Bent u het niet eens met het antwoord? Dan kunt u een klacht indienen bij de Autoriteit Persoonsgegevens.";
    CASE = "De casus";
    PLAN = "Het plan";
    ACTIONS = "Acties";
    LINES = "Kosten";
    PEOPLE = "Tevredenheid";
    CONFLICTS = "Twee versies waaruit nog niet gekozen is";
    FROZEN = "Vastgelegde plannen";
    EARLIER = "Eerdere versies";
    EARLIER_TEXT = "Deze versies zijn bewaard om niets te verliezen. Ze gaan mee als het canvas definitief wordt verwijderd.";
    REST = "Verder opgeslagen";
    NOTHING = "Hier staat niets.";
    MADE = "Gemaakt";
    CHANGED = "Laatst gewijzigd";
    BINNED = "In de prullenbak sinds";
}

/// What a report is made of.
pub struct AccessReport<'a> {
    /// The canvas as it is now.
    pub canvas: &'a Canvas,
    /// What is kept of it from before, the last one first.
    pub versions: &'a [SavedVersion],
    /// The municipality's own names for payers and life domains.
    pub own: &'a OwnNames,
    /// The day on which it is made.
    pub today: Date,
    /// How many minutes the device's clock is ahead of UTC at a point in time.
    pub offset_minutes: &'a dyn Fn(Timestamp) -> i32,
}

impl AccessReport<'_> {
    /// The report as an HTML page without scripts, styles or addresses.
    #[must_use]
    pub fn html(&self) -> String {
        let title = [TITLE, " ", &self.canvas.case_number].concat();
        let mut page = Html::page(title.trim());
        page.text("h1", title.trim());
        page.text(
            "p",
            &[MADE, " op ", &date::format_date(self.today), "."].concat(),
        );
        page.text("p", INTRO);
        self.about(&mut page);
        self.body(&mut page, self.canvas);
        if !self.versions.is_empty() {
            page.text("h2", EARLIER);
            page.text("p", EARLIER_TEXT);
        }
        for version in self.versions {
            page.text("h2", &self.when(version.canvas.changed.as_ref()));
            page.text("p", v::why(&version.why));
            self.body(&mut page, &version.canvas);
        }
        page.finish()
    }

    fn teller(&self) -> Teller<'_> {
        Teller {
            own: self.own,
            offset_minutes: self.offset_minutes,
        }
    }

    fn about(&self, page: &mut Html) {
        page.text("h2", ABOUT);
        let agreement = self.canvas.single(SingleEntry::Agreement);
        let ground = agreement.map(|entry| entry.text("grondslag"));
        let ground = ground.filter(|ground| !ground.is_empty());
        page.rows(&[
            (PURPOSE, PURPOSE_TEXT),
            (GROUND, ground.unwrap_or(GROUND_UNKNOWN)),
            (READERS, READERS_TEXT),
            (RIGHTS, RIGHTS_TEXT),
        ]);
    }

    /// Everything that a canvas holds.
    fn body(&self, page: &mut Html, canvas: &Canvas) {
        let Value::Object(mut fields) = to_value(canvas) else {
            return;
        };
        self.case(page, canvas, &mut fields);
        page.text("h3", PLAN);
        for place in TextBox::ALL {
            self.text_box(page, canvas, place, fields.remove(place.wire()));
        }
        self.items(page, canvas, &mut fields, ACTIONS, &["acties"]);
        if let Some(costs) = fields.get_mut("kosten").and_then(Value::as_object_mut) {
            self.items(page, canvas, costs, LINES, &["kosten", "regels"]);
            self.rest(page, canvas, costs, "/kosten");
        }
        fields.remove("kosten");
        if let Some(people) = fields
            .get_mut("tevredenheid")
            .and_then(Value::as_object_mut)
        {
            self.items(page, canvas, people, PEOPLE, &["tevredenheid", "personen"]);
            self.items(page, canvas, people, "", &["tevredenheid", "cijfers"]);
            self.rest(page, canvas, people, "/tevredenheid");
        }
        fields.remove("tevredenheid");
        self.teller().around(page, &mut fields);
        self.conflicts(page, canvas, &mut fields);
        self.frozen(page, canvas, &mut fields);
        if !fields.is_empty() {
            page.text("h3", REST);
            self.rest(page, canvas, &mut fields, "");
        }
    }

    /// A box of text, with who wrote it.
    fn text_box(&self, page: &mut Html, canvas: &Canvas, place: TextBox, entry: Option<Value>) {
        page.text("h4", names::text_box(place));
        let mut entry = entry.unwrap_or_default();
        let text = entry.get("tekst").and_then(Value::as_str);
        let text = text.filter(|text| !text.is_empty());
        page.text("p", text.unwrap_or(NOTHING));
        self.teller().signed(page, &entry);
        if let Some(fields) = entry.as_object_mut() {
            fields.retain(|name, _| !["tekst", "door", "op"].contains(&name.as_str()));
            self.rest(page, canvas, fields, &["/", place.wire()].concat());
        }
    }

    /// The header, and who made and changed it.
    fn case(&self, page: &mut Html, canvas: &Canvas, fields: &mut Map<String, Value>) {
        page.text("h3", CASE);
        let day = |day: Option<Date>| day.map(date::format_date).unwrap_or_default();
        let lead = canvas.lead_person.as_ref();
        let made = self.when(canvas.created.as_ref());
        let changed = self.when(canvas.changed.as_ref());
        let removed = canvas.removed.as_ref();
        page.rows(&[
            (labels::CASE_NUMBER, &canvas.case_number),
            (labels::TITLE, &canvas.title),
            (labels::LEAD, &canvas.lead),
            (
                "Eindbaas in het team",
                lead.map(|lead| lead.name.as_str()).unwrap_or_default(),
            ),
            (labels::DATE, &day(canvas.date)),
            ("Uitgevoerd op", &day(canvas.executed_on)),
            ("Stand", &canvas.status),
            (MADE, &made),
            (CHANGED, &changed),
            (
                BINNED,
                &removed.map(|it| self.when(Some(it))).unwrap_or_default(),
            ),
        ]);
        for name in [
            "formaat",
            "id",
            "casusnummer",
            "titel",
            "maatwerkeindbaas",
            "eindbaas",
            "datum",
            "status",
            "uitgevoerdOp",
            "gemaakt",
            "gewijzigd",
            "verwijderd",
        ] {
            fields.remove(name);
        }
    }

    /// The items of a list, in their order, each with who wrote it. Takes the list from `fields`.
    fn items(
        &self,
        page: &mut Html,
        canvas: &Canvas,
        fields: &mut Map<String, Value>,
        heading: &str,
        path: &[&str],
    ) {
        let name = path.last().copied().unwrap_or_default();
        let list = in_order(fields.remove(name));
        if !heading.is_empty() && !list.is_empty() {
            page.text("h3", heading);
        }
        for (id, item) in list {
            let place = ["/", &path.join("/"), "/", &id].concat();
            page.text("p", &self.said(canvas, &place, &item));
            self.teller().signed(page, &item);
        }
    }

    fn conflicts(&self, page: &mut Html, canvas: &Canvas, fields: &mut Map<String, Value>) {
        fields.remove("verschillen");
        if !canvas.conflicts.is_empty() {
            page.text("h3", CONFLICTS);
        }
        for conflict in canvas.conflicts.values() {
            let place = &conflict.place;
            let sides = [&conflict.ours, &conflict.theirs];
            let sides = sides.map(|side| conflict::on_paper(place, side, self.own));
            page.rows(&[(&conflict::place(place, canvas), &sides.join(" / "))]);
        }
    }

    /// Plans that were frozen: who did that, and what they hold.
    fn frozen(&self, page: &mut Html, canvas: &Canvas, fields: &mut Map<String, Value>) {
        fields.remove("versies");
        if !canvas.frozen.is_empty() {
            page.text("h3", FROZEN);
        }
        for plan in canvas.frozen.values() {
            page.text("h4", &plan.name);
            page.text("p", &self.when(Some(&plan.signature)));
            let core = &plan.core;
            page.rows(&[
                (labels::CASE_NUMBER, &core.case_number),
                (labels::LEAD, &core.lead),
            ]);
            page.rows(&TextBox::ALL.map(|place| (names::text_box(place), core.text(place))));
            let mut named = Canvas::new(canvas.id.clone());
            named.actions.clone_from(&plan.core.actions);
            named.costs.clone_from(&plan.core.costs);
            let Value::Object(mut core) = to_value(&named) else {
                continue;
            };
            self.items(page, &named, &mut core, "", &["acties"]);
            if let Some(costs) = core.get_mut("kosten").and_then(Value::as_object_mut) {
                self.items(page, &named, costs, "", &["kosten", "regels"]);
            }
        }
    }

    /// What is left of `fields`, each with its name. Takes all of it.
    fn rest(&self, page: &mut Html, canvas: &Canvas, fields: &mut Map<String, Value>, path: &str) {
        for (name, value) in std::mem::take(fields) {
            let place = [path, "/", &name].concat();
            page.rows(&[(
                &conflict::place(&place, canvas),
                &self.said(canvas, &place, &value),
            )]);
        }
    }

    /// A value in words, with what it is an item of.
    fn said(&self, canvas: &Canvas, place: &str, value: &Value) -> String {
        let side = Side {
            value: Some(value.clone()),
            signature: Signature::default(),
        };
        let text = conflict::value(place, &side, self.own);
        // A grade is by a person, of whom only the id is in it.
        if place.starts_with("/tevredenheid/cijfers/") {
            return [&conflict::place(place, canvas), ": ", &text].concat();
        }
        text
    }

    /// When something was done, and by whom.
    fn when(&self, signature: Option<&Signature>) -> String {
        let at = signature.and_then(|signature| signature.at);
        let at = at.map_or_else(|| NO_DATE.to_owned(), |at| self.teller().at(at));
        let by = signature.and_then(|signature| signature.by.as_ref());
        match by.map(|by| by.name.as_str()).filter(|by| !by.is_empty()) {
            Some(name) => [&at, ", door ", name].concat(),
            None => at,
        }
    }
}
