import { kindName } from '../../core/words/names';
import { bitbucketDocs, docs } from '../../core/words/pages';
import { branchIn } from './push';
import type { WaysOfText } from './way-of-text';

/** Ways past a restriction that lists who may: by somebody on its list, or by joining it. */
export const lists = {
  'add-person': {
    who: 'repository-admin',
    page: docs.restrictions,
    do: ({ push, administrator }) =>
      `${administrator} can add you, or a group that you are in, to the branch restriction that covers ` +
      `${branchIn(push)}; administrators are not exempt by themselves. On the list of a pattern you may push to ` +
      'every branch that it covers; a restriction of that branch alone opens no other.',
  },
  'push-as-listed-user': {
    who: 'you',
    page: docs.restrictions,
    do: () =>
      `You can push with an API token or a personal SSH key of a user account that ${kindName('push')} lists: ` +
      'an access token, a workspace SSH key and Pipelines cannot be listed, whatever their scopes.',
  },
  'account-for-automation': {
    who: 'workspace-admin',
    only: 'push',
    onDataCenter: 'not-offered',
    page: `${bitbucketDocs}/use-branch-permissions/`,
    do: () =>
      'An administrator of the workspace can make a user account for the build, which takes a seat, and list it ' +
      `under ${kindName('push')}; the build then pushes with that account’s own API token or SSH key. Sharing a ` +
      'person’s credential with a build is unsafe.',
  },
} satisfies WaysOfText;
