import type { CredentialWords } from '../../core/say/credential';
import { marks, type Colors } from '../../core/say/text';

/** How an answer is marked. */
const marked = { yes: 'allows', no: 'denies', unknown: 'unknown' } as const;

/** What is known of a credential, as text: whose it is, its scopes, what it can read, and whether it could push. */
export function credentialText({ who, scopes, reads, push, ways }: CredentialWords, colors: Colors): string {
  const line = ({ answer, what }: CredentialWords['push']) => {
    const verdict = marked[answer];
    return `${colors.mark(verdict, marks[verdict])} ${what}`;
  };
  return [
    colors.bold(who),
    scopes,
    '',
    colors.bold('What it can read'),
    ...reads.map(line),
    '',
    colors.bold('Whether it could push'),
    line(push),
    ...(ways.length > 0 ? ['', ...ways.map((way) => `→ ${way}`)] : []),
    '',
  ].join('\n');
}
