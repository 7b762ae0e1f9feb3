import { AsyncCreatableSelect } from '@atlaskit/select';
import { useMemo } from 'react';
import type { Facts, Group, Person } from '../../../src/core/model';
import { everybody } from '../../../src/core/people/everybody';
import { plain } from '../../../src/core/words/names';
import { besideName, tellingOf } from '../../../src/core/words/telling-names';
import { visibleExactly } from '../../../src/core/words/visible';
import { Field } from '../field';

interface Option<T> {
  label: string;
  value: T;
}

/** More would only be scrolled past; typing finds the others. */
const mostShown = 50;
const uuid = /^\{?[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\}?$/i;

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
  const optionOf = (person: Person): Option<Person> => ({
    label: [plain(person.name), besideName(person, telling)].filter((part) => part !== '').join(' '),
    value: person,
  });
  const all = everybody(facts).map(optionOf);
  return (
    <Field label="People">
      {(id) => (
        <AsyncCreatableSelect<Option<Person>, true>
          inputId={id}
          isMulti
          value={people.map(optionOf)}
          defaultOptions={all.slice(0, mostShown)}
          loadOptions={(typed: string) => Promise.resolve(found(all, typed))}
          getOptionValue={({ value }) => value.id}
          isValidNewOption={(typed: string) => uuid.test(typed.trim())}
          getNewOptionData={(typed: string) => optionOf(personOf(typed))}
          formatCreateLabel={(typed: string) => visibleExactly(typed.trim())}
          placeholder="Nobody"
          noOptionsMessage={() => 'Nobody by that name; a uuid can be typed'}
          onChange={(options) => {
            onChange(options.map(({ value }) => value));
          }}
        />
      )}
    </Field>
  );
}

function personOf(typed: string): Person {
  const id = `{${typed.trim().toLowerCase().replaceAll(/[{}]/g, '')}}`;
  return { id, name: id };
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
  const all = useMemo(() => groupsOf(facts).map(groupOption), [facts]);
  return (
    <Field label="Groups">
      {(id) => (
        <AsyncCreatableSelect<Option<Group>, true>
          inputId={id}
          isMulti
          value={groups.map(groupOption)}
          defaultOptions={all.slice(0, mostShown)}
          loadOptions={(typed: string) => Promise.resolve(found(all, typed))}
          getOptionValue={({ value }) => value.slug}
          isValidNewOption={(typed: string) =>
            isSlug(typed.trim()) && !all.some(({ value }) => value.slug === typed.trim())
          }
          getNewOptionData={(typed: string) => groupOption({ slug: typed.trim(), name: typed.trim() })}
          formatCreateLabel={(typed: string) => `${visibleExactly(typed.trim())} (by its slug)`}
          placeholder="None"
          noOptionsMessage={() => 'A group is named by its slug, as in its address'}
          onChange={(options) => {
            onChange(options.map(({ value }) => value));
          }}
        />
      )}
    </Field>
  );
}

/** Bitbucket makes a slug of lower-case letters, digits and hyphens from a group's name; older ones hold more. */
function isSlug(typed: string): boolean {
  return typed !== '' && typed.length <= 255 && !/[\s/]/.test(typed);
}

function groupOption(group: Group): Option<Group> {
  return { label: visibleExactly(group.slug), value: group };
}

function groupsOf({ restrictions, groupGrants, projectGroupGrants }: Facts): Group[] {
  const all = [
    ...groupGrants.items.map(({ group }) => group),
    ...projectGroupGrants.items.map(({ group }) => group),
    ...restrictions.items.flatMap(({ groups }) => groups),
  ];
  return [...new Map(all.map((group) => [group.slug, group])).values()];
}

function found<T>(options: Option<T>[], typed: string): Option<T>[] {
  const wanted = typed.trim().toLowerCase();
  return options.filter(({ label }) => label.toLowerCase().includes(wanted)).slice(0, mostShown);
}
