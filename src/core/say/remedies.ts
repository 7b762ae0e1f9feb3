import type { Decision, Mover, Remedy } from '../decision';
import { actorName, code, enumeration, plain, restrictionName, restrictionNames, sentence } from './names';
import { docs, settingsPages } from './pages';
import { quoted } from './shell';

/** A way out in words, and whose move it is. */
export interface SpokenRemedy {
  do: string;
  who: Mover;
  page: string;
}

/** A way out in words. `you` is the actor; where somebody else asks, the actor is named. */
export function sayRemedy(remedy: Remedy, { question, repository, actorIsViewer }: Decision): SpokenRemedy {
  const you = actorIsViewer || question.actor.type !== 'user' ? 'you' : actorName(question.actor);
  const admin = `an administrator of ${repository.fullName}`;
  const restrictions = settingsPages.restrictions(repository);
  switch (remedy.way) {
    case 'make-api-token':
      return byYou('can push over HTTPS with an API token with scopes, made for Bitbucket with `write:repository:bitbucket`, in place of the password', docs.apiTokens);
    case 'make-ssh-key':
      return byYou('can push over SSH with a personal SSH key', docs.personalSshKeys);
    case 'open-pull-request':
      return byYou(`can push to another branch and open a pull request into ${code(remedy.into)}: ${code(`git push origin HEAD:${quoted(`refs/heads/${remedy.push}`)}`)}`, docs.pullRequests);
    case 'push-elsewhere':
      return byYou(`can choose a name that no restriction covers: ${code(`git push origin HEAD:${quoted(`refs/heads/${remedy.push}`)}`)}`, docs.restrictions);
    case 'ask-listed': {
      const { people, others, groups, to } = remedy;
      const one = others?.count === 1;
      const unnamed = others ? [`${one ? 'the person' : 'one of the people'} that ${restrictionNames(others.on)} ${others.on.length === 1 ? 'lists' : 'list'}`] : [];
      const names = [...people.map(({ name }) => plain(name)), ...unnamed, ...groups.map(({ slug }) => `somebody in ${code(slug)}`)];
      const whoTheyAre = others ? `; ${admin} can say who ${one ? 'that is' : 'they are'}` : '';
      return byYou(`can ask ${enumeration(names, 'or')} to ${to} it${whoTheyAre}`, restrictions);
    }
    case 'add-person':
      return byAdmin(`can add ${plain(remedy.person.name)} to ${restrictionName(remedy.restriction)}, and nobody else would gain by that`, restrictions);
    case 'add-to-group':
      return {
        do: `${sentence(`an administrator of the workspace ${repository.workspace}`)} can add ${plain(remedy.person.name)} to the group ${code(remedy.group.slug)}, which gives everything else that the group may do as well.`,
        who: 'workspace-admin',
        page: settingsPages.groups(repository),
      };
    case 'grant-write':
      return byAdmin(`can give ${plain(remedy.person.name)} write access to ${repository.fullName}`, settingsPages.permissions(repository));
    case 'grant-write-on-project':
      return {
        do: `An administrator of the project ${plain(remedy.project.name)} can give ${plain(remedy.person.name)} write access to all of its repositories.`,
        who: 'project-admin',
        page: settingsPages.project(repository, 'permissions'),
      };
    case 'push-as-listed-user':
      return byYou(`can ${question.operation === 'merge' ? 'merge' : 'push'} with an API token or a personal SSH key of a user account that ${restrictionNames(remedy.restrictions)} ${remedy.restrictions.length === 1 ? 'lists' : 'list'}; lending a person's own credential to a build is unsafe, so it should be an account made for the build`, restrictions);
    case 'account-for-automation':
      return byAdmin(`can add a user account made for the build to ${restrictionName(remedy.restriction)} and give it write access; it takes a seat, and the build then pushes with that account's API token or SSH key`, restrictions);
    case 'use-writing-credential':
      return byYou('can push with a personal SSH key or an API token of a user account with write access', docs.personalSshKeys);
    case 'add-commits-instead':
      return byYou(`can undo with new commits in place of rewriting, and push without force: ${code('git revert <commit>')}`, docs.undo);
    case 'allow-rewriting':
      return byAdmin(`can allow rewriting history in ${restrictionNames(remedy.restrictions)}, which opens it to everybody who can push there and is unsafe for a single push`, restrictions);
    case 'allow-deletion':
      return byAdmin(`can allow deletion in ${restrictionNames(remedy.restrictions)}, which opens it to everybody for as long as it stands`, restrictions);
    case 'change-main-branch':
      return byAdmin('can make another branch the main branch first', settingsPages.repository(repository));
  }

  function byYou(rest: string, page: string): SpokenRemedy {
    return { do: `${sentence(you)} ${rest}.`, who: 'you', page };
  }

  function byAdmin(rest: string, page: string): SpokenRemedy {
    return { do: `${sentence(admin)} ${rest}.`, who: 'repository-admin', page };
  }
}
