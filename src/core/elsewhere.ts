import type { Cell } from './cell';
import type { Remedy } from './decision';
import type { MayI } from './rule';

/** Another branch for the same work, one that this actor may create for sure. Nothing where we know of none. */
export function elsewhere({ actor: { actor }, branch, facts, operation }: Cell, mayI: MayI): Remedy[] {
  const work = branch.name.split('/').at(-1) ?? branch.name;
  const hand = handOf(actor.type === 'user' ? (actor.person.nickname ?? actor.person.name) : 'build');
  const model = facts.model.known ? facts.model.value.prefixes : {};
  const names = [
    `${hand}/${work}-update`,
    ...['feature', 'bugfix'].flatMap((type) => (model[type] === undefined ? [] : [`${model[type]}${work}-update`])),
    `${hand}-${work}-update`,
  ];
  const name = names.find((candidate) => mayI('create', candidate));
  if (name === undefined) return [];
  return operation === 'create'
    ? [{ way: 'push-elsewhere', push: name }]
    : [{ way: 'open-pull-request', push: name, into: branch.name }];
}

/** A nickname as the first part of a branch name. Accents go, their letters stay. */
function handOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return plain || 'work';
}
