import type { Decision, Verdict } from '../core/decision';
import type { Facts, Operation } from '../core/model';
import { sayActor, sayDecision, type SpokenActor, type SpokenDecision } from '../core/say/decision';
import { code, enumeration, onOneLine, plain, sentence } from '../core/words/names';
import type { Shell } from '../core/words/shell';
import { masked } from './git/address';
import type { Open, Rehearsed } from './judged';
import type { Rehearsal } from './rehearse';
import type { NoneRuns } from './run';
import { longestCommand, sayNotFollowed, type SpokenUnfollowed } from './say-not-followed';
import { actorInWords, outcome, sayOpen, starStops } from './say-open';

/** One push in words. */
export interface SpokenPush {
  /** Where it stands in the file: `branches › main`. */
  pipeline: string;
  step: string;
  part: 'script' | 'after-script';
  line: number;
  /** Where the command stands in another file of the repository: that. */
  file?: string;
  command: string;
  tool: string;
  /** Where the tool's documentation says that it pushes. */
  page?: string;
  branch?: string;
  /** What stands in place of a branch: a name that may be a tag's too, or a ref that is neither. */
  ref?: string;
  operation: Operation;
  /** Another repository or host that it goes to; absent where it goes to this one, or that is not known. */
  elsewhere?: string;
  /** Where it goes cannot be worked out. */
  place?: 'not-known';
  /** Settings elsewhere decide whether it pushes at all; `notKnown` says which. */
  perhaps?: true;
  actor?: SpokenActor;
  decision?: SpokenDecision;
  /** The pipeline does not run for the branch asked for. */
  runs?: false;
  notKnown: string[];
}

/** `rehearse --json`. */
export interface SpokenRehearsal {
  pushes: SpokenPush[];
  notFollowed: SpokenUnfollowed[];
  /** Where no pipeline of the file runs by itself for the branch asked for: that, as a sentence. */
  noneRuns?: string;
  /** For which branch pipelines of `default` and `custom` were rehearsed. */
  branch?: string;
}

/** A push and the sentence that leads it, as a text prints them. */
export interface Lead {
  push: SpokenPush;
  verdict: Verdict;
  lead: string;
}

/** A rehearsal in words, with commands for this shell. */
export function sayRehearsal(
  { pushes, notFollowed, branch, noneRuns: none }: Rehearsal,
  facts: Facts,
  shell: Shell = 'posix',
): SpokenRehearsal {
  return {
    pushes: pushes.map((push) => sayPush(push, facts, shell)),
    notFollowed: notFollowed.map(sayNotFollowed),
    ...(none && { noneRuns: sayNoneRuns(none) }),
    ...(branch && { branch: branch.name }),
  };
}

function sayNoneRuns({ branch, nearly, custom }: NoneRuns): string {
  const patterns = enumeration(nearly.map(code));
  const why =
    nearly.length === 0 ? '' : `: ${starStops}, so ${patterns} ${nearly.length === 1 ? 'does' : 'do'} not match it`;
  const started = custom ? ` Those of ${code('custom')} can be started for it.` : '';
  return `No pipeline of the file runs by itself for ${code(branch)}${why}.${started}`;
}

function sayPush(push: Rehearsed, { repository }: Facts, shell: Shell): SpokenPush {
  const { pipeline, step, part, found, operation, branch, actor, decision, open } = push;
  return {
    pipeline: plain(pipeline),
    step: plain(masked(step)),
    part,
    line: found.line,
    ...(found.inFile !== undefined && { file: plain(found.inFile) }),
    command: onOneLine(masked(found.command)).slice(0, longestCommand),
    tool: found.tool,
    ...(found.page !== undefined && { page: found.page }),
    ...(branch !== undefined && { branch: plain(masked(branch)) }),
    ...refOf(open),
    operation,
    ...(found.destination.to.place === 'not-known' && { place: 'not-known' as const }),
    ...(found.destination.to.place === 'elsewhere' && { elsewhere: plain(masked(found.destination.to.name)) }),
    ...(found.only !== undefined && { perhaps: true as const }),
    ...(actor && { actor: sayActor(actor) }),
    ...(decision && { decision: sayDecision(decision, shell) }),
    ...(open.some((said) => said.open === 'not-run') && { runs: false as const }),
    notKnown: [
      ...new Set(
        open.map((one) =>
          masked(
            sayOpen(one, {
              repository: repository.fullName,
              operation,
              shell,
              ...(branch !== undefined && { branch }),
            }),
          ),
        ),
      ),
    ],
  };
}

function refOf(open: Open[]): { ref?: string } {
  const one = open.find((said) => said.open === 'branch-or-tag' || said.open === 'other-ref');
  return one === undefined ? {} : { ref: plain(masked(one.name)) };
}

/** The sentences that lead each push, with the answer first, where `spoken` are the words of this rehearsal. */
export function leadsOf(spoken: SpokenRehearsal, { pushes }: Rehearsal): Lead[] {
  return spoken.pushes.map((push, at) => ({
    push,
    verdict: push.decision?.verdict ?? 'unknown',
    lead: leadOf(push, pushes[at]?.decision),
  }));
}

function leadOf(
  {
    pipeline,
    step,
    part,
    line,
    file,
    tool,
    branch,
    ref,
    operation,
    elsewhere,
    place: goes,
    perhaps,
    actor,
    runs,
  }: SpokenPush,
  decision: Decision | undefined,
): string {
  const inPart = part === 'after-script' ? ', after-script' : '';
  const through = file === undefined ? '' : ` through ${code(file)}`;
  const place = `(${pipeline}${inPart}, line ${String(line)}${through})`;
  const by = tool === 'git push' ? '' : ` with ${tool}`;
  const who = actor === undefined ? '' : ` as ${actor.type === 'user' ? actor.name : actorInWords(actor.type)}`;
  const away = elsewhere === undefined ? goes && 'a place that is not known,' : `${code(elsewhere)},`;
  const doing =
    `${step} ${place} ${away === undefined ? actionWords(operation, branch, ref, perhaps === true) : `${operation === 'push' || operation === 'force-push' ? 'pushes to' : 'changes'} ${away}`}${by}${who}`.replace(
      /,$/,
      '',
    );
  if (runs === false) return `${doing}: it does not run for the branch asked for.`;
  return decision === undefined ? `${doing}: not judged.` : `${doing}: ${outcome(decision)}.`;
}

function actionWords(
  operation: Operation,
  branch: string | undefined,
  ref: string | undefined,
  perhaps: boolean,
): string {
  const tag = branch === undefined ? undefined : /^refs\/tags\/(.*)$/s.exec(branch)?.[1];
  const unknown =
    ref === undefined
      ? 'a branch that is not known,'
      : ref.startsWith('refs/')
        ? code(ref)
        : `${code(ref)}, a branch or a tag,`;
  const what =
    tag === undefined ? (branch === undefined ? unknown : code(branch)) : tag === '*' ? 'tags' : `the tag ${code(tag)}`;
  const [one, other] = labels[operation][tag === undefined ? 'branch' : 'tag'];
  return `${perhaps ? `may ${other}` : one} ${what}`;
}

/** What a push does to a branch or a tag, after *it* and after *may*. */
const labels = {
  push: { branch: ['pushes to', 'push to'], tag: ['pushes', 'push'] },
  'force-push': { branch: ['force-pushes to', 'force-push to'], tag: ['overwrites', 'overwrite'] },
  delete: { branch: ['deletes', 'delete'], tag: ['deletes', 'delete'] },
  create: { branch: ['creates', 'create'], tag: ['creates', 'create'] },
  merge: { branch: ['merges a pull request into', 'merge a pull request into'], tag: ['merges into', 'merge into'] },
} as const;

/** The one sentence that answers: how many pushes, and what becomes of them. `file` is named as in a sentence. */
export function summaryOf(leads: Lead[], file: string): string {
  if (leads.length === 0) return `No step of ${file} pushes, as far as the file shows.`;
  const running = leads.filter(({ push }) => push.runs !== false);
  const count = (verdict: Verdict, judged: boolean) =>
    running.filter((lead) => lead.verdict === verdict && (lead.push.decision !== undefined) === judged).length;
  const groups: [number: number, one: string, more: string, only: string, all: string][] = [
    [count('denied', true), 'is refused', 'are refused', 'the push is refused', 'all of them are refused'],
    [count('allowed', true), 'is allowed', 'are allowed', 'the push is allowed', 'all of them are allowed'],
    [
      count('unknown', true) + count('unknown', false),
      'cannot be told',
      'cannot be told',
      'whether it may cannot be told',
      'of none of them can it be told whether it may',
    ],
    [
      leads.length - running.length,
      'does not run for the branch asked for',
      'do not run for the branch asked for',
      'that does not run for the branch asked for',
      'none of them runs for the branch asked for',
    ],
  ];
  const said = groups.filter(([number]) => number > 0);
  const [only] = said;
  if (leads.length === 1 && only) return `${sentence(file)} pushes once, and ${only[3]}.`;
  if (said.length === 1 && only) return `${sentence(file)} pushes in ${String(leads.length)} places, and ${only[4]}.`;
  return `${sentence(file)} pushes in ${String(leads.length)} places: ${enumeration(said.map(([number, one, more]) => `${String(number)} ${number === 1 ? one : more}`))}.`;
}

/** What the pushes come to: denied where one is, else unknown where one is, or settings decide whether it is made. */
export function verdictOf(leads: Lead[]): Verdict {
  const running = leads.filter(({ push }) => push.runs !== false);
  if (running.some(({ verdict, push }) => verdict === 'denied' && push.perhaps === undefined)) return 'denied';
  return running.some(({ verdict }) => verdict !== 'allowed') ? 'unknown' : 'allowed';
}

/** For which branch pipelines were rehearsed that may run for several. */
export function aboutBranch({ branch }: Rehearsal): string | undefined {
  if (!branch) return undefined;
  const which =
    branch.by === 'main-branch'
      ? `${code(branch.name)}, the main branch; ${code('--branch')} names another`
      : code(branch.name);
  return `Pipelines of ${code('default')} and ${code('custom')} were rehearsed for ${which}.`;
}
