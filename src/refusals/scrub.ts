import { addressesIn } from './scrub/addresses';
import { argumentsIn } from './scrub/arguments';
import { foldedIn, goingOn } from './scrub/folding';
import { headersIn } from './scrub/headers';
import { keyBlocksIn } from './scrub/key-blocks';
import { namedValuesIn } from './scrub/named-values';
import type { Source } from './scrub/source';
import { merged, mostSecrets, without, type Span } from './scrub/span';
import { spokenSecretsIn } from './scrub/spoken';
import { tokensIn } from './scrub/tokens';
import { decodedViews, joinedView, plainView, type View } from './scrub/views';
import { visible } from './scrub/visible';

/** Text without secrets, and how many there were. */
export interface Scrubbed {
  text: string;
  scrubbed: number;
}

/** What finds secrets, in a folder of its own each; the quickest first. */
const finders: readonly ((source: Source) => Span[])[] = [addressesIn, tokensIn, argumentsIn, headersIn, namedValuesIn, keyBlocksIn, spokenSecretsIn];

/**
 * Takes the secrets out of pasted text, before anything else sees it: passwords and tokens in addresses, in headers (as
 * `GIT_CURL_VERBOSE` and `curl -v` print them) and arguments, tokens by what they look like, what is named a password,
 * token or secret or said to be one, and private keys; also where JSON, a URL or a page holds the text, and where a log
 * or a mail folded it. What terminals and eyes do not see goes first, as it could part a token. Rather too much than too
 * little; takes time linear in the text.
 */
export function scrub(pasted: string): Scrubbed {
  const text = visible(pasted);
  const plain = plainView(text);
  const whole = [plain, ...decodedViews(plain)];
  const spans: Span[] = [];
  for (const view of whole) {
    for (const find of finders) if (!gather(spans, find(view.source), view)) return { text: '', scrubbed: spans.length };
    const joined = joinedView(view);
    if (joined && !gather(spans, foldedIn(joined), joined)) return { text: '', scrubbed: spans.length };
  }
  const found = merged(spans);
  const all = merged([...found, ...goingOn(plain.source, found)]);
  const scrubbed = all.filter(({ more }) => !more).length;
  return scrubbed > mostSecrets ? { text: '', scrubbed } : { text: without(text, all), scrubbed };
}

/** Whether there are few enough to go on. */
function gather(spans: Span[], found: Span[], view: View): boolean {
  for (const span of found) spans.push(...view.original(span));
  return found.length <= mostSecrets;
}
