import { code } from '../core/words/names';
import type { WayOfText } from '../core/ways-out/table';
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

const movers = {
  you: 'You',
  'repository-admin': 'An administrator of the repository',
  'project-admin': 'An administrator of the project',
  'workspace-admin': 'An administrator of the workspace',
} as const;

/** The page about a cause, as Markdown: what it looks like, what it means, the ways out, what is no longer true. */
export function causePage(cause: Cause): string {
  const signatures = families
    .flatMap((family) => family.signatures)
    .filter(({ names }) => names.some((one) => one.cause === cause.id));
  const sample = signatures.find(({ names }) => names[0].cause === cause.id)?.samples[0];
  const sources = [...new Set(signatures.map(({ source }) => source))];
  const product = cause.id.startsWith('dc-') ? 'data-center' : 'cloud';
  const push = product === 'data-center' ? onServer : example;
  return [
    `# ${cause.title}`,
    '',
    cause.means(push),
    '',
    ...(sample === undefined ? [] : ['## What it looks like', '', '```', sample.replaceAll('\r', ''), '```', '']),
    ...(signatures.length > 1
      ? [
          'Recognised by:',
          '',
          ...[...new Set(signatures.flatMap(({ says }) => says))].map(
            (says) => `- ${code(says.replaceAll('\u00A0', ' '))}`,
          ),
          '',
        ]
      : []),
    '## Ways out',
    '',
    ...waysOf(cause, signatures).map((way) => {
      const { do: words, who, page } = sayWay(way, push, 'posix', product);
      return `- **${movers[who]}.** ${words} ([more](${page}))`;
    }),
    '',
    ...(cause.outdated
      ? [
          '## What is no longer true',
          '',
          ...cause.outdated.flatMap(({ claim, today }) => [`- *${claim}* ${today}`]),
          '',
        ]
      : []),
    `Cause ${code(cause.id)}. Wordings seen: ${sources.join(', ') || 'none verbatim; read from the rules'}.`,
    '',
  ].join('\n');
}

/** The ways out of a cause, then those of its wordings that have others. */
function waysOf({ ways, id }: Cause, signatures: readonly Signature[]): WayOfText[] {
  const own = signatures.flatMap(({ ways: others = [], names }) => (names[0].cause === id ? others : []));
  return [...new Set([...ways, ...own])];
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
