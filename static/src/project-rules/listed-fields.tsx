import { useMemo } from 'react';
import type { Facts, Group, Person } from '../../../src/core/model';
import { groupsNamed } from '../../../src/core/people/actor';
import { braced, isUuid } from '../../../src/core/people/uuid';
import { everybody } from '../../../src/core/people/everybody';
import { besideName, tellingOf, type Telling } from '../../../src/core/words/telling-names';
import { plain } from '../../../src/core/words/names';
import { visibleExactly } from '../../../src/core/words/visible';
import type { Option } from '../controls/combobox';
import { Several } from '../controls/several';

/** Whom a rule lists: people of the repository, found by name, or anybody by uuid. */
export function PeopleField({
  facts,
  people,
  onChange,
}: {
  facts: Facts;
  people: Person[];
  onChange: (people: Person[]) => void;
}) {
  const telling = useMemo(() => tellingOf(everybody(facts)), [facts]);
  const options = useMemo(() => everybody(facts).map((person) => personOption(person, telling)), [facts, telling]);
  return (
    <Several
      label="People"
      chosen={people.map((person) => personOption(person, telling))}
      options={options}
      created={(typed) =>
        isUuid(typed) ? personOption({ id: braced(typed), name: braced(typed) }, telling) : undefined
      }
      placeholder="Nobody"
      nothing="Nobody by that name; a uuid can be typed"
      onChange={onChange}
    />
  );
}

function personOption(person: Person, telling: Telling): Option<Person> {
  const label = plain(person.name);
  const hint = besideName(person, telling);
  return { key: person.id, label, texts: [label, hint, person.id], value: person, ...(hint !== '' && { hint }) };
}

/** Which groups a rule lists: those that the app knows, or any by its slug. */
export function GroupsField({
  facts,
  groups,
  onChange,
}: {
  facts: Facts;
  groups: Group[];
  onChange: (groups: Group[]) => void;
}) {
  const options = useMemo(
    () => [...new Map(groupsNamed(facts).map((group) => [group.slug, groupOption(group)])).values()],
    [facts],
  );
  return (
    <Several
      label="Groups"
      chosen={groups.map(groupOption)}
      options={options}
      created={(typed) =>
        isSlug(typed) ? { ...groupOption({ slug: typed, name: typed }), hint: 'by its slug' } : undefined
      }
      placeholder="None"
      nothing="A group is named by its slug, as in its address"
      onChange={onChange}
    />
  );
}

/** Bitbucket makes a slug of lower-case letters, digits and hyphens from a group's name; older ones hold more. */
function isSlug(typed: string): boolean {
  return typed !== '' && typed.length <= 255 && !/[\s/]/.test(typed);
}

function groupOption(group: Group): Option<Group> {
  return { key: group.slug, label: visibleExactly(group.slug), texts: [group.slug, group.name], value: group };
}
