import type { Restriction } from '../model';
import type { NonEmpty } from '../non-empty';
import { code, restrictionNames } from '../words/names';
import { docs, pageOfRestrictions, settingsPages } from '../words/pages';
import { changerOf, changerWords, reachWords } from './restriction-change';
import { ofDecision, type Reader, type WaysOut } from './way-out';

/** That an administrator can allow it, and what that opens. */
export function allowRewriting({ administrator }: Pick<Reader, 'administrator'>, what: string): string {
  return (
    `${administrator} can allow ${what}, which opens it to everybody who can push there and is ` +
    'unsafe for a single push.'
  );
}

/** That an administrator can make another branch the main branch. */
export function makeAnotherMain({ administrator }: Pick<Reader, 'administrator'>): string {
  return `${administrator} can make another branch the main branch first.`;
}

/** Ways past what is forbidden to everybody: the same result by other means, or allowing it. */
export const forbidden = {
  'add-commits-instead': ofDecision({
    who: 'you',
    page: docs.undo,
    do: (_, { you }) =>
      `${you} can undo with new commits in place of rewriting, and push without force: ${code('git revert HEAD')} ` +
      'takes back the newest one.',
  }),
  'allow-rewriting': ofDecision<{ restrictions: NonEmpty<Restriction> }>({
    who: ({ restrictions }) => changerOf(restrictions),
    page: (where, { restrictions }) => pageOfRestrictions(restrictions, where),
    do: ({ restrictions }, asked) =>
      allowRewriting(
        { administrator: changerWords(restrictions, asked) },
        `${restrictionNames(restrictions)}${reachWords(restrictions)}`,
      ),
  }),
  'allow-deletion': ofDecision<{ restrictions: NonEmpty<Restriction> }>({
    who: ({ restrictions }) => changerOf(restrictions),
    page: (where, { restrictions }) => pageOfRestrictions(restrictions, where),
    do: ({ restrictions }, asked) =>
      `${changerWords(restrictions, asked)} can allow ${restrictionNames(restrictions)}` +
      `${reachWords(restrictions)}, which opens it to everybody for ` +
      'as long as it stands.',
  }),
  'change-main-branch': ofDecision({
    who: 'repository-admin',
    page: settingsPages.repository,
    do: (_, reader) => makeAnotherMain(reader),
  }),
} satisfies WaysOut;
