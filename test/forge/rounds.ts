import type { Get, Reply } from '../../src/bitbucket/port/port';

/** What was asked for side by side, round by round. */
export interface Rounds {
  /** Counts what is asked through it under this name. */
  through: (name: string, get: Get) => Get;
  rounds: string[][];
}

/**
 * Lets Bitbucket answer only when nothing more is asked for: what then waits is one round. How many rounds there were
 * is how many calls depended on one another.
 */
export function inRounds(): Rounds {
  const rounds: string[][] = [];
  let waiting: { asked: string; answer: () => void }[] = [];
  function answerAll() {
    const round = waiting;
    waiting = [];
    rounds.push(round.map(({ asked }) => asked));
    for (const { answer } of round) answer();
  }
  return {
    rounds,
    through: (name, get) => (path) =>
      new Promise<Reply>((done) => {
        if (waiting.length === 0) setImmediate(answerAll);
        waiting.push({
          asked: `${name} ${path}`,
          answer: () => {
            done(get(path));
          },
        });
      }),
  };
}
