import { useMemo, useRef, useState } from 'react';
import type { Facts, Person } from '../../../../src/core/model';
import { everyoneNamed } from '../../../../src/core/people/actor';
import { plain } from '../../../../src/core/words/names';
import { besideName, tellingOf } from '../../../../src/core/words/telling-names';
import { found } from '../../controls/search';
import { thousands } from '../../../../src/core/words/counts';
import { TextField } from '../../controls/text-field';

/** So many stand there at once; the others are found by name. */
const mostShown = 60;

/** Who stands in a list, each with a button that takes them out. */
export function ListedPeople({
  ids,
  facts,
  onChange,
}: {
  ids: readonly string[];
  facts: Facts;
  onChange: (ids: readonly string[]) => void;
}) {
  const [wanted, setWanted] = useState('');
  const box = useRef<HTMLDivElement>(null);
  const people = useMemo(() => peopleOf(ids, facts), [ids, facts]);
  const shown = useMemo(
    () =>
      found(
        people.map((person) => ({ person, texts: [person.name, person.nickname ?? '', person.id] })),
        wanted,
        mostShown,
      ).map(({ person }) => person),
    [people, wanted],
  );
  const telling = useMemo(() => tellingOf(shown), [shown]);
  if (ids.length === 0) return null;

  function takeOut(id: string, at: number) {
    onChange(ids.filter((one) => one !== id));
    // Focus goes to the one that takes the place, else to the one before.
    const buttons = [...(box.current?.querySelectorAll<HTMLButtonElement>('.chosen button') ?? [])];
    (buttons[at + 1] ?? buttons[at - 1])?.focus();
  }

  return (
    <div ref={box} className="stack wide">
      <h4>In the list: {thousands(ids.length)}</h4>
      {ids.length > 20 && (
        <TextField
          label="Find somebody in the list"
          value={wanted}
          onChange={setWanted}
          onKeyDown={(event) => {
            // Enter would save the list.
            if (event.key === 'Enter') event.preventDefault();
          }}
        />
      )}
      <ul aria-label="In the list" className="chosen">
        {shown.map((person, at) => (
          <li key={person.id} className="chip">
            <bdi>{plain(person.name)}</bdi> <bdi className="subtle small">{besideName(person, telling)}</bdi>
            <button
              type="button"
              onClick={() => {
                takeOut(person.id, at);
              }}
            >
              <span aria-hidden="true">×</span>
              <span className="hidden">Take out {plain(person.name)}</span>
            </button>
          </li>
        ))}
      </ul>
      {shown.length < ids.length && (
        <p className="subtle small" role="status">
          {thousands(shown.length)} of {thousands(ids.length)} are shown.
        </p>
      )}
    </div>
  );
}

/** These people as Bitbucket calls them, by name; one that it does not name here stands by their uuid, last. */
export function peopleOf(ids: readonly string[], facts: Facts): Person[] {
  const all = everyoneNamed(facts);
  const byName = new Intl.Collator('en');
  return ids
    .map((id) => all.get(id) ?? { id, name: id })
    .sort((a, b) => Number(a.name === a.id) - Number(b.name === b.id) || byName.compare(a.name, b.name));
}
