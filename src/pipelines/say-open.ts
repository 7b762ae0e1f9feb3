import type { Decision } from '../core/decision';
import type { Operation, Restriction, UnlistableActor } from '../core/model';
import { hasList } from '../core/rules/kinds';
import { actorName, code, enumeration, lookOf, plain, restrictionNames, sentence } from '../core/words/names';
import { command, type Shell } from '../core/words/shell';
import type { NotRunning, Open } from './judged';
import type { Assumption, Cause } from './shell/values';

interface Around {
  repository: string;
  operation: Operation;
  branch?: string;
  shell: Shell;
}

/** What of a push is open, in one sentence. */
export function sayOpen(one: Open, around: Around): string {
  switch (one.open) {
    case 'branch':
      return `Which branch cannot be worked out: ${enumeration([...new Set(one.causes.map(causeClause))])}.`;
    case 'not-run':
      return notRunning(one.cause);
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
        everything:
          'It pushes everything that the clone holds, by force, and deletes every branch that the clone does not hold.',
        tags: 'It pushes tags as well, which branch restrictions do not cover.',
      }[one.what];
    case 'only':
      return `It does so only ${one.clause}, which is not seen here.`;
    case 'assumed':
      return assumption(one.assumption);
    case 'token-kind':
      return 'Whether the token is of the repository, the project or the workspace is not in the file; no list can name any of them.';
    case 'whose-token': {
      const whose =
        one.name.text === '' || one.name.text.includes('$') || one.name.text.startsWith('x-')
          ? 'whose API token this is'
          : `who ${code(one.name.text)} is`;
      const removed = one.appPassword ? ' App passwords no longer work: they were removed on July 28, 2026.' : '';
      return `The file does not say ${whose}; ${explainCommand(around, 'WHO', 'api-token')} judges a person.${removed}`;
    }
    case 'user-name':
      return `${sentence(code(one.name))} is taken to be the user name of ${plain(one.person)}: Bitbucket tells nicknames and display names, and no user names.`;
    case 'app-password':
      return 'The name of the variable speaks of an app password: those were removed on July 28, 2026, and an API token is taken here to stand in its place.';
    case 'ssh-key':
      return `Whose SSH key this is cannot be told from the file: an access key only reads, a workspace SSH key writes and can be put on no list, and a person's key acts as that person, whom ${explainCommand(around, 'WHO', 'ssh')} judges.`;
    case 'credential':
      return {
        'basic-header': 'Whose credential the command holds is not in the file.',
        'no-credential-in-address':
          'The address holds no credential, and Pipelines signs only its own `origin`; ' +
          'a credential would come from somewhere that the file does not show.',
        'no-credential-in-request':
          'The request holds no credential; one would come from somewhere that the file does not show.',
        container:
          'It runs in a container, where Pipelines signs no push unless its Git is told of the proxy; ' +
          'whose credential it has there is not in the file.',
      }[one.why];
    case 'settings':
      return one.settled
        ? `Where it pushes to, and as whom, is settled by ${one.clause}, which is not seen here.`
        : `It is taken to push as ${code('git push')} would, unless ${one.clause}.`;
    case 'windows':
      return 'The step runs on Windows, where scripts are PowerShell; they were read like those of a Unix shell.';
    case 'if':
      return conditional(one.actor, one.decision);
  }
}

/** Why none of a pipeline runs for the branch asked for. */
function notRunning(cause: NotRunning): string {
  if (cause.because === 'default-elsewhere')
    return (
      `${sentence(code(cause.branch))} has a pipeline of its own under ${code('branches')}, ` +
      'so the default one does not run for it.'
    );
  const { branch, why } = cause.notFor;
  const those = cause.of === 'branches' ? 'branches' : 'pull requests from branches';
  const runsFor = `The pipeline runs for ${those} that ${code(cause.pattern)} matches`;
  if (why === 'pipeline-of-its-own')
    return `${runsFor}, and ${code(branch)} has a pipeline of its own, so none of it runs for ${code(branch)}.`;
  return why === 'slash'
    ? `${runsFor}, and ${starStops}, so none of it runs for ${code(branch)}.`
    : `${runsFor}, so none of it runs for ${code(branch)}.`;
}

/** Where the patterns of Pipelines differ from those of branch restrictions. */
export const starStops = '`*` in Pipelines does not cross `/`';

function explainCommand({ branch, operation, shell }: Around, who: string, credential: string): string {
  const to = operation === 'push' ? '' : ` --to ${operation}`;
  return command(shell, (word) => `explain --branch ${word(branch ?? 'BRANCH')}${to} --as ${who} --with ${credential}`);
}

function conditional(actor: UnlistableActor, decision: Decision): string {
  const { verdict } = decision;
  const who = sentence(actorInWords(actor));
  if (verdict === 'allowed') return `${who} would be allowed to.`;
  if (verdict === 'unknown') return `Of ${actorInWords(actor)} it is not known either.`;
  return `${who} would be ${outcome(decision, 'such an actor')}.`;
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
      return cause.name.startsWith('$')
        ? `${code(cause.name.slice(1))} depends on a condition`
        : `${cause.name} depends on a condition`;
    case 'looped':
      return `${code(cause.name.slice(1))} changes in a loop`;
    case 'read':
      return cause.name.startsWith('$')
        ? `${code(cause.name.slice(1))} is read while the step runs`
        : `the file does not name ${cause.name}`;
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
    case 'pull-request-id':
      return `where pull request ${code(cause.id)} leads is not in the file`;
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

/**
 * A verdict in a few words, with the restrictions that refuse. `whom` is what they cannot list, where that is why; left
 * out, it is whoever the question is about.
 */
export function outcome({ verdict, findings, question: { actor } }: Decision, whom?: string): string {
  if (verdict === 'allowed') return 'allowed';
  if (verdict === 'unknown') return 'not known';
  const denying = findings.filter((finding) => finding.verdict === 'denies');
  const refusing = distinctOf(denying.flatMap(({ reason }) => ('restrictions' in reason ? reason.restrictions : [])));
  const unlistable = denying.some(({ rule }) => rule === 'unlistable-actor') && actor.type !== 'user';
  const lists = refusing.filter(hasList);
  const others = refusing.filter((one) => !hasList(one));
  const cannotList = unlistable ? `, which cannot list ${whom ?? actorInWords(actor.type)}` : '';
  return [
    lists.length === 0 ? 'refused' : `refused by ${restrictionNames(lists)}${cannotList}`,
    ...(others.length === 0 ? [] : [`${lists.length === 0 ? 'as' : 'and'} ${restrictionNames(others)} is not allowed`]),
  ].join(', ');
}

function distinctOf(restrictions: Restriction[]): Restriction[] {
  return [...new Map(restrictions.map((one) => [`${String(one.id)} ${lookOf(one)}`, one])).values()];
}

/** Who pushes, as a sentence names them. */
export function actorInWords(type: UnlistableActor): string {
  return type === 'repository-access-token' ? 'an access token' : actorName({ type });
}
