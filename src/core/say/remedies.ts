import type { Mover, Remedy } from '../remedy';
import type { Decision } from '../decision';
import type { Person } from '../model';
import {
  actorName,
  code,
  enumeration,
  plain,
  plainly,
  restrictionName,
  restrictionNames,
  sentence,
} from '../words/names';
import { docs, settingsPages } from '../words/pages';
import { command, commands, type Shell } from '../words/shell';

/** A way out in words, and whose move it is. */
export interface SpokenRemedy {
  do: string;
  who: Mover;
  page: string;
}

function counted(count: number, one: string, many: string): string {
  return `${String(count)} ${count === 1 ? one : many}`;
}

/** `the open task`, `the 2 open tasks`. */
function those(count: number, one: string, many: string): string {
  return count === 1 ? `the ${one}` : `the ${String(count)} ${many}`;
}

function buildsWords({ failed, otherFailed = 0, running, lacking }: Extract<Remedy, { way: 'pass-builds' }>): string {
  const names = failed.length > 0 ? ` (${enumeration(failed.map(code))})` : '';
  const failures = failed.length + otherFailed;
  const parts = [
    ...(failures > 0 ? [`repair or rerun ${those(failures, 'failed build', 'failed builds')}${names}`] : []),
    ...(running > 0 ? [`wait for ${those(running, 'build', 'builds')} in progress`] : []),
    ...(lacking > 0 ? [`run ${counted(lacking, 'more build', 'more builds')} on the newest commit`] : []),
  ];
  return enumeration(parts);
}

/** A way out in words, with commands for this shell. `you` is the actor; where somebody else asks, the actor is named. */
export function sayRemedy(
  remedy: Remedy,
  { question, repository, actorIsViewer }: Pick<Decision, 'question' | 'repository' | 'actorIsViewer'>,
  shell: Shell = 'posix',
): SpokenRemedy {
  const { fullName, workspace } = plainly(repository);
  const you = actorIsViewer || question.actor.type !== 'user' ? 'you' : actorName(question.actor);
  const admin = `an administrator of ${fullName}`;
  const restrictions = settingsPages.restrictions(repository);
  switch (remedy.way) {
    case 'make-api-token':
      return byYou(
        'can push over HTTPS with an API token with scopes, made for Bitbucket with `write:repository:bitbucket`, in place of the password',
        docs.apiTokens,
      );
    case 'make-ssh-key':
      return byYou('can push over SSH with a personal SSH key', docs.personalSshKeys);
    case 'open-pull-request':
      return byYou(
        `can push to another branch and open a pull request into ${code(remedy.into)}: ${pushTo(remedy.push)}`,
        docs.pullRequests,
      );
    case 'push-elsewhere':
      return byYou(`can choose a name that no restriction covers: ${pushTo(remedy.push)}`, docs.restrictions);
    case 'ask-listed': {
      const { people, others, groups, to } = remedy;
      const one = others?.count === 1;
      const unnamed = others
        ? [
            `${one ? 'the person' : 'one of the people'} that ${restrictionNames(others.on)} ${others.on.length === 1 ? 'lists' : 'list'}`,
          ]
        : [];
      const names = [
        ...people.map(({ name }) => plain(name)),
        ...unnamed,
        ...groups.map(({ slug }) => `somebody in ${code(slug)}`),
      ];
      const whoTheyAre = others ? `; ${admin} can say who ${one ? 'that is' : 'they are'}` : '';
      return byYou(`can ask ${enumeration(names, 'or')} to ${to} it${whoTheyAre}`, restrictions);
    }
    case 'add-person':
      return byAdmin(
        `can add ${plain(remedy.person.name)} to ${restrictionName(remedy.restriction)}, and nobody else would gain by that`,
        restrictions,
      );
    case 'add-to-group':
      return {
        do: `${sentence(`an administrator of the workspace ${workspace}`)} can add ${plain(remedy.person.name)} to the group ${code(remedy.group.slug)}, which gives everything else that the group may do as well.`,
        who: 'workspace-admin',
        page: settingsPages.groups(repository),
      };
    case 'grant-write':
      return byAdmin(
        `can give ${plain(remedy.person.name)} write access to ${fullName}`,
        settingsPages.permissions(repository),
      );
    case 'grant-write-on-project':
      return {
        do: `An administrator of the project ${plain(remedy.project.name)} can give ${plain(remedy.person.name)} write access to all of its repositories.`,
        who: 'project-admin',
        page: settingsPages.project(repository, 'permissions'),
      };
    case 'push-as-listed-user':
      return byYou(
        `can ${question.operation === 'merge' ? 'merge' : 'push'} with an API token or a personal SSH key of a user account that ${restrictionNames(remedy.restrictions)} ${remedy.restrictions.length === 1 ? 'lists' : 'list'}; lending a person's own credential to a build is unsafe, so it should be an account made for the build`,
        restrictions,
      );
    case 'account-for-automation':
      return byAdmin(
        `can add a user account made for the build to ${restrictionName(remedy.restriction)} and give it write access; it takes a seat, and the build then pushes with that account's API token or SSH key`,
        restrictions,
      );
    case 'use-writing-credential':
      return byYou(
        'can push with a personal SSH key or an API token of a user account with write access',
        docs.personalSshKeys,
      );
    case 'add-commits-instead':
      return byYou(
        `can undo with new commits in place of rewriting, and push without force: ${code('git revert <commit>')}`,
        docs.undo,
      );
    case 'allow-rewriting':
      return byAdmin(
        `can allow rewriting history in ${restrictionNames(remedy.restrictions)}, which opens it to everybody who can push there and is unsafe for a single push`,
        restrictions,
      );
    case 'allow-deletion':
      return byAdmin(
        `can allow deletion in ${restrictionNames(remedy.restrictions)}, which opens it to everybody for as long as it stands`,
        restrictions,
      );
    case 'open-another-pull-request':
      return byYou(`can open another pull request into ${code(remedy.into)}`, docs.pullRequests);
    case 'mark-ready':
      return byYou('can mark the pull request as ready for review, or ask its author to', docs.pullRequests);
    case 'get-approvals':
    case 'get-default-reviewer-approvals':
      return byYou(approvals(remedy), docs.reviewing);
    case 'settle-changes-requested': {
      const { others = 0 } = remedy;
      const by = remedy.by.filter((person) => !isActor(person));
      const self = by.length < remedy.by.length;
      if (self && by.length + others === 0)
        return byYou('can approve it, or take the request for changes back', docs.reviewing);
      const whom =
        others > 0
          ? `${those(others, 'reviewer', 'reviewers')} who asked for them`
          : enumeration(by.map(({ name }) => plain(name)));
      const first = self ? 'approve it, or take the request for changes back, and ' : '';
      return byYou(
        `can ${first}settle the ${self ? 'other ' : ''}requested changes with ${whom}, who can then approve it or take the request back`,
        docs.reviewing,
      );
    }
    case 'resolve-tasks':
      return byYou(`can resolve ${those(remedy.open, 'open task', 'open tasks')} of the pull request`, docs.reviewing);
    case 'resolve-comments':
      return byYou(
        `can resolve ${those(remedy.open, 'open comment', 'open comments')} of the pull request`,
        docs.reviewing,
      );
    case 'pass-builds':
      return byYou(`can ${buildsWords(remedy)}`, docs.buildStatus);
    case 'update-source': {
      const { source, destination } = remedy;
      if (remedy.fork || source === null) {
        return byYou(
          `can merge ${code(destination)} into the source branch${remedy.fork ? ' of the fork' : ''}`,
          docs.mergePullRequest,
        );
      }
      const bring = commands(shell, [
        (word) => `git switch ${word(source)}`,
        () => 'git fetch origin',
        (word) => `git merge ${word(`origin/${destination}`)}`,
        (word) => `git push origin ${word(source)}`,
      ]);
      const asking = `ask somebody who can push to ${code(source)} to bring it up to date`;
      return byYou(`can ${remedy.mayPush ? 'bring the source up to date' : asking}: ${bring}`, docs.mergePullRequest);
    }
    case 'change-main-branch':
      return byAdmin('can make another branch the main branch first', settingsPages.repository(repository));
  }

  function pushTo(branch: string): string {
    return command(shell, (word) => `git push origin ${word(`HEAD:refs/heads/${branch}`)}`);
  }

  function isActor({ id }: Person): boolean {
    return question.actor.type === 'user' && question.actor.person.id === id;
  }

  /** Whoever acts may be one of those who can approve. */
  function approvals({ way, need, from, others = 0 }: Extract<Remedy, { need: number }>): string {
    const named = from.filter((person) => !isActor(person)).map(({ name }) => plain(name));
    const self = named.length < from.length;
    const asked = self ? need - 1 : need;
    if (asked === 0) return 'can approve it';
    const ask = `can ${self ? 'approve it, and ' : ''}ask for ${counted(asked, 'more approval', 'more approvals')} from`;
    const open = others === 1 ? 'has' : 'have';
    if (way === 'get-default-reviewer-approvals') {
      return `${ask} default reviewers${named.length > 0 ? `: ${enumeration(named, 'or')}` : others > 0 ? `, of whom ${String(others)} ${open} not approved it` : ''}`;
    }
    const reviewers =
      others > 0 ? `${those(others, 'reviewer', 'reviewers')} who ${open} not approved it` : enumeration(named, 'or');
    return reviewers === ''
      ? `${ask} anybody with read access but the author`
      : `${ask} ${reviewers}, or from anybody else with read access but the author`;
  }

  function byYou(rest: string, page: string): SpokenRemedy {
    return { do: `${sentence(you)} ${rest}.`, who: 'you', page };
  }

  function byAdmin(rest: string, page: string): SpokenRemedy {
    return { do: `${sentence(admin)} ${rest}.`, who: 'repository-admin', page };
  }
}
