// The cost table in plain JavaScript: a cloned template, one listener, and the sum of the column that
// changed.

import { SCENARIOS, euro, format, keep, load, parse, total } from '../table/table.js';

const lines = load();
const sums = {};

const main = document.getElementById('table');
main.innerHTML = `<ul></ul><dl class="totals">${[...SCENARIOS, ['besparing', 'Besparing']]
  .map(([name, label]) => `<div><dt>${label}</dt><dd data-total="${name}"></dd></div>`)
  .join('')}</dl>`;
const list = main.firstChild;
const shown = Object.fromEntries([...main.querySelectorAll('[data-total]')].map((place) => [place.dataset.total, place]));

const template = document.createElement('template');
template.innerHTML = `<li class="line"><label>Omschrijving<input></label>${SCENARIOS.map(
  ([scenario, label]) => `<label>${label}<input inputmode="decimal" data-scenario="${scenario}" aria-invalid="false"></label>`,
).join('')}</li>`;

function draw(line, at) {
  const row = template.content.firstChild.cloneNode(true);
  row.dataset.at = at;
  const [description, ...amounts] = row.querySelectorAll('input');
  description.value = line.omschrijving;
  amounts.forEach((field, column) => (field.value = format(line[SCENARIOS[column][0]])));
  return row;
}

function sum(scenario) {
  sums[scenario] = total(lines, scenario);
  shown[scenario].textContent = euro(sums[scenario]);
}

const showSaving = () => (shown.besparing.textContent = euro(sums.dreigend.minus(sums.maatwerk)));

list.addEventListener('input', ({ target }) => {
  const line = lines[target.closest('li').dataset.at];
  const { scenario } = target.dataset;
  if (scenario) {
    const amount = parse(target.value);
    target.setAttribute('aria-invalid', amount === null);
    if (amount === null) return;
    line[scenario] = amount;
    sum(scenario);
    showSaving();
  } else {
    line.omschrijving = target.value;
  }
  keep(lines);
});

const all = document.createDocumentFragment();
lines.forEach((line, at) => all.append(draw(line, at)));
list.append(all);
for (const [scenario] of SCENARIOS) sum(scenario);
showSaving();
