// "Rond het plan": what is arranged around the plan of one canvas.

export class Around {
  /** @param {import('./app.mjs').App} app */
  constructor(app) {
    this.app = app;
    this.view = app.element.getByRole('region', { name: 'Rond het plan', exact: true });
    this.decisions = this.part('Besluiten');
    this.follow = this.part('Opvolging');
  }

  async open() {
    if (!(await this.view.isVisible())) await this.app.button('Rond het plan').click();
    await this.view.waitFor();
  }

  async leave() {
    await this.view.getByRole('button', { name: 'Terug naar het canvas' }).click();
    await this.view.waitFor({ state: 'detached' });
  }

  part(name) {
    return this.view.getByRole('region', { name, exact: true });
  }

  /** Fills a field of a part in, and leaves it. */
  async fill(part, label, text) {
    const field = this.part(part).getByLabel(label);
    await field.fill(text);
    await field.blur();
  }

  async choose(part, label, option) {
    await this.part(part).getByLabel(label).selectOption(option);
  }

  /** Adds an entry to a list, of which `first` is the label of its first field. */
  async add(part, first) {
    await this.part(part).getByRole('button', { name: `Toevoegen: ${part}`, exact: true }).click();
    await this.part(part).getByLabel(first).waitFor();
  }

  /** The family agrees, by a day in Dutch and the role of who says so. */
  async agree(day, role = 'moeder') {
    await this.fill('Instemming van het gezin', /^Wie is het ermee eens/, role);
    await this.choose('Instemming van het gezin', 'Hoe is dat gezegd?', 'Mondeling');
    await this.fill('Instemming van het gezin', 'Op welke dag?', day);
  }

  /** Signs the canvas up for a table; `people` are those who were there, each with a discipline. */
  async table(rank, { kind, day, people = [], outcome }) {
    const of = `Tafel ${rank}`;
    await this.add('Tafels', `Welke tafel?, ${of}`);
    await this.choose('Tafels', `Welke tafel?, ${of}`, kind);
    await this.fill('Tafels', `Op welke dag?, ${of}`, day);
    for (const [at, [name, discipline]] of people.entries()) {
      await this.part('Tafels').getByRole('button', { name: `Collega toevoegen: ${of}` }).click();
      await this.fill('Tafels', `Naam van een collega, collega ${at + 1}, ${of}`, name);
      await this.choose('Tafels', `Discipline, collega ${at + 1}, ${of}`, discipline);
    }
    if (outcome) await this.fill('Tafels', `Wat kwam eruit?, ${of}`, outcome);
  }

  /** Records a decision of who uses the device, by a button such as `Akkoord`. */
  async decide(discipline, button = 'Akkoord') {
    await this.decisions.getByLabel('Discipline').selectOption(discipline);
    await this.decisions.getByRole('button', { name: button, exact: true }).click();
    await this.decisions.getByRole('status').filter({ hasText: 'vastgelegd' }).waitFor();
  }

  /** Waits until the plan stands. */
  async stands() {
    await this.decisions.getByText('Dit plan is akkoord. Dat is vastgelegd.').waitFor();
  }

  /** What the plan still needs, as the page says it. */
  missing() {
    return this.decisions.getByText('Dit plan is nog niet akkoord.').locator('..').getByRole('listitem').allInnerTexts();
  }

  /** The decisions as they are listed, each in one line. */
  async decided() {
    const rows = await this.decisions.getByRole('listitem').filter({ hasText: ' · ' }).allInnerTexts();
    return rows.map((row) => row.replace(/\s+/g, ' ').trim());
  }

  /** What it has really cost after so many months, of a line by its description. */
  async cost(line, months, amount, source) {
    await this.fill('Opvolging', `Echt betaald sinds de uitvoering, na ${months} maanden, ${line}`, amount);
    await this.fill('Opvolging', `Waar komt dat bedrag vandaan?, na ${months} maanden, ${line}`, source);
  }
}
