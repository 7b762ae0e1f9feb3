import { expect, test } from '@jest/globals';
import { isScope } from '../../../src/bitbucket/port/scope';

test.each<[word: string, is: boolean]>([
  ['repository', true],
  ['read:repository:bitbucket', true],
  ['read:ssh-key:bitbucket', true],
  ['delete:repository:bitbucket', true],
  ['repository:push', false],
  ['push:repository:bitbucket', false],
  ['read:repository:jira', false],
  ['read:repository:bitbucket\u001B[2J', false],
  ['', false],
  ['constructor', false],
])('%j is a scope: %s', (word, is) => {
  expect(isScope(word)).toBe(is);
});
