/** The views of the settings page. */
export const views = [
  'overview',
  'branches',
  'people',
  'matrix',
  'rules',
  'history',
  'try',
  'pull-requests',
  'refusal',
  'supplied',
  'builds',
  'agreement',
] as const;
/** One of `views`. */
export type View = (typeof views)[number];

/** The views of a page, beginning with that which it opens with. */
export type Views<V extends string> = readonly [V, ...V[]];

/** What is asked, which every view keeps: `who` is a uuid in braces or the word of an actor that no list can name. */
export const askedKeys = ['who', 'operation', 'branch', 'with'] as const;

/** Where somebody is on the page, and what they asked there: all that a link to it holds. */
export interface Place<V extends string = View> {
  view: V;
  /** By name: those of `askedKeys`, and what this view alone remembers. */
  params: Readonly<Record<string, string>>;
}

/** A link holds no more, whoever made it. */
const mostParams = 20;
/** So many characters of one parameter are taken from a link; a field whose text stands in it takes no more. */
export const longest = 1_000;

/** The place that a path names, as the settings page writes it: `/people?who=…`; the overview where it names none. */
export function placeIn(path: string): Place {
  return placeAmong(views, path);
}

/** The place of a page with these views; the first of them where the path names none. */
export function placeAmong<V extends string>(all: Views<V>, path: string): Place<V> {
  // No `URL`: it throws at some paths, and anybody may write one.
  const [, name = '', search = ''] = /^\/?([^?#]*)\??([^#]*)/.exec(path) ?? [];
  const view = all.find((one) => one === name) ?? all[0];
  const params = [...new URLSearchParams(search)].slice(0, mostParams).filter(([, value]) => value.length <= longest);
  return { view, params: Object.fromEntries(params) };
}

/** The path of a place; nothing that is empty stands in it. */
export function pathOf({ view, params }: Place<string>): string {
  const search = new URLSearchParams(Object.entries(params).filter(([, value]) => value !== '')).toString();
  return `/${view}${search === '' ? '' : `?${search}`}`;
}

/** What changes on the way to another place; undefined takes a parameter out. */
export interface Step<V extends string = View> {
  view?: V;
  params?: Readonly<Record<string, string | undefined>>;
}

/** The place that a step leads to: what is asked stays, and what one view alone remembers goes with it. */
export function placeAfter<V extends string>({ view, params }: Place<V>, step: Step<V>): Place<V> {
  const next = step.view ?? view;
  const kept = Object.entries(params).filter(([key]) => next === view || askedKeys.some((one) => one === key));
  const changed = Object.entries({ ...Object.fromEntries(kept), ...step.params });
  const set = changed.flatMap(([key, value]): [string, string][] => (value === undefined ? [] : [[key, value]]));
  return { view: next, params: Object.fromEntries(set) };
}
