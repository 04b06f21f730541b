// What the build does to the module and the style sheet, on examples small enough to read.

import { deepEqual, equal, throws } from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { Glue, shorten } from '../../xtask/web/glue.mjs';
import { folderNamedIn, root } from '../../xtask/web/paths.mjs';
import { Reader, Writer } from '../../xtask/web/split/bytes.mjs';
import { walk } from '../../xtask/web/split/code.mjs';
import { cut } from '../../xtask/web/split/data.mjs';
import { parse } from '../../xtask/web/split/module.mjs';
import { home, reach } from '../../xtask/web/split/owners.mjs';
import { PARTS } from '../../xtask/web/split/parts.mjs';
import { strays } from '../../xtask/web/scale.mjs';
import { classesIn, classesOf, prune } from '../../xtask/web/unused.mjs';
import { crateOf } from '../../xtask/web/weights.mjs';
import { headersOfTrunk } from './support/server.mjs';

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

test('whichever parts share code, there is one place for it', () => {
  // Which of them share any, only a release build tells, and it can change with a line anywhere.
  const place = home(PARTS);
  const names = new Set(['start', ...PARTS.map(({ name }) => name)]);
  for (let bits = 2; bits < 2 << PARTS.length; bits += 2) equal(names.has(place(bits)), true);
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

const GLUE = `export class Stream {
    pull() {
        return wasm.stream_pull(this.__wbg_ptr);
    }
}
if (Symbol.dispose) Stream.prototype[Symbol.dispose] = Stream.prototype.free;

export class Mounted {
    go(place) {
        wasm.mounted_go(this.__wbg_ptr, place);
    }
}

export function mount(container) {
    return Mounted.__wrap(wasm.mount(container));
}

function __wbg_get_imports() {
    const import0 = {
        __proto__: null,
        __wbg_abort_8a4b: function() { return handleError(function (arg0) {
            arg0.abort();
        }, arguments); },
        __wbg_gone_11: function(arg0) {
            return arg0.gone;
        },
        __wbindgen_throw: function(arg0, arg1) {
            throw new Error(getStringFromWasm0(arg0, arg1));
        },
    };
    return {
        __proto__: null,
        "./app_bg.js": import0,
    };
}

const StreamFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {}, unregister: () => {} }
    : new FinalizationRegistry(ptr => wasm.__wbg_stream_free(ptr, 1));
const memory = () => (wasm.__wbindgen_malloc(8, 1), wasm.memory.buffer);
`;

test('the glue loses what nobody uses, and it and the module find each other by short names', () => {
  const glue = new Glue(GLUE);
  deepEqual([...glue.dropped], ['stream_pull', '__wbg_stream_free']);
  const module = {
    imports: [{ module: './app_bg.js', name: '__wbindgen_throw' }, { module: './app_bg.js', name: '__wbg_abort_8a4b' }],
    exports: ['memory', 'mount', '__wbindgen_malloc', '__wbg_mounted_free', 'mounted_go'].map((name) => ({ name })),
  };
  const { imports, exports } = shorten(module);
  deepEqual(module.imports, [{ module: '', name: '0' }, { module: '', name: '1' }]);
  deepEqual(module.exports.map(({ name }) => name), ['memory', 'mount', 'e0', 'e1', 'mounted_go']);
  const text = glue.shortened(imports, exports);
  const shown = (part) => equal(text.includes(part), true, part);
  shown("        1: function() { return handleError(function (arg0) {\n            arg0.abort();");
  shown('        0: function(arg0, arg1) {');
  shown('"": import0');
  shown('wasm.mount(container)');
  shown('wasm.e0(8, 1)');
  shown('wasm.memory.buffer');
  equal(/Stream|gone|__wb/.test(text.replace(/__wbg_(ptr|get_imports)|__wrap/g, '')), false, text);
  throws(() => new Glue('const imports = {};'), /looks different/);
});

test('a size of text or a space that is not of the scale is named', () => {
  const css = `.a { font-size: 15px; padding: var(--space-1) 7px; gap: 0 var(--space-2); /* margin: 3px */ }
    .b { font-size: var(--text-3); margin: calc(-1 * var(--space-3)) auto 0; column-gap: 1em }
    .c { --gap: 5px; font-size: var(--text-6); padding-inline: var(--target) }`;
  deepEqual(strays(css), ['font-size: 15px', 'padding: var(--space-1) 7px', 'column-gap: 1em', 'font-size: var(--text-6)']);
});

test('a path of the machine that builds is found in what is built, on any system', () => {
  const folders = ['/home/jan/.cargo', 'C:\\Users\\jan'];
  const found = (text) => folderNamedIn(Buffer.from(text), folders);
  equal(found('\0/home/jan/.cargo/registry/src/a.rs\0'), '/home/jan/.cargo');
  equal(found('C:\\Users\\jan\\a.rs'), 'C:\\Users\\jan');
  equal(found('/cargo/registry/src/a.rs /home/jan/.cargotool/x'), undefined);
});

test('the page for hosts gives each server all the headers that the app is tested with', async () => {
  const page = await readFile(resolve(root, 'docs/hosting.md'), 'utf8');
  const servers = page.split('```').filter((block) => /^(nginx|apache|caddy)\n/.test(block));
  equal(servers.length, 3);
  for (const [name, value] of Object.entries(await headersOfTrunk())) {
    const text = value.replace(/connect-src [^;]+/, "connect-src 'self' https://sync.gemeente.example");
    for (const server of servers) equal(new RegExp(`${name} "?[^\n]*`).test(server) && server.includes(text), true, `${name} in ${server.slice(0, 6)}`);
  }
  for (const server of servers) equal(server.includes('Strict-Transport-Security'), true);
});
