import { lazy, Suspense, useState } from 'react';
import type { Verdict } from '../../../../src/core/decision';
import { leastWords } from '../../../../src/core/say/change/questions';
import { Loading } from '../../controls/notice';
import { Words } from '../../words';
import type { InCard } from './in-card';

const LeastInCard = lazy(async () => ({ default: (await import('./least-in-card')).LeastInCard }));

/** The question that follows an answer: what is the least that would let them, or stop them where they can. */
export function LeastFold(props: InCard & { verdict: Verdict }) {
  const { question, verdict, supply } = props;
  const taking = verdict === 'allowed';
  const [opened, setOpened] = useState(false);
  return (
    <details
      className="fold"
      onToggle={({ currentTarget }) => {
        setOpened(currentTarget.open);
      }}
    >
      <summary>
        <Words text={`What is the least that would ${leastWords(question, taking, supply.gathered.facts)}?`} />
      </summary>
      {opened && (
        <Suspense fallback={<Loading what="Looking for the smallest changes…" />}>
          <LeastInCard {...props} taking={taking} />
        </Suspense>
      )}
    </details>
  );
}
