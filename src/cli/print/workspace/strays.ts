import type { Colors } from '../../../core/say/text';
import { counted } from '../../../core/words/counts';
import { csvLine } from '../../../core/words/csv';
import { gapSentence, type SpokenGap } from '../../../core/words/gaps';
import { enumeration, plain } from '../../../core/words/names';
import { inline, table } from '../formats/markdown';
import { jsonPieces, type Printable } from '../formats/printable';
import { aboutJson, aboutLines, aboutManyMarkdown, type AboutMany } from './about';

/** Where one repository strays from the model. */
export interface StraysOfOne {
  repository: string;
  strays: { stray: string; says: string }[];
  gaps: SpokenGap[];
}

/** Who strays from a model repository, in each format. `model` is its full name. */
export function straysAs(each: readonly StraysOfOne[], model: string, about: AboutMany, colors: Colors): Printable {
  return {
    json: () => jsonPieces({ model, repositories: each, gaps: about.gaps, about: aboutJson(about) }),
    text: () => [textOf(each, model, about, colors)],
    csv: () => csvOf(each, model, about),
    markdown: () => [`${markdownOf(each, model, about)}\n`],
  };
}

function titleOf(each: readonly StraysOfOne[], model: string, { of }: AboutMany): string {
  const straying = each.filter(({ strays }) => strays.length > 0).length;
  return `Who strays from ${plain(model)}: ${String(straying)} of ${counted(each.length, 'repository', 'repositories')} of ${of}`;
}

function textOf(each: readonly StraysOfOne[], model: string, about: AboutMany, colors: Colors): string {
  const straying = each.filter(({ strays }) => strays.length > 0);
  return [
    colors.bold(titleOf(each, model, about)),
    ...straying.map(({ repository, strays }) =>
      [colors.bold(plain(repository)), ...strays.map(({ says }) => `  ${says}`)].join('\n'),
    ),
    ...sameWords(each),
    `${aboutLines(about, colors).join('\n')}\n`,
  ].join('\n\n');
}

/** Those that do as the model, as far as both could be read. */
function sameWords(each: readonly StraysOfOne[]): string[] {
  const same = each.filter(({ strays, gaps }) => strays.length === 0 && gaps.length === 0);
  return same.length === 0 ? [] : [`As the model: ${enumeration(same.map(({ repository }) => plain(repository)))}.`];
}

function* csvOf(each: readonly StraysOfOne[], model: string, about: AboutMany): Generator<string> {
  yield csvLine(['repository', 'model', 'stray', 'what', 'could_not_be_read', 'read_from']);
  for (const { repository, strays, gaps } of each) {
    const ends = [gaps.map(gapSentence).join(' '), about.readFrom];
    const rows = strays.length > 0 ? strays.map(({ stray, says }) => [stray, says]) : [['', '']];
    for (const row of rows) yield csvLine([plain(repository), plain(model), ...row, ...ends]);
  }
  for (const { repository, ...gap } of about.gaps)
    if (about.notRead.includes(repository))
      yield csvLine([plain(repository), plain(model), '', '', gapSentence(gap), about.readFrom]);
}

function markdownOf(each: readonly StraysOfOne[], model: string, about: AboutMany): string {
  const rows = each.flatMap(({ repository, strays }) =>
    strays.map(({ says }) => [inline(plain(repository)), inline(says)]),
  );
  return [
    `## ${inline(titleOf(each, model, about))}`,
    ...(rows.length > 0 ? [table(['Repository', 'What'], rows)] : []),
    ...sameWords(each).map(inline),
    aboutManyMarkdown(about),
  ].join('\n\n');
}
