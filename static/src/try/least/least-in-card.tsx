import { Readiness } from '../readiness';
import { Least } from './least';
import type { InCard } from './in-card';
import { changeParam } from '../place-change';
import { useCompiled } from '../../settings/work/use-compiled';

/** The smallest changes, within an answer. */
export function LeastInCard({ everything, question, going, supply, taking }: InCard & { taking: boolean }) {
  const compiled = useCompiled(everything);
  if (!compiled) return <Readiness hasFacts={everything !== undefined} />;
  return (
    <Least
      compiled={compiled}
      question={question}
      taking={taking}
      supply={supply}
      onTry={(change) => {
        going.go({ view: 'try', params: { change: changeParam(change) } });
      }}
    />
  );
}
