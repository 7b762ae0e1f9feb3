import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { repositoriesOf } from '../../src/bitbucket/worlds/world';
import { operations } from '../../src/core/model';
import { fileOf, names, savedWorld } from '../bitbucket/saved-worlds';
import { answered, typed } from '../cli/terminal';
import { patternShape, universalShape } from './contract';

const places = names.flatMap((name) =>
  repositoriesOf(savedWorld(name)).map((repository) => [name, repository] as const),
);

async function ask(name: string, command: string, ...args: string[]) {
  return answered(await typed([command, ...args, '--world', fileOf(name), '--json']));
}

describe.each(places)('%s, %s', (name, repository) => {
  test('whoever may be meant, a case is one that explain allows, and else a survey shows none', async () => {
    for (const operation of operations) {
      const told = (await ask(name, 'matrix', repository, '--to', operation)) as { rows: string[]; actors: object[] };
      for (const who of ['anybody', 'automation']) {
        const asked = [repository, '--who', who, '--to', operation, '--on', '*'];
        const { answer, example, gaps } = v.parse(universalShape, await ask(name, 'ask', ...asked));
        expect([answer === 'yes', answer === 'unknown']).toEqual([example !== undefined, gaps.length > 0]);
        if (example) {
          const actor = 'id' in example.actor ? example.actor.id : example.actor.type;
          const about = [repository, '--branch', example.branch, '--as', actor, '--to', operation];
          expect(await ask(name, 'explain', ...about)).toMatchObject({ verdict: 'allowed' });
        } else if (who === 'anybody') {
          expect(told.rows.join('')).not.toContain('a');
          if (answer === 'no') expect(told.rows.join('')).not.toContain('u');
        }
      }
    }
  });

  test('its rules mean the same as its own, unless they could not be read', async () => {
    const same = v.parse(universalShape, await ask(name, 'ask', repository, '--same-as', fileOf(name)));
    const unread = same.gaps.some(({ unknown }) => unknown.includes('branch restrictions'));
    expect(same.answer).toBe(unread ? 'unknown' : 'yes');
  });

  test('a pattern of everything covers every branch', async () => {
    const { matches, nearly, dialects } = v.parse(
      patternShape,
      await ask(name, 'pattern', '*', '--repository', repository),
    );
    expect(dialects.restrictions).toEqual(matches);
    expect([nearly, dialects['data-center']]).toEqual([[], matches]);
  });
});
