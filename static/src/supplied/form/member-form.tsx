import { useId, useMemo, useRef, useState } from 'react';
import type { Group } from '../../../../src/core/model';
import { suppliedListOf } from '../../../../src/core/people/supplied/lists';
import { enumeration, plain } from '../../../../src/core/words/names';
import { Button } from '../../controls/button';
import { useEscape } from '../../controls/use-escape';
import { Flips } from '../flips';
import { AskAboutNobody } from './ask-about-nobody';
import { LeftLines } from './left-lines';
import { ListedPeople, peopleOf } from './listed-people';
import '../supplied.css';
import type { Draft } from './use-draft';
import { useLearned } from '../use-learned';
import { thousands } from '../../../../src/core/words/counts';
import { isSameSet, type Saving, type Supply } from '../use-saving';

interface Props {
  group: Group;
  supply: Supply;
  draft: Draft;
  saving: Saving;
  /** The form is not needed any more; what was not understood keeps it open. */
  onDone: () => void;
}

/** The app keeps no more of one group. */
const most = 5_000;

/**
 * Who is in a group: the people of the list, a box to name more, and, before anything is saved, which answers would
 * change. Bitbucket does not tell apps, but an administrator can look it up.
 */
export function MemberForm({ group, supply, draft, saving, onDone }: Props) {
  const id = useId();
  const { facts } = supply.gathered;
  const { ids, list } = draft;
  const [asking, setAsking] = useState(false);
  const [wrong, setWrong] = useState('');
  const box = useRef<HTMLTextAreaElement>(null);
  const saveButton = useRef<HTMLButtonElement>(null);
  const members = useMemo(() => [...new Set([...ids, ...list.ids])], [ids, list]);
  const kept = suppliedListOf(group.slug, facts);
  const isAsKept = kept !== undefined && isSameSet(kept.members, members);
  const told = useLearned(
    supply.gathered,
    group.slug,
    asking ? [] : members.length === 0 || isAsKept ? undefined : members,
  );

  async function save() {
    const read = draft.read();
    const all = [...new Set([...ids, ...read.ids])];
    const isEmpty = all.length === 0;
    setWrong(complaintAbout(all, read.left.length));
    if (complaintAbout(all, read.left.length) !== '') return;
    if (isEmpty && !asking) {
      setAsking(true);
      return;
    }
    if (!(await saving.save(all))) return;
    setAsking(false);
    draft.reset(read);
    if (read.left.length === 0) onDone();
    else box.current?.focus();
  }

  function change(act: () => void) {
    setWrong('');
    setAsking(false);
    act();
  }

  function goBack() {
    setAsking(false);
    // The button is drawn first.
    setTimeout(() => saveButton.current?.focus());
  }
  const form = useEscape<HTMLFormElement>(asking ? goBack : onDone);

  return (
    <form
      ref={form}
      className="stack wide member-form"
      aria-label={`Who is in ${group.slug}`}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <ListedPeople
        ids={ids}
        facts={facts}
        onChange={(next) => {
          change(() => {
            draft.setIds(next);
          });
        }}
      />
      <div className="field">
        <label htmlFor={id}>{ids.length === 0 ? 'Who is in it' : 'Who else is in it'}</label>
        <textarea
          id={id}
          ref={box}
          rows={5}
          value={draft.text}
          spellCheck={false}
          aria-describedby={`${id}-hint ${id}-wrong`}
          onChange={({ currentTarget }) => {
            const { value } = currentTarget;
            change(() => {
              draft.setText(value);
            });
          }}
        />
        <span id={`${id}-hint`} className="subtle small">
          One person a line: a name, nickname, uuid or account id. What you copied from a mail or exported from
          Atlassian Administration can be pasted as it is.
        </span>
      </div>
      {list.ids.length > 0 && (
        <p role="status">Understood: {enumeration(peopleOf(list.ids, facts).map(({ name }) => plain(name)))}.</p>
      )}
      <LeftLines
        list={list}
        group={group.slug}
        repository={facts.repository}
        onMeant={(person, rest) => {
          change(() => {
            draft.setIds([...members, ...(members.includes(person.id) ? [] : [person.id])]);
            draft.setText(rest);
          });
          box.current?.focus();
        }}
        onText={(text) => {
          change(() => {
            draft.setIds(members);
            draft.setText(text);
          });
          box.current?.focus();
        }}
      />
      {asking ? (
        <AskAboutNobody group={group.slug} busy={saving.busy} onSave={() => void save()} onCancel={goBack}>
          <Flips told={told} />
        </AskAboutNobody>
      ) : (
        <>
          {members.length > 0 && !isAsKept && <Flips told={told} />}
          <p id={`${id}-wrong`} role="alert" className="wrong">
            {wrong === '' ? saving.wrong : wrong}
          </p>
          <div className="choice">
            <Button type="submit" look="primary" busy={saving.busy} disabled={isAsKept} buttonRef={saveButton}>
              Save the list
            </Button>
            <Button
              look="quiet"
              onClick={() => {
                draft.reset();
                onDone();
              }}
            >
              Cancel
            </Button>
            {isAsKept && <span className="subtle">The list is as it is kept.</span>}
          </div>
        </>
      )}
    </form>
  );
}

function complaintAbout(members: readonly string[], left: number): string {
  if (members.length === 0 && left > 0) return 'Nobody of this was understood, so nothing was saved.';
  if (members.length > most)
    return `At most ${thousands(most)} people of a group can be kept, and these are ${thousands(members.length)}.`;
  return '';
}
