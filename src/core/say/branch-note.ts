import type { BranchNote } from '../decision';
import type { Operation, Question } from '../model';
import type { RepositoryNames } from '../repository';
import { code, enumeration, plain } from '../words/names';

/** A note on the branch, with its words. */
export interface SpokenBranchNote extends BranchNote {
  says: string;
}

/** What follows for each operation from there being no such branch. */
const follows: Record<Operation, string> = {
  push: ': a push would create it',
  create: ' yet',
  'force-push': ': there is nothing to overwrite, and a push would create it',
  delete: ': there is nothing to delete',
  merge: ': there is nothing to merge into',
};

/**
 * That the branch does not exist, what follows, and which one may have been meant. Nothing where somebody creates a
 * branch that is near no other: they know.
 */
export function sayBranchNote(
  note: BranchNote | undefined,
  { operation, branch }: Pick<Question, 'operation' | 'branch'>,
  { fullName }: Pick<RepositoryNames, 'fullName'>,
): { branchNote?: SpokenBranchNote } {
  if (!note || (operation === 'create' && note.near.length === 0)) return {};
  const says = [
    `${code(branch)} does not exist in ${plain(fullName)}${follows[operation]}.`,
    ...meantWords(note, branch),
  ];
  return { branchNote: { ...note, says: says.join(' ') } };
}

function meantWords({ near, remote }: BranchNote, branch: string): string[] {
  const byCase = near.some((name) => name.toLowerCase() === branch.toLowerCase());
  return [
    ...(near.length > 0 ? [`Did you mean ${enumeration(near.map(code), 'or')}?`] : []),
    ...(remote === undefined ? [] : [`${code(remote)} is a remote’s name.`]),
    ...(byCase ? ['Git tells branches apart by letter case.'] : []),
  ];
}

/** Which branches may have been meant by one that a clone does not know. Whether there is one nobody asked. */
export type SpokenNearInClone = Omit<SpokenBranchNote, 'exists'>;

/** The same where only what a clone knows was looked at; nothing where no branch is near. */
export function sayNearInClone(note: BranchNote | undefined, branch: string): { branchNote?: SpokenNearInClone } {
  if (!note || note.near.length === 0) return {};
  const { near, remote } = note;
  const says = [`This clone knows no branch ${code(branch)}.`, ...meantWords(note, branch)].join(' ');
  return { branchNote: { near, ...(remote !== undefined && { remote }), says } };
}
