import type { SpokenCredential } from '../../core/say/credential';
import { marks, type Colors } from '../../core/say/text';
import { code } from '../../core/words/names';

/** The mark of an answer. */
const saying = { yes: 'allows', no: 'denies', unknown: 'unknown' } as const;

/** What is known of a credential, as text: whose it is, its scopes, what it can read, and whether it could push. */
export function credentialText({ scopes, scopesWhole, expires, push, says }: SpokenCredential, colors: Colors): string {
  const line = (answer: keyof typeof saying, text: string) =>
    `${colors.mark(saying[answer], marks[saying[answer]])} ${text}`;
  const scopeLine =
    scopes.length === 0
      ? 'Bitbucket did not name its scopes.'
      : `Its scopes: ${scopes.map(code).join(', ')}${scopesWhole ? '' : ', and others that we do not know'}.`;
  return [
    colors.bold(says.who),
    scopeLine,
    ...(expires === undefined ? [] : [`It ends at ${expires}.`]),
    '',
    colors.bold('What it can read'),
    ...says.reads.map(({ answer, what }) => line(answer, what)),
    '',
    colors.bold('Could it push'),
    line(push, says.push),
    ...(says.ways.length > 0 ? ['', ...says.ways.map((way) => `→ ${way}`)] : []),
    '',
  ].join('\n');
}
