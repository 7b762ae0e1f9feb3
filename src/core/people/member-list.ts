import { unlistableActors, type Group, type Person } from '../model';
import { looks } from '../words/telling-names';
import { idKey, mayHaveAddress, type KnownPeople } from './supplied/known-people';
import { linesOf, piecesOf, tableIn, type Row } from './supplied/rows';
import { braced, isUuid } from './uuid';

/** What a pasted list of people says. */
export interface MemberList {
  /** The uuids of those who were understood, each once, in the order of the list. */
  ids: string[];
  /** What was not. */
  left: Left[];
  /** The header of the table that these rows stand below. */
  header?: string;
}

/** A line, or a part of one, that was not understood, as it was pasted. */
export interface Left extends NotUnderstood {
  text: string;
}

/** Why, and who may be meant: never taken without a person saying so. */
export interface NotUnderstood {
  because:
    | 'nobody'
    /** More than one is called so, or one is named and another's id stands beside. */
    | 'several'
    /** An e-mail address: Bitbucket tells nobody's. */
    | 'address'
    /** An account id that is nobody's here, be it that somebody is called as the row says. */
    | 'account'
    /** An actor that is in no group, such as Pipelines. */
    | 'automation'
    /** A row that lists its groups, and not this one. */
    | 'other-groups';
  people: readonly Person[];
}

type Understood = { id: string } | NotUnderstood;

/** No name is longer, and what is need not be looked at. */
const longest = 500;

/**
 * The people of a pasted list, one a line or several: display names, nicknames, uuids, account ids, `"Name" <address>`,
 * and the tables of Atlassian's administration, which may list the groups of each. Nobody is taken for somebody else:
 * a name of two, an address or an id that contradicts its name is left for a person to say. A uuid is taken, whoever
 * it is of, as it is one person's alone.
 */
export function memberList(text: string, known: KnownPeople, group?: Group): MemberList {
  const table = tableIn(text);
  const isTable = table && piecesOf(table.header).every((title) => 'because' in meant(title, known));
  const read = isTable
    ? table.rows.map((row) => ({ text: row.text, understood: [ofRow(row, known, group)] }))
    : linesOf(text).flatMap((line) => (looks(line) === '' ? [] : ofLine(line, known)));
  const left = read.flatMap(({ text: one, understood }) =>
    understood.flatMap((each): Left[] => ('because' in each ? [{ text: one, ...each }] : [])),
  );
  return {
    ids: [...new Set(read.flatMap(({ understood }) => understood.flatMap((one) => ('id' in one ? [one.id] : []))))],
    left,
    ...(isTable && left.length > 0 && { header: table.header }),
  };
}

/** What was not understood as a text that can be read again. */
export function textOf({ left, header }: Pick<MemberList, 'left' | 'header'>): string {
  return [...(header === undefined || left.length === 0 ? [] : [header]), ...left.map(({ text }) => text)].join('\n');
}

/** A line by itself, or what stands between its commas, where that says more. */
function ofLine(line: string, known: KnownPeople): { text: string; understood: Understood[] }[] {
  const whole = meant(line, known);
  const pieces = piecesOf(line);
  if ('id' in whole || pieces.length < 2) return [{ text: line.trim(), understood: [whole] }];
  const [last = '', first = ''] = pieces;
  const turned = pieces.length === 2 ? meant(`${first} ${last}`, known) : whole;
  const each = pieces.map((text) => ({ text, understood: meant(text, known) }));
  if ('id' in turned && each.every(({ understood: one }) => 'because' in one || one.id === turned.id))
    return [{ text: line.trim(), understood: [turned] }];
  const ids = new Set(each.flatMap(({ understood }) => ('id' in understood ? [understood.id] : [])));
  const [only] = ids.size === 1 ? ids : [];
  const account = each.find(({ understood }) => 'because' in understood && understood.because === 'account');
  if (only !== undefined && account) return [{ text: line.trim(), understood: [doubted(only, known)] }];
  // What stands beside one person and may well be theirs, such as their address, says nothing more.
  const isTheirs = (one: Understood) =>
    'people' in one && only !== undefined && one.people.some(({ id }) => id === only);
  return each.flatMap(({ text, understood }) => (isTheirs(understood) ? [] : [{ text, understood: [understood] }]));
}

/** Somebody of whom the account id beside their name says that they are somebody else. */
function doubted(id: string, { byId }: KnownPeople): NotUnderstood {
  const person = byId.get(idKey(id));
  return { because: 'account', people: person ? [person] : [] };
}

/** A piece as it stands, else without what lists begin with, else as a name with something in brackets behind it. */
function meant(piece: string, known: KnownPeople): Understood {
  const text = unquoted(piece);
  if (text.length > longest) return { because: 'nobody', people: [] };
  const itself = bySelf(text, known);
  if ('id' in itself || itself.because === 'several') return itself;
  const bare = text.replace(/^(?:[-*+•–·@]|\d{1,4}[.)])\s*/u, '');
  if (bare !== text && bare !== '') return meant(bare, known);
  const [, name, beside] = /^(.*\S)\s*[<([]([^<>()[\]]*)[>)\]]$/su.exec(text) ?? [];
  if (name === undefined || beside === undefined) return withoutBrackets(itself, text, known);
  const isAddress = beside.includes('@');
  return ofRow(
    {
      ids: isId(beside) ? [beside] : [],
      names: [unquoted(name), ...(isAddress || isId(beside) ? [] : [beside])],
      addresses: isAddress ? [beside] : [],
      groups: undefined,
    },
    known,
  );
}

/** `<ana@example.org>` alone. */
function withoutBrackets(itself: NotUnderstood, text: string, known: KnownPeople): Understood {
  const inside = /^<([^<>]*)>$/.exec(text)?.[1] ?? text.replace(/^mailto:/i, '');
  return inside === text || inside === '' ? itself : bySelf(inside.trim(), known);
}

function unquoted(text: string): string {
  return text
    .trim()
    .replace(/^(["'])(.+)\1$/s, '$2')
    .trim();
}

/** One text that is an id, a name, or an address. */
function bySelf(text: string, known: KnownPeople): Understood {
  if (isUuid(text)) return { id: known.byId.get(idKey(text))?.id ?? braced(text) };
  const byId = known.byId.get(idKey(text));
  if (byId) return { id: byId.id };
  const look = looks(text);
  const called = known.byName.get(look) ?? [];
  const [person] = called;
  if (person && called.length === 1) return { id: person.id };
  if (called.length > 1) return { because: 'several', people: called };
  if (unlistableActors.some((word) => word === look)) return { because: 'automation', people: [] };
  if (isId(text)) return { because: 'account', people: [] };
  return isAddressAlone(text)
    ? { because: 'address', people: mayHaveAddress(text, known) }
    : { because: 'nobody', people: [] };
}

/** A row about one person: the id decides, unless the name is another's. */
function ofRow({ ids, names, addresses, groups }: Omit<Row, 'text'>, known: KnownPeople, group?: Group): Understood {
  if (group && groups && !groups.some((one) => [group.slug, group.name].some((name) => looks(name) === looks(one))))
    return { because: 'other-groups', people: [] };
  const byIds = ids.filter((id) => isId(id) || known.byId.has(idKey(id.trim()))).map((id) => bySelf(id.trim(), known));
  const called = names.map((name) => calledSo(name, known)).filter((some) => some.length > 0);
  const people = called.reduce((some, more) => some.filter((one) => more.includes(one)), called[0] ?? []);
  const guesses = addresses.flatMap((address) => mayHaveAddress(address, known));
  const everybody = distinct([...called.flat(), ...guesses]);
  const [byId, ...otherIds] = [...new Set(byIds.flatMap((one) => ('id' in one ? [one.id] : [])))];
  if (byId !== undefined) {
    const own = known.byId.get(idKey(byId));
    const fits = called.length === 0 || (own ? people.includes(own) : false);
    if (fits && otherIds.length === 0) return { id: byId };
    return { because: 'several', people: distinct([...(own ? [own] : []), ...called.flat()]) };
  }
  if (byIds.length > 0) return { because: 'account', people: everybody };
  const [person] = people;
  if (person && people.length === 1) return { id: person.id };
  if (called.length > 0) return { because: 'several', people: distinct(people.length > 1 ? people : called.flat()) };
  return addresses.length > 0 ? { because: 'address', people: everybody } : { because: 'nobody', people: [] };
}

/** Those of this name, be it written as `Lovell, Ana`. */
function calledSo(name: string, { byName }: KnownPeople): readonly Person[] {
  return byName.get(looks(name)) ?? byName.get(looks(name.replace(/^([^,]*),([^,]*)$/s, '$2 $1'))) ?? [];
}

/** A uuid, or an account id of Atlassian: 24 hexadecimal digits, or a number and a uuid. */
function isId(text: string): boolean {
  const id = text.trim();
  return isUuid(id) || /^[\da-f]{24}$/i.test(id) || (/^\d+:/.test(id) && isUuid(id.slice(id.indexOf(':') + 1)));
}

function isAddressAlone(text: string): boolean {
  return /^[^\s@]+@[^\s@]+$/.test(text);
}

function distinct(people: readonly Person[]): Person[] {
  return [...new Set(people)];
}
