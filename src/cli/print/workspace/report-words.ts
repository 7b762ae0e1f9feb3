import type { Severity } from '../../../core/health/problem';
import { counted } from '../../../core/words/counts';
import { manyWords, type AboutMany } from './about';
import type { SpokenSection } from './report';

/** A report's title. */
export function reportTitle(about: AboutMany): string {
  return `Report on ${manyWords(about)}`;
}

/** Each level as it stands beside a title. */
export const levelWords: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'note' };

/** How many repositories a section is about. */
export function sectionCount({ rows, count }: SpokenSection): string {
  const repositories = counted(rows.length, 'repository', 'repositories');
  return count > rows.length ? `${repositories}, ${String(count)} times` : repositories;
}
