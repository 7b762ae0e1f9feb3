/// <reference lib="dom" />
import { button, element } from './flags';

const id = 'sandbox-consent';
const coverStyle = [
  'position: fixed; inset: 0; z-index: 2000; overflow: auto; padding: 24px; font: 14px/1.4 system-ui, sans-serif',
  'color-scheme: light dark; background: light-dark(#fff, #1f1f21); color: light-dark(#292a2e, #cecfd2)',
].join(';');
const buttonStyle = [
  'font: inherit; font-weight: 500; border: 0; border-radius: 4px; padding: 8px 12px; cursor: pointer',
  'background: light-dark(#1868db, #669df1); color: light-dark(#fff, #1f1f21)',
].join(';');

/**
 * Covers the page, as Forge does, until the person lets the app act in their name; then the page begins anew. What the
 * app asked for is never answered.
 */
export function askConsent(scopes: string[], allow: () => Promise<unknown>): Promise<never> {
  if (!document.getElementById(id)) {
    const cover = element('section', coverStyle);
    cover.id = id;
    cover.setAttribute('role', 'dialog');
    cover.setAttribute('aria-modal', 'true');
    cover.setAttribute('aria-label', 'Allow access');
    const list = element('ul', 'margin: 8px 0');
    list.append(...scopes.map((scope) => element('li', '', scope)));
    cover.append(
      element('p', 'margin: 0', 'This app needs your consent to act in your name, with these scopes:'),
      list,
    );
    const allowed = button('Allow access', () => {
      void allow().then(() => {
        location.reload();
      });
    });
    allowed.style.cssText = buttonStyle;
    cover.append(allowed);
    document.body.append(cover);
  }
  return new Promise(() => undefined);
}
