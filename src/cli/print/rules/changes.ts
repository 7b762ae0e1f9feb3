import type { Verdict } from '../../../core/decision';
import type { SpokenChanges } from '../../../core/say/rules/changes';
import type { Colors } from '../../../core/say/text';

/** So many are printed as text. */
const mostShown = 5;

/** The smallest changes as lines, the best first. `taking`: they prevent, and do not allow. */
export function changeLines(
  { verdict, changes, more }: SpokenChanges & { verdict: Verdict },
  taking: boolean,
  colors: Colors,
): string[] {
  const title = colors.bold(taking ? 'What would prevent it' : 'What would allow it');
  if (changes.length === 0) return [title, `  ${nothing(verdict, taking)}`];
  const shown = changes
    .slice(0, mostShown)
    .flatMap((one, at) => [
      `${String(at + 1).padStart(2)}. ${one.summary}`,
      ...one.account.map((line) => `    ${line}`),
      ...(one.safe ? [] : [`    ${colors.mark('denies', 'Unsafe:')} ${unsafeWords(taking)}`]),
    ]);
  const rest = changes.length - mostShown + more;
  return [title, ...shown, ...(rest > 0 ? [`    and ${String(rest)} more; --json tells up to 20 of them`] : [])];
}

function unsafeWords(taking: boolean): string {
  return taking ? 'it takes more than was asked for.' : 'it opens more than was asked for.';
}

function nothing(verdict: Verdict, taking: boolean): string {
  if (verdict === 'allowed' && !taking) return 'Nothing has to change: it is allowed.';
  if (verdict === 'denied' && taking) return 'Nothing has to change: it is denied.';
  return `No change to restrictions, groups or permissions would ${taking ? 'prevent' : 'allow'} it by itself.`;
}
