import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { askedKeys, pathOf, placeAfter, placeIn, views, type Place } from '../../static/src/place/place';

const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });
const places: fc.Arbitrary<Place> = fc.record({
  view: fc.constantFrom(...views),
  params: fc.dictionary(fc.oneof(fc.constantFrom(...askedKeys), text), text, { maxKeys: 6 }),
});

describe('a place and its path', () => {
  test('lead to each other', () => {
    fc.assert(
      fc.property(places, (place) => {
        expect(placeIn(pathOf(place))).toEqual(place);
      }),
    );
  });

  test.each<[path: string, place: Place]>([
    ['/people?who=pipelines', { view: 'people', params: { who: 'pipelines' } }],
    ['people', { view: 'people', params: {} }],
    ['', { view: 'overview', params: {} }],
    ['/', { view: 'overview', params: {} }],
    ['//', { view: 'overview', params: {} }],
    ['//evil.example/people', { view: 'overview', params: {} }],
    ['https://evil.example/', { view: 'overview', params: {} }],
    ['/people/../builds', { view: 'overview', params: {} }],
    ['/constructor', { view: 'overview', params: {} }],
    ['/people#/builds?who=x', { view: 'people', params: {} }],
    ['/people?branch=%E0%A4%A&who=%', { view: 'people', params: { branch: '\u{FFFD}%A', who: '%' } }],
    ['/people?branch=a&branch=b', { view: 'people', params: { branch: 'b' } }],
    ['/people?branch=a%26who%3Db', { view: 'people', params: { branch: 'a&who=b' } }],
  ])('%s', (path, place) => {
    expect(placeIn(path)).toEqual(place);
  });

  test('whatever an address holds is some place, and a small one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (path) => {
        expect(views).toContain(placeIn(path).view);
      }),
    );
    const many = Array.from({ length: 500 }, (_, at) => `a${String(at)}=1`).join('&');
    expect(Object.keys(placeIn(`/people?${many}`).params)).toHaveLength(20);
    expect(placeIn(`/people?who=${'x'.repeat(1_001)}`).params).toEqual({});
  });
});

describe('a step', () => {
  const here: Place = { view: 'people', params: { who: 'pipelines', branch: 'main', level: 'write' } };

  test.each<[what: string, step: Parameters<typeof placeAfter>[1], after: Place]>([
    [
      'to another view keeps what is asked',
      { view: 'branches' },
      { view: 'branches', params: { who: 'pipelines', branch: 'main' } },
    ],
    [
      'within the view keeps everything',
      { params: { branch: 'topic' } },
      { view: 'people', params: { ...here.params, branch: 'topic' } },
    ],
    [
      'takes out what is undefined',
      { params: { who: undefined } },
      { view: 'people', params: { branch: 'main', level: 'write' } },
    ],
    [
      'may do both',
      { view: 'builds', params: { level: 'admin' } },
      { view: 'builds', params: { who: 'pipelines', branch: 'main', level: 'admin' } },
    ],
  ])('%s', (_, step, after) => {
    expect(placeAfter(here, step)).toEqual(after);
  });
});
