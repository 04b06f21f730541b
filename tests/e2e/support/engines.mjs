// Firefox and WebKitGTK, each with a profile of its own. The tests in a missing engine are skipped;
// `cargo xtask test` installs them if that is allowed.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { overHttp, overMarionette } from './webdriver.mjs';

function find(...names) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of names) if (existsSync(join(folder, name))) return join(folder, name);
  }
  return null;
}

/** The path of WebKitGTK's MiniBrowser, which Debian installs outside the PATH. */
function miniBrowser() {
  if (process.env.MINIBROWSER) return process.env.MINIBROWSER;
  const architectures = ['x86_64-linux-gnu', 'aarch64-linux-gnu'];
  const places = architectures.map((name) => `/usr/lib/${name}/webkit2gtk-4.1/MiniBrowser`);
  return [...places, '/usr/libexec/webkit2gtk-4.1/MiniBrowser'].find(existsSync) ?? null;
}

/** Repeats `ask` until it returns a value. */
async function soon(ask, what, within = 90_000) {
  const end = Date.now() + within;
  for (;;) {
    const answer = await Promise.resolve().then(ask).catch(() => undefined);
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`${what} did not start within ${within / 1000} s.`);
    await new Promise((on) => setTimeout(on, 100));
  }
}

async function gone(child) {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/** Ends the processes, last started first, and removes their folder. */
async function clear(children, folder) {
  for (const child of children.reverse()) {
    child.kill('SIGKILL');
    await gone(child);
  }
  if (folder) await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}

const SETTINGS = (downloads) => ({
  'browser.download.folderList': 2,
  'browser.download.dir': downloads,
  'browser.download.useDownloadDir': true,
  'browser.download.always_ask_before_handling_new_types': false,
  'browser.helperApps.neverAsk.saveToDisk': 'application/json,text/csv',
  'intl.accept_languages': 'nl-NL,nl',
  // No requests to any server but our own.
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'browser.region.network.url': '',
  'browser.safebrowsing.update.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.systemAddon.update.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'toolkit.telemetry.server': '',
});

const firefox = {
  name: 'Firefox',
  /** Whether it can be restarted on the folder of an earlier run. */
  keeps: true,
  missing: () => (find('firefox-esr', 'firefox') ? null : 'There is no Firefox here (Debian: firefox-esr).'),
  /** @param {string} [profile]  the folder of an earlier run, to continue it */
  async start(profile) {
    const folder = profile ?? (await mkdtemp(join(tmpdir(), 'maatwerk-firefox-')));
    const downloads = join(folder, 'downloads');
    await mkdir(downloads, { recursive: true });
    const settings = { 'marionette.port': 0, ...SETTINGS(downloads) };
    const lines = Object.entries(settings).map((one) => `user_pref(${one.map((it) => JSON.stringify(it)).join(', ')});`);
    await writeFile(join(folder, 'user.js'), `${lines.join('\n')}\n`);
    const told = join(folder, 'MarionetteActivePort');
    await rm(told, { force: true });
    const browser = spawn(find('firefox-esr', 'firefox'), ['--headless', '--marionette', '--no-remote', '--profile', folder], {
      env: { ...process.env, HOME: folder, MOZ_HEADLESS_WIDTH: '1400', MOZ_HEADLESS_HEIGHT: '1400', TZ: 'Europe/Amsterdam' },
      stdio: 'ignore',
    });
    try {
      const port = await soon(async () => Number(await readFile(told, 'utf8')) || undefined, 'Firefox');
      const driver = await soon(() => overMarionette(port), 'Firefox’s driver');
      return {
        ...driver,
        downloads,
        profile: folder,
        /** Kills it, as a power cut does; its folder stays. */
        kill: () => clear([browser]),
        async close() {
          driver.end();
          await clear([browser], folder);
        },
      };
    } catch (error) {
      await clear([browser], folder);
      throw error;
    }
  },
};

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

/** Starts a virtual screen. */
async function screen() {
  const child = spawn(find('Xvfb'), ['-displayfd', '3', '-screen', '0', '1600x1400x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [number] = await Promise.race([once(child.stdio[3], 'data'), once(child, 'exit').then(() => [null])]);
  if (number === null) throw new Error('Xvfb did not start.');
  return { child, display: `:${String(number).trim()}` };
}

const webkit = {
  name: 'WebKitGTK',
  keeps: false,
  missing() {
    const has = find('WebKitWebDriver') && find('Xvfb') && miniBrowser();
    return has ? null : 'There is no WebKitGTK with its driver here (Debian: webkit2gtk-driver xvfb).';
  },
  async start() {
    const folder = await mkdtemp(join(tmpdir(), 'maatwerk-webkit-'));
    const downloads = join(folder, 'downloads');
    await mkdir(downloads);
    await writeFile(join(folder, 'user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${downloads}"\n`);
    const children = [];
    try {
      const { child, display } = await screen();
      children.push(child);
      const places = Object.fromEntries(['CONFIG', 'DATA', 'CACHE', 'STATE'].map((name) => [`XDG_${name}_HOME`, folder]));
      const root = process.getuid?.() === 0 ? { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' } : {};
      const port = await freePort();
      const driver = spawn(find('WebKitWebDriver'), [`--port=${port}`], {
        env: {
          ...process.env, ...places, ...root, HOME: folder, XDG_RUNTIME_DIR: folder, DISPLAY: display,
          GDK_BACKEND: 'x11', LIBGL_ALWAYS_SOFTWARE: '1', TZ: 'Europe/Amsterdam',
        },
        stdio: 'ignore',
      });
      children.push(driver);
      const listens = () => fetch(`http://127.0.0.1:${port}/status`).then(() => true);
      await soon(listens, 'WebKitWebDriver');
      const options = { binary: miniBrowser(), args: ['--automation'] };
      const session = await overHttp(port, { 'webkitgtk:browserOptions': options });
      return {
        ...session,
        downloads,
        async close() {
          // This ends the browser; the other processes are our own.
          await session.end().catch(() => {});
          await clear(children, folder);
        },
      };
    } catch (error) {
      await clear(children, folder);
      throw error;
    }
  },
};

/** The engines other than Chromium, in which all other tests run. */
export const ENGINES = [firefox, webkit];
