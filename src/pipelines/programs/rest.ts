import { destinationOf, identityOfUser, type Destination, type Identity } from '../git/address';
import type { Aim, Site } from '../git/places';
import type { Target } from '../git/push';
import { isKnown, known, notKnown, type Value } from '../shell/values';
import { requestOf, type Request } from './requests';
import type { Call } from './tools';

/** A change of a branch or a tag by a request to Bitbucket's API. */
export interface Asked {
  aim: Aim;
  /** Where the request is documented. */
  page: string;
}

const reference = 'https://developer.atlassian.com/cloud/bitbucket/rest';
const ofRepository = '#api-repositories-workspace-repo-slug';

/** Bitbucket's API, a repository of it, and what follows; credentials may stand before the host. */
const address = new RegExp(
  '^(?:https?://)?(?:([^/@]*)@)?(?:api\\.bitbucket\\.org(?::\\d+)?|(?:www\\.)?bitbucket\\.org/!?api)' +
    '/2\\.0/repositories/([^/?#]+)/([^/?#]+)/([^?#]*)(?:\\?([^#]*))?',
  'i',
);

/** Whether this may ask for a change of a branch, at an address or by a method that is not known. */
export function mayAskForChange(call: Call): boolean {
  const request = requestOf(call);
  if (!request) return false;
  const isVariable = request.method.includes('$');
  const changes = isVariable || changing.has(request.method);
  return (
    changes &&
    request.urls.some(
      ({ text, causes }) =>
        (isVariable || (causes.length > 0 && !address.test(text))) &&
        /\/(?:refs\/(?:branches|tags)|pullrequests\/[^/?#]+\/merge)(?:[/?#]|$)/.test(text),
    )
  );
}

/** What the requests of `curl` or `wget` change of branches and tags, through Bitbucket's API. */
export function askedOf(call: Call, site: Site): Asked[] {
  const request = requestOf(call);
  return (request?.urls ?? []).flatMap((url) => (request ? askedAt(url, request, site) : []));
}

function askedAt(url: Value, request: Request, site: Site): Asked[] {
  const [, credential, workspace = '', slug = '', rest = '', query = ''] = address.exec(url.text) ?? [];
  if (workspace === '') return [];
  const path = rest.replace(/\/+$/, '');
  const effect = effectOf(path, query, url, request, site);
  if (!effect) return [];
  const place = destinationOf(
    { ...ofPart(url, `${workspace}/${slug}`), text: `https://bitbucket.org/${decoded(workspace)}/${decoded(slug)}` },
    site.home,
    { values: new Map(), over: false },
  ).to;
  const destination: Destination = { to: place, as: identityOf(request, credential) };
  return [{ aim: { target: effect.target, destination }, page: `${reference}/${effect.page}` }];
}

function effectOf(
  path: string,
  query: string,
  url: Value,
  request: Request,
  { mainBranch }: Site,
): { target: Target; page: string } | undefined {
  const [, kind, , encoded] = /^refs\/(branches|tags)(\/(.+))?$/.exec(path) ?? [];
  const isPost = request.method === 'POST';
  if (kind !== undefined) {
    const tags = kind === 'tags';
    const page = `api-group-refs/${ofRepository}-refs-${kind}`;
    if (encoded !== undefined && request.method === 'DELETE') {
      const name = ofPart(url, decoded(encoded));
      return { target: targetOf(name, tags, 'delete'), page: `${page}-name-delete` };
    }
    if (encoded === undefined && isPost)
      return { target: targetOf(nameIn(request), tags, 'create'), page: `${page}-post` };
    return undefined;
  }
  const [, id] = /^pullrequests\/([^/]+)\/merge$/.exec(path) ?? [];
  if (id !== undefined && isPost) {
    return {
      target: { kind: 'branch', name: destinationOfRequest(id), operation: 'merge' },
      page: `api-group-pullrequests/${ofRepository}-pullrequests-pull-request-id-merge-post`,
    };
  }
  if (path !== 'src' || !isPost) return undefined;
  return {
    target: {
      kind: 'branch',
      name: branchIn(request, query, url) ?? unlessHidden(request, mainBranch),
      operation: 'push',
    },
    page: `api-group-source/${ofRepository}-src-post`,
  };
}

const changing = new Set(['POST', 'DELETE', 'PUT']);

function targetOf(name: Value, isTag: boolean, operation: 'create' | 'delete'): Target {
  if (!isTag) return { kind: 'branch', name, operation };
  return {
    kind: 'tag',
    name: { ...name, text: `refs/tags/${isKnown(name) ? name.text : '*'}` },
    operation: operation === 'create' ? 'push' : operation,
  };
}

/** Where a pull request leads is known to Bitbucket alone. */
function destinationOfRequest(id: string): Value {
  return id === '$BITBUCKET_PR_ID'
    ? notKnown('$BITBUCKET_PR_DESTINATION_BRANCH', { because: 'pull-request' })
    : notKnown('the destination', { because: 'pull-request-id', id });
}

/** A piece of a value: its causes, where something in it is not known. */
function ofPart(whole: Value, text: string): Value {
  if (!text.includes('$')) return { ...whole, text, causes: [] };
  const own = whole.causes.filter(
    (cause) => ('name' in cause && text.includes(cause.name)) || (cause.because === 'computed' && /\$[({]/.test(text)),
  );
  return { ...whole, text, causes: own.length === 0 ? whole.causes : own };
}

const body = notKnown('$…', { because: 'read', name: 'the body of the request' });

/** `name` of the JSON that is sent. Bitbucket's own example of it has a comma too many. */
function nameIn({ body: pieces, hidden }: Request): Value {
  const [piece, ...more] = pieces;
  if (hidden || !piece || more.length > 0) return body;
  const name = topName(piece.text);
  return name === undefined ? body : ofPart(piece, name);
}

const mostBody = 20_000;

function topName(text: string): string | undefined {
  if (text.length > mostBody) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    const name = typeof parsed === 'object' && parsed !== null && 'name' in parsed ? parsed.name : undefined;
    return typeof name === 'string' ? name : undefined;
  } catch {
    const names = [...text.matchAll(/["']?name["']?\s{0,20}:\s{0,20}["']([^"'\\]*)["']/g)];
    return names.length === 1 ? names[0]?.[1] : undefined;
  }
}

/** The field `branch` of a form, of a body like a form's, or of the query. */
function branchIn({ form, body: pieces }: Request, query: string, url: Value): Value | undefined {
  const fields = form.map((one): [Value, string] => [one, one.text]);
  const pairs = [...pieces.map((one): [Value, string] => [one, one.text]), [url, query] as [Value, string]].flatMap(
    ([whole, text]) => text.split('&').map((pair): [Value, string] => [whole, decoded(pair.replaceAll('+', ' '))]),
  );
  for (const [whole, text] of [...fields, ...pairs]) {
    if (text.startsWith('branch=')) {
      const name = text.slice('branch='.length);
      return /^[<@]/.test(name) && form.includes(whole) ? body : ofPart(whole, name);
    }
  }
  return undefined;
}

/** With no branch named it is the main one, unless what is sent stands elsewhere. */
function unlessHidden({ form, body: pieces, hidden, urls }: Request, mainBranch: Value): Value {
  const all = [...form, ...pieces, ...urls];
  const fileNames = form.every(({ text, causes }) => causes.length === 0 || !/^\$\w*$/.test(text.split('=')[0] ?? ''));
  const isForm = pieces.every(({ text }) => !text.startsWith('@'));
  return all.length > 0 && fileNames && isForm && (!hidden || pieces.length === 0) ? mainBranch : body;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** As whom the request is made: by its header, its user, or its address. */
function identityOf({ headers, user, bearer, configured }: Request, inAddress: string | undefined): Identity {
  const authorization = headers.filter(({ text }) => /^(?:proxy-)?authorization\s*:/i.test(text));
  // A header that is a variable may be any.
  const unclear = configured || headers.some(({ text }) => /^[@$]/.test(text));
  const written = user ?? (inAddress === undefined ? undefined : known(inAddress));
  const all = [...authorization, ...(bearer ? [bearer] : []), ...(written ? [written] : [])];
  const [only, ...more] = all;
  if (unclear || more.length > 0) return { as: 'not-known', why: 'basic-header' };
  if (!only) return { as: 'not-known', why: 'no-credential-in-request' };
  if (only === written) {
    return /^\$\w+$/.test(only.text) ? { as: 'not-known', why: 'basic-header' } : identityOfUser(only.text, only);
  }
  const token = only === bearer ? `bearer ${only.text}` : only.text.replace(/^[\w-]+\s*:\s*/, '');
  if (!/^bearer\s/i.test(token)) return { as: 'not-known', why: 'basic-header' };
  const byClient = only.causes.some(
    (cause) => cause.because === 'computed' && cause.command.includes('oauth2/access_token'),
  );
  return { as: byClient ? 'oauth-client' : 'access-token' };
}
