import { useMemo } from 'react';
import type { Decision } from '../../../src/core/decision';
import type { Outlook } from '../../../src/core/questions/pull-request/outlook';
import { askingWords } from '../../../src/core/say/asking';
import { sayDecision } from '../../../src/core/say/decision';
import { sayNote } from '../../../src/core/say/pull-request/outlook';
import { sayPushes } from '../../../src/core/say/pull-request/pushes';
import { code } from '../../../src/core/words/names';
import { Badge } from '../controls/badge';
import { Findings, NotChecked, WaysOn } from '../decision/findings';
import { verdictLooks } from '../decision/verdict-looks';
import { shellHere } from '../shell-here';
import { Words } from '../words';
import { AskingWords } from './asking-words';

/** Whether you can push to its branches, in one line; what is particular about them, and why, on demand. */
export function Pushes({ outlook, given, forOthers }: { outlook: Outlook; given: Outlook; forOthers: boolean }) {
  const { notes, source, destination } = outlook;
  return (
    <details className="fold pushes">
      <summary>
        <Words text={sayPushes(outlook)} />
      </summary>
      <div className="sections">
        {notes.length > 0 && (
          <ul className="notes">
            {notes.map((note) => (
              <li key={note.note}>
                <Words text={sayNote(note, outlook)} />
              </li>
            ))}
          </ul>
        )}
        {source && <Push decision={source} asks={forOthers ? given.source : undefined} />}
        <Push decision={destination} asks={forOthers ? given.destination : undefined} />
      </div>
    </details>
  );
}

/** Why you can push to one of its branches, or not. `asks` is the same decision, to ask others about. */
function Push({ decision, asks }: { decision: Decision; asks: Decision | undefined }) {
  const spoken = useMemo(() => sayDecision(decision, shellHere()), [decision]);
  const words = useMemo(() => asks && askingWords(asks), [asks]);
  const { verdict, findings, summary } = spoken;
  const { branch } = decision.question;
  return (
    <section className="part">
      <h2>
        <Badge tone={verdictLooks[verdict].tone}>{verdictLooks[verdict].word}</Badge> <Words text={summary} />
      </h2>
      <Findings spoken={spoken} />
      <WaysOn findings={findings} level={3} />
      {words !== undefined && <AskingWords what={`with ${code(branch)}`} words={words} />}
      <div className="subtle small">
        <NotChecked {...spoken} />
      </div>
    </section>
  );
}
