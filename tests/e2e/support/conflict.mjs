// A canvas with conflicts.

export const [ACTION, GONE, LINE, PERSON, GRADE] = 'abcde'.split('').map((digit) => digit.repeat(32));
const by = (naam, uur) => ({ door: { id: `u-${naam}`, naam }, op: `2026-11-20T${uur}:30:00Z` });
export const ANNE = by('Anne', '09');
export const BO = by('Bo', '13');

/** A canvas with conflicts between Anne and Bo, who edited it at the same time. */
export const documentInConflict = (id) => ({
  formaat: 1,
  id,
  casusnummer: id,
  datum: '2026-11-03',
  perspectief: { tekst: 'Rust in huis.', ...ANNE },
  acties: {
    [ACTION]: { volgorde: 'V', vak: 'zelfDoen', wat: 'Bellen met school', wie: 'moeder', ...ANNE },
    [GONE]: { volgorde: 'Z', vak: 'zelfDoen', wat: 'Schulden op een rij', ...BO },
  },
  kosten: { looptijd: 12, regels: { [LINE]: { volgorde: 'V', omschrijving: 'Jeugdhulp', dreigend: { bedrag: '90000.00' }, maatwerk: { bedrag: '20000.00' }, ...ANNE } } },
  tevredenheid: {
    personen: { [PERSON]: { volgorde: 'V', rol: 'moeder' } },
    cijfers: { [GRADE]: { persoon: PERSON, moment: 'nulmeting', cijfer: '4', datum: '2026-11-02', ...ANNE } },
  },
  verschillen: Object.fromEntries(
    [
      ['/perspectief', { tekst: 'Rust in huis.' }, { tekst: 'Een eigen huis.' }],
      ['/datum', '2026-11-03', '2026-11-04'],
      [`/acties/${ACTION}/wie`, 'moeder', 'vader'],
      [`/acties/${GONE}`, { volgorde: 'Z', vak: 'zelfDoen', wat: 'Schulden op een rij' }],
      [`/kosten/regels/${LINE}/dreigend`, { bedrag: '90000.00' }, { aantal: '2', per: 'week', van: 1, tot: 12 }],
      [
        `/tevredenheid/cijfers/${GRADE}`,
        { persoon: PERSON, moment: 'nulmeting', cijfer: '4', datum: '2026-11-02' },
        { persoon: PERSON, moment: 'nulmeting', cijfer: '6.5', datum: '2026-11-02' },
      ],
    ].map(([waar, onze, andere], n) => [
      String(n).repeat(32),
      { waar, onze: { waarde: onze, ...ANNE }, andere: { ...(andere && { waarde: andere }), ...BO } },
    ]),
  ),
});
