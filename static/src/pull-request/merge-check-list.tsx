import type { MergeCheck } from '../../../src/core/merge-check';
import type { Decision } from '../../../src/core/decision';
import type { Outlook } from '../../../src/core/questions/pull-request/outlook';
import { sayCheck } from '../../../src/core/say/pull-request/checks';
import { sayGap } from '../../../src/core/words/gaps';
import { sayEnforcement } from '../../../src/core/say/pull-request/outlook';
import type { SpokenStand } from '../../../src/core/say/pull-request/stand';
import { sayMergeRemedy } from '../../../src/core/say/pull-request/decision';
import { WaysOut } from '../decision/ways-out';
import { shellHere } from '../shell-here';
import { Words } from '../words';

/** The merge that a check is about, and who would merge. */
export type MergeOf = Pick<Decision, 'question' | 'repository' | 'actorIsViewer'>;

const states = {
  missing: { mark: '✗', word: 'Missing' },
  unknown: { mark: '?', word: 'Could not see' },
  done: { mark: '✓', word: 'Done' },
} as const;

/** The merge checks that do not stand in the way, folded: how many are done, and which. */
export function OtherChecks({ outlook, stand: { others, othersSay } }: { outlook: Outlook; stand: SpokenStand }) {
  if (othersSay === undefined) return null;
  const order = Object.keys(states);
  const sorted = [...others].sort((a, b) => order.indexOf(a.is) - order.indexOf(b.is));
  return (
    <details className="fold other-checks">
      <summary>{othersSay}</summary>
      <div className="stack wide">
        <p>
          <Words text={sayEnforcement(outlook)} />
        </p>
        <ul className="checks">
          {sorted.map((check, at) => (
            <CheckItem key={at} check={check} merge={outlook.merge} />
          ))}
        </ul>
      </div>
    </details>
  );
}

/** One merge check: its state, and who can supply what is missing. */
export function CheckItem({ check, merge }: { check: MergeCheck; merge: MergeOf }) {
  const { mark, word } = states[check.is];
  const { shows } = sayCheck(check, merge);
  const remedies =
    check.is === 'missing' ? check.remedies.map((remedy) => sayMergeRemedy(remedy, merge, shellHere())) : [];
  const lifts = check.is === 'unknown' ? check.gaps.map((gap) => sayGap(gap, merge.repository).lift) : [];
  return (
    <li className={`check ${check.is}`}>
      <span className="mark" aria-hidden="true">
        {mark}
      </span>
      <span className="state-word">{word}</span>
      <div>
        <p>
          <Words text={shows} />
        </p>
        {remedies.length + lifts.length > 0 && <WaysOut remedies={remedies} lifts={lifts} />}
      </div>
    </li>
  );
}
