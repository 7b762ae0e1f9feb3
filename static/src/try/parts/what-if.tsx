import { useId, useMemo, useState } from 'react';
import { viewActor, type Gathered } from '../../../../src/core/cell/cell';
import { levels, type Actor, type Facts, type Group, type Level, type Restriction } from '../../../../src/core/model';
import type { Part } from '../../../../src/core/questions/change/parts';
import { isListKnown } from '../../../../src/core/questions/reach/repairs';
import type { Numbered } from '../../../../src/core/questions/reach/single';
import { Button } from '../../controls/button';
import { Choice } from '../../controls/choice';
import { ActorField } from '../../lists/actor-field';
import { emptyDraft, fitting, missingFrom, type RuleDraft } from '../../project-rules/rule-draft';
import { RuleFields } from '../../project-rules/rule-fields';
import { GroupField, RuleField } from './part-fields';

const kinds = [
  { value: 'leaves', label: 'somebody leaves a group' },
  { value: 'joins', label: 'somebody joins a group' },
  { value: 'permitted', label: 'somebody has another permission' },
  { value: 'changed-rule', label: 'a rule changes' },
  { value: 'gone-rule', label: 'a rule goes' },
  { value: 'new-rule', label: 'there is a new rule' },
] as const satisfies { value: Part['is']; label: string }[];

const levelOptions = levels.map((value) => ({ value, label: value === 'none' ? 'none at all' : value })).toReversed();

interface Entered {
  actor: Actor | undefined;
  group: Group | undefined;
  level: Level;
  rule: Numbered | undefined;
  draft: RuleDraft;
}

interface Props {
  facts: Facts;
  gathered: Gathered;
  /** Everybody who may be put into a group or given a permission. */
  people: Actor[];
  onAdd: (part: Part) => void;
}

const empty: Entered = {
  actor: undefined,
  group: undefined,
  level: 'write',
  rule: undefined,
  draft: emptyDraft,
};

/** One thing that might be otherwise, as a sentence to fill in. */
export function WhatIf({ facts, gathered, people, onAdd }: Props) {
  const id = useId();
  const [is, setIs] = useState<Part['is']>('leaves');
  const [wrong, setWrong] = useState('');
  const [entered, setEntered] = useState(empty);
  const likely = useMemo(() => likelyFirst(people, is, entered.group, gathered), [people, is, entered.group, gathered]);
  const wrongBy = (field: 'actor' | 'group' | 'rule') =>
    wrong !== '' && entered[field] === undefined ? `${id}-wrong` : undefined;

  function enter(part: Partial<Entered>) {
    setEntered({ ...entered, ...part });
    setWrong('');
  }

  function add() {
    const part = partIn(is, entered);
    setWrong(typeof part === 'string' ? part : '');
    if (typeof part === 'string') return;
    setEntered(empty);
    onAdd(part);
  }

  return (
    <form
      className="rule-form"
      aria-labelledby={`${id}-what`}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <span id={`${id}-what`} className="hidden">
        What would be otherwise
      </span>
      <div className="what-if">
        <Choice
          label="What if"
          value={is}
          options={kinds}
          onChoose={(one) => {
            setIs(one);
            setEntered({ ...entered, rule: undefined, draft: emptyDraft });
            setWrong('');
          }}
        />
        {(is === 'leaves' || is === 'joins' || is === 'permitted') && (
          <ActorField
            label="Who"
            actors={likely}
            chosen={entered.actor}
            onChoose={(actor) => {
              enter({ actor });
            }}
            placeholder="Choose somebody"
            wrongBy={wrongBy('actor')}
          />
        )}
        {(is === 'leaves' || is === 'joins') && (
          <GroupField
            facts={facts}
            chosen={entered.group}
            onChoose={(group) => {
              enter({ group });
            }}
            wrongBy={wrongBy('group')}
          />
        )}
        {is === 'permitted' && (
          <Choice
            label="Permission on the repository"
            value={entered.level}
            options={levelOptions}
            onChoose={(level) => {
              enter({ level });
            }}
          />
        )}
        {(is === 'changed-rule' || is === 'gone-rule') && (
          <RuleField
            facts={facts}
            among={is === 'changed-rule' ? isEditable : isNumbered}
            chosen={entered.rule}
            onChoose={(rule) => {
              enter({ rule, draft: draftOf(rule) });
            }}
            wrongBy={wrongBy('rule')}
          />
        )}
      </div>
      {(is === 'new-rule' || (is === 'changed-rule' && entered.rule)) && (
        <>
          <RuleFields
            facts={facts}
            rule={entered.draft}
            onChange={(draft) => {
              enter({ draft });
            }}
          />
        </>
      )}
      <p id={`${id}-wrong`} role="alert" className={wrong === '' ? 'hidden' : 'wrong'}>
        {wrong}
      </p>
      <div>
        <Button type="submit" look="primary" aria-describedby={`${id}-wrong`}>
          See what it would do
        </Button>
      </div>
    </form>
  );
}

/** The part that was entered, or what is missing of it. */
function partIn(is: Part['is'], { actor, group, level, rule, draft }: Entered): Part | string {
  const person = actor?.type === 'user' ? actor.person.id : undefined;
  const kept = fitting(draft);
  switch (is) {
    case 'leaves':
    case 'joins':
      if (person === undefined) return group ? 'Say who.' : 'Say who, and which group.';
      return group ? { is, person, group: group.slug } : 'Say which group.';
    case 'permitted':
      return person === undefined ? 'Say who.' : { is, person, level };
    case 'gone-rule':
      return rule ? { is, id: rule.id } : 'Say which rule.';
    case 'changed-rule':
      return rule
        ? (missingFrom(kept) ?? { is, restriction: { ...ruleOf(kept, rule), id: rule.id } })
        : 'Say which rule.';
    case 'new-rule':
      return missingFrom(kept) ?? { is, restriction: ruleOf(kept) };
  }
}

/** Those first for whom leaving or joining the group may change something: whoever may be in it, or may not be. */
function likelyFirst(people: Actor[], is: Part['is'], group: Group | undefined, gathered: Gathered): Actor[] {
  if (!group || (is !== 'leaves' && is !== 'joins')) return people;
  const without = is === 'leaves' ? 'no' : 'yes';
  const isLast = new Set(people.filter((one) => viewActor(one, gathered).isIn(group.slug).is === without));
  return [...people.filter((one) => !isLast.has(one)), ...isLast];
}

function ruleOf({ match, ...rest }: RuleDraft, before?: Restriction): Restriction {
  return {
    ...rest,
    match: match.by === 'glob' ? { by: 'glob', pattern: match.pattern.trim() } : match,
    gaps: [],
    pipelinesSourceBranches: before?.pipelinesSourceBranches ?? [],
  };
}

function draftOf({ kind, match, users, groups, value }: Restriction): RuleDraft {
  return { kind, match, users, groups, ...(value !== undefined && { value }) };
}

function isNumbered(rule: Restriction): rule is Numbered {
  return rule.id !== undefined && !rule.supplied;
}

/** What could not be read of a rule would be lost as it is written anew. */
function isEditable(rule: Restriction): rule is Numbered {
  return isListKnown(rule) && rule.match.by !== 'unknown';
}
