import type { Decision, Verdict } from '../core/decision';
import type { Facts, Operation, UnlistableActor } from '../core/model';
import { sayActor, sayDecision, type SpokenActor, type SpokenDecision } from '../core/say/decision';
import { actorName, code, enumeration, plain, sentence } from '../core/say/names';
import { masked } from './address';
import type { NotFollowed, Open, Rehearsal, Rehearsed } from './rehearse';
import type { Hidden } from './script';
import type { Assumption, Cause } from './values';

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
  operation: Operation;
  /** Another repository or host that it goes to; absent where it goes to this one, or that is not known. */
  elsewhere?: string;
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

/** A rehearsal in words. */
export function sayRehearsal({ pushes, notFollowed, branch }: Rehearsal, facts: Facts): SpokenRehearsal {
  return {
    pushes: pushes.map((push) => sayPush(push, facts)),
    notFollowed: notFollowed.map(sayNotFollowed),
    ...(branch && { branch: branch.name }),
  };
}

function sayPush(push: Rehearsed, { repository }: Facts): SpokenPush {
  const { pipeline, step, part, found, operation, branch, actor, decision, open } = push;
  return {
    pipeline: plain(pipeline),
    step: plain(masked(step)),
    part,
    line: found.line,
    ...(found.inFile !== undefined && { file: plain(found.inFile) }),
    command: plain(masked(found.command)).slice(0, longestCommand),
    tool: found.tool,
    ...(found.page !== undefined && { page: found.page }),
    ...(branch !== undefined && { branch: plain(masked(branch)) }),
    operation,
    ...(found.destination.to.place === 'elsewhere' && { elsewhere: plain(masked(found.destination.to.name)) }),
    ...(found.only !== undefined && { perhaps: true as const }),
    ...(actor && { actor: sayActor(actor) }),
    ...(decision && { decision: sayDecision(decision) }),
    notKnown: [...new Set(open.map((one) => masked(sayOpen(one, { repository: repository.fullName, operation, ...(branch !== undefined && { branch }) }))))],
  };
}

/** A command that is longer is cut: the line says where it stands. */
const longestCommand = 300;

/** The sentences that lead each push, with the answer first. */
export function leadsOf({ pushes }: SpokenRehearsal): Lead[] {
  return pushes.map((push) => ({ push, verdict: push.decision?.verdict ?? 'unknown', lead: leadOf(push) }));
}

function leadOf({ pipeline, step, part, line, file, tool, branch, operation, elsewhere, perhaps, actor, decision }: SpokenPush): string {
  const inPart = part === 'after-script' ? ', after-script' : '';
  const through = file === undefined ? '' : ` through ${code(file)}`;
  const place = `(${pipeline}${inPart}, line ${String(line)}${through})`;
  const by = tool === 'git push' ? '' : ` with ${tool}`;
  const who = actor === undefined ? '' : ` as ${actor.type === 'user' ? actor.name : actorInWords(actor.type)}`;
  const doing = `${step} ${place} ${elsewhere === undefined ? deedWords(operation, branch, perhaps === true) : `pushes to ${code(elsewhere)},`}${by}${who}`.replace(/,$/, '');
  return decision === undefined ? `${doing}: not judged.` : `${doing}: ${outcome(decision)}.`;
}

function actorInWords(type: UnlistableActor): string {
  return type === 'repository-access-token' ? 'an access token' : actorName({ type });
}

function deedWords(operation: Operation, branch: string | undefined, perhaps: boolean): string {
  const tag = branch === undefined ? undefined : /^refs\/tags\/(.*)$/s.exec(branch)?.[1];
  const what = tag === undefined ? (branch === undefined ? 'a branch that is not known,' : code(branch)) : tag === '*' ? 'tags' : `the tag ${code(tag)}`;
  const [one, other] = deeds[operation === 'delete' || operation === 'force-push' ? operation : 'push'][tag === undefined ? 'branch' : 'tag'];
  return `${perhaps ? `may ${other}` : one} ${what}`;
}

/** What a push does to a branch or a tag, after *it* and after *may*. */
const deeds = {
  push: { branch: ['pushes to', 'push to'], tag: ['pushes', 'push'] },
  'force-push': { branch: ['force-pushes to', 'force-push to'], tag: ['overwrites', 'overwrite'] },
  delete: { branch: ['deletes', 'delete'], tag: ['deletes', 'delete'] },
} as const;

function outcome({ verdict, findings, question }: SpokenDecision): string {
  if (verdict === 'allowed') return 'allowed';
  if (verdict === 'unknown') return 'not known';
  const denying = findings.filter((finding) => finding.verdict === 'denies');
  const ids = [...new Set(denying.flatMap(({ evidence = [] }) => evidence.flatMap(({ restriction }) => restriction ?? [])))];
  if (ids.length === 0) return 'refused';
  const by = `refused by ${ids.length === 1 ? 'restriction' : 'restrictions'} ${enumeration(ids.map(String))}`;
  const unlistable = denying.some(({ rule }) => rule === 'unlistable-actor') && question.actor.type !== 'user';
  return unlistable && question.actor.type !== 'user' ? `${by}, which cannot list ${actorInWords(question.actor.type)}` : by;
}

/** The one sentence that answers: how many pushes, and what becomes of them. */
export function summaryOf(leads: Lead[], file: string): string {
  const name = code(file);
  if (leads.length === 0) return `No step of ${name} pushes, as far as the file shows.`;
  const count = (verdict: Verdict, judged: boolean) => leads.filter((lead) => lead.verdict === verdict && (lead.push.decision !== undefined) === judged).length;
  const groups: [number, string, string][] = [
    [count('denied', true), 'is refused', 'are refused'],
    [count('allowed', true), 'is allowed', 'are allowed'],
    [count('unknown', true) + count('unknown', false), 'cannot be told', 'cannot be told'],
  ];
  const said = groups.filter(([number]) => number > 0);
  const [only] = said;
  if (leads.length === 1 && only) return `${sentence(name)} pushes once, and the push ${only[1]}.`;
  if (said.length === 1 && only) return `${sentence(name)} pushes in ${String(leads.length)} places, and all of them ${only[2]}.`;
  return `${sentence(name)} pushes in ${String(leads.length)} places: ${enumeration(said.map(([number, one, more]) => `${String(number)} ${number === 1 ? one : more}`))}.`;
}

/** For which branch pipelines were rehearsed that may run for several. */
export function aboutBranch({ branch, pushes }: Rehearsal): string | undefined {
  if (!branch || !pushes.some(({ pipeline }) => /^(?:default|custom)/.test(pipeline))) return undefined;
  const which = branch.by === 'main-branch' ? `${code(branch.name)}, the main branch; ${code('--branch')} names another` : code(branch.name);
  return `Pipelines of ${code('default')} and ${code('custom')} were rehearsed for ${which}.`;
}

interface Around {
  repository: string;
  operation: Operation;
  branch?: string;
}

function sayOpen(one: Open, around: Around): string {
  switch (one.open) {
    case 'branch':
      return `Which branch cannot be worked out: ${enumeration([...new Set(one.causes.map(causeClause))])}.`;
    case 'branch-or-tag':
      return `Whether ${code(one.name)} is a branch or a tag is not in the file; branch restrictions do not cover tags.`;
    case 'name':
      return `Git allows no branch called ${code(one.name)}.`;
    case 'other-ref':
      return `${sentence(code(one.name))} is neither branch nor tag, and what stops it is not documented.`;
    case 'elsewhere':
      return `It goes to ${code(one.name)}, and only the rules of ${plain(around.repository)} were read.`;
    case 'address':
      return `Where it goes cannot be worked out: ${one.address.causes.length === 0 ? `the file does not say what ${code(one.address.text)} is` : enumeration([...new Set(one.address.causes.map(causeClause))])}.`;
    case 'more':
      return {
        'other-branches': 'It pushes every other local branch as well, and which those are cannot be worked out.',
        everything: 'It pushes everything that the clone holds, by force, and deletes every branch that the clone does not hold.',
        tags: 'It pushes tags as well, which branch restrictions do not cover.',
      }[one.what];
    case 'only':
      return `It does so only ${one.clause}, which is not seen here.`;
    case 'assumed':
      return assumption(one.assumption);
    case 'token-kind':
      return 'Whether the token is of the repository, the project or the workspace is not in the file; no list can name any of them.';
    case 'whose-token': {
      const whose = one.name.text === '' || one.name.text.includes('$') || one.name.text.startsWith('x-') ? 'whose API token this is' : `who ${code(one.name.text)} is`;
      const removed = one.appPassword ? ' App passwords no longer work: they were removed on July 28, 2026.' : '';
      return `The file does not say ${whose}; ${explainCommand(around, 'WHO', 'api-token')} judges a person.${removed}`;
    }
    case 'app-password':
      return 'The name of the variable speaks of an app password: those were removed on July 28, 2026, and an API token is taken here to stand in its place.';
    case 'ssh-key':
      return `Whose SSH key this is cannot be told from the file: an access key only reads, a workspace SSH key writes and can be put on no list, and a person's key acts as that person, whom ${explainCommand(around, 'WHO', 'ssh')} judges.`;
    case 'credential':
      return one.why === 'basic-header'
        ? 'Whose credential the header holds is not in the file.'
        : 'The address holds no credential, and Pipelines signs only its own `origin`; a credential would come from somewhere that the file does not show.';
    case 'settings':
      return one.settled ? `Where it pushes to, and as whom, is settled by ${one.clause}, which is not seen here.` : `It is taken to push as ${code('git push')} would, unless ${one.clause}.`;
    case 'windows':
      return 'The step runs on Windows, where scripts are PowerShell; they were read like those of a Unix shell.';
    case 'if':
      return conditional(one.actor, one.decision);
  }
}

function explainCommand({ branch, operation }: Around, who: string, credential: string): string {
  const to = operation === 'push' ? '' : ` --to ${operation}`;
  return code(`explain --branch ${branch ?? 'BRANCH'}${to} --as ${who} --with ${credential}`);
}

function conditional(actor: UnlistableActor, decision: Decision): string {
  const spoken = sayDecision(decision);
  const who = sentence(actorInWords(actor));
  if (spoken.verdict === 'allowed') return `${who} would be allowed to.`;
  if (spoken.verdict === 'unknown') return `Of ${actorInWords(actor)} it is not known either.`;
  return `${who} would be ${outcome(spoken).replace(/, which cannot list .*$/, ', which can list no such actor')}.`;
}

function assumption({ by, name, value }: Assumption): string {
  const shown = code(name.replace(/^\$/, ''));
  return by === 'asked'
    ? `${sentence(shown)} is taken to be ${code(value)}, its default; whoever starts the pipeline can choose another value.`
    : `${sentence(shown)} is taken to be ${code(value)}, as the script says where it is not set; a variable set in Bitbucket would win.`;
}

function causeClause(cause: Cause): string {
  switch (cause.because) {
    case 'not-in-file':
      return cause.name.startsWith('$BITBUCKET_')
        ? `${code(cause.name.slice(1))} is known only when the pipeline runs`
        : cause.name.startsWith('$')
          ? /^\$[\d@*#]$/.test(cause.name)
            ? `${code(cause.name)} is given where the script is called`
            : `what ${code(cause.name.slice(1))} holds is not in the file`
          : `${cause.name} is not set in the file`;
    case 'computed':
      return `${code(cause.command.length > 60 ? `${cause.command.slice(0, 60)}…` : cause.command)} is worked out only when the step runs`;
    case 'conditional':
      return cause.name.startsWith('$') ? `${code(cause.name.slice(1))} depends on a condition` : `${cause.name} depends on a condition`;
    case 'looped':
      return `${code(cause.name.slice(1))} changes in a loop`;
    case 'read':
      return cause.name.startsWith('$') ? `${code(cause.name.slice(1))} is read while the step runs` : `the file does not name ${cause.name}`;
    case 'asked':
      return `${code(cause.name.slice(1))} is asked for when the pipeline starts`;
    case 'pattern':
      return {
        branches: `the pipeline runs for each branch that ${code(cause.pattern)} matches, and ${code('--branch')} can name one`,
        'pull-requests': `the pipeline runs for each pull request from a branch that ${code(cause.pattern)} matches, and ${code('--branch')} can name one`,
        tags: `the pipeline runs for each tag that ${code(cause.pattern)} matches`,
      }[cause.of];
    case 'default-elsewhere':
      return `${code(cause.branch)} has a pipeline of its own under ${code('branches')}, so the default one runs for others, and ${code('--branch')} can name one`;
    case 'pull-request':
      return 'the destination differs from pull request to pull request';
    case 'no-main-branch':
      return 'the main branch of the repository could not be read';
    case 'detached':
      return 'no branch is checked out there';
    case 'new-clone':
      return 'which branch is checked out there is not in the file';
  }
}

function sayNotFollowed(one: NotFollowed): SpokenRehearsal['notFollowed'][number] {
  switch (one.what) {
    case 'import':
      return { what: plain(masked(`import: ${one.source}`)), line: one.line, why: `The pipeline ${plain(one.pipeline)} is imported from another file, which was not read.` };
    case 'exported':
      return { what: 'definitions › pipelines', line: one.line, why: 'These pipelines run in the repositories that import them, under the rules there.' };
    case 'bookmarks':
      return { what: 'bookmarks', line: one.line, why: 'Bookmarks were Mercurial\'s, which Bitbucket no longer has.' };
    case 'not-a-command':
      return { what: 'a command that YAML takes for a map', line: one.line, why: 'A text that holds a colon and a space needs quotes around all of it.' };
    case 'pipe':
      return { what: plain(masked(`pipe: ${one.name}`)), line: one.line, why: 'By its name this pipe may push, and what it does is not in the file.' };
    case 'command':
      return { what: plain(masked(one.hidden.what)).slice(0, longestCommand), line: one.hidden.line, why: hiddenReasons[one.hidden.why] };
  }
}

const hiddenReasons: Record<Hidden['why'], string> = {
  file: 'By its name this script may push, and it could not be read here.',
  'package-script': 'By its name this script of `package.json` may push, and it could not be read here.',
  make: 'By its name this target may push, and what it does is not in the file.',
  computed: 'By its name this script may push, and which one it is is worked out only when the step runs.',
};
