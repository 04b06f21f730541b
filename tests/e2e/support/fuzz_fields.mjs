// What the element's fuzz test types, and where. Plain JavaScript without imports: the page loads it as
// it is.

/** What is typed besides boxes and amounts: a selector, what to type, and its name in the document. */
export const FIELDS = [
  ['input[id$="-titel"]', 'text', 'titel'],
  ['input[id$="-casusnummer"]', 'text', 'casusnummer'],
  ['input[id$="-datum"]', 'date', 'datum'],
  ['input[id$="-uitgevoerd-op"]', 'date', 'uitgevoerdOp'],
  ['input[id*="-cijferdatum-"]', 'date', 'datum'],
  ['textarea[id*="-reden-"]', 'text', 'reden'],
  ['input[id*="-cijfer-"]', 'grade', 'cijfer'],
  ['input[id$="-berekening-kans-dreigend"]', 'chance', 'kans'],
];
/** The buttons on the way to an amount, to a grade and to a chance. */
export const WAYS = [
  [/^Regel toevoegen/],
  [/^Cijfers geven/, /^Toevoegen: moeder/, /^Cijfer geven/],
  [/^Regel toevoegen/, /^Berekening/, /^Uitrekenen met een prijs, dreigend/i, /^Kans toevoegen/],
];


/** A generator of pseudorandom numbers from 0 to 1, exclusive (mulberry32). */
export function randomly(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A text for a field, and how it is stored; both differ with each that a sequence types. */
export function textFor(what, sequence) {
  const { seed, count } = sequence;
  const below = (most) => sequence.below(most);
  if (what === 'amount') {
    const number = 100 + count + below(900_000);
    return [String(number), `${number}.00`];
  }
  if (what === 'date') {
    const date = new Date(Date.UTC(2020, 0, 1 + ((seed * 37 + count * 211) % 9_000))).toISOString().slice(0, 10);
    return [date.split('-').reverse().join('-'), date];
  }
  const whole = 1 + below(9);
  if (what === 'grade') return [`${whole},5`, `${whole}.5`];
  const part = `${1 + below(9)}${1 + below(9)}`;
  if (what === 'chance') return [`${whole},${part}`, `${whole}.${part}`];
  const text = `t${seed}-${count}-${'x'.repeat(below(3))}`;
  return [text, text];
}
