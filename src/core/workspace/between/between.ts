import { gather } from '../../cell/cell';
import type { Facts } from '../../model';
import { keepingOf, type AskedOfChanges, type RepositoryChanges } from '../changes';
import { amongMany } from '../digest';
import { shiftsBetween } from './shifts';
import { unitsBetween } from './units';

/**
 * What changed from one reading of a repository to a later one, and for whom, on which branches, a verdict is another
 * for it: all operations, everybody whom either names, automation too, and each class of branches that there may be.
 */
export function changesBetween(before: Facts, after: Facts, asked: AskedOfChanges = {}): RepositoryChanges {
  const { from = before.readAt, to = after.readAt } = asked;
  const [was, is] = [gather(before), gather(after)];
  const changes = unitsBetween(was.facts, is.facts);
  const { shifts, truncated } = changes.units.length === 0 ? nothing : shiftsBetween([was, is], changes, asked);
  const renamed = before.repository.fullName !== after.repository.fullName;
  const causes = new Set(shifts.flatMap((one) => one.causes));
  const all: RepositoryChanges = {
    repository: amongMany(after),
    ...(renamed && { renamedFrom: before.repository.fullName }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    changed: changes.changed,
    shifts,
    ...(truncated && { truncated }),
  };
  // Who read it is no change of the repository, unless that is why one reading could tell what the other could not.
  return keepingOf(
    all,
    ({ changed }, at) => (changed !== 'viewer' && changed !== 'viewer-permission') || causes.has(at),
  );
}

const nothing: ReturnType<typeof shiftsBetween> = { shifts: [] };
