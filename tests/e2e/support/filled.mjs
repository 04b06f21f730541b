// A canvas with all kinds of content, by import, for tests of pages that show much.

const stamp = { door: { id: 'm', naam: 'Maatwerker' }, op: '2026-11-02T10:00:00.000Z' };
const id = (number) => number.toString(16).padStart(32, '0');
const order = (number) => `a${String(number).padStart(5, '0')}V`;

/** An export file with one canvas that has this many actions and lines. */
export function exportOf({ id: name = 'proef', text = 'Een gewone zin over hoe het gaat. ', actions = 4, lines = 3 } = {}) {
  const tekst = { tekst: text, ...stamp };
  const vakken = ['zelfDoen', 'ondersteuning', 'behandeling'];
  const acties = {};
  for (let at = 0; at < actions; at += 1) {
    acties[id(at + 1)] = { volgorde: order(at), vak: vakken[at % 3], wat: `Actie ${at + 1}: bellen`, wie: 'moeder', voor: '2026-12-01', klaar: at % 2 === 0, ...stamp };
  }
  const regels = {};
  for (let at = 0; at < lines; at += 1) {
    regels[id(1000 + at)] = {
      volgorde: order(at), omschrijving: `Regel ${at + 1} met een omschrijving`,
      huidig: { bedrag: '20000.00' }, dreigend: { bedrag: '90000.00' }, maatwerk: { bedrag: '63000.00' }, ...stamp,
    };
  }
  const cijfers = {};
  [['nulmeting', '3.5', '2026-01-10'], ['directNa', '7.5', '2026-05-10']].forEach(([moment, cijfer, datum], at) => {
    cijfers[id(3000 + at)] = { persoon: id(2000), moment, cijfer, datum, reden: 'rust in huis', ...stamp };
  });
  const canvas = {
    formaat: 1, id: name, casusnummer: '24-0113', maatwerkeindbaas: 'Maatwerker', datum: '2026-11-02', status: 'concept',
    situatieschets: tekst, perspectief: tekst, doorbraak: tekst, legitimiteit: tekst, betrokkenheid: tekst,
    acties, kosten: { looptijd: 12, regels },
    tevredenheid: { vraag: 'Hoe tevreden bent u op dit moment met uw leven, op een schaal van 1 tot 10?', personen: { [id(2000)]: { volgorde: order(0), rol: 'moeder' } }, cijfers },
    gemaakt: stamp, gewijzigd: stamp,
  };
  return { soort: 'maatwerkcanvas-export', versie: 1, canvassen: [canvas] };
}

/** Imports an export file by the button of the overview. */
export async function importFile(app, file, name = 'canvas.json') {
  const [chooser] = await Promise.all([
    app.page.waitForEvent('filechooser'),
    app.element.getByRole('button', { name: 'Importeren' }).first().click(),
  ]);
  await chooser.setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(file)) });
}
