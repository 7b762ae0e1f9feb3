/// <reference lib="dom" />
import { productPage } from './product';

interface Flag {
  id: string | number;
  title?: string;
  description?: string;
  type?: string;
  actions?: { text: string; onClick: () => void }[];
  isAutoDismiss?: boolean;
}

const shown = new Map<string | number, HTMLElement>();

/** A flag at the foot of the page, as the product shows it. The same id replaces the flag that is there. */
export function showFlag(payload: unknown): void {
  const { id, title = '', description = '', type, actions = [], isAutoDismiss } = payload as Flag;
  closeFlag({ id });
  const flag = element(
    'section',
    'background: #1d2125; color: #fff; border: 1px solid #8590a2; padding: 12px 16px; border-radius: 4px; max-width: 24rem',
  );
  flag.setAttribute('role', type === 'error' || type === 'warning' ? 'alert' : 'status');
  flag.append(element('strong', 'display: block', title), element('span', 'display: block', description));
  for (const { text, onClick } of actions) flag.append(button(text, onClick));
  flag.append(
    button('Dismiss', () => {
      closeFlag({ id });
    }),
  );
  shelf().append(flag);
  shown.set(id, flag);
  if (isAutoDismiss === true)
    setTimeout(() => {
      if (shown.get(id) === flag) closeFlag({ id });
    }, 8_000);
}

/** Whether there was such a flag. */
export function closeFlag(payload: unknown): boolean {
  const { id } = payload as Pick<Flag, 'id'>;
  shown.get(id)?.remove();
  return shown.delete(id);
}

function shelf(): HTMLElement {
  const id = 'sandbox-flags';
  const page = productPage();
  const there = page.getElementById(id);
  if (there) return there;
  const made = element(
    'aside',
    'position: fixed; inset: auto auto 16px 16px; z-index: 1000; display: grid; gap: 8px; font: 14px/1.4 system-ui, sans-serif',
  );
  made.id = id;
  made.setAttribute('aria-label', 'Notifications');
  page.body.append(made);
  return made;
}

/** A button that looks like a link. */
export function button(text: string, onClick: () => void): HTMLElement {
  const made = element(
    'button',
    'font: inherit; color: inherit; background: none; border: 0; padding: 4px 8px 0 0; text-decoration: underline; cursor: pointer',
    text,
  );
  made.addEventListener('click', onClick);
  return made;
}

/** An element that is styled through the object model, which a content security policy lets through. */
export function element(name: string, style: string, text = ''): HTMLElement {
  const made = document.createElement(name);
  made.style.cssText = style;
  made.textContent = text;
  return made;
}
