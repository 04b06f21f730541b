// Fills a collection with canvases of realistic size, for trying and measuring.

import { createHash } from 'node:crypto';
import { newRev } from '../conform/client.mjs';

const stamp = { door: { id: 'maat-1', naam: 'Maatwerker' }, op: '2026-11-02T10:00:00Z' };
const BOXES = ['situatieschets', 'perspectief', 'doorbraak', 'legitimiteit', 'betrokkenheid'];
const SECTIONS = ['zelfDoen', 'ondersteuning', 'behandeling'];
const SENTENCE = 'Moeder en dochter zoeken een veilige plek; het wijkteam belt elke week en spreekt af wie wat doet. ';
const ACTIONS = 9;
const LINES = 12;

/** A deterministic id of 32 hexadecimal digits. */
const itemId = (...parts) => createHash('sha256').update(parts.join('/')).digest('hex').slice(0, 32);
const order = (at) => `a${String.fromCharCode(97 + at)}V`;

/** The id of the canvas with this number. */
export const canvasId = (number) => `vulling-${String(number).padStart(5, '0')}`;

/** A valid, deterministic canvas whose JSON has this many bytes; at least about 7,000. */
export function filledCanvas(number, bytes = 10_000) {
  const canvas = frame(number);
  const room = bytes - Buffer.byteLength(JSON.stringify(canvas));
  const share = Math.floor(room / BOXES.length);
  BOXES.forEach((box, at) => {
    const wanted = at === 0 ? room - share * (BOXES.length - 1) : share;
    if (wanted > 0) canvas[box].tekst += SENTENCE.repeat(Math.ceil(wanted / SENTENCE.length)).slice(0, wanted - 1) + '.';
  });
  return canvas;
}

function frame(number) {
  const id = canvasId(number);
  const person = itemId(id, 'persoon');
  const item = (kind, count, make) => Object.fromEntries(Array.from({ length: count }, (_, at) => [itemId(id, kind, at), { volgorde: order(at), ...make(at), ...stamp }]));
  const grade = (moment, cijfer, datum) => [itemId(id, moment), { persoon: person, moment, cijfer, datum, reden: 'meer rust in huis', ...stamp }];
  return {
    formaat: 1,
    id,
    casusnummer: `26-${String(number).padStart(5, '0')}`,
    maatwerkeindbaas: 'Maatwerkeindbaas team Oost',
    datum: '2026-11-02',
    status: 'concept',
    ...Object.fromEntries(BOXES.map((box) => [box, { tekst: 'Zo staat het ervoor. ', ...stamp }])),
    acties: item('actie', ACTIONS, (at) => ({ vak: SECTIONS[at % 3], wat: `Actie ${at + 1}: bellen met de woningbouw`, wie: 'moeder', voor: '2026-12-01', klaar: at % 2 === 0 })),
    kosten: {
      looptijd: 12,
      regels: item('regel', LINES, (at) => ({
        omschrijving: `Voorziening ${at + 1}`,
        leefgebied: 'wonen',
        financier: { code: 'bijzondereBijstand', naam: 'Gemeente: bijzondere bijstand' },
        huidig: { bedrag: `${1000 + at}.50` },
        dreigend: { bedrag: `${9000 + at * 10}.00` },
        maatwerk: { aantal: '1', per: 'maand', van: 1, tot: 12 },
        prijs: { bedrag: `${74 + at}.00`, eenheid: 'maand', bron: 'Besluit van 1 oktober' },
        onderbouwing: 'Zo staat het in het besluit.',
      })),
    },
    tevredenheid: {
      vraag: 'Hoe tevreden bent u op dit moment met uw leven, op een schaal van 1 tot 10?',
      personen: { [person]: { volgorde: order(0), rol: 'moeder' } },
      cijfers: Object.fromEntries([grade('nulmeting', '3.5', '2026-01-10'), grade('directNa', '7.5', '2026-05-10')]),
    },
    gemaakt: stamp,
    gewijzigd: stamp,
  };
}

/**
 * Writes canvases that don't exist yet. Returns the number that it wrote.
 * @param {import('../conform/client.mjs').Client} client
 * @param {{count?: number, bytes?: number, width?: number, progress?: (done: number) => void}} [options]
 *   `width`: the number of requests at a time
 */
export async function fill(client, { count = 1_000, bytes = 10_000, width = 4, progress = () => {} } = {}) {
  let [next, finished, written] = [1, 0, 0];
  const worker = async () => {
    while (next <= count) {
      const doc = filledCanvas(next++, bytes);
      const data = { id: doc.id, fmt: 1, rev: newRev(), revs: [], doc };
      const answer = await client.steadily(() => client.put(doc.id, data));
      if (![200, 201, 412].includes(answer.status)) throw new Error(`PUT ${doc.id}: ${answer.status} ${answer.text.slice(0, 200)}`);
      if (answer.status !== 412) written += 1;
      progress((finished += 1));
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return written;
}
