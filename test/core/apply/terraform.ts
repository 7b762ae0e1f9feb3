import { parse } from '@cdktf/hcl2json';
import * as v from 'valibot';
import { restrictionOf } from '../../../src/bitbucket/repository/restrictions';
import type { Restriction } from '../../../src/core/model';

const text = v.pipe(v.string(), v.transform(plainText));
const group = v.strictObject({ owner: text, slug: text });
const resource = v.strictObject({
  owner: text,
  repository: text,
  kind: text,
  branch_match_kind: text,
  pattern: v.optional(text),
  branch_type: v.optional(text),
  value: v.optional(v.number()),
  users: v.optional(v.array(text)),
  groups: v.optional(v.array(group)),
});
/** Blocks by name. A record of valibot would leave out one that is called `prototype`. */
function blocksOf<T extends v.GenericSchema>(schema: T) {
  const block = v.tuple([schema]);
  return v.pipe(
    v.custom<object>((one) => typeof one === 'object' && one !== null),
    v.transform((one) => new Map(Object.entries(one).map(([name, body]) => [name, v.parse(block, body)]))),
  );
}

/** What the provider's schema knows of, and nothing else. */
const configuration = v.strictObject({
  terraform: v.optional(v.array(v.unknown())),
  import: v.optional(v.array(v.strictObject({ to: v.string(), id: text }))),
  resource: v.optional(
    v.strictObject({
      bitbucket_branch_restriction: v.optional(v.record(v.string(), v.tuple([resource]))),
      bitbucket_group_membership: v.optional(
        blocksOf(v.strictObject({ workspace: text, group_slug: text, uuid: text })),
      ),
      bitbucket_repository_user_permission: v.optional(
        blocksOf(v.strictObject({ workspace: text, repo_slug: text, user_id: text, permission: text })),
      ),
    }),
  ),
});

/** A configuration as Terraform's parser reads it; throws where it does not, or the provider would not know a field. */
export async function parsed(hcl: string): Promise<v.InferOutput<typeof configuration>> {
  return v.parse(configuration, await parse('rules.tf', hcl));
}

/** The value of a quoted string of HCL; throws where it is none, or a template. */
export async function valueOf(written: string): Promise<string> {
  const { value } = v.parse(v.object({ value: text }), await parse('value.tf', `value = ${written}\n`));
  return value;
}

/** The parser keeps templates, and what is escaped lest it be one. */
function plainText(written: string): string {
  const unescaped = written.replaceAll(/([$%])\1\{/g, '\u0000');
  if (/[$%]\{/.test(unescaped)) throw new Error(`A template: ${written}`);
  return written.replaceAll(/([$%])\1\{/g, '$1{');
}

/** The restrictions that applying it to an empty repository makes, with the numbers that imports name. */
export async function appliedToEmpty(hcl: string, place = 'acme/web'): Promise<Restriction[]> {
  const { resource: resources, import: imports = [] } = await parsed(hcl);
  const ids = new Map(imports.map(({ to, id }) => [to, id]));
  return Object.entries(resources?.bitbucket_branch_restriction ?? {}).map(([name, [one]]) => {
    const { owner, repository, users = [], groups = [], ...rest } = one;
    if (`${owner}/${repository}` !== place) throw new Error(`Another repository: ${owner}/${repository}`);
    const imported = ids.get(`\${bitbucket_branch_restriction.${name}}`);
    const id = imported?.startsWith(`${place}/`) ? Number(imported.slice(place.length + 1)) : undefined;
    const read = restrictionOf({
      ...rest,
      ...(id !== undefined && { id }),
      users: users.map((uuid) => ({ uuid })),
      groups: groups.map(({ slug }) => ({ slug })),
    });
    if (!read) throw new Error(`Not a restriction: ${JSON.stringify(one)}`);
    return read;
  });
}
