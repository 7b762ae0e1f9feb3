import type { Operation } from '../../src/core/model';

/** One run of the app in bad weather, as plain JSON: what is asked of which world, and what goes wrong meanwhile. */
export interface Plan {
  seed: number;
  /** The name of a saved world, or `large`. */
  world: string;
  ask: Ask;
  faults: Fault[];
}

/** What is asked. `as` is a uuid, or a word for an actor that no list can name; left out, it is whoever looks. */
export type Ask =
  | { face: 'explain'; branch: string; as?: string }
  | { face: 'who'; branch: string; operation: Operation }
  | { face: 'where'; operation: Operation; as?: string }
  | { face: 'matrix'; operation: Operation }
  | { face: 'explain --pr'; id: number; as?: string }
  | { face: 'prs' }
  | ({ face: 'webhook'; as: string; branch: string; operation: Operation; app: AppSees } & Before)
  | ({ face: 'facts'; operation: Operation; viewer: Viewer } & Before)
  | ({ face: 'pullRequest'; id: number; viewer: Viewer; app: AppSees } & Before)
  | { face: 'pullRequests'; viewer: Viewer }
  | { face: 'checkKeys'; viewer: Viewer }
  | ({ face: 'saveMembers'; group: string; viewer: Viewer } & Before);

export type Face = Ask['face'];
/** What Bitbucket shows the app itself: everything, or nothing that is for administrators. */
export type AppSees = 'all' | 'what-everybody-may-see';
export type Viewer = 'administrator' | 'developer';

/** What happened in fine weather before. */
export interface Before {
  /** An administrator looked at the settings page, which leaves a snapshot. */
  visited: boolean;
  /** An administrator supplied the members of every group whose members the world holds. */
  supplied: boolean;
}

/** When: from which call there on (the first is 1), and for how many. */
export interface When {
  from: number;
  /** Left out: all that follow. */
  times?: number;
}

/** Where, of Bitbucket: a path without query as the world writes it, or `*` for all. */
type There = When & { at: string };
/** Where, in storage: `get`, `set`, `delete`, `query`, `secret/get` …, or `*` for all. */
type InStorage = When & { on: string };

/** A reply that does not come as it should. */
export type ReplyFault =
  | (There & { fault: 'latency'; milliseconds: number })
  | (There & { fault: 'status'; status: number; retryAfter?: string; body: 'none' | 'error' | 'html' | 'as-ever' })
  | (There & { fault: 'reset'; how: 'nothing' | 'thrown' })
  | (There & { fault: 'cut' | 'html' })
  | (There & { fault: 'body'; body: OddBody })
  | (There & { fault: 'redirect'; to: string });

/** A body that is no answer to what was asked. */
export type OddBody = '{}' | '[]' | 'error' | 'null' | 'number' | 'deep' | 'empty-string' | { of: string };

/** A list whose pages do not fit. `pagelen` is the longest page that is given. */
export type PageFault = There & { pagelen: number } & (
    | {
        fault: 'pages';
        how:
          | 'repeat'
          | 'first-again'
          | 'skip'
          | 'reordered'
          | 'shrinks'
          | 'shrinks-unsaid'
          | 'size-too-large'
          | 'size-missing'
          | 'short';
      }
    | { fault: 'next'; to: NextTo }
  );

/** Where `next` leads: nowhere although more is there, to itself, back to the first page, or to an odd address. */
export type NextTo =
  | 'nowhere'
  | 'itself'
  | 'loop'
  | 'other-host'
  | '//host'
  | 'host-in-path'
  | '%2f'
  | 'outside'
  | 'no-address'
  | 'number';

/** A complete reply that describes another world. */
export type WorldFault =
  | { at: string; fault: 'empty-list' }
  | { at: string; fault: 'left-out'; entries: number[] }
  | { at: string; fault: 'list-of'; other: string };

/** The clock jumps, in milliseconds, at the nth call of Bitbucket. */
export interface ClockFault {
  fault: 'clock';
  by: number;
  from: number;
}

/** The app's storage. */
export type StoreFault =
  | (InStorage & { fault: 'store-fails'; how: 'thrown' | 500 | 429 })
  | (InStorage & { fault: 'store-slow'; milliseconds: number })
  | (InStorage & { fault: 'store-hangs' })
  | (InStorage & { fault: 'store-race'; how: 'gone' | 'other-generation' })
  | { fault: 'store-format'; of: KeptThing; how: OddValue };

export type KeptThing =
  | 'snapshot'
  | 'snapshot-facts'
  | 'members'
  | 'check-keys'
  | 'check-key'
  | 'check-calls'
  | 'app-refusals';
export type OddValue =
  | 'null'
  | 'text'
  | 'number'
  | 'list'
  | 'nested'
  | 'field-gone'
  | 'field-odd'
  | 'format-0'
  | 'format-1'
  | 'cut';

export type Fault = ReplyFault | PageFault | WorldFault | ClockFault | StoreFault;

/** What a fault is called in the table. */
export function kindOf(fault: Fault): string {
  switch (fault.fault) {
    case 'status':
      return fault.status >= 500
        ? '5xx'
        : fault.status === 429
          ? fault.retryAfter === undefined
            ? '429'
            : '429, Retry-After'
          : String(fault.status);
    case 'body':
      return 'another body';
    case 'list-of':
      return 'another list';
    case 'cut':
      return 'cut body';
    case 'html':
      return 'HTML';
    case 'pages':
      return `page: ${fault.how}`;
    case 'next':
      return fault.to === 'nowhere' ? 'next: nowhere' : 'next: elsewhere';
    case 'empty-list':
      return 'empty list';
    case 'left-out':
      return 'left out';
    case 'clock':
      return 'clock skew';
    default:
      return fault.fault.replace('store-', 'storage ');
  }
}

/** Whether it makes the world another one. */
export function isWorldFault(fault: Fault): fault is WorldFault {
  return fault.fault === 'empty-list' || fault.fault === 'left-out' || fault.fault === 'list-of';
}

/** Whether it is one of the app's storage. */
export function isStoreFault(fault: Fault): fault is StoreFault {
  return fault.fault.startsWith('store-');
}

/** Whether it changes a reply on its way. */
export function isReplyFault(fault: Fault): fault is ReplyFault | PageFault {
  return !isWorldFault(fault) && !isStoreFault(fault) && fault.fault !== 'clock';
}
