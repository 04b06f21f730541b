// Controls a browser over WebDriver: by HTTP to a driver, or to Firefox over its own socket
// (Marionette), which takes the same commands without a driver.

import { connect } from 'node:net';

/** The commands by name: the HTTP method and path, and Marionette's name. */
const COMMANDS = {
  open: ['POST', 'url', 'WebDriver:Navigate'],
  reload: ['POST', 'refresh', 'WebDriver:Refresh'],
  run: ['POST', 'execute/async', 'WebDriver:ExecuteAsyncScript'],
  limits: ['POST', 'timeouts', 'WebDriver:SetTimeouts'],
  act: ['POST', 'actions', 'WebDriver:PerformActions'],
  picture: ['GET', 'screenshot', 'WebDriver:TakeScreenshot'],
  size: ['POST', 'window/rect', 'WebDriver:SetWindowRect'],
  newWindow: ['POST', 'window/new', 'WebDriver:NewWindow'],
  window: ['GET', 'window', 'WebDriver:GetWindowHandle'],
  toWindow: ['POST', 'window', 'WebDriver:SwitchToWindow'],
  closeWindow: ['DELETE', 'window', 'WebDriver:CloseWindow'],
  print: ['POST', 'print', 'WebDriver:Print'],
};

/** More than any command takes in milliseconds, even on a busy machine. */
const LIMIT = 60_000;

/** Connects to a driver that listens on a local port. */
export async function overHttp(port, capabilities) {
  const ask = async (method, path, body) => {
    const options = method === 'POST' ? { body: JSON.stringify(body ?? {}) } : {};
    const signal = AbortSignal.timeout(LIMIT);
    const answer = await fetch(`http://127.0.0.1:${port}/${path}`, { method, signal, ...options });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${path}: ${value?.error}: ${value?.message}`);
    return value;
  };
  const { sessionId } = await ask('POST', 'session', { capabilities: { alwaysMatch: capabilities } });
  return {
    send: (name, body) => ask(COMMANDS[name][0], `session/${sessionId}/${COMMANDS[name][1]}`, body),
    end: () => ask('DELETE', `session/${sessionId}`),
  };
}

/** Connects to a Firefox that was started with `--marionette` and listens on this port. */
export async function overMarionette(port) {
  const socket = connect(port, '127.0.0.1');
  const waiting = new Map();
  let number = 0;
  let rest = Buffer.alloc(0);
  const hello = new Promise((said, failed) => {
    socket.on('error', failed);
    // Each message is its length in bytes, a colon and JSON; the first one identifies the server.
    socket.on('data', (bytes) => {
      rest = Buffer.concat([rest, bytes]);
      for (let colon = rest.indexOf(58); colon > 0; colon = rest.indexOf(58)) {
        const end = colon + 1 + Number(rest.subarray(0, colon));
        if (rest.length < end) return;
        const message = JSON.parse(rest.subarray(colon + 1, end));
        rest = rest.subarray(end);
        if (Array.isArray(message)) waiting.get(message[1])?.(message);
        else said(message);
      }
    });
  });
  socket.on('close', () => {
    for (const [id, done] of [...waiting]) done([1, id, { error: 'closed', message: 'Firefox has gone' }]);
  });
  const ask = (name, body) =>
    new Promise((done, failed) => {
      number += 1;
      const id = number;
      const late = setTimeout(() => waiting.get(id)?.([1, id, { error: 'timeout', message: 'no answer' }]), LIMIT);
      waiting.set(id, ([, , error, result]) => {
        clearTimeout(late);
        waiting.delete(id);
        if (error) failed(new Error(`${name}: ${error.error}: ${error.message}`));
        else done(result?.value !== undefined ? result.value : result);
      });
      const text = JSON.stringify([0, id, name, body ?? {}]);
      socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
  try {
    await Promise.race([hello, new Promise((_, failed) => setTimeout(failed, 10_000, new Error('no word')).unref())]);
    await ask('WebDriver:NewSession', {});
  } catch (error) {
    // It serves one client at a time: a retry would wait for this connection.
    socket.destroy();
    throw error;
  }
  return { send: (name, body) => ask(COMMANDS[name][2], body), end: () => socket.destroy() };
}
