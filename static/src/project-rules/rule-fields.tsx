import { useMemo } from 'react';
import type { Facts, Match } from '../../../src/core/model';
import { Choice } from '../controls/choice';
import { TextField } from '../controls/text-field';
import { GroupsField, PeopleField } from './listed-fields';
import { kindOptions, takesList, valueLabelOf, type RuleDraft } from './rule-draft';

const branchTypes = ['development', 'production', 'feature', 'bugfix', 'release', 'hotfix'];
const byPattern = { label: 'by a name or pattern', value: '' };
const ofType = (value: string) => ({ label: `of the type ${value}`, value });
const branchOptions = [byPattern, ...branchTypes.map(ofType)];

/** The fields of a branch restriction, as Bitbucket's own page has them. */
export function RuleFields({
  facts,
  rule,
  onChange,
}: {
  facts: Facts;
  rule: RuleDraft;
  onChange: (rule: RuleDraft) => void;
}) {
  const { kind, match, value } = rule;
  const type = match.by === 'branch-type' ? match.type : '';
  const valueLabel = valueLabelOf(kind);
  const kinds = useMemo(
    () =>
      kindOptions.some((one) => one.value === kind) ? kindOptions : [...kindOptions, { value: kind, label: kind }],
    [kind],
  );
  const branches = useMemo(
    () => (type === '' || branchTypes.includes(type) ? branchOptions : [...branchOptions, ofType(type)]),
    [type],
  );

  function change(part: Partial<RuleDraft>) {
    onChange({ ...rule, ...part });
  }

  return (
    <>
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
          options={branches}
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
              onChange(withValue(rule, typed));
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
    </>
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
