import type { NoPullRequest, Outcome, Problem } from '../ask';
import { decoded, repositoriesOf } from '../../bitbucket/worlds/world';
import type { Facts, Gap, Person } from '../../core/model';
import { sayGap, spanOf, spokenGapClause } from '../../core/words/gaps';
import { actorName, code, plain } from '../../core/words/names';
import { exit, fail } from '../terminal/io';
import type { Named, Source } from '../source/source';

/** The answer. Fails with one sentence, and the status that says which way it failed, where there is none. */
export function answerOf<T>(
  outcome: Outcome<T> | { problem: NoPullRequest },
  named: Named,
  source: Source,
): { answer: T; facts: Facts } {
  return 'problem' in outcome ? failWith(outcome.problem, named, source) : outcome;
}

function failWith(problem: Problem | NoPullRequest, named: Named, source: Source): never {
  const { options, ofGit } = source;
  const { workspace, slug } = options;
  const repository = plain(`${workspace}/${slug}`);
  if ('unreadable' in problem) {
    const { because, status, gap } = problem.unreadable;
    const asBranch = named.alone ? ` If ${code(`${workspace}/${slug}`)} is a branch, name it with \`--branch\`.` : '';
    switch (because) {
      case 'no-credential-accepted':
        return refused(ofGit);
      case 'unreachable':
        return fail(exit.unreachable, `Bitbucket did not give ${repository}: ${answered(status)}${toWait(gap)}.`);
      case 'not-understood':
        return fail(
          exit.unreachable,
          `What answered for ${repository} was not Bitbucket's API: ` +
            `it sent ${status === 200 ? 'something else than a repository' : `status ${String(status)}`}.`,
        );
      case 'not-visible':
        return fail(
          exit.notFound,
          heldUnread(source, gap) ??
            `${gap.required ? lacksScope(repository, gap.required) : isMissing(`repository ${repository}`, source)}${asBranch}`,
          { noRepository: true },
        );
    }
  }
  if ('noPullRequest' in problem) return noPullRequest(problem, repository, source);
  if ('nobody' in problem)
    return fail(exit.notFound, `Nobody called ${code(problem.nobody)} can be seen in ${repository}.`);
  if ('ambiguous' in problem) return ambiguous(problem.ambiguous, problem.candidates);
  if ('credentialOfUnlistable' in problem) {
    return fail(
      exit.usage,
      '`--with` says how a person proves who they are; ' +
        `${actorName({ type: problem.credentialOfUnlistable })} is a credential itself.`,
    );
  }
  return viewerUnknown(problem.viewerNotKnown);
}

/** Ends the command where a name can be that of several people. */
export function ambiguous(who: string, people: readonly Person[]): never {
  const candidates = people.map(
    ({ id, name, nickname }) => `${plain(name)}${nickname === undefined ? '' : ` (${plain(nickname)})`} ${id}`,
  );
  return fail(exit.usage, `${code(who)} can be ${candidates.join(' or ')}: name one by uuid.`);
}

/** Ends the command where nobody was named, and it is not known whose credential this is. */
export function viewerUnknown({ because }: Gap): never {
  return because === 'unreachable'
    ? fail(exit.unreachable, 'Bitbucket did not say whose credential this is; you can name somebody with `--as`.')
    : fail(exit.usage, 'Say for whom with `--as`: whose credential this is cannot be told.');
}

/** Ends the command where Bitbucket took the credential for none, and says what may be wrong with the one git keeps. */
export function refused(ofGit: Source['ofGit']): never {
  if (!ofGit) return fail(exit.refused, 'Bitbucket refused the credential: it is wrong, revoked or expired.');
  return fail(
    exit.refused,
    ofGit.lacksEmail
      ? 'Bitbucket refused the credential that git keeps for bitbucket.org: with an API token its API wants the e-mail ' +
          'address of the Atlassian account, which you can set as `BITBUCKET_EMAIL`, in place of the user name that git keeps.'
      : 'Bitbucket refused the credential that git keeps for bitbucket.org: it is wrong, revoked or expired.',
  );
}

/** `status` is 0 or undefined where there was no reply. */
function answered(status: number | undefined): string {
  return status ? `it answered ${String(status)}` : 'no answer came';
}

function lacksScope(name: string, required: string[]): string {
  return `This credential may not see ${name}: it lacks the scope ${required.map(code).join(', ')}.`;
}

/** Where an answer is from. */
type Saved = Pick<Source, 'world' | 'folder'>;

/** That something is not there, or not shown. */
export function isMissing(name: string, { world, folder }: Saved): string {
  if (folder !== undefined) return `The folder ${plain(folder)} holds no ${name}.`;
  return world ? `The saved world holds no ${name}.` : `There is no ${name}, or this credential may not see it.`;
}

/** That a repository is saved as one that could not be read, why, and who could; undefined where it is not saved. */
function heldUnread({ world, folder, options: { workspace, slug } }: Source, gap: Gap): string | undefined {
  const fullName = `${workspace}/${slug}`;
  const isHeld = folder !== undefined || (world && repositoriesOf(world).map(decoded).includes(fullName));
  if (!isHeld) return undefined;
  const spoken = sayGap(gap, { fullName, workspace });
  const where = folder === undefined ? 'the saved world' : `the folder ${plain(folder)}`;
  return `Of ${plain(fullName)} ${where} holds only that it could not be read: ${spokenGapClause(spoken)}. ${spoken.lift}`;
}

function toWait({ retryAfter }: Gap): string {
  return retryAfter === undefined ? '' : ` and asks to wait ${spanOf(retryAfter)}`;
}

function noPullRequest(
  { noPullRequest: gap, id }: NoPullRequest,
  repository: string,
  { ofGit, ...saved }: Pick<Source, 'world' | 'folder' | 'ofGit'>,
): never {
  const { because, status, required } = gap;
  const name = `pull request ${String(id)} of ${repository}`;
  if (status === 401) return refused(ofGit);
  switch (because) {
    case 'unreachable':
      return fail(exit.unreachable, `Bitbucket did not give ${name}: ${answered(status)}${toWait(gap)}.`);
    case 'not-understood':
      return fail(
        exit.unreachable,
        `What answered for ${name} cannot be made out: ` +
          `it sent ${status === undefined ? 'something else than a pull request' : `status ${String(status)}`}.`,
      );
    case 'forbidden':
    case 'not-found':
    case 'not-offered':
    case 'not-documented':
    case 'truncated':
      return fail(exit.notFound, required ? lacksScope(name, required) : isMissing(name, saved));
  }
}
