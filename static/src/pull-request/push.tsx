import { Badge } from '../controls/badge';
import { useMemo } from 'react';
import type { Decision, Verdict } from '../../../src/core/decision';
import { code, actionWords } from '../../../src/core/words/names';
import { sayDecision } from '../../../src/core/say/decision';
import { askingWords } from '../../../src/core/say/asking';
import { Findings, NotChecked, WaysOn } from '../decision/findings';
import { verdictLooks } from '../decision/verdict-looks';
import { shellHere } from '../shell-here';
import { Words } from '../words';
import { AskingWords } from './asking-words';

const answers: Record<Verdict, (action: string) => string> = {
  allowed: (what) => `you can ${what}.`,
  denied: (what) => `you cannot ${what}.`,
  unknown: (what) => `whether you can ${what} is not known.`,
};

/** Whether you can push to the source or the destination; the rest on demand. */
export function Push({
  decision,
  end,
  forOthers,
}: {
  decision: Decision;
  end: 'source' | 'destination';
  forOthers: boolean;
}) {
  const spoken = useMemo(() => sayDecision(decision, shellHere()), [decision]);
  const { verdict, findings } = spoken;
  const { operation, branch } = decision.question;
  const words = forOthers ? askingWords(decision) : undefined;
  return (
    <details className="fold">
      <summary>
        <Badge tone={verdictLooks[verdict].tone}>{verdictLooks[verdict].word}</Badge>{' '}
        <Words text={`Its ${end}: ${answers[verdict](actionWords(operation, branch))}`} />
      </summary>
      <div className="sections">
        <Findings spoken={spoken} />
        <WaysOn findings={findings} level={3} />
        {words !== undefined && <AskingWords what={`with ${code(branch)}`} words={words} />}
        <div className="subtle small">
          <NotChecked {...spoken} />
        </div>
      </div>
    </details>
  );
}
