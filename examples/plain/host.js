// What a portal's own script does with the element: who is here, what it says, and when to save.

const canvas = document.querySelector('maatwerk-canvas');
const show = (id, text) => (document.getElementById(id).textContent = text);

// The portal knows who is logged in. Before the element has started, so that it opens in this user's place.
canvas.user = { id: 'medewerker-1', naam: 'A. Medewerker' };

canvas.addEventListener('maatwerk-ready', ({ detail }) => show('stand', `Open: ${detail.documentId}`));
canvas.addEventListener('maatwerk-totals', ({ detail }) => {
  show('besparing', detail.besparing ?? '–');
  show('cijfer', detail.cijfer ?? '–');
});
canvas.addEventListener('maatwerk-change', () => show('stand', 'Gewijzigd'));
canvas.addEventListener('maatwerk-saved', () => show('stand', 'Bewaard'));
canvas.addEventListener('maatwerk-error', ({ detail }) => show('stand', `Fout: ${detail.code}`));

document.getElementById('bewaar').addEventListener('click', () => canvas.save());
document.getElementById('doorbraak').addEventListener('click', () => canvas.focusBlock('doorbraak'));

addEventListener('beforeunload', (event) => {
  if (canvas.dirty) event.preventDefault();
});
