import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import path from 'node:path';
import * as v from 'valibot';
import { keeping } from '../../bitbucket/workspace/kept';
import type { Memory } from '../../bitbucket/workspace/shared';
import type { Reply } from '../../bitbucket/port/port';
import { onlyCredentialHeaders } from '../../bitbucket/port/seen-credential';
import { isThere, type Disk } from './disk';
import { ownFolder } from './names';

/*
 * What must not be lost where a run is ended: lines that are added at the end of a file. What was written last may be
 * cut, and then does not count.
 */

/** What a run was asked for; a run that is begun again goes on only where it is the same. */
const header = v.object({
  startedAt: v.string(),
  workspace: v.string(),
  branches: v.boolean(),
  again: v.boolean(),
});
/** What a run was asked for, and when it began, RFC 3339. */
export type RunHeader = v.InferOutput<typeof header>;

const line = v.union([
  v.object({ run: header }),
  v.object({
    path: v.string(),
    reply: v.object({ status: v.number(), headers: v.record(v.string(), v.string()), body: v.optional(v.unknown()) }),
  }),
  v.object({ done: v.string() }),
]);

/** A run under way, as far as it must be remembered. */
export interface Journal extends RunHeader {
  /** Whether it goes on with an earlier one. */
  goesOn: boolean;
  memory: Memory;
  /** Repositories that were read in it, by what tells them apart. */
  isDone: (repository: string) => boolean;
  done: (repository: string) => void;
  /** Forgets the run: it is over. */
  close: () => void;
}

/** Whether a run of a folder is under way, or was ended before its end. */
export function isUnfinished(dir: string): boolean {
  return isThere(runIn(dir));
}

function runIn(dir: string): string {
  return path.join(dir, ownFolder, 'run.jsonl');
}

/** Milliseconds after which the lists of a run are too old to go on with. */
const longestRun = 6 * 3_600_000;

/** Goes on with the run that was ended in a folder, where it was asked for the same not long ago; else begins one. */
export function openJournal(dir: string, wanted: RunHeader, disk: Disk): Journal {
  const file = runIn(dir);
  const replies = new Map<string, Reply>();
  const done = new Set<string>();
  let before: RunHeader | undefined;
  const kept = keeping();
  for (const text of linesIn(file)) {
    const read = lineIn(text);
    if (!read) continue;
    if ('run' in read) before = read.run;
    else if ('done' in read) done.add(read.done);
    else replies.set(read.path, kept({ ...read.reply, body: read.reply.body }));
  }
  const age = before ? Date.parse(wanted.startedAt) - Date.parse(before.startedAt) : Number.NaN;
  const isSame =
    before?.workspace === wanted.workspace && before.branches === wanted.branches && before.again === wanted.again;
  const goesOn = isSame && age >= 0 && age <= longestRun;
  const run = goesOn && before ? before : wanted;
  if (goesOn) disk.append(file, '\n');
  else {
    replies.clear();
    done.clear();
    disk.write(file, `${JSON.stringify({ run })}\n`);
  }
  return {
    ...run,
    goesOn,
    memory: {
      recall: (asked) => {
        const reply = replies.get(asked);
        replies.delete(asked);
        return reply;
      },
      keep: (asked, { status, headers, body }) => {
        const said = { status, headers: onlyCredentialHeaders(headers), body };
        disk.append(file, `${JSON.stringify({ path: asked, reply: said })}\n`);
      },
    },
    isDone: (repository) => done.has(repository),
    done: (repository) => {
      done.add(repository);
      disk.append(file, `${JSON.stringify({ done: repository })}\n`);
    },
    close: () => {
      disk.remove(file);
    },
  };
}

function lineIn(text: string): v.InferOutput<typeof line> | undefined {
  try {
    const parsed = v.safeParse(line, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

/** The requests of the last hour and the limit that Bitbucket said, so that a run begun again does not forget them. */
export interface Spending {
  before: number[];
  limit?: number;
  onCall: (at: number) => void;
  onLimit: (limit: number) => void;
}

const spent = v.union([v.number(), v.object({ limit: v.pipe(v.number(), v.integer(), v.minValue(1)) })]);
const hour = 3_600_000;

/** Reads and keeps what is asked in a folder's name. `now` is in milliseconds since 1970. */
export function openSpending(dir: string, now: number, disk: Disk): Spending {
  const file = path.join(dir, ownFolder, 'budget.jsonl');
  const before: number[] = [];
  let limit: number | undefined;
  for (const text of linesIn(file)) {
    const parsed = v.safeParse(spent, jsonOrNothing(text));
    if (!parsed.success) continue;
    if (typeof parsed.output === 'object') limit = parsed.output.limit;
    // Where the clock was set back meanwhile, what is still to come was asked at the latest now.
    else if (parsed.output > now - hour) before.push(Math.min(parsed.output, now));
  }
  before.sort((one, other) => one - other);
  const lines = [...(limit === undefined ? [] : [{ limit }]), ...before];
  disk.write(file, lines.map((one) => `${JSON.stringify(one)}\n`).join(''));
  return {
    before,
    ...(limit !== undefined && { limit }),
    onCall: (at) => {
      disk.append(file, `${String(at)}\n`);
    },
    onLimit: (said) => {
      disk.append(file, `${JSON.stringify({ limit: said })}\n`);
    },
  };
}

function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The lines of a file one after another, so that a long one is never held whole. None where there is no such file. */
function* linesIn(file: string): Generator<string> {
  if (!isThere(file)) return;
  const from = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(1024 * 1024);
    const decoder = new StringDecoder('utf8');
    let left = '';
    for (let length = readSync(from, bytes); length > 0; length = readSync(from, bytes)) {
      const lines = (left + decoder.write(bytes.subarray(0, length))).split('\n');
      left = lines.pop() ?? '';
      yield* lines;
    }
    if (left !== '') yield left;
  } finally {
    closeSync(from);
  }
}
