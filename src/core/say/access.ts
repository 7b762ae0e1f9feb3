import type { Evidence } from '../evidence';
import type { Facts, Level } from '../model';
import type { Access, AccessSource } from '../people/access';
import type { AccessReport } from '../questions/access';
import { namesOf, type RepositoryNames } from '../repository';
import { sayGap, type SpokenGap } from '../words/gaps';
import { code, enumeration, plainly, theProject } from '../words/names';
import { accessPage } from '../words/pages';
import { sayActor, type SpokenActor } from './decision';

/** `who --access --json`. */
export interface SpokenAccessReport {
  people: ({ actor: SpokenActor } & SpokenAccess)[];
  gaps: SpokenGap[];
  /** RFC 3339. */
  readAt?: string;
}

/** Somebody's permission, and where it comes from. */
export interface SpokenAccess {
  level: Access['level'];
  /** Set where more than this may come from what could not be read. */
  atLeast?: true;
  /** The most direct first. */
  path: SpokenSource[];
}

/** One source of a permission, with the page where a person can see it. */
export interface SpokenSource {
  source: AccessSource['source'] | 'unknown';
  /** The slug of the group that it comes through. */
  group?: string;
  level: Level | 'unknown';
  page: string;
  /** Set where this one gives the permission that holds: the highest wins, and of equals the most direct. */
  decides?: true;
  /** How it is known that the person is in the group. */
  membership?: 'bitbucket' | 'supplied' | 'deduced';
  /** The groups by which an unknown source may be meant; `surely` one of them, or perhaps another source. */
  candidates?: string[];
  surely?: true;
}

/** Everybody's permission and its sources, in words. */
export function sayAccessReport({ people, gaps }: AccessReport, { repository, readAt }: Facts): SpokenAccessReport {
  const where = namesOf(repository);
  return {
    people: people.map(({ person, access }) => ({
      actor: sayActor({ type: 'user', person }),
      ...sayAccess(access, where),
    })),
    gaps: gaps.map((gap) => sayGap(gap, where)),
    ...(readAt !== undefined && { readAt }),
  };
}

/** Somebody's permission and its sources, with the pages where they stand. */
export function sayAccess({ level, atLeast, path, unseen }: Access, where: RepositoryNames): SpokenAccess {
  const said = path.map(
    (one): SpokenSource => ({
      source: one.source,
      ...('group' in one && { group: one.group.slug }),
      level: one.level,
      page: accessPage(one, where),
      ...(one.decides && { decides: true }),
      ...('group' in one && { membership: membershipOf(one.member) }),
    }),
  );
  if (unseen) said.push(sayUnseen(level, unseen, where));
  return { level, ...(atLeast && { atLeast }), path: said };
}

function sayUnseen(
  level: Access['level'],
  { groups, surely, on }: NonNullable<Access['unseen']>,
  where: RepositoryNames,
): SpokenSource {
  return {
    source: 'unknown',
    level,
    page: accessPage(on && { source: on }, where),
    ...(level !== 'unknown' && { decides: true }),
    ...(groups.length > 0 && { candidates: groups }),
    ...(surely && { surely }),
  };
}

function membershipOf(evidence: Evidence[]): NonNullable<SpokenSource['membership']> {
  const [first] = evidence;
  // Where an access comes from is never asked of a change that is tried.
  return first?.shows === 'member' && first.source !== 'tried' ? first.source : 'deduced';
}

/** A source as it stands in a list: `write through the group `devs` on the project Core`. */
export function sourceWords(one: SpokenSource, where: RepositoryNames): string {
  const { source, level, group, membership } = one;
  if (source === 'unknown') return unseenWords(one);
  const { workspace, project } = plainly(where);
  if (source === 'owner') return `${level} as an administrator of the workspace ${workspace}`;
  const what = source === 'repository' ? 'the repository' : theProject(project);
  if (group === undefined) return `${level} on ${what}`;
  return `${level} through the group ${code(group)} on ${what}${membership ? membershipWords[membership] : ''}`;
}

const membershipWords = {
  bitbucket: '',
  supplied: ' (membership supplied)',
  deduced: ' (membership deduced)',
};

function unseenWords({ level, candidates = [], surely }: SpokenSource): string {
  if (level === 'unknown') return 'could not be seen';
  const groups = enumeration(candidates.map(code), 'or');
  if (surely) return `${level} through a group whose members we cannot see: ${groups}`;
  return `${level} from a source that we cannot see${candidates.length > 0 ? `, perhaps ${groups}` : ''}`;
}

/** Every source of a permission, as it stands in a list; of several it says which decides. */
export function pathWords({ level, atLeast, path }: SpokenAccess, where: RepositoryNames): string {
  const words = path.map((one) => `${sourceWords(one, where)}${one.decides && path.length > 1 ? ' (decides)' : ''}`);
  if (words.length === 0) return level === 'none' ? 'nothing gives a permission' : '';
  return [...words, ...(atLeast ? [moreWords] : [])].join('; ');
}

/** What stands after the sources where the list of everybody could not be read. */
export const moreWords = 'what could not be read may give more';

/** The order in which permissions are listed, the highest first. */
export const levelsInOrder: readonly SpokenAccess['level'][] = ['admin', 'write', 'read', 'none', 'unknown'];

/** Each permission as a title. */
export const levelTitles: Record<SpokenAccess['level'], string> = {
  admin: 'Admin',
  write: 'Write',
  read: 'Read',
  none: 'No permission',
  unknown: 'Not known',
};
