//! Laws and verordeningen to choose from.

/// The usual laws and verordeningen, to begin a rule with. Any other can be typed.
pub const LAWS: [&str; 20] = [
    "Jeugdwet",
    "Wmo 2015",
    "Participatiewet",
    "Participatiewet, bijzondere bijstand",
    "Wet gemeentelijke schuldhulpverlening (Wgs)",
    "Wet langdurige zorg (Wlz)",
    "Zorgverzekeringswet (Zvw)",
    "Wet passend onderwijs",
    "Leerplichtwet",
    "Wet kinderopvang",
    "Huisvestingswet",
    "Woningwet",
    "Algemene wet bestuursrecht (Awb)",
    "Wet basisregistratie personen (BRP)",
    "Algemene verordening gegevensbescherming (AVG)",
    "Verordening maatschappelijke ondersteuning",
    "Verordening jeugdhulp",
    "Verordening leerlingenvervoer",
    "Huisvestingsverordening",
    "Algemene plaatselijke verordening (APV)",
];
