import { Button } from '../controls/button';
import { useId, useState } from 'react';
import type { Facts } from '../../../src/core/model';
import { emptyDraft, fitting, missingFrom, type RuleDraft } from './rule-draft';
import { RuleFields } from './rule-fields';

interface Props {
  facts: Facts;
  /** What the fields hold at first. */
  draft?: RuleDraft | undefined;
  busy: boolean;
  /** Keeps the rule, and gives whether it is kept. Rejects where the app does not answer. */
  onSave: (rule: RuleDraft) => Promise<boolean>;
}

/** A form for one restriction set on the project, with fields as Bitbucket's own page has them. */
export function RuleForm({ facts, draft = emptyDraft, busy, onSave }: Props) {
  const id = useId();
  const [rule, setRule] = useState(draft);
  const [wrong, setWrong] = useState('');

  async function save() {
    const kept = fitting(rule);
    const missing = missingFrom(kept);
    setWrong(missing ?? '');
    if (missing !== undefined) return;
    try {
      if (await onSave(kept)) setRule(emptyDraft);
    } catch {
      setWrong('The rule may not have been saved. You can try again.');
    }
  }

  return (
    <form
      className="rule-form"
      aria-label="A restriction set on the project"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <RuleFields facts={facts} rule={rule} onChange={setRule} />
      <p id={`${id}-wrong`} role="alert" className="wrong">
        {wrong}
      </p>
      <div>
        <Button type="submit" look="primary" busy={busy} aria-describedby={`${id}-wrong`}>
          Save this rule
        </Button>
      </div>
    </form>
  );
}
