import { branchName } from '../core/branch-name';
import type { Decision } from '../core/decision';
import type { Facts, Operation, Person, Question, UnlistableActor } from '../core/model';
import type { Home } from './address';
import { isPattern, pipelinesGlobMatches } from './branch-glob';
import type { Wrong } from './document';
import { titleOf, type Pipeline, type PipelinesFile, type Step, type Unfollowed } from './file';
import { cloneFolder } from './git';
import type { Beside } from './project';
import { mayPush, tooManyCommands, walkScript, type Found, type Hidden, type Surroundings } from './script';
import { isKnown, known, notKnown, type Assumption, type Cause, type State, type Value } from './values';

/** Why a push is not judged, or only under a condition. */
export type Open =
  | { open: 'branch'; causes: Cause[] }
  | { open: 'branch-or-tag'; name: string }
  | { open: 'name'; name: string }
  | { open: 'other-ref'; name: string }
  | { open: 'elsewhere'; name: string }
  | { open: 'address'; address: Value }
  | { open: 'more'; what: 'other-branches' | 'everything' | 'tags' }
  | { open: 'only'; tool: string; clause: string }
  | { open: 'assumed'; assumption: Assumption }
  | { open: 'token-kind' }
  | { open: 'whose-token'; name: Value; appPassword: boolean }
  | { open: 'app-password' }
  | { open: 'ssh-key' }
  | { open: 'credential'; why: 'no-credential-in-address' | 'basic-header' }
  | { open: 'settings'; clause: string; settled: boolean }
  | { open: 'windows' }
  /** What would hold for one who may stand behind an identity that is not known. */
  | { open: 'if'; actor: UnlistableActor; decision: Decision };

/** One push of one step. */
export interface Rehearsed {
  pipeline: string;
  step: string;
  part: 'script' | 'after-script';
  found: Found;
  operation: Operation;
  /** What it would change: a branch, or `refs/tags/…`. Absent where it is not known. */
  branch?: string;
  actor?: Question['actor'];
  /** Absent where branch or actor is not known, or the push goes elsewhere. */
  decision?: Decision;
  open: Open[];
}

/** A thing that may push and was not looked into. */
export type NotFollowed = Unfollowed | ({ what: 'command' } & { hidden: Hidden }) | { what: 'pipe'; name: string; line: number };

export interface Rehearsal {
  /** The branch for which pipelines of `default` and `custom` were rehearsed, where some are. */
  branch?: { name: string; by: 'asked' | 'main-branch' };
  pushes: Rehearsed[];
  notFollowed: NotFollowed[];
}

export interface Asked {
  file: PipelinesFile;
  /** The branch for which pipelines run that may run for several. */
  branch?: string;
  beside: Beside;
}

/** What the rehearsal asks of the judgement. */
export interface Judge {
  facts: Facts;
  judge: (question: Question) => Decision;
  /** Whom a user name in an address means. */
  person: (name: string) => Person | undefined;
}

/** Finds every push of every pipeline and judges each. */
export function rehearse({ file, branch, beside }: Asked, judge: Judge): Rehearsal | Wrong {
  const { workspace, slug, id, mainBranch } = judge.facts.repository;
  const home: Home = { workspace, slug, ...(id !== undefined && { id }) };
  const main = mainBranch.known && mainBranch.value !== null ? known(mainBranch.value) : notKnown('the main branch', { because: 'no-main-branch' });
  const around: Surroundings = { home, mainBranch: main, beside, budget: { commands: 0 } };
  const pushes: Rehearsed[] = [];
  const notFollowed: NotFollowed[] = [...file.unfollowed];
  const decided = remembering(judge);
  let rests = false;
  try {
    for (const pipeline of file.pipelines) {
      const run = runOf(pipeline, file, branch, main);
      rests ||= (pipeline.section === 'default' || pipeline.section === 'custom') && isKnown(run);
      for (const step of pipeline.steps) {
        const seen = walkStep(step, stateOf(pipeline, run, step, home), around);
        for (const { part, found } of seen.found) pushes.push(rehearsed(pipeline, step, part, found, decided));
        notFollowed.push(...seen.hidden.map((hidden) => ({ what: 'command' as const, hidden })));
        notFollowed.push(...step.pipes.filter(({ name }) => pipeMayPush(name)).map((pipe) => ({ what: 'pipe' as const, ...pipe })));
      }
    }
  } catch (error) {
    if (error instanceof Error && error.message === tooManyCommands) return { wrong: 'holds more commands than can be rehearsed' };
    throw error;
  }
  const name = branch ?? (isKnown(main) ? main.text : undefined);
  return {
    ...(rests && name !== undefined && { branch: { name, by: branch === undefined ? 'main-branch' : 'asked' } }),
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

/** Pipes publish many things; these names speak of the repository. */
function pipeMayPush(name: string): boolean {
  return mayPush(name) && !/docker(?!:)|ecr|acr|gcr|npm|pypi|image|s3|secrets|scan|notify|sentry|slack|maven|nuget|lambda/i.test(name);
}

/** The branch that a pipeline runs for. */
function runOf({ section, name = '' }: Pipeline, { pipelines }: PipelinesFile, asked: string | undefined, main: Value): Value {
  const here = asked === undefined ? main : known(asked);
  const unknown = (cause: Cause) => notKnown('$BITBUCKET_BRANCH', cause);
  if (section === 'tags') return notKnown('the current branch', { because: 'detached' });
  if (section === 'custom') return here;
  const branches = pipelines.filter((one) => one.section === 'branches').map((one) => one.name ?? '');
  if (section === 'default') {
    const taken = isKnown(here) && branches.some((pattern) => pipelinesGlobMatches(pattern, here.text));
    return taken ? unknown({ because: 'default-elsewhere', branch: here.text }) : here;
  }
  if (!isPattern(name)) return known(name);
  const own = section === 'branches' && asked !== undefined && branches.includes(asked);
  const matches = asked !== undefined && !own && pipelinesGlobMatches(name, asked);
  return matches ? known(asked) : unknown({ because: 'pattern', pattern: name, of: section === 'pull-requests' ? 'pull-requests' : 'branches' });
}

/** What is settled before a step's first command (support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets). */
function stateOf({ section, name = '', variables }: Pipeline, run: Value, { clones }: Step, { workspace, slug, id }: Home): State {
  const onTag = section === 'tags';
  const onRequest = section === 'pull-requests';
  const tag = isPattern(name) ? notKnown('$BITBUCKET_TAG', { because: 'pattern', pattern: name, of: 'tags' }) : known(name);
  const values: Record<string, Value> = {
    $CI: known('true'),
    $BITBUCKET_BRANCH: onTag ? known('') : run,
    $BITBUCKET_TAG: onTag ? tag : known(''),
    $BITBUCKET_WORKSPACE: known(workspace),
    $BITBUCKET_REPO_OWNER: known(workspace),
    $BITBUCKET_REPO_SLUG: known(slug),
    $BITBUCKET_REPO_FULL_NAME: known(`${workspace}/${slug}`),
    $BITBUCKET_GIT_HTTP_ORIGIN: known(`http://bitbucket.org/${workspace}/${slug}`),
    $BITBUCKET_GIT_SSH_ORIGIN: known(`git@bitbucket.org:${workspace}/${slug}.git`),
    $BITBUCKET_CLONE_DIR: known(cloneFolder),
    ...(id !== undefined && { $BITBUCKET_REPO_UUID: known(id) }),
    ...(onRequest
      ? { $BITBUCKET_PR_DESTINATION_BRANCH: notKnown('$BITBUCKET_PR_DESTINATION_BRANCH', { because: 'pull-request' }) }
      : { $BITBUCKET_PR_ID: known(''), $BITBUCKET_PR_DESTINATION_BRANCH: known('') }),
    ...(clones && { 'repo ': known(''), 'branch ': run }),
    ...(onTag && isKnown(tag) && { [`tag ${tag.text}`]: tag }),
    ...(onTag && { 'tag $BITBUCKET_TAG': tag }),
  };
  for (const [variable, value] of variables) {
    const key = `$${variable}`;
    values[key] = value === undefined ? notKnown(key, { because: 'asked', name: key }) : { ...known(value), assumed: [{ by: 'asked', name: key, value }] };
  }
  return { values: new Map(Object.entries(values)), over: false };
}

function walkStep(step: Step, state: State, around: Surroundings): { found: { part: Rehearsed['part']; found: Found }[]; hidden: Hidden[] } {
  const script = walkScript(step.script.text, step.script.lines, state, around);
  // The after-script is a shell of its own in the same container: clones keep what was done to them, variables do not stay.
  const kept = [...script.state.values].filter(([key]) => !key.startsWith('$') && key !== 'cwd');
  const fresh = [...state.values].filter(([key]) => key.startsWith('$'));
  const after = walkScript(step.afterScript.text, step.afterScript.lines, { values: new Map([...kept, ...fresh]), over: false }, around);
  return {
    found: [
      ...script.found.map((found) => ({ part: 'script' as const, found })),
      ...after.found.map((found) => ({ part: 'after-script' as const, found })),
    ],
    hidden: [...script.hidden, ...after.hidden],
  };
}

function rehearsed(pipeline: Pipeline, step: Step, part: Rehearsed['part'], found: Found, judge: Judge): Rehearsed {
  const { target, destination } = found;
  const open: Open[] = [];
  const { branch, said: aboutTarget } = branchOf(found);
  const { actor, credential, perhaps, said: aboutActor } = actorOf(found, judge);
  const here = destination.to.place === 'here';
  if (destination.to.place === 'elsewhere') open.push({ open: 'elsewhere', name: destination.to.name });
  if (destination.to.place === 'not-known') open.push({ open: 'address', address: destination.to.address });
  if (here) open.push(...aboutTarget, ...aboutActor);
  if (step.windows) open.push({ open: 'windows' });
  const ask = (who: Question['actor']): Decision | undefined =>
    here && branch !== undefined ? judge.judge({ actor: who, operation: target.operation, branch, ...(credential && who.type === 'user' && { credential }) }) : undefined;
  const decision = actor && ask(actor);
  const ifSo = perhaps && ask({ type: perhaps });
  if (perhaps && ifSo) open.push({ open: 'if', actor: perhaps, decision: ifSo });
  return {
    pipeline: titleOf(pipeline),
    step: step.title,
    part,
    found,
    operation: target.operation,
    ...(here && branch !== undefined && { branch }),
    ...(here && actor && { actor }),
    ...(decision && { decision }),
    open,
  };
}

function branchOf({ target, tool, only }: Found): { branch?: string; said: Open[] } {
  const { kind, name, and } = target;
  const said: Open[] = (name.assumed ?? []).map((assumption) => ({ open: 'assumed', assumption }));
  if (only !== undefined) said.push({ open: 'only', tool, clause: only });
  if (and) said.push({ open: 'more', what: and });
  // Whatever a tag is called, branch restrictions do not cover it.
  if (kind === 'tag') return { branch: name.text, said };
  if (!isKnown(name)) return { said: [...said, { open: 'branch', causes: name.causes }] };
  if (kind === 'other') return { said: [...said, { open: 'other-ref', name: name.text }] };
  if (kind === 'branch-or-tag') return { said: [...said, { open: 'branch-or-tag', name: name.text }] };
  const branch = branchName(name.text);
  return branch === undefined ? { said: [...said, { open: 'name', name: name.text }] } : { branch, said };
}

interface Who {
  actor?: Question['actor'];
  credential?: 'api-token';
  /** Where the actor is not known: one that it may be. */
  perhaps?: UnlistableActor;
  said: Open[];
}

function actorOf({ destination: { as }, identity }: Found, { person }: Judge): Who {
  if (identity?.settled) return { perhaps: 'repository-access-token', said: [{ open: 'settings', clause: identity.clause, settled: true }] };
  const unless: Open[] = identity ? [{ open: 'settings', clause: identity.clause, settled: false }] : [];
  switch (as.as) {
    case 'pipelines':
      return { actor: { type: 'pipelines' }, said: unless };
    case 'access-token':
      return { actor: { type: 'repository-access-token' }, said: [{ open: 'token-kind' }, ...unless] };
    case 'oauth-client':
      return { actor: { type: 'oauth-client' }, said: unless };
    case 'person': {
      const found = isKnown(as.name) && as.name.text !== '' ? person(as.name.text) : undefined;
      if (!found) return { said: [{ open: 'whose-token', name: as.name, appPassword: as.appPassword }, ...unless] };
      return { actor: { type: 'user', person: found }, credential: 'api-token', said: [...(as.appPassword ? [{ open: 'app-password' } as const] : []), ...unless] };
    }
    case 'ssh-key':
      return { perhaps: 'workspace-ssh-key', said: [{ open: 'ssh-key' }, ...unless] };
    case 'not-known':
      return as.why === 'address' ? { said: unless } : { said: [{ open: 'credential', why: as.why }, ...unless] };
  }
}
