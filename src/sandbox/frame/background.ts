/// <reference lib="dom" />

interface Answer {
  running: number;
  time: string;
  text: string;
}

const pause = 1_500;

/**
 * Keeps saying what goes on in the background of this place, and what its clock shows. When what ran has ended, the
 * panel is loaded anew, unless somebody is working in it: then they are asked.
 */
export function followBackground(panel: HTMLIFrameElement | null): void {
  const shown = document.getElementById('background');
  const now = document.getElementById('now');
  const from = shown?.dataset['from'];
  if (!shown || !now || from === undefined) return;
  let running = Number(shown.dataset['running']);

  async function look(): Promise<void> {
    if (!shown || !now || from === undefined || document.hidden) return;
    const answer = await fetch(from)
      .then(async (response) => (response.ok ? ((await response.json()) as Answer) : undefined))
      .catch(() => undefined);
    if (!answer) return;
    // Only what is new is said: a status that is written anew is read out anew.
    if (shown.textContent !== answer.text) shown.textContent = answer.text;
    if (now.textContent !== answer.time) now.textContent = answer.time;
    if (running > 0 && answer.running === 0) ended(panel, shown);
    running = answer.running;
  }

  setInterval(() => void look(), pause);
}

function ended(panel: HTMLIFrameElement | null, beside: HTMLElement): void {
  const again = (): void => {
    panel?.contentWindow?.location.reload();
  };
  if (panel === null || document.activeElement !== panel) {
    again();
    return;
  }
  const id = 'load-anew';
  document.getElementById(id)?.remove();
  const button = document.createElement('button');
  button.id = id;
  button.type = 'button';
  button.textContent = 'Load the page anew';
  button.addEventListener('click', () => {
    button.remove();
    again();
  });
  beside.after(button);
}
