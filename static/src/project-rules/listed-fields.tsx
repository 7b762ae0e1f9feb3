import { AsyncCreatableSelect } from '@atlaskit/select';
import { useMemo } from 'react';
import type { Facts, Group, Person } from '../../../src/core/model';
import { braced, isUuid } from '../../../src/core/people/uuid';
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
  return (
    <ListedField
      label="People"
      chosen={people.map(optionOf)}
      all={everybody(facts).map(optionOf)}
      keyOf={({ id }) => id}
      isNew={isUuid}
      created={(typed) => optionOf(personOf(typed))}
      createLabel={visibleExactly}
      placeholder="Nobody"
      nothing="Nobody by that name; a uuid can be typed"
      onChange={onChange}
    />
  );
}

function personOf(typed: string): Person {
  const id = braced(typed);
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
    <ListedField
      label="Groups"
      chosen={groups.map(groupOption)}
      all={all}
      keyOf={({ slug }) => slug}
      isNew={(typed) => isSlug(typed) && !all.some(({ value }) => value.slug === typed)}
      created={(typed) => groupOption({ slug: typed, name: typed })}
      createLabel={(typed) => `${visibleExactly(typed)} (by its slug)`}
      placeholder="None"
      nothing="A group is named by its slug, as in its address"
      onChange={onChange}
    />
  );
}

/** A field for several of those that the app knows, or of others that can be typed; spaces around what is typed go. */
function ListedField<T>({
  label,
  chosen,
  all,
  keyOf,
  isNew,
  created,
  createLabel,
  placeholder,
  nothing,
  onChange,
}: {
  label: string;
  chosen: Option<T>[];
  all: Option<T>[];
  keyOf: (value: T) => string;
  isNew: (typed: string) => boolean;
  created: (typed: string) => Option<T>;
  createLabel: (typed: string) => string;
  placeholder: string;
  nothing: string;
  onChange: (values: T[]) => void;
}) {
  return (
    <Field label={label}>
      {(id) => (
        <AsyncCreatableSelect<Option<T>, true>
          inputId={id}
          isMulti
          value={chosen}
          defaultOptions={all.slice(0, mostShown)}
          loadOptions={(typed: string) => Promise.resolve(found(all, typed))}
          getOptionValue={({ value }) => keyOf(value)}
          isValidNewOption={(typed: string) => isNew(typed.trim())}
          getNewOptionData={(typed: string) => created(typed.trim())}
          formatCreateLabel={(typed: string) => createLabel(typed.trim())}
          placeholder={placeholder}
          noOptionsMessage={() => nothing}
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
