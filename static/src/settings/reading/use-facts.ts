import type { CannotRead, PanelFacts } from '../../../../src/panel-calls';
import { useCallback, useEffect, useMemo, useRef, useState, type Dispatch, type SetStateAction } from 'react';
import { gather, type Gathered } from '../../../../src/core/cell/cell';
import type { Facts, Gap } from '../../../../src/core/model';
import { withSuppliedList } from '../../../../src/core/people/supplied/lists';
import { withProjectRules } from '../../../../src/core/people/project-rules';
import type { Portions } from '../../../../src/core/portions/portions';
import { askApp } from '../../app';
import type { Supply } from '../../supplied/use-saving';
import type { SupplyRules } from '../../project-rules/project-rules';
import { restOf } from '../../project-rules/rule-draft';
import { readBranches } from './read-branches';

/** The branches, as far as they were read. */
export interface Branches extends Portions<string> {
  done: boolean;
  /** Why these are still those of an earlier reading: what the later one lacks. */
  notReadAgain?: Gap[];
}

/** How far reading the facts has come; `closed` where this person may not see them. */
export type FactsState =
  | { is: 'loading' }
  | { is: 'failed'; detail: string }
  | { is: 'closed'; cannotRead: CannotRead }
  | ReadState;

/** What was read before it was read again: the facts, and the branches as far as they had come. */
export interface Before {
  before: Gathered;
  branches: Branches;
}

/** What was read, and how reading it again went. */
export interface ReadState {
  is: 'read';
  facts: Facts;
  gathered: Gathered;
  suppliedNotRead: boolean;
  /**
   * How reading again went, from when it was asked for until that is dismissed: under way; done, with what was read
   * before; or what was read before stays, because the app did not answer, or said why not, or lists lacked what they
   * held before.
   */
  again?: 'busy' | Before | { failed: string } | { cannotRead: CannotRead } | { lacking: Gap[] };
}

/** The facts and branches that the page shows, and what a person may do with them. */
export interface Reading {
  state: FactsState;
  branches: Branches;
  /** Reads everything again, beneath what the page shows. */
  again: () => void;
  /** Takes away what is said of the last reading again. */
  dismiss: () => void;
  /**
   * Reads the facts anew beneath what the page shows. They stay as they are where that fails, or shows less than they
   * do.
   */
  readFactsAnew: () => Promise<void>;
  /**
   * Saves who is in a group, for everybody who asks later; `null` deletes it. Rejects where the app does not answer.
   */
  saveMembers: Supply['onMembers'];
  /**
   * Saves the restrictions set on the project; none and not all of them deletes the list. Rejects where the app does
   * not answer.
   */
  saveProjectRules: SupplyRules['onRules'];
}

/** The names of all branches, once they were read whole. A list without the main branch is not. */
export function everyBranch(
  { items, gaps, size = items.length, done }: Branches,
  { repository: { mainBranch } }: Facts,
): string[] | undefined {
  const main = mainBranch.known ? mainBranch.value : null;
  const isWhole = done && gaps.length === 0 && items.length === size && (main === null || items.includes(main));
  return isWhole ? items : undefined;
}

const noBranches: Branches = { items: [], gaps: [], done: false };

/** Reads the facts once, and then the branches in portions: answers do not wait for those. */
export function useFacts(): Reading {
  const [state, setState] = useState<FactsState>({ is: 'loading' });
  const [branches, setBranches] = useState<Branches>(noBranches);
  const [attempt, setAttempt] = useState(0);
  const shown = useRef(noBranches);
  const saved = useRef<Saved[]>([]);
  useEffect(() => {
    shown.current = branches;
  }, [branches]);

  useEffect(() => {
    let stale = false;
    void readAll(() => stale, setState, setBranches, shown.current, saved.current);
    return () => {
      stale = true;
    };
  }, [attempt]);

  const again = useCallback(() => {
    setState((before) => (before.is === 'read' ? { ...before, again: 'busy' } : { is: 'loading' }));
    setAttempt((before) => before + 1);
  }, []);

  const dismiss = useCallback(() => {
    setState((before) => (before.is === 'read' ? withoutAgain(before) : before));
  }, []);

  const keep = useCallback((save: Saved) => {
    saved.current.push(save);
    setState((before) => withSaved(before, save));
  }, []);

  const saveMembers = useCallback<Supply['onMembers']>(
    async (group, members) => {
      const answer = await askApp('saveMembers', { group, members });
      if ('cannotRead' in answer) {
        setState({ is: 'closed', ...answer });
        return 'closed';
      }
      keep((facts) => withSuppliedList(facts, group, answer.kept ?? undefined));
      return answer;
    },
    [keep],
  );

  const saveProjectRules = useCallback<SupplyRules['onRules']>(
    async (rules, whole) => {
      const answer = await askApp('saveProjectRules', { rules: rules.map(restOf), whole });
      if ('noProject' in answer) return 'no-project';
      if ('cannotRead' in answer) {
        setState({ is: 'closed', ...answer });
        return 'closed';
      }
      keep((facts) => withProjectRules(facts, answer.projectRules ?? undefined));
      return answer.keptFor;
    },
    [keep],
  );

  const readFactsAnew = useCallback(async () => {
    const answer = await factsWith(saved.current).catch(() => undefined);
    if (!answer) return;
    if ('facts' in answer) setState((before) => withFacts(before, answer));
    else if (answer.cannotRead.because === 'not-administrator') setState({ is: 'closed', ...answer });
  }, []);

  return useMemo(
    () => ({ state, branches, again, dismiss, readFactsAnew, saveMembers, saveProjectRules }),
    [state, branches, again, dismiss, readFactsAnew, saveMembers, saveProjectRules],
  );
}

/** Facts with what was saved. */
type Saved = (facts: Facts) => Facts;

/** Asks for the facts. What is saved meanwhile stands in them, whichever of the two the app did first. */
async function factsWith(saved: readonly Saved[]): Promise<PanelFacts> {
  const known = saved.length;
  const answer = await askApp('facts');
  if ('cannotRead' in answer) return answer;
  return { ...answer, facts: saved.slice(known).reduce((facts, save) => save(facts), answer.facts) };
}

async function readAll(
  isStale: () => boolean,
  setState: Dispatch<SetStateAction<FactsState>>,
  setBranches: Dispatch<SetStateAction<Branches>>,
  branches: Branches,
  saved: readonly Saved[],
) {
  // The branches are read beside the facts, and shown once these are.
  const come: { last?: Branches; mayShow: boolean } = { mayShow: false };
  const show = (now: Branches) => {
    come.last = now;
    if (come.mayShow) setBranches((before) => afterPortion(before, now));
  };
  const others = readBranches(somePages, isStale, show);
  try {
    const answer = await factsWith(saved);
    if (isStale()) return;
    setState((before) => afterReading(before, answer, branches));
    if ('cannotRead' in answer) return;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    if (!isStale())
      setState((before) =>
        before.is === 'read' ? { ...before, again: { failed: detail } } : { is: 'failed', detail },
      );
    return;
  }
  come.mayShow = true;
  if (come.last) show(come.last);
  await others;
}

/** A list that was read stays until there is one in its place, and a whole one until there is a whole one. */
function afterPortion(before: Branches, now: Branches): Branches {
  if (!before.done) return now;
  if (!now.done) return before;
  const isLess = before.gaps.length === 0 && now.gaps.length > 0;
  return isLess ? { ...before, notReadAgain: now.gaps } : now;
}

/** What the page shows after a reading. One that fails, or sees less, takes nothing away that was read before. */
function afterReading(before: FactsState, answer: PanelFacts, branches: Branches): FactsState {
  if ('cannotRead' in answer) {
    const isClosed = before.is !== 'read' || answer.cannotRead.because === 'not-administrator';
    return isClosed ? { is: 'closed', ...answer } : { ...before, again: answer };
  }
  const { facts, suppliedNotRead = false } = answer;
  const read: ReadState = { is: 'read', facts, gathered: gather(facts), suppliedNotRead };
  if (before.is !== 'read') return read;
  const lacking = listsLacking(facts, before.facts);
  return lacking.length > 0
    ? { ...before, again: { lacking } }
    : { ...read, again: { before: before.gathered, branches } };
}

function withoutAgain({ is, facts, gathered, suppliedNotRead }: ReadState): ReadState {
  return { is, facts, gathered, suppliedNotRead };
}

/** Reads a portion; one that fails is a gap, as the page answers for any name that is typed. */
async function somePages(asked: { page: number; pages?: number }): ReturnType<Parameters<typeof readBranches>[0]> {
  const missing = { branches: { items: [], gaps: [{ of: { what: 'branches' }, because: 'unreachable' } as const] } };
  try {
    const portion = await askApp('branches', asked);
    return 'branches' in portion ? portion : missing;
  } catch {
    return missing;
  }
}

function withFacts(state: FactsState, { facts, suppliedNotRead }: Extract<PanelFacts, { facts: Facts }>): FactsState {
  if (state.is !== 'read' || isOlder(facts, state.facts) || listsLacking(facts, state.facts).length > 0) return state;
  return { ...state, facts, gathered: gather(facts), suppliedNotRead: suppliedNotRead === true };
}

/** Whether others were faster. */
function isOlder(now: Facts, before: Facts): boolean {
  return now.readAt !== undefined && before.readAt !== undefined && now.readAt < before.readAt;
}

/** What is missing now from lists of what decides that were read whole before. */
function listsLacking(now: Facts, before: Facts): Gap[] {
  const lists = ['restrictions', 'permissions', 'userGrants', 'groupGrants'] as const;
  return lists.flatMap((list) => (before[list].gaps.length === 0 ? now[list].gaps : []));
}

function withSaved(state: FactsState, save: Saved): FactsState {
  if (state.is !== 'read') return state;
  const facts = save(state.facts);
  return { ...state, facts, gathered: gather(facts) };
}
