import { useMemo, type ReactNode } from 'react';
import type { Facts, Question } from '../../../src/core/model';
import { since } from '../../../src/core/questions/since/since';
import { verdictSince, verdictsSince, type VerdictsChanged } from '../../../src/core/questions/since/verdicts';
import { saySince, type SinceWords } from '../../../src/core/say/since/since';
import { Notice } from '../controls/notice';
import { GapList } from '../gap-list';
import { Moment } from '../moment';
import { Words } from '../words';
import './since-last.css';
import type { Before, Branches } from './use-facts';
import { useLater } from './use-later';

/** So many changes are in sight at once. */
const mostShown = 5;

interface Given {
  before: Facts;
  after: Facts;
  question: Question;
}

/** What changed since the last reading: whose verdicts on the main branch and on what is asked, and what was changed. */
export function SinceLast({
  again,
  facts,
  branches,
  question,
  children,
}: {
  again: Before;
  facts: Facts;
  branches: Branches;
  question: Question;
  /** What stands below it. */
  children: ReactNode;
}) {
  const given = useMemo<Given>(() => {
    const isRead = again.branches.done && branches.done && !branches.notReadAgain;
    return {
      before: withBranches(again.before, isRead ? again.branches : undefined),
      after: withBranches(facts, isRead ? branches : undefined),
      question,
    };
  }, [again, facts, branches, question]);
  const words = useLater(given, told);
  if (!words) return <p className="subtle">Comparing with what was read before…</p>;
  const { verdicts, changes } = words;
  const isSame = verdicts.length + changes.length === 0;
  return (
    <Notice title={isSame ? 'Nothing changed since the last reading' : 'What changed since the last reading'}>
      <p className="subtle small">
        Compared with what was read {again.before.readAt === undefined ? 'before' : <Moment at={again.before.readAt} />}
        {branches.done ? '.' : '; the branches are still being read.'}
      </p>
      <Sentences of={verdicts} look="verdicts" />
      <Sentences of={changes.slice(0, mostShown)} look="changes" />
      {changes.length > mostShown && (
        <details>
          <summary>{changes.length - mostShown} more</summary>
          <Sentences of={changes.slice(mostShown)} look="changes" />
        </details>
      )}
      {branches.notReadAgain && (
        <>
          <p>The branches could not be read again: those that were read before stay.</p>
          <GapList gaps={branches.notReadAgain} repository={facts.repository} />
        </>
      )}
      {children}
    </Notice>
  );
}

function Sentences({ of, look }: { of: string[]; look: 'verdicts' | 'changes' }) {
  return of.length === 0 ? null : (
    <ul className={`since ${look}`}>
      {of.map((text) => (
        <li key={text}>
          <Words text={text} />
        </li>
      ))}
    </ul>
  );
}

function told({ before, after, question }: Given): SinceWords {
  const { viewer, repository } = after;
  const main = repository.mainBranch.known ? repository.mainBranch.value : null;
  const onMain = main === null ? [] : verdictsSince(before, after, { operation: 'push', branch: main });
  const isTold = question.operation === 'push' && question.branch === main && question.credential === undefined;
  const asked = isTold ? undefined : verdictSince(before, after, question);
  const verdicts: VerdictsChanged[] = [...(asked ? [asked] : []), ...onMain];
  return saySince({ changed: since(before, after), verdicts }, after, viewer.known ? viewer.value : undefined);
}

function withBranches(facts: Facts, branches: Branches | undefined): Facts {
  return branches ? { ...facts, branches: { items: branches.items, gaps: branches.gaps } } : facts;
}
