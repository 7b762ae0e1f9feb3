import { namesOf } from '../../core/repository';
import type { Facts } from '../../core/model';
import {
  levelTitles,
  levelsInOrder,
  pathWords,
  type SpokenAccess,
  type SpokenAccessReport,
  type SpokenSource,
} from '../../core/say/access';
import { readAtLine, type Colors } from '../../core/say/text';
import { plain } from '../../core/words/names';
import { borderless, gapLines, trimmed } from './survey';

const pageTitles: Record<SpokenSource['source'], string> = {
  repository: 'On the repository',
  project: 'On the project',
  owner: 'In the workspace',
  unknown: 'What could not be seen',
};

/** Everybody's permission and where it comes from, as text: by level, the highest first. */
export function accessText(
  { people, gaps, readAt }: SpokenAccessReport,
  { repository }: Facts,
  colors: Colors,
): string {
  const where = namesOf(repository);
  const sections = levelsInOrder.flatMap((level) => {
    const own = people.filter((one) => one.level === level);
    if (own.length === 0) return [];
    const table = borderless();
    for (const one of own) table.push([one.actor.name, pathWords(one, where)]);
    return [`${colors.bold(`${levelTitles[level]} (${String(own.length)})`)}\n${trimmed(table.toString())}\n`];
  });
  const title = `Who has access to ${plain(repository.fullName)}, and where it comes from`;
  const read = readAt === undefined ? '' : `\n${colors.dim(readAtLine(readAt))}\n`;
  return (
    `${colors.bold(title)}\n\n${sections.join('\n')}\n` + pageLines(people, colors) + gapLines(gaps, colors) + read
  );
}

/** The pages where these sources stand, each once; what was not seen may stand on one of the others. */
function pageLines(people: SpokenAccess[], colors: Colors): string {
  const sources = people.flatMap(({ path }) => path);
  const pages = new Map<string, string>();
  for (const among of ['repository', 'project', 'owner', 'unknown'] as const) {
    for (const { source, page } of sources)
      if (source === among && !pages.has(page)) pages.set(page, pageTitles[among]);
  }
  return [...pages].map(([page, what]) => colors.dim(`${what}: ${page}\n`)).join('');
}
