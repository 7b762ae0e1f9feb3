import type { World } from '../../src/bitbucket/worlds/world';
import { peopleIn } from '../bitbucket/repository/people-in';

/** Something that identifies a person, or that only administrators may see. */
export interface Secret {
  /** The uuid of the person it identifies; none where it may identify anybody. */
  whose?: string;
  text: string;
}

type Raw = Record<string, unknown>;

/**
 * The world in which everything that a person may write tells of people: each has an e-mail address, builds and groups
 * are named after them, and pull requests, tasks and comments speak of them.
 */
export function tellingWorld(world: World): World {
  const names = peopleIn(world).map(({ display_name }) => display_name);
  let turn = 0;
  const next = () => names[turn++ % names.length] ?? '';
  const replies = JSON.parse(JSON.stringify(world.replies), (_, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value;
    const raw = value as Raw;
    if (typeof raw['display_name'] === 'string')
      return {
        ...raw,
        email: emailOf(raw['display_name']),
        links: { html: { href: `https://bitbucket.org/${String(raw['uuid'])}/` } },
      };
    if (raw['type'] === 'build') return { ...raw, name: `nightly of ${next()}`, description: `started by ${next()}` };
    if (raw['type'] === 'group') return { ...raw, name: `friends of ${next()}` };
    if (raw['type'] === 'pullrequest')
      return { ...raw, title: `as ${next()} asked`, summary: { raw: `for ${next()} <${emailOf(next())}>` } };
    if (raw['type'] === 'commit')
      return { ...raw, author: { raw: `${next()} <${emailOf(next())}>` }, message: `by ${next()}` };
    if (typeof raw['raw'] === 'string') return { raw: `${next()}, please` };
    return value;
  }) as World['replies'];
  return { ...world, replies };
}

/** What only administrators of that world may see. */
export function secretsOf(world: World): Secret[] {
  const secrets: Secret[] = peopleIn(world).flatMap(({ uuid, display_name, nickname = '', account_id = '' }) =>
    [
      display_name,
      ...display_name.split(' '),
      nickname,
      account_id,
      uuid.replaceAll(/[{}]/g, ''),
      emailOf(display_name),
    ].map((text) => ({ whose: uuid, text })),
  );
  JSON.stringify(world.replies, (_, value: unknown) => {
    const { type, name, full_name, raw } = (value ?? {}) as Raw;
    if (type === 'build' || type === 'group') secrets.push({ text: String(name) });
    if (typeof raw === 'string') secrets.push({ text: raw });
    if (type === 'repository' && typeof full_name === 'string' && !full_name.startsWith('acme/')) {
      const owner = peopleIn(world).find(({ display_name }) => full_name.startsWith(`${slugOf(display_name)}/`));
      secrets.push({ ...(owner && { whose: owner.uuid }), text: full_name });
    }
    return value;
  });
  return [
    ...new Map(
      secrets.filter(({ text }) => text !== '').map((secret) => [`${secret.whose ?? ''} ${secret.text}`, secret]),
    ).values(),
  ];
}

/** The secrets in a text, except those of one person. A word of a name counts only as a separate word. */
export function givenAwayTo(viewer: string | undefined, text: string, secrets: Secret[]): string[] {
  const lower = text.toLowerCase();
  const own = new Set(
    secrets.flatMap((secret) => (viewer !== undefined && secret.whose === viewer ? [secret.text] : [])),
  );
  const foreign = secrets
    .map((secret) => secret.text)
    .filter((one) => !own.has(one) && lower.includes(one.toLowerCase()));
  return foreign.filter((one) =>
    new RegExp(String.raw`(?<![\p{L}\p{N}])${escaped(one)}(?![\p{L}\p{N}])`, 'iu').test(text),
  );
}

function emailOf(name: string): string {
  return `${slugOf(name)}@people.example`;
}

function slugOf(name: string): string {
  return name.toLowerCase().replaceAll(' ', '-');
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}
