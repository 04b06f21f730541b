//! The words on buttons, above fields and in messages that no value changes.

words! {
    PRODUCT = "Maatwerkcanvas";
    LOADING = "Een ogenblik…";
    PART_MISSING = "Dit onderdeel kon niet worden geladen. Wat u hebt ingevuld, blijft staan.";
    // Toolbar and status.
    TO_OVERVIEW = "Overzicht";
    UNDO = "Ongedaan maken";
    REDO = "Opnieuw";
    PRINT = "Afdrukken";
    EXPORT = "Exporteren";
    MORE = "Meer";
    CLOSE = "Sluiten";
    CANCEL = "Annuleren";
    SAVING = "Opslaan…";
    SAVED = "Opgeslagen";
    JOURNALED = "Voorlopig bewaard";
    RETRY = "Probeer opnieuw";
    NOT_SAVED = "Niet opgeslagen";
    UNTOUCHED = "Nog niets ingevuld";
    NOT_KEPT = "Wordt niet op dit apparaat bewaard";
    ONLY_HERE = "alleen op dit apparaat";
    STEP_SKIPPED = "Deze stap is overgeslagen: een ander heeft dit intussen gewijzigd.";
    READ_ONLY_HOST = "U kunt dit canvas bekijken, niet wijzigen.";
    READ_ONLY_FOLLOWER = "Dit canvas is open in een ander venster. Hier kijkt u mee.";
    READ_ONLY_TOO_NEW = "Wat hier staat is gemaakt met een nieuwere versie. U kunt het bekijken en exporteren. Werk de app bij om te wijzigen.";
    READ_ONLY_NEWER = "Op de server staat dit canvas in een vorm van een nieuwere app. Werk deze app bij om het te wijzigen. Bekijken en exporteren kan wel.";
    READ_ONLY_UNREADABLE = "Op de server staat een versie van dit canvas die niet te lezen is. Wat u hier typt, zou daar niet aankomen. Bekijken en exporteren kan wel. Kijk bij Synchroniseren wat u kunt doen.";
    READ_ONLY_REMOVED = "Dit canvas ligt in de prullenbak. Zet het terug om verder te werken.";
    TAKE_OVER = "Hier verder werken";
    TAKING_OVER = "Overnemen…";
    PUT_BACK = "Terugzetten";
    // A worked example.
    EXAMPLE = "Voorbeeld";
    EXAMPLE_TEXT = "Dit is een voorbeeld, geen echt canvas.";
    USE_EXAMPLE = "Gebruik als begin van een echt canvas";
    USE_EXAMPLE_FAILED = "Er kan nu geen eigen canvas bij. Staan uw canvassen open in een ander venster? Sluit dat, en probeer het opnieuw.";
    // The header.
    LEAD = "Maatwerkeindbaas";
    DATE = "Datum";
    CASE_NUMBER = "Casusnummer";
    CASE_NUMBER_HINT = "Geen namen";
    MORE_BUTTONS = "Meer knoppen";
    LEAD_HINT = "Wie het plan leidt";
    DATE_HINT = "Van het gesprek";
    TITLE = "Titel";
    TITLE_HINT = "Kort, geen namen";
    NO_NAMES = "Rollen en nummers, geen namen";
    SATISFACTION = "Tevredenheidscijfer";
    NO_GRADE = "nog geen cijfer";
    GIVE_GRADE = "Cijfers geven";
    HIDE_GRADES = "Cijfers sluiten";
    SINCE_BASELINE = "sinds de nulmeting";
    // Actions.
    ADD_ACTION = "Actie toevoegen";
    ACTION_WHAT = "Wat";
    ACTION_WHO = "Wie";
    ACTION_DUE = "Vóór";
    ACTION_DONE = "Klaar";
    MOVE_UP = "Omhoog";
    MOVE_DOWN = "Omlaag";
    MOVE_TO = "Naar";
    DUPLICATE = "Dupliceren";
    REMOVE = "Verwijderen";
    DRAG = "Versleep";
    // Costs.
    COSTS = "Kosten-batenanalyse";
    COSTS_HINT = "Wat kost het in 12 maanden? Schat rustig: u kunt het altijd bijstellen.";
    ADD_LINE = "Regel toevoegen";
    DESCRIPTION = "Omschrijving";
    SAVING_AMOUNT = "Besparing";
    NO_AMOUNT = "–";
    SAVING_FORMULA = "dreigend min maatwerk";
    TOTAL = "Totaal";
    IN_EUROS = "in euro's";
    // Findings.
    TO_DO = "Nog te doen";
    NOTHING_TO_DO = "Alles is ingevuld.";
    // Who.
    WHO_TITLE = "Wie bent u?";
    WHO_HINT = "Uw naam komt te staan bij wat u wijzigt. We vragen het één keer op dit apparaat.";
    WHO_NAME = "Uw naam";
    WHO_MISSING = "Vul uw naam in, dan weten collega's van wie een wijziging is.";
    WHO_SAVE = "Verder";
    WHO_LATER = "Later";
    WHO_CHANGE = "Naam wijzigen";
    WHO_GIVE = "Uw naam invullen";
    LAST_CHANGED = "laatst gewijzigd door";
    ON = "op";
    // Problems.
    FILE_TOO_NEW = "Dit canvas is gemaakt met een nieuwere versie van het maatwerkcanvas. Werk deze app bij. U kunt het canvas wel exporteren.";
    FILE_UNREADABLE = "Op de server staat dit canvas in een vorm die niet te lezen is. Kijk bij Synchroniseren waarom, of exporteer de tekst.";
    FILE_TEAM = "Dit canvas heeft het nummer “team”. Dat nummer is nu van het team zelf. Ga naar Ons team om het onder een nieuw nummer te bewaren.";
    FILE_DAMAGED = "Dit canvas kan niet gelezen worden. Wat er staat, is apart gezet. Exporteer het en vraag hulp.";
    NOT_HERE = "Dit canvas staat niet op dit apparaat.";
    IN_BIN = "Dit canvas ligt in de prullenbak.";
    WRONG_ADDRESS = "Het adres van dit canvas klopt niet.";
    INVALID_ID = "Dit nummer van een canvas klopt niet: alleen letters, cijfers, - en _ (ten hoogste 64).";
    CANNOT_OPEN = "Dit canvas kan nu niet geopend worden.";
}
