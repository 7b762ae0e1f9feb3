import { Button } from '../controls/button';
import { Choice } from '../controls/choice';
import { TextField } from '../controls/text-field';
import { useId, useMemo, useState } from 'react';
import type { Facts, Match } from '../../../src/core/model';
import { kindOptions, missingFrom, takesList, valueLabelOf, type RuleDraft } from './rule-draft';
import { GroupsField, PeopleField } from './listed-fields';

interface Props {
  facts: Facts;
  /** What the fields hold at first. */
  draft?: RuleDraft | undefined;
  busy: boolean;
  /** Keeps the rule, and gives whether it is kept. Rejects where the app does not answer. */
  onSave: (rule: RuleDraft) => Promise<boolean>;
}

const branchTypes = ['development', 'production', 'feature', 'bugfix', 'release', 'hotfix'];
const byPattern = { label: 'by a name or pattern', value: '' };
const branchOptions = [byPattern, ...branchTypes.map((value) => ({ label: `of the type ${value}`, value }))];
const nothing: RuleDraft = { kind: 'push', match: { by: 'glob', pattern: '' }, users: [], groups: [] };

/** A form for one restriction set on the project, with fields as Bitbucket's own page has them. */
export function RuleForm({ facts, draft = nothing, busy, onSave }: Props) {
  const id = useId();
  const [rule, setRule] = useState(draft);
  const [wrong, setWrong] = useState('');
  const { kind, match, value } = rule;
  const type = match.by === 'branch-type' ? match.type : '';
  const valueLabel = valueLabelOf(kind);
  const kinds = useMemo(
    () =>
      kindOptions.some((one) => one.value === kind) ? kindOptions : [...kindOptions, { value: kind, label: kind }],
    [kind],
  );

  function change(part: Partial<RuleDraft>) {
    setRule((before) => ({ ...before, ...part }));
  }

  async function save() {
    const kept = fitting(rule);
    const missing = missingFrom(kept);
    setWrong(missing ?? '');
    if (missing !== undefined) return;
    try {
      if (await onSave(kept)) setRule(nothing);
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
      <div className="question two">
        <Choice
          label="Restriction"
          options={kinds}
          value={kind}
          onChoose={(one) => {
            change({ kind: one });
          }}
        />
        <Choice
          label="Branches"
          options={branchOptions}
          value={type}
          onChoose={(one) => {
            change({ match: matchBy(one) });
          }}
        />
        {match.by === 'glob' && (
          <TextField
            label="Name or pattern"
            value={match.pattern}
            placeholder="main, release/*"
            onChange={(pattern) => {
              change({ match: { by: 'glob', pattern } });
            }}
          />
        )}
        {valueLabel !== undefined && (
          <TextField
            label={valueLabel}
            type="number"
            min={0}
            max={1_000_000}
            value={value ?? ''}
            onChange={(typed) => {
              setRule(withValue(rule, typed));
            }}
          />
        )}
        {takesList(kind) && (
          <>
            <PeopleField
              facts={facts}
              people={rule.users}
              onChange={(users) => {
                change({ users });
              }}
            />
            <GroupsField
              facts={facts}
              groups={rule.groups}
              onChange={(groups) => {
                change({ groups });
              }}
            />
          </>
        )}
      </div>
      {takesList(kind) && rule.users.length + rule.groups.length === 0 && (
        <p className="subtle small">Without people and groups it lets nobody through.</p>
      )}
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

function matchBy(type: string): Match {
  return type === '' ? { by: 'glob', pattern: '' } : { by: 'branch-type', type };
}

function withValue(rule: RuleDraft, typed: string): RuleDraft {
  const { kind, match, users, groups } = rule;
  const value = Number(typed);
  const isNumber = typed.trim() !== '' && Number.isSafeInteger(value) && value >= 0;
  return { kind, match, users, groups, ...(isNumber && { value }) };
}

/** Without what belongs to another kind that was chosen before. */
function fitting({ kind, match, users, groups, value }: RuleDraft): RuleDraft {
  return {
    kind,
    match,
    users: takesList(kind) ? users : [],
    groups: takesList(kind) ? groups : [],
    ...(valueLabelOf(kind) !== undefined && value !== undefined && { value }),
  };
}
