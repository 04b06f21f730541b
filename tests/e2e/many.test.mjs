// Many elements on a page, and many one after another: they share one module, each has its own
// state, and none is left behind.

import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { Canvas } from './support/host.mjs';
import { documentOf, hears, startHost } from './support/element.mjs';
import { loadedAhead } from './support/parts.mjs';

const five = Array.from({ length: 5 }, (_, at) => `<maatwerk-canvas id="c${at}" namespace="n${at % 4}" document-id="d${at}"></maatwerk-canvas>`);

const openAll = (page) => page.evaluate(() => Promise.all([...document.querySelectorAll('maatwerk-canvas')].map(async (it) => {
  it.scrollIntoView();
  await it.ready;
})));

test('five at once: one module, and each keeps its own', async (t) => {
  const { page, complaints } = await startHost(t, five.join(''));
  await page.waitForFunction(() => customElements.get('maatwerk-canvas'));
  await openAll(page);
  for (const at of five.keys()) await new Canvas(page, `#c${at}`).box('Doorbraak').fill(`tekst ${at}`);
  const saved = await page.evaluate(async () => {
    const all = [...document.querySelectorAll('maatwerk-canvas')];
    await Promise.all(all.map((it) => it.save()));
    return all.map((it) => [it.value.id, it.value.doorbraak.tekst]);
  });
  deepEqual(saved, [...five.keys()].map((at) => [`d${at}`, `tekst ${at}`]));
  const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.endsWith('.wasm')));
  equal(new Set(loaded).size, loaded.length, 'each part once');
  // Ids never meet: each field is labelled by its own.
  const doubles = await page.evaluate(() => {
    const ids = [...document.querySelectorAll('maatwerk-canvas')].flatMap((it) => [...it.shadowRoot.querySelectorAll('[id]')].map(({ id }) => id));
    return ids.length - new Set(ids).size;
  });
  equal(doubles, 0);
  deepEqual(complaints, []);
});

test('two on one page with the same document share it, keystroke by keystroke', async (t) => {
  const { page, complaints } = await startHost(t, '<maatwerk-canvas id="a" document-id="d"></maatwerk-canvas><maatwerk-canvas id="b" document-id="d"></maatwerk-canvas>');
  await page.waitForFunction(() => customElements.get('maatwerk-canvas'));
  await openAll(page);
  const [one, two] = ['#a', '#b'].map((id) => new Canvas(page, id));
  await one.box('Doorbraak').pressSequentially('samen');
  await page.waitForFunction(() => window.b.value.doorbraak?.tekst === 'samen');
  equal(await two.box('Doorbraak').inputValue(), 'samen');
  await page.evaluate(() => window.a.remove());
  await two.box('Doorbraak').pressSequentially(' verder');
  equal(await page.evaluate(async () => (await window.b.save(), window.b.value.doorbraak.tekst)), 'samen verder');
  deepEqual(complaints, []);
});

test('put in and taken out hundreds of times, memory does not grow', { timeout: 600_000 }, async (t) => {
  const { page, complaints } = await startHost(t, '<main id="m"></main>');
  await page.waitForFunction(() => customElements.get('maatwerk-canvas'));
  const devtools = await page.context().newCDPSession(page);
  const round = (count) =>
    page.evaluate(async ([count, document]) => {
      for (let at = 0; at < count; at += 1) {
        const element = Object.assign(globalThis.document.createElement('maatwerk-canvas'), { value: document });
        window.m.append(element);
        await element.ready;
        element.remove();
        await new Promise((on) => setTimeout(on));
      }
      window.heard.length = 0;
    }, [count, documentOf()]);
  const weigh = async () => {
    await page.waitForTimeout(300);
    for (let times = 0; times < 3; times += 1) await devtools.send('HeapProfiler.collectGarbage');
    const { usedSize } = await devtools.send('Runtime.getHeapUsage');
    const { nodes, jsEventListeners } = await devtools.send('Memory.getDOMCounters');
    const wasm = await page.evaluate(async () => {
      const url = performance.getEntriesByType('resource').find(({ name }) => /maatwerk-canvas-[^/]+\.js$/.test(name)).name;
      return (await (await import(url)).start()).memory.buffer.byteLength;
    });
    return { heap: usedSize, nodes, listeners: jsEventListeners, wasm };
  };
  await round(20);
  // What is loaded ahead takes memory too, once; and the module's own tables reach their size.
  await loadedAhead(page);
  await round(300);
  const before = await weigh();
  await round(200);
  const after = await weigh();
  t.diagnostic(JSON.stringify({ before, after }));
  ok(after.wasm <= before.wasm + 65_536, `wasm grew from ${before.wasm} to ${after.wasm}`);
  ok(after.heap < before.heap + 400_000, `the heap grew from ${before.heap} to ${after.heap}`);
  ok(after.nodes <= before.nodes + 50, `nodes: ${before.nodes}, then ${after.nodes}`);
  ok(after.listeners <= before.listeners + 5, `listeners: ${before.listeners}, then ${after.listeners}`);
  deepEqual(complaints, []);
});

test('events of a whole run hold none of the texts typed', async (t) => {
  const { page, complaints } = await startHost(t, '<maatwerk-canvas id="c" document-id="proef"></maatwerk-canvas>');
  await page.evaluate(() => window.c.ready);
  const app = new Canvas(page);
  const secrets = [];
  const secret = (what) => secrets[secrets.push(`geheim${secrets.length}${what}`) - 1];
  await app.signIn(secret('naam'));
  await app.field('Maatwerkeindbaas').fill(secret('baas'));
  await app.field('Casusnummer').fill(secret('nummer'));
  for (const box of ['Situatieschets', 'Perspectief', 'Doorbraak', 'Legitimiteit', 'Betrokkenheid']) await app.box(box).fill(secret(box));
  await app.button('Actie toevoegen: Zelf doen').click();
  await app.box('Wat, zelf doen 1').fill(secret('wat'));
  await app.box('Wie, zelf doen 1').fill(secret('wie'));
  await app.button('Regel toevoegen').click();
  await app.box('Omschrijving').fill(secret('regel'));
  for (const [name, amount] of [['huidig', '100'], ['dreigend', '900'], ['maatwerk', '300']]) await page.locator(`#c input[data-scenario="${name}"]`).fill(amount);
  await page.evaluate(() => window.c.save());
  await page.evaluate((document) => (window.c.value = document), documentOf());
  await page.evaluate(() => window.c.save());
  await page.evaluate(() => window.c.setAttribute('document-id', 'geen goede naam!'));
  await hears(page, 'error');
  const told = await page.evaluate(() => JSON.stringify(window.heard));
  const names = new Set(JSON.parse(told).map(([name]) => name));
  for (const name of ['ready', 'change', 'totals', 'saved', 'error']) ok(names.has(name), name);
  for (const text of [...secrets, 'gewone zin', 'rust in huis', 'Regel 1', 'Actie 1']) ok(!told.includes(text), text);
  // Nor may the details have more in them than they say.
  const keys = new Set(JSON.parse(told).flatMap(([, detail]) => Object.keys(detail)));
  deepEqual([...keys].sort(), ['besparing', 'cijfer', 'code', 'dirty', 'documentId', 'dreigend', 'huidig', 'maatwerk', 'namespace', 'view']);
  deepEqual(complaints, []);
});
