import { expect, test } from '@jest/globals';
import { diagnoseWhole } from '../../src/refusals/whole';

const last = "error: failed to push some refs to 'https://bitbucket.org/acme/web.git'\n";
const inGerman = "Fehler: Fehler beim Versenden einiger Referenzen nach 'https://bitbucket.org/acme/web.git'\n";
const rejected = ` ! [remote rejected] main -> main (pre-receive hook declined)\n${last}`;

test.each<[string, string, string, string]>([
  ['a hook without a word', 'git push origin main', last, 'local-hook'],
  ['the same, forced and quiet', 'git push -q --force', last, 'local-hook'],
  ['the same in German', 'git push', inGerman, 'local-hook'],
  ['a hook with words', 'git push', `2 problems (2 errors, 0 warnings)\n${last}`, 'local-hook'],
  ['a push that was sent', 'git push', `To https://bitbucket.org/acme/web.git\n${rejected}`, 'push-restriction'],
  ['lines that went elsewhere', 'git push --porcelain', last, 'push-restriction'],
  ['another command', 'git pull', last, 'push-restriction'],
])('%s', (_, command, printed, cause) => {
  const { causes } = diagnoseWhole(command, printed);
  expect(causes[0]?.cause).toBe(cause);
  if (cause === 'local-hook') expect(causes).toEqual([expect.objectContaining({ certainty: 'likely' })]);
  if (cause === 'local-hook') expect(causes[0]).not.toHaveProperty('unsettled');
});

test('what is not known has no cause', () => {
  expect(diagnoseWhole('git push', 'something else\n').causes).toEqual([]);
});
