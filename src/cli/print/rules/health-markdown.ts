import type { SpokenHealth, SpokenProblem } from '../../../core/say/rules/health';
import { footLines } from '../../../core/say/text';
import { spokenGapClause } from '../../../core/words/gaps';
import { sentence } from '../../../core/words/names';
import { levelTitles, nothingWords, worstFirst } from './health';

/** What is wrong with the rules, as Markdown. */
export function healthMarkdown({ problems, gaps, ...beside }: SpokenHealth, repository: string): string {
  const unseen = gaps.map((gap) => `- ${inMarkdown(`${sentence(spokenGapClause(gap))}. ${gap.lift}`)}`);
  const sections = worstFirst.flatMap((level) => {
    const own = problems.filter((one) => one.level === level);
    return own.length > 0 ? [`## ${levelTitles[level]} (${String(own.length)})`, own.map(item).join('\n')] : [];
  });
  const parts = [
    `# What is wrong with the rules of ${inMarkdown(repository)}`,
    ...(unseen.length > 0 ? ['Not looked at, as it could not be read:', unseen.join('\n')] : []),
    ...(sections.length > 0 ? sections : [nothingWords(gaps.length > 0)]),
    ...footLines(beside).map(inMarkdown),
  ];
  return `${parts.join('\n\n')}\n`;
}

function item({ problem, reason, effect, remedy, page }: SpokenProblem): string {
  return `- **${inMarkdown(reason)}** ${inMarkdown(effect)} *${inMarkdown(remedy)}* ([${problem}](${page}))`;
}

/**
 * A sentence in which only the names in code type mean anything to Markdown: what people call themselves must make no
 * link, image or tag.
 */
export function inMarkdown(text: string): string {
  const spanOrSign = /(?<!`)(`+)(?!`)[^]*?[^`]\1(?!`)|[\\`*_[\]<>#|!~&]/g;
  return text.replaceAll(spanOrSign, (one, fence?: string) => (fence === undefined ? `\\${one}` : one));
}
