import type { Question, RestrictionName } from '../model';
import type { RepositoryNames } from '../repository';
import type { Shell } from '../words/shell';

/** Whose move it is. */
export type Mover = 'you' | 'repository-admin' | 'project-admin' | 'workspace-admin';

/** What any sentence may need. Names are as inside a sentence; its first letter is made a capital later. */
export interface Reader {
  /** `you`, or the actor's name where somebody else reads. */
  you: string;
  /** `an administrator of acme/web`. */
  administrator: string;
  /** Commands are for this shell. */
  shell: Shell;
}

/** Context of a way out that a decision offers. */
export interface Asked extends Reader {
  question: Question;
  /** Names as sentences show them. */
  repository: RepositoryNames;
}

/** The words of a way out that a decision offers: whose move, the page about it, and the sentence for its data. */
export interface OfDecision<Data> {
  who: Mover | ((data: Data) => Mover);
  page: string | ((where: RepositoryNames, data: Data) => string);
  do: (data: Data, asked: Asked) => string;
  /** What is asked of others, as words sent to them say it; nothing where the move is not theirs. */
  asks?: (data: Data, question: Question) => string;
  /**
   * For readers who may not see names: lists (of people, or of names that people chose) that are emptied, each with the
   * key of the number that their length is added to. The actor stays on a list of people.
   */
  counted?: Partial<Record<ListIn<Data>, KeyOf<Data, number>>>;
  /** The same, for lists of people that become a number of people on named restrictions. */
  countedByRestriction?: Partial<Record<ListIn<Data>, KeyOf<Data, Unnamed>>>;
}

/** Ways out by their ids. */
export type WaysOut = Readonly<Record<string, OfDecision<never>>>;

/** People whose names the reader may not see: how many of them these restrictions list. */
export interface Unnamed {
  count: number;
  on: RestrictionName[];
}

/** A way out, with the data that a rule or merge check must give: `ofDecision<{ … }>({ … })`, or none. */
export function ofDecision<Data = object>(said: OfDecision<NoInfer<Data>>): OfDecision<NoInfer<Data>> {
  return said;
}

/** The keys under which these data hold a list. */
type ListIn<Data> = { [Key in keyof Data]-?: Data[Key] extends readonly unknown[] ? Key : never }[keyof Data];
/** The keys under which these data may hold this. */
type KeyOf<Data, Value> = {
  [Key in keyof Data]-?: Exclude<Data[Key], undefined> extends Value ? Key : never;
}[keyof Data];
