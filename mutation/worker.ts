import { createRequire } from 'node:module';
import fc from 'fast-check';
import { getState, resetState } from 'jest-circus';
import type { Order, Outcome, Survey, SurveyOrder } from './crew';

/** What the instrumented sources keep on the global object (names are the instrumenter's). */
interface Switchboard {
  activeMutant?: string;
  currentTestId?: string;
  hitCount?: number;
  hitLimit?: number;
  mutantCoverage?: { static: Record<string, number>; perTest: Record<string, Record<string, number>> };
}

interface Test {
  name: string;
  run: () => unknown;
}

const board: Switchboard = {};
Object.assign(globalThis, { __stryker__: board });
const bundle = process.argv[2] ?? '';
const require = createRequire(bundle);

// The same seed every time, so that a kill is no luck; what fails is not made smaller, since nobody reads it.
fc.configureGlobal({ seed: 1, endOnFailure: true });

/** Defines all tests anew, with whatever mutant is active. */
function load(): Test[] {
  resetState();
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- How CommonJS lets a module run again.
  delete require.cache[bundle];
  require(bundle);
  return testsOf(getState().rootDescribeBlock, '');
}

type Block = ReturnType<typeof getState>['rootDescribeBlock'];

function testsOf(block: Block, prefix: string): Test[] {
  return block.children.flatMap((child) => {
    const name = `${prefix} ${child.name}`;
    if (child.type === 'describeBlock') return testsOf(child, name);
    return [{ name, run: child.fn as () => unknown }];
  });
}

/** What it failed with; nothing where it passed. */
async function failure({ run }: Test): Promise<{ cause: unknown } | undefined> {
  try {
    await run();
    return undefined;
  } catch (cause) {
    return { cause };
  }
}

/** Runs everything once, without a mutant: which test meets which mutants how often, and how long it takes. */
async function survey({ leaveOut }: SurveyOrder): Promise<Survey> {
  board.mutantCoverage = { static: {}, perTest: {} };
  const tests = load();
  const taken: Survey['tests'] = [];
  for (const [at, test] of tests.entries()) {
    if (leaveOut.includes(test.name)) continue;
    board.currentTestId = `t${String(at)}`;
    const start = performance.now();
    const failed = await failure(test);
    if (failed) throw new Error(`Fails without any mutant:${test.name}`, failed);
    taken.push({
      at,
      name: test.name,
      milliseconds: performance.now() - start,
      meets: board.mutantCoverage.perTest[board.currentTestId] ?? {},
    });
  }
  delete board.currentTestId;
  return { tests: taken, whileLoading: Object.keys(board.mutantCoverage.static) };
}

let clean: Test[] | undefined;

async function tried({ mutant, loads, tests: wanted, hitLimit }: Order): Promise<Outcome> {
  board.mutantCoverage = { static: {}, perTest: {} };
  board.hitCount = 0;
  board.hitLimit = hitLimit;
  if (!loads) clean ??= load();
  board.activeMutant = mutant;
  try {
    const tests = loads ? load() : (clean ?? []);
    for (const at of wanted) {
      board.hitCount = 0;
      const test = tests[at];
      if (!test) return { is: 'killed', by: 'a test that is no longer there' };
      if (await failure(test)) return { is: board.hitCount > hitLimit ? 'timed out' : 'killed', by: test.name.trim() };
    }
    return { is: 'survived' };
  } catch {
    return { is: board.hitCount > hitLimit ? 'timed out' : 'killed', by: 'loading' };
  } finally {
    delete board.activeMutant;
    if (loads) clean = undefined;
  }
}

process.on('message', (message: Order | SurveyOrder) => {
  void ('leaveOut' in message ? survey(message) : tried(message)).then((answer) => process.send?.(answer));
});
process.on('disconnect', () => process.exit());
