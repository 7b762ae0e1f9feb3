import type { Match, Restriction } from '../model';
import type { RepositoryNames } from '../repository';
import { hasList } from '../rules/kinds';
import { code, forbids, plain, restrictionName, sentence } from '../words/names';
import { jsonText } from '../words/visible';
import { restrictionBody } from './body';
import { hclArguments, hclComment, hclString } from './hcl';

/**
 * The kinds that the provider takes, up to 2.51.0 (resource_branch_restriction.go, `ValidateFunc` of `kind`):
 * `require_review_group_approvals_to_merge` and `require_all_comments_resolved` are not among them.
 */
const kindsOfProvider: ReadonlySet<string> = new Set([
  'allow_auto_merge_when_builds_pass',
  'delete',
  'enforce_merge_checks',
  'force',
  'push',
  'require_all_dependencies_merged',
  'require_approvals_to_merge',
  'require_commits_behind',
  'require_default_reviewer_approvals_to_merge',
  'require_no_changes_requested',
  'require_passing_builds_to_merge',
  'require_tasks_to_be_completed',
  'reset_pullrequest_approvals_on_change',
  'reset_pullrequest_changes_requested_on_change',
  'restrict_merges',
  'smart_reset_pullrequest_approvals',
]);

const typesOfProvider: ReadonlySet<string> = new Set([
  'feature',
  'bugfix',
  'release',
  'hotfix',
  'development',
  'production',
]);

/** The resource that holds a branch restriction. */
export const restrictionResource = 'bitbucket_branch_restriction';

/**
 * Why a restriction cannot be written as Terraform, as the end of a sentence: applied, it would be refused, or mean
 * something else than what Bitbucket has. Undefined where it can.
 */
export function unwritable(restriction: Restriction, where: RepositoryNames): string | undefined {
  const { kind, match, users, otherUsers = 0, groups, gaps, supplied, value } = restriction;
  if (supplied) return 'it is set on the project, and neither Bitbucket’s API nor the provider has those';
  if (!kindsOfProvider.has(kind)) return `the provider does not take the kind ${code(kind)}`;
  if (match.by === 'unknown') return 'what it matches branches by was not understood';
  if (match.by === 'branch-type' && !typesOfProvider.has(match.type))
    return `the provider does not take the branch type ${code(match.type)}`;
  // The provider takes an empty pattern for none.
  if (match.by === 'glob' && match.pattern === '') return 'the provider does not take an empty pattern';
  if (gaps.length > 0 || otherUsers > 0)
    return 'whom it lists was not read whole, so that applying it would take people off the list';
  if (value !== undefined && !(Number.isInteger(value) && Math.abs(value) < 2 ** 31))
    return `the provider takes whole numbers, not ${String(value)}`;
  const texts = [...users.map(({ id }) => id), ...groups.map(({ slug }) => slug), where.workspace, where.slug];
  if ([...texts, ...(match.by === 'glob' ? [match.pattern] : [])].some((text) => hclString(text) === undefined))
    return 'it holds characters that strings of HCL cannot hold: Unicode in another form than NFC, or half a character';
  return undefined;
}

/** What is lost of a restriction, or at stake, although it can be written; each a sentence. */
function caveats({ kind, users, groups, value, pipelinesSourceBranches }: Restriction): string[] {
  const listsNobody = hasList({ kind }) && users.length + groups.length === 0;
  return [
    ...(listsNobody
      ? [
          'It lists nobody, so nobody is let through. The provider leaves empty lists out of its requests: ' +
            'it cannot empty a list, and may be refused where it creates this.',
        ]
      : []),
    ...(value === 0 ? ['The provider does not send the value 0.'] : []),
    ...(pipelinesSourceBranches.length > 0
      ? [
          `It also has pipelines_source_branches = ${jsonText(pipelinesSourceBranches)}, which the provider does not ` +
            'know: an update leaves that as it is, a new restriction lacks it.',
        ]
      : []),
  ];
}

/** The block of a restriction that is not `unwritable`; people are named beside their uuids. */
export function restrictionBlock(restriction: Restriction, name: string, where: RepositoryNames): string[] {
  const { kind, match, users, groups, value } = restriction;
  const lists = hasList({ kind }) || users.length > 0;
  const inner = [
    ...hclArguments([
      ['owner', string(where.workspace)],
      ['repository', string(where.slug)],
      ['kind', string(kind)],
      ...matchArguments(match),
      ...(value === undefined ? [] : [['value', String(value)] as const]),
      ...(lists && users.length === 0 ? [['users', '[]'] as const] : []),
    ]),
    ...(users.length === 0
      ? []
      : ['users = [', ...users.map(({ id, name: who }) => `  ${string(id)}, # ${shortName(who)}`), ']']),
    ...groups.flatMap(({ slug }) => [
      '',
      'groups {',
      ...hclArguments([
        ['owner', string(where.workspace)],
        ['slug', string(slug)],
      ]).map(indented),
      '}',
    ]),
  ];
  return [
    ...hclComment(`${sentence(restrictionName(restriction))}${forbids(kind) ? ' is not allowed' : ''}.`),
    ...caveats(restriction).flatMap(hclComment),
    `resource "${restrictionResource}" "${name}" {`,
    ...inner.map(indented),
    '}',
  ];
}

/** What stands in place of a restriction that cannot be written: why, and what it is. */
export function restrictionRemark(restriction: Restriction, why: string): string[] {
  const { gaps, otherUsers = 0 } = restriction;
  const part = gaps.length > 0 || otherUsers > 0 ? ' (as far as it was read)' : '';
  return [
    ...hclComment(`Not written: ${restrictionName(restriction)}, because ${why}.`),
    // One line, however long, so that it can be copied.
    `# ${jsonText(restrictionBody(restriction))}${part}`,
  ];
}

function matchArguments(match: Match): (readonly [string, string])[] {
  if (match.by === 'glob')
    return [
      ['branch_match_kind', '"glob"'],
      ['pattern', string(match.pattern)],
    ];
  return [
    ['branch_match_kind', '"branching_model"'],
    ['branch_type', string(match.by === 'branch-type' ? match.type : match.word)],
  ];
}

/** Of text that `unwritable` has looked at. */
function string(text: string): string {
  const written = hclString(text);
  if (written === undefined) throw new Error('HCL cannot hold this text');
  return written;
}

function shortName(name: string): string {
  return plain(name.replaceAll(/\s+/g, ' '));
}

function indented(line: string): string {
  return line === '' ? '' : `  ${line}`;
}
