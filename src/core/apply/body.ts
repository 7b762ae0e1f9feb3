import type { Change } from '../questions/change/change';
import type { Match, Restriction } from '../model';

/**
 * A branch restriction as Bitbucket's REST takes and gives it (OpenAPI, `branchrestriction`). `value` stands only on
 * kinds that count something.
 */
export interface RestrictionBody {
  id?: number;
  kind: string;
  branch_match_kind: string;
  /** The empty text where the match is by branch type; absent only where Bitbucket gave a glob without one. */
  pattern?: string;
  branch_type?: string;
  users: { uuid: string; display_name?: string }[];
  groups: { slug: string; name?: string }[];
  value?: number;
  /** Only where it is not empty: the OpenAPI description does not say what it does. */
  pipelines_source_branches?: string[];
}

/** A change as the file that `try` reads; parts without change are left out. */
export interface ChangeFile {
  restrictions?: { add?: RestrictionBody[]; remove?: number[]; replace?: RestrictionBody[] };
  groups?: Record<string, { add?: string[]; remove?: string[] }>;
  permissions?: Record<string, string>;
}

/** The restriction as Bitbucket's REST writes it. Whom it lists goes by uuid and slug; names stand beside. */
export function restrictionBody(restriction: Restriction): RestrictionBody {
  const { id, kind, match, users, groups, value, pipelinesSourceBranches } = restriction;
  return {
    ...(id !== undefined && { id }),
    kind,
    ...matchBody(match),
    users: users.map((user) => ({ uuid: user.id, ...(user.name !== user.id && { display_name: user.name }) })),
    groups: groups.map(({ slug, name }) => ({ slug, ...(name !== slug && { name }) })),
    ...(value !== undefined && { value }),
    ...(pipelinesSourceBranches.length > 0 && { pipelines_source_branches: pipelinesSourceBranches }),
  };
}

function matchBody(match: Match): Pick<RestrictionBody, 'branch_match_kind' | 'pattern' | 'branch_type'> {
  switch (match.by) {
    case 'glob':
      return { branch_match_kind: 'glob', pattern: match.pattern };
    case 'branch-type':
      return { branch_match_kind: 'branching_model', pattern: '', branch_type: match.type };
    case 'unknown':
      // An empty pattern would be read as one.
      return { branch_match_kind: match.word, ...(match.word !== 'glob' && { pattern: '' }) };
  }
}

/** The change as a file; parts without change are left out. */
export function changeFile({ restrictions, groups, permissions }: Change): ChangeFile {
  const rules = {
    ...(restrictions.add.length > 0 && { add: restrictions.add.map(restrictionBody) }),
    ...(restrictions.remove.length > 0 && { remove: restrictions.remove }),
    ...(restrictions.replace.length > 0 && { replace: restrictions.replace.map(restrictionBody) }),
  };
  const changed = Object.entries(groups).filter(([, { add, remove }]) => add.length + remove.length > 0);
  const members = changed.map(([slug, { add, remove }]) => [
    slug,
    { ...(add.length > 0 && { add }), ...(remove.length > 0 && { remove }) },
  ]);
  return {
    ...(Object.keys(rules).length > 0 && { restrictions: rules }),
    ...(members.length > 0 && { groups: Object.fromEntries(members) as NonNullable<ChangeFile['groups']> }),
    ...(Object.keys(permissions).length > 0 && { permissions }),
  };
}
