import type { ReactNode } from 'react';
import { visible } from '../../../src/core/words/visible';
import { Button } from './button';

const marks = { error: '✗', warning: '!', info: 'i', good: '✓' } as const;

/** A message about what is below or beside it, with a mark for whoever sees no colour. */
export function Notice({
  tone = 'info',
  title,
  children,
}: {
  tone?: keyof typeof marks;
  title: string;
  children?: ReactNode;
}) {
  return (
    <section className={`notice ${tone}`}>
      <span className="mark" aria-hidden="true">
        {marks[tone]}
      </span>
      <div className="stack">
        <h2 className="notice-title">{title}</h2>
        {children}
      </div>
    </section>
  );
}

/** Shows that something is being read; announced to screen readers too. */
export function Loading({ what }: { what: string }) {
  return (
    <div className="state" role="status">
      <span className="spinner" aria-hidden="true" />
      <p>{what}</p>
    </div>
  );
}

/** Shows a failure; with `retry`, a button for another attempt. */
export function Failed({ title, detail, retry }: { title: string; detail: ReactNode; retry?: () => void }) {
  return (
    <div role="alert">
      <Notice tone="error" title={title}>
        <p>{typeof detail === 'string' ? visible(detail) : detail}</p>
        {retry && <Button onClick={retry}>Ask again</Button>}
      </Notice>
    </div>
  );
}

/** Shows that this person may not see something, and who could. */
export function Closed({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Notice tone="warning" title={title}>
      {children}
    </Notice>
  );
}
