// What the build does to the module and the style sheet, on examples small enough to read.

import { deepEqual, equal, throws } from 'node:assert/strict';
import { test } from 'node:test';
import { Reader, Writer } from '../../xtask/web/split/bytes.mjs';
import { walk } from '../../xtask/web/split/code.mjs';
import { cut } from '../../xtask/web/split/data.mjs';
import { parse } from '../../xtask/web/split/module.mjs';
import { home, reach } from '../../xtask/web/split/owners.mjs';
import { PARTS } from '../../xtask/web/split/parts.mjs';
import { classesIn, classesOf, prune } from '../../xtask/web/unused.mjs';
import { crateOf } from '../../xtask/web/weights.mjs';

test('numbers are read as they were written', () => {
  const all = [0, 1, 63, 64, 127, 128, 8191, 8192, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1];
  const out = new Writer();
  for (const number of all) out.u32(number);
  const reader = new Reader(out.result());
  deepEqual(all.map(() => reader.u32()), all);
  const signed = [0, -1, 63, 64, -64, -65, 2 ** 31 - 1, -(2 ** 31)];
  const written = new Writer();
  for (const number of signed) written.s33(number);
  const back = new Reader(written.result());
  deepEqual(signed.map(() => back.s33()), signed);
});

test('a body’s references are found, whatever stands between them', () => {
  // block (type 7); i32.const -5; call 300; call_indirect type 2, table 1; global.get 4; i64.load; end; end
  const body = [0, 0x02, 7, 0x41, 0x7b, 0x10, 0xac, 2, 0x11, 2, 1, 0x23, 4, 0x29, 3, 0x80, 1, 0x0b, 0x0b];
  const found = [];
  walk(Uint8Array.from(body), 0, body.length, (kind, index) => found.push([kind, index]));
  deepEqual(found, [['type', 7], ['function', 300], ['type', 2], ['table', 1], ['global', 4]]);
  throws(() => walk(Uint8Array.of(0, 0xfd, 0), 0, 3, () => {}), /can't be split/);
});

test('what one part reaches goes there, and what two share goes where both find it', () => {
  const parts = [
    { name: 'one', needs: [] }, { name: 'two', needs: [] }, { name: 'shared', needs: [] },
    { name: 'three', needs: ['one'] }, { name: 'four', needs: ['shared'] }, { name: 'five', needs: ['shared'] },
  ];
  const place = home(parts);
  const bits = (...names) => names.reduce((all, name) => all | (name === 'start' ? 1 : 2 << parts.findIndex((it) => it.name === name)), 0);
  equal(place(bits('one')), 'one');
  equal(place(bits('one', 'two')), 'start', 'neither needs the other');
  equal(place(bits('one', 'three')), 'one');
  equal(place(bits('four', 'five')), 'shared', 'the last that both need');
  equal(place(bits('three', 'four')), 'start');
  equal(place(bits('two', 'three')), 'start');
  equal(place(bits('start', 'three')), 'start');
  const crossed = [{ name: 'one', needs: [] }, { name: 'two', needs: [] }, { name: 'a', needs: ['one', 'two'] }, { name: 'b', needs: ['one', 'two'] }];
  throws(() => home(crossed)(8 | 16), /No part needs all of: one, two/);
  const next = [[2], [2, 3], [4], [], [2]];
  deepEqual([...reach(5, (node) => next[node], [[0, 1], [1, 2]])], [1, 2, 3, 2, 3]);
});

test('every part needs only parts before it', () => {
  for (const [at, { needs }] of PARTS.entries()) {
    for (const need of needs) equal(PARTS.slice(0, at).some(({ name }) => name === need), true, need);
  }
});

test('data is cut at what is another part’s, and stays where it was', () => {
  const bytes = Uint8Array.from({ length: 100 }, (_, at) => at + 1);
  const pieces = [
    { address: 1000, size: 10, owner: 'start' }, { address: 1010, size: 20, owner: 'one' },
    { address: 1032, size: 18, owner: 'one' }, { address: 1050, size: 4, owner: 'two' }, { address: 1054, size: 46, owner: 'start' },
  ];
  const found = cut([{ offset: 1000, bytes }], pieces);
  deepEqual(found.map(({ owner, address, bytes: its }) => [owner, address, its.length]), [
    ['start', 1000, 10], ['one', 1010, 40], ['start', 1050, 50],
  ], 'a gap goes along, and what is too short stays');
  deepEqual(Buffer.concat(found.map((it) => it.bytes)), Buffer.from(bytes));
});

test('a module of another form is refused rather than cut wrong', () => {
  const header = [0, 97, 115, 109, 1, 0, 0, 0];
  throws(() => parse(Uint8Array.from([...header, 13, 1, 0])), /section 13/);
  throws(() => parse(Uint8Array.from([...header, 11, 3, 1, 1, 0])), /waits to be asked for/);
});

test('a rule goes when it names a class that nothing has, and only then', () => {
  const known = (name) => ['a', 'b'].includes(name);
  equal(prune('.a{x:1}.c{x:2}.a,.c{x:3}.c .a{x:4}', known), '.a{x:1}.a{x:3}');
  equal(prune('@media print{.c{x:1}}@media print{.a{x:1}.c{x:2}}', known), '@media print{.a{x:1}}');
  equal(prune('.a:not(.c){x:1}.a:is(.b,.c){x:2}', known), '.a:not(.c){x:1}.a:is(.b,.c){x:2}');
  equal(prune('@font-face{src:url(a.c)}.a{content:".c{}"}@import "x";', known), '@font-face{src:url(a.c)}.a{content:".c{}"}@import "x";');
  deepEqual(classesOf('.a>.b:hover[x=".c"] .d:not(.e)'), ['a', 'b', 'd']);
  deepEqual(classesIn('/* .no */ .a { margin: .5em; content: ".b" } @import "./c.css";'), ['a']);
});

test('a function’s crate is that of the first path in its name', () => {
  equal(crateOf('maatwerk::ui::app'), 'maatwerk');
  equal(crateOf('<core[c5930c85a12de822]::cell::BorrowMutError as core::fmt::Display>::fmt'), 'core');
  equal(crateOf('<T as tachys::html::attribute::AttributeValue>::build'), 'tachys');
  equal(crateOf('data'), 'data');
  equal(crateOf('memcpy'), 'other');
});
