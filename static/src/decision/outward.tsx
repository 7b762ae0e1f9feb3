import { router } from '@forge/bridge';
import type { ReactNode } from 'react';

/** A link to a page outside the panel: Forge opens it, as the panel's own frame may not be led away. */
export function Outward({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      onClick={(event) => {
        event.preventDefault();
        // Forge asks about addresses elsewhere, and rejects where the person declines: that is an answer, and no fault.
        router.open(href).catch(() => undefined);
      }}
    >
      {children}
    </a>
  );
}
