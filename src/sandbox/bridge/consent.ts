/// <reference lib="dom" />
import { element } from './flags';

const id = 'sandbox-consent';
const coverStyle = [
  'position: fixed; inset: 0; z-index: 2000; overflow: auto; padding: 24px; font: 14px/1.4 system-ui, sans-serif',
  'color-scheme: light dark; background: light-dark(#fff, #1f1f21); color: light-dark(#292a2e, #cecfd2)',
].join(';');
const boxStyle = [
  'max-width: 36rem; margin: 0 auto; padding: 24px; border: 1px solid light-dark(#dcdfe4, #4b4d51); border-radius: 8px',
  'display: grid; gap: 12px; overflow-wrap: anywhere',
].join(';');
const buttonStyle =
  'font: inherit; font-weight: 500; border: 0; border-radius: 4px; padding: 8px 12px; cursor: pointer';
const looks = {
  primary: 'background: light-dark(#1868db, #669df1); color: light-dark(#fff, #1f1f21)',
  quiet: 'background: light-dark(#0515240f, #ceced912); color: inherit',
};

/**
 * Covers the page, as Forge does, until the person lets the app act in their name; then the page begins anew. It is
 * asked in two steps: the page says that it is needed, and a page of Atlassian's, here the same one, lists every scope
 * and takes the answer. Whoever declines is back at the first step. What the app asked for is never answered.
 */
export function askConsent(scopes: string[], allow: () => Promise<unknown>): Promise<never> {
  if (!document.getElementById(id)) {
    const cover = element('section', coverStyle);
    cover.id = id;
    cover.setAttribute('role', 'dialog');
    cover.setAttribute('aria-modal', 'true');
    document.body.append(cover);
    needed(cover, scopes, allow);
  }
  return new Promise(() => undefined);
}

function needed(cover: HTMLElement, scopes: string[], allow: () => Promise<unknown>, declined = false): void {
  show(cover, 'Allow access', [
    element('p', 'margin: 0', 'Who Can Push needs your permission before it can act in your name.'),
    ...(declined ? [element('p', 'margin: 0', 'You have not allowed it. Nothing was read.')] : []),
    actions([
      'Allow access',
      'primary',
      () => {
        listed(cover, scopes, allow);
      },
    ]),
  ]);
}

function listed(cover: HTMLElement, scopes: string[], allow: () => Promise<unknown>): void {
  const list = element('ul', 'margin: 0; padding-left: 24px');
  list.append(...scopes.map((scope) => element('li', '', scope)));
  const accept = (): void => {
    void allow().then(() => {
      location.reload();
    });
  };
  const decline = (): void => {
    needed(cover, scopes, allow, true);
  };
  show(cover, 'Who Can Push asks for access', [
    element('p', 'margin: 0', 'It would act in your name, with these scopes:'),
    list,
    actions(['Accept', 'primary', accept], ['Cancel', 'quiet', decline]),
  ]);
}

/** One step, with its title; the focus goes there. */
function show(cover: HTMLElement, title: string, parts: HTMLElement[]): void {
  const box = element('div', boxStyle);
  const heading = element('h1', 'margin: 0; font: 600 20px/24px system-ui, sans-serif', title);
  heading.tabIndex = -1;
  box.append(heading, ...parts);
  cover.setAttribute('aria-label', title);
  cover.replaceChildren(box);
  heading.focus();
}

function actions(...all: [text: string, look: keyof typeof looks, act: () => void][]): HTMLElement {
  const row = element('div', 'display: flex; flex-wrap: wrap; gap: 8px');
  row.append(
    ...all.map(([text, look, act]) => {
      const made = element('button', `${buttonStyle}; ${looks[look]}`, text);
      made.addEventListener('click', act);
      return made;
    }),
  );
  return row;
}
