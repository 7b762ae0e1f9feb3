import type { Compiled } from '../../compiled/compiled';
import { changeFile, type ChangeFile } from '../../apply/body';
import type { Actor, Facts, Operation, Person, Question } from '../../model';
import { actorsOf, branchesOf, cells, minus, type Share } from '../../questions/change/effect';
import { actorId } from '../../people/actor';
import { guardedBranches, type Smallest, type SmallestChange } from '../../questions/reach/smallest';
import { isViewer } from '../../people/viewer';
import { oncePer } from '../../portions/once';
import { namesOf } from '../../repository';
import type { Mover } from '../../ways-out/way-out';
import { enumeration, lookingAlike, plain, restrictionName, sentence } from '../../words/names';
import type { Shell } from '../../words/shell';
import { tellingOf, toldName } from '../../words/telling-names';
import { sayActor, type SpokenActor } from '../decision';
import { sayApply, type Applied } from './apply';
import { isTwin, said, type Telling } from './account';
import { changeSentence, moverOf, pageOf, singleWords, type Naming } from './change-words';

/** Somebody who may do something on some branches, as JSON has it. */
export interface SpokenShare {
  actor: SpokenActor;
  operation: Operation;
  branches: string[];
}

/** A smallest change in words. */
export interface ToldChange {
  summary: string;
  who: Mover;
  /** Who can make it, where that is known. */
  by?: SpokenActor[];
  /** Set where the owner of the credential is one of them. */
  byYou?: true;
  page: string;
  safe: boolean;
  /** What else it opens, takes and leaves unsure, in sentences. */
  account: string[];
  /** Words with which to ask for it. */
  request: string;
  /** How it is made: as requests, as steps on Bitbucket's screen, as Terraform. */
  apply: Applied;
}

/** The same with every cell that flips, as `explain --fix --json` has it. */
export interface SpokenChange extends ToldChange {
  change: ChangeFile;
  opens: SpokenShare[];
  /** Only of changes that take something away. */
  closes?: SpokenShare[];
  unsure: SpokenShare[];
  /** Allowed for sure, and not known before: it may have been allowed already. */
  granted?: SpokenShare[];
  /** Denied for sure, and not known before. Only of changes that take something away. */
  refused?: SpokenShare[];
  /** Set where more cells flip than are written out: how many stand in no list. */
  leftOut?: number;
}

/** Smallest changes in words, and how many more there are. */
export interface ToldChanges {
  changes: ToldChange[];
  more: number;
}

/** `changes` and `more` of `explain --fix --json`. */
export interface SpokenChanges {
  changes: SpokenChange[];
  more: number;
}

/** So many cells of one change are written out one by one. */
const mostCells = 1_000_000;

/** What was asked about: somebody, or everybody, on one branch. */
type Asked = Pick<Question, 'operation' | 'branch'> & { actor?: Actor };

/** How they are said. `taking`: they take away, and say what else. */
interface Manner {
  taking?: boolean;
  /** Commands are for this shell. */
  shell?: Shell;
  /** Whoever reads is the owner of the credential: what they can make is said to be theirs to make. */
  toViewer?: boolean;
}

/** The smallest changes in words. */
export function tellChanges({ changes, more }: Smallest, ...about: [Compiled, Asked, Manner?]): ToldChanges {
  return { changes: changes.map(tellerOf(...about)), more };
}

/** What tells one smallest change at a time, as a page does that tells only those in sight. */
export function tellerOf(...about: [Compiled, Asked, Manner?]): (one: SmallestChange) => ToldChange {
  const around = aroundOf(...about);
  return (one) => tellChange(one, around);
}

/** The same with every cell that flips: of a large repository these may be many. */
export function sayChanges({ changes, more }: Smallest, ...about: [Compiled, Asked, Manner?]): SpokenChanges {
  const around = aroundOf(...about);
  return { changes: changes.map((one) => sayChange(one, around)), more };
}

function aroundOf(
  compiled: Compiled,
  question: Asked,
  { taking = false, shell = 'posix', toViewer = false }: Manner = {},
): Around {
  const guarded = guardedBranches(compiled, true);
  return { compiled, question, naming: namingIn(compiled), guarded, taking, shell, toViewer, asked: question.branch };
}

/** Names that tell apart whoever looks alike among everybody of what was compiled, and restrictions too. */
export const namingIn = oncePer(({ actors, gathered: { facts } }: Compiled): Naming => {
  const telling = tellingOf(actors.flatMap((actor): Person[] => (actor.type === 'user' ? [actor.person] : [])));
  const alike = lookingAlike(facts.restrictions.items);
  return {
    repository: namesOf(facts.repository),
    person: ({ id, name }) => plain(toldName({ id, name }, telling)),
    restriction: (one) => restrictionName(one, alike),
  };
});

interface Around extends Telling {
  question: Asked;
  taking: boolean;
  shell: Shell;
  toViewer: boolean;
}

function sayChange(one: SmallestChange, around: Around): SpokenChange {
  const { compiled, taking } = around;
  const { change, opens, granted, closes, unsure, refused } = one;
  const left = [opens, granted, closes, unsure, refused].reduce(
    (sum, shares) => sum + Math.max(0, cells(shares) - mostCells),
    0,
  );
  return {
    change: changeFile(change),
    ...tellChange(one, around),
    opens: sayShares(opens, compiled),
    ...(taking && { closes: sayShares(closes, compiled) }),
    unsure: sayShares(unsure, compiled),
    ...(granted.length > 0 && { granted: sayShares(granted, compiled) }),
    ...(refused.length > 0 && { refused: sayShares(refused, compiled) }),
    ...(left > 0 && { leftOut: left }),
  };
}

function tellChange(one: SmallestChange, around: Around): ToldChange {
  const { naming, shell, toViewer } = around;
  const { facts } = around.compiled.gathered;
  const { singles, change, safe } = one;
  const [first] = singles;
  if (!first) throw new Error('A change changes something.');
  // Whoever has the most to say of it: the workspace's administrator, then the project's.
  const last = singles.reduce((high, single) => (rank(moverOf(single)) > rank(moverOf(high)) ? single : high), first);
  const who = moverOf(last);
  const by = whoAdministers(who, facts);
  const byYou = by.some((person) => isViewer(person, facts));
  const account = accountOf(one, around);
  const toldTo = (words: 'you' | 'yourself'): Naming =>
    toViewer ? { ...naming, person: (person) => (isViewer(person, facts) ? words : naming.person(person)) } : naming;
  return {
    summary: changeSentence(singles, toldTo(byYou ? 'yourself' : 'you'), toViewer && byYou),
    who,
    ...(by.length > 0 && { by: by.map((person) => sayActor({ type: 'user', person })) }),
    ...(byYou && { byYou: true }),
    page: pageOf(last, naming.repository),
    safe,
    account: toViewer ? accountOf(one, { ...around, naming: toldTo('you') }) : account,
    request: requestOf(one, naming, account),
    apply: sayApply(change, facts, shell),
  };
}

const movers: readonly Mover[] = ['you', 'repository-admin', 'project-admin', 'workspace-admin'];

function rank(mover: Mover): number {
  return movers.indexOf(mover);
}

/** Who surely administers what the change is made in; empty where nobody was seen to. */
function whoAdministers(
  mover: Mover,
  {
    permissions,
    workspaceMembers,
    projectUserGrants,
  }: Pick<Facts, 'permissions' | 'workspaceMembers' | 'projectUserGrants'>,
): Person[] {
  const owners = workspaceMembers.items.flatMap(({ person, owner }) => (owner ? [person] : []));
  switch (mover) {
    case 'repository-admin':
      return permissions.items.flatMap(({ person, level }) => (level === 'admin' ? [person] : []));
    case 'project-admin': {
      const own = projectUserGrants.items.flatMap(({ person, level }) => (level === 'admin' ? [person] : []));
      return [...new Map([...own, ...owners].map((person) => [person.id, person])).values()];
    }
    case 'workspace-admin':
      return owners;
    case 'you':
      return [];
  }
}

/** These shares by actor and operation, each once; not more than so many cells are written out. */
function sayShares(shares: readonly Share[], compiled: Compiled): SpokenShare[] {
  const said = new Map<string, SpokenShare>();
  let left = mostCells;
  for (const share of shares) {
    const names = branchesOf(share, compiled);
    for (const actor of actorsOf(share, compiled)) {
      if (left < names.length) break;
      left -= names.length;
      const key = `${share.operation} ${actorId(actor)}`;
      const before = said.get(key);
      if (before) before.branches = [...before.branches, ...names];
      else said.set(key, { actor: sayActor(actor), operation: share.operation, branches: names });
    }
  }
  return [...said.values()];
}

/** What else a change does, in sentences: what it opens, first to the same person, what it takes, what is unsure. */
function accountOf({ opens, granted, closes, unsure, refused }: SmallestChange, around: Around): string[] {
  const isOwn = (share: Share) => {
    const { actor } = around.question;
    return actor !== undefined && actorsOf(share, around.compiled).every((one) => actorId(one) === actorId(actor));
  };
  // The same restrictions keep a push and the creation of the branch, for everybody.
  const shown = (some: readonly Share[]) => some.filter((share) => !isTwin(share, around.compiled, around.question));
  const gains = [...opens.filter(isOwn), ...opens.filter((share) => !isOwn(share))];
  const nothing = around.taking ? 'It takes nothing else from anybody.' : 'It opens nothing else to anybody.';
  const isNothing = shown(around.taking ? [...closes, ...refused] : [...opens, ...granted]).length === 0;
  return [
    ...(isNothing ? [nothing] : []),
    ...said(shown(gains), around, (who, deed) => `It also lets ${who} ${deed}.`),
    ...said(shown(granted), around, (who, deed) => `${sentence(who)} can then surely ${deed}, which was not known.`),
    ...(around.toViewer && !around.taking && !isNothing ? ['Beyond that it opens nothing to anybody.'] : []),
    ...said(shown(minus(closes, unsure)), around, (who, deed) => `${sentence(who)} can then no longer ${deed}.`),
    ...said(unsure, around, (who, deed) => `Whether ${who} can ${deed} is then not known.`),
    ...said(refused, around, (who, deed) => `${sentence(who)} can then surely not ${deed}, which was not known.`),
  ];
}

function requestOf({ singles }: SmallestChange, naming: Naming, account: string[]): string {
  const asked = enumeration(singles.map((single) => singleWords(single, naming)));
  const pages = [...new Set(singles.map((single) => pageOf(single, naming.repository)))];
  return `Could you ${asked} in ${plain(naming.repository.fullName)}? ${account.join(' ')} ${pages.join(' ')}`;
}
