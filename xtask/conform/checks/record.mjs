// Checks of one record: created, replaced and deleted, each only with its current version.

import { must, mustAnswer, version } from '../workbench.mjs';

const STALE = 1;

export const CHECKS = [
  ['C01', 'a new record is made', async (bench) => {
    const id = bench.id();
    const data = bench.data(id);
    const answer = mustAnswer(await bench.client.put(id, data), 201, 'PUT with If-None-Match: *');
    const found = mustAnswer(await bench.client.get(id), 200, 'GET of it');
    bench.mustBe(found.json?.data, { ...data, last_modified: version(answer) }, 'GET of it');
    return `201, last_modified ${version(answer)}`;
  }],

  ['C02', 'making it twice is refused', async (bench) => {
    const record = await bench.record();
    const again = await bench.client.put(record.id, bench.data(record.id));
    const { record: existing, how } = await bench.existing(again, record.id, 'the second PUT with If-None-Match: *');
    bench.mustBe(existing, record, 'the record that is told');
    return how;
  }],

  ['C03', 'a record is replaced by who knows its version', async (bench) => {
    const record = await bench.record();
    const data = { ...bench.data(record.id, { casusnummer: '26-0001' }), revs: [record.rev] };
    const answer = mustAnswer(await bench.client.put(record.id, data, record.last_modified), [200, 201], 'PUT with If-Match');
    must(version(answer) > record.last_modified, () => `last_modified went from ${record.last_modified} to ${version(answer)}`);
    bench.mustBe((await bench.client.get(record.id)).json?.data, { ...data, last_modified: version(answer) }, 'GET of it');
    return `${answer.status}, last_modified + ${version(answer) - record.last_modified}`;
  }],

  ['C04', 'and not by who knows an older one', async (bench) => {
    const old = await bench.record();
    const record = await bench.update(old);
    const stale = await bench.client.put(record.id, bench.data(record.id), old.last_modified);
    const { record: existing, how } = await bench.existing(stale, record.id, 'PUT with an older If-Match');
    bench.mustBe(existing, record, 'the record that is told');
    bench.mustBe((await bench.client.get(record.id)).json?.data, record, 'the stored record');
    return how;
  }],

  ['C05', 'a record that is not there is not replaced', async (bench) => {
    const id = bench.id();
    const answer = mustAnswer(await bench.client.put(id, bench.data(id), STALE), 412, 'PUT with If-Match of an absent record');
    must(!answer.json?.details?.existing, 'the 412 tells of an existing record');
    mustAnswer(await bench.client.get(id), 404, 'GET of it');
    return '412 without details.existing, GET 404';
  }],

  ['C06', 'a record is deleted', async (bench) => {
    const record = await bench.record();
    const answer = mustAnswer(await bench.client.delete(record.id, record.last_modified), 200, 'DELETE with If-Match');
    must(answer.json?.data?.deleted === true, () => `the answer is not a tombstone: ${answer.text.slice(0, 120)}`);
    must(version(answer) > record.last_modified, 'the tombstone is not newer than the record');
    mustAnswer(await bench.client.get(record.id), 404, 'GET of it');
    return `200 with a tombstone, GET 404`;
  }],

  ['C07', 'and not by who knows an older version', async (bench) => {
    const old = await bench.record();
    const record = await bench.update(old);
    const stale = await bench.client.delete(record.id, old.last_modified);
    const { record: existing, how } = await bench.existing(stale, record.id, 'DELETE with an older If-Match');
    bench.mustBe(existing, record, 'the record that is told');
    return how;
  }],

  ['C08', 'deleting twice finds nothing', async (bench) => {
    const record = await bench.record();
    const gone = await bench.remove(record);
    for (const match of [record.last_modified, gone]) {
      mustAnswer(await bench.client.delete(record.id, match), 404, 'the second DELETE');
    }
    return '404';
  }],

  ['C09', 'a deleted record is listed as a tombstone', async (bench) => {
    const record = await bench.record();
    const gone = await bench.remove(record);
    const { records } = await bench.client.all(record.last_modified);
    const found = records.find(({ id }) => id === record.id);
    must(found, 'the listing after it does not have it');
    must(found.deleted === true && found.last_modified === gone, () => `it is listed as ${JSON.stringify(found).slice(0, 120)}`);
    must(!('doc' in found), 'the tombstone still has the document');
    return `{id, last_modified, deleted: true}`;
  }],

  ['C10', 'a deleted record can be made again', async (bench) => {
    const record = await bench.record();
    const gone = await bench.remove(record);
    const data = bench.data(record.id);
    const answer = mustAnswer(await bench.client.put(record.id, data), [200, 201], 'PUT with If-None-Match: * on a tombstone');
    must(version(answer) > gone, 'it is not newer than its tombstone');
    const { records } = await bench.client.all(gone);
    bench.mustBe(records.find(({ id }) => id === record.id), { ...data, last_modified: version(answer) }, 'the listing');
    return `${answer.status}, listed as a live record`;
  }],
];
