import type { Facts, Restriction } from '../model';
import { namesOf, type RepositoryNames } from '../repository';
import { gapClause } from '../words/gaps';
import { plain } from '../words/names';
import { hclArguments, hclComment, hclString } from './hcl';
import { presentRules } from './present-rules';
import { resourceNames } from './resource-names';
import { restrictionBlock, restrictionRemark, restrictionResource, unwritable } from './restriction-block';

/**
 * The present restrictions of a repository as Terraform, with a block that imports each. What the provider cannot hold
 * stands as a comment; what was not read stands at the top.
 */
export function terraformOf(facts: Facts): string {
  const where = namesOf(facts.repository);
  const { own, ofProject, gaps } = presentRules(facts);
  const names = resourceNames(own);
  const notWhole = gaps.map((gap) => `NOT WHOLE: ${gapClause(gap, where)}.`);
  const parts = [
    [...notWhole.flatMap(hclComment), ...(notWhole.length > 0 ? ['#'] : []), ...about(facts, where)],
    requirements,
    ...own.map((restriction) => oneRule(restriction, names.get(restriction) ?? '', where)),
    ...ofProject.map((restriction) => restrictionRemark(restriction, unwritable(restriction, where) ?? '')),
  ];
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function about({ readAt, restrictions }: Facts, { fullName }: RepositoryNames): string[] {
  const when = readAt === undefined ? '' : `, read at ${plain(readAt)}`;
  return [
    ...hclComment(`The branch restrictions of ${plain(fullName)}${when}, as Terraform for DrFaust92/bitbucket.`),
    ...(restrictions.items.some(({ users }) => users.length > 0) ? aboutUsers.flatMap(hclComment) : []),
    ...(restrictions.items.some(({ users, groups }) => users.length + groups.length > 0)
      ? aboutPlans.flatMap(hclComment)
      : []),
  ];
}

/**
 * What the provider does with `users` and `groups`: its code up to 2.51.0, its issue 173 and its pull request 252,
 * which was open when this was written.
 */
export const aboutUsers = [
  'People stand here by uuid, which is how Bitbucket knows them. The provider up to 2.51.0 sends each as a Bitbucket ' +
    'username instead, which Bitbucket shows to nobody but its owner, and is then refused: ' +
    'https://github.com/DrFaust92/terraform-provider-bitbucket/issues/173.',
];
const aboutPlans = [
  'That provider does not read `users` and `groups` back, so `terraform plan` shows them as to be added each time.',
];

const requirements = [
  'terraform {',
  ...hclArguments([['required_version', '">= 1.5.0"']]).map((line) => `  ${line}`),
  '',
  '  required_providers {',
  '    bitbucket = {',
  ...hclArguments([['source', '"DrFaust92/bitbucket"']]).map((line) => `      ${line}`),
  '    }',
  '  }',
  '}',
];

function oneRule(restriction: Restriction, name: string, where: RepositoryNames): string[] {
  const why = unwritable(restriction, where);
  if (why !== undefined) return restrictionRemark(restriction, why);
  return [...importBlock(restriction, name, where), ...restrictionBlock(restriction, name, where)];
}

/** The id is `owner/repository/id` (the provider's documentation, *Import*). */
function importBlock({ id }: Restriction, name: string, { workspace, slug }: RepositoryNames): string[] {
  const address = id !== undefined && isId(id) ? hclString(`${workspace}/${slug}/${String(id)}`) : undefined;
  if (address === undefined)
    return hclComment('Bitbucket gave this one no number, so it cannot be imported: applied, it is created.');
  return [
    'import {',
    ...hclArguments([
      ['to', `${restrictionResource}.${name}`],
      ['id', address],
    ]).map((line) => `  ${line}`),
    '}',
    '',
  ];
}

/** Whether Bitbucket can have given this number: those of its API are whole. */
function isId(id: number): boolean {
  return Number.isSafeInteger(id) && id >= 0;
}
