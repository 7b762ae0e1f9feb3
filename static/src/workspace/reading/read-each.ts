/** A repository to be read. */
export interface ToRead {
  id: string;
  name: string;
}

/** How reading one repository went. */
export type Outcome = How & {
  /** Seconds in which to read nothing more, as little is left of what Bitbucket allows in an hour. */
  rest?: number;
};

type How =
  | { is: 'read' }
  /** It will not be read by asking again. */
  | { is: 'not-read'; because: string }
  /** Bitbucket asks to wait. */
  | { is: 'later'; seconds: number }
  /** Something did not answer: worth another try. */
  | { is: 'no-answer'; because: string };

/** What goes on: `pausing` while the repository under way is read to its end. */
export type Standing =
  | { is: 'reading' | 'pausing' | 'done' }
  /** `because`: why nobody but the page itself paused it. */
  | { is: 'paused'; because?: string }
  /** Until then, in milliseconds since 1970: Bitbucket asked to, or the rest of the limit is left to the reader. */
  | { is: 'waiting'; until: number; because: 'asked' | 'little-left' };

/** How far reading has come. */
export interface Progress {
  standing: Standing;
  /** Repositories in all, and of them read, and given up. */
  of: number;
  read: number;
  notRead: { name: string; because: string }[];
  /** The one that is being read. */
  now?: string;
  /** Milliseconds that the others will take at the pace so far; absent while that is not known. */
  left?: number;
}

/** A reading that is under way. Each may be called at any time, and any number of times. */
export interface ReadingEach {
  /** After the one under way. */
  pause: () => void;
  goOn: () => void;
  /** For good: nothing is asked for from then on, and nothing told. */
  stop: () => void;
}

/** Time, as a browser has it. */
export interface Clock {
  now: () => number;
  /** Calls it later; gives what calls that off. */
  after: (milliseconds: number, then: () => void) => () => void;
}

/** So many in a row without an answer, and the reading pauses: more would only be tried in vain. */
const mostInRow = 3;
/** Before so many were read nobody can tell how long the others take. */
const forPace = 3;

/**
 * Reads these repositories one after another, as Bitbucket counts what one person asks. One that did not answer is
 * tried once more at the end. Where little is left of what Bitbucket allows, one is read after each rest. Begins at
 * once.
 */
export function readEach(
  repositories: readonly ToRead[],
  read: (one: ToRead) => Promise<Outcome>,
  onProgress: (progress: Progress) => void,
  clock: Clock,
): ReadingEach {
  const left = [...repositories];
  const triedAgain = new Set<string>();
  const notRead: Progress['notRead'] = [];
  let standing: Standing = { is: 'reading' };
  let done = 0;
  let spent = 0;
  let inRow = 0;
  let now: string | undefined;
  let isRunning = false;
  let isStopped = false;
  let callOff: (() => void) | undefined;

  function tell(next: Standing = standing) {
    standing = next;
    if (isStopped) return;
    const pace = done < forPace ? undefined : spent / done;
    onProgress({
      standing,
      of: repositories.length,
      read: done,
      notRead: [...notRead],
      ...(now !== undefined && { now }),
      ...(pace !== undefined && left.length > 0 && { left: pace * left.length }),
    });
  }

  /** One at a time, whoever calls it how often. */
  async function run() {
    if (isRunning) return;
    isRunning = true;
    for (let [one] = left; isReading(); [one] = left) {
      if (one === undefined) {
        tell({ is: 'done' });
        break;
      }
      const began = clock.now();
      now = one.name;
      tell();
      const outcome = await read(one).catch((error: unknown): Outcome => {
        return { is: 'no-answer', because: error instanceof Error ? error.message : String(error) };
      });
      now = undefined;
      take(one, outcome, clock.now() - began);
      if (standing.is === 'pausing') tell(left.length === 0 ? { is: 'done' } : { is: 'paused' });
    }
    isRunning = false;
  }

  function isReading() {
    return !isStopped && standing.is === 'reading';
  }

  /** What follows from how it went; the standing is another afterwards only where reading cannot go on by itself. */
  function take(one: ToRead, outcome: Outcome, took: number) {
    if (outcome.is === 'later') {
      if (standing.is === 'reading') wait(Math.max(outcome.seconds, outcome.rest ?? 0), 'asked');
      return;
    }
    count(one, outcome, took);
    if (outcome.rest !== undefined && isReading() && left.length > 0) wait(outcome.rest, 'little-left');
  }

  function count(one: ToRead, outcome: Exclude<Outcome, { is: 'later' }>, took: number) {
    left.shift();
    if (outcome.is === 'read') {
      done += 1;
      spent += took;
    }
    if (outcome.is !== 'no-answer') {
      inRow = 0;
      if (outcome.is === 'not-read') notRead.push({ name: one.name, because: outcome.because });
      return;
    }
    inRow += 1;
    if (triedAgain.has(one.id)) notRead.push({ name: one.name, because: outcome.because });
    else left.push(one);
    triedAgain.add(one.id);
    if (inRow >= mostInRow && left.length > 0) tell({ is: 'paused', because: outcome.because });
  }

  function wait(seconds: number, because: 'asked' | 'little-left') {
    const milliseconds = seconds * 1_000;
    tell({ is: 'waiting', until: clock.now() + milliseconds, because });
    callOff = clock.after(milliseconds, goOn);
  }

  function goOn() {
    if (isStopped) return;
    if (standing.is === 'pausing') {
      tell({ is: 'reading' });
      return;
    }
    if (standing.is !== 'paused' && standing.is !== 'waiting') return;
    callOff?.();
    inRow = 0;
    standing = { is: 'reading' };
    void run();
  }

  void run();
  return {
    pause() {
      if (standing.is === 'reading') tell({ is: 'pausing' });
      if (standing.is !== 'waiting') return;
      callOff?.();
      tell({ is: 'paused' });
    },
    goOn,
    stop() {
      isStopped = true;
      callOff?.();
    },
  };
}
