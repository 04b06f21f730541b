//! One helpful line per box: what to ask the family.

use crate::domain::{ActionBox, Scenario, TextBox};

/// The hint of a box of text: what to ask, or what to write.
#[must_use]
pub fn text_box(place: TextBox) -> &'static str {
    match place {
        TextBox::Situation => {
            "Hoe gaat het met u? Wat speelt er nu, en wat is het zwaarst? Rollen en nummers, geen namen."
        }
        TextBox::Perspective => {
            "Wat zou u willen veranderen? Waar wilt u over een jaar staan, en wat hebt u daarvoor nodig?"
        }
        TextBox::Breakthrough => {
            "Welke ene stap maakt de rest weer mogelijk, ook als die niet gewoon is?"
        }
        TextBox::Legitimacy => {
            "Welke wet of regel geldt hier? Wat mag, wat moet, en waarom is dit goed te verdedigen?"
        }
        TextBox::Commitment => {
            "Wie doet er mee, en wat belooft ieder? Staat het gezin achter dit plan?"
        }
    }
}

/// The hint of a box of actions.
#[must_use]
pub fn action_box(place: ActionBox) -> &'static str {
    match place {
        ActionBox::OwnAction => "Wat kunt en wilt u zelf doen, met de mensen om u heen?",
        ActionBox::Support => "Waar is hulp bij nodig, en wie geeft die?",
        ActionBox::Treatment => "Welke behandeling is nodig, en wanneer kan die beginnen?",
    }
}

/// The explanation of a scenario.
#[must_use]
pub fn scenario(scenario: Scenario) -> &'static str {
    match scenario {
        Scenario::Current => "Wat kost de hulp nu?",
        Scenario::Looming => "Wat gaat het kosten als er niets verandert?",
        Scenario::Tailored => "Wat kost het plan in dezelfde tijd?",
    }
}
