import type { MergeDecision } from '../merge-decision';
import type { Gap, Group, Person, Project, RestrictionName, Supplied, Unknown } from '../model';
import type { Outlook } from '../questions/pull-request/outlook';

/**
 * The keys of `T`, at any depth, whose value is text that is not one of our own words. Values with a stand-in are left
 * out. What the compiler cannot look into counts as a key that no table has.
 */
type KeysOfText<T> = unknown extends T
  ? 'a value of any type'
  : T extends Person | RestrictionName | Group | Gap | Supplied
    ? never
    : T extends Project
      ? KeysOfText<Omit<T, keyof Project>>
      : T extends readonly (infer Item)[]
        ? KeysOfText<Item>
        : T extends object
          ? string extends keyof T
            ? 'a key of any name'
            : { [Key in keyof T]-?: (true extends IsText<T[Key]> ? Key : never) | KeysOfText<T[Key]> }[keyof T]
          : never;

/** Whether `T` is text beyond the words that its type lists, or a list of such text. */
type IsText<T> = T extends string
  ? // Of two `Record` types the compiler compares the keys, and finds every word to be text.
    // eslint-disable-next-line @typescript-eslint/consistent-indexed-object-style
    { [Any in string]: 1 } extends { [Word in T]: 1 }
    ? true
    : false
  : T extends readonly (infer Item)[]
    ? IsText<Item>
    : false;

/**
 * Every key of an answer that holds free text: shown to everybody, as it belongs to the rules and names no person, or
 * withheld from readers who may not see names. A key that is missing here does not compile.
 */
export const freeText = {
  // The repository, its branches and its rules.
  file: 'shown',
  lift: 'shown',
  fullName: 'shown',
  workspace: 'shown',
  slug: 'shown',
  branch: 'shown',
  near: 'shown',
  remote: 'shown',
  mainBranch: 'shown',
  source: 'shown',
  destination: 'shown',
  push: 'shown',
  into: 'shown',
  group: 'shown',
  groups: 'shown',
  kinds: 'shown',
  // Bitbucket's word for the state of a pull request.
  state: 'shown',
  readAt: 'shown',
  // What Bitbucket itself says of a pull request, to whoever looks.
  app: 'shown',
  apps: 'shown',
  bitbucket: 'shown',
  kind: 'shown',
  message: 'shown',
  of: 'shown',
  queue: 'shown',
  queueState: 'shown',
  result: 'shown',
  status: 'shown',
  word: 'shown',
  // The name of a fork holds that of its owner; a build may be named after whoever set it up.
  repository: 'withheld',
  failed: 'withheld',
} satisfies Record<KeysOfText<MergeDecision | Outlook | Unknown>, 'shown' | 'withheld'>;
