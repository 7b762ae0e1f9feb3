import Table from 'cli-table3';
import type { Verdict } from '../../core/decision';
import type { Operation } from '../../core/model';
import { gapSentence, type SpokenGap } from '../../core/words/gaps';
import { actionWords, actorName, actorTitle, code, enumeration } from '../../core/words/names';
import type { SpokenBeside, SpokenReach, SpokenRoster } from '../../core/say/survey';
import type { Matrix } from '../../core/questions/survey';
import { footLines, verdictTitles, type Colors } from '../../core/say/text';

const order: Verdict[] = ['allowed', 'denied', 'unknown'];
/** Rows shown for each verdict. */
const most = 50;

/** Everybody on one branch, as text. */
export function rosterText(
  { operation, branch, branchNote, actors, gaps, ...beside }: SpokenRoster,
  repository: string,
  colors: Colors,
): string {
  const rows = actors.map(({ actor, verdict, through }) => ({ name: actor.name, verdict, through }));
  const title = rosterTitle({ operation, branch }, repository);
  const note = branchNote ? `${branchNote.says}\n` : '';
  return sections(title, note, rows, gaps, colors) + gapLines(gaps, colors) + foot(beside, colors);
}

/** Every branch for one actor, as text. */
export function reachText(
  { operation, actor, branches, gaps, ...beside }: SpokenReach,
  repository: string,
  colors: Colors,
): string {
  const rows = branches.map(({ branch, verdict, through }) => ({ name: code(branch), verdict, through }));
  const title = reachTitle({ operation, actor }, repository);
  return sections(title, '', rows, gaps, colors) + gapLines(gaps, colors) + foot(beside, colors);
}

/** What `who` answers, as a title. */
export function rosterTitle({ operation, branch }: Pick<SpokenRoster, 'operation' | 'branch'>, repository: string) {
  return `Who can ${actionWords(operation, branch)} in ${repository}`;
}

/** What `where` answers, as a title. */
export function reachTitle({ operation, actor }: Pick<SpokenReach, 'operation' | 'actor'>, repository: string) {
  return `Where ${nameInside(actor)} can ${actionAnywhere(operation)} in ${repository}`;
}

function foot(beside: SpokenBeside, colors: Colors): string {
  return `\n${footLines(beside).map(colors.dim).join('\n')}\n`;
}

function sections(
  title: string,
  note: string,
  rows: { name: string; verdict: Verdict; through: string }[],
  gaps: SpokenGap[],
  colors: Colors,
): string {
  const text = order.flatMap((verdict) => {
    const own = rows.filter((row) => row.verdict === verdict);
    if (own.length === 0) return [];
    const table = borderless();
    for (const { name, through } of own.slice(0, most)) table.push([name, through]);
    const more = own.length > most ? `  and ${String(own.length - most)} more; --json lists them all\n` : '';
    return [
      `${colors.verdict(verdict, `${verdictTitles[verdict]} (${String(own.length)})`)}\n${trimmed(table.toString())}\n${more}`,
    ];
  });
  return `${colors.bold(title)}\n${note}\n${text.length > 0 ? text.join('\n') : `${nothing(gaps)}\n`}`;
}

/** Who it is, as it stands inside a sentence. */
function nameInside({ type, name }: SpokenReach['actor']): string {
  return type === 'user' ? name : actorName({ type });
}

/** The action as it reads after *can*, whichever the branch. */
function actionAnywhere(operation: Operation): string {
  return actionWords(operation, '')
    .replace('the branch', 'a branch')
    .replace(/ (to|into)? ?``/, '')
    .trim();
}

/** An empty list and a list that could not be read are different things. */
export function nothing(gaps: SpokenGap[]): string {
  return gaps.length > 0 ? 'Nothing could be read to list here.' : 'There is nothing to list.';
}

/** What could not be read, a line for each; nothing where all was. */
export function gapLines(gaps: SpokenGap[], colors: Colors): string {
  if (gaps.length === 0) return '';
  return `\n${gaps.map((gap) => colors.dim(gapSentence(gap))).join('\n')}\n`;
}

/** A matrix as text: branches under the same restrictions share a row, actors with the same answers a column. */
export function matrixText(
  matrix: Cells,
  repository: string,
  { gaps, ...beside }: { gaps: SpokenGap[] } & SpokenBeside,
  colors: Colors,
): string {
  const { head, rows, legend } = condensed(matrix, colors);
  const table = borderless();
  table.push(['', ...head]);
  for (const { branches, cells } of rows) {
    const names = branches.length > 4 ? [...branches.slice(0, 3), `${String(branches.length - 3)} more`] : branches;
    table.push([enumeration(names), ...cells]);
  }
  const body = rows.length > 0 ? trimmed(table.toString()) : nothing(gaps);
  const title = colors.bold(matrixTitle(matrix, repository));
  return `${title}\n\n${body}\n\n${legend.join('\n')}\n${gapLines(gaps, colors)}${foot(beside, colors)}`;
}

/** What `matrix` answers, as a title. */
export function matrixTitle({ operation }: Pick<Matrix, 'operation'>, repository: string): string {
  return `Who can ${actionAnywhere(operation)} where in ${repository}`;
}

type Cells = Omit<Matrix, 'gaps' | 'notChecked' | 'readAt'>;

/** A matrix of groups: branches with the same answers share a row, actors a column; many columns become counts. */
export function condensed(
  matrix: Cells,
  colors: Colors,
): { head: string[]; rows: { branches: string[]; cells: string[] }[]; groups: string[][]; legend: string[] } {
  const branchGroups = grouped(matrix.branches.map(code), matrix.branchClass);
  const actorGroups = grouped(matrix.actors.map(actorTitle), matrix.actorClass);
  const merged = new Map<string, { branches: string[]; verdicts: Verdict[] }>();
  for (const [at, verdicts] of matrix.verdicts.entries()) {
    const key = verdicts.join();
    const row = merged.get(key) ?? { branches: [], verdicts };
    row.branches.push(...(branchGroups[at] ?? []));
    merged.set(key, row);
  }
  const rows = [...merged.values()];
  const columns = new Map<string, ActorGroup>();
  for (const [at, actors] of actorGroups.entries()) {
    const verdicts = rows.map((row) => row.verdicts[at] ?? 'unknown');
    const column = columns.get(verdicts.join()) ?? { actors: [], verdicts };
    column.actors.push(...actors);
    columns.set(verdicts.join(), column);
  }
  const groups = [...columns.values()];
  const { head, cells, legend } = groups.length > mostColumns ? counted(groups, colors) : lettered(groups, colors);
  return {
    head,
    rows: rows.map(({ branches }, at) => ({ branches, cells: cells(at) })),
    groups: groups.length > mostColumns ? [] : groups.map(({ actors }) => actors),
    legend,
  };
}

const mostColumns = 12;

interface ActorGroup {
  actors: string[];
  verdicts: Verdict[];
}

interface Columns {
  head: string[];
  cells: (row: number) => string[];
  legend: string[];
}

/** A column for each group of actors, headed by a letter. */
function lettered(groups: ActorGroup[], colors: Colors): Columns {
  return {
    head: groups.map((_, at) => letterOf(at)),
    cells: (row) => groups.map(({ verdicts }) => cell(verdicts[row] ?? 'unknown', colors)),
    legend: groups.map(({ actors }, at) => `${letterOf(at)}  ${enumeration(actors)}`),
  };
}

/** Columns of counts, for when there are too many groups to show. */
function counted(groups: ActorGroup[], colors: Colors): Columns {
  return {
    head: order.map((verdict) => colors.verdict(verdict, verdictTitles[verdict].toLowerCase())),
    cells: (row) =>
      order.map((verdict) =>
        String(groups.reduce((sum, { actors, verdicts }) => sum + (verdicts[row] === verdict ? actors.length : 0), 0)),
      ),
    legend: ['How many people and other actors; `who` names them for one branch, and --json for all.'],
  };
}

function cell(verdict: Verdict, colors: Colors): string {
  return colors.verdict(verdict, { allowed: 'yes', denied: 'no', unknown: '?' }[verdict]);
}

/** A, B, C … */
function letterOf(at: number): string {
  return String.fromCharCode(65 + at);
}

function grouped(names: string[], classOf: number[]): string[][] {
  const groups: string[][] = [];
  for (const [at, name] of names.entries()) (groups[classOf[at] ?? 0] ??= []).push(name);
  return groups;
}

/** A table whose columns are set apart by spaces alone. */
export function borderless() {
  const none = {
    top: '',
    'top-mid': '',
    'top-left': '',
    'top-right': '',
    bottom: '',
    'bottom-mid': '',
    'bottom-left': '',
    'bottom-right': '',
    left: '  ',
    'left-mid': '',
    mid: '',
    'mid-mid': '',
    right: '',
    'right-mid': '',
    middle: '  ',
  };
  return new Table({ chars: none, style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] } });
}

/** The same table without spaces at the ends of its lines. */
export function trimmed(table: string): string {
  return table
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
