import { isHarmless } from './harmless';
import type { Source } from './source';
import { spansOf, type Span } from './span';

/** How a command is told to read a password that is written into it. */
const readsIt = /-stdin|--with-token|sudo -S/;
/** The same in the trace of a shell: `+ echo …` and `+ docker login … --password-stdin`. */
const traced = new RegExp(
  String.raw`\+ (?:echo|printf)(?: -\w{1,3}){0,2} ([^\n|]{1,400})\n(?=[^\n]{0,60}?\+ )[^\n]{0,220}?(?:${readsIt.source})`,
  'g',
);
/** A user and password about to be encoded. */
const encoded =
  /\b(?:echo|printf)(?: -\w{1,3}){0,3} {1,3}(["']?[^\s|:]{1,100}:[^\n|]{1,300}?) ?\| ?(?:openssl )?base64/g;
/** The script that git runs to get a password. */
const askpass = /askpass[^\n]{0,60}\n(?:#![^\n]{0,60}\n)?(?:exec )?(?:echo|printf)(?: -\w)? ([^\n]{1,200})/gi;
const piped = new RegExp(
  String.raw`\b(?:echo|printf)(?: -\w{1,3}){0,3} {1,3}([^\n|]{1,400}?) ?\|[^\n|;&\x60]{0,120}?(?:${readsIt.source}` +
    String.raw`|passwd|-pass(?:word)?-file)`,
  'g',
);

/** Finds what a shell writes into a command that reads a password, or encodes one. */
export function echoedIn(source: Source): Span[] {
  if (!/echo|printf/.test(source.text)) return [];
  return [
    ...(readsIt.test(source.text) ? writtenIn(source, traced) : []),
    ...writtenIn(source, askpass),
    ...(source.text.includes('|') ? [...writtenIn(source, piped), ...writtenIn(source, encoded)] : []),
  ];
}

function writtenIn({ text }: Source, pattern: RegExp): Span[] {
  return spansOf(text, pattern, ({ index, 0: all, 1: word = '' }) => {
    const start = index + all.indexOf(word);
    return isHarmless(word.replaceAll(/["']/g, '')) ? undefined : { start, end: start + word.length };
  });
}
