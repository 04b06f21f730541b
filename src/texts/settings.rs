//! The words of the settings: the municipality's own price list and names.

use super::prices::{OWN_LIST, SHIPPED_LIST};

words! {
    SETTINGS = "Instellingen";
    OWN = "Prijslijst en namen van de gemeente";
    LOAD_LIST = "Prijslijst laden (CSV)";
    LIST_FILE = "Bestand met prijzen";
    LIST_ALONE = "Gebruik alleen de prijslijst van de gemeente";
    FORGET_LIST = "Lijst van de gemeente weghalen";
    LIST_UNREADABLE = "Dit bestand kan niet gelezen worden. Er is niets geladen.";
    LIST_NOT_KEPT = "De lijst is nu te gebruiken, maar dit apparaat kan hem niet bewaren.";
    OWN_PAYERS = "Eigen namen voor wie betaalt";
    OWN_LIFE_DOMAINS = "Eigen namen voor leefgebieden";
    OWN_PAYERS_HINT = "Per regel een code, het teken = en een naam, zoals zvw = Onze zorgverzekeraar. Een code die al bestaat, krijgt de nieuwe naam.";
    OWN_LIFE_DOMAINS_HINT = "Ook zo, bijvoorbeeld wonen = Wonen en huur.";
}

/// The number of prices: the shipped list's, and the municipality's if it has a list.
#[must_use]
pub fn lists(shipped: usize, own: Option<usize>) -> String {
    let own = own.map(|own| [" ", OWN_LIST, ": ", &own.to_string(), " prijzen."].concat());
    [
        SHIPPED_LIST,
        ": ",
        &shipped.to_string(),
        " prijzen.",
        own.as_deref().unwrap_or_default(),
    ]
    .concat()
}
