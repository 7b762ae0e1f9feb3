import { known, type Value } from '../shell/values';
import type { Call } from './tools';

/** A request that `curl` or `wget` sends, as far as its words say it. */
export interface Request {
  method: string;
  urls: Value[];
  /** The body, one piece for each option that adds to it. */
  body: Value[];
  /** Fields of a form, each `name=value`. */
  form: Value[];
  headers: Value[];
  /** `name:secret`. */
  user?: Value;
  /** A token by itself. */
  bearer?: Value;
  /** Whether part of what is sent stands in a file, or is read while the step runs. */
  hidden: boolean;
  /** Whether options stand in a file, and a credential may be among them. */
  configured: boolean;
}

/** Options of curl that take the next word and say nothing here (curl.se/docs/manpage.html). */
const curlValued = new Set(
  `-o --output -w --write-out -m --max-time --connect-timeout --retry --retry-delay --retry-max-time -A --user-agent -e
  --referer -b --cookie -c --cookie-jar -x --proxy -U --proxy-user --cacert --cert -E --key --ciphers -r --range -y -Y -z
  --time-cond --limit-rate --resolve --connect-to --interface --dns-servers -D --dump-header --stderr --trace
  --trace-ascii --max-redirs --proto --proto-default --tls-max --noproxy -C --continue-at --create-file-mode --unix-socket
  --netrc-file -t --telnet-option --output-dir --expect100-timeout --keepalive-time --aws-sigv4 --proxy-header
  --variable --rate -Q --quote --happy-eyeballs-timeout-ms`.split(/\s+/),
);
/** What each of the others is. */
const curlOptions: Record<
  string,
  'method' | 'body' | 'urlencode' | 'form' | 'header' | 'user' | 'bearer' | 'url' | 'upload' | 'config'
> = {
  '-X': 'method',
  '--request': 'method',
  '-d': 'body',
  '--data': 'body',
  '--data-raw': 'body',
  '--data-ascii': 'body',
  '--data-binary': 'body',
  '--json': 'body',
  '--data-urlencode': 'urlencode',
  '-F': 'form',
  '--form': 'form',
  '--form-string': 'form',
  '-H': 'header',
  '--header': 'header',
  '-u': 'user',
  '--user': 'user',
  '--oauth2-bearer': 'bearer',
  '--url': 'url',
  '-T': 'upload',
  '--upload-file': 'upload',
  '-K': 'config',
  '--config': 'config',
};

/** The request of a call of `curl` or `wget`; nothing for other programs. */
export function requestOf({ program, args }: Call): Request | undefined {
  if (program === 'curl' || program === 'curl.exe') return curled(args);
  return program === 'wget' ? fetched(args) : undefined;
}

/** Options with their values: `-XPOST`, `-sX POST`, `--request=POST` and `--request POST` are the same. */
function optionsOf(
  args: Value[],
  takesValue: (option: string) => boolean,
): { options: [string, Value][]; rest: Value[] } {
  const options: [string, Value][] = [];
  const rest: Value[] = [];
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? known('');
    const { text } = word;
    const equals = text.indexOf('=');
    if (!text.startsWith('-') || text === '-') rest.push(word);
    else if (text.startsWith('--')) {
      if (equals > 0 && takesValue(text.slice(0, equals)))
        options.push([text.slice(0, equals), { ...word, text: text.slice(equals + 1) }]);
      else if (takesValue(text)) options.push([text, args[++at] ?? known('')]);
      else options.push([text, known('')]);
    } else {
      for (let letter = 1; letter < text.length; letter++) {
        const option = `-${text[letter] ?? ''}`;
        if (!takesValue(option)) {
          options.push([option, known('')]);
          continue;
        }
        const attached = text.slice(letter + 1);
        options.push([option, attached === '' ? (args[++at] ?? known('')) : { ...word, text: attached }]);
        break;
      }
    }
  }
  return { options, rest };
}

function curled(args: Value[]): Request {
  const { options, rest } = optionsOf(args, (option) => curlValued.has(option) || Object.hasOwn(curlOptions, option));
  const of = (what: (typeof curlOptions)[string]) =>
    options
      .filter(([option]) => Object.hasOwn(curlOptions, option) && curlOptions[option] === what)
      .map(([, value]) => value);
  const has = (...names: string[]) => options.some(([option]) => names.includes(option));
  const [body, urlencoded, form] = [of('body'), of('urlencode'), of('form')];
  const fields = [...form, ...urlencoded];
  const sends = body.length + fields.length > 0 && !has('-G', '--get');
  const asked = of('method').at(-1)?.text.toUpperCase();
  const user = of('user').at(-1);
  const bearer = of('bearer').at(-1);
  return {
    method: asked ?? (sends ? 'POST' : has('-I', '--head') ? 'HEAD' : of('upload').length > 0 ? 'PUT' : 'GET'),
    urls: [...of('url'), ...rest],
    body,
    form: fields,
    headers: of('header'),
    ...(user && { user }),
    ...(bearer && { bearer }),
    configured: of('config').length > 0 || has('-n', '--netrc', '--netrc-optional', '--netrc-file'),
    hidden:
      body.some(({ text }) => text.startsWith('@')) ||
      fields.some(({ text }) => /^[^=]*=[<@]/.test(text) || /^\w*@/.test(text)),
  };
}

/** Options of wget that take the next word (www.gnu.org/software/wget/manual). */
const wgetValued = new Set(
  `--method --body-data --body-file --post-data --post-file --header --user --password --http-user --http-password -O -o
  -P -U -t -T --timeout --tries --output-document --user-agent --load-cookies --save-cookies`.split(/\s+/),
);

function fetched(args: Value[]): Request {
  const { options, rest } = optionsOf(args, (option) => wgetValued.has(option));
  const of = (...names: string[]) => options.filter(([option]) => names.includes(option)).map(([, value]) => value);
  const posted = of('--post-data', '--post-file');
  const name = of('--user', '--http-user').at(-1);
  const secret = of('--password', '--http-password').at(-1);
  return {
    method: of('--method').at(-1)?.text.toUpperCase() ?? (posted.length > 0 ? 'POST' : 'GET'),
    urls: rest,
    body: of('--body-data', '--post-data'),
    form: [],
    headers: of('--header'),
    ...(name && {
      user: { text: `${name.text}:${secret?.text ?? ''}`, causes: [...name.causes, ...(secret?.causes ?? [])] },
    }),
    configured: false,
    hidden: of('--body-file', '--post-file').length > 0,
  };
}
