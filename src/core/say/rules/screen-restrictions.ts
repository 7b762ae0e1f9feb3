import { matchKey } from '../../apply/match-key';
import type { OnRestriction } from '../../apply/operation';
import type { Match, Restriction } from '../../model';
import type { RepositoryNames } from '../../repository';
import { kindWords, type KindWords } from '../../words/kinds';
import { code, matchWords, plain, sentence, theProject } from '../../words/names';
import { settingsPages } from '../../words/pages';
import { changedWords, offWords, onWords } from './screen-fields';
import type { ScreenStep } from './screen-step';

/** What is done to one restriction, as the screen has it. */
type Deed =
  | { is: 'on'; restriction: Restriction }
  | { is: 'off'; restriction: Restriction }
  | { is: 'changed'; restriction: Restriction; before: Restriction };

/**
 * Steps on the page *Branch restrictions* (https://support.atlassian.com/bitbucket-cloud/docs/use-branch-permissions/).
 * It has one entry for the same branches, where the API has a restriction for each kind, and a new entry forbids
 * rewriting history and deleting unless these are ticked.
 */
export function restrictionSteps(
  operations: readonly OnRestriction[],
  present: readonly Restriction[],
  where: RepositoryNames,
): ScreenStep[] {
  const kinds = new Map<string, string[]>();
  for (const { kind, match, supplied } of present)
    if (!supplied) kinds.set(matchKey(match), [...(kinds.get(matchKey(match)) ?? []), kind]);
  const deeds = operations.flatMap(deedsOf);
  const unseen = operations.flatMap((one) => (one.does === 'remove' && !one.before ? [one.id] : []));
  return [
    ...deeds.flatMap((deed) => stepOf(deed, deeds, kinds, where)),
    ...unseen.map((id) => ({
      step: `Restriction ${String(id)} is none of those that were read, so where the screen has it is not known.`,
      page: settingsPages.restrictions(where),
    })),
  ];
}

function deedsOf(operation: OnRestriction): Deed[] {
  if (operation.does === 'add') return [{ is: 'on', restriction: operation.restriction }];
  if (operation.does === 'remove') return operation.before ? [{ is: 'off', restriction: operation.before }] : [];
  const { restriction, before } = operation;
  if (!before) return [{ is: 'on', restriction }];
  const samePlace = before.kind === restriction.kind && matchKey(before.match) === matchKey(restriction.match);
  if (samePlace) return [{ is: 'changed', restriction, before }];
  return [
    { is: 'on', restriction },
    { is: 'off', restriction: before },
  ];
}

function stepOf(deed: Deed, all: readonly Deed[], kinds: Map<string, string[]>, where: RepositoryNames): ScreenStep[] {
  const { restriction } = deed;
  const { kind, match, supplied } = restriction;
  const key = matchKey(match);
  if (supplied) return [projectStep(restriction, where)];
  const there = kinds.get(key) ?? [];
  const onPage = `In the repository settings of ${plain(where.fullName)}, on Branch restrictions, `;
  const page = settingsPages.restrictions(where);
  const edit = (what: string) => ({ step: `${onPage}edit ${matchWords(match)}: ${what}, then save.`, page });
  if (deed.is === 'changed') {
    const what = changedWords(deed.before, restriction);
    return what === undefined ? [] : [edit(what)];
  }
  if (deed.is === 'off') {
    const at = there.indexOf(kind);
    const left = there.filter((_, index) => index !== at);
    kinds.set(key, left);
    return left.length > 0 ? [edit(offWords(restriction))] : [{ step: `${onPage}delete ${matchWords(match)}.`, page }];
  }
  kinds.set(key, [...there, kind]);
  if (there.length > 0) return [edit(onWords(restriction, 'there'))];
  const allowed = allowances.filter(
    ([forbids]) =>
      !all.some(
        (one) => one.is === 'on' && one.restriction.kind === forbids && matchKey(one.restriction.match) === key,
      ),
  );
  const ticks = allowed.length > 0 ? `, tick ${allowed.map(([, name]) => name).join(' and ')}` : '';
  return [
    {
      step: `${onPage}select Add a branch restriction, ${entered(match)}, ${onWords(restriction, 'new')}${ticks}, then save.`,
      page,
    },
  ];
}

/** What a new entry forbids unless its box is ticked. */
const allowances = Object.entries<KindWords>(kindWords).flatMap(([kind, { box }]): [kind: string, box: string][] =>
  box === undefined ? [] : [[kind, box]],
);

function entered(match: Match): string {
  switch (match.by) {
    case 'glob':
      return `enter ${code(match.pattern)} under By name or pattern`;
    case 'branch-type':
      return `choose ${sentence(plain(match.type))} under By type`;
    case 'unknown':
      return `choose ${matchWords(match)}, whose place on the screen we do not know`;
  }
}

function projectStep(restriction: Restriction, where: RepositoryNames): ScreenStep {
  return {
    step:
      `In the settings of ${theProject(where.project)}, on Branch restrictions, for ${matchWords(restriction.match)}: ` +
      `${onWords(restriction, 'there')}, then save. It holds in every repository of the project, and Bitbucket has no ` +
      'API for it.',
    page: settingsPages.project(where, 'branch-restrictions'),
  };
}
