import type { Beside } from '../../src/pipelines/programs/project';
import { destinationOf, type Destination } from '../../src/pipelines/git/address';
import type { Found, Hidden, Surroundings } from '../../src/pipelines/walk/walk';
import { walkScript } from '../../src/pipelines/walk/script';
import { known, notKnown, type State, type Value } from '../../src/pipelines/shell/values';

/** The repository of these tests. */
export const home = { workspace: 'acme', slug: 'web', id: '{fc2e7aad-1306-4e8c-b171-b1d6b1d54968}' };

/** What is settled when a step begins that runs for `main`, or for an unknown branch. */
export function atStart(branch: Value = known('main'), variables: Record<string, string> = {}): State {
  const values = new Map<string, Value>([
    ['repo ', known('')],
    ['branch ', branch],
    ['$BITBUCKET_BRANCH', branch],
    ['$BITBUCKET_REPO_FULL_NAME', known('acme/web')],
    ['$BITBUCKET_GIT_SSH_ORIGIN', known('git@bitbucket.org:acme/web.git')],
    ['$BITBUCKET_GIT_HTTP_ORIGIN', known('http://bitbucket.org/acme/web')],
    ['$BITBUCKET_CLONE_DIR', known('/opt/atlassian/pipelines/agent/build')],
  ]);
  for (const [name, value] of Object.entries(variables)) values.set(`$${name}`, known(value));
  return { values, over: false };
}

/** A branch that only the run will tell. */
export const someBranch: Value = notKnown('$BITBUCKET_BRANCH', {
  because: 'pattern',
  pattern: 'release/*',
  of: 'branches',
});

/** Walks a script as the first step of a pipeline. */
export function walked(
  script: string,
  {
    start = atStart(),
    files = {},
    beside = (name) => files[name],
  }: { start?: State; files?: Record<string, string>; beside?: Beside } = {},
): { found: Found[]; hidden: Hidden[] } {
  const around: Surroundings = {
    home,
    mainBranch: known('main'),
    beside,
    budget: { commands: 0, followed: 0, characters: 0 },
  };
  return walkScript(
    script,
    script.split('\n').map((_, at) => at + 1),
    start,
    around,
  );
}

/** The pushes of a script, each as `operation ref -> place as identity`; `?` for what is not known. */
export function pushesOf(script: string, options: Parameters<typeof walked>[1] = {}): string[] {
  return walked(script, options).found.map(({ target, destination }) => {
    const name = target.name.causes.length > 0 ? `?${target.name.text}` : target.name.text;
    const kind = target.kind === 'branch' || target.kind === 'tag' ? '' : ` (${target.kind})`;
    const more = target.and === undefined ? '' : ` and ${target.and}`;
    return `${target.operation} ${name}${kind}${more}${placeOf(destination)}`;
  });
}

/** Nothing for a push to this repository as Pipelines, which is the usual. */
function placeOf({ to, as }: Destination): string {
  const place = to.place === 'elsewhere' ? to.name : to.place === 'here' ? 'here' : '?';
  return place === 'here' && as.as === 'pipelines' ? '' : ` -> ${place} as ${as.as}`;
}

/** Where an address leads. */
export function led(address: string): string {
  return placeOf(destinationOf(known(address), home, atStart())).replace(/^ -> /, '');
}
