import { useEffect, useState } from 'react';
import type { Gathered } from '../../../src/core/cell/cell';
import type { Gap } from '../../../src/core/model';
import { everybody } from '../../../src/core/people/everybody';
import { accessAmong, gapsOfAccess, type PersonAccess } from '../../../src/core/questions/access';

/** People looked at in one go, so that the page stays responsive while there are thousands. */
const portion = 250;

/** Everybody's permission, as far as it was worked out; `gaps` once all is. */
export interface AccessSoFar {
  rows: PersonAccess[];
  /** How many people there are. */
  of: number;
  gaps: Gap[];
  done: boolean;
}

const nobodyYet: AccessSoFar = { rows: [], of: 0, gaps: [], done: false };

/** Works out where everybody's permission comes from, in portions; nothing is asked of Bitbucket for it. */
export function useAccess(gathered: Gathered): AccessSoFar {
  const [access, setAccess] = useState(nobodyYet);

  useEffect(() => {
    const people = everybody(gathered.facts);
    let rows: PersonAccess[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    function next() {
      rows = [...rows, ...accessAmong(gathered, people.slice(rows.length, rows.length + portion))];
      const done = rows.length >= people.length;
      setAccess({ rows, of: people.length, gaps: done ? gapsOfAccess(gathered, rows) : [], done });
      if (!done) timer = setTimeout(next);
    }
    timer = setTimeout(next);
    return () => {
      clearTimeout(timer);
    };
  }, [gathered]);

  return access;
}
