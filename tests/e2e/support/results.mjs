// Synthetic cases of a team, whose totals are those of a published evaluation: dreigend 830.000, maatwerk 404.000.

import { Buffer } from 'node:buffer';
import { inflateRawSync } from 'node:zlib';

const id = (number) => number.toString(16).padStart(32, '0');
const stamp = { door: { id: 'm', naam: 'Maatwerker' }, op: '2020-10-01T10:00:00.000Z' };

/** What each of the twenty would cost without its plan, and costs with it. */
export const AMOUNTS = [...Array.from({ length: 18 }, () => [41_000, 20_000]), [60_000, 30_000], [32_000, 14_000]];
export const TOTALS = { dreigend: 830_000, maatwerk: 404_000, besparing: 426_000, gemiddeld: 21_300 };

const euro = (amount) => `${amount}.00`;

/** The case with number `at`. */
export function caseOf(at, [dreigend, maatwerk] = AMOUNTS[at], { datum = '2020-03-15' } = {}) {
  const base = 1000 * (at + 1);
  const person = id(base + 1);
  const grade = (number, moment, cijfer, day) => ({ [id(base + number)]: { persoon: person, moment, cijfer, datum: day, ...stamp } });
  return {
    formaat: 1, id: `casus-${at}`, casusnummer: `20-${String(at).padStart(3, '0')}`, titel: 'Een plek om te wonen', maatwerkeindbaas: 'Maatwerker',
    datum, status: 'concept', uitgevoerdOp: '2020-06-01', situatieschets: { tekst: 'Het gezin zocht een veilige woning.', ...stamp },
    kosten: {
      looptijd: 12,
      regels: {
        [id(base + 20)]: { volgorde: 'V', omschrijving: 'Begeleiding', leefgebied: 'jeugdhulp', financier: { code: 'jeugdwet' }, dreigend: { bedrag: euro(dreigend) }, ...stamp },
        [id(base + 21)]: { volgorde: 'W', omschrijving: 'Bijdrage aan de huur', leefgebied: 'wonen', financier: { code: at % 2 ? 'bijzondereBijstand' : 'maatwerkbudget' }, maatwerk: { bedrag: euro(maatwerk) }, ...stamp },
      },
    },
    tevredenheid: {
      vraag: 'Hoe tevreden bent u op dit moment met uw leven, op een schaal van 1 tot 10?',
      personen: { [person]: { volgorde: 'V', rol: 'moeder' } },
      cijfers: { ...grade(2, 'nulmeting', '4.5', '2020-03-15'), ...grade(3, 'directNa', at < 15 ? '7.5' : '4.5', '2020-06-02') },
    },
    partijen: {
      [id(base + 30)]: { volgorde: 'V', naam: 'Woningcorporatie', soort: 'formeel', nu: true, straks: true },
      [id(base + 31)]: { volgorde: 'W', naam: 'Zorgaanbieder', soort: 'formeel', nu: true },
    },
    grondslagen: { [id(base + 40)]: { volgorde: 'V', regeling: 'Huisvestingsverordening', uitkomst: at < 12 ? 'opgelost' : 'frictie' } },
    leerpunten: { [id(base + 50)]: { volgorde: 'V', thema: at < 11 ? 'wonen' : 'vervoer', niveau: 'beleid', knelpunt: `Te weinig woningen (${at})`, voorstel: 'Maak afspraken.', status: 'gemeld' } },
    ...(at < 2 ? { publicatie: { tekst: `Wij slapen weer rustig, zegt gezin ${at + 1}.`, akkoordVan: 'moeder', datum: '2020-09-01' } } : {}),
    gemaakt: stamp, gewijzigd: stamp,
  };
}

/** An export with the twenty, and more where asked for. */
export const twenty = (more = []) => ({ soort: 'maatwerkcanvas-export', versie: 1, canvassen: [...AMOUNTS.keys()].map((at) => caseOf(at)).concat(more) });

/** The files in a ZIP, by name. */
export function unzipped(bytes) {
  const files = new Map();
  let at = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const count = bytes.readUInt16LE(at + 10);
  at = bytes.readUInt32LE(at + 16);
  for (let file = 0; file < count; file += 1) {
    const [method, size, name, extra, comment, start] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
    const from = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
    const raw = bytes.subarray(from, from + size);
    files.set(bytes.toString('utf8', at + 46, at + 46 + name), (method ? inflateRawSync(raw) : raw).toString('utf8'));
    at += 46 + name + extra + comment;
  }
  return files;
}

const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const plain = (xml) => [...xml.matchAll(/<t[^>]*>([\s\S]*?)<\/t>/g)].map(([, text]) => text).join('').replace(/&(\w+);/g, (all, name) => ENTITIES[name] ?? all);

/** The sheets of a workbook, by name: rows of cells, a number as a number and nothing as ''. */
export function sheetsOf(bytes) {
  const files = unzipped(bytes);
  const shared = [...(files.get('xl/sharedStrings.xml') ?? '').matchAll(/<si>([\s\S]*?)<\/si>/g)].map(([, xml]) => plain(xml));
  const names = [...files.get('xl/workbook.xml').matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, name]) => name);
  const value = (attributes, xml) => {
    const raw = /<v>([\s\S]*?)<\/v>/.exec(xml)?.[1];
    if (/ t="s"/.test(attributes)) return shared[Number(raw)];
    if (/ t="(inlineStr|str)"/.test(attributes)) return xml.includes('<t') ? plain(xml) : raw;
    return raw === undefined ? '' : Number(raw);
  };
  const place = (attributes) => [.../ r="([A-Z]+)\d+"/.exec(attributes)[1]].reduce((all, letter) => 26 * all + letter.charCodeAt(0) - 64, 0) - 1;
  const cells = (row) => {
    const all = [];
    for (const [, attributes, content = ''] of row.matchAll(/<c( [^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)) all[place(attributes)] = value(attributes, content);
    return Array.from(all, (cell) => cell ?? '');
  };
  const sheet = (at) => [...files.get(`xl/worksheets/sheet${at + 1}.xml`).matchAll(/<row[^>]*>([\s\S]*?)<\/row>/g)].map(([, row]) => cells(row));
  return new Map(names.map((name, at) => [name, sheet(at)]));
}

/** The tables of a CSV file of the app, by name: rows of cells as text, the headings first. */
export function tablesOf(csv) {
  const rows = [];
  let [row, cell, quoted] = [[], '', false];
  for (const letter of csv.replace(/^\ufeff/, '').replaceAll('""', '\u0000')) {
    if (letter === '"') quoted = !quoted;
    else if (!quoted && (letter === ';' || letter === '\n')) {
      row.push(cell.replaceAll('\u0000', '"').replace(/\r$/, ''));
      cell = '';
      if (letter === '\n') rows.push(row.splice(0));
    } else cell += letter;
  }
  const tables = new Map();
  let head;
  for (const [name, ...cells] of rows) {
    if (name === 'Tabel') head = cells;
    else tables.set(name, [...(tables.get(name) ?? [head]), cells]);
  }
  return tables;
}
