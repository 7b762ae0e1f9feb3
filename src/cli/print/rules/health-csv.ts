import type { Health } from '../../../core/health/health';
import type { Facts } from '../../../core/model';
import { placeOf, type SpokenHealth } from '../../../core/say/rules/health';
import { withTellingNames } from '../../../core/words/telling-names';
import { csvLine } from './csv';

const columns = ['level', 'problem', 'restriction', 'about', 'reason', 'effect', 'remedy', 'page', 'read at'];

/** What is wrong with the rules, as CSV: a line for each problem, below a line of titles. */
export function healthCsv(health: Health, { problems, readAt = '' }: SpokenHealth, facts: Facts): string {
  const places = withTellingNames(health).problems.map((problem) => placeOf(problem, facts));
  const rows = problems.map(({ level, problem, restriction, reason, effect, remedy, page }, at) => [
    level,
    problem,
    restriction === undefined ? '' : String(restriction),
    places[at] ?? '',
    reason,
    effect,
    remedy,
    page,
    readAt,
  ]);
  return [columns, ...rows].map(csvLine).join('');
}
