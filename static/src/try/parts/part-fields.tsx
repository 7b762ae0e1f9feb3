import { useMemo } from 'react';
import type { Facts, Group, Restriction } from '../../../../src/core/model';
import { groupsNamed } from '../../../../src/core/people/actor';
import type { Numbered } from '../../../../src/core/questions/reach/single';
import { visibleExactly } from '../../../../src/core/words/visible';
import { exempted, lookingAlike, restrictionName, sentence } from '../../../../src/core/words/names';
import { Combobox, type ComboboxProps, type Option } from '../../controls/combobox';
import { takesList } from '../../project-rules/rule-draft';

/** A field for one of the rules of the repository. */
export function RuleField({
  facts,
  among,
  chosen,
  onChoose,
  wrongBy,
}: Pick<ComboboxProps<Numbered>, 'wrongBy'> & {
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
      placeholder="Choose a rule"
      wrongBy={wrongBy}
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
export function GroupField({
  facts,
  chosen,
  onChoose,
  wrongBy,
}: Pick<ComboboxProps<Group>, 'wrongBy'> & {
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
      placeholder="Choose a group"
      wrongBy={wrongBy}
      nothing="A group is named by its slug, as in its address"
    />
  );
}

function groupOption(group: Group): Option<Group> {
  return { key: group.slug, label: visibleExactly(group.slug), texts: [group.slug, group.name], value: group };
}
