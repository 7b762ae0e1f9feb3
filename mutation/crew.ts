import { fork, type ChildProcess } from 'node:child_process';

/** What every test meets, without any mutant. */
export interface Survey {
  tests: { at: number; name: string; milliseconds: number; meets: Record<string, number> }[];
  /** The mutants that modules meet while they load. */
  whileLoading: string[];
}

/** Tests that are not to be run at all, by their names. */
export interface SurveyOrder {
  leaveOut: string[];
}

/** A mutant to be tried on some tests, by their numbers, in this order. */
export interface Order {
  mutant: string;
  /** Whether modules must load anew, since they met it while they loaded. */
  loads: boolean;
  tests: number[];
  /** How often one test may meet it; more is a loop without end. */
  hitLimit: number;
  /** What the tests take without it. */
  milliseconds: number;
}

/** What became of it, and the test that found it. */
export type Outcome = { is: 'killed' | 'timed out'; by: string } | { is: 'survived' };

/** Where the tests are, as one module, and the worker that runs them. */
export interface Place {
  worker: string;
  bundle: string;
}

/** What tests meet. Throws where one fails by itself. */
export async function surveyed(place: Place, leaveOut: string[]): Promise<Survey> {
  const child = start(place);
  const answer = await answerTo<Survey>(child, { leaveOut }, 1_800_000);
  child.kill();
  if (!answer) throw new Error('The tests do not pass by themselves.');
  return answer;
}

/** Tries each order, as many at once as there are hands. */
export async function tryAll(
  place: Place,
  orders: readonly Order[],
  hands: number,
  each: (mutant: string, outcome: Outcome) => void,
): Promise<void> {
  const left = orders.values();
  await Promise.all(
    Array.from({ length: hands }, async () => {
      let child = start(place);
      for (const order of left) {
        // Without a mutant it takes this long; with one it may take longer, and beside others longer still.
        const answer = await answerTo<Outcome>(child, order, 30_000 + 5 * order.milliseconds);
        each(order.mutant, answer ?? { is: 'timed out', by: 'the clock' });
        if (!answer) {
          child.kill('SIGKILL');
          child = start(place);
        }
      }
      child.kill();
    }),
  );
}

function start({ worker, bundle }: Place): ChildProcess {
  // Tests that write what they miss must not, which only continuous integration tells them; and all do as many runs as
  // ever.
  const env = { ...process.env, CI: '1' };
  for (const name of ['UPDATE_GOLDEN', 'RUNS']) Reflect.deleteProperty(env, name);
  return fork(worker, [bundle], { env, execArgv: ['--no-warnings'] });
}

/** Nothing where none came in time, or the process ended. */
function answerTo<T>(child: ChildProcess, message: Order | SurveyOrder, milliseconds: number): Promise<T | undefined> {
  return new Promise((resolve) => {
    const clock = setTimeout(() => {
      settle(undefined);
    }, milliseconds);
    const onMessage = (answer: unknown) => {
      settle(answer as T);
    };
    const onExit = () => {
      settle(undefined);
    };
    function settle(answer: T | undefined) {
      clearTimeout(clock);
      child.off('message', onMessage).off('exit', onExit);
      resolve(answer);
    }
    child.on('message', onMessage).on('exit', onExit);
    child.send(message);
  });
}
