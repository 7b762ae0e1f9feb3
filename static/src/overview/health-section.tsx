import { useEffect, useId, type RefObject } from 'react';
import type { Facts } from '../../../src/core/model';
import { counted } from '../../../src/core/words/counts';
import { SaveAs } from '../export/save-as';
import type { Table } from '../export/table';
import { GapList } from '../gap-list';
import type { Going } from '../place/use-place';
import type { Examined, ProblemGroup } from './examined';
import { levels } from './levels';
import { Group } from './problem-group';
import './health.css';

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
  const leadsHere = going.place.params['at'] === 'health';
  const isExamined = health !== undefined;
  useEffect(() => {
    if (leadsHere) heading.current?.focus();
  }, [leadsHere, heading]);
  // There is nowhere to scroll to before that much stands below; whoever went elsewhere meanwhile stays there.
  useEffect(() => {
    if (leadsHere && document.activeElement === heading.current) heading.current?.scrollIntoView({ block: 'start' });
  }, [leadsHere, isExamined, heading]);
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
      {health && groups.length > 0 && (
        <SaveAs
          repository={facts.repository.fullName}
          about="what is wrong with the rules"
          table={() => tableOf(groups)}
          json={() => health.problems}
        />
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

function tableOf(groups: readonly ProblemGroup[]): Table {
  return {
    columns: ['Level', 'What', 'Restriction', 'Why', 'What follows', 'What mends it', 'Where'],
    rows: groups.flatMap(({ level, title, problems }) =>
      problems.map(({ restriction, reason, effect, remedy, page }) => [
        levels[level].word,
        title,
        restriction === undefined ? '' : String(restriction),
        reason,
        effect,
        remedy,
        page,
      ]),
    ),
  };
}

function sum(groups: ProblemGroup[]): number {
  return groups.reduce((all, { problems }) => all + problems.length, 0);
}

function countsOf(groups: ProblemGroup[]): string {
  const of = (level: ProblemGroup['level']) => sum(groups.filter((one) => one.level === level));
  const counts = [
    [of('error'), 'error', 'errors'],
    [of('warning'), 'warning', 'warnings'],
    [of('info'), 'note', 'notes'],
  ] as const;
  return counts.flatMap(([count, one, several]) => (count > 0 ? [counted(count, one, several)] : [])).join(', ');
}
