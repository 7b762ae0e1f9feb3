import { sayUnreachable } from '../../core/words/gaps';
import { counted } from '../../core/words/counts';
import { enumeration, plain } from '../../core/words/names';
import type { NotRead, RunResult } from '../store/reading';

/** What a reading of a workspace came to, as text. `hours`: after how many a repository is read again in any case. */
export function readingText(result: RunResult, dir: string, hours: number): string {
  const {
    workspace,
    repositories,
    read,
    readBefore,
    changed,
    appeared,
    mended,
    carried,
    gone,
    unreadable,
    failed,
    gaps,
    calls,
  } = result;
  const paragraphs = [
    `${plain(workspace)} has ${counted(repositories, 'repository', 'repositories')}, in ${plain(dir)}.`,
    `Read now: ${String(read - readBefore)}, in ${counted(calls, 'request', 'requests')}.`,
    ...(readBefore > 0 ? [`Read by the run before, with which this one went on: ${String(readBefore)}.`] : []),
    ...(appeared.length > 0 ? [`For the first time: ${named(appeared)}.`] : []),
    ...(changed.length > 0 ? [`Changed since they were read before: ${named(changed)}.`] : []),
    ...(mended.length > 0
      ? [`Written anew, as the file was no saved world (kept beside it as NAME.json.broken): ${named(mended)}.`]
      : []),
    ...(gone.length > 0 ? [`No longer there, or not for this credential: ${named(gone)}.`] : []),
    ...(carried > 0 ? [carriedWords(carried, hours)] : []),
    ...refusedWords(unreadable),
    ...failed.map(failedWords),
    ...(gaps.length > 0
      ? [
          'The list of repositories could not be read whole: those that it left out are not here, or as they were read before.',
        ]
      : []),
  ];
  return `${paragraphs.join('\n')}\n`;
}

function named(names: readonly string[]): string {
  return enumeration(names.map(plain));
}

/** What Bitbucket shows of all repositories at once, and what not. */
function carriedWords(carried: number, hours: number): string {
  return (
    `Not read again: ${String(carried)}. Who may read, write and administer them is as it was, and so are their names, ` +
    'main branches and projects, the grants of these projects, and who is in the workspace and in groups. ' +
    'Changes of branch restrictions, of the branching model, and of grants that leave everybody’s permission as it was ' +
    `do not show without reading a repository: each is read again after ${counted(hours, 'hour', 'hours')} ` +
    '(`--max-age`), and all of them with `--again`.'
  );
}

function refusedWords(unreadable: readonly NotRead[]): string[] {
  if (unreadable.length === 0) return [];
  return [`Bitbucket does not show this credential: ${named(unreadable.map(({ repository }) => repository))}.`];
}

function failedWords({ repository, gap, lastRead }: NotRead): string {
  const stands =
    lastRead === undefined ? 'so parts of it are missing' : `so what was read at ${plain(lastRead)} stands`;
  return `${plain(repository)} could not be read, ${stands}: ${sayUnreachable(gap)}`;
}
