import { Readiness } from '../readiness';
import { Least } from './least';
import type { InCard } from './in-card';
import { changeParam } from '../place-change';
import { useCompiled } from '../use-compiled';

/** The smallest changes, within an answer. */
export function LeastInCard({ everything, question, going, supply, taking }: InCard & { taking: boolean }) {
  const readied = useCompiled(everything);
  if (readied.is !== 'ready') return <Readiness readied={readied} hasFacts={everything !== undefined} />;
  return (
    <Least
      compiled={readied.compiled}
      question={question}
      taking={taking}
      supply={supply}
      onTry={(change) => {
        going.go({ view: 'try', params: { change: changeParam(change) } });
      }}
    />
  );
}
