// The grades of one canvas.

export class Grades {
  /** @param {import('./canvas.mjs').Canvas} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.app = canvas.app;
  }

  async open() {
    await this.app.button('Cijfers geven').click();
    await this.canvas.box('Tevredenheidscijfers').waitFor();
  }

  async addPerson(role) {
    await this.app.button(`Toevoegen: ${role}`).click();
  }

  /** Opens a new grade, by a name such as `moeder, nulmeting`; that of the first person is open at once. */
  async give(about) {
    const give = this.app.button(`Cijfer geven: ${about}`);
    await give.or(this.typed(about)).first().waitFor();
    if (await give.isVisible()) await give.click();
    await this.typed(about).waitFor();
  }

  async change(about) {
    await this.app.button(`Wijzigen: ${about}`).click();
    await this.typed(about).waitFor();
  }

  /** The group of controls of a grade. */
  editor(about) {
    return this.app.element.getByRole('group', { name: about, exact: true });
  }

  /** One of the ten buttons. */
  point(about, points) {
    const group = this.app.element.getByRole('group', { name: `Welk cijfer? (${about})`, exact: true });
    return group.getByRole('radio', { name: String(points), exact: true });
  }

  half() {
    return this.app.button('een half erbij');
  }

  typed(about) {
    return this.editor(about).getByLabel('Of typ het cijfer');
  }

  date(about) {
    return this.editor(about).getByLabel('Datum van het gesprek');
  }

  reason(about) {
    return this.editor(about).getByLabel('Waarom dit cijfer?');
  }

  /** The text next to the buttons. */
  value() {
    return this.canvas.box('Tevredenheidscijfers').locator('output').innerText();
  }

  async done() {
    await this.canvas.box('Tevredenheidscijfers').getByRole('button', { name: 'Klaar', exact: true }).click();
  }

  /** The header's score, and its change. */
  async score() {
    return (await this.canvas.box('Tevredenheidscijfer').getByRole('paragraph').first().innerText()).replace(/\s+/g, ' ').trim();
  }
}
