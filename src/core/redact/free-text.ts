import type { Decision } from '../decision';
import type { Gap, Group, Person, Project, RestrictionName, Unknown } from '../model';
import type { Outlook } from '../questions/outlook';

/**
 * The keys under which these hold text that is not one of our own words, outside of values that something stands in for.
 * What the compiler cannot look into is a key of its own, which no table has.
 */
type KeysOfText<T> = unknown extends T
  ? 'a value of any type'
  : T extends Person | RestrictionName | Group | Gap
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

/** Text of which not every word stands in the type, or a list of such text. */
type IsText<T> = T extends string
  ? // eslint-disable-next-line @typescript-eslint/consistent-indexed-object-style -- of two `Record` the keys are compared, and any text takes a word of ours
    { [Any in string]: 1 } extends { [Word in T]: 1 }
    ? true
    : false
  : T extends readonly (infer Item)[]
    ? IsText<Item>
    : false;

/**
 * All free text of an answer, by its key: told to everybody, as it is the rules' own and names no person, or withheld from
 * whoever may not see names. What is not in this table does not compile.
 */
export const freeText = {
  // Of the repository, its branches and its rules.
  fullName: 'told',
  workspace: 'told',
  slug: 'told',
  branch: 'told',
  mainBranch: 'told',
  source: 'told',
  destination: 'told',
  push: 'told',
  into: 'told',
  group: 'told',
  groups: 'told',
  kinds: 'told',
  // A word of Bitbucket's about a pull request.
  state: 'told',
  readAt: 'told',
  // A fork bears the name of whose it is; builds are called as whoever set them up likes.
  repository: 'withheld',
  failed: 'withheld',
} satisfies Record<KeysOfText<Decision | Outlook | Unknown>, 'told' | 'withheld'>;
