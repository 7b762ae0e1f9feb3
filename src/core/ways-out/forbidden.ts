import type { Restriction } from '../model';
import type { NonEmpty } from '../non-empty';
import { code, kindBefore, restrictionNames } from '../words/names';
import { bitbucketDocs, docs, gitDocs, pageOfRestrictions, settingsPages } from '../words/pages';
import { command } from '../words/shell';
import { branchIn, pushTo } from './push';
import { changerOf, changerWords, reachWords } from './restriction-change';
import { serverPermissions } from './data-center';
import { ofDecision, type Reader, type WaysOut } from './way-out';

function allowRewriting({ administrator }: Pick<Reader, 'administrator'>, what: string): string {
  return (
    `${administrator} can allow ${what}, which opens it to everybody who can push there and is ` +
    'unsafe for a single push.'
  );
}

function makeAnotherMain({ administrator }: Reader): string {
  return `${administrator} can make another branch the main branch first.`;
}

/** Ways past what is forbidden to everybody: the same result by other means, or allowing it. */
export const forbidden = {
  'add-commits-instead': {
    ofDecision: ofDecision({
      who: 'you',
      page: docs.undo,
      do: (_, { you }) =>
        `${you} can undo with new commits in place of rewriting, and push without force: ${code('git revert HEAD')} ` +
        'takes back the newest one.',
    }),
    ofText: {
      who: 'you',
      page: `${gitDocs}/git-reset`,
      only: 'push',
      // The clone was rewritten already: a `git revert` there could not be pushed without force either.
      do: ({ push: { branch = 'main', remote }, shell }) =>
        'You can put your files on top of what is there, as a new commit in place of rewriting, and push without ' +
        `force: ${command(shell, (word) => `git fetch ${word(remote)} ${word(branch)}`)}, then ` +
        `${code('git reset --soft FETCH_HEAD')}; ${code('git diff --cached')} shows what the new commit changes, and ` +
        `if it undoes work of others; then ${code('git commit')} and ${pushTo(branch, shell, remote)}.`,
    },
  },
  'allow-rewriting': {
    ofDecision: ofDecision<{ restrictions: NonEmpty<Restriction> }>({
      who: ({ restrictions }) => changerOf(restrictions),
      page: (where, { restrictions }) => pageOfRestrictions(restrictions, where),
      do: ({ restrictions }, asked) =>
        allowRewriting(
          { administrator: changerWords(restrictions, asked) },
          `${restrictionNames(restrictions)}${reachWords(restrictions)}`,
        ),
    }),
    ofText: {
      who: 'repository-admin',
      page: docs.restrictions,
      do: ({ push, ...reader }) => allowRewriting(reader, `${kindBefore('force')} ${branchIn(push)}`),
      onDataCenter: { page: serverPermissions },
    },
  },
  'allow-deletion': {
    ofDecision: ofDecision<{ restrictions: NonEmpty<Restriction> }>({
      who: ({ restrictions }) => changerOf(restrictions),
      page: (where, { restrictions }) => pageOfRestrictions(restrictions, where),
      do: ({ restrictions }, asked) =>
        `${changerWords(restrictions, asked)} can allow ${restrictionNames(restrictions)}` +
        `${reachWords(restrictions)}, which opens it to everybody for ` +
        'as long as it stands.',
    }),
    ofText: {
      who: 'repository-admin',
      page: docs.restrictions,
      do: ({ push, administrator }) =>
        `${administrator} can allow deleting ${branchIn(push)} in the branch restrictions.`,
      onDataCenter: {
        page: serverPermissions,
        do: ({ push, administrator }) =>
          `${administrator} can allow deleting ${branchIn(push)} in the branch permissions.`,
      },
    },
  },
  'change-main-branch': {
    ofDecision: ofDecision({
      who: 'repository-admin',
      page: settingsPages.repository,
      do: (_, reader) => makeAnotherMain(reader),
    }),
    ofText: {
      who: 'repository-admin',
      page: `${bitbucketDocs}/change-a-repositorys-main-branch/`,
      do: makeAnotherMain,
      onDataCenter: { page: serverPermissions },
    },
  },
} satisfies WaysOut;
