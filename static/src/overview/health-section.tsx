import { useId, useState, type RefObject } from 'react';
import type { Facts } from '../../../src/core/model';
import { counted, grouped } from '../../../src/core/words/numbers';
import { Badge } from '../controls/badge';
import { Button } from '../controls/button';
import { Outward } from '../decision/outward';
import { pageName } from '../decision/ways-out';
import { GapList } from '../gap-list';
import { trying } from '../place/trying';
import type { Going } from '../place/use-place';
import { Words } from '../words';
import type { Examined, ProblemGroup } from './examined';
import './health.css';

const levels = {
  error: { word: 'Error', tone: 'bad' },
  warning: { word: 'Warning', tone: 'open' },
  info: { word: 'Note', tone: 'info' },
} as const;

/** So many problems of one kind are shown at once. */
const fewProblems = 3;

/** What is wrong with the rules: each with what follows, what mends it, its page, and the change to be tried. */
export function HealthSection({
  health,
  facts,
  going,
  heading,
  waiting,
}: {
  health: Examined | undefined;
  facts: Facts;
  going: Going;
  /** The heading, which the focus can go to. */
  heading: RefObject<HTMLHeadingElement>;
  /** What it waits for, where that is not yet done. */
  waiting: string;
}) {
  const id = useId();
  const groups = health?.groups ?? [];
  const bad = groups.filter(({ level }) => level !== 'info');
  const notes = groups.filter(({ level }) => level === 'info');
  return (
    <section className="sections health" aria-labelledby={id}>
      <h2 id={id} ref={heading} tabIndex={-1}>
        What is wrong with the rules
      </h2>
      <p className="subtle small" role="status">
        {health ? countsOf(groups) : waiting}
      </p>
      {health && groups.length === 0 && (
        <p className="subtle">
          {health.gaps.length > 0 ? 'Nothing was found in what could be read. ' : 'Nothing was found. '}
          Here would stand rules that let nobody through, patterns that miss a branch, merge checks that only warn, and
          lists of people who left; each with what mends it.
        </p>
      )}
      {bad.map((group) => (
        <Group key={group.key} group={group} going={going} />
      ))}
      {notes.length > 0 && (
        <details>
          <summary>{counted(sum(notes), 'note', 'notes')}: to tidy, or to know</summary>
          <div className="sections">
            {notes.map((group) => (
              <Group key={group.key} group={group} going={going} />
            ))}
          </div>
        </details>
      )}
      {health && health.gaps.length > 0 && (
        <details>
          <summary>Not looked at, as it could not be read: {counted(health.gaps.length, 'thing', 'things')}</summary>
          <GapList gaps={health.gaps} repository={facts.repository} />
        </details>
      )}
    </section>
  );
}

function sum(groups: ProblemGroup[]): number {
  return groups.reduce((all, { problems }) => all + problems.length, 0);
}

function countsOf(groups: ProblemGroup[]): string {
  const of = (level: ProblemGroup['level']) => sum(groups.filter((one) => one.level === level));
  const counts = [
    counted(of('error'), 'error', 'errors'),
    counted(of('warning'), 'warning', 'warnings'),
    counted(of('info'), 'note', 'notes'),
  ];
  return counts.join(', ');
}

function Group({ group: { level, title, why, problems }, going }: { group: ProblemGroup; going: Going }) {
  const [isWhole, setWhole] = useState(problems.length <= fewProblems + 1);
  const { word, tone } = levels[level];
  return (
    <div className={`problems ${level}`}>
      <h3>
        <Badge tone={tone}>{word}</Badge> {title}
        {problems.length > 1 && ` (${grouped(problems.length)} times)`}
      </h3>
      <p className="subtle small">
        <Words text={why} />
      </p>
      <ul>
        {(isWhole ? problems : problems.slice(0, fewProblems)).map(({ reason, effect, remedy, page, change }) => {
          const step = change && trying(change);
          return (
            <li key={reason}>
              <p>
                <Words text={reason} />
              </p>
              <p className="subtle">
                <Words text={effect} />
              </p>
              <p>
                <Words text={remedy} /> <Outward href={page}>{pageName(page)}</Outward>{' '}
                {step && (
                  <Button
                    look="quiet"
                    onClick={() => {
                      going.go(step);
                    }}
                  >
                    Try this change
                  </Button>
                )}
              </p>
            </li>
          );
        })}
      </ul>
      {!isWhole && (
        <Button
          look="quiet"
          onClick={() => {
            setWhole(true);
          }}
        >
          Show {grouped(problems.length - fewProblems)} more
        </Button>
      )}
    </div>
  );
}
