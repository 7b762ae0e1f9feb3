import { changeFile } from '../../../src/core/apply/body';
import { changeIn, type WrittenChange } from '../../../src/core/apply/read/change-in';
import { restrictionIn } from '../../../src/core/apply/read/restriction-in';
import { nothing, type Change } from '../../../src/core/questions/change/change';
import type { Restriction } from '../../../src/core/model';

/** More does not stand in a link. */
const longest = 1_000;

/** Changes that are too long for a link, by what stands there in their place until the page is loaded again. */
const kept: Change[] = [];
const keptMark = /^kept-(\d+)$/;

/** A change as a parameter of a place: as a file of `try` has it, without names, which the facts know. */
export function changeParam(change: Change): string {
  const text = JSON.stringify(changeFile(withoutNames(change)));
  if (text === '{}') return '';
  return text.length <= longest ? text : `kept-${String(kept.push(change) - 1)}`;
}

/** The change that a parameter of a place holds: nothing where there is none. */
export function changeAt(param: string | undefined): WrittenChange {
  if (param === undefined || param === '') return { change: nothing };
  const [, number] = keptMark.exec(param) ?? [];
  if (number !== undefined) {
    const change = kept[Number(number)];
    return change ? { change } : { wrong: 'it was too long to stand in a link' };
  }
  return changeIn(jsonIn(param), restrictionIn);
}

/** Whether who opens a link to this place would not see the change. */
export function isTooLongToLink(param: string | undefined): boolean {
  return param !== undefined && keptMark.test(param);
}

function withoutNames({ restrictions, ...rest }: Change): Change {
  const bare = <T extends Restriction>(one: T): T => ({
    ...one,
    users: one.users.map(({ id }) => ({ id, name: id })),
    groups: one.groups.map(({ slug }) => ({ slug, name: slug })),
  });
  const { add, remove, replace } = restrictions;
  return { ...rest, restrictions: { add: add.map(bare), remove, replace: replace.map(bare) } };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
