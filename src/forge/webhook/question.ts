import * as v from 'valibot';
import { branchName } from '../../core/branches/branch-name';
import { credentials, operations, type Credential, type Operation } from '../../core/model';

/** What a build asks. `branch` is a short name, or `refs/tags/…` for a tag. */
export interface WebhookQuestion {
  /** `workspace/slug`, or a uuid with or without braces. */
  repository: string;
  branch: string;
  operation: Operation;
  actor: string;
  credential?: Credential;
}

/** The first wrong field of a body, and what it should be. */
export interface FieldError {
  error: string;
  field: string;
}

const expected: Record<string, string> = {
  repository: '`repository` is WORKSPACE/REPOSITORY, or the uuid of the repository.',
  branch: '`branch` is the name of a branch, as Git allows it.',
  operation: `\`operation\` is one of ${operations.join(', ')}.`,
  actor:
    '`actor` is a uuid, an account id, a nickname or a display name, or the word for an actor that no list can name.',
  credential: `\`credential\` is one of ${credentials.join(', ')}.`,
};
const question = v.object({
  repository: v.pipe(v.string(), v.regex(/^(?:[^/\s]+\/[^/\s]+|\{?[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\}?)$/i)),
  branch: v.pipe(v.string(), v.transform(branchName), v.string()),
  operation: v.optional(v.picklist(operations), 'push'),
  actor: v.pipe(v.string(), v.trim(), v.minLength(1)),
  credential: v.exactOptional(v.picklist(credentials)),
});

/** The question in a body, or its first wrong field. Unknown fields are ignored. */
export function webhookQuestionIn(body: string): { question: WebhookQuestion } | { atFault: FieldError } {
  const parsed = v.safeParse(question, jsonOf(body), { abortEarly: true });
  if (parsed.success) return { question: parsed.output };
  const [issue] = parsed.issues;
  const field = v.getDotPath(issue) ?? 'body';
  return {
    atFault: { error: expected[field] ?? 'The body is a JSON object with `repository`, `branch` and `actor`.', field },
  };
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
