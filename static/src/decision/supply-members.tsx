import { Button } from '../controls/button';
import { useId, useState } from 'react';
import { actorMeant } from '../../../src/core/people/actor';
import type { Facts } from '../../../src/core/model';
import { code, plain } from '../../../src/core/words/names';
import { Words } from '../words';

/** The facts that names are looked up in, and what saves a group's members. */
export interface Supply {
  facts: Facts;
  onMembers: (group: string, members: string[] | null) => Promise<void>;
}

/**
 * A form for the members of a group: Bitbucket does not show them to apps, but an administrator can look them up and
 * paste them here.
 */
export function SupplyMembers({ group, facts, onMembers }: Supply & { group: string }) {
  const id = useId();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState('');
  const [saving, setSaving] = useState(false);

  async function save() {
    const { ids, unclear } = membersIn(text, facts);
    setWrong(unclear.length === 0 ? '' : `Not one person of this repository: ${unclear.map(plain).join(', ')}.`);
    if (unclear.length > 0) return;
    setSaving(true);
    try {
      await onMembers(group, ids);
    } catch {
      setWrong('The list may not have been saved. You can try again.');
      setSaving(false);
    }
  }

  return (
    <details className="supply">
      <summary>
        <Words text={`Say who is in ${code(group)}`} />
      </summary>
      <label htmlFor={id}>
        One person a line: a display name, nickname, account id or uuid. An empty list means nobody.
      </label>
      <textarea
        id={id}
        rows={5}
        value={text}
        aria-describedby={`${id}-wrong`}
        onChange={(event) => {
          setText(event.target.value);
        }}
      />
      <p id={`${id}-wrong`} role="alert">
        {wrong}
      </p>
      <Button busy={saving} onClick={() => void save()}>
        Save the list
      </Button>
    </details>
  );
}

function membersIn(text: string, facts: Facts): { ids: string[]; unclear: string[] } {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const meant = lines.map((line) => ({ line, meant: actorMeant(line, facts) }));
  return {
    ids: meant.flatMap(({ meant: one }) => ('actor' in one && one.actor.type === 'user' ? [one.actor.person.id] : [])),
    unclear: meant.flatMap(({ line, meant: one }) => ('actor' in one && one.actor.type === 'user' ? [] : [line])),
  };
}
