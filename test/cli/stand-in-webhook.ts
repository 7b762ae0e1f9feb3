import { createHmac, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { askExplain } from '../../src/cli/ask';
import { worldGet, type World } from '../../src/bitbucket/worlds/world';
import type { Credential, Operation } from '../../src/core/model';
import { sayDecision } from '../../src/core/say/decision';
import { repositoryIn } from '../bitbucket/saved-worlds';
import { serving, type Server } from './server';

/** The permission-check webhook, as its contract describes it, over a saved world. */
export interface StandIn extends Server {
  /** As `WHO_CAN_PUSH_KEY` holds it. */
  key: string;
  /** The correctly signed questions, and their timestamps. */
  questions: (Question & { signedAt: string })[];
}

interface Question {
  repository: string;
  branch: string;
  operation?: Operation;
  actor: string;
  credential?: Credential;
}

interface Given {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** Serves until it is closed. The replies in `first` come, in turn, before the answers to understood questions. */
export async function standInWebhook(world: World, first: Given[] = [], source = 'bitbucket'): Promise<StandIn> {
  const secret = randomBytes(32);
  const questions: StandIn['questions'] = [];
  const ahead = [...first];

  async function answer(request: IncomingMessage, body: string): Promise<Given> {
    const {
      'x-who-can-push-key': id,
      'x-webtrigger-timestamp': signedAt = '',
      'x-webtrigger-signature': signature,
    } = request.headers;
    if (Buffer.byteLength(body) > 65_536) return { status: 413 };
    const expected = `sha256=${createHmac('sha256', secret)
      .update(`${String(signedAt)}.${body}`)
      .digest('hex')}`;
    const isNow = Math.abs(Date.parse(String(signedAt)) - Date.now()) <= 600_000;
    if (request.method !== 'POST' || id !== 'k1' || signature !== expected || !isNow)
      return { status: 401, body: { error: 'Not signed.' } };
    const question = JSON.parse(body) as Question;
    questions.push({ ...question, signedAt: String(signedAt) });
    const { workspace, slug } = repositoryIn(world);
    if (question.repository !== `${workspace}/${slug}`) return { status: 403, body: { error: 'Another repository.' } };
    const given = ahead.shift();
    if (given) return given;
    const { branch, operation = 'push', actor, credential } = question;
    const outcome = await askExplain(
      worldGet(world),
      { workspace, slug, askGroups: false, ...(world.savedAt !== undefined && { readAt: world.savedAt }) },
      { as: actor, operations: [operation], branch, ...(credential && { credential }) },
    );
    const [decision] = 'problem' in outcome ? [] : outcome.answer.decisions;
    if (!decision) return { status: 400, body: { error: '`actor` is nobody who can be seen there.', field: 'actor' } };
    const { verdict, summary, findings, notChecked, readAt } = sayDecision(decision);
    return {
      status: 200,
      body: {
        verdict,
        summary,
        findings,
        notChecked,
        readAt,
        source,
        expiresAt: '2026-11-21T08:10:00Z',
        digest: 'd1',
        more: true,
      },
    };
  }

  async function serve(request: IncomingMessage, response: ServerResponse) {
    const { status, body, headers = {} } = await answer(request, await text(request));
    response.writeHead(status, headers);
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  }

  const server = await serving(serve);
  return { ...server, key: `k1:${secret.toString('base64')}`, questions };
}
