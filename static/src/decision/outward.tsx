import { router } from '@forge/bridge';
import type { ReactNode } from 'react';

/** A link to a page outside the panel: Forge opens it, as the panel's own frame must not navigate away. */
export function Outward({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      onClick={(event) => {
        event.preventDefault();
        // Forge asks before opening other addresses, and rejects where the person declines: an answer, not an error.
        router.open(href).catch(() => undefined);
      }}
    >
      {children}
    </a>
  );
}
