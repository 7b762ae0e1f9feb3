import { useId, useRef, useState } from 'react';
import { counted } from '../../../../src/core/words/counts';
import { Button } from '../../controls/button';
import { TextField } from '../../controls/text-field';
import { askWorkspace } from '../ask';
import { detailOf } from '../list/fetched';

const most = 366;

/** For how many days readings are kept, which an administrator of the workspace sets. */
export function Days({ days, onDays }: { days: number; onDays: (days: number) => void }) {
  const id = useId();
  const [typed, setTyped] = useState(String(days));
  const [state, setState] = useState<'idle' | 'busy' | { said: string } | { wrong: string }>('idle');
  const field = useRef<HTMLFormElement>(null);
  const wanted = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : 0;

  async function save() {
    if (wanted < 1 || wanted > most) {
      setState({ wrong: `Choose a number of days from 1 to ${String(most)}.` });
      field.current?.querySelector('input')?.focus();
      return;
    }
    setState('busy');
    try {
      const answer = await askWorkspace('keepDays', { days: wanted });
      if ('cannotRead' in answer) {
        setState({ wrong: 'Only an administrator of the workspace can set that.' });
        return;
      }
      onDays(answer.days);
      setTyped(String(answer.days));
      setState({ said: `What changed is kept for ${counted(answer.days, 'day', 'days')} from now on.` });
    } catch (error) {
      setState({ wrong: `It was not saved. ${detailOf(error)}` });
    }
  }

  return (
    <section className="part" aria-labelledby={id}>
      <h3 id={id}>What is kept</h3>
      <p>
        The last reading of each repository, and what changed between two readings, for so many days. It is kept in the
        app’s own storage, for administrators alone.
      </p>
      <form
        ref={field}
        className="reading-choice"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          label="Days"
          inputMode="numeric"
          value={typed}
          maxLength={3}
          aria-invalid={typeof state === 'object' && 'wrong' in state ? true : undefined}
          aria-describedby={`${id}-said`}
          onChange={setTyped}
        />
        <Button type="submit" busy={state === 'busy'} disabled={wanted === days}>
          Save
        </Button>
      </form>
      <p role="status" id={`${id}-said`} className={typeof state === 'object' && 'wrong' in state ? 'wrong' : 'subtle'}>
        {typeof state === 'object' && ('wrong' in state ? state.wrong : state.said)}
      </p>
    </section>
  );
}
