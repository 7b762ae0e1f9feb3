import { agreeing, restrictionNames } from '../../words/names';
import { docs } from '../../words/pages';
import { unit, type Some } from '../problem';
import { branches, sure } from '../words';
import { closedOn, isClosed, pushedBranches, toBeListedOn, type Closed } from './few';

/**
 * That nobody at all may push to some branches. Where an empty list leaves merging to somebody it may be meant, as the
 * way to have pull requests only (use-branch-permissions); where somebody is listed, or nobody may merge either, it
 * cannot be.
 */
export const nobodyCanPush = unit<Closed & { listing: boolean }>({
  id: 'nobody-can-push',
  title: 'Nobody can push to a branch',
  why: 'An empty list lets nobody through, administrators included, and so does a list of people who cannot write.',
  docs: docs.restrictions,
  *find(seen) {
    for (const one of yield* pushedBranches(seen)) {
      const { listing, pipelines, narrowest, subject } = one;
      if (pipelines !== 'no' || !isClosed(one, seen)) continue;
      const found = { ...closedOn(one), listing };
      const level = listing || found.mergers === 0 ? 'error' : 'info';
      yield { level, restriction: narrowest, subject, found };
    }
  },
  say: ({ restrictions, listing, mergers, unsure, ...where }, { level, administrator, repository }) => ({
    reason: listing
      ? `nobody whom ${restrictionNames(restrictions)} ${agreeing(restrictions, 'lists', 'list')} ` +
        `can write to ${repository.fullName}`
      : `${restrictionNames(restrictions)} ${agreeing(restrictions, 'lists', 'list')} nobody`,
    effect: `nobody can push ${placeOf(where.branches)}, administrators included${mergeWords(mergers, unsure)}`,
    remedy:
      level === 'info'
        ? `nothing has to change if pull requests alone are meant; else ${administrator} can add somebody to ` +
          toBeListedOn(where)
        : `${administrator} can add somebody who can write to ${toBeListedOn(where)}`,
  }),
});

/** `to main`, or to those that are made later. */
export function placeOf(covered: Some<string>): string {
  return covered.count === 0 ? 'to a new branch there, nor create it' : `to ${branches(covered)}`;
}

/** After *nobody can push there*. */
export function mergeWords(mergers: number | undefined, unsure: boolean): string {
  if (mergers === undefined) return '';
  if (mergers === 0) return ', and nobody can merge a pull request into it either';
  return `; ${sure(mergers, unsure)} can merge a pull request`;
}
