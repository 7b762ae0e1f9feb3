import { useMemo } from 'react';
import type { Outlook } from '../../../src/core/questions/pull-request/outlook';
import type { SpokenFinding } from '../../../src/core/say/decision';
import { sayBeside } from '../../../src/core/say/pull-request/beside';
import { sayMerge } from '../../../src/core/say/pull-request/decision';
import { FindingItem, NotChecked } from '../decision/findings';
import { shellHere } from '../shell-here';
import { Words } from '../words';

/** Each finding with what shows it, and what was not looked at, folded. */
export function LookedAt({ outlook: { merge }, isOpen }: { outlook: Outlook; isOpen: boolean }) {
  const spoken = useMemo(() => sayMerge(merge, shellHere()), [merge]);
  const bitbucket = useMemo(() => merge.bitbucket && sayBeside(merge.bitbucket, merge), [merge]);
  const findings = spoken.findings.filter(({ rule }) => isOpen || rule === 'pull-request').map(withoutChecks);
  return (
    <details className="fold">
      <summary>What was looked at, and what was not</summary>
      <div className="stack wide small subtle">
        <ul className="findings">
          {findings.map((finding) => (
            <FindingItem key={finding.rule} finding={finding} detailed />
          ))}
        </ul>
        {isOpen && bitbucket && 'line' in bitbucket && (
          <p className="quiet">
            <Words text={bitbucket.line} />
          </p>
        )}
        <NotChecked {...spoken} />
      </div>
    </details>
  );
}

/** Each check stands above, so the finding need not list them. */
function withoutChecks(finding: SpokenFinding): SpokenFinding {
  return finding.rule === 'merge-checks' ? { ...finding, evidence: [] } : finding;
}
