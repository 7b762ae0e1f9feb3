import type { Decision } from '../core/decision';
import type { Home } from './git/address';
import { mayPush } from './walk/called';
import type { Wrong } from './file/document';
import type { PipelinesFile, Step, Unfollowed } from './file/file';
import { tooManyCommands, type Found, type Hidden, type Surroundings } from './walk/walk';
import { rehearsed, type Judge, type Rehearsed } from './judged';
import { bounded, type Beside } from './programs/project';
import { noneRuns, runOf, stateOf, type NoneRuns } from './run';
import { walkScript } from './walk/script';
import { isKnown, known, notKnown, type State } from './shell/values';

/** A thing that may push and was not looked into. */
export type NotFollowed =
  | Unfollowed
  | ({ what: 'command' } & { hidden: Hidden })
  | { what: 'pipe'; name: string; line: number; likely: boolean };

/** Every push of a file, judged, and what was not followed. */
export interface Rehearsal {
  /**
   * The branch for which pipelines of `default` and `custom` were rehearsed, where one pushes or asks for its branch.
   */
  branch?: { name: string; by: 'asked' | 'main-branch' };
  /** Where no pipeline of the file runs by itself for the branch asked for. */
  noneRuns?: NoneRuns;
  pushes: Rehearsed[];
  notFollowed: NotFollowed[];
}

/** What is to be rehearsed. */
export interface Asked {
  file: PipelinesFile;
  /** The branch for which pipelines run that may run for several. */
  branch?: string;
  beside: Beside;
}

/** Finds every push of every pipeline and judges each. */
export function rehearse({ file, branch, beside }: Asked, judge: Judge): Rehearsal | Wrong {
  const { workspace, slug, id, mainBranch } = judge.facts.repository;
  const home: Home = { workspace, slug, ...(id !== undefined && { id }) };
  const main =
    mainBranch.known && mainBranch.value !== null
      ? known(mainBranch.value)
      : notKnown('the main branch', { because: 'no-main-branch' });
  const around: Surroundings = {
    home,
    mainBranch: main,
    beside: bounded(beside),
    budget: { commands: 0, followed: 0, characters: 0 },
  };
  const pushes: Rehearsed[] = [];
  const notFollowed: NotFollowed[] = [...file.unfollowed];
  const decided = remembering(judge);
  let rests = false;
  try {
    for (const pipeline of file.pipelines) {
      const run = runOf(pipeline, file, branch, main);
      const forOne = (pipeline.section === 'default' || pipeline.section === 'custom') && isKnown(run);
      for (const step of pipeline.steps) {
        const seen = walkStep(step, stateOf(pipeline, run, step, home), around);
        rests ||=
          forOne &&
          (seen.found.length > 0 ||
            /BITBUCKET_BRANCH|--abbrev-ref|--show-current/.test(step.script.text + step.afterScript.text));
        for (const { part, found } of seen.found) pushes.push(rehearsed(pipeline, step, part, found, decided));
        notFollowed.push(...seen.hidden.map((hidden) => ({ what: 'command' as const, hidden })));
        notFollowed.push(
          ...step.pipes.map((pipe) => ({ what: 'pipe' as const, ...pipe, likely: pipeMayPush(pipe.name) })),
        );
      }
    }
  } catch (error) {
    if (error instanceof Error && error.message === tooManyCommands)
      return { wrong: 'holds more commands than can be rehearsed' };
    throw error;
  }
  const name = branch ?? (isKnown(main) ? main.text : undefined);
  const none = branch === undefined ? undefined : noneRuns(file, branch);
  return {
    ...(rests && name !== undefined && { branch: { name, by: branch === undefined ? 'main-branch' : 'asked' } }),
    ...(none && { noneRuns: none }),
    pushes,
    notFollowed: distinct(notFollowed).sort((a, b) => lineOf(a) - lineOf(b)),
  };
}

function lineOf(one: NotFollowed): number {
  return one.what === 'command' ? one.hidden.line : one.line;
}

function distinct(all: NotFollowed[]): NotFollowed[] {
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

/** The same question comes back with each step that anchors repeat. */
function remembering(judge: Judge): Judge {
  const answers = new Map<string, Decision>();
  return {
    ...judge,
    judge: (question) => {
      const key = JSON.stringify(question);
      const answer = answers.get(key) ?? judge.judge(question);
      answers.set(key, answer);
      return answer;
    },
  };
}

/** Every pipe is named, as what it does is not in the file; these names speak of a push to the repository. */
function pipeMayPush(name: string): boolean {
  return (
    mayPush(name) &&
    !/docker(?!:)|ecr|acr|gcr|npm|pypi|image|s3|secrets|scan|notify|sentry|slack|maven|nuget|lambda/i.test(name)
  );
}

function walkStep(
  step: Step,
  state: State,
  around: Surroundings,
): { found: { part: Rehearsed['part']; found: Found }[]; hidden: Hidden[] } {
  const script = walkScript(step.script.text, step.script.lines, state, around);
  // The after-script is a shell of its own in the same container: clones keep what was done to them, variables do not
  // stay.
  const kept = [...script.state.values].filter(([key]) => !key.startsWith('$') && key !== 'cwd');
  const fresh = [...state.values].filter(([key]) => key.startsWith('$'));
  const after = walkScript(
    step.afterScript.text,
    step.afterScript.lines,
    { values: new Map([...kept, ...fresh]), over: false },
    around,
  );
  return {
    found: [
      ...script.found.map((found) => ({ part: 'script' as const, found })),
      ...after.found.map((found) => ({ part: 'after-script' as const, found })),
    ],
    hidden: [...script.hidden, ...after.hidden],
  };
}
