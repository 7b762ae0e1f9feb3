import { distinctGaps } from '../answer';
import type { Facts, Gap, Group, Listing, Person, Restriction } from '../model';
import { eachSince, type RestrictionChanged } from '../questions/since/restrictions';
import { modelSince } from '../questions/since/since';
import { amongMany, type RepositoryAmongMany } from './digest';

/** Where a repository strays from a model repository. Plain JSON. */
export interface Strays {
  repository: RepositoryAmongMany;
  strays: Stray[];
  /** What could not be read of it, and of the model, so that there may be more. */
  gaps: Gap[];
  model: { repository: RepositoryAmongMany; gaps: Gap[] };
}

/** One difference from the model. Restrictions of the project are of neither. */
export type Stray =
  /** A restriction that the model has and it lacks, or that it has beside those of the model. */
  | { stray: 'lacks' | 'has-beside'; restriction: Restriction }
  | StrayRestriction
  /** What the branching model calls so; undefined where it has no such branch, or that branch type is switched off. */
  | { stray: 'model-branch'; of: 'development' | 'production'; model?: string; own?: string }
  | { stray: 'branch-type'; type: string; model?: string; own?: string };

/** A restriction for the same branches that is otherwise: the model's, its own, and how. */
export interface StrayRestriction {
  stray: 'otherwise';
  restriction: Restriction;
  model: Restriction;
  /** Whom its list has beside those of the model's, and whom it lacks. */
  lists?: { users: Person[]; groups: Group[] };
  misses?: { users: Person[]; groups: Group[] };
  /** What else differs: the number that is asked for, or the branches from which Pipelines may push. */
  in: ('number' | 'pipelines')[];
}

/**
 * Where a repository strays from a model: by kind and branches of its restrictions. What the model has for its main
 * branch by name holds for the main branch of the other, whatever that is called.
 */
export function straysFrom(model: Facts, one: Facts): Strays {
  const [own, others] = [ownRules(one), ownRules(model, mainOf(one))];
  return {
    repository: amongMany(one),
    strays: [
      ...eachSince(others, own).flatMap((each): Stray[] => {
        const { before, after, changed } = each;
        if (before && after) return strayOf(before, after, changed);
        const isSure = !changed.some((entry) => 'unsure' in entry);
        const restriction = before ?? after;
        if (!restriction || !isSure) return [];
        return [{ stray: before ? 'lacks' : 'has-beside', restriction }];
      }),
      ...modelStrays(model, one),
    ],
    gaps: distinctGaps(unreadRules(one)),
    model: { repository: amongMany(model), gaps: distinctGaps(unreadRules(model)) },
  };
}

function unreadRules({ restrictions: { items, gaps }, model }: Facts): Gap[] {
  return [
    ...gaps,
    ...items.flatMap((one) => (one.supplied ? [] : one.gaps)),
    ...(model.known ? model.value.gaps : [model.gap]),
  ];
}

/** Of the repository alone, without their numbers, which no two repositories share. */
function ownRules(facts: Facts, main = mainOf(facts)): Listing<Restriction> {
  const { items, gaps } = facts.restrictions;
  const named = mainOf(facts);
  return {
    items: items
      .filter(({ supplied }) => !supplied)
      .map((one) => {
        const rule = { ...one };
        delete rule.id;
        const isOfMain = rule.match.by === 'glob' && rule.match.pattern === named && main !== undefined;
        return isOfMain ? { ...rule, match: { by: 'glob', pattern: main } } : rule;
      }),
    gaps,
  };
}

function mainOf({ repository: { mainBranch } }: Facts): string | undefined {
  return mainBranch.known ? (mainBranch.value ?? undefined) : undefined;
}

function strayOf(model: Restriction, restriction: Restriction, changed: readonly RestrictionChanged[]): Stray[] {
  const found: StrayRestriction = { stray: 'otherwise', restriction, model, in: [] };
  for (const one of changed) {
    if ('unsure' in one) continue;
    if (one.changed === 'listed') found.lists = { users: one.users, groups: one.groups };
    if (one.changed === 'unlisted') found.misses = { users: one.users, groups: one.groups };
    if (one.changed === 'restriction-value') found.in.push('number');
    if (one.changed === 'pipelines-exception') found.in.push('pipelines');
  }
  return found.lists || found.misses || found.in.length > 0 ? [found] : [];
}

function modelStrays(model: Facts, one: Facts): Stray[] {
  return modelSince(model.model, one.model).flatMap((each): Stray[] => {
    if ('unsure' in each) return [];
    if (each.changed !== 'model-branch' && each.changed !== 'branch-type') return [];
    const { from, to } = each;
    const sides = { ...(from !== undefined && { model: from }), ...(to !== undefined && { own: to }) };
    return each.changed === 'model-branch'
      ? [{ stray: 'model-branch', of: each.of, ...sides }]
      : [{ stray: 'branch-type', type: each.type, ...sides }];
  });
}
