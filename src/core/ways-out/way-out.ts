import type { Question, RestrictionName } from '../model';
import type { RepositoryNames } from '../repository';
import type { Shell } from '../words/shell';
import type { PushAtHand } from './push';

/** Whose move it is. */
export type Mover = 'you' | 'repository-admin' | 'project-admin' | 'workspace-admin';

/** What every sentence may need. Names stand as they do inside a sentence; its first letter becomes a capital by itself. */
export interface Reader {
  /** `you`, or the name of whoever acts where somebody else reads. */
  you: string;
  /** `an administrator of acme/web`. */
  administrator: string;
  /** Commands are for this shell. */
  shell: Shell;
}

/** Around a decision. */
export interface Asked extends Reader {
  question: Question;
  /** Names as sentences show them. */
  repository: RepositoryNames;
}

/** Around a text that somebody pasted. */
export interface Pasted extends Reader {
  push: PushAtHand;
}

/** What a way out says of a decision: whose move it is, where that is described, and the sentence, made from its data. */
export interface OfDecision<Data> {
  who: Mover;
  page: string | ((where: RepositoryNames) => string);
  do: (data: Data, asked: Asked) => string;
  /**
   * Lists of people, or of names that people gave, of which whoever may not see names is given the number, and the key
   * that it is added to. The actor stays on a list of people.
   */
  counted?: Partial<Record<ListIn<Data>, KeyOf<Data, number>>>;
  /** The same, where it is said of which restrictions they are. */
  countedByRestriction?: Partial<Record<ListIn<Data>, KeyOf<Data, Unnamed>>>;
}

/** What a way out says of a pasted text. */
export interface OfText {
  who: Mover;
  page: string;
  do: (pasted: Pasted) => string;
}

/** A way out: what it says of a decision, of a pasted text, or of both. */
export type WayOut = { ofDecision: OfDecision<never>; ofText?: OfText } | { ofDecision?: never; ofText: OfText };

/** Ways out by their ids. */
export type WaysOut = Readonly<Record<string, WayOut>>;

/** People whom whoever reads this may not be told: how many these restrictions list. */
export interface Unnamed {
  count: number;
  on: RestrictionName[];
}

/** Says of which data the way is made; nothing where it needs none. */
export function ofDecision<Data = object>(said: OfDecision<NoInfer<Data>>): OfDecision<NoInfer<Data>> {
  return said;
}

/** The keys under which these data hold a list. */
type ListIn<Data> = { [Key in keyof Data]-?: Data[Key] extends readonly unknown[] ? Key : never }[keyof Data];
/** The keys under which these data may hold this. */
type KeyOf<Data, Value> = {
  [Key in keyof Data]-?: Exclude<Data[Key], undefined> extends Value ? Key : never;
}[keyof Data];
