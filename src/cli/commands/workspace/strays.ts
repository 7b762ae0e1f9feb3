import { createHash } from 'node:crypto';
import { namesOf } from '../../../core/repository';
import { amongMany, type RepositoryAmongMany } from '../../../core/workspace/digest';
import { straysFrom } from '../../../core/workspace/strays';
import { sayStrays } from '../../../core/workspace/words/strays';
import { askRules } from '../../ask';
import { colorsFor } from '../../print/colors';
import { gathering } from '../../print/workspace/about';
import { straysAs, type StraysOfOne } from '../../print/workspace/strays';
import { folderAsked } from '../../source/many';
import { sourceOf } from '../../source/source';
import { exit, fail, type Io } from '../../terminal/io';
import { printAs, type Shared } from '../options';
import { answerOf } from '../problem';
import { watched } from '../progress';
import { asked, readEach } from './asked';

/** Which repositories of a workspace or a folder stray from a model repository, and where. */
export async function printStrays(word: string | undefined, given: Shared & { model: string }, io: Io): Promise<void> {
  const { options, many, repository } = await asked(word, given, io);
  if (repository !== undefined)
    fail(exit.usage, 'Beside `--model` name a workspace or a folder, or compare two repositories without it.');
  if (!many && options.world !== undefined) folderAsked(options, io);
  if (!many) return fail(exit.usage, 'Say whose repositories: name a workspace, or a folder with `--world DIR`.');
  const place = { repository: options.model };
  const source = watched(sourceOf(place, options, io), io);
  const { answer: model } = answerOf(await askRules(source.get, source.options), place, source);
  const { fullName, id } = amongMany(model);
  const gathered = gathering(many);
  const each: StraysOfOne[] = [];
  const isOther = (names: RepositoryAmongMany) => names.fullName !== fullName && (id === undefined || names.id !== id);
  for await (const one of readEach(many, gathered, io, isOther)) {
    if ('gap' in one) continue;
    const { facts } = one;
    const found = straysFrom(model, facts);
    const { strays, gaps } = sayStrays(found, fullName);
    each.push({
      repository: namesOf(facts.repository).fullName,
      strays: found.strays.map(({ stray }, at) => ({ stray, says: strays[at] ?? '' })),
      gaps,
    });
    const digest = createHash('sha256').update(JSON.stringify(found)).digest('hex');
    const { readAt } = facts;
    const beside = { gaps, branchesRead: true, ...(readAt !== undefined && { readAt }) };
    gathered.take(facts.repository, beside, digest);
  }
  await printAs(options, straysAs(each, fullName, gathered.done(), colorsFor(io)), io);
}
