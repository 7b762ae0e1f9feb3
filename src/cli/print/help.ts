import type { SpokenHelp } from '../../core/say/help';
import { standing } from '../../core/say/pull-request/bitbucket';
import { marks, type Colors } from '../../core/say/text';

/** What can be known by somebody who may not read the rules, as lines of text. */
export function helpLines({ permission, pullRequests, ways, ask }: SpokenHelp, colors: Colors): string[] {
  return [
    colors.bold('What can be known without the rules'),
    `  ${permission}`,
    ...pullRequests.flatMap(({ id, title, bitbucket }) => {
      const says = standing[bitbucket?.says ?? 'unknown'];
      const sentence = bitbucket?.sentence ?? 'What Bitbucket itself says of it is not known.';
      const named = `Pull request ${String(id)}${title === '' ? '' : ` (${title})`}`;
      return [
        `  ${colors.mark(says, marks[says])} ${named}: ${sentence}`,
        ...(bitbucket?.checks ?? []).flatMap(({ blocking, reason }) => (blocking ? [`      ${reason}`] : [])),
      ];
    }),
    ...ways.map((way) => `  → ${way.do}`),
    ...(ask === ''
      ? []
      : [colors.bold('Words to ask an administrator with'), ...ask.split('\n').map((line) => `  ${line}`.trimEnd())]),
  ];
}
