import { router } from '@forge/bridge';
import { createContext, useContext, type ReactNode } from 'react';
import { isForAdministrators } from '../../../src/core/words/pages';

/** Whether whoever reads may open pages that are for administrators alone. */
export const OpensSettings = createContext(true);

/**
 * A link to a page outside the panel: Forge opens it, as the panel's own frame must not navigate away. To whoever
 * cannot open the page it is but its text.
 */
export function Outward({ href, children }: { href: string; children: ReactNode }) {
  const opensSettings = useContext(OpensSettings);
  if (!opensSettings && isForAdministrators(href)) return children;
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      onClick={(event) => {
        event.preventDefault();
        openOutward(href);
      }}
    >
      {children}
    </a>
  );
}

/** Opens a page outside the panel. */
export function openOutward(href: string) {
  // Forge asks before opening other addresses, and rejects where the person declines: an answer, not an error.
  router.open(href).catch(() => undefined);
}
