import { Command } from 'commander';
import * as v from 'valibot';
import type { Reply } from '../../bitbucket/port/port';
import type { Credential, Operation } from '../../core/model';
import { plain, sentence } from '../../core/words/names';
import { visible } from '../../core/words/visible';
import { decisionText } from '../../core/say/text';
import { missingBranch } from '../../core/branches/missing-branch';
import { sayNearInClone, type SpokenNearInClone } from '../../core/say/branch-note';
import { branchesOfOrigin, currentBranch, originUrl, repositoryOfRemote } from '../source/git';
import { exit, fail, type Io } from '../terminal/io';
import {
  credentialOption,
  isJson,
  operationOption,
  printing,
  printJson,
  whoOption,
  words,
  type Printing,
} from './options';
import { colorsFor } from '../print/colors';
import { branchAsked, inEitherMeaning, named, repositoryAsked, type Named } from '../source/source';
import { addressIn, askWebhook, keyIn, webhookAnswer, type WebhookAnswer } from '../source/webhook';

interface Options extends Printing {
  url?: string;
  branch?: string;
  to: Operation;
  as?: string;
  with?: Credential;
}

/** The command `preflight`: asks the permission-check webhook, for builds. `done` gets the exit status. */
export function preflightCommand(io: Io, done: (status: number) => void): Command {
  return printing(new Command('preflight'))
    .description('asks the webhook, for builds; the key comes from WHO_CAN_PUSH_KEY')
    .argument('[WS/REPO]', 'the repository; left out, that of `origin`, or of the pipeline')
    .argument('[BRANCH]', 'the branch; left out, the one that is checked out, or that of the pipeline')
    .option('--url <URL>', 'the address of the webhook; left out, WHO_CAN_PUSH_URL')
    .option('--branch <BRANCH>', 'the branch, whatever its name looks like')
    .addOption(operationOption())
    .addOption(whoOption('in Bitbucket Pipelines, pipelines'))
    .addOption(credentialOption())
    .action(async (first: string | undefined, second: string | undefined, options: Options) => {
      const at = addressIn(options.url, io.env);
      if ('wrong' in at) fail(exit.usage, at.wrong);
      const found = keyIn(io.env);
      if ('wrong' in found) fail(exit.usage, found.wrong);
      await inEitherMeaning(named(words(first, second), options.branch), {}, io, async (place) => {
        const question = questionOf(placeOf(place, io), options, io);
        const answer = answerIn(await askWebhook(at.address, found.key, question, io.wait), question.repository);
        const noted = { ...answer, ...noteInClone(question, io) };
        if (isJson(options)) printJson(noted, io);
        else io.out(answerText(noted, io));
        done(exit[answer.verdict]);
      });
    });
}

/** Which branch may have been meant, as far as the clone knows those of its `origin`: the webhook reads none. */
function noteInClone(
  { repository, branch }: ReturnType<typeof questionOf>,
  io: Io,
): { branchNote?: SpokenNearInClone } {
  const origin = repositoryOfRemote(originUrl(io) ?? '');
  if (!origin || `${origin.workspace}/${origin.slug}`.toLowerCase() !== repository.toLowerCase()) return {};
  return sayNearInClone(missingBranch(branch, branchesOfOrigin(io), ['origin']), branch);
}

function inPipelines({ env }: Io): boolean {
  return Boolean(env['BITBUCKET_BUILD_NUMBER']);
}

/**
 * Fills in what the arguments and the clone leave open from the variables of Bitbucket Pipelines: its clones may be on
 * no branch.
 */
function placeOf(place: Named, io: Io): Named {
  if (!inPipelines(io)) return place;
  const { BITBUCKET_REPO_FULL_NAME: ofPipeline, BITBUCKET_BRANCH: built } = io.env;
  const repository = place.repository ?? (repositoryOfRemote(originUrl(io) ?? '') ? undefined : ofPipeline);
  const branch = place.branch ?? (currentBranch(io) === undefined ? built : undefined);
  return { ...place, ...(repository && { repository }), ...(branch && { branch }) };
}

function questionOf(place: Named, { to, as, with: credential }: Options, io: Io) {
  const { workspace, slug } = repositoryAsked(place, io);
  const actor = as ?? (inPipelines(io) ? 'pipelines' : undefined);
  return {
    repository: `${workspace}/${slug}`,
    branch: branchAsked(place, io),
    operation: to,
    actor: actor ?? fail(exit.usage, 'Say with `--as` who will push: the webhook cannot tell.'),
    ...(credential && { credential }),
  };
}

const complaint = v.object({ error: v.string() });

/** The webhook's answer. Fails with one sentence, and the status that says which way it failed. */
function answerIn({ status, headers, body }: Reply, repository: string): WebhookAnswer {
  if (status === 200) {
    const parsed = v.safeParse(webhookAnswer, body);
    if (parsed.success) return parsed.output;
  }
  if ((status === 401 || status === 403) && !v.is(complaint, body)) {
    return fail(
      exit.refused,
      `The call was refused (${String(status)}), and not by the webhook of Who Can Push: ` +
        'its address may be wrong, or a proxy may stand before it.',
    );
  }
  switch (status) {
    case 0:
      return fail(
        exit.unreachable,
        'The webhook gave no answer: its address may be wrong, or you can ask again later.',
      );
    case 400: {
      const parsed = v.safeParse(complaint, body);
      return fail(
        exit.usage,
        parsed.success ? asSentence(parsed.output.error) : 'The webhook did not understand the question.',
      );
    }
    case 401:
      return fail(
        exit.refused,
        'The webhook refused the key: it is unknown, revoked or wrong, or the clock here is more than ten minutes off.',
      );
    case 403:
      return fail(
        exit.refused,
        `The webhook refused the key: it was made for another repository than ${plain(repository)}.`,
        { noRepository: true },
      );
    case 413:
      return fail(exit.unreachable, 'The webhook found the question too long.');
    case 429:
    case 503: {
      const after = /^\d+$/.exec(headers['retry-after'] ?? '')?.[0];
      const again = after === undefined ? '' : `; it can be asked again in ${after} seconds`;
      return fail(
        exit.unreachable,
        `The webhook ${status === 429 ? 'was asked too often' : 'cannot answer now'} (${String(status)})${again}.`,
      );
    }
    default: {
      const isRedirect = status >= 300 && status < 400;
      const sent = status === 200 ? 'something else than an answer' : `status ${String(status)}`;
      return fail(
        exit.unreachable,
        isRedirect
          ? `The address of the webhook leads elsewhere (${String(status)}), ` +
              'and what was signed for one address is not sent to another.'
          : `What answered was not the webhook of Who Can Push: it sent ${sent}.`,
      );
    }
  }
}

/** Somebody else's words as one line, in the form of a sentence. */
function asSentence(text: string): string {
  const line = sentence(visible(text).trim().slice(0, 500));
  return line.endsWith('.') ? line : `${line}.`;
}

/**
 * The answer as `explain` prints it, and where it was read. What came over the network is escaped, and cannot add lines
 * of its own.
 */
function answerText(answer: WebhookAnswer & { branchNote?: SpokenNearInClone }, io: Io): string {
  const { readAt, source, ...decision } = JSON.parse(JSON.stringify(answer), (_, value: unknown) =>
    typeof value === 'string' ? visible(value) : value,
  ) as typeof answer;
  const colors = colorsFor(io);
  const when = readAt === undefined ? '' : ` ${source === 'bitbucket' ? '' : 'that was taken '}at ${readAt}`;
  const where =
    source === 'bitbucket'
      ? `Read from Bitbucket${when}.`
      : `From the snapshot${when}; Bitbucket did not let the app read.`;
  return `${decisionText(decision, colors)}${colors.dim(where)}\n`;
}
