import { isKnown, known, notKnown, type State, type Value } from '../shell/values';

/** Where an address leads: this repository, another one or another host, or not known. */
export type Place = { place: 'here' } | { place: 'elsewhere'; name: string } | { place: 'not-known'; address: Value };

/** As whom Git pushes there. `person` is whose API token it is, where the address names somebody. */
export type Identity =
  | { as: 'pipelines' }
  | { as: 'access-token' }
  | { as: 'oauth-client' }
  | { as: 'person'; name: Value; appPassword: boolean }
  | { as: 'ssh-key' }
  | {
      as: 'not-known';
      why: 'no-credential-in-address' | 'no-credential-in-request' | 'basic-header' | 'container' | 'address';
    };

/** Where a push goes, and as whom. */
export interface Destination {
  to: Place;
  as: Identity;
}

/** The repository whose pipelines these are. */
export interface Home {
  workspace: string;
  slug: string;
  id?: string;
}

/**
 * Bitbucket Cloud's hosts for Git (since November 2026 `ssh.bitbucket.org`, and `altssh.bitbucket.org` on port 443).
 */
const bitbucket = /^(?:(?:www|ssh|altssh)\.)?bitbucket\.org$/i;

/** What an address says. Pipelines' own `origin` is plain `http`, through a proxy that signs it. */
export function destinationOf(written: Value, home: Home, state: State): Destination {
  const address = rewritten(written, state);
  const { text } = address;
  const web = /^(https?|ssh|git):\/\/(?:([^/]*)@)?([^/:@]+)(?::\d+)?\/(.*)$/i.exec(text);
  // `file://` and the like name no host.
  const [, copyUser, copyHost, copyPath] =
    web || text.includes('://') ? [] : (/^(?:([^@/:]+)@)?([^/:@]+):(.*)$/.exec(text) ?? []);
  const scheme = web?.[1]?.toLowerCase() ?? (copyHost === undefined ? undefined : 'ssh');
  const user = web?.[2] ?? copyUser;
  const host = web?.[3] ?? copyHost;
  const path = web?.[4] ?? copyPath;
  if (host === undefined || path === undefined || scheme === undefined || host.includes('$')) {
    return { to: { place: 'not-known', address }, as: { as: 'not-known', why: 'address' } };
  }
  const as = scheme === 'ssh' ? ({ as: 'ssh-key' } as const) : webIdentity(scheme, user, written, state);
  if (!bitbucket.test(host)) return { to: { place: 'elsewhere', name: host }, as };
  const name = path.replace(/\/+$/, '').replace(/\.git$/, '');
  if (name.includes('$'))
    return { to: { place: 'not-known', address: { text: `bitbucket.org/${name}`, causes: address.causes } }, as };
  return { to: isHome(name, home) ? { place: 'here' } : { place: 'elsewhere', name }, as };
}

function isHome(name: string, { workspace, slug, id }: Home): boolean {
  const [of, which, ...more] = name.toLowerCase().split('/');
  const sameSlug = which === slug.toLowerCase() || (id !== undefined && which === id.toLowerCase());
  return more.length === 0 && sameSlug && (of === workspace.toLowerCase() || of?.startsWith('{') === true);
}

function webIdentity(scheme: string, user: string | undefined, address: Value, { values }: State): Identity {
  const header = [...values].find(([key]) => /^config http\.(?:.*\.)?extraheader$/i.test(key))?.[1];
  if (header) return /basic/i.test(header.text) ? { as: 'not-known', why: 'basic-header' } : { as: 'access-token' };
  if (user === undefined || user === '') {
    return scheme === 'http' ? { as: 'pipelines' } : { as: 'not-known', why: 'no-credential-in-address' };
  }
  return identityOfUser(user, address);
}

/** As whom `NAME:SECRET` acts, which stands in this address or request. */
export function identityOfUser(user: string, address: Value): Identity {
  const [name = '', ...secret] = user.split(':');
  if (name === 'x-token-auth') {
    const byClient = address.causes.some(
      (cause) => cause.because === 'computed' && cause.command.includes('oauth2/access_token'),
    );
    return byClient ? { as: 'oauth-client' } : { as: 'access-token' };
  }
  const unnamed = name === 'x-bitbucket-api-token-auth' || name === '';
  const appPassword = /app_?pass/i.test(secret.join(':'));
  return {
    as: 'person',
    name: unnamed || name.includes('$') ? notKnown(name) : known(name),
    appPassword: !unnamed && appPassword,
  };
}

/** `url.BASE.insteadOf`: git replaces the beginning of an address. */
function rewritten(address: Value, { values }: State): Value {
  for (const [key, begins] of values) {
    const [, base] = /^config url\.(.*)\.(?:push)?insteadof$/i.exec(key) ?? [];
    if (base !== undefined && isKnown(begins) && begins.text !== '' && address.text.startsWith(begins.text)) {
      return { text: base + address.text.slice(begins.text.length), causes: address.causes };
    }
  }
  return address;
}

/** A text without the secrets that stand in it as such; variables stay. */
export function masked(text: string): string {
  return text
    .replaceAll(/(\/\/[^\s/:@'"]*:)([^\s'"]+)@/g, (whole, before: string, secret: string) =>
      isVariable(secret) ? whole : `${before}***@`,
    )
    .replaceAll(/(\/\/)([^\s/:@'"$]{20,})@/g, '$1***@')
    .replaceAll(/\b(Bearer|Basic)\s+([^\s'"]+)/gi, (whole, scheme: string, secret: string) =>
      isVariable(secret) ? whole : `${scheme} ***`,
    )
    .replaceAll(/\bAT(?:CTT|ATT|BB|OA)[\w=+/-]{8,}/g, '***')
    .replaceAll(
      /((?:token|passw(?:or)?d|secret|api_?key)[\w.-]*(?:=|\s+))(["']?)([^\s"'$][^\s"']*)/gi,
      (whole, name: string, quote: string) => (name.endsWith('=') ? `${name}${quote}***` : whole),
    );
}

function isVariable(secret: string): boolean {
  return /^(?:\$\{?\w+\}?|\$\([^)]*\))+$/.test(secret);
}
