import { looksSecret } from './harmless';
import { mostSecrets, spansOf, type Span } from './span';

const word = /[^\s"'`=:,;()<>@|/\\]{8,200}/g;
const around = /^[^\p{L}\d]+|[^\p{L}\d]+$/gu;

/** Finds the other occurrences of secrets found so far: a log repeats them without their names. */
export function repeatsIn(text: string, found: readonly Span[]): Span[] {
  const known = new Set(
    found
      .filter(({ start, end, more }) => !more && end - start >= 8 && end - start <= 200)
      .slice(0, mostSecrets)
      .flatMap(({ start, end }) => text.slice(start, end).match(word) ?? [])
      .map((said) => said.replace(around, ''))
      .filter((said) => said.length >= 8 && /\d/.test(said) && looksSecret(said) && !/^[\da-f]{7,40}$/.test(said)),
  );
  if (known.size === 0) return [];
  return spansOf(text, word, ({ index, 0: said }) => {
    const bare = said.replace(around, '');
    if (!known.has(bare)) return undefined;
    const start = index + said.indexOf(bare);
    return { start, end: start + bare.length };
  });
}
