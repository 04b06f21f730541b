// The cost table in Solid: a fine-grained store, and a memo per column.

import { For, createMemo, createSignal } from 'solid-js';
import { createStore, unwrap } from 'solid-js/store';
import { render } from 'solid-js/web';
import { SCENARIOS, euro, format, keep, load, parse, total } from '../table/table.js';

function Amount(props) {
  const [invalid, setInvalid] = createSignal(false);
  const change = ({ target }) => {
    const parsed = parse(target.value);
    setInvalid(parsed === null);
    if (parsed !== null) props.onAmount(parsed);
  };
  // Shown as it was when the page opened; from then on the field has what is typed in it.
  const first = format(props.amount);
  return (
    <label>
      {props.label}
      <input inputmode="decimal" data-scenario={props.scenario} value={first} aria-invalid={invalid()} onInput={change} />
    </label>
  );
}

function Line(props) {
  return (
    <li class="line">
      <label>
        Omschrijving
        <input value={props.line.omschrijving} onInput={({ target }) => props.set('omschrijving', target.value)} />
      </label>
      <For each={SCENARIOS}>
        {([scenario, label]) => <Amount label={label} scenario={scenario} amount={props.line[scenario]} onAmount={(amount) => props.set(scenario, amount)} />}
      </For>
    </li>
  );
}

function Table() {
  const [lines, setLines] = createStore(load());
  const set = (at, field, value) => {
    setLines(at, field, value);
    keep(unwrap(lines));
  };
  const sums = Object.fromEntries(SCENARIOS.map(([scenario]) => [scenario, createMemo(() => total(lines, scenario))]));
  const saving = () => sums.dreigend().minus(sums.maatwerk());
  return (
    <>
      <ul>
        <For each={lines}>{(line, at) => <Line line={line} set={(field, value) => set(at(), field, value)} />}</For>
      </ul>
      <dl class="totals">
        <For each={[...SCENARIOS.map(([scenario, label]) => [scenario, label, sums[scenario]]), ['besparing', 'Besparing', saving]]}>
          {([name, label, sum]) => (
            <div>
              <dt>{label}</dt>
              <dd data-total={name}>{euro(sum())}</dd>
            </div>
          )}
        </For>
      </dl>
    </>
  );
}

render(() => <Table />, document.getElementById('table'));
