import { useEffect, useRef, useState, type RefObject } from 'react';
import type { Group } from '../../../src/core/model';
import { suppliedListOf } from '../../../src/core/people/supplied/lists';
import { sayWhatGroupDecides } from '../../../src/core/say/member-list';
import { code } from '../../../src/core/words/names';
import { Button } from '../controls/button';
import { useEscape } from '../controls/use-escape';
import { Words } from '../words';
import { Flips } from './flips';
import { KeptLine } from './kept-line';
import { MemberForm } from './form/member-form';
import { SavedLine } from './saved-line';
import { useDraft } from './form/use-draft';
import { useLearned } from './use-learned';
import { useSaving, type Saving, type Supply } from './use-saving';

interface Props {
  group: Group;
  supply: Supply;
  /** Whether what is kept could be read: what nobody sees is not to be overruled. */
  isRead: boolean;
  isOpen: boolean;
  onOpen: (open: boolean) => void;
}

/** One group: what it decides here, who is in it by what is kept, and the form to say so or to take it back. */
export function GroupEntry({ group, supply, isRead, isOpen, onOpen }: Props) {
  const { facts } = supply.gathered;
  const saving = useSaving(group.slug, supply);
  const draft = useDraft(group, facts);
  const [isLeaving, setIsLeaving] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const taker = useRef<HTMLButtonElement>(null);
  const entry = useRef<HTMLLIElement>(null);
  const wasOpen = useRef(false);
  const list = suppliedListOf(group.slug, facts);

  useEffect(() => {
    if (isOpen && wasOpen.current !== isOpen) entry.current?.querySelector('textarea')?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);

  function close() {
    onOpen(false);
    focusSoon(opener);
  }

  return (
    <li ref={entry} className="entry group-entry">
      <h3>
        <Words text={code(group.slug)} />
      </h3>
      <p className="subtle">
        <Words text={sayWhatGroupDecides(group.slug, facts)} />
      </p>
      {list ? <KeptLine list={list} facts={facts} /> : <p>{isRead ? 'Nothing is kept of who is in it.' : notRead}</p>}
      <SavedLine group={group.slug} saving={saving} facts={facts} />
      {isRead && !isOpen && !isLeaving && (
        <div className="choice">
          <Button
            buttonRef={opener}
            onClick={() => {
              onOpen(true);
            }}
          >
            <span>
              {list ? 'See or change the list' : 'Say who is in it'}
              <span className="hidden"> ({group.slug})</span>
            </span>
          </Button>
          {list && (
            <Button
              buttonRef={taker}
              onClick={() => {
                setIsLeaving(true);
              }}
            >
              <span>
                Take it back<span className="hidden"> ({group.slug})</span>
              </span>
            </Button>
          )}
        </div>
      )}
      {isRead && isOpen && <MemberForm group={group} supply={supply} draft={draft} saving={saving} onDone={close} />}
      {isLeaving && list && !isOpen && (
        <TakeBack
          group={group.slug}
          supply={supply}
          saving={saving}
          onDone={(isBack) => {
            setIsLeaving(false);
            focusSoon(isBack ? opener : taker);
          }}
        />
      )}
    </li>
  );
}

const notRead = 'What is kept of who is in it could not be read.';

/** Asks before a list is taken back, and says which answers that would change. */
function TakeBack({
  group,
  supply,
  saving,
  onDone,
}: {
  group: string;
  supply: Supply;
  saving: Saving;
  onDone: (isBack: boolean) => void;
}) {
  const told = useLearned(supply.gathered, group, null);
  const first = useRef<HTMLButtonElement>(null);
  const box = useEscape<HTMLDivElement>(() => {
    onDone(false);
  });
  useEffect(() => {
    first.current?.focus();
  }, []);
  return (
    <div ref={box} role="group" aria-label={`Take back who is in ${group}`} className="stack wide member-form">
      <p>
        <Words text={`Without the list, answers say again that it is not known who is in ${code(group)}.`} />
      </p>
      <Flips told={told} />
      <p role="alert" className="wrong">
        {saving.wrong}
      </p>
      <div className="choice">
        <Button
          buttonRef={first}
          look="danger"
          busy={saving.busy}
          onClick={() => {
            void saving.save(null).then((isBack) => {
              if (isBack) onDone(true);
            });
          }}
        >
          Take the list back
        </Button>
        <Button
          look="quiet"
          onClick={() => {
            onDone(false);
          }}
        >
          Keep it
        </Button>
      </div>
    </div>
  );
}

/** The button is drawn first. */
function focusSoon(button: RefObject<HTMLButtonElement | null>) {
  setTimeout(() => {
    button.current?.focus();
  });
}
