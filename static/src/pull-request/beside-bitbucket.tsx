import { useMemo, type ReactNode } from 'react';
import type { MergeDecision } from '../../../src/core/merge-decision';
import {
  sayBeside,
  type SpokenBeside,
  type SpokenBesideCheck,
  type SpokenProject,
} from '../../../src/core/say/pull-request/beside';
import { Badge } from '../controls/badge';
import { PageLink } from '../decision/ways-out';
import { Words } from '../words';
import { Differences } from './differences';

const standings = {
  'in-the-way': { mark: '✗', word: 'In the way', className: 'missing' },
  warns: { mark: '!', word: 'Only warns', className: 'unknown' },
  open: { mark: '?', word: 'Open', className: 'unknown' },
  passed: { mark: '✓', word: 'Passed', className: 'done' },
  skipped: { mark: '–', word: 'Skipped', className: 'done' },
} as const;

const looks = {
  allowed: { mark: '✓', className: 'allows' },
  mergeable: { mark: '✓', className: 'allows' },
  denied: { mark: '✗', className: 'denies' },
  'not-mergeable': { mark: '✗', className: 'denies' },
  unknown: { mark: '?', className: 'unknown' },
} as const;

/**
 * What Bitbucket itself says to whoever looks, folded: beside what follows from the rules, and where the two differ,
 * then its checks. Open where they differ. Nothing where Bitbucket says nothing: that stands with what was not looked
 * at. `forOthers`: to whoever cannot keep rules of the project.
 */
export function BesideBitbucket({ merge, forOthers }: { merge: MergeDecision; forOthers: boolean }) {
  const spoken = useMemo(() => merge.bitbucket && sayBeside(merge.bitbucket, merge), [merge]);
  if (!spoken || 'line' in spoken) return null;
  const { bitbucket, differences } = spoken;
  return (
    <details className="fold beside-bitbucket" open={differences.length > 0}>
      <summary>
        {differences.length > 0 && <Badge tone="open">Differs</Badge>} <Words text={bitbucket.sentence} />
      </summary>
      <Beside spoken={spoken} forOthers={forOthers} />
    </details>
  );
}

function Beside({ spoken, forOthers }: { spoken: SpokenBeside; forOthers: boolean }) {
  const { ours, bitbucket, differences, compared, open, settled, project } = spoken;
  return (
    <section className="part" aria-labelledby="bitbucket">
      <h2 id="bitbucket">What Bitbucket itself says</h2>
      <div className="readings">
        <Reading title="By the rules" says={ours.verdict} sentence={ours.sentence} />
        <Reading title="Bitbucket, for you" says={bitbucket.says} sentence={bitbucket.sentence} />
        <div className={differences.length > 0 ? 'reading differs' : 'reading'}>
          <h3>Where they differ</h3>
          {differences.length > 0 ? <Differences differences={differences} /> : <p>{compared}</p>}
        </div>
      </div>
      {project && <OfProject project={project} forOthers={forOthers} />}
      {open.length > 0 && <Checks checks={open} />}
      {settled.length > 0 && (
        <details className="fold">
          <summary>{settledWords(settled)}</summary>
          <Checks checks={settled} />
        </details>
      )}
    </section>
  );
}

function Reading({ title, says, sentence }: { title: string; says: keyof typeof looks; sentence: string }) {
  const { mark, className } = looks[says];
  return (
    <div className={`reading finding ${className}`}>
      <h3>{title}</h3>
      <span className="mark" aria-hidden="true">
        {mark}
      </span>
      <p>
        <Words text={sentence} />
      </p>
    </div>
  );
}

/**
 * That a rule set on the project is the likely reason, with the page that shows such rules. It is kept on the settings
 * page: saving replaces the whole list, which only that page has.
 */
function OfProject({ project: { sentence, page }, forOthers }: { project: SpokenProject; forOthers: boolean }) {
  return (
    <div className="of-project">
      <p>
        <Words text={sentence} />
        <PageLink page={page} />
      </p>
      {!forOthers && (
        <p>
          You can keep it under “Repository settings › Who can push”, in the tab “Pull requests”; every answer then
          counts it.
        </p>
      )}
    </div>
  );
}

function Checks({ checks }: { checks: SpokenBesideCheck[] }) {
  return (
    <ul className="checks">
      {checks.map(({ stands, sentence, page }, at) => {
        const { mark, word, className } = standings[stands];
        return (
          <Row key={at} mark={mark} word={word} className={className}>
            <p>
              <Words text={sentence} />
              {page !== undefined && <PageLink page={page} />}
            </p>
          </Row>
        );
      })}
    </ul>
  );
}

function Row({
  mark,
  word,
  className,
  children,
}: {
  mark: string;
  word: string;
  className: string;
  children: ReactNode;
}) {
  return (
    <li className={`check ${className}`}>
      <span className="mark" aria-hidden="true">
        {mark}
      </span>
      <span className="state-word">{word}</span>
      <div>{children}</div>
    </li>
  );
}

function settledWords(settled: SpokenBesideCheck[]): string {
  const skipped = settled.filter(({ stands }) => stands === 'skipped').length;
  const passed = settled.length - skipped;
  const counted = (count: number) => `${String(count)} ${count === 1 ? 'check' : 'checks'}`;
  if (passed === 0) return `${counted(skipped)} of Bitbucket skipped`;
  return `${counted(passed)} of Bitbucket passed${skipped > 0 ? `, ${String(skipped)} skipped` : ''}`;
}
