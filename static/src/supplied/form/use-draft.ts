import { useCallback, useMemo, useState } from 'react';
import type { Facts, Group } from '../../../../src/core/model';
import { memberList, textOf, type MemberList } from '../../../../src/core/people/member-list';
import { knownPeople } from '../../../../src/core/people/supplied/known-people';
import { oncePer } from '../../../../src/core/portions/once';
import { suppliedListOf } from '../../../../src/core/people/supplied/lists';
import { useLater } from '../../settings/work/use-later';

/** A list of members while somebody works on it. */
export interface Draft {
  /** Who stands in the list, without those whom the text adds. */
  ids: readonly string[];
  text: string;
  /** What the text says, as far as it was read. */
  list: MemberList;
  /** Reads the text as it stands. */
  read: () => MemberList;
  setIds: (ids: readonly string[]) => void;
  setText: (text: string) => void;
  /** Begins anew from what is kept; what was not understood stays, where it is given. */
  reset: (left?: MemberList) => void;
}

interface Given {
  text: string;
  facts: Facts;
  group: Group;
}

const nobody: MemberList = { ids: [], left: [] };
const peopleOf = oncePer(knownPeople);

/** The list of a group as it is kept, and what somebody makes of it. */
export function useDraft(group: Group, facts: Facts): Draft {
  const [changed, setChanged] = useState<readonly string[]>();
  const [text, setText] = useState('');
  const given = useMemo(() => ({ text, facts, group }), [text, facts, group]);
  const list = useLater(given, listIn) ?? nobody;
  const kept = suppliedListOf(group.slug, facts)?.members;
  const ids = useMemo(() => changed ?? kept ?? [], [changed, kept]);
  const reset = useCallback((left: MemberList = nobody) => {
    setChanged(undefined);
    setText(textOf(left));
  }, []);
  return {
    ids,
    text,
    list: text === '' ? nobody : list,
    read: () => listIn(given),
    setIds: setChanged,
    setText,
    reset,
  };
}

function listIn({ text, facts, group }: Given): MemberList {
  if (text === '') return nobody;
  const people = peopleOf(facts);
  return memberList(text, people, group);
}
