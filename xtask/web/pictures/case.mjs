// The invented case that docs/gids.md tells, as it is after the first talk; and two others for Mijn week.

/** The days of the case. */
export const DAYS = {
  talk: '2026-11-02',
  agreed: '05-11-2026',
  spar: '12-11-2026',
  week: '2026-11-16',
  breakthrough: '19-11-2026',
  decided: '2026-11-19',
  executed: '15-12-2026',
  last: '2027-12-20',
};
export const CASE = '26-0113';
/** A colleague at each table, known by their discipline. */
export const COLLEAGUES = [['Collega schuldhulp', 'Schuldhulp'], ['Collega wonen', 'Wonen'], ['Collega jeugd', 'Jeugd']];
export const LEAD = 'Maatwerker team Oost';

const stamp = { door: { id: 'gids', naam: LEAD }, op: '2026-11-02T10:30:00.000Z' };
const id = (number) => number.toString(16).padStart(32, '0');
const text = (tekst) => ({ tekst, ...stamp });
const QUESTION = 'Hoe tevreden bent u op dit moment met uw leven, op een schaal van 1 tot 10?';
const FATHER = id(31);
const CHILD = id(32);

function action(at, vak, wat, wie, voor) {
  return [id(at), { volgorde: `a${at}`, vak, wat, wie, voor, ...stamp }];
}

/** A line of the costs; an amount with a month behind it is spent once, in that month. */
function line(at, omschrijving, [code, naam], leefgebied, amounts) {
  const uses = Object.fromEntries(Object.entries(amounts).map(([scenario, [bedrag, maand]]) => [scenario, { bedrag, maand }]));
  return [id(at), { volgorde: `a${at}`, omschrijving, leefgebied, financier: { code, naam }, ...uses, ...stamp }];
}

function grade(at, persoon, moment, cijfer, datum, reden) {
  return [id(at), { persoon, moment, cijfer, datum, reden, ...stamp }];
}

/** The grades of the first talk. */
const FIRST = [
  grade(41, FATHER, 'nulmeting', '3.5', '2026-11-02', 'Elke dag bang voor de post'),
  grade(42, CHILD, 'nulmeting', '5', '2026-11-02', 'Ik slaap slecht'),
];

/** The grades after it was carried out. */
export const LATER = Object.fromEntries([
  grade(43, FATHER, 'directNa', '6', '2026-12-18', 'We mogen blijven'),
  grade(44, CHILD, 'directNa', '6.5', '2026-12-18', 'Papa is rustiger'),
  grade(45, FATHER, 'na6Maanden', '7', '2027-06-15', 'Ik heb weer werk'),
  grade(46, CHILD, 'na6Maanden', '7', '2027-06-15', 'School gaat goed'),
  grade(47, FATHER, 'na12Maanden', '8', '2027-12-15', 'Geen schulden erbij'),
  grade(48, CHILD, 'na12Maanden', '7.5', '2027-12-15', 'We wonen hier nog'),
]);

/** What the lines have cost after 6 and 12 months. */
export const PAID = [['Achterstand van de huur', '6.400', '6.400'], ['Schuldhulp', '1.800', '3.600'], ['Hulp voor de kinderen', '4.300', '8.100']];

const TOLD = {
  formaat: 1, id: 'gids-1', casusnummer: CASE, titel: 'Huis houden', maatwerkeindbaas: LEAD, datum: DAYS.talk, status: 'concept',
  situatieschets: text('Vader woont met twee kinderen van 9 en 12 in een huurhuis. Na het verlies van zijn werk is er acht maanden geen huur betaald. De corporatie heeft de ontruiming aangekondigd. De kinderen slapen slecht en krijgen hulp op school.'),
  perspectief: text('Vader wil met de kinderen in dit huis blijven. Hij wil weer werken en zelf overzicht hebben over zijn geld.'),
  doorbraak: text('De achterstand van de huur wordt in één keer betaald. Dan gaat de ontruiming niet door, en kan de schuldhulp meteen beginnen.'),
  legitimiteit: text('De Participatiewet geeft ruimte voor bijzondere bijstand als het niet anders kan. De Jeugdwet vraagt dat kinderen veilig kunnen opgroeien.'),
  betrokkenheid: text('Vader staat achter dit plan. De corporatie trekt de ontruiming in zodra er is betaald. De consulent blijft het vaste gezicht.'),
  acties: Object.fromEntries([
    action(11, 'zelfDoen', 'Alle post verzamelen en samen openen', 'vader', '2026-11-18'),
    action(12, 'zelfDoen', 'Aanmelden bij het werkgeverspunt', 'vader', '2026-12-01'),
    action(13, 'ondersteuning', 'Afspraak maken met de corporatie', 'consulent', '2026-11-17'),
    action(14, 'ondersteuning', 'Schuldhulp starten', 'schuldhulpverlener', '2026-12-15'),
    action(15, 'behandeling', 'Gesprekken op school voortzetten', 'schoolmaatschappelijk werk', '2027-02-01'),
  ]),
  kosten: {
    looptijd: 12,
    regels: Object.fromEntries([
      line(21, 'Achterstand van de huur, in één keer', ['maatwerkbudget', 'Gemeente: maatwerkbudget'], 'wonen', { maatwerk: ['6400.00', 1] }),
      line(22, 'Opvang van het gezin na een ontruiming', ['wmo', 'Gemeente: Wmo'], 'wonen', { dreigend: ['58000.00'] }),
      line(23, 'Schuldhulp', ['schuldhulp', 'Gemeente: schuldhulpverlening'], 'schulden', { dreigend: ['3600.00'], maatwerk: ['3600.00'] }),
      line(24, 'Hulp voor de kinderen', ['jeugdwet', 'Gemeente: Jeugdwet'], 'jeugdhulp', { huidig: ['9600.00'], dreigend: ['24000.00'], maatwerk: ['9600.00'] }),
    ]),
  },
  tevredenheid: { vraag: QUESTION, personen: { [FATHER]: { volgorde: 'a1', rol: 'vader' }, [CHILD]: { volgorde: 'a2', rol: 'jeugdige 1' } }, cijfers: Object.fromEntries(FIRST) },
  gemaakt: stamp, gewijzigd: stamp,
};

const OTHERS = [
  {
    formaat: 1, id: 'gids-2', casusnummer: '26-0067', titel: 'Weer naar school', datum: '2026-03-02', uitgevoerdOp: '2026-05-15', kosten: { looptijd: 12 },
    perspectief: text('Weer elke dag naar school, dicht bij huis.'),
    aanmeldingen: { [id(62)]: { volgorde: 'X', tafel: 'doorbraak', datum: '2026-11-19', ...stamp } },
    tevredenheid: { vraag: QUESTION, personen: { [id(61)]: { volgorde: 'a1', rol: 'moeder' } } }, gemaakt: stamp, gewijzigd: stamp,
  },
  {
    formaat: 1, id: 'gids-3', casusnummer: '26-0121', titel: 'Dichter bij oma', datum: '2026-11-10', kosten: { looptijd: 12 },
    perspectief: text('Een woning in de buurt van oma, die kan oppassen.'),
    acties: Object.fromEntries([action(71, 'ondersteuning', 'Bellen met de woningcorporatie', 'consulent', '2026-11-16')]),
    aanmeldingen: { [id(72)]: { volgorde: 'V', tafel: 'spar', datum: '2026-11-26', ...stamp } }, gemaakt: stamp, gewijzigd: stamp,
  },
];

/** The file of all three. */
export const FILE = { soort: 'maatwerkcanvas-export', versie: 1, canvassen: [TOLD, ...OTHERS] };
