import type { Home } from './git/address';
import { isPattern, pipelinesGlobMatches } from '../core/branches/dialects/pipelines';
import type { Pipeline, PipelinesFile, Step } from './file/file';
import { cloneFolder } from './git/places';
import { isKnown, known, notKnown, type Cause, type State, type Value } from './shell/values';

/** The branch that a pipeline runs for. */
export function runOf(
  { section, name = '' }: Pipeline,
  { pipelines }: PipelinesFile,
  asked: string | undefined,
  main: Value,
): Value {
  const here = asked === undefined ? main : known(asked);
  const unknown = (cause: Cause) => notKnown('$BITBUCKET_BRANCH', cause);
  if (section === 'tags') return notKnown('the current branch', { because: 'detached' });
  if (section === 'custom') return here;
  const branches = pipelines.filter((one) => one.section === 'branches').map((one) => one.name ?? '');
  if (section === 'default') {
    const taken = isKnown(here) && branches.some((pattern) => pipelinesGlobMatches(pattern, here.text));
    return taken
      ? unknown({ because: 'default-elsewhere', branch: here.text, ...(asked !== undefined && { asked: true }) })
      : here;
  }
  if (!isPattern(name)) return known(name);
  const own = section === 'branches' && asked !== undefined && branches.includes(asked);
  const matches = asked !== undefined && !own && pipelinesGlobMatches(name, asked);
  if (matches) return known(asked);
  const why = own
    ? 'pipeline-of-its-own'
    : asked !== undefined && matchesOverSlashes(name, asked)
      ? 'slash'
      : 'no-match';
  return unknown({
    because: 'pattern',
    pattern: name,
    of: section === 'pull-requests' ? 'pull-requests' : 'branches',
    ...(asked !== undefined && { notFor: { branch: asked, why } }),
  });
}

/** Whether the pattern would match if its `*` crossed `/`, as that of branch restrictions does. */
function matchesOverSlashes(pattern: string, branch: string): boolean {
  return pipelinesGlobMatches(pattern.replaceAll(/\*+/g, '**'), branch);
}

/** Why no pipeline of a file runs by itself for the branch asked for. */
export interface NoneRuns {
  branch: string;
  /** Patterns that would match it if their `*` crossed `/`. */
  nearly: string[];
  /** Whether there are pipelines of `custom`, which can be started for any branch. */
  custom: boolean;
}

/** Says so where no pipeline of the file runs for this branch when it is pushed, or is the source of a pull request. */
export function noneRuns({ pipelines }: PipelinesFile, branch: string): NoneRuns | undefined {
  const own = pipelines.filter(({ section }) => section === 'branches' || section === 'pull-requests');
  const runs = own.some(({ name = '' }) => name === branch || pipelinesGlobMatches(name, branch));
  if (runs || pipelines.some(({ section }) => section === 'default')) return undefined;
  return {
    branch,
    nearly: [...new Set(own.map(({ name = '' }) => name).filter((name) => matchesOverSlashes(name, branch)))],
    custom: pipelines.some(({ section }) => section === 'custom'),
  };
}

/** What is settled before a step's first command (support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets). */
export function stateOf(
  { section, name = '', variables }: Pipeline,
  run: Value,
  { clones }: Step,
  { workspace, slug, id }: Home,
): State {
  const onTag = section === 'tags';
  const onRequest = section === 'pull-requests';
  const tag = isPattern(name)
    ? notKnown('$BITBUCKET_TAG', { because: 'pattern', pattern: name, of: 'tags' })
    : known(name);
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
    values[key] =
      value === undefined
        ? notKnown(key, { because: 'asked', name: key })
        : { ...known(value), assumed: [{ by: 'asked', name: key, value }] };
  }
  return { values: new Map(Object.entries(values)), over: false };
}
