import Button from '@atlaskit/button/new';
import { useId, useMemo, useRef, useState } from 'react';
import { diagnose, type Diagnosis } from '../../../src/refusals/diagnose';
import { DecisionCard } from '../decision/decision-card';
import type { Supply } from '../decision/supply-members';
import { DiagnosisCard } from './diagnosis-card';
import { readingOf, type Live } from './reading';

interface Props {
  live: Live;
  supply?: Supply;
  /** Set where a heading around it names it already. */
  untitled?: true;
}

/** A form for what git, ssh or Bitbucket printed, read in the browser: the text is neither sent nor kept. */
export function ReadRefusal({ live, supply, untitled }: Props) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [diagnosis, setDiagnosis] = useState<Diagnosis | 'no-text'>();
  const reading = useMemo(
    () => (typeof diagnosis === 'object' ? readingOf(diagnosis, live) : undefined),
    [diagnosis, live],
  );

  function read() {
    const text = field.current?.value ?? '';
    setDiagnosis(text.trim() === '' ? 'no-text' : diagnose(text));
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
        <Button appearance="primary" onClick={read}>
          Read it
        </Button>
      </div>
      <p role="status" className={reading ? 'hidden' : 'subtle'}>
        {diagnosis === 'no-text' && 'There is nothing to read yet: the field is empty.'}
        {reading && summary(reading.spoken.causes.map(({ title }) => title))}
      </p>
      {reading && <DiagnosisCard spoken={reading.spoken} />}
      {reading?.decision && (
        <div className="stack wide">
          <h3>The live configuration on the same push</h3>
          <DecisionCard decision={reading.decision} {...(supply && { supply })} id={`${id}-answer`} level={3} />
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
