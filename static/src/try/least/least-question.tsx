import type { Compiled } from '../../../../src/core/compiled/compiled';
import { useId, useMemo, useState } from 'react';
import type { Change } from '../../../../src/core/questions/change/change';
import { explainAmong } from '../../../../src/core/questions/explain';
import { leastWords } from '../../../../src/core/say/change/questions';
import { Choice } from '../../controls/choice';
import { QuestionFields } from '../../lists/question-fields';
import type { ViewProps } from '../../settings/view';
import { Words } from '../../words';
import { Least } from './least';

const seeks = [
  { value: 'let', label: 'let' },
  { value: 'stop', label: 'stop' },
] as const;

/** The question for the smallest changes, and its answer. */
export function LeastQuestion({
  gathered,
  facts,
  branches,
  actors,
  question,
  ask,
  going,
  supply,
  compiled,
  isAside,
  onTry,
}: ViewProps & {
  compiled: Compiled | undefined;
  /** Closed at first: a change is looked at, of which this is no part. */
  isAside: boolean;
  onTry: (change: Change) => void;
}) {
  const id = useId();
  const [opened, setOpened] = useState(false);
  const verdict = useMemo(() => explainAmong(gathered, question).verdict, [gathered, question]);
  const seek = going.place.params['seek'];
  const taking = seek === undefined ? verdict === 'allowed' : seek === 'stop';
  const asked = (
    <div className="stack wide">
      <QuestionFields
        question={question}
        labels={{ actor: 'whom', operation: taking ? 'from being able to' : 'to' }}
        ask={ask}
        actors={actors}
        branches={branches}
        before={
          <Choice
            label="The least that would"
            value={taking ? 'stop' : 'let'}
            options={seeks}
            onChoose={(one) => {
              going.go({ params: { seek: one } });
            }}
          />
        }
      />
      {compiled && <Least compiled={compiled} question={question} taking={taking} onTry={onTry} supply={supply} />}
    </div>
  );
  return (
    <section className="sections apart" aria-labelledby={id}>
      <h3 id={id}>
        <Words text={`What is the least that would ${leastWords(question, taking, facts)}?`} />
      </h3>
      {isAside ? (
        <details
          className="fold"
          onToggle={({ currentTarget }) => {
            setOpened(currentTarget.open);
          }}
        >
          <summary>The smallest changes to what there is now</summary>
          {opened && asked}
        </details>
      ) : (
        asked
      )}
    </section>
  );
}
