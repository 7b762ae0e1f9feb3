import { severities, type Severity } from '../../../core/health/problem';
import { counted } from '../../../core/words/counts';
import { manyWords, type AboutMany } from './about';
import type { SpokenRow, SpokenSection } from './report';

/** A report's title. */
export function reportTitle(about: AboutMany): string {
  return `Report on ${manyWords(about)}`;
}

/** Each level as it stands beside a title. */
export const levelWords: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'note' };

/** How many repositories a section is about: those of its level, and how many more at each milder one. */
export function sectionCount({ rows, count, level }: SpokenSection): string {
  const worst = rows.filter((row) => row.level === level).length;
  const repositories = counted(worst, 'repository', 'repositories');
  const milder = severities.toReversed().flatMap((other): string[] => {
    const more = other === level ? 0 : rows.filter((row) => row.level === other).length;
    return more > 0 ? [`${levelWords[other]}, ${String(more)} more`] : [];
  });
  if (milder.length > 0) return [repositories, ...milder].join('; ');
  return count > rows.length ? `${repositories}, ${String(count)} times` : repositories;
}

/** What is said of a repository in a section; its level too, where that is milder than the section's. */
export function rowWords({ level, says }: SpokenRow, section: Pick<SpokenSection, 'level'>): string {
  if (level === section.level) return says;
  return says === '' ? levelWords[level] : `${levelWords[level]}; ${says}`;
}
