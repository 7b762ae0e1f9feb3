import { useEffect, useId, useMemo, useRef, type ReactNode } from 'react';
import type { Gathered } from '../../../src/core/cell/cell';
import type { Question } from '../../../src/core/model';
import { actorId } from '../../../src/core/people/actor';
import { Button } from '../controls/button';
import { useEscape } from '../controls/use-escape';
import type { Branches } from '../settings/reading/use-facts';
import { answerTo } from './answer-to';
import { DecisionCard, type AnswerLevel } from './decision-card';
import type { Supply } from '../supplied/use-saving';
import './cell-answer.css';

interface Props {
  gathered: Gathered;
  question: Question;
  /** With them, the answer says of a branch that it does not exist. */
  branches: Branches;
  onClose: () => void;
  supply?: Supply;
  /** The level of the answer's heading: one below that of the list or table that it stands in. */
  level?: AnswerLevel;
  /** What stands below the answer. */
  children?: ReactNode;
}

/**
 * The answer to what was clicked, in place. It takes the focus as it opens, and again with each other question; Escape
 * or its button closes it, and the focus goes back to what opened it.
 */
export function CellAnswer({ gathered, question, branches, onClose, supply, level = 3, children }: Props) {
  const id = useId();
  const box = useEscape<HTMLDivElement>(close);
  const opener = useRef<Element | null>(null);
  const decision = useMemo(() => answerTo(question, gathered, branches), [question, gathered, branches]);
  const { actor, operation, branch } = question;
  const asked = [actorId(actor), operation, branch].join(' ');

  useEffect(() => {
    if (!box.current?.contains(document.activeElement)) opener.current = document.activeElement;
    box.current?.focus({ preventScroll: true });
    // Its beginning is in sight, and what it is the answer to, above it.
    box.current?.scrollIntoView({ block: 'nearest' });
    box.current?.querySelector('.answer')?.scrollIntoView({ block: 'nearest' });
  }, [asked, box]);

  function close() {
    // Whoever opened it may know better where the focus belongs, and has the last word.
    if (opener.current instanceof HTMLElement && opener.current.isConnected) opener.current.focus();
    onClose();
  }

  return (
    <div ref={box} className="cell-answer" role="group" aria-labelledby={id} tabIndex={-1}>
      <Button look="quiet" className="close" onClick={close}>
        Close
      </Button>
      <DecisionCard decision={decision} id={id} level={level} {...(supply && { supply })} />
      {children}
    </div>
  );
}
