import { tmpdir } from 'node:os';
import { exit } from '../../../src/cli/terminal/io';
import { run } from '../../../src/cli/run';
import type { Get } from '../../../src/bitbucket/port/port';
import { repositoriesOf, type World } from '../../../src/bitbucket/worlds/world';
import type { Verdict } from '../../../src/core/decision';
import type { SpokenDecision } from '../../../src/core/say/decision';
import type { SpokenOutlook } from '../../../src/core/say/pull-request/outlook';
import type { SpokenQueue } from '../../../src/core/say/pull-request/queue';
import type { SpokenReach, SpokenRoster } from '../../../src/core/say/survey';
import { gapsOf, wordsOf, type Cell, type Contact, type Ending, type Ran } from './answer';
import { badReplies, emptyLog } from './bad-replies';
import { inSimulatedTime, stir } from './clock';
import type { Ask, Fault } from '../plan';

type CliAsk = Extract<Ask, { face: 'explain' | 'who' | 'where' | 'matrix' | 'explain --pr' | 'prs' }>;

/** Asks on the command line, over simulated HTTP: the world answers with these faults. */
export async function ranInTerminal(world: World, ask: CliAsk, faults: Fault[], now: number): Promise<Ran> {
  const log = emptyLog();
  const contacts: Contact[] = [];
  const bare = globalThis.fetch;
  let output = '';
  let out = '';
  const took = await inSimulatedTime(now, async (clock) => {
    globalThis.fetch = fetchOver(badReplies(world, faults, log, clock), contacts);
    return run(argumentsOf(ask, repositoriesOf(world)[0] ?? ''), {
      cwd: tmpdir(),
      env: { PATH: process.env['PATH'], BITBUCKET_ACCESS_TOKEN: 'weather' },
      out: (text) => {
        out += text;
        output += text;
      },
      err: (text) => (output += text),
      outIsTerminal: false,
      errIsTerminal: false,
    });
  }).finally(() => {
    globalThis.fetch = bare;
  });
  const common = { milliseconds: took.milliseconds, log, contacts, output, audience: 'administrator' } as const;
  if ('hangs' in took) return { ...common, ending: { is: 'hangs' } };
  if ('error' in took) return { ...common, ending: { is: 'crash', what: String(took.error) } };
  return { ...common, ending: endingOf(ask, took.value, out, output) };
}

function endingOf(ask: CliAsk, status: number, out: string, output: string): Ending {
  if (status === exit.ownFault) return { is: 'crash', what: output.slice(0, 300) };
  if (status > exit.unknown) return { is: 'closed', says: output.slice(0, 300), status, gaps: [] };
  try {
    return { is: 'answer', ...read(ask, JSON.parse(out)) };
  } catch (error) {
    return { is: 'crash', what: `${String(error)}: ${out.slice(0, 200)}` };
  }
}

function argumentsOf(ask: CliAsk, repository: string): string[] {
  const as = 'as' in ask ? ['--as', ask.as] : [];
  switch (ask.face) {
    case 'explain':
      return ['explain', repository, '--branch', ask.branch, '--to', 'all', ...as, '--json'];
    case 'who':
      return ['who', repository, '--branch', ask.branch, '--to', ask.operation, '--json'];
    case 'where':
      return ['where', repository, '--to', ask.operation, ...as, '--json'];
    case 'matrix':
      return ['matrix', repository, '--to', ask.operation, '--json'];
    case 'explain --pr':
      return ['explain', repository, '--pr', String(ask.id), ...as, '--json'];
    case 'prs':
      return ['prs', repository, '--json'];
  }
}

const fromLetter: Record<string, Verdict> = { a: 'allowed', d: 'denied', u: 'unknown' };

function read(ask: CliAsk, json: unknown): { cells: Map<string, Cell>; gaps: string[] } {
  switch (ask.face) {
    case 'explain':
      return {
        cells: new Map((json as SpokenDecision[]).map((one) => [one.question.operation, cellOf(one)])),
        gaps: [],
      };
    case 'who': {
      const { actors, gaps } = json as SpokenRoster;
      const words = wordsOf(gaps);
      return {
        gaps: words,
        cells: new Map(
          actors.map(({ actor, verdict }) => [
            idOf(actor),
            { verdict, gaps: words, about: { actor: idOf(actor), operation: ask.operation, branch: ask.branch } },
          ]),
        ),
      };
    }
    case 'where': {
      const { actor, branches, gaps } = json as SpokenReach;
      const words = wordsOf(gaps);
      return {
        gaps: words,
        cells: new Map(
          branches.map(({ branch, verdict }) => [
            branch,
            { verdict, gaps: words, about: { actor: idOf(actor), operation: ask.operation, branch } },
          ]),
        ),
      };
    }
    case 'matrix': {
      const { branches, actors, rows, gaps } = json as {
        branches: string[];
        actors: { type: string; id?: string }[];
        rows: string[];
        gaps: { unknown: string }[];
      };
      const words = wordsOf(gaps);
      const cells = new Map<string, Cell>();
      for (const [row, branch] of branches.entries()) {
        for (const [column, actor] of actors.entries()) {
          const verdict = fromLetter[rows[row]?.[column] ?? ''] ?? 'unknown';
          cells.set(`${branch} ${idOf(actor)}`, {
            verdict,
            gaps: words,
            about: { actor: idOf(actor), operation: ask.operation, branch },
          });
        }
      }
      return { cells, gaps: words };
    }
    case 'explain --pr': {
      const outlook = json as SpokenOutlook;
      const { source, destination } = outlook.pushes;
      const parts = Object.entries({ merge: outlook, destination, ...(source && { source }) });
      return { cells: new Map(parts.map(([part, one]) => [part, cellOf(one)])), gaps: gapsOf(outlook) };
    }
    case 'prs': {
      const { pullRequests, gaps } = json as SpokenQueue;
      const words = wordsOf(gaps);
      return {
        gaps: words,
        cells: new Map(
          pullRequests.flatMap((one) => [
            [`#${String(one.id)}`, { verdict: one.verdict, gaps: [...gapsOf(one), ...words] }] as const,
            ...one.mergers.map(
              (actor) => [`#${String(one.id)} ${idOf(actor)}`, { verdict: 'allowed', gaps: words }] as const,
            ),
            ...one.unsure.map(
              (actor) => [`#${String(one.id)} ${idOf(actor)}`, { verdict: 'unknown', gaps: words }] as const,
            ),
          ]),
        ),
      };
    }
  }
}

function cellOf(decision: SpokenDecision): Cell {
  const { verdict, question } = decision;
  const about = { actor: idOf(question.actor), operation: question.operation, branch: question.branch };
  return { verdict, gaps: gapsOf(decision), ...(question.pullRequest === undefined && { about }) };
}

function idOf({ type, id }: { type: string; id?: string | undefined }): string {
  return id ?? type;
}

/** `fetch` as Node has it, over a port: it notes which hosts are contacted, and respects the signal. */
function fetchOver(get: Get, contacts: Contact[]): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    contacts.push({ host: url.host, credential: new Headers(init?.headers).has('authorization') });
    const aborted = new Promise<never>((_, fail) => {
      init?.signal?.addEventListener('abort', () => {
        fail(new DOMException('This operation was aborted', 'AbortError'));
      });
    });
    const reply = await Promise.race([get(url.pathname + url.search), aborted]);
    stir();
    if (reply.status === 0) throw new TypeError('fetch failed');
    const text =
      typeof reply.body === 'string' ? reply.body : reply.body === undefined ? '' : JSON.stringify(reply.body);
    const { status, headers } = reply;
    return new Response([204, 304].includes(status) ? null : text, { status, headers });
  };
}
