import type { SpokenRemedy } from '../core/say/remedies';
import { code } from '../core/words/names';
import type { WayOfText } from './ways-out/table';
import type { Cause } from './signatures/cause';
import type { Signature } from './signatures/signature';
import { families } from './families/index';
import type { Push } from './text/push';
import { sayWay } from './ways';

/** The push that the pages use as their example. */
const example: Push = {
  branch: 'main',
  remote: 'origin',
  local: 'main',
  upstream: 'origin/main',
  address: { by: 'https', host: 'bitbucket.org', path: 'acme/web' },
};

/** The same on Bitbucket Data Center. */
const onServer: Push = {
  ...example,
  address: { by: 'https', host: 'bitbucket.example.com', path: 'scm/acme/web' },
};

/** What a page tells of a cause, in words about a push that serves as the example. */
export interface CauseTold {
  title: string;
  means: string;
  /** Texts that show it, the plainest first. */
  looksLike: string[];
  /** The wordings by which it is recognised; none where one signature shows it, as its text has it. */
  recognisedBy: string[];
  ways: SpokenRemedy[];
  outdated: { claim: string; today: string }[];
  /** Where the wordings were seen. */
  sources: string[];
}

/** What is known of a cause. */
export function tellCause(cause: Cause): CauseTold {
  const signatures = families
    .flatMap((family) => family.signatures)
    .filter(({ names }) => names.some((one) => one.cause === cause.id));
  const first = signatures.filter(({ names }) => names[0].cause === cause.id);
  const product = cause.id.startsWith('dc-') ? 'data-center' : 'cloud';
  const push = product === 'data-center' ? onServer : example;
  return {
    title: cause.title,
    means: cause.means(push),
    looksLike: distinct(first.flatMap(({ samples }) => samples.slice(0, 1).map((one) => one.replaceAll('\r', '')))),
    recognisedBy: distinct(
      signatures.length === 1 ? [] : signatures.flatMap(wordings).map((one) => one.replaceAll('\u00A0', ' ')),
    ),
    ways: waysOf(cause, first).map((way) => sayWay(way, push, 'posix', product)),
    outdated: [...(cause.outdated ?? [])],
    sources: distinct(signatures.map(({ source }) => source)),
  };
}

function wordings({ says, command }: Signature): readonly string[] {
  const all = [says].flat();
  return command === undefined ? all : all.map((verb) => `${verb} … ${command}://{any} … failed`);
}

function distinct<One>(texts: One[]): One[] {
  return [...new Set(texts)];
}

/** Whose move a way out is. */
export const movers = {
  you: 'You',
  'repository-admin': 'An administrator of the repository',
  'project-admin': 'An administrator of the project',
  'workspace-admin': 'An administrator of the workspace',
} as const;

/** The page about a cause, as Markdown: what it looks like, what it means, the ways out, what is no longer true. */
export function causePage(cause: Cause): string {
  const { title, means, looksLike, recognisedBy, ways, outdated, sources } = tellCause(cause);
  const [sample] = looksLike;
  return [
    `# ${title}`,
    '',
    means,
    '',
    ...(sample === undefined ? [] : ['## What it looks like', '', '```', sample, '```', '']),
    ...(recognisedBy.length > 0 ? ['Recognised by:', '', ...recognisedBy.map((says) => `- ${code(says)}`), ''] : []),
    '## Ways out',
    '',
    ...ways.map(({ do: words, who, page }) => `- **${movers[who]}.** ${words} ([more](${page}))`),
    '',
    ...(outdated.length > 0
      ? ['## What is no longer true', '', ...outdated.map(({ claim, today }) => `- *${claim}* ${today}`), '']
      : []),
    `Cause ${code(cause.id)}. Wordings seen: ${sources.join(', ') || 'none verbatim; read from the rules'}.`,
    '',
  ].join('\n');
}

/** The ways out of a cause, then those of its wordings that have others. */
function waysOf({ ways }: Cause, signatures: readonly Signature[]): WayOfText[] {
  return distinct([...ways, ...signatures.flatMap(({ ways: others = [] }) => others)]);
}

/** The index of all pages, as Markdown. */
export function causeIndex(): string {
  const groups = families
    .filter(({ causes }) => causes.length > 0)
    .map(({ title, causes }) =>
      [`## ${title}`, '', ...causes.map(({ id, title: name }) => `- [${name}](${id}.md) ${code(id)}`), ''].join('\n'),
    );
  return [
    '# Why a push is refused',
    '',
    'One page for each cause that `who-can-push diagnose` names.',
    '',
    ...groups,
  ].join('\n');
}
