import { movers, type CauseTold } from '../../refusals/cause-page';
import type { Family } from '../../refusals/signatures/signature';
import type { Colors } from '../../core/say/text';
import { folded } from './fold';

/** Every cause by families, each in one line. */
export function causesText(families: readonly Family[], colors: Colors): string {
  const listed = families.filter(({ causes }) => causes.length > 0);
  const width = Math.max(...listed.flatMap(({ causes }) => causes.map(({ id }) => id.length)));
  return [
    ...listed.flatMap(({ title, causes }) => [
      colors.bold(title),
      ...causes.map((cause) => `  ${cause.id.padEnd(width)}  ${cause.title}`),
      '',
    ]),
    colors.dim('`who-can-push refusals CAUSE` says what it means, and the ways out.'),
    '',
  ].join('\n');
}

/** The page of a cause, for a terminal of this many columns. */
export function causeText(id: string, told: CauseTold, colors: Colors, columns?: number): string {
  const { title, means, looksLike, recognisedBy, ways, outdated, sources } = told;
  const [sample] = looksLike;
  return [
    colors.bold(title),
    '',
    folded(means, columns),
    '',
    ...(sample === undefined
      ? []
      : [colors.bold('What it looks like'), '', ...sample.split('\n').map((line) => `    ${line}`), '']),
    ...(recognisedBy.length > 0 ? ['Recognised by:', '', ...wordings(recognisedBy), ''] : []),
    colors.bold('Ways out'),
    '',
    ...ways.flatMap(({ do: words, who, page }) => [
      folded(who === 'you' ? words : `${movers[who]}: ${words}`, columns, '→ '),
      colors.dim(`  ${page}`),
    ]),
    '',
    ...(outdated.length > 0
      ? [
          colors.bold('What is no longer true'),
          '',
          ...outdated.map(({ claim, today }) => folded(`“${claim}” ${today}`, columns, '- ')),
          '',
        ]
      : []),
    colors.dim(
      folded(`Cause ${id}. Wordings seen: ${sources.join(', ') || 'none verbatim; read from the rules'}.`, columns),
    ),
    '',
  ].join('\n');
}

/** Wordings that are shown: more would push the ways out from the screen, and `docs/refusals` has them all. */
const mostWordings = 6;

function wordings(all: readonly string[]): string[] {
  const more = all.length - mostWordings;
  const shown = more > 1 ? all.slice(0, mostWordings) : all;
  return [...shown.map((says) => `    ${says}`), ...(more > 1 ? [`    and ${String(more)} others`] : [])];
}
