import * as v from 'valibot';
import { everyPart } from '../../bitbucket/pull-request/pull-request';
import { mostPagesOfPortion } from '../../bitbucket/repository/branches';
import { suppliedRulesIn } from '../../bitbucket/repository/project-rules';
import type { Restriction } from '../../core/model';
import { sentAs } from '../context';
import { fits } from '../store/project-rules';
import { isKeyId } from '../store/webhook-key-seats';
import { braced, isUuid } from '../../core/people/uuid';

/** Forge's key-value store takes values up to 240 KiB; this many uuids stay below that. */
const mostMembers = 5_000;

const uuid = v.pipe(v.string(), v.check(isUuid), v.transform(braced));
const page = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const branchPortion = v.object({ page, pages: v.exactOptional(v.pipe(page, v.maxValue(mostPagesOfPortion))) });
const members = v.object({
  group: v.pipe(v.string(), v.minLength(1), v.maxLength(255)),
  members: v.nullable(
    v.pipe(
      v.array(uuid),
      v.maxLength(mostMembers),
      v.transform((ids) => [...new Set(ids)]),
    ),
  ),
});

const parts = v.pipe(
  v.array(v.picklist(everyPart)),
  v.transform((all) => [...new Set(all)]),
);
const someOpen = v.object({ page, parts });
const looking = v.optional(
  v.object({ again: v.optional(v.boolean(), false), asYou: v.optional(v.boolean(), false) }),
  {},
);
/** Characters of the name of a key. */
const longestName = 80;
const keyName = v.pipe(v.string(), v.trim(), v.maxLength(longestName));
const newKey = v.optional(v.object({ names: v.optional(v.boolean(), true), name: v.optional(keyName, '') }), {});
const projectRules = v.object({ rules: v.nullable(v.array(v.unknown())), whole: v.boolean() });
const keyId = v.object({ id: v.pipe(v.string(), v.check(isKeyId)) });

/** The portion of the branches that is requested. Throws a TypeError that says what is expected. */
export function portionIn(payload: unknown): v.InferOutput<typeof branchPortion> {
  return sentAs(
    branchPortion,
    payload,
    `\`branches\` takes \`page\`, a whole number from 1, and perhaps \`pages\`, up to ${String(mostPagesOfPortion)}.`,
  );
}

/**
 * The members supplied for a group: uuids in braces and lower case, without duplicates. Throws a TypeError that says
 * what is expected.
 */
export function membersIn(payload: unknown): v.InferOutput<typeof members> {
  return sentAs(
    members,
    payload,
    '`saveMembers` takes `group`, a slug of up to 255 characters, and `members`, ' +
      `at most ${mostMembers.toLocaleString('en')} uuids, or null to forget them.`,
  );
}

/**
 * The portion of the open pull requests that is requested, and the parts of each, without duplicates. Throws a
 * TypeError that says what is expected.
 */
export function openPullRequestsIn(payload: unknown): v.InferOutput<typeof someOpen> {
  return sentAs(
    someOpen,
    payload,
    '`pullRequests` takes `page`, a whole number from 1, and `parts`, ' +
      `a list of ${everyPart.join(', ')}, or of some of them.`,
  );
}

/** Whether to read the rules anew. Throws a TypeError that says what is expected. */
export function againIn(payload: unknown): boolean {
  return lookingIn(payload).again;
}

/** Whether to ask in the viewer's name, even where Forge must ask for that. Throws as `againIn` does. */
export function asYouIn(payload: unknown): boolean {
  return lookingIn(payload).asYou;
}

function lookingIn(payload: unknown): v.InferOutput<typeof looking> {
  return sentAs(looking, payload ?? undefined, '`pullRequest` takes `again` and `asYou`, true or false, or nothing.');
}

/**
 * What a new key is called, and whether its answers may name the person they are about. Throws a TypeError that says
 * what is expected.
 */
export function newKeyIn(payload: unknown): v.InferOutput<typeof newKey> {
  return sentAs(
    newKey,
    payload ?? undefined,
    '`makeCheckKey` takes `names`, true or false, and `name`, ' +
      `a text of up to ${String(longestName)} characters, or nothing.`,
  );
}

/**
 * The restrictions set on the project and whether these are all of them; `rules` is null where they are to be
 * forgotten. Throws a TypeError that says what is expected.
 */
export function projectRulesIn(payload: unknown): { rules: Restriction[] | null; whole: boolean } {
  const { rules: entries, whole } = sentAs(
    projectRules,
    payload,
    '`saveProjectRules` takes `rules`, a list of branch restrictions, or null to forget them, and `whole`, true or false.',
  );
  if (entries === null) return { rules: null, whole };
  const supplied = suppliedRulesIn(entries);
  const wrong = 'wrong' in supplied ? supplied.wrong : fits(supplied.rules) ? undefined : 'it is longer than 230 KiB';
  if ('wrong' in supplied || wrong !== undefined)
    throw new TypeError(`\`saveProjectRules\` takes no such list: ${String(wrong)}.`);
  return { rules: supplied.rules, whole };
}

/** The id of the key to revoke. Throws a TypeError that says what is expected. */
export function keyIdIn(payload: unknown): string {
  return sentAs(keyId, payload, '`revokeCheckKey` takes `id`, the id of a key.').id;
}
