import type { Facts, Restriction } from '../model';
import { namesOf, type RepositoryNames } from '../repository';
import { code, enumeration, plain } from '../words/names';
import { aboutUsers } from './configuration';
import { hclArguments, hclComment, hclString } from './hcl';
import type { OnGroup, OnPermission, OnRestriction, Operation } from './operation';
import { asName, resourceNames } from './resource-names';
import { restrictionBlock, restrictionRemark, restrictionResource, unwritable } from './restriction-block';

/**
 * What to add to the code, put in the place of something there, and take away from it, as Terraform. Resources are
 * called as `terraformOf` calls them.
 */
export function terraformOfChange(operations: readonly Operation[], facts: Facts): string {
  const where = namesOf(facts.repository);
  const coming = operations.flatMap((one) => (one.does === 'add' ? [one.restriction] : []));
  const names = resourceNames([...facts.restrictions.items.filter(({ supplied }) => !supplied), ...coming]);
  const taken = new Set<string>();
  const parts = operations.map((operation) => {
    switch (operation.does) {
      case 'add':
      case 'replace':
      case 'remove':
        return restrictionPart(operation, names, where);
      case 'put-in':
      case 'take-out':
        return membershipPart(operation, where, taken);
      case 'permit':
        return permissionPart(operation, where, taken);
    }
  });
  const namesPeople = operations.some((one) => 'restriction' in one && one.restriction.users.length > 0);
  const all = [...(namesPeople ? [aboutUsers.flatMap(hclComment)] : []), ...parts];
  return all.length === 0 ? '' : `${all.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function restrictionPart(
  operation: OnRestriction,
  names: ReadonlyMap<Restriction, string>,
  where: RepositoryNames,
): string[] {
  if (operation.does === 'remove') {
    const { id, before } = operation;
    return hclComment(`Take away ${addressOf(id, before, names)}.`);
  }
  const { restriction } = operation;
  const why = unwritable(restriction, where);
  if (why !== undefined) return restrictionRemark(restriction, why);
  if (operation.does === 'add')
    return [...hclComment('Add:'), ...restrictionBlock(restriction, names.get(restriction) ?? '', where)];
  const { id, before } = operation;
  const name = (before && names.get(before)) ?? [...resourceNames([{ ...restriction, id }]).values()].join('');
  return [
    ...hclComment(`In the place of ${addressOf(id, before, names)}:`),
    ...staying(restriction, before).flatMap(hclComment),
    ...restrictionBlock(restriction, name, where),
  ];
}

/**
 * What an update by the provider leaves as it is: it sends neither empty lists nor the value 0 (`omitempty` in
 * bitbucket-go-client), and Bitbucket ignores fields that are not sent.
 */
function staying(after: Restriction, before: Restriction | undefined): string[] {
  if (!before) return [];
  const kept = [
    ...(before.users.length > 0 && after.users.length === 0 ? ['the people on its list'] : []),
    ...(before.groups.length > 0 && after.groups.length === 0 ? ['the groups on its list'] : []),
    ...(before.value && !after.value ? [`the value ${String(before.value)}`] : []),
    ...(before.pipelinesSourceBranches.join('\n') === after.pipelinesSourceBranches.join('\n')
      ? []
      : ['pipelines_source_branches']),
  ];
  if (kept.length === 0) return [];
  return [
    `Terraform alone will not do: the provider sends no empty list and no 0, so ${enumeration(kept)} would stay as ` +
      'before. Use the request or the screen.',
  ];
}

/** `bitbucket_branch_restriction.push_main, which has the id 17`. */
function addressOf(id: number, before: Restriction | undefined, names: ReadonlyMap<Restriction, string>): string {
  const name = before && names.get(before);
  return name === undefined
    ? `the ${restrictionResource} with the id ${String(id)}`
    : `${restrictionResource}.${name}, which has the id ${String(id)}`;
}

function membershipPart(
  { does, group, person }: OnGroup,
  { workspace }: RepositoryNames,
  taken: Set<string>,
): string[] {
  const who = `${plain(person.name)} in the group ${code(group)}`;
  if (does === 'take-out')
    return hclComment(`Take away the bitbucket_group_membership of ${who}: uuid ${plain(person.id)}.`);
  return block('bitbucket_group_membership', [group, person.name, person.id], who, taken, [
    ['workspace', workspace],
    ['group_slug', group],
    ['uuid', person.id],
  ]);
}

function permissionPart(
  { person, level }: OnPermission,
  { workspace, slug, fullName }: RepositoryNames,
  taken: Set<string>,
): string[] {
  const who = `${plain(person.name)}’s own permission on ${plain(fullName)}`;
  if (level === 'none')
    return hclComment(
      `Take away the bitbucket_repository_user_permission of ${plain(person.name)}: user_id ${plain(person.id)}.`,
    );
  return block('bitbucket_repository_user_permission', [person.name, person.id], who, taken, [
    ['workspace', workspace],
    ['repo_slug', slug],
    ['user_id', person.id],
    ['permission', level],
  ]);
}

/** `names` name it, the last only where the others do not tell it apart. */
function block(
  resource: string,
  names: readonly string[],
  what: string,
  taken: Set<string>,
  entries: readonly (readonly [name: string, value: string])[],
): string[] {
  const written = entries.flatMap(([key, value]) => {
    const text = hclString(value);
    return text === undefined ? [] : [[key, text] as const];
  });
  if (written.length < entries.length)
    return hclComment(`Not written: ${what}, because it holds characters that strings of HCL cannot hold.`);
  const short = asName(names.slice(0, -1).join('_'));
  const name = taken.has(`${resource}.${short}`) ? asName(names.join('_')) : short;
  taken.add(`${resource}.${name}`);
  return [
    ...hclComment(`Add: ${what}.`),
    `resource "${resource}" "${/^[a-z]/i.test(name) ? name : `r_${name}`}" {`,
    ...hclArguments(written).map((line) => `  ${line}`),
    '}',
  ];
}
