/// <reference lib="dom" />

const form = document.querySelector('form');
let walks = false;

// What is picked with a pointer is chosen at once. Keys that walk through a list would choose at every step.
form?.addEventListener('keydown', ({ key }) => {
  walks = key !== 'Enter';
});
form?.addEventListener('pointerdown', () => {
  walks = false;
});
form?.addEventListener('change', ({ target }) => {
  if (!walks && target instanceof HTMLSelectElement) form.requestSubmit();
});
// Whoever comes back to this page sees what it shows, not what was picked to leave it.
addEventListener('pageshow', () => {
  form?.reset();
});
