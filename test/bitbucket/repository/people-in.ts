import type { World } from '../../../src/bitbucket/worlds/world';

/** A person as a world's replies write them. */
export interface RawPerson {
  uuid: string;
  display_name: string;
  nickname?: string;
  account_id?: string;
}

/** Everybody in a world's replies, each once. */
export function peopleIn({ replies }: World): RawPerson[] {
  const people = new Map<string, RawPerson>();
  JSON.stringify(replies, (_, value: unknown) => {
    if (isPerson(value)) people.set(value.uuid, value);
    return value;
  });
  return [...people.values()];
}

/** The people that a text reveals, by any of the names and ids that Bitbucket gives. */
export function givenAway(text: string, people: RawPerson[]): RawPerson[] {
  return people.filter(({ uuid, display_name, nickname, account_id }) =>
    [uuid.replaceAll(/[{}]/g, ''), display_name, nickname, account_id].some(
      (one) => one !== undefined && hasWord(text, one),
    ),
  );
}

/** As a separate word: `Eve` is not in `every`. */
function hasWord(text: string, word: string): boolean {
  const escaped = word.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
  return new RegExp(String.raw`(?<![\p{L}\p{N}])${escaped}(?![\p{L}\p{N}])`, 'iu').test(text);
}

function isPerson(value: unknown): value is RawPerson {
  return typeof value === 'object' && value !== null && 'uuid' in value && 'display_name' in value;
}
