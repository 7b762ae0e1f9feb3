import type { Home } from './git/address';
import { isPattern, pipelinesGlobMatches } from './file/branch-glob';
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
    return taken ? unknown({ because: 'default-elsewhere', branch: here.text }) : here;
  }
  if (!isPattern(name)) return known(name);
  const own = section === 'branches' && asked !== undefined && branches.includes(asked);
  const matches = asked !== undefined && !own && pipelinesGlobMatches(name, asked);
  return matches
    ? known(asked)
    : unknown({ because: 'pattern', pattern: name, of: section === 'pull-requests' ? 'pull-requests' : 'branches' });
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
