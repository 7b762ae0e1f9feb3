import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { thousands } from '../../../src/core/words/counts';
import { Badge } from '../controls/badge';
import { Button } from '../controls/button';
import { Outward } from '../decision/outward';
import { pageName } from '../decision/ways-out';
import { changeParam } from '../try/place-change';
import type { Going } from '../place/use-place';
import { Words } from '../words';
import type { ProblemGroup } from './examined';
import { levels } from './levels';

/** So many problems of one kind are shown at once. */
const fewProblems = 3;

/** Problems of one kind: why they matter, and each with what follows and what mends it; a few at first. */
export function Group({ group: { level, title, why, problems }, going }: { group: ProblemGroup; going: Going }) {
  const [isWhole, setWhole] = useState(problems.length <= fewProblems + 1);
  const list = useRef<HTMLUListElement>(null);
  const { word, tone } = levels[level];
  const [first, ...others] = problems;
  // What mends them all is said once, below them.
  const isShared = others.length > 0 && others.every((one) => one.remedy === first?.remedy && one.page === first.page);
  return (
    <div className={`problems ${level}`}>
      <h3>
        <Badge tone={tone}>{word}</Badge> {title}
        {problems.length > 1 && ` (${thousands(problems.length)} times)`}
      </h3>
      <p className="subtle small">
        <Words text={why} />
      </p>
      <ul ref={list}>
        {(isWhole ? problems : problems.slice(0, fewProblems)).map(({ reason, effect, remedy, page, tried }) => (
          <li key={reason} tabIndex={-1}>
            <p>
              <Words text={reason} />
            </p>
            <p className="subtle">
              <Words text={effect} />
            </p>
            {!isShared && (
              <p>
                <Remedy remedy={remedy} page={page} />
              </p>
            )}
            {tried && (
              <Button
                look="quiet"
                onClick={() => {
                  going.go({ view: 'try', params: { change: changeParam(tried) } });
                }}
              >
                Try this change
              </Button>
            )}
          </li>
        ))}
      </ul>
      {isShared && first && (
        <p>
          <Remedy {...first} />
        </p>
      )}
      {!isWhole && (
        <Button
          look="quiet"
          onClick={() => {
            flushSync(() => {
              setWhole(true);
            });
            (list.current?.children[fewProblems] as HTMLElement | undefined)?.focus();
          }}
        >
          Show {thousands(problems.length - fewProblems)} more
        </Button>
      )}
    </div>
  );
}

function Remedy({ remedy, page }: Pick<ProblemGroup['problems'][number], 'remedy' | 'page'>) {
  return (
    <>
      <Words text={remedy} /> <Outward href={page}>{pageName(page)}</Outward>
    </>
  );
}
