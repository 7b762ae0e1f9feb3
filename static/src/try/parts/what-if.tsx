import { useId, useMemo, useState } from 'react';
import { levels, type Actor, type Facts, type Group, type Level, type Restriction } from '../../../../src/core/model';
import { groupsNamed } from '../../../../src/core/people/actor';
import type { Part } from '../../../../src/core/questions/change/parts';
import { isListKnown } from '../../../../src/core/questions/reach/repairs';
import type { Numbered } from '../../../../src/core/questions/reach/single';
import { exempted, lookingAlike, restrictionName, sentence } from '../../../../src/core/words/names';
import { visibleExactly } from '../../../../src/core/words/visible';
import { Button } from '../../controls/button';
import { Choice } from '../../controls/choice';
import { Combobox, type Option } from '../../controls/combobox';
import { ActorField } from '../../lists/actor-field';
import { emptyDraft, fitting, missingFrom, takesList, type RuleDraft } from '../../project-rules/rule-draft';
import { RuleFields } from '../../project-rules/rule-fields';

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
  /** Everybody who may be put into a group or given a permission. */
  people: Actor[];
  /** Who is asked about elsewhere on the page. */
  who: Actor;
  onAdd: (part: Part) => void;
}

/** One thing that might be otherwise, as a sentence to fill in. */
export function WhatIf({ facts, people, who, onAdd }: Props) {
  const id = useId();
  const [is, setIs] = useState<Part['is']>('leaves');
  const [wrong, setWrong] = useState('');
  const [typed, setTyped] = useState<Entered>();
  const first: Entered = {
    actor: who.type === 'user' ? who : undefined,
    group: undefined,
    level: 'write',
    rule: undefined,
    draft: emptyDraft,
  };
  const entered = typed ?? first;

  function enter(part: Partial<Entered>) {
    setTyped({ ...entered, ...part });
    setWrong('');
  }

  function add() {
    const part = partIn(is, entered);
    setWrong(typeof part === 'string' ? part : '');
    if (typeof part === 'string') return;
    setTyped(undefined);
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
            setTyped({ ...entered, rule: undefined, draft: emptyDraft });
            setWrong('');
          }}
        />
        {(is === 'leaves' || is === 'joins' || is === 'permitted') && (
          <ActorField
            label="Who"
            actors={people}
            chosen={entered.actor}
            onChoose={(actor) => {
              enter({ actor });
            }}
          />
        )}
        {(is === 'leaves' || is === 'joins') && (
          <GroupField
            facts={facts}
            chosen={entered.group}
            onChoose={(group) => {
              enter({ group });
            }}
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
      if (person === undefined) return 'Say who.';
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

/** A field for one of the rules of the repository. */
function RuleField({
  facts,
  among,
  chosen,
  onChoose,
}: {
  facts: Facts;
  among: (rule: Restriction) => rule is Numbered;
  chosen: Numbered | undefined;
  onChoose: (rule: Numbered) => void;
}) {
  const options = useMemo(() => {
    const alike = lookingAlike(facts.restrictions.items);
    return facts.restrictions.items.filter(among).map((rule) => ruleOption(rule, alike));
  }, [facts, among]);
  return (
    <Combobox
      label="Rule"
      options={options}
      chosen={options.find(({ key }) => key === String(chosen?.id))}
      onChoose={onChoose}
      placeholder="Write access on main"
      nothing="No rule of the repository is called so"
    />
  );
}

function ruleOption(rule: Numbered, alike: ReadonlySet<string>): Option<Numbered> {
  const label = inPlainText(sentence(restrictionName(rule, alike)));
  return {
    key: String(rule.id),
    label,
    texts: [label, String(rule.id)],
    value: rule,
    ...(takesList(rule.kind) && { hint: inPlainText(`for ${exempted(rule)}`) }),
  };
}

/** A field shows no code type. */
function inPlainText(words: string): string {
  return words.replaceAll('`', '');
}

/** A field for one group: one that the app knows, or any by its slug. */
function GroupField({
  facts,
  chosen,
  onChoose,
}: {
  facts: Facts;
  chosen: Group | undefined;
  onChoose: (group: Group) => void;
}) {
  const options = useMemo(
    () => [...new Map(groupsNamed(facts).map((group) => [group.slug, groupOption(group)])).values()],
    [facts],
  );
  return (
    <Combobox
      label="Group"
      options={options}
      chosen={chosen && groupOption(chosen)}
      onChoose={onChoose}
      created={(typed) =>
        typed === '' || /[\s/]/.test(typed)
          ? undefined
          : { ...groupOption({ slug: typed, name: typed }), hint: 'by its slug' }
      }
      placeholder="release-managers"
      nothing="A group is named by its slug, as in its address"
    />
  );
}

function groupOption(group: Group): Option<Group> {
  return { key: group.slug, label: visibleExactly(group.slug), texts: [group.slug, group.name], value: group };
}
