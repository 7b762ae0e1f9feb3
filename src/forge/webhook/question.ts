import * as v from 'valibot';
import { branchName } from '../../core/branches/branch-name';
import { credentials, operations, type Credential, type Operation } from '../../core/model';

/** What a build asks. `branch` is a short name, or `refs/tags/…` for a tag. */
export interface CheckQuestion {
  /** `workspace/slug`, or a uuid with or without braces. */
  repository: string;
  branch: string;
  operation: Operation;
  actor: string;
  credential?: Credential;
}

/** The part of a body that is not as it should be, and what it should be. */
export interface AtFault {
  error: string;
  field: string;
}

const said: Record<string, string> = {
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

/** The question in a body, or the first field that is at fault. Fields that we do not know are passed over. */
export function checkQuestion(body: string): { question: CheckQuestion } | { atFault: AtFault } {
  const parsed = v.safeParse(question, jsonOf(body), { abortEarly: true });
  if (parsed.success) return { question: parsed.output };
  const [issue] = parsed.issues;
  const field = v.getDotPath(issue) ?? 'body';
  return {
    atFault: { error: said[field] ?? 'The body is a JSON object with `repository`, `branch` and `actor`.', field },
  };
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
