import { comparisonOutcomes, type CountSeen, type ReportSeen, type RestrictionSeen } from '../../questions/ledger';
import type { DisagreementSeen, Ledger, OutcomeCounts } from '../../questions/ledger-report';
import type { Actor } from '../../model';
import { visible } from '../../words/visible';
import { code, enumeration, plain, restrictionName } from '../../words/names';
import { sayDisagreement, type SpokenDisagreement } from './bitbucket';

/** The ledger of one repository in words: how often both agreed, and each time they did not. */
export interface SpokenLedger {
  repository: string;
  /** When the first comparison was kept, RFC 3339. */
  since?: string;
  /** How often, in one sentence. */
  sentence: string;
  counts: OutcomeCounts;
  disagreements: SpokenDisagreementSeen[];
  /** How many disagreements are only counted. */
  older: number;
}

/** A disagreement on one pull request, and the facts that it rests on, in words that name nobody. */
export interface SpokenDisagreementSeen extends SpokenDisagreement {
  pullRequest: number;
  branch: string;
  /** What follows from the rules alone, and what Bitbucket says. */
  whole: { ours: string; bitbucket: string };
  first: string;
  last: string;
  times: number;
  rulesReadAt?: string;
  restsOn: string[];
}

/** The ledger of a repository in words. */
export function sayLedger({ repository, since, counts, disagreements, older }: Ledger): SpokenLedger {
  return {
    repository,
    ...(since !== undefined && { since }),
    sentence: countsSentence(counts),
    counts,
    disagreements: disagreements.map((one) => saySeen(one, repository)),
    older,
  };
}

/** How often both agreed, differed and could not be compared. */
export function countsSentence(counts: OutcomeCounts): string {
  const compared = counts.agreed + counts.differed;
  const all = comparisonOutcomes.reduce((sum, outcome) => sum + counts[outcome], 0);
  if (all === 0) return 'Nothing was compared yet.';
  const first =
    compared === 0
      ? 'Nothing could be compared'
      : `Compared ${times(compared)}: ${ever('agreed', counts.agreed)}, ${ever('differed', counts.differed)}`;
  const reasons = [
    [counts['ours-unknown'], 'as the rules that could be read do not say'],
    [counts['bitbucket-unknown'], "as Bitbucket's own word could not be read"],
    [counts['beyond-the-rules'], 'as Bitbucket refuses by something that no rule covers, such as a conflict'],
  ] as const;
  const not = reasons.flatMap(([count, why]) => (count > 0 ? [`${times(count)} ${why}`] : []));
  return not.length === 0 ? `${first}.` : `${first}. Not compared: ${enumeration(not)}.`;
}

function ever(what: string, count: number): string {
  return count === 0 ? `never ${what}` : `${what} ${times(count)}`;
}

function times(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${String(count)} times`;
}

/** In the place of whoever asked: the ledger names nobody. */
const whoeverAsked: Actor = { type: 'user', person: { id: '', name: 'whoever asked' } };

function saySeen(seen: DisagreementSeen, repository: string): SpokenDisagreementSeen {
  const { pullRequest, branch, ours, bitbucket, disagreement, first, last, restsOn } = seen;
  const [workspace = '', slug = ''] = repository.split('/');
  const spoken = sayDisagreement(disagreement, {
    question: { actor: whoeverAsked, operation: 'merge', branch, pullRequest },
    repository: { fullName: repository, workspace, slug },
  });
  const { leftOut = 0, rulesReadAt } = restsOn;
  return {
    ...spoken,
    pullRequest,
    branch,
    whole: { ours, bitbucket },
    first,
    last,
    times: seen.times,
    ...(rulesReadAt !== undefined && { rulesReadAt }),
    restsOn: [
      ...restsOn.restrictions.map(restrictionWords),
      ...restsOn.counted.map(countWords),
      ...restsOn.reported.map(reportWords),
      ...(leftOut > 0 ? [`${String(leftOut)} more facts were left out, as the entry would be too long.`] : []),
    ],
  };
}

/** Kinds that exempt those whom they list: that one of them lists nobody says something. */
const withLists = ['push', 'restrict_merges'];

function restrictionWords({ users, groups, otherGroups = 0, value, ...name }: RestrictionSeen): string {
  const people = users > 0 ? [`${String(users)} ${users === 1 ? 'person' : 'people'}`] : [];
  const other = otherGroups > 0 ? [`${String(otherGroups)} other ${otherGroups === 1 ? 'group' : 'groups'}`] : [];
  const lists = [...people, ...groups.map((slug) => `the group ${code(slug)}`), ...other];
  return `Rule: ${[
    restrictionName(name),
    ...(name.id === undefined ? [] : [`restriction ${String(name.id)}`]),
    code(name.kind),
    ...(value === undefined ? [] : [`value ${String(value)}`]),
    ...(lists.length > 0 || withLists.includes(name.kind) ? [`lists ${enumeration(lists) || 'nobody'}`] : []),
  ].join(', ')}.`;
}

function countWords({ restriction, is, figures }: CountSeen): string {
  const shown = Object.entries(figures).map(([name, figure]) => `${figureName(name)} ${figureWords(figure)}`);
  const state = { done: ' is done', missing: ' is not done', unknown: shown.length > 0 ? '' : ' is not known' }[is];
  return `Counted: ${restrictionName(restriction)}${state}${shown.length > 0 ? `: ${shown.join(', ')}` : ''}.`;
}

function figureName(name: string): string {
  return plain(name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));
}

function figureWords(figure: number | boolean): string {
  return typeof figure === 'number' ? String(figure) : figure ? 'yes' : 'no';
}

function reportWords({ type, kind, status, required, blocking, asks, asksElse, counted }: ReportSeen): string {
  const figures = [
    ...(asks === undefined ? [] : [`asks for ${String(asks)}`]),
    ...(asksElse ? ['asks for something that we do not know'] : []),
    ...(counted === undefined ? [] : [`counted ${String(counted)}`]),
  ];
  return `Reported: ${[
    `${code(type)}${kind === undefined ? '' : ` ${code(kind)}`} is ${code(status)}`,
    ...(required ? ['required'] : []),
    ...(blocking ? ['blocking'] : []),
    ...figures,
  ].join(', ')}.`;
}

/** A ledger as text, ready to attach to a report. */
export function ledgerText({ repository, since, sentence, disagreements, older }: SpokenLedger): string {
  const lines = [`${plain(repository)}: Bitbucket's own word beside the rules that were read`, '', sentence];
  if (since !== undefined) lines.push(`Since ${visible(since)}. The same pull request, unchanged, counts once a day.`);
  for (const one of disagreements) lines.push('', ...seenLines(one));
  if (older > 0)
    lines.push('', `${String(older)} older ${older === 1 ? 'difference is' : 'differences are'} only counted.`);
  return `${lines.join('\n')}\n`;
}

function seenLines(one: SpokenDisagreementSeen): string[] {
  return [
    `Pull request ${String(one.pullRequest)} into ${code(one.branch)}: ${one.reason}`,
    `    By the rules ${one.whole.ours}, by Bitbucket ${one.whole.bitbucket}. ${seenWords(one)}`,
    ...one.restsOn.map((fact) => `    ${fact}`),
  ];
}

/** How often and when a disagreement was seen. */
function seenWords({ times: often, first, last, rulesReadAt }: SpokenDisagreementSeen): string {
  const when =
    first === last ? `at ${visible(first)}` : `${times(often)}, first at ${visible(first)}, last at ${visible(last)}`;
  return `Seen ${when}.${rulesReadAt === undefined ? '' : ` The rules were read at ${visible(rulesReadAt)}.`}`;
}
