import { Badge } from '../controls/badge';
import { useMemo } from 'react';
import type { Verdict } from '../../../src/core/decision';
import type { Outlook } from '../../../src/core/questions/outlook';
import { sayDecision, type SpokenFinding } from '../../../src/core/say/decision';
import { askingWords } from '../../../src/core/say/asking';
import { code } from '../../../src/core/words/names';
import { FindingItem, NotChecked, WaysOn } from '../decision/findings';
import { verdictLooks } from '../decision/verdict-looks';
import { shellHere } from '../shell-here';
import { AskingWords } from './asking-words';

const answers: Record<Verdict, string> = {
  allowed: 'You can merge this.',
  denied: 'You cannot merge this.',
  unknown: 'Whether you can merge this is not known.',
};
const closed: Record<string, { word: string; answer: string }> = {
  MERGED: { word: 'Merged', answer: 'This pull request is merged.' },
  DECLINED: { word: 'Declined', answer: 'This pull request is declined, so nobody can merge it any more.' },
  SUPERSEDED: {
    word: 'Superseded',
    answer: 'This pull request is superseded by another, so nobody can merge it any more.',
  },
};

/**
 * The answer about the merge, the deciding reasons, and what to do now. What the merge checks require is listed below,
 * in each of them.
 */
export function MergeAnswer({ outlook, forOthers }: { outlook: Outlook; forOthers: boolean }) {
  const { about, merge } = outlook;
  const spoken = useMemo(() => sayDecision(merge, shellHere()), [merge]);
  const end = closed[about.state];
  const findings = spoken.findings.filter(({ rule }) => !end || rule === 'pull-request').map(withoutChecks);
  const deciding = findings.filter(({ verdict }) => verdict !== 'allows' || spoken.verdict === 'allowed');
  const words = forOthers && !end ? askingWords(merge) : undefined;
  const looks = end ? ({ tone: 'plain', word: end.word } as const) : verdictLooks[spoken.verdict];
  return (
    <section className={`card ${end ? '' : spoken.verdict}`} aria-labelledby="answer">
      <div aria-live="polite">
        <h2 id="answer" className="answer">
          <Badge tone={looks.tone}>{looks.word}</Badge> <span>{end?.answer ?? answers[spoken.verdict]}</span>
        </h2>
      </div>
      {!end && (
        <ul className="findings">
          {deciding.map((finding) => (
            <FindingItem key={finding.rule} finding={finding} />
          ))}
        </ul>
      )}
      {about.state !== 'MERGED' && (
        <WaysOn findings={deciding.filter(({ rule }) => rule !== 'merge-checks')} level={3} title="What now" />
      )}
      {words !== undefined && <AskingWords what={`to merge into ${code(about.destination)}`} words={words} />}
      <footer className="subtle small">
        <details>
          <summary>What was looked at, and what was not</summary>
          <ul className="findings">
            {findings.map((finding) => (
              <FindingItem key={finding.rule} finding={finding} detailed />
            ))}
          </ul>
          <NotChecked {...spoken} />
        </details>
      </footer>
    </section>
  );
}

/** The list below shows each check, so the finding need not. */
function withoutChecks(finding: SpokenFinding): SpokenFinding {
  return finding.rule === 'merge-checks' ? { ...finding, evidence: [] } : finding;
}
