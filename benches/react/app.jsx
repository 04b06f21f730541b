// The cost table in React: a reducer, a memoised component per line, totals derived from the state.

import { memo, useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { SCENARIOS, euro, format, keep, load, parse, total } from '../table/table.js';

const reduce = (lines, { id, field, value }) => lines.map((line) => (line.id === id ? { ...line, [field]: value } : line));

function Amount({ label, scenario, amount, onAmount }) {
  const [text, setText] = useState(() => format(amount));
  const change = ({ target }) => {
    setText(target.value);
    const parsed = parse(target.value);
    if (parsed !== null) onAmount(scenario, parsed);
  };
  return (
    <label>
      {label}
      <input inputMode="decimal" data-scenario={scenario} value={text} aria-invalid={parse(text) === null} onChange={change} />
    </label>
  );
}

const Line = memo(function Line({ line, dispatch }) {
  const { id } = line;
  const set = useCallback((field, value) => dispatch({ id, field, value }), [id, dispatch]);
  return (
    <li className="line">
      <label>
        Omschrijving
        <input value={line.omschrijving} onChange={({ target }) => set('omschrijving', target.value)} />
      </label>
      {SCENARIOS.map(([scenario, label]) => (
        <Amount key={scenario} label={label} scenario={scenario} amount={line[scenario]} onAmount={set} />
      ))}
    </li>
  );
});

function Totals({ lines }) {
  const sums = SCENARIOS.map(([scenario, label]) => [scenario, label, total(lines, scenario)]);
  const [, [, , looming], [, , tailored]] = sums;
  return (
    <dl className="totals">
      {[...sums, ['besparing', 'Besparing', looming.minus(tailored)]].map(([name, label, sum]) => (
        <div key={name}>
          <dt>{label}</dt>
          <dd data-total={name}>{euro(sum)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Table() {
  const [lines, dispatch] = useReducer(reduce, undefined, load);
  const kept = useRef(lines);
  useEffect(() => {
    if (kept.current === lines) return;
    kept.current = lines;
    keep(lines);
  }, [lines]);
  return (
    <>
      <ul>
        {lines.map((line) => (
          <Line key={line.id} line={line} dispatch={dispatch} />
        ))}
      </ul>
      <Totals lines={lines} />
    </>
  );
}

createRoot(document.getElementById('table')).render(<Table />);
