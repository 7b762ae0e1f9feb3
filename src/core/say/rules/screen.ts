import type { OnGroup, OnPermission, Operation } from '../../apply/operation';
import type { Facts } from '../../model';
import { namesOf, type RepositoryNames } from '../../repository';
import { code, plain, sentence } from '../../words/names';
import { settingsPages } from '../../words/pages';
import type { Staying } from './apply-notes';
import { restrictionSteps } from './screen-restrictions';
import type { ScreenStep } from './screen-step';

/** Operations as steps on Bitbucket's screens, named as there. */
export function screenSteps(operations: readonly Operation[], facts: Facts, staying: Staying): ScreenStep[] {
  const where = namesOf(facts.repository);
  const onRestrictions = operations.filter(
    (one) => one.does === 'add' || one.does === 'replace' || one.does === 'remove',
  );
  return [
    ...restrictionSteps(onRestrictions, facts.restrictions.items, where),
    ...operations.flatMap((operation) => {
      if (operation.does === 'put-in' || operation.does === 'take-out') return [groupStep(operation, where)];
      return operation.does === 'permit' ? [permissionStep(operation, staying, where)] : [];
    }),
  ];
}

/** Newer workspaces show *Product access* in place of *User groups*, and lead to admin.atlassian.com. */
function groupStep({ does, group, person }: OnGroup, where: RepositoryNames): ScreenStep {
  const who = plain(person.name);
  const deed =
    does === 'put-in' ? `add ${who} to the group ${code(group)}` : `remove ${who} from the group ${code(group)}`;
  return {
    step:
      `In the settings of the workspace ${plain(where.workspace)}, on User groups, ${deed}; where there is Product ` +
      'access in its place, on that page of admin.atlassian.com.',
    page: settingsPages.groups(where),
  };
}

function permissionStep(operation: OnPermission, staying: Staying, where: RepositoryNames): ScreenStep {
  const { person, level } = operation;
  const who = plain(person.name);
  const deed = level === 'none' ? `remove ${who}` : `set the permission of ${who} to ${sentence(level)}`;
  return {
    step: [
      `In the repository settings of ${plain(where.fullName)}, on Repository permissions, ${deed}.`,
      ...staying(operation),
    ].join(' '),
    page: settingsPages.permissions(where),
  };
}
