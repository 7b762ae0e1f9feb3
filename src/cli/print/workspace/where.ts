import type { Verdict } from '../../../core/decision';
import type { Gap, Operation } from '../../../core/model';
import type { RepositoryNames } from '../../../core/repository';
import type { SpokenActor } from '../../../core/say/decision';
import type { SpokenReach } from '../../../core/say/survey';
import { verdictTitles, type Colors } from '../../../core/say/text';
import { counted } from '../../../core/words/counts';
import { csvLine } from '../../../core/words/csv';
import { sayGap } from '../../../core/words/gaps';
import { code, enumeration, plain } from '../../../core/words/names';
import type { BranchClass } from '../../../core/workspace/changes';
import { branchesWords } from '../../../core/workspace/words/changes';
import type { About } from '../formats/about';
import { cellColumns, emptyRow } from '../formats/cells';
import { inline, table } from '../formats/markdown';
import { jsonPieces, type Printable } from '../formats/printable';
import { reachRows } from '../formats/survey';
import { borderless, reachTitle, trimmed } from '../survey';
import { aboutLines, aboutManyMarkdown, aboutUnread, manyWords, type AboutMany } from './about';

/** Every branch, or class of branches, of one repository among many for one actor, or that it could not be read. */
export type ReachOfOne =
  | { names: RepositoryNames; spoken: SpokenReach; classes?: BranchClass[]; about: About }
  | { names: RepositoryNames; gap: Gap };

/** Whom it is about, and what for. */
export interface Asked {
  actor: SpokenActor;
  operation: Operation;
}

/** Where one actor may do something, in many repositories. */
export function reachOfManyAs(each: readonly ReachOfOne[], asked: Asked, about: AboutMany, colors: Colors): Printable {
  return {
    json: () => jsonPieces(each.map((one) => jsonOf(one, asked))),
    text: () => [textOf(each, asked, about, colors)],
    csv: () => csvOf(each, about),
    markdown: () => [`${markdownOf(each, asked, about)}\n`],
  };
}

function jsonOf(one: ReachOfOne, { actor, operation }: Asked) {
  const { fullName } = one.names;
  if ('gap' in one) return { repository: fullName, actor, operation, branches: [], gaps: [sayGap(one.gap, one.names)] };
  const { branches, ...rest } = one.spoken;
  const told = branches.map((branch, at) => {
    const patterns = one.classes?.[at]?.patterns;
    return patterns === undefined ? branch : { ...branch, patterns };
  });
  return { repository: fullName, ...rest, branches: told };
}

/** Branches of a repository with one verdict for one reason. */
interface Row {
  repository: string;
  branches: string;
  through: string;
}

function rowsOf(each: readonly ReachOfOne[], verdict: Verdict): Row[] {
  return each.flatMap((one) => {
    if ('gap' in one) return [];
    const byReason = new Map<string, string[]>();
    for (const [at, branch] of one.spoken.branches.entries()) {
      if (branch.verdict !== verdict) continue;
      const reason = branch.through.replaceAll(code(branch.branch), theseBranches);
      const own = byReason.get(reason) ?? [];
      own.push(branchWords(branch.branch, one.classes?.[at]));
      byReason.set(reason, own);
    }
    const whole = one.spoken.branches.every((branch) => branch.verdict === verdict) && byReason.size === 1;
    return Array.from(byReason, ([reason, branches]): Row => {
      const [only = '', ...others] = branches;
      const named = others.length === 0 && only.startsWith('`') ? only : 'these branches';
      return {
        repository: plain(one.names.fullName),
        branches: whole && others.length > 0 ? 'every branch' : enumeration(branches),
        through: reason.replaceAll(theseBranches, named),
      };
    });
  });
}

/** Stands for the names of branches that share a reason: no text of ours holds it. */
const theseBranches = '\uE000';

/** A branch, or the branches that it stands for. */
function branchWords(branch: string, one: BranchClass | undefined): string {
  return one ? branchesWords([one]) : code(branch);
}

const order: readonly Verdict[] = ['allowed', 'unknown', 'denied'];
/** Rows shown of what is not allowed. */
const most = 50;

function titleOf(asked: Asked, about: AboutMany): string {
  return reachTitle(asked, manyWords(about));
}

/** `Allowed somewhere in 3 repositories`. */
function verdictTitle(verdict: Verdict, rows: readonly Row[]): string {
  const count = new Set(rows.map(({ repository }) => repository)).size;
  return `${verdictTitles[verdict]} (in ${counted(count, 'repository', 'repositories')})`;
}

function textOf(each: readonly ReachOfOne[], asked: Asked, about: AboutMany, colors: Colors): string {
  const sections = order.flatMap((verdict) => {
    const rows = rowsOf(each, verdict);
    if (rows.length === 0) return [];
    const shown = verdict === 'allowed' ? rows : rows.slice(0, most);
    const lines = borderless();
    for (const { repository, branches, through } of shown) lines.push([repository, branches, through]);
    const more = rows.length - shown.length;
    return [
      [
        colors.verdict(verdict, verdictTitle(verdict, rows)),
        trimmed(lines.toString()),
        ...(more > 0 ? [`  and ${String(more)} more; --json lists them all`] : []),
      ].join('\n'),
    ];
  });
  return [
    colors.bold(titleOf(asked, about)),
    ...(sections.length > 0 ? sections : ['Nothing could be read to list here.']),
    `${aboutLines(about, colors).join('\n')}\n`,
  ].join('\n\n');
}

function* csvOf(each: readonly ReachOfOne[], about: AboutMany): Generator<string> {
  const columns = cellColumns();
  yield csvLine(columns);
  for (const one of each) {
    const rows =
      'gap' in one ? [emptyRow(aboutUnread(one.names, one.gap, about), columns)] : reachRows(notedOf(one), one.about);
    for (const row of rows) yield csvLine(row);
  }
}

/** With a note beside each branch that stands for others. */
function notedOf({ spoken, classes }: { spoken: SpokenReach; classes?: BranchClass[] }) {
  const branches = spoken.branches.map((branch, at) => {
    const patterns = classes?.[at]?.patterns;
    return { ...branch, notes: patterns ? [`Stands for ${branchWords(branch.branch, classes[at])}.`] : [] };
  });
  return { ...spoken, branches };
}

function markdownOf(each: readonly ReachOfOne[], asked: Asked, about: AboutMany): string {
  const sections = order.flatMap((verdict) => {
    const rows = rowsOf(each, verdict);
    return rows.length === 0
      ? []
      : [
          `### ${verdictTitle(verdict, rows)}`,
          table(
            ['Repository', 'Branches', 'Why'],
            rows.map(({ repository, branches, through }) => [repository, branches, through].map(inline)),
          ),
        ];
  });
  return [
    `## ${inline(titleOf(asked, about))}`,
    ...(sections.length > 0 ? sections : ['Nothing could be read to list here.']),
    aboutManyMarkdown(about),
  ].join('\n\n');
}
