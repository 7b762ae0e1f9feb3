import type { Evidence, GivenBy } from '../../../src/core/evidence';
import type { Remedy } from '../../../src/core/remedy';
import { expect } from '@jest/globals';
import { gapKey } from '../../../src/core/answer';
import type { Finding } from '../../../src/core/decision';
import type { RuleId } from '../../../src/core/reason';
import { explain } from '../../../src/core/questions/explain';
import type { Gap, Restriction } from '../../../src/core/model';
import { facts, question, type Asked, type Told } from '../facts';

/** What a rule says: `denies not-listed`, what shows it, the ways out of a denial and the gaps of an unknown. */
export interface Says {
  says: `${Finding['verdict']} ${Finding['reason']['why']}`;
  shows?: string[];
  ways?: string[];
  gaps?: string[];
}

/** A sentence, the repository, the question, and what the rule says of it; `silent` where it says nothing. */
export type Row = [sentence: string, told: Told, asked: Asked, says: Says | 'silent'];

/** Holds a row against the finding of this rule. */
export function heldAgainst(rule: RuleId) {
  return (...[, told, asked, says]: Row): void => {
    const finding = explain(facts(told), question(asked)).findings.find((one) => one.rule === rule);
    expect(finding ? spoken(finding) : 'silent').toEqual(
      says === 'silent' ? says : { shows: [], ways: [], gaps: [], ...says },
    );
  };
}

function spoken(finding: Finding): Required<Says> {
  return {
    says: `${finding.verdict} ${finding.reason.why}`,
    // Each once, as the words show them.
    shows: [...new Set(finding.evidence.map(evidenceText))],
    ways: finding.verdict === 'denies' ? finding.remedies.map(remedyText) : [],
    gaps: finding.verdict === 'unknown' ? finding.gaps.map(gapText) : [],
  };
}

/** A piece of evidence on one line. */
export function evidenceText(one: Evidence): string {
  const { shows } = one;
  switch (shows) {
    case 'level':
    case 'own-level':
      return `${shows} ${one.person.name} ${one.level}${fromText(one.from)}`;
    case 'grant':
      return `${shows} ${one.person.name} ${one.level} on ${one.on}`;
    case 'group-grant':
      return `${shows} ${one.group.slug} ${one.level} on ${one.on}`;
    case 'member':
    case 'not-member':
      return `${shows} ${one.group} by ${one.source}`;
    case 'below-group':
      return `${shows} ${one.group}: ${one.level} < ${one.groupLevel}${onText(one.on)}`;
    case 'only-source':
      return `${shows} ${one.groups.join('+')}: ${one.level}${onText(one.on)}`;
    case 'restriction':
    case 'lists-person':
      return `${shows} ${idOf(one.restriction)}`;
    case 'lists-group':
      return `${shows} ${idOf(one.restriction)} ${one.group.slug}`;
    case 'lists-every-source':
      return `${shows} ${idOf(one.restriction)} ${one.groups.join('+')}`;
    case 'none-covers':
      return `${shows} ${one.kinds.join('+')} of ${String(one.read)}`;
    case 'not-main-branch':
      return `${shows} but ${String(one.mainBranch)}`;
    case 'credential-removed':
      return `${shows} ${one.credential}`;
    case 'actor-documentation':
      return `${shows} ${one.actor}`;
    default:
      return shows;
  }
}

function fromText(from: GivenBy | undefined): string {
  if (!from) return '';
  return from.source === 'owner' || !from.group ? ` from ${from.source}` : ` from ${from.group.slug} on ${from.source}`;
}

function onText(on: 'project' | undefined): string {
  return on ? ` on ${on}` : '';
}

function remedyText(one: Remedy): string {
  switch (one.way) {
    case 'open-pull-request':
    case 'push-elsewhere':
      return `${one.way} from ${one.push}`;
    case 'ask-listed':
      return `${one.way} ${[...one.people.map(({ name }) => name), ...one.groups.map(({ slug }) => slug)].join('+')} to ${one.to}`;
    case 'add-person':
    case 'account-for-automation':
      return `${one.way} ${idOf(one.restriction)}`;
    case 'add-to-group':
      return `${one.way} ${one.group.slug}`;
    case 'grant-write-on-project':
      return `${one.way} ${one.project.key}`;
    case 'push-as-listed-user':
    case 'allow-rewriting':
    case 'allow-deletion':
      return `${one.way} ${one.restrictions.map(idOf).join('+')}`;
    default:
      return one.way;
  }
}

/** A gap on one line: what, of which group or restriction, and why. */
export function gapText(gap: Gap): string {
  return gapKey(gap);
}

function idOf({ id }: Restriction): string {
  return String(id);
}
