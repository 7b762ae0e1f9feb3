import { useMemo } from 'react';
import { viewActor, type BranchView, type Gathered } from '../../../src/core/cell/cell';
import type { Verdict } from '../../../src/core/decision';
import type { Actor, Operation, Question } from '../../../src/core/model';
import { actorId } from '../../../src/core/people/actor';
import { settle, type Settled } from '../../../src/core/questions/survey';
import { sayThrough } from '../../../src/core/say/survey';
import { actorTitle } from '../../../src/core/words/names';
import { besideName, type Telling } from '../../../src/core/words/telling-names';
import { Badge } from '../controls/badge';
import { CellAnswer } from '../decision/cell-answer';
import type { Supply } from '../supplied/use-saving';
import { verdictLooks } from '../decision/verdict-looks';
import { VirtualRows } from '../lists/virtual-rows';
import type { Branches } from '../settings/reading/use-facts';
import { useToReader } from '../reader';
import { Words } from '../words';

/** What rows of people need: the question that they answer, and how one is opened. */
export interface RowProps {
  gathered: Gathered;
  branches: Branches;
  supply: Supply;
  actors: readonly Actor[];
  operation: Operation;
  view: BranchView;
  label: string;
  verdictOf: (actor: Actor) => Verdict;
  /** Said in place of what decided, where that stands above the rows. */
  aboveOf: (actor: Actor) => string | undefined;
  telling: Telling;
  /** The id of the actor whose answer is open. */
  open: string | undefined;
  onOpen: (actor: Actor) => void;
  onClose: () => void;
}

/** People or other actors with their verdict and what decided it; the whole answer opens in place. */
export function RosterRows({ actors, label, open, ...rest }: RowProps) {
  return (
    <VirtualRows
      rows={actors}
      label={label}
      keyOf={actorId}
      kept={open === undefined ? -1 : actors.findIndex((actor) => actorId(actor) === open)}
      drawn={(actor) => <Row actor={actor} isOpen={actorId(actor) === open} {...rest} />}
    />
  );
}

function Row({
  actor,
  isOpen,
  gathered,
  branches,
  supply,
  operation,
  view,
  verdictOf,
  aboveOf,
  telling,
  onOpen,
  onClose,
}: Omit<RowProps, 'actors' | 'label' | 'open'> & { actor: Actor; isOpen: boolean }) {
  const look = verdictLooks[verdictOf(actor)];
  // Only what is in sight is put into words: of thousands, each has a sentence of its own.
  const settled = useMemo(() => settledFor({ gathered, operation, view }, actor), [gathered, operation, view, actor]);
  const read = useToReader(settled);
  return (
    <>
      <span className="verdict">
        <Badge tone={look.tone}>{look.word}</Badge>
      </span>
      <button
        type="button"
        className="name"
        aria-expanded={isOpen}
        onClick={() => {
          if (isOpen) onClose();
          else onOpen(actor);
        }}
      >
        <bdi>{actorTitle(actor)}</bdi>{' '}
        {actor.type === 'user' && <bdi className="subtle small">{besideName(actor.person, telling)}</bdi>}
      </button>
      {!isOpen && (
        <span className="subtle through">
          <Words text={aboveOf(actor) ?? sayThrough(read, read.question, gathered.facts, telling)} />
        </span>
      )}
      {isOpen && (
        <CellAnswer
          gathered={gathered}
          branches={branches}
          supply={supply}
          question={{ actor, operation, branch: view.name }}
          level={5}
          onClose={onClose}
        />
      )}
    </>
  );
}

/** What decided, in a sentence for everybody. */
export function throughOf(rows: Asked & Pick<RowProps, 'telling'>, actor: Actor): string {
  const { question, ...settled } = settledFor(rows, actor);
  return sayThrough(settled, question, rows.gathered.facts, rows.telling);
}

type Asked = Pick<RowProps, 'gathered' | 'operation' | 'view'>;

function settledFor({ gathered, operation, view }: Asked, actor: Actor): Settled & { question: Question } {
  const settled = settle(gathered, operation, view, viewActor(actor, gathered), new Set());
  return { ...settled, question: { actor, operation, branch: view.name } };
}
