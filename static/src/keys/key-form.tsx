import { useId, useState } from 'react';
import { Button } from '../controls/button';
import { TextField } from '../controls/text-field';
import type { WebhookKeys } from './use-webhook-keys';

const longestName = 80;

/** What a new key is called, and how it answers. */
export function KeyForm({ isFull, busy, onMake }: { isFull: boolean; busy: boolean; onMake: WebhookKeys['make'] }) {
  const id = useId();
  const [name, setName] = useState('');
  const [names, setNames] = useState(true);

  async function make() {
    if (isFull || busy) return;
    if (await onMake({ name, names })) setName('');
  }

  return (
    <form
      className="stack wide"
      aria-labelledby={`${id}-title`}
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <h3 id={`${id}-title`}>A new key</h3>
      <p id={`${id}-may`}>
        Whoever holds a key may ask about anybody, not only about who runs the build: the verdict, and the rules,
        permissions and groups that it comes from.
      </p>
      <TextField
        label="What it is for"
        placeholder="Release in Pipelines"
        maxLength={longestName}
        value={name}
        disabled={isFull}
        onChange={setName}
      />
      <label>
        <input
          type="checkbox"
          checked={!names}
          disabled={isFull}
          onChange={(event) => {
            setNames(!event.target.checked);
          }}
        />{' '}
        Answer without names: people are spoken of only as the build wrote them
      </label>
      <div>
        <Button type="submit" look="primary" disabled={isFull} busy={busy} aria-describedby={`${id}-full ${id}-may`}>
          Make a key
        </Button>
      </div>
      <p id={`${id}-full`} className="subtle small">
        {isFull && 'Two keys are valid at a time, so that one can replace the other: revoke one first.'}
      </p>
    </form>
  );
}
