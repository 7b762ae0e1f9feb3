import { code } from '../words/names';
import { docs } from '../words/pages';
import { command, type Shell } from '../words/shell';
import { ofDecision, type WaysOut } from './way-out';

/** The command that pushes what is checked out to a branch. */
export function pushTo(branch: string, shell: Shell, remote = 'origin'): string {
  return command(shell, (word) => `git push ${word(remote)} ${word(`HEAD:refs/heads/${branch}`)}`);
}

/** The same work through another branch or another pull request. */
export const anotherBranch = {
  'open-pull-request': ofDecision<{ push: string; into: string; unsure?: boolean }>({
    who: 'you',
    page: docs.pullRequests,
    do: ({ push, into, unsure = false }, { you, shell }) => {
      const other = unsure ? '; where that name is refused as well, another may do' : '';
      const sent = pushTo(push, shell);
      return `${you} can push to another branch and open a pull request into ${code(into)}: ${sent}${other}.`;
    },
  }),
  'push-elsewhere': ofDecision<{ push: string }>({
    who: 'you',
    page: docs.restrictions,
    do: ({ push }, { you, shell }) => `${you} can choose a name that no restriction covers: ${pushTo(push, shell)}.`,
  }),
  'open-another-pull-request': ofDecision<{ into: string }>({
    who: 'you',
    page: docs.pullRequests,
    do: ({ into }, { you }) => `${you} can open another pull request into ${code(into)}.`,
  }),
} satisfies WaysOut;
