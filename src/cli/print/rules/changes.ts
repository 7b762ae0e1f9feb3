import type { Compiled } from '../../../core/compiled/compiled';
import type { Verdict } from '../../../core/decision';
import type { Actor, Operation } from '../../../core/model';
import type { Keeping } from '../../../core/questions/reach/keeping';
import { actorWords } from '../../../core/say/rules/account';
import type { Applied } from '../../../core/say/rules/apply';
import { namingIn, type ToldChanges } from '../../../core/say/rules/changes';
import { actionWords, plain, sentence } from '../../../core/words/names';
import { makersWords, noChangeWords, unsafeWords } from '../../../core/say/change/notes';
import type { Colors } from '../../../core/say/text';

/** How a change can be made. */
export const ways = ['screen', 'rest', 'terraform'] as const;
/** One of `ways`. */
export type How = (typeof ways)[number];

/** How a change is made, as lines. */
export function howLines({ screen, rest, terraform }: Applied, how: How, colors: Colors): string[] {
  switch (how) {
    case 'screen':
      return screen.flatMap(({ step, page }) => [`    · ${step}`, colors.dim(`      ${page}`)]);
    case 'rest':
      return rest.flatMap(({ curl, note }) => [`    ${curl}`, ...(note === undefined ? [] : [`      ${note}`])]);
    case 'terraform':
      return terraform === ''
        ? ['    Nothing of it can be written as Terraform.']
        : terraform
            .trimEnd()
            .split('\n')
            .map((line) => `    ${line}`.trimEnd());
  }
}

/** So many are printed as text. */
const mostShown = 5;

/** The smallest changes as lines, the best first. `taking`: they prevent, and do not allow. */
export function changeLines(
  { verdict, changes, more }: ToldChanges & { verdict: Verdict },
  { taking, how }: { taking: boolean; how: How | undefined },
  colors: Colors,
): string[] {
  const title = colors.bold(taking ? 'What would prevent it' : 'What would allow it');
  if (changes.length === 0) return [title, `  ${noChangeWords(verdict, taking)}`];
  const shown = changes
    .slice(0, mostShown)
    .flatMap((one, at) => [
      `${String(at + 1).padStart(2)}. ${one.summary}`,
      ...one.account.map((line) => `    ${line}`),
      ...makersWords(one).map((line) => `    ${line}`),
      ...(one.safe ? [] : [`    ${colors.mark('denies', 'Unsafe:')} ${unsafeWords(taking)}`]),
      ...(how ? howLines(one.apply, how, colors) : []),
    ]);
  const [best] = changes;
  const asking = best && !best.byYou && !how ? ['', '    To ask for the first:', `    ${best.request}`] : [];
  const rest = changes.length - mostShown + more;
  return [
    title,
    ...shown,
    ...(rest > 0 ? [`    and ${String(rest)} more; --json tells up to 20 of them`] : []),
    ...asking,
  ];
}

/** What would leave it to these alone, as lines. */
export function onlyLines(
  told: ToldChanges,
  { keep, operation, branch }: { keep: readonly Actor[]; operation: Operation; branch: string },
  { compiled, how, keeping }: { compiled: Compiled; how: How | undefined; keeping: Keeping },
  colors: Colors,
): string[] {
  const naming = namingIn(compiled);
  const named = (actors: readonly Actor[]) => (actors.length === 0 ? 'nobody' : actorWords(actors, naming));
  const what = `${actionWords(operation, branch)} in ${plain(compiled.gathered.facts.repository.fullName)}`;
  const { others, unable } = keeping;
  const note = unable.length > 0 ? [`  ${sentence(named(unable))} may not now, and still may not then.`] : [];
  const [, ...lines] = changeLines({ ...told, verdict: 'unknown' }, { taking: true, how }, colors);
  const none =
    others.length === 0
      ? '  Nothing has to change: nobody else may.'
      : `  ${sentence(named(others))} may too, or might; no change to restrictions and permissions alone ends that.`;
  return [
    colors.bold(`What would leave it to ${named(keep)} to ${what}`),
    ...note,
    ...(told.changes.length === 0 ? [none] : lines),
  ];
}
