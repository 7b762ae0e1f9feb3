import Lozenge from '@atlaskit/lozenge';
import { useMemo } from 'react';
import type { Decision } from '../../../src/core/decision';
import { groupsInDoubt } from '../../../src/core/explain';
import type { Facts } from '../../../src/core/model';
import { sayDecision, type SpokenDecision, type SpokenFinding } from '../../../src/core/say/decision';
import { Words } from '../words';
import { Outward } from './outward';
import { SupplyMembers } from './supply-members';

/** The colours and words of a verdict, wherever one stands. */
export const verdictLooks = {
  allowed: { appearance: 'success', word: 'Allowed' },
  denied: { appearance: 'removed', word: 'Denied' },
  unknown: { appearance: 'moved', word: 'Unknown' },
} as const;

const marks = { allows: '✓', denies: '✗', unknown: '?' } as const;
const markWords = { allows: 'lets through', denies: 'refuses', unknown: 'cannot be told' } as const;

interface Props {
  decision: Decision;
  facts: Facts;
  onMembers: (group: string, members: string[] | null) => Promise<void>;
}

/** A decision: first the answer, then the reason, then the way out; what was not looked at stands last. */
export function DecisionCard({ decision, facts, onMembers }: Props) {
  const spoken = useMemo(() => sayDecision(decision), [decision]);
  const { verdict, summary, findings } = spoken;
  const deciding = findings.filter((finding) => finding.verdict !== 'allows' || verdict === 'allowed');
  const others = findings.filter((finding) => !deciding.includes(finding));
  const groups = groupsInDoubt(decision);
  return (
    <section className={`card ${verdict}`} aria-labelledby="answer">
      <div aria-live="polite">
        <h2 id="answer" className="answer">
          <Lozenge appearance={verdictLooks[verdict].appearance}>{verdictLooks[verdict].word}</Lozenge>{' '}
          <span><Words text={summary} /></span>
        </h2>
      </div>
      <ul className="findings">
        {deciding.map((finding) => <FindingItem key={finding.rule} finding={finding} detailed />)}
        {others.map((finding) => <FindingItem key={finding.rule} finding={finding} />)}
      </ul>
      <WaysOut spoken={spoken} />
      {groups.map((group) => <SupplyMembers key={group} group={group} facts={facts} onSave={onMembers} />)}
      <footer className="subtle small">
        <p>
          Not checked:{' '}
          {spoken.notChecked.map(({ what, page }, at) => (
            <span key={what}>
              {at > 0 && ', '}
              <Outward href={page}><Words text={what} /></Outward>
            </span>
          ))}
          .
        </p>
        <details>
          <summary>As JSON</summary>
          {/* Scrolls by keyboard too. */}
          <pre className="json" tabIndex={0} aria-label="The answer as JSON">{JSON.stringify(spoken, null, 2)}</pre>
        </details>
      </footer>
    </section>
  );
}

function FindingItem({ finding: { verdict, reason, evidence = [] }, detailed = false }: { finding: SpokenFinding; detailed?: boolean }) {
  return (
    <li className={`finding ${verdict}`}>
      <span className="mark" role="img" aria-label={markWords[verdict]}>{marks[verdict]}</span>
      <div>
        <p><Words text={reason} /></p>
        {detailed && evidence.length > 0 && (
          <ul className="evidence subtle">
            {evidence.map(({ shows, page }) => (
              <li key={shows}>
                <Words text={shows} /> <Outward href={page}>{pageName(page)}</Outward>
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}

function WaysOut({ spoken: { findings } }: { spoken: SpokenDecision }) {
  const remedies = new Map(findings.flatMap((finding) => finding.remedies ?? []).map((remedy) => [remedy.do, remedy]));
  const lifts = new Set(findings.flatMap(({ gap, gaps = gap ? [gap] : [] }) => gaps.map(({ lift }) => lift)));
  if (remedies.size + lifts.size === 0) return null;
  return (
    <>
      <h3>{remedies.size > 0 ? 'Ways out' : 'How to find out'}</h3>
      <ul className="ways">
        {[...remedies.values()].map(({ do: way, page }) => (
          <li key={way}>
            <Words text={way} /> <Outward href={page}>{pageName(page)}</Outward>
          </li>
        ))}
        {[...lifts].map((lift) => <li key={lift}><Words text={lift} /></li>)}
      </ul>
    </>
  );
}

/** What stands behind a link, in two or three words. */
function pageName(page: string): string {
  const { hostname, pathname } = new URL(page);
  if (hostname !== 'bitbucket.org') return 'Documentation';
  if (pathname.endsWith('/branch-restrictions')) return 'Branch restrictions';
  if (pathname.endsWith('/permissions')) return 'Permissions';
  if (pathname.endsWith('/groups')) return 'Groups';
  return 'Settings';
}
