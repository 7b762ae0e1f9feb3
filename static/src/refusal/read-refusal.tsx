import { Button } from '../controls/button';
import { useId, useMemo, useRef, useState } from 'react';
import { sayMerge } from '../../../src/core/say/pull-request/decision';
import { diagnose, type Diagnosis } from '../../../src/refusals/diagnose';
import { DecisionCard } from '../decision/decision-card';
import type { Supply } from '../supplied/use-saving';
import { KeepRule, type SupplyRules } from '../project-rules/project-rules';
import { draftFor } from '../project-rules/rule-draft';
import { DiagnosisCard } from './diagnosis-card';
import { readingOf, type Live, type RefusalReading } from './reading';

interface Props {
  /** Left out where nothing of the repository is known: the text is then read alone. */
  live?: Live;
  supply?: Supply;
  /** Set where the viewer may keep rules of the project. */
  supplyRules?: SupplyRules;
  /** Set where a heading around it names it already. */
  untitled?: true;
}

/** A form for what git, ssh or Bitbucket printed, read in the browser: the text is neither sent nor kept. */
export function ReadRefusal({ live, supply, supplyRules, untitled }: Props) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [diagnosis, setDiagnosis] = useState<Diagnosis | 'no-text'>();
  // As it was when the text was read: once it is kept, the facts have the rule.
  const [rule, setRule] = useState<RefusalReading['projectRule']>();
  const reading = useMemo(
    () => (typeof diagnosis === 'object' ? readingOf(diagnosis, live) : undefined),
    [diagnosis, live],
  );

  function read() {
    const text = field.current?.value ?? '';
    const found = text.trim() === '' ? 'no-text' : diagnose(text);
    setDiagnosis(found);
    setRule(found === 'no-text' ? undefined : readingOf(found, live).projectRule);
  }

  return (
    <section className="sections" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className={untitled && 'hidden'}>
        Read a refusal
      </h2>
      <div className="field">
        <label htmlFor={id}>Paste what git, ssh or Bitbucket printed</label>
        {/* A browser's spelling help may send what is typed; what it restores on return it must have kept. */}
        <textarea
          id={id}
          ref={field}
          className="pasted"
          rows={8}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          aria-describedby={`${id}-hint`}
        />
        <p id={`${id}-hint`} className="subtle small">
          It is read in this browser, and neither sent nor kept.
        </p>
      </div>
      <div>
        <Button look="primary" onClick={read}>
          Read it
        </Button>
      </div>
      <p role="status" className={reading ? 'hidden' : 'subtle'}>
        {diagnosis === 'no-text' && 'There is nothing to read yet: the field is empty.'}
        {reading && summary(reading.spoken.causes.map(({ title }) => title))}
      </p>
      {reading && <DiagnosisCard spoken={reading.spoken} />}
      {supplyRules && rule && (
        <KeepRule
          key={JSON.stringify(rule)}
          draft={draftFor({ kind: rule.kind, pattern: rule.branch })}
          {...supplyRules}
        />
      )}
      {reading?.decision && (
        <div className="stack wide">
          <h3>The live configuration on the same push</h3>
          <DecisionCard
            decision={reading.decision}
            say={sayMerge}
            {...(supply && { supply })}
            id={`${id}-answer`}
            level={3}
            waysSaid={reading.spoken.causes.flatMap(({ remedies }) => remedies.map((remedy) => remedy.do))}
          />
        </div>
      )}
    </section>
  );
}

function summary([first, ...others]: string[]): string {
  if (first === undefined) return 'Nothing was recognised in this text.';
  return others.length === 0
    ? `One cause was found: ${first}.`
    : `${String(others.length + 1)} causes were found, first: ${first}.`;
}
