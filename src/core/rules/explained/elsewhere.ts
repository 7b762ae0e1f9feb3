import type { Remedy } from '../../remedy';
import type { MayI } from '../../cell/may-i';
import { plainPart } from '../../branches/branch-name';
import type { Cell } from '../../cell/cell';

/**
 * Another branch for the same work, one that this actor may create for sure, by a name that no shell needs quoted.
 * Nothing where we know of none.
 */
export function elsewhere(cell: Cell, mayI: MayI): Remedy[] {
  const name = namesElsewhere(cell).find((candidate) => mayI('create', candidate));
  if (name === undefined) return [];
  return cell.operation === 'create'
    ? [{ way: 'push-elsewhere', push: name }]
    : [{ way: 'open-pull-request', push: name, into: cell.branch.name }];
}

/** Names for the same work, the likeliest to be free first; each is one that no shell needs quoted. */
export function namesElsewhere({
  actor: { actor },
  branch,
  facts,
}: Pick<Cell, 'actor' | 'branch' | 'facts'>): string[] {
  const work = plainPart(branch.name.split('/').at(-1) ?? branch.name) || 'branch';
  const hand = handOf(actor.type === 'user' ? (actor.person.nickname ?? actor.person.name) : 'build');
  const model = facts.model.known ? facts.model.value.prefixes : {};
  return [
    `${hand}/${work}-update`,
    ...['feature', 'bugfix'].flatMap((type) => (isPlain(model[type]) ? [`${model[type]}${work}-update`] : [])),
    `${hand}-${work}-update`,
  ];
}

/** A nickname as the first part of a branch name. Accents go, their letters stay. */
function handOf(name: string): string {
  return (
    plainPart(name)
      .toLowerCase()
      .replaceAll(/[._-]+/g, '-')
      .replaceAll(/^-+|-+$/g, '') || 'work'
  );
}

function isPlain(prefix: string | undefined): prefix is string {
  return prefix !== undefined && /^[A-Za-z][\w./-]*$/.test(prefix);
}
