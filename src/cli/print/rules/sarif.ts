import type { Health } from '../../../core/health/health';
import type { Severity } from '../../../core/health/problem';
import { units } from '../../../core/health/units';
import type { Facts } from '../../../core/model';
import { placesOf, type SpokenHealth, type SpokenProblem } from '../../../core/say/rules/health';
import { plain } from '../../../core/words/names';
import { gapSentence } from '../../../core/words/gaps';
import { fingerprints } from './fingerprints';

declare const VERSION: string;

const levels: Record<Severity, 'error' | 'warning' | 'note'> = { error: 'error', warning: 'warning', info: 'note' };

/**
 * What is wrong with the rules, as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html).
 * Restrictions stand in no file, so results have logical locations alone.
 */
export function sarif(health: Health, spoken: SpokenHealth, facts: Facts): object {
  return sarifLog([sarifRun(health, spoken, facts)]);
}

/** A log of these runs. */
export function sarifLog(runs: readonly object[]): object {
  return { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs };
}

/** What is wrong with the rules of a repository, as a run of SARIF. */
export function sarifRun(health: Health, spoken: SpokenHealth, facts: Facts): object {
  const places = placesOf(health, facts);
  const repository = plain(facts.repository.fullName);
  const prints = fingerprints(health.problems);
  return {
    tool: { driver: { name: 'Who Can Push', ...version(), rules: units.map(ruleOf) } },
    invocations: [
      {
        executionSuccessful: true,
        ...(spoken.readAt !== undefined && isUtc(spoken.readAt) && { endTimeUtc: spoken.readAt }),
        toolExecutionNotifications: spoken.gaps.map((gap) => ({
          level: 'warning',
          message: { text: inMessage(gapSentence(gap)) },
        })),
      },
    ],
    results: spoken.problems.map((one, at) =>
      resultOf(one, { place: places[at] ?? repository, print: prints[at] ?? '', repository }),
    ),
    properties: { notChecked: spoken.notChecked.map(({ what }) => what) },
  };
}

function version() {
  return typeof VERSION === 'string' ? { semanticVersion: VERSION } : {};
}

function ruleOf({ id, title, why, docs }: (typeof units)[number]) {
  return {
    id,
    name: id.replaceAll(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: `${title}.` },
    fullDescription: { text: why },
    help: { text: `${title}. ${why} ${docs}`, markdown: `${title}. ${why} [At Atlassian](${docs})` },
    helpUri: docs,
  };
}

function resultOf(
  one: SpokenProblem,
  { place, print, repository }: { place: string; print: string; repository: string },
) {
  return {
    ruleId: one.problem,
    ruleIndex: units.findIndex(({ id }) => id === one.problem),
    level: levels[one.level],
    message: { text: inMessage(`${one.reason} ${one.effect} ${one.remedy}`) },
    locations: [
      {
        logicalLocations: [
          {
            name: place,
            fullyQualifiedName: place === repository ? place : `${repository}: ${place}`,
            kind: 'resource',
          },
        ],
      },
    ],
    partialFingerprints: { 'whoCanPush/v1': print },
    properties: {
      page: one.page,
      ...(one.restriction !== undefined && { restriction: one.restriction }),
      ...(one.change && { change: one.change }),
    },
  };
}

/** Names hold what a message would take for a link or a placeholder (SARIF, 3.11.5 and 3.11.6). */
function inMessage(text: string): string {
  return text.replaceAll('](', '] (').replaceAll(/\{(\d+)\}/g, '{{$1}}');
}

function isUtc(time: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(time);
}
