import type { ReactNode } from 'react';
import type { Gathered } from '../../../../src/core/cell/cell';
import type { Question } from '../../../../src/core/model';
import { Notice } from '../../controls/notice';
import { GapList } from '../../gap-list';
import { Moment } from '../../moment';
import { Sentences } from '../../words';
import './since-last.css';
import type { Before, Branches } from './use-facts';
import { useSince } from './use-since';

/** So many changes are in sight at once. */
const mostShown = 5;

/** What changed since the last reading: whose verdicts on the main branch and on what is asked, and what was done. */
export function SinceLast({
  again,
  gathered,
  branches,
  question,
  children,
}: {
  again: Before;
  gathered: Gathered;
  branches: Branches;
  question: Question;
  /** What stands below it. */
  children: ReactNode;
}) {
  const words = useSince(again, gathered, branches, question);
  const { readAt } = again.before.facts;
  if (!words) return <p className="subtle">Comparing with what was read before…</p>;
  const { verdicts, changes } = words;
  const isSame = verdicts.length + changes.length === 0;
  return (
    <Notice title={isSame ? 'Nothing changed since the last reading' : 'What changed since the last reading'}>
      <p className="subtle small">
        Compared with what was read {readAt === undefined ? 'before' : <Moment at={readAt} />}
        {branches.done ? '.' : '; the branches are still being read.'}
      </p>
      <Sentences of={verdicts} look="since verdicts" />
      <Sentences of={changes.slice(0, mostShown)} look="since changes" />
      {changes.length > mostShown && (
        <details>
          <summary>{changes.length - mostShown} more</summary>
          <Sentences of={changes.slice(mostShown)} look="since changes" />
        </details>
      )}
      {branches.notReadAgain && (
        <>
          <p>The branches could not be read again: those that were read before stay.</p>
          <GapList gaps={branches.notReadAgain} repository={gathered.facts.repository} />
        </>
      )}
      {children}
    </Notice>
  );
}
