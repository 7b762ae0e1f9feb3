import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { MergeRemedy } from '../../../../src/core/remedy';
import { waysOfText, type WayOfText } from '../../../../src/refusals/ways-out/table';
import { sayWay } from '../../../../src/refusals/ways';
import { connections } from './connections';
import { newDesk, type Desk } from './desk';
import { inTheClone } from './in-the-clone';
import { notRun } from './not-run';
import { ofDecisions, said, saidInDecisions } from './of-decisions';
import { tryOut, type Situation } from './situation';
import { commandsIn, unclearIn } from './spoken';
import { hands, type HandName } from './stands';
import { toAnotherBranch } from './to-another-branch';
import { withinLimits } from './within-limits';

// Every command that a way out prints is run where the way is offered, with real programs and servers of this machine.

// Programs are slow to start on a busy machine.

let desk: Desk;
beforeAll(async () => {
  desk = await newDesk();
});
afterAll(() => desk.close());

const names = Object.keys(hands) as HandName[];
const ids = Object.keys(waysOfText) as WayOfText[];
const ofTexts: Partial<Record<WayOfText, Situation[]>> = {
  ...inTheClone,
  ...toAnotherBranch,
  ...withinLimits,
  ...connections,
};
const inDecisions = saidInDecisions();
const spoken = (id: WayOfText, of: HandName) => sayWay(id, hands[of].shown).do;

/** The situations, one by one, with the push that each is tried for. */
function each(situations: readonly Situation[]): { situation: Situation; of: HandName }[] {
  return situations.flatMap((situation) => (situation.of ?? names).map((of) => ({ situation, of })));
}

/** Those commands of a way out that no situation runs. */
function neverRun(sentenceFor: (of: HandName) => string, situations: readonly Situation[] = []): string[] {
  const runs = each(situations).flatMap(({ situation: { runs: places }, of }) =>
    commandsIn(sentenceFor(of)).flatMap((_, at) => (places?.includes(at) === false ? [] : [at])),
  );
  return [...new Set(names.flatMap((of) => commandsIn(sentenceFor(of)).filter((_, at) => !runs.includes(at))))];
}

test.each(ids)('every command of %s is run, or it is said why not', (id) => {
  expect(neverRun((of) => spoken(id, of), ofTexts[id])).toEqual(Object.keys(notRun[id] ?? {}));
});

/** The ways out of decisions that print commands, each with a sentence. */
const printing = new Map(inDecisions.filter(([, sentence]) => commandsIn(sentence).length > 0));

test('every way out of a decision that prints commands has situations', () => {
  expect([...printing.keys()].toSorted()).toEqual(Object.keys(ofDecisions).toSorted());
});

test.each([...printing])('every command of %s of a decision is run', (id, sentence) => {
  const { remedy, situations = [] } = ofDecisions[id] ?? {};
  expect(remedy?.way).toBe(id);
  expect(commandsIn(remedy ? said(remedy) : '')).toHaveLength(commandsIn(sentence).length);
  expect(neverRun(() => sentence, situations)).toEqual([]);
});

test('no situation is of a way out that is gone, or prints nothing', () => {
  const silent = Object.keys({ ...ofTexts, ...notRun }).filter(
    (id) => !ids.some((way) => way === id && commandsIn(spoken(way, 'of which nothing is known')).length > 0),
  );
  expect(silent).toEqual([]);
});

/** Ways out of decisions that show names that people chose, in code type. */
const withNames: MergeRemedy['way'][] = ['pass-builds', 'settle-check-of-app'];

test('what stands in code type is a command of a program that is known here, or none', () => {
  const sentences = [
    ...ids.flatMap((id) => names.map((of) => spoken(id, of))),
    ...inDecisions.flatMap(([id, sentence]) => (withNames.includes(id) ? [] : [sentence])),
  ];
  expect(sentences.flatMap(unclearIn)).toEqual([]);
});

test.each(
  ids.flatMap((id) => each(ofTexts[id] ?? []).map(({ situation, of }) => [id, situation.when, of, situation] as const)),
)('%s, where %s; a push %s', async (id, _, of, situation) => {
  await tryOut(desk.machine, of, spoken(id, of), situation);
});

test.each(
  Object.values(ofDecisions).flatMap(({ remedy, situations }) =>
    each(situations).map(({ situation, of }) => [remedy.way, situation.when, remedy, of, situation] as const),
  ),
)('%s of a decision, where %s', async (_, _when, remedy, of, situation) => {
  await tryOut(desk.machine, of, said(remedy), situation);
});
