import type { Get, Reply } from '../../src/bitbucket/port/port';

/** What was requested at the same time, round by round. */
export interface Rounds {
  /** Counts the requests through it under this name. */
  through: (name: string, get: Get) => Get;
  rounds: string[][];
}

/**
 * Lets Bitbucket answer only when no more requests come: those that wait are one round. The number of rounds is the
 * number of calls that depended on one another.
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
