import type { WorkspaceReading, WorkspaceRow } from '../../../src/panel-calls';
import type { ProblemCount, RepositoryAmongMany } from '../../../src/core/workspace/digest';
import type { Person } from '../../../src/core/model';
import type { Answers } from './stand-in';

/** When everything was read, RFC 3339. */
export const readAt = '2026-11-28T09:00:00Z';

const projects = ['Core', 'Platform', 'Shop', 'Data', 'Apps for partners'].map((name, at) => ({
  key: ['CORE', 'PLAT', 'SHOP', 'DATA', 'APPS'][at] ?? '',
  name,
}));
const words = ['billing', 'web', 'search', 'mail', 'ledger', 'auth', 'gateway', 'reports', 'mobile', 'infra'];
const people: Person[] = ['Ana Lovell', 'Harvey Jones', 'Mei Tanaka', 'Priya Raman', 'Tom Okafor'].map((name, at) => ({
  id: `{00000000-0000-4000-8000-00000000000${String(at)}}`,
  name,
}));
const found: ProblemCount[] = [
  { problem: 'nobody-can-push', level: 'error', count: 1, restrictions: [1] },
  { problem: 'main-branch-unprotected', level: 'warning', count: 1, restrictions: [] },
  { problem: 'main-history-open', level: 'warning', count: 1, restrictions: [] },
  { problem: 'lists-who-left', level: 'warning', count: 2, restrictions: [3, 4] },
  { problem: 'lists-group-without-access', level: 'warning', count: 1, restrictions: [5] },
  { problem: 'one-person-suffices', level: 'warning', count: 1, restrictions: [6] },
  { problem: 'only-automation-can-push', level: 'warning', count: 1, restrictions: [7] },
  { problem: 'main-deletion-open', level: 'info', count: 1, restrictions: [] },
];

/** The repository with this number. */
export function repository(at: number): RepositoryAmongMany {
  const slug = `${words[at % words.length] ?? ''}-${String(at)}`;
  const project = projects[at % projects.length];
  return {
    fullName: `acme/${slug}`,
    workspace: 'acme',
    slug,
    ...(project && { project }),
    id: `{10000000-0000-4000-8000-${String(at).padStart(12, '0')}}`,
  };
}

/** What was kept of the repository with this number: one in ten could not be read; what is wrong goes by the number. */
export function row(at: number, by: WorkspaceRow['by'] = 'app', when = readAt): WorkspaceRow {
  const of = repository(at);
  if (at % 10 === 9)
    return {
      by,
      digest: {
        repository: of,
        gap: { of: { what: 'restrictions' }, because: 'forbidden', status: 403, reader: 'app' },
      },
    };
  return {
    by,
    digest: {
      repository: of,
      readAt: when,
      main: {
        known: true,
        value: {
          branch: 'main',
          people: at % 7,
          unsure: at % 3,
          mergers: at % 7,
          unsureMergers: 0,
          automation: { may: [], unsure: [] },
        },
      },
      administrators: { people: people.slice(0, 1 + (at % people.length)), unsure: at % 4 },
      problems: found.filter((_, place) => at % (place + 3) === 0),
      gaps: at % 5 === 0 ? [{ of: { what: 'members', group: 'devs' }, because: 'not-offered' }] : [],
    },
    ...(at % 16 === 0 && { changed: { from: '2026-11-20T09:00:00Z', to: readAt, gained: at % 3, lost: at % 2 } }),
  };
}

/** So many, from the first. */
export function some<T>(count: number, one: (at: number) => T): T[] {
  return Array.from({ length: count }, (_, at) => one(at));
}

/** How the reading of 40 repositories went. */
export const reading: WorkspaceReading = {
  startedAt: '2026-11-28T08:00:00Z',
  finishedAt: readAt,
  repositories: 40,
  read: 36,
  notRead: 4,
};

/** A workspace of so many repositories, of which all but the last four were tried. */
export function workspaceOf(count: number, others: Answers = {}): Answers {
  return {
    workspace: (payload) => {
      const from = Number(payload?.next ?? '0');
      const to = Math.min(count - 4, from + 100);
      return {
        for: 'workspace-administrator',
        rows: some(Math.max(0, to - from), (at) => row(from + at)),
        ...(to < count - 4 && { next: String(to) }),
        ...(from === 0 && { reading, days: 90 }),
      };
    },
    workspaceRepositories: ({ page }) => {
      const from = (page - 1) * 100;
      const to = Math.min(count, from + 100);
      return {
        repositories: some(to - from, (at) => repository(from + at)),
        size: count,
        ...(to < count && { next: page + 1 }),
      };
    },
    readRepository: ({ repository: id }) => ({ row: row(numberOf(id), 'viewer', new Date().toISOString()) }),
    ...others,
  };
}

function numberOf(id: string): number {
  return Number(id.slice(-13, -1));
}
