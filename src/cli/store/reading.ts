import type { Get, Wait } from '../../bitbucket/port/port';
import type { HourlyOptions } from '../../bitbucket/workspace/hourly';
import type { Gap } from '../../core/model';
import type { Disk } from './disk';

/** What is to be read, and how. */
export interface RunOptions {
  /** An existing folder, absolute. */
  dir: string;
  workspace: string;
  /** Bitbucket, without any retries. */
  get: Get;
  /** The API's address. */
  base: string;
  now: () => number;
  wait: Wait;
  /** The share of Bitbucket's limit that is left for others, in percent. */
  share: number;
  /** Milliseconds after which a repository is read again although nothing shows a change. */
  maxAge: number;
  /** Read all again. */
  again: boolean;
  branches: boolean;
  /** Resolves when the run is to end: after the repository under way, or at once where it would have to wait. */
  interrupted?: Promise<void>;
  onProgress?: (progress: Progress) => void;
  onWait?: HourlyOptions['onWait'];
  disk?: Disk;
}

/** What ends a run that was interrupted. */
export const interruption = new Error('The run was interrupted.');

/** How far a run is. */
export interface Progress {
  done: number;
  /** Undefined while the lists of the whole workspace are read. */
  total: number | undefined;
  calls: number;
  /** When it will probably be done, in milliseconds since 1970. */
  doneAt?: number;
}

/** A repository that could not be read, and why. */
export interface NotRead {
  repository: string;
  gap: Gap;
  /** When it was last read, RFC 3339, where that still stands in the folder. */
  lastRead?: string;
}

/** What a run came to. Names are `workspace/slug`. */
export interface RunResult {
  workspace: string;
  /** RFC 3339. */
  startedAt: string;
  /** Whether it went on with an earlier run that was ended. */
  wentOn: boolean;
  repositories: number;
  /** Repositories whose reading stands in the folder since this run, or since the one with which it went on. */
  read: number;
  /** Those of them that the one before had read. */
  readBefore: number;
  /** Those that had changed, and new ones, of what this run itself read. */
  changed: string[];
  appeared: string[];
  /** Those whose file was no saved world. */
  mended: string[];
  /** Repositories that were not read again, as nothing that Bitbucket shows of all at once had changed. */
  carried: number;
  gone: string[];
  /** What Bitbucket refuses to this credential. */
  unreadable: NotRead[];
  /** What failed and may succeed later. */
  failed: NotRead[];
  /** Why not all repositories of the workspace may be known. */
  gaps: Gap[];
  calls: number;
  interrupted: boolean;
}

/** A run that came to nothing yet. */
export function nothing(workspace: string, { startedAt, goesOn }: { startedAt: string; goesOn: boolean }): RunResult {
  const none = { changed: [], appeared: [], mended: [], gone: [], unreadable: [], failed: [], gaps: [] };
  return {
    workspace,
    startedAt,
    wentOn: goesOn,
    repositories: 0,
    read: 0,
    readBefore: 0,
    carried: 0,
    calls: 0,
    interrupted: false,
    ...none,
  };
}
