// A release arrives file by file, in any order, on servers that send a page for a missing file: the
// app shows one build or an error that it can't start, and recovers by itself.

import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { eventually } from './support/canvas.mjs';
import { FALLBACK, startDeploy } from './support/deploy.mjs';
import { modules } from './support/parts.mjs';

const unsplit = modules.length === 1 && 'a development build is not split';

/** What the page says where it can't start. */
const alert = (site) => site.app.element.getByRole('alert');

async function offline(site, build) {
  await site.close();
  await site.page.reload();
  await site.app.ready();
  equal(await site.build(), build);
}

/** Build `a` is installed; the server gets part of `b`, then the rest. */
for (const [order, first] of Object.entries({
  'the new files under the old worker': (site) => site.filesOfB(),
  'the new worker before anything else': () => ['sw.js'],
  'the new worker and page, the module last': (site) => ['sw.js', 'index.html', 'maatwerk-canvas.js', site.names.b.chunk],
})) {
  for (const fallback of [false, true]) {
    test(`half a deploy: ${order}${fallback ? ', with a page for what is missing' : ''}`, async (t) => {
      const site = await startDeploy(t, { fallback });
      await site.install();
      equal(await site.build(), 'a');
      await site.put('b', ...(await first(site)));
      await site.remove(site.names.a.chunk, site.names.a.wasm);
      ok(['none', 'redundant'].includes(await site.update()), 'half a build is not installed');
      await site.comeBack('a');
      deepEqual(Object.values(await site.kept()), [['application/wasm']]);
      await site.putAll('b');
      equal(await site.update(), 'installed');
      await site.comeBack('b');
      // The new worker removes what the old one kept once it is active, at the next visit at the latest.
      await eventually(async () => {
        await site.comeBack('b');
        return Object.values(await site.kept());
      }, [['application/wasm']]);
      await offline(site, 'b');
    });
  }
}

test('half a deploy at the first visit: says so, and trying again helps once the rest is there', async (t) => {
  const site = await startDeploy(t, { fallback: true });
  await site.put('b', ...(await site.filesOfB()), 'sw.js');
  await site.remove(site.names.b.wasm);
  await site.open();
  await alert(site).waitFor();
  match(await alert(site).textContent(), /kon niet worden geladen/);
  deepEqual(await site.kept(), {});
  await site.putAll('b');
  await site.app.button('Probeer opnieuw').click();
  await site.app.ready();
  equal(await site.build(), 'b');
  await site.page.reload();
  await site.install();
  await offline(site, 'b');
});

test('a worker that took over without its `activate` removes the caches of earlier builds at a visit', async (t) => {
  const site = await startDeploy(t);
  await site.install();
  await site.page.evaluate(async () => {
    for (const name of ['maatwerkcanvas-app-earlier', 'portaal']) await (await caches.open(name)).put('/x', new Response('x'));
  });
  await site.comeBack('a');
  await eventually(async () => Object.keys(await site.kept()).filter((name) => /earlier|portaal/.test(name)), ['portaal']);
});

test('a page older than everything on the server starts anew when trying again fails', async (t) => {
  const site = await startDeploy(t);
  // The page of `a` is there, and what it needs is gone.
  await site.remove(site.names.a.chunk, site.names.a.wasm);
  await site.open();
  await alert(site).waitFor();
  await site.putAll('b');
  await site.app.button('Probeer opnieuw').click();
  await site.app.ready();
  equal(await site.build(), 'b');
});

for (const [what, change] of Object.entries({
  'a page in place of the module': () => FALLBACK,
  'an altered module': (bytes) => Buffer.concat([bytes, Buffer.from([0, 3, 2, 120, 120])]),
  'a module that is cut short': (bytes) => bytes.subarray(0, bytes.length - 1),
})) {
  test(`${what} does not run, whoever embeds the element`, async (t) => {
    const site = await startDeploy(t);
    const path = join(site.live, site.names.a.wasm);
    const right = await readFile(path);
    await writeFile(path, change(right));
    const embedded = { contentType: 'text/html', body: '<!doctype html><script type="module" src="/maatwerk-canvas.js"></script><maatwerk-canvas></maatwerk-canvas>' };
    await site.page.route('**/portaal', (route) => route.fulfill(embedded));
    await site.page.goto(`${site.server.url}portaal`);
    await alert(site).waitFor();
    await writeFile(path, right);
    await site.app.button('Probeer opnieuw').click();
    await site.app.ready();
  });
}

for (const how of ['lost', 'other']) {
  test(`a worker that finds ${how === 'lost' ? 'no file' : 'another file'} on disk mends itself`, async (t) => {
    const site = await startDeploy(t);
    await site.install();
    await site.spoil(site.names.a.wasm, how);
    await site.comeBack('a');
    await offline(site, 'a');
  });

  test(`a worker that finds ${how === 'lost' ? 'no part' : 'another part'} of the module on disk mends itself`, { skip: unsplit }, async (t) => {
    const site = await startDeploy(t);
    await site.install();
    await site.spoil(site.names.a.part, how);
    await site.comeBack('a');
    await offline(site, 'a');
    // The list, which is in that part.
    await site.app.button('Nieuw canvas').waitFor();
  });

  for (const file of ['./', 'maatwerk-canvas.js', 'the module']) {
    test(`a worker that has ${how === 'lost' ? 'lost' : 'another'} ${file}, on a server with another build, leaves it to the server`, async (t) => {
      const site = await startDeploy(t);
      await site.install();
      await site.spoil(file === 'the module' ? site.names.a.wasm : file, how);
      await site.putAll('b');
      await site.page.goto('about:blank');
      await site.open();
      await site.app.heading().or(site.app.button('Probeer opnieuw')).first().waitFor();
      if (await alert(site).isVisible()) await site.app.button('Probeer opnieuw').click();
      await site.app.ready();
      ok(!(await site.build()).startsWith('mixed'), await site.build());
      await site.comeBack('b');
    });
  }
}

for (const [what, bytes] of Object.entries({ 'a page': FALLBACK, 'a part of another build': Buffer.from([0, 97, 115, 109, 1, 0, 0, 0]) })) {
  test(`a part that is spoiled on disk, on a server with ${what} in its place: it says so, and trying again helps`, { skip: unsplit }, async (t) => {
    const site = await startDeploy(t);
    await site.install();
    await site.page.goto('about:blank');
    const path = join(site.live, site.names.a.part);
    const right = await readFile(path);
    await site.open();
    await site.app.ready();
    await site.spoil(site.names.a.part, 'other');
    await writeFile(path, bytes);
    await site.page.reload();
    await alert(site).waitFor();
    match(await alert(site).textContent(), /kon niet worden geladen/);
    await writeFile(path, right);
    await site.app.button('Probeer opnieuw').click();
    await site.app.ready();
    equal(await site.build(), 'a');
  });
}
