import type { Decision } from '../../../src/core/decision';
import type { MergeCheck } from '../../../src/core/merge-checks';
import { sayCheck } from '../../../src/core/say/checks';
import { sayGap } from '../../../src/core/say/gaps';
import { code, restrictionNames } from '../../../src/core/say/names';
import { sayRemedy } from '../../../src/core/say/remedies';
import { WaysOut } from '../decision/ways-out';
import { Words } from '../words';

/** Which merge it is about, and for whom. */
export type MergeOf = Pick<Decision, 'question' | 'repository' | 'actorIsViewer'>;

const states = {
  missing: { mark: '✗', word: 'Missing' },
  unknown: { mark: '?', word: 'Could not see' },
  done: { mark: '✓', word: 'Done' },
} as const;

/** Each merge check on this pull request: what is missing first, with who can supply it. */
export function MergeCheckList({ merge }: { merge: Decision }) {
  const { checks = [] } = merge;
  if (checks.length === 0) return null;
  const order = Object.keys(states);
  const sorted = [...checks].sort((a, b) => order.indexOf(a.is) - order.indexOf(b.is));
  return (
    <section className="part" aria-labelledby="checks">
      <h2 id="checks">Merge checks</h2>
      <Weight merge={merge} />
      <ul className="checks">
        {sorted.map((check, at) => <CheckItem key={at} check={check} merge={merge} />)}
      </ul>
    </section>
  );
}

/** Whether what is missing stops the merge or only warns. */
function Weight({ merge: { findings, question } }: { merge: Decision }) {
  const evidence = findings.flatMap((finding) => (finding.rule === 'merge-checks' ? finding.evidence : []));
  const enforced = evidence.find((one) => one.shows === 'enforced');
  if (enforced) return <p><Words text={`What is missing stops the merge: ${restrictionNames(enforced.restrictions)} ${enforced.restrictions.length === 1 ? 'enforces' : 'enforce'} merge checks on ${code(question.branch)}.`} /></p>;
  if (evidence.some(({ shows }) => shows === 'not-enforced')) return <p><Words text={`What is missing only warns: no restriction enforces merge checks on ${code(question.branch)}.`} /></p>;
  return null;
}

/** One merge check: how it stands, and with who can supply what is missing. */
export function CheckItem({ check, merge }: { check: MergeCheck; merge: MergeOf }) {
  const { mark, word } = states[check.is];
  const { shows } = sayCheck(check, merge);
  const remedies = check.is === 'missing' ? check.remedies.map((remedy) => sayRemedy(remedy, merge)) : [];
  const lifts = check.is === 'unknown' ? check.gaps.map((gap) => sayGap(gap, merge.repository).lift) : [];
  return (
    <li className={`check ${check.is}`}>
      <span className="mark" aria-hidden="true">{mark}</span>
      <span className="state-word">{word}</span>
      <div>
        <p><Words text={shows} /></p>
        {remedies.length + lifts.length > 0 && <WaysOut remedies={remedies} lifts={lifts} />}
      </div>
    </li>
  );
}
