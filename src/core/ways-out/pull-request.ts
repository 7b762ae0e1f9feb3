import type { Actor, Person } from '../model';
import { code, enumeration, plain } from '../words/names';
import { docs } from '../words/pages';
import { commands } from '../words/shell';
import { ofDecision, type WaysOut } from './way-out';

function counted(count: number, one: string, many: string): string {
  return `${String(count)} ${count === 1 ? one : many}`;
}

/** `the open task`, `the 2 open tasks`. */
function those(count: number, one: string, many: string): string {
  return count === 1 ? `the ${one}` : `the ${String(count)} ${many}`;
}

/** The names of everybody but the actor, and whether the actor is among them. */
function besides(actor: Actor, people: Person[]): { names: string[]; self: boolean } {
  const others = people.filter(({ id }) => actor.type !== 'user' || actor.person.id !== id);
  return { names: others.map(({ name }) => plain(name)), self: others.length < people.length };
}

interface Approvals {
  /** How many are missing. */
  need: number;
  /** Who can give them, the actor perhaps among them. */
  from: Person[];
  /** How many more can whose names the reader may not see. */
  others?: number;
}

/** What to do about missing approvals. `fromWhom` says whom to ask, given the names of everybody but the actor. */
function approvals(
  { need, from }: Approvals,
  { you, actor }: { you: string; actor: Actor },
  fromWhom: (names: string[], asked: number) => string,
): string {
  const { names, self } = besides(actor, from);
  const asked = self ? need - 1 : need;
  if (asked === 0) return `${you} can approve it.`;
  const more = counted(asked, 'more approval', 'more approvals');
  return `${you} can ${self ? 'approve it, and ' : ''}ask for ${more} from ${fromWhom(names, asked)}.`;
}

/** How many approvals are asked of others: one may be the actor's own to give. */
function asked({ need, from }: Approvals, actor: Actor): string {
  const { self } = besides(actor, from);
  return counted(Math.max(1, self ? need - 1 : need), 'more approval', 'more approvals');
}

/** `have not approved it`, after so many. */
function haveNotApproved(count: number): string {
  return `${count === 1 ? 'has' : 'have'} not approved it`;
}

/** A pull request's source that lacks something of its destination; `mayPush`: whether the actor may push there. */
export interface SourceToUpdate {
  source: string | null;
  fork: boolean;
  mayPush: boolean;
  destination: string;
}

/**
 * The commands that merge the destination into the source, and first what others pushed to the source. Fetching comes
 * before all, as Git can switch to a branch of the remote only once it knows it.
 */
export function merging(source: string, destination: string): Parameters<typeof commands>[1] {
  return [
    () => 'git fetch origin',
    (word) => `git switch ${word(source)}`,
    (word) => `git merge ${word(`origin/${source}`)}`,
    (word) => `git merge ${word(`origin/${destination}`)}`,
  ];
}

/** What to do about a merge check that is not done, or about a pull request that is not open for a merge. */
export const pullRequest = {
  'mark-ready': ofDecision({
    who: 'you',
    page: docs.pullRequests,
    do: (_, { you }) => `${you} can mark the pull request as ready for review, or ask its author to.`,
  }),
  'get-approvals': ofDecision<Approvals>({
    who: 'you',
    page: docs.reviewing,
    do: (data, { you, question: { actor } }) =>
      approvals(data, { you, actor }, (names, asked) => {
        const { others = 0 } = data;
        // One gives one: where more are asked for than there are reviewers, others have to as well.
        const and = asked > names.length + others ? 'and' : 'or';
        const reviewers =
          others > 0
            ? `${those(others, 'reviewer', 'reviewers')} who ${haveNotApproved(others)}`
            : enumeration(names, and);
        return reviewers === ''
          ? 'anybody with read access but the author'
          : `${reviewers}, ${and} from anybody else with read access but the author`;
      }),
    asks: (data, { actor }) => `${asked(data, actor)} from anybody with read access but the author.`,
    counted: { from: 'others' },
  }),
  'get-default-reviewer-approvals': ofDecision<Approvals>({
    who: 'you',
    page: docs.reviewing,
    do: (data, { you, question: { actor } }) =>
      approvals(data, { you, actor }, (names) => {
        const { others = 0 } = data;
        if (names.length > 0) return `default reviewers: ${enumeration(names, 'or')}`;
        return `default reviewers${others > 0 ? `, of whom ${String(others)} ${haveNotApproved(others)}` : ''}`;
      }),
    asks: (data, { actor }) => `${asked(data, actor)} from default reviewers.`,
    counted: { from: 'others' },
  }),
  'settle-changes-requested': ofDecision<{ by: Person[]; others?: number }>({
    who: 'you',
    page: docs.reviewing,
    do: ({ by, others = 0 }, { you, question }) => {
      const { names, self } = besides(question.actor, by);
      if (self && names.length + others === 0) return `${you} can approve it, or take the request for changes back.`;
      const whom = others > 0 ? `${those(others, 'reviewer', 'reviewers')} who asked for them` : enumeration(names);
      const first = self ? 'approve it, or take the request for changes back, and ' : '';
      return (
        `${you} can ${first}settle the ${self ? 'other ' : ''}requested changes with ${whom}, ` +
        'who can then approve it or take the request back.'
      );
    },
    asks: () => 'Whoever asked for changes can approve it, or take the request back.',
    counted: { by: 'others' },
  }),
  'resolve-tasks': ofDecision<{ open: number }>({
    who: 'you',
    page: docs.reviewing,
    do: ({ open }, { you }) => `${you} can resolve ${those(open, 'open task', 'open tasks')} of the pull request.`,
  }),
  'resolve-comments': ofDecision<{ open: number }>({
    who: 'you',
    page: docs.reviewing,
    do: ({ open }, { you }) =>
      `${you} can resolve ${those(open, 'open comment', 'open comments')} of the pull request.`,
  }),
  'pass-builds': ofDecision<{ failed: string[]; otherFailed?: number; running: number; lacking: number }>({
    who: 'you',
    page: docs.buildStatus,
    do: ({ failed, otherFailed = 0, running, lacking }, { you }) => {
      const names = failed.length > 0 ? ` (${enumeration(failed.map(code))})` : '';
      const failures = failed.length + otherFailed;
      const parts = [
        ...(failures > 0 ? [`repair or rerun ${those(failures, 'failed build', 'failed builds')}${names}`] : []),
        ...(running > 0 ? [`wait for ${those(running, 'build', 'builds')} in progress`] : []),
        ...(lacking > 0 ? [`run ${counted(lacking, 'more build', 'more builds')} on the newest commit`] : []),
      ];
      return `${you} can ${enumeration(parts)}.`;
    },
    // Whoever set up a build names it, after themselves if they like.
    counted: { failed: 'otherFailed' },
  }),
  'update-source': ofDecision<SourceToUpdate>({
    who: 'you',
    page: docs.mergePullRequest,
    do: ({ source, fork, mayPush, destination }, { you, shell }) => {
      if (fork || source === null)
        return `${you} can merge ${code(destination)} into the source branch${fork ? ' of the fork' : ''}.`;
      const bring = commands(shell, [...merging(source, destination), (word) => `git push origin ${word(source)}`]);
      const asking = `ask somebody who can push to ${code(source)} to bring it up to date`;
      return `${you} can ${mayPush ? 'bring the source up to date' : asking}: ${bring}.`;
    },
  }),
  'get-review-group-approvals': ofDecision({
    who: 'you',
    page: docs.reviewing,
    do: (_, { you }) => `${you} can ask the review groups that the pull request names for their approvals.`,
    asks: () => 'Approvals from the review groups that the pull request names.',
  }),
} satisfies WaysOut;
