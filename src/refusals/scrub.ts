import { addressesIn } from './scrub/addresses';
import { argumentsIn } from './scrub/arguments';
import { codesIn } from './scrub/codes';
import { echoedIn } from './scrub/echoed';
import { encodedIn } from './scrub/encoded';
import { foldedIn, continuationsOf } from './scrub/folding';
import { headersIn } from './scrub/headers';
import { keyBlocksIn } from './scrub/key-blocks';
import { namedValuesIn } from './scrub/named-values';
import { pairsIn } from './scrub/pairs';
import { repeatsIn } from './scrub/repeats';
import type { Source } from './scrub/source';
import { merged, mostSecrets, without, type Span } from './scrub/span';
import { spokenSecretsIn } from './scrub/spoken';
import { tablesIn } from './scrub/tables';
import { tokensIn } from './scrub/tokens';
import { decodedViews, joinedView, plainView, type View } from './scrub/views';
import { visible } from './scrub/visible';
import { webKeysIn } from './scrub/web-keys';

/** A text without secrets, and how many there were. */
export interface Scrubbed {
  text: string;
  scrubbed: number;
}

/** The finders of secrets, each in a file of its own; the quickest first. */
const finders: readonly ((source: Source) => Span[])[] = [
  addressesIn,
  tokensIn,
  argumentsIn,
  headersIn,
  namedValuesIn,
  keyBlocksIn,
  webKeysIn,
  encodedIn,
  pairsIn,
  tablesIn,
  codesIn,
  spokenSecretsIn,
  echoedIn,
];

/**
 * Cuts the secrets out of pasted text before anything else sees it: passwords and tokens in addresses, in headers (as
 * `GIT_CURL_VERBOSE` and `curl -v` print them) and arguments, tokens recognised by their form, anything named or said
 * to be a password, token or secret, and private keys; also where JSON, a URL or a page holds the text, and where a log
 * or a mail wrapped it. Invisible characters are removed first, as they could split a token. Cuts too much rather than
 * too little; takes time linear in the text.
 */
export function scrub(pasted: string): Scrubbed {
  const text = visible(pasted);
  const plain = plainView(text);
  const whole = [plain, ...decodedViews(plain)];
  const spans: Span[] = [];
  for (const view of whole) {
    const found = foundIn(view);
    const joined = joinedView(view);
    const folded = joined ? foldedIn(joined) : [];
    if (!found || folded.length > mostSecrets) return { text: '', scrubbed: mostSecrets + 1 };
    // There may be more of them than a call takes arguments.
    for (const one of [...found, ...continuationsOf(view.source, found)]) spans.push(...view.original(one));
    if (joined) for (const one of folded) spans.push(...joined.original(one));
  }
  const all = merged([...spans, ...repeatsIn(text, spans)]);
  const scrubbed = all.filter(({ more }) => !more).length;
  return scrubbed > mostSecrets ? { text: '', scrubbed } : { text: without(text, all), scrubbed };
}

/** The secrets in one form of the text; undefined where there are too many. */
function foundIn({ source }: View): Span[] | undefined {
  const spans: Span[] = [];
  for (const find of finders) {
    const found = find(source);
    if (found.length > mostSecrets) return undefined;
    spans.push(...found);
  }
  return merged(spans);
}
