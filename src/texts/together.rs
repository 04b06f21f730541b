//! The words of the canvas as it is gone through together with a family, and of the plan that the family
//! keeps: plain ones, and no money unless it is asked for.

use crate::domain::{
    Action, ActionBox, Canvas, Date, Grade, GradeEntry, Moment, Scenario, TextBox, Totals,
};

use super::print::{self, Footer};
use super::{date, grades, labels, number, reading, sentences};

words! {
    TOGETHER = "Samen";
    STEPS = "Alle stappen";
    PREVIOUS = "Vorige";
    NEXT = "Volgende";
    DONE = "Klaar";
    GRADES = "Bent u tevreden over uw leven?";
    PLAN = "Uw plan op een rij";
    PLAN_HINT = "Dit hebt u samen opgeschreven. U kunt het bewaren.";
    PLAN_EMPTY = "Er is nog niets opgeschreven.";
    PRINT_PLAN = "Afdrukken om te bewaren";
    GIVEN = "Zo tevreden bent u";
    YOUR_GRADE = "Welk cijfer geeft u, van 1 tot 10?";
    YOUR_PLAN = "Uw plan";
    READ_ONLY = "U kunt hier lezen, niet schrijven.";
    SHOW_COSTS = "Toon wat het kost";
    HIDE_COSTS = "Verberg wat het kost";
    ADD_ACTION = "Iets toevoegen";
    WHO = "Wie doet dit?";
}

/// A box of text as a question to the family.
#[must_use]
pub fn text_box(place: TextBox) -> &'static str {
    match place {
        TextBox::Situation => "Hoe gaat het met u?",
        TextBox::Perspective => "Wat zou u willen veranderen?",
        TextBox::Breakthrough => "Welke stap maakt het verschil?",
        TextBox::Legitimacy => "Waarom mag dit?",
        TextBox::Commitment => "Wie doet er mee?",
    }
}

/// What more to ask the family about a box of text.
#[must_use]
pub fn text_box_hint(place: TextBox) -> &'static str {
    match place {
        TextBox::Situation => "Wat speelt er nu? Wat is het zwaarst?",
        TextBox::Perspective => "Waar wilt u over een jaar staan? Wat hebt u daarvoor nodig?",
        TextBox::Breakthrough => "De ene stap die de rest weer mogelijk maakt.",
        TextBox::Legitimacy => "Welke regel geldt hier?",
        TextBox::Commitment => "Wat belooft ieder? Staat u zelf achter dit plan?",
    }
}

/// A box of actions as a question to the family.
#[must_use]
pub fn action_box(place: ActionBox) -> &'static str {
    match place {
        ActionBox::OwnAction => "Wat kunt u zelf doen?",
        ActionBox::Support => "Waar wilt u hulp bij?",
        ActionBox::Treatment => "Welke behandeling is nodig?",
    }
}

/// What more to ask the family about a box of actions.
#[must_use]
pub fn action_box_hint(place: ActionBox) -> &'static str {
    match place {
        ActionBox::OwnAction => "U, en de mensen om u heen.",
        ActionBox::Support => "En wie geeft die hulp?",
        ActionBox::Treatment => "En wanneer kan die beginnen?",
    }
}

/// The heading of a box of text in the plan that the family keeps.
#[must_use]
pub fn told(place: TextBox) -> &'static str {
    match place {
        TextBox::Situation => "Zo gaat het nu",
        TextBox::Perspective => "Dit wilt u veranderen",
        TextBox::Breakthrough => "Deze stap maakt het verschil",
        TextBox::Legitimacy => "Daarom mag dit",
        TextBox::Commitment => "Deze mensen doen mee",
    }
}

/// The heading of a box of actions in the plan that the family keeps.
#[must_use]
pub fn done_in(place: ActionBox) -> &'static str {
    match place {
        ActionBox::OwnAction => "Dit doet u zelf",
        ActionBox::Support => "Hier krijgt u hulp bij",
        ActionBox::Treatment => "Deze behandeling komt er",
    }
}

/// When a grade was given, as it stands behind it.
fn moment(moment: &Moment) -> &str {
    match moment {
        Moment::Baseline => "in het begin",
        Moment::RightAfter => "meteen na het plan",
        Moment::After6Months => "na 6 maanden",
        Moment::After12Months => "na 12 maanden",
        Moment::Between => "tussendoor",
        Moment::Unknown(name) => name,
    }
}

/// The grades that someone has given, in one line; empty if there are none.
#[must_use]
pub fn grades_so_far(given: &[(&GradeEntry, Grade)]) -> String {
    let told = given.iter().map(|(entry, grade)| {
        let grade = number::format_grade(*grade);
        [&grade, " (", moment(&entry.moment), ")"].concat()
    });
    told.collect::<Vec<_>>().join(", ")
}

/// As [`grades_so_far`], after who has given them.
#[must_use]
pub fn grades_of(role: &str, given: &[(&GradeEntry, Grade)]) -> String {
    [&grades::role_heading(role), ": ", &grades_so_far(given)].concat()
}

/// By when an action is done, or that it is; empty if nothing is known.
#[must_use]
pub fn when(action: &Action) -> String {
    match action.due {
        _ if action.done => labels::ACTION_DONE.to_owned(),
        Some(due) => [labels::ACTION_DUE, " ", &date::format_long(due)].concat(),
        None => String::new(),
    }
}

/// Which step it is, of the boxes that are gone through; the plan comes after them.
#[must_use]
pub fn position(step: usize, boxes: usize) -> String {
    if step >= boxes {
        return YOUR_PLAN.to_owned();
    }
    reading::position(step.saturating_add(1), boxes)
}

/// What it costs, and what the plan saves, in sentences; what isn't filled in is left out.
#[must_use]
pub fn costs(totals: &Totals) -> Vec<String> {
    let filled = Scenario::ALL.into_iter();
    let filled = filled.filter(|scenario| totals.is_filled(*scenario));
    let mut told: Vec<String> = filled
        .map(|scenario| {
            let begin = match scenario {
                Scenario::Current => "De hulp van nu kost ",
                Scenario::Looming => "Als er niets verandert, kost het ",
                Scenario::Tailored => "Met dit plan kost het ",
            };
            [begin, &number::format_euro(totals.get(scenario)), "."].concat()
        })
        .collect();
    told.push(sentences::totals(totals));
    told
}

/// The footer of the pages that the family keeps: by the number they can be asked for.
#[must_use]
pub fn footer(canvas: &Canvas, today: Date) -> Footer {
    let number: String = canvas.case_number.trim().chars().take(60).collect();
    let case = match number.as_str() {
        "" => YOUR_PLAN.to_owned(),
        number => [YOUR_PLAN, ", nummer ", number].concat(),
    };
    Footer {
        case,
        ..print::footer(canvas, today)
    }
}
