import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { UiModule } from '../../../src/sandbox/host/manifest';
import type { Place } from '../../../src/sandbox/bitbucket/places';
import {
  addressOf,
  choose,
  isSpelledOut,
  nameOf,
  panelAddressOf,
  shownOver,
  type Wish,
} from '../../../src/sandbox/pages/choice';
import { places } from '../stand-in';

const modules: UiModule[] = [
  { type: 'bitbucket:repoSettingsMenuPage', key: 'settings', title: 'Settings', folder: '' },
  { type: 'bitbucket:repoPullRequestOverviewPanel', key: 'pull-request', title: 'Beside', folder: '' },
  { type: 'bitbucket:workspaceGlobalPage', key: 'workspace', title: 'All', folder: '' },
];
const worlds = places();
const [first] = worlds;
if (!first) throw new Error('no world');
const live: Place = { ...first, name: 'live', viewers: [{ key: 'you' }], pullRequests: 'any' };

/** World, viewer and surface in one text. */
function chosen(among: Place[], wish: Wish): string | undefined {
  const choice = choose(among, modules, wish);
  return choice && [choice.place.name, choice.viewer, nameOf(choice)].join(' ');
}

/** What an address of the first page asks for. */
function wishIn(address: string): Wish {
  const query = new URL(address, 'http://localhost').searchParams;
  const [world, viewer, surface, repository, pullRequest] = [
    'world',
    'viewer',
    'surface',
    'repository',
    'pull-request',
  ].map((name) => query.get(name) ?? undefined);
  return { world, viewer, surface, repository, pullRequest };
}

describe('of a workspace of many', () => {
  const ofWorkspace = (wish: Wish) => {
    const choice = choose(worlds, modules, { world: 'workspace', ...wish });
    return choice && [choice.viewer, nameOf(choice), choice.repository ?? 'none'].join(' ');
  };

  test.each<[string, Wish, string]>([
    ['nothing', {}, 'administrator workspace none'],
    ['its page, and a repository', { surface: 'workspace', repository: 'web' }, 'administrator workspace none'],
    ['the settings', { surface: 'settings' }, 'administrator settings web'],
    ['a repository', { surface: 'settings', repository: 'payments' }, 'administrator settings payments'],
    ['none that is there', { surface: 'settings', repository: '../x' }, 'administrator settings web'],
    [
      'one that the viewer does not see',
      { viewer: 'developer', surface: 'settings', repository: 'payments' },
      'developer settings web',
    ],
    ['a pull request', { surface: 'pull-request-7' }, 'administrator workspace none'],
  ])('%s', (_, wish, expected) => {
    expect(ofWorkspace(wish)).toBe(expected);
  });
});

describe('of a saved world', () => {
  test('has no page of a workspace', () => {
    expect(chosen(worlds, { surface: 'workspace' })).toBe('ordinary-team administrator settings');
  });

  test.each<[string, Wish, string]>([
    ['nothing', {}, 'ordinary-team administrator settings'],
    ['a world', { world: 'jenkins-token' }, 'jenkins-token administrator settings'],
    ['a viewer', { viewer: 'developer' }, 'ordinary-team developer settings'],
    [
      'everything',
      { world: 'pull-requests', viewer: 'developer', surface: 'pull-request-13' },
      'pull-requests developer pull-request-13',
    ],
    [
      'a viewer that is not there',
      { world: 'viewer-without-admin', viewer: 'administrator' },
      'viewer-without-admin developer settings',
    ],
    ['a pull request that is not there', { surface: 'pull-request-13' }, 'ordinary-team administrator pull-request-7'],
    [
      'no pull request',
      { world: 'open-repository', surface: 'pull-request-7' },
      'open-repository administrator settings',
    ],
    [
      'a module, the number apart',
      { world: 'pull-requests', surface: 'pull-request', pullRequest: '3' },
      'pull-requests administrator pull-request-3',
    ],
    [
      'a module of pull requests alone',
      { world: 'pull-requests', surface: 'pull-request' },
      'pull-requests administrator pull-request-1',
    ],
    [
      'the settings page, with a number',
      { surface: 'settings', pullRequest: '7' },
      'ordinary-team administrator settings',
    ],
    ['a surface that is none', { surface: 'none' }, 'ordinary-team administrator settings'],
    ['empty texts', { viewer: '', surface: '', pullRequest: '' }, 'ordinary-team administrator settings'],
  ])('%s', (_, wish, expected) => {
    expect(chosen(worlds, wish)).toBe(expected);
  });

  test.each(['none', '', 'Ordinary-team', 'ordinary-team/', '__proto__'])('there is none called %j', (world) => {
    expect(chosen(worlds, { world })).toBeUndefined();
  });
});

describe('of a live repository', () => {
  test.each<[Wish, string]>([
    [{}, 'live you settings'],
    [{ viewer: 'administrator' }, 'live you settings'],
    [{ world: 'live', viewer: 'you', pullRequest: '1234' }, 'live you pull-request-1234'],
    [{ surface: 'pull-request-12' }, 'live you pull-request-12'],
    ...['', '0', '-1', '1e3', '01', '1234567890', 'x'].map((pullRequest): [Wish, string] => [
      { pullRequest },
      'live you settings',
    ]),
  ])('%j', (wish, expected) => {
    expect(chosen([live], wish)).toBe(expected);
  });

  test('no saved world is there', () => {
    expect(chosen([live], { world: 'ordinary-team' })).toBeUndefined();
  });
});

test.each(worlds.map((place) => [place.name, place] as const))(
  'every viewer and surface of %s can be opened',
  (name, place) => {
    const all = shownOver(place, modules);
    const numbers = place.pullRequests === 'any' ? [] : place.pullRequests;
    const first = place.repositories ? ['workspace', 'settings'] : ['settings'];
    expect(all.map(nameOf)).toEqual([...first, ...numbers.map((number) => `pull-request-${String(number)}`)]);
    for (const { key: viewer } of place.viewers)
      for (const shown of all) {
        expect(place.open(viewer, shown.pullRequest)?.pullRequest).toBe(shown.pullRequest ?? numbers[0]);
        expect(chosen(worlds, { world: name, viewer, surface: nameOf(shown) })).toBe(
          `${name} ${viewer} ${nameOf(shown)}`,
        );
      }
  },
);

test('the address of a choice asks for that choice, and for all of it', () => {
  const someText = fc.option(
    fc.oneof(
      fc.string(),
      fc.constantFrom(
        'administrator',
        'developer',
        'settings',
        'pull-request',
        'pull-request-3',
        '3',
        'workspace',
        'payments',
        'checkout',
        ...worlds.map(({ name }) => name),
      ),
    ),
    { nil: undefined },
  );
  const wish = fc.record({
    world: someText,
    viewer: someText,
    surface: someText,
    repository: someText,
    pullRequest: someText,
  });
  fc.assert(
    fc.property(wish, fc.constantFrom(worlds, [live]), (asked, among) => {
      const choice = choose(among, modules, asked);
      if (!choice) return;
      const again = wishIn(addressOf(choice));
      expect(choose(among, modules, again)).toEqual(choice);
      expect(isSpelledOut(choice, again)).toBe(true);
    }),
  );
});

test('a name that means something in addresses stays a name', () => {
  const odd = { ...first, name: "a/b?c&d=é #'%2f" };
  const [settings, beside] = modules;
  if (!settings || !beside) throw new Error('no modules');
  const address = addressOf({ place: odd, viewer: 'developer', module: settings });
  expect(wishIn(address)).toEqual({
    world: odd.name,
    viewer: 'developer',
    surface: 'settings',
    pullRequest: undefined,
  });
  expect(panelAddressOf({ place: odd, viewer: 'developer', module: beside }, 7)).toBe(
    "/worlds/a%2Fb%3Fc%26d%3D%C3%A9%20%23'%252f/developer/pull-requests/7/pull-request/",
  );
});
