/// <reference lib="dom" />
import { followBackground } from './background';

const form = document.querySelector('form');
let byKeys = false;

// What is picked with a pointer is chosen at once. Keys that walk through a list would choose at every step.
form?.addEventListener('keydown', ({ key }) => {
  byKeys = key !== 'Enter';
});
form?.addEventListener('pointerdown', () => {
  byKeys = false;
});
form?.addEventListener('change', ({ target }) => {
  if (!byKeys && target instanceof HTMLSelectElement) form.requestSubmit();
});
// Whoever comes back to this page sees what it shows, not what was picked to leave it.
addEventListener('pageshow', () => {
  form?.reset();
});

const panel = document.querySelector('iframe');
// A place on the panel's page is named behind this page's address.
if (panel && location.hash !== '') panel.src += location.hash;
followBackground(panel);
