// What the main thread's processor time was spent on, from Chromium's own trace.

const CATEGORIES = ['devtools.timeline', 'v8', 'disabled-by-default-v8.compile', 'disabled-by-default-v8.wasm.detailed', 'v8.wasm', 'blink.user_timing', 'toplevel'];

/** Kinds of work by the names of events; an event's own time goes to the first kind that it matches. */
const KINDS = [
  ['compiling wasm functions at their first call', /^(wasm\.(CompileLazy|CompileBaseline|AddCompiledCode|PublishCode|CompileWasmImportCallWrapper)|FlushInstructionCache)/],
  ['the rest of taking in wasm', /wasm/i],
  ['parsing and compiling scripts', /^(v8\.(compile|parse|produce)|V8\.(Compile|Parse|Deserialize))/],
  ['style', /^(UpdateLayoutTree|RecalculateStyles|ParseAuthorStyleSheet|CSSParser)/],
  ['layout', /^Layout$/],
  ['painting', /^(Paint|PrePaint|Layerize|Commit|UpdateLayer)/],
  ['collecting garbage', /GC/],
  ['running scripts and wasm', /^(FunctionCall|EvaluateScript|v8\.|V8\.|RunMicrotasks|BlinkScheduler_PerformMicrotask|EventDispatch|TimerFire|FireAnimationFrame)/],
  ['messages, tasks and all else', /./],
];

/** Starts a trace. Returns what ends it and gives its events. */
export async function startTrace(context) {
  const session = await context.browser().newBrowserCDPSession();
  const events = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: CATEGORIES } });
  return async () => {
    const complete = new Promise((done) => session.once('Tracing.tracingComplete', done));
    await session.send('Tracing.end');
    await complete;
    return events;
  };
}

/**
 * The main thread's processor time by kind and by phase, in milliseconds, from the start of the page's
 * navigation until the last of `ends`, in milliseconds after it; and how many wasm functions ran in it, of how many bytes: each is
 * compiled at its first call.
 */
export function sumUp(events, url, ends) {
  const navigation = events.findLast(({ name, args }) => name === 'navigationStart' && JSON.stringify(args).includes(url));
  const { pid, ts: start } = navigation;
  const main = events.find((it) => it.pid === pid && it.name === 'thread_name' && it.args.name === 'CrRendererMain');
  const own = events.filter((it) => it.pid === pid && it.tid === main.tid && it.ph === 'X' && it.ts >= start && it.ts < start + ends.at(-1) * 1000);
  own.sort((one, other) => one.ts - other.ts || other.dur - one.dur);
  const times = new Map(KINDS.map(([kind]) => [kind, 0]));
  const phases = ends.map(() => 0);
  const add = (event, time) => {
    times.set(kindOf(event), times.get(kindOf(event)) + time / 1000);
    phases[ends.findIndex((end) => event.ts < start + end * 1000)] += time / 1000;
  };
  const open = [];
  for (const event of own) {
    while (open.length && open.at(-1).ts + open.at(-1).dur <= event.ts) open.pop();
    const time = event.tdur ?? event.dur;
    add(event, time);
    // Its own time is not that of what it is part of.
    if (open.length) add(open.at(-1), -time);
    open.push(event);
  }
  const compiled = own.filter(({ name }) => name === 'wasm.CompileBaseline');
  const bytes = compiled.reduce((sum, { args }) => sum + args.bodySize, 0);
  // By their indices in the module, in the order of their first call: to tell what a start needs from what can come later.
  const indices = compiled.map(({ args }) => args.funcIndex).join(' ');
  return { kinds: [...times], phases, ran: { functions: compiled.length, bytes, indices } };
}

const kindOf = ({ name }) => KINDS.find(([, names]) => names.test(name))[0];
