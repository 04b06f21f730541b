// The test case of a whole canvas: a mother and her daughter who look for a safe place.

export const SOPHIE = {
  lead: 'Maatwerkeindbaas team Oost',
  date: '2026-11-02',
  number: '24-0113',
  texts: {
    Situatieschets: 'Moeder woont met haar dochter van 8 in een huis dat niet veilig is.',
    Perspectief: 'Een veilige plek, liefst buiten de stad, waar haar dochter ook kan wonen.',
    Doorbraak: 'Een moeder-kindhuis in de regio, met een persoonsgebonden budget.',
    Legitimiteit: 'De Jeugdwet: de dochter moet veilig kunnen opgroeien.',
    Betrokkenheid: 'Moeder staat achter dit plan. De consulent is het vaste gezicht.',
  },
  actions: {
    'Zelf doen': { what: 'Met de dochter spreken over de verhuizing', who: 'moeder', due: '2026-11-27' },
    Ondersteuning: { what: 'De plek in het moeder-kindhuis vastleggen', who: 'consulent', due: '2026-11-30' },
    Behandeling: { what: 'De behandeling voortzetten vanuit het nieuwe adres', who: 'behandelaar', due: '2027-03-01' },
  },
};

/** Fills in everything except the costs and the grades. */
export async function fillIn(canvas) {
  await canvas.type(canvas.field('Maatwerkeindbaas'), SOPHIE.lead);
  await canvas.field('Datum').fill(SOPHIE.date);
  await canvas.type(canvas.field('Casusnummer'), SOPHIE.number);
  for (const [box, text] of Object.entries(SOPHIE.texts)) await canvas.write(box, text);
  for (const [box, { what, ...rest }] of Object.entries(SOPHIE.actions)) await canvas.addAction(box, what, rest);
}
