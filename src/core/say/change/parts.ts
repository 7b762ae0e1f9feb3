import type { Facts, Restriction } from '../../model';
import { everyoneNamed } from '../../people/actor';
import type { Part } from '../../questions/change/parts';
import { hasList } from '../../rules/kinds';
import { code, enumeration, exempted, forbids, plain, restrictionName, sentence } from '../../words/names';
import type { Naming } from '../rules/change-words';

/** A part of a change as a sentence about what would be. */
export function sayPart(part: Part, facts: Facts, naming: Naming): string {
  const { person, restriction, repository } = naming;
  const named = (id: string) => person(everyoneNamed(facts).get(id) ?? { id, name: id });
  const ofNumber = (id: number) => facts.restrictions.items.find((one) => one.id === id && !one.supplied);
  switch (part.is) {
    case 'gone-rule': {
      const before = ofNumber(part.id);
      if (!before) return `Restriction ${String(part.id)} goes.`;
      return forbids(before.kind)
        ? `${sentence(restriction(before))} is allowed.`
        : `${sentence(restriction(before))} goes.`;
    }
    case 'changed-rule': {
      const before = ofNumber(part.restriction.id);
      return before ? sayChanged(before, part.restriction, naming) : `${newRule(part.restriction)}.`;
    }
    case 'new-rule':
      return `New: ${newRule(part.restriction)}.`;
    case 'joins':
      return `${named(part.person)} joins the group ${code(part.group)}.`;
    case 'leaves':
      return `${named(part.person)} leaves the group ${code(part.group)}.`;
    case 'permitted':
      return part.level === 'none'
        ? `${named(part.person)} has no permission on ${plain(repository.fullName)}.`
        : `${named(part.person)} has ${part.level} permission on ${plain(repository.fullName)}.`;
  }
}

function sayChanged(before: Restriction, after: Restriction, { restriction: name, person }: Naming): string {
  const isSamePlace = before.kind === after.kind && JSON.stringify(before.match) === JSON.stringify(after.match);
  if (!isSamePlace) return `${sentence(name(before))} becomes ${newRule(after)}.`;
  const listed = ({ users, groups }: Restriction) => [
    ...users.map((one) => ({ key: one.id, words: person(one) })),
    ...groups.map(({ slug }) => ({ key: slug, words: `the group ${code(slug)}` })),
  ];
  const more = wordsOfOthers(listed(after), listed(before));
  const fewer = wordsOfOthers(listed(before), listed(after));
  const verbs = [
    ...(more.length > 0 ? [`lists ${enumeration(more)} too`] : []),
    ...(fewer.length > 0 ? [`no longer lists ${enumeration(fewer)}`] : []),
    ...(fewer.length > 0 && listed(after).length === 0 ? ['lets nobody through'] : []),
    ...(before.value === after.value
      ? []
      : [`asks for ${after.value === undefined ? 'no number' : String(after.value)}`]),
  ];
  return `${sentence(name(before))} ${verbs.length > 0 ? enumeration(verbs) : 'stays as it is'}.`;
}

interface Listed {
  key: string;
  words: string;
}

/** The words of those of `some` that are none of `others`. */
function wordsOfOthers(some: readonly Listed[], others: readonly Listed[]): string[] {
  const keys = new Set(others.map(({ key }) => key));
  return some.flatMap(({ key, words }) => (keys.has(key) ? [] : [words]));
}

function newRule(rule: Restriction): string {
  const name = restrictionName(rule);
  if (forbids(rule.kind)) return `${name} is not allowed`;
  if (hasList(rule)) return `${name} for ${exempted(rule)}`;
  return rule.value === undefined ? name : `${name}, ${String(rule.value)}`;
}
