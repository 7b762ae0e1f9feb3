import Button from '@atlaskit/button/new';
import SectionMessage from '@atlaskit/section-message';
import Spinner from '@atlaskit/spinner';
import type { ReactNode } from 'react';
import { visible } from '../../src/core/words/visible';

/** Shows that something is being read; announced to screen readers too. */
export function Loading({ what }: { what: string }) {
  return (
    <div className="state" role="status">
      <Spinner size="medium" label="" />
      <p>{what}</p>
    </div>
  );
}

/** Shows a failure; with `retry`, a button for another attempt. */
export function Failed({ title, detail, retry }: { title: string; detail: ReactNode; retry?: () => void }) {
  return (
    <div role="alert">
      <SectionMessage appearance="error" title={title}>
        <div className="stack">
          <p>{typeof detail === 'string' ? visible(detail) : detail}</p>
          {retry && <Button onClick={retry}>Ask again</Button>}
        </div>
      </SectionMessage>
    </div>
  );
}

/** Shows that this person may not see something, and who could. */
export function Closed({ title, children }: { title: string; children: ReactNode }) {
  return (
    <SectionMessage appearance="warning" title={title}>
      <div className="stack">{children}</div>
    </SectionMessage>
  );
}
