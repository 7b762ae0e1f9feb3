import type { Decision, Verdict } from '../core/decision';
import type { Facts, Operation } from '../core/model';
import { sayActor, sayDecision, type SpokenActor, type SpokenDecision } from '../core/say/decision';
import { code, enumeration, onOneLine, plain, sentence } from '../core/words/names';
import type { Shell } from '../core/words/shell';
import { masked } from './git/address';
import type { Hidden } from './walk/walk';
import type { Open, Rehearsed } from './judged';
import type { NotFollowed, Rehearsal } from './rehearse';
import { actorInWords, outcome, sayOpen } from './say-open';

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
  notKnown: string[];
}

/** `rehearse --json`. */
export interface SpokenRehearsal {
  pushes: SpokenPush[];
  notFollowed: { what: string; line: number; why: string }[];
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
  { pushes, notFollowed, branch }: Rehearsal,
  facts: Facts,
  shell: Shell = 'posix',
): SpokenRehearsal {
  return {
    pushes: pushes.map((push) => sayPush(push, facts, shell)),
    notFollowed: notFollowed.map(sayNotFollowed),
    ...(branch && { branch: branch.name }),
  };
}

/** A command that is longer is cut: the line says where it stands. */
const longestCommand = 300;

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
    `${step} ${place} ${away === undefined ? actionWords(operation, branch, ref, perhaps === true) : `pushes to ${away}`}${by}${who}`.replace(
      /,$/,
      '',
    );
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
  const [one, other] =
    labels[operation === 'delete' || operation === 'force-push' ? operation : 'push'][
      tag === undefined ? 'branch' : 'tag'
    ];
  return `${perhaps ? `may ${other}` : one} ${what}`;
}

/** What a push does to a branch or a tag, after *it* and after *may*. */
const labels = {
  push: { branch: ['pushes to', 'push to'], tag: ['pushes', 'push'] },
  'force-push': { branch: ['force-pushes to', 'force-push to'], tag: ['overwrites', 'overwrite'] },
  delete: { branch: ['deletes', 'delete'], tag: ['deletes', 'delete'] },
} as const;

/** The one sentence that answers: how many pushes, and what becomes of them. `file` is named as in a sentence. */
export function summaryOf(leads: Lead[], file: string): string {
  if (leads.length === 0) return `No step of ${file} pushes, as far as the file shows.`;
  const count = (verdict: Verdict, judged: boolean) =>
    leads.filter((lead) => lead.verdict === verdict && (lead.push.decision !== undefined) === judged).length;
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
  ];
  const said = groups.filter(([number]) => number > 0);
  const [only] = said;
  if (leads.length === 1 && only) return `${sentence(file)} pushes once, and ${only[3]}.`;
  if (said.length === 1 && only) return `${sentence(file)} pushes in ${String(leads.length)} places, and ${only[4]}.`;
  return `${sentence(file)} pushes in ${String(leads.length)} places: ${enumeration(said.map(([number, one, more]) => `${String(number)} ${number === 1 ? one : more}`))}.`;
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

function sayNotFollowed(one: NotFollowed): SpokenRehearsal['notFollowed'][number] {
  switch (one.what) {
    case 'import':
      return {
        what: plain(masked(`import: ${one.source}`)),
        line: one.line,
        why: `The pipeline ${plain(one.pipeline)} is imported from another file, which was not read.`,
      };
    case 'exported':
      return {
        what: 'definitions › pipelines',
        line: one.line,
        why: 'These pipelines run in the repositories that import them, under the rules there.',
      };
    case 'bookmarks':
      return { what: 'bookmarks', line: one.line, why: "Bookmarks were Mercurial's, which Bitbucket no longer has." };
    case 'section':
      return {
        what: plain(masked(`pipelines › ${one.name}`)),
        line: one.line,
        why: 'No such part of `pipelines` is documented, and what it holds was not read.',
      };
    case 'not-a-step':
      return {
        what: 'an item that is no step',
        line: one.line,
        why: 'No such item is documented here, and what it holds was not read.',
      };
    case 'not-a-command':
      return {
        what: 'a command that YAML takes for a map',
        line: one.line,
        why: 'A text that holds a colon and a space needs quotes around all of it.',
      };
    case 'pipe':
      return {
        what: plain(masked(`pipe: ${one.name}`)),
        line: one.line,
        why: 'By its name this pipe may push, and what it does is not in the file.',
      };
    case 'command':
      return {
        what: onOneLine(masked(one.hidden.what)).slice(0, longestCommand),
        line: one.hidden.line,
        why: hiddenReasons[one.hidden.why],
      };
  }
}

const hiddenReasons: Record<Hidden['why'], string> = {
  file: 'By its name this script may push, and it could not be read here.',
  'package-script': 'By its name this script of `package.json` may push, and it could not be read here.',
  make: 'By its name this target may push, and what it does is not in the file.',
  computed: 'By its words this command may push, and what it runs is worked out only when the step runs.',
  program: 'By its name this program may push, and what it does is not in the file.',
  container: 'It pushes from a container, whose clone and credential are not in the file.',
  language: 'By its words this program may push, and programs in other languages are not followed.',
  'not-understood':
    'This cannot be read: a quote, a bracket or a closing word is missing, or too much of it stands inside of each other. What follows may push.',
  'another-machine': 'It pushes from another machine, whose clone and credential are not in the file.',
};
