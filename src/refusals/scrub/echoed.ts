import { isHarmless } from './harmless';
import type { Source } from './source';
import { spansOf, type Span } from './span';

/** The same as a shell tells its commands one by one: `+ echo …` and `+ docker login … --password-stdin`. */
const traced =
  /\+ (?:echo|printf)(?: -\w{1,3}){0,2} ([^\n|]{1,400})\n[^\n]{0,60}?\+ [^\n]{0,160}?(?:-stdin|--with-token|sudo -S)/g;
/** What is about to be encoded: user and password. */
const encoded =
  /\b(?:echo|printf)(?: -\w{1,3}){0,3} {1,3}(["']?[^\s|:]{1,100}:[^\n|]{1,300}?) ?\| ?(?:openssl )?base64/g;
/** The script that git asks instead of a person. */
const askpass = /askpass[^\n]{0,60}\n(?:#![^\n]{0,60}\n)?(?:exec )?(?:echo|printf)(?: -\w)? ([^\n]{1,200})/gi;
const piped =
  /\b(?:echo|printf)(?: -\w{1,3}){0,3} {1,3}([^\n|]{1,400}?) ?\|[^\n|;&`]{0,120}?(?:-stdin|--with-token|sudo -S|passwd|-pass(?:word)?-file)/g;

/** What a shell is told to write into another command that asks for a password, or into what encodes one. */
export function echoedIn(source: Source): Span[] {
  if (!/echo|printf/.test(source.text)) return [];
  return [
    ...writtenIn(source, traced),
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
