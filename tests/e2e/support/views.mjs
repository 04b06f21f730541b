// Visits every view of the app, for properties that must hold in all of them.

import { addAuthenticator, addPasskey } from './authenticator.mjs';
import { documentInConflict } from './conflict.mjs';
import { exportOf, importFile } from './filled.mjs';
import { Device } from './lock.mjs';
import { Device as Syncing } from './sync.mjs';
import { TeamKeys } from './team_key.mjs';

const entry = (app, name) => app.element.getByRole('button', { name, exact: true });

/**
 * Opens every view in turn and runs `look` on it. The server has a page `canvas` with an empty one,
 * and a page `team` that syncs.
 */
export async function visit(app, server, look) {
  await visitCanvas(app, server, look);
  await visitAnalysis(app, look);
  await visitAround(app, look);
  await visitScreens(app, look);
  await visitConflict(app, server, look);
  await visitSync(app, server, look);
  await visitExample(app, server, look);
  await visitTeamKey(app, server, look);
  await visitLock(app, server, look);
  await visitPasskey(app, server, look);
}

/** The keys of a team, in the settings of syncing: before the device is sealed, making one, and what there is then. */
async function visitTeamKey(app, server, look) {
  await app.open(`${server.url}team`);
  const keys = new TeamKeys(new Syncing({ page: app.page, context: app.page.context() }, server.url, []));
  await keys.open();
  await keys.button('Beveilig dit apparaat').waitFor();
  await look("the settings of a team's key, on a device that isn't sealed");
  await keys.close();
  await keys.sealDevice();
  await keys.open();
  await keys.button('Versleutel wat het team deelt').click();
  const code = await keys.code();
  await look("a team's first key");
  await keys.answer(code);
  await keys.button('Versleutel nu').click();
  await keys.button('Toon de code aan een collega').click();
  await keys.code();
  await look("a team's key for a colleague");
  await keys.button('Sluiten').click();
  await look("the settings of a team's key");
  await keys.button('Ik heb een code van een collega').click();
  await keys.button('Gebruik deze code').click();
  await keys.section().getByText('Dit zijn 0 tekens.').waitFor();
  await look("a colleague's code, with an error");
  await keys.close();
}

/** Sealing the device, locked, and its settings. Last, as all else asks for the passphrase after it. */
async function visitLock(app, server, look) {
  await app.open(server.url);
  const device = new Device(app.page);
  await device.button('Instellingen').click();
  const settings = app.element.getByRole('dialog', { name: 'Instellingen' });
  await settings.getByRole('button', { name: 'Beveilig dit apparaat' }).click();
  await device.dialog().waitFor();
  await look('choosing a passphrase');
  const code = await device.toSheet();
  await look('the recovery sheet');
  await device.answer(code);
  await device.dialog().getByRole('heading', { name: 'Dit apparaat is beveiligd' }).waitFor();
  await look('the device is sealed');
  await device.dialog().getByRole('button', { name: 'Sluiten' }).click();
  await settings.getByRole('button', { name: 'Andere wachtzin' }).waitFor();
  await look('the settings of a sealed device');
  await settings.getByRole('button', { name: 'Sluiten' }).click();
  await device.lock();
  await device.passphrase().waitFor();
  await look('a locked device');
  await device.button('Met de noodcode openen').click();
  await look('a locked device, by its code');
  await device.button('Ik heb geen wachtzin en geen noodblad meer').click();
  const question = app.element.getByRole('dialog', { name: 'Opnieuw beginnen' });
  await question.getByRole('button', { name: 'Maak dit apparaat leeg' }).click();
  await question.getByText('Typ het hele woord').waitFor();
  await look('beginning anew, with an error');
  await question.getByRole('button', { name: 'Annuleren' }).click();
}

/** Unlocking by the device itself: at a name, as a passkey belongs to one, and with an empty storage of its own. */
async function visitPasskey(app, server, look) {
  await addAuthenticator(app.page);
  await app.open(server.url.replace('127.0.0.1', 'localhost'));
  const device = new Device(app.page);
  await device.sealFromSettings();
  await device.button('Instellingen').click();
  const settings = app.element.getByRole('dialog', { name: 'Instellingen' });
  await settings.getByRole('button', { name: /^Ontgrendelen met vingerafdruk/ }).click();
  await look('adding a passkey');
  await addPasskey(settings);
  await look('the settings of a device with a passkey');
  await settings.getByRole('button', { name: 'Sluiten' }).click();
  await device.lock();
  await device.button('Met vingerafdruk, gezicht of pincode openen').waitFor();
  await look('a locked device with a passkey');
}

async function visitCanvas(app, server, look) {
  await app.open(`${server.url}canvas`);
  await look('an empty canvas');
  await app.open(server.url);
  await app.button('Nieuw canvas').waitFor();
  await look('an empty overview');
  await app.signIn();
  await importFile(app, exportOf());
  await entry(app, '24-0113').waitFor();
  await look('a filled overview');
  await app.button(/^Mijn week/).click();
  await app.element.locator('[data-block="mijnWeek"]').waitFor();
  await look('what is due');
  await app.button('Resultaten').click();
  const results = app.element.locator('[data-block="resultaten"]');
  await results.getByRole('heading', { name: /^Financiers/ }).waitFor();
  await results.getByText('Toon de tabel').first().click();
  await look('the results');
  await results.getByRole('button', { name: /^Plannen/ }).first().click();
  await results.getByRole('heading', { name: /canvas/ }).waitFor();
  await look('the canvases behind a figure');
  for (const [name, part] of [['Voor de raad', 'Bijlage: de tabellen'], ['Vergelijken', 'Gepubliceerde cijfers'], ['Leren', 'Vergelijkbare casussen']]) {
    await results.getByRole('button', { name, exact: true }).click();
    await results.getByRole('heading', { name: part }).first().waitFor();
    await look(`the results: ${name}`);
  }
  await app.button('Ons team').click();
  await app.element.getByRole('button', { name: 'Toevoegen: Disciplines' }).click();
  await look('what the team shares');
  await app.button('Canvassen').click();
  await entry(app, '24-0113').waitFor();
  await app.button('Instellingen').click();
  await app.element.getByRole('dialog', { name: 'Instellingen' }).waitFor();
  await look('the settings');
  await app.page.keyboard.press('Escape');
  await app.button('Meer: 24-0113').click();
  await look('the menu of a canvas');
  const other = exportOf({ text: 'Anders. ' });
  await importFile(app, other);
  await app.element.getByRole('dialog').waitFor();
  await look('the import dialog');
  await app.element.getByRole('dialog').getByRole('button', { name: 'Beide houden' }).click();
  await entry(app, '24-0113').nth(1).waitFor();
  await app.button('Meer: 24-0113').first().click();
  const bin = app.button('Naar de prullenbak: 24-0113').first();
  if (!(await bin.isVisible())) await app.button('Meer: 24-0113').first().click();
  await bin.click();
  await app.element.getByText('Prullenbak (1)').click();
  await app.element.getByRole('button', { name: /^Definitief verwijderen/ }).click();
  await look('the bin, and its question');
  await entry(app, '24-0113').click();
  await app.box('Situatieschets').waitFor();
  await look('a filled canvas');
  await app.button('Kalender openen: Datum').click();
  await app.element.getByRole('dialog').waitFor();
  await look('the calendar');
  await app.page.keyboard.press('Escape');
  await app.button(/^Meer: Actie 1/).click();
  await app.button(/^Meer: Regel 1/).click();
  await app.showBar();
  await app.button('Afdrukken').first().click();
  await look('the menus of an action and a line, and of the printer');
  await app.page.keyboard.press('Escape');
  await app.button('Cijfers geven').click();
  await app.button('Wijzigen: moeder, nulmeting').click();
  const typed = app.element.getByLabel(/^Of typ het cijfer/);
  await typed.fill('7,3');
  await typed.blur();
  const amount = app.element.getByLabel(/^Huidig in euro/).first();
  await amount.fill('1,35,4');
  await amount.blur();
  await app.box('Doorbraak').fill('BSN 111222333, mail naar iemand@voorbeeld.nl');
  await app.element.getByRole('alert').filter({ visible: true }).first().waitFor();
  await look('the grades, errors and warnings');
  await app.showBar();
  await app.button(/^Nog te doen/).click();
  await look('what is left to do');
  // On a tablet it lies over the page.
  await app.showBar();
  await app.button(/^Nog te doen/).click();
  await app.element.getByRole('complementary', { name: 'Nog te doen' }).waitFor({ state: 'detached' });
  await app.showBar();
  await app.button('Eerdere versies').click();
  await app.element.getByRole('dialog', { name: 'Eerdere versies' }).waitFor();
  await look('the earlier versions');
  await visitFrozen(app, look);
  await app.page.keyboard.press('Escape');
}

/** Freezes the plan twice, and compares the two. */
async function visitFrozen(app, look) {
  const dialog = app.element.getByRole('dialog', { name: 'Eerdere versies' });
  await dialog.getByLabel('Naam van deze versie').fill('Eerste tafel');
  await dialog.getByRole('button', { name: 'Versie vastleggen' }).click();
  await dialog.getByText(/is vastgelegd als/).waitFor();
  await dialog.getByRole('button', { name: 'Sluiten' }).click();
  await app.element.getByRole('textbox', { name: 'Perspectief', exact: true }).fill('Een ander perspectief');
  await app.showBar();
  await app.button('Eerdere versies').click();
  await dialog.getByRole('button', { name: /^Vergelijken: / }).click();
  await dialog.getByText('1 verschil:').waitFor();
  await look('a frozen plan beside the plan of now');
}

/** Visits the views behind the costs of the open canvas. */
async function visitAnalysis(app, look) {
  const dialog = app.element.getByRole('dialog', { name: 'Berekening' });
  await app.button(/^Berekening/).first().click();
  await dialog.getByRole('button', { name: 'Kies uit de prijslijst' }).click();
  await dialog.getByRole('searchbox', { name: 'Zoek in de prijslijst' }).fill('opvang');
  await dialog.getByRole('button', { name: /^Neem over: / }).first().waitFor();
  await look('the price list');
  await dialog.getByRole('button', { name: /^Neem over: / }).first().click();
  await dialog.getByRole('group', { name: 'Huidig', exact: true }).getByRole('button', { name: 'Uitrekenen met een prijs' }).click();
  const count = dialog.getByRole('group', { name: 'Huidig', exact: true }).getByLabel('Hoeveel', { exact: true });
  await count.fill('1x');
  await count.blur();
  await look('the calculation of a line, with an error');
  // "Klaar" doesn't close the dialog over an invalid number; the cross discards it.
  await dialog.getByRole('button', { name: 'Sluiten' }).click();
  await app.button('Analyse').click();
  const analysis = app.element.getByRole('region', { name: 'Analyse', exact: true });
  await analysis.getByText('Bedragen per maand').first().click();
  for (const figure of ['scenario', 'financier', 'leefgebied']) await analysis.getByText(`Bedragen per ${figure}`).click();
  await look('the analysis');
  await analysis.getByRole('button', { name: 'Terug naar het canvas' }).click();
  await app.button('Regel toevoegen').click();
  await app.button(/^Berekening/).last().click();
  await dialog.getByRole('searchbox', { name: 'Zoek in de prijslijst' }).waitFor();
  await look('the calculation of a new line');
  await dialog.getByRole('button', { name: 'Sluiten', exact: true }).click();
}

/** Visits what is around the plan of the open canvas. */
async function visitAround(app, look) {
  const view = app.element.getByRole('region', { name: 'Rond het plan', exact: true });
  await app.button('Rond het plan').click();
  await view.waitFor();
  for (const name of ['Tafels', 'Vragen van een tafel', 'Wie er om het gezin staan', 'Wetten en regels', 'Leerpunten']) {
    await view.getByRole('button', { name: `Toevoegen: ${name}` }).click();
  }
  await view.getByLabel('Doet nu mee, Partij 1').check();
  await view.getByLabel('Heeft de regie, Partij 1').check();
  const day = view.getByLabel('Op welke dag?').first();
  await day.fill('31-02-2026');
  await day.blur();
  await view.getByRole('button', { name: 'Akkoord', exact: true }).click();
  await view.getByText('Het besluit is vastgelegd.').waitFor();
  await look('what is around the plan');
  await view.getByRole('button', { name: 'Terug naar het canvas' }).click();
  await app.button('Overzicht').click();
  await app.button('Tafels').click();
  await app.button(/^Start het half uur/).first().click();
  await app.element.getByRole('timer').waitFor();
  await look('the agenda of a table');
  await app.element.locator('[data-block="tafels"] [data-hook="open"]').first().click();
  await view.waitFor();
  await view.getByRole('button', { name: 'Terug naar het canvas' }).click();
}

/** Visits the views over the whole screen. */
async function visitScreens(app, look) {
  const dialog = app.element.getByRole('dialog');
  await app.button('In één oogopslag').click();
  await dialog.waitFor();
  await look('the canvas on one screen');
  await dialog.getByRole('button', { name: 'Toon regels' }).click();
  await look('the canvas on one screen, with its lines');
  await app.page.keyboard.press('Escape');
  await app.button('Samen').click();
  await dialog.waitFor();
  await dialog.getByRole('button', { name: 'Toon wat het kost' }).click();
  await dialog.getByRole('button', { name: 'Alle stappen' }).click();
  await look('the steps to go through with the family, and what it costs');
  await dialog.getByRole('button', { name: 'Alle stappen' }).click();
  for (let at = 1; at <= 8; at += 1) {
    await dialog.getByText(`${at} van 8`, { exact: true }).waitFor();
    await look(`step ${at} with the family`);
    await dialog.getByRole('button', { name: 'Volgende' }).click();
  }
  await dialog.getByRole('heading', { name: 'Uw plan op een rij' }).waitFor();
  await look('the plan that the family keeps');
  await app.page.keyboard.press('Escape');
}

async function visitConflict(app, server, look) {
  await app.open(server.url);
  await app.button('Nieuw canvas').first().waitFor();
  await importFile(app, { soort: 'maatwerkcanvas-export', versie: 1, canvassen: [documentInConflict('verschil')] });
  await entry(app, 'verschil').click();
  await app.element.getByText('Kies welke klopt').first().waitFor();
  await look('two versions to choose from');
}

async function visitSync(app, server, look) {
  await app.open(`${server.url}team`);
  const badge = app.element.locator('[data-hook="sync"]');
  await badge.filter({ hasText: /^Gesynchroniseerd/ }).waitFor();
  await look('an overview that syncs');
  await badge.click();
  const panel = app.element.getByRole('dialog', { name: 'Synchroniseren', exact: true });
  await panel.waitFor();
  await look('the panel of syncing');
  await panel.getByRole('button', { name: 'Instellingen' }).click();
  const settings = app.element.getByRole('dialog', { name: 'Instellingen' });
  await settings.getByLabel('Aanmelden met naam en wachtwoord').check();
  await settings.getByRole('button', { name: 'Test de verbinding' }).click();
  await settings.getByText('Vul uw gebruikersnaam in.').waitFor();
  await look('the settings of syncing, with an error');
}

async function visitExample(app, server, look) {
  await app.open(server.url);
  await app.button('Voorbeelden').click();
  await app.element.getByText('Dit is geen echt werk').waitFor();
  await entry(app, 'Moeder en dochter zoeken een veilige plek').click();
  await app.button('Gebruik als begin van een echt canvas').waitFor();
  await look('a worked example');
}
