import type { WorkspaceRow } from '../../../../src/panel-calls';
import type { Gap } from '../../../../src/core/model';
import type { RepositoryAmongMany, RepositoryDigest, UnreadRepository } from '../../../../src/core/workspace/digest';

/** A repository of the workspace, and what was kept of it. */
export interface Listed {
  /** Tells it from others, also once it has another name. */
  key: string;
  repository: RepositoryAmongMany;
  /** Undefined where nobody has read it yet. */
  row: WorkspaceRow | undefined;
  /** Bitbucket's whole list of repositories does not hold it any more. */
  gone: boolean;
}

/**
 * Every repository that Bitbucket lists or of which something was kept, each once. One that was renamed is that of its
 * uuid, under its present name.
 */
export function listed(
  rows: readonly WorkspaceRow[],
  repositories: readonly RepositoryAmongMany[],
  isWhole: boolean,
): Listed[] {
  const byId = new Map(rows.flatMap((row) => idsOf(row.digest.repository).map((id) => [id, row] as const)));
  const byName = new Map(rows.map((row) => [row.digest.repository.fullName, row]));
  const taken = new Set<WorkspaceRow>();
  const all = repositories.map((repository): Listed => {
    const row = (repository.id === undefined ? undefined : byId.get(repository.id)) ?? sameName(repository);
    if (row) taken.add(row);
    return { key: repository.id ?? repository.fullName, repository, row, gone: false };
  });

  /** Whoever has the name now may be another than who had it. */
  function sameName({ id, fullName }: RepositoryAmongMany) {
    const row = byName.get(fullName);
    const other = row?.digest.repository.id;
    return id !== undefined && other !== undefined && id !== other ? undefined : row;
  }

  const others = rows.filter((row) => !taken.has(row));
  return [
    ...all,
    ...others.map((row): Listed => {
      const { repository } = row.digest;
      return { key: repository.id ?? repository.fullName, repository, row, gone: isWhole };
    }),
  ];
}

function idsOf({ id }: RepositoryAmongMany): string[] {
  return id === undefined ? [] : [id];
}

/** What was read of it; undefined where it could not be read, or nobody has tried. */
export function digestOf({ row }: Pick<Listed, 'row'>): RepositoryDigest | undefined {
  return row && 'problems' in row.digest ? row.digest : undefined;
}

/** Whether its rules were shown to whoever read it last: without them no problem was looked for. */
export function isRead(one: Pick<Listed, 'row'>): boolean {
  const digest = digestOf(one);
  return digest !== undefined && !digest.gaps.some(({ of }) => of.what === 'restrictions');
}

/** Whether it was read, but not all of it could be looked at: more may be wrong than was found. */
export function isPartlyRead(one: Pick<Listed, 'row'>): boolean {
  const digest = digestOf(one);
  return digest !== undefined && isRead(one) && lackingIn(digest).length > 0;
}

/**
 * What could not be looked at. Branches are not asked for where many repositories are read, which is nobody's failure.
 */
export function lackingIn({ gaps }: Pick<RepositoryDigest, 'gaps'>): Gap[] {
  return gaps.filter(({ of, because }) => of.what !== 'branches' || because !== 'truncated');
}

/** When the oldest of their readings was made, RFC 3339; undefined where none of them was read. */
export function oldestReading(some: readonly Listed[]): string | undefined {
  const times = some.flatMap((one) => (isRead(one) ? (digestOf(one)?.readAt ?? []) : []));
  return times.reduce<string | undefined>(
    (oldest, time) => (oldest === undefined || Date.parse(time) < Date.parse(oldest) ? time : oldest),
    undefined,
  );
}

/** Why it could not be read, where somebody tried. */
export function unreadOf({ row }: Pick<Listed, 'row'>): UnreadRepository | undefined {
  return row && 'gap' in row.digest ? row.digest : undefined;
}
