import { expect, test } from '@jest/globals';
import { diagnose } from '../../src/refusals/diagnose';
import corpus from './corpus.json';

interface Entry {
  text: string;
  right: string[];
  product?: string;
  source: string;
}

// Messages that people published, with the causes that their threads name; written apart from the signatures.
const entries: Entry[] = corpus;

const judged = entries.map((entry) => {
  const { causes, product } = diagnose(entry.text);
  return { ...entry, causes, found: product };
});

test('at least 85 of 100 published messages name a right cause first', () => {
  const refusals = judged.filter(({ right }) => right.length > 0);
  const wrong = refusals.filter(({ right, causes }) => !right.includes(causes[0]?.cause ?? ''));
  if (process.env['SHOW'])
    console.log(
      wrong
        .map(
          ({ text, right, causes }) =>
            `${right.join()} <> ${causes.map(({ cause, certainty }) => `${cause}:${certainty}`).join()}\n${text}\n`,
        )
        .join('\n'),
    );
  expect(1 - wrong.length / refusals.length).toBeGreaterThanOrEqual(0.85);
});

test.each(judged.filter(({ right }) => right.length > 0))('$source: nothing wrong is certain', ({ causes, right }) => {
  expect(
    causes
      .filter(({ cause, certainty }) => certainty === 'certain' && !right.includes(cause) && cause !== 'ssh-works')
      .map(({ cause }) => cause),
  ).toEqual([]);
});

test.each(judged.filter(({ right }) => right.length === 0))(
  '$source: no cause is named where nothing was refused',
  ({ causes }) => {
    expect(
      causes.filter(
        ({ cause, certainty }) => cause !== 'ssh-works' && !(cause === 'nothing-to-push' && certainty === 'possible'),
      ),
    ).toEqual([]);
  },
);

test('what another host said is never explained as Bitbucket Cloud', () => {
  const others = judged.filter(({ product }) => product === 'other');
  expect(others.filter(({ found }) => found === 'cloud').map(({ text }) => text)).toEqual([]);
});
