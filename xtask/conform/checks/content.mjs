// Checks of content: a record is stored exactly as it was sent.

import { Buffer } from 'node:buffer';
import { must, mustAnswer } from '../workbench.mjs';

const KILOBYTE = 1024;
const LARGEST = 256 * KILOBYTE;

export const CHECKS = [
  ['C15', 'texts come back as they were sent', async (bench) => {
    const texts = {
      bedrag: '1234.50',
      groot: '999999999999999999999999999999.99',
      nul: '-0.00',
      emoji: '👩‍👩‍👧‍👦 één gezin ✨ 𝔾',
      schrift: 'שלום \u202eomgekeerd\u202c مرحبا',
      tekens: '"\\/\b\f\n\r\t \u2028\u2029 \u00a0 <script>&amp;',
      leeg: '',
      // The same letter in two Unicode forms.
      vorm: 'é e\u0301',
      lang: 'Een zin van het gezin. '.repeat(4_500).slice(0, 100 * KILOBYTE),
    };
    const record = await bench.record(bench.id(), { proef: texts });
    bench.mustBe((await bench.client.get(record.id)).json?.data, record, 'GET');
    const { records } = await bench.client.all(record.last_modified - 1);
    bench.mustBe(records.find(({ id }) => id === record.id), record, 'the listing');
    return `amounts, emoji, right to left, control characters, ${texts.lang.length.toLocaleString('en')} letters`;
  }],

  ['C16', 'fields that nobody knows are kept', async (bench) => {
    const id = bench.id();
    const unknown = { een: [1, 2.5, true, null, { diep: [[]] }], twee: {} };
    const data = { ...bench.data(id, { toekomst: unknown }), toekomst: unknown };
    mustAnswer(await bench.client.put(id, data), [200, 201], 'PUT with unknown fields');
    bench.mustBe((await bench.client.get(id)).json?.data, data, 'GET');
    return 'beside the document and in it';
  }],

  ['C17', 'a body of 256 KB is taken', async (bench) => {
    const id = bench.id();
    const data = bench.data(id, { proef: '' });
    data.doc.proef = 'x'.repeat(LARGEST - Buffer.byteLength(JSON.stringify({ data })));
    const answer = mustAnswer(await bench.client.put(id, data), [200, 201], `PUT of ${LARGEST} bytes`);
    bench.mustBe((await bench.client.get(id)).json?.data, data, 'GET');
    return `${answer.status} for ${LARGEST.toLocaleString('en')} bytes`;
  }],

  ['C18', 'what is no JSON is refused', async (bench) => {
    const id = bench.id();
    const seen = [];
    for (const body of ['{"data": {', 'geen json', '[]', '{"data": "tekst"}']) {
      const answer = await bench.client.request('PUT', `/records/${id}`, { headers: { 'If-None-Match': '*' }, body });
      must(answer.status >= 400 && answer.status < 500 && ![401, 403, 409, 429].includes(answer.status), `a body of ${body} got ${answer.status}`);
      seen.push(answer.status);
    }
    mustAnswer(await bench.client.get(id), 404, 'GET of it');
    return seen.join(', ');
  }],
];
