import * as v from 'valibot';

/** The shapes that others rely on. Strict: a key that is not there is a change of the contract. */

const text = v.pipe(v.string(), v.minLength(1));
const page = v.pipe(v.string(), v.startsWith('https://'));
const verdict = v.picklist(['allowed', 'denied', 'unknown']);
const operation = v.picklist(['push', 'create', 'force-push', 'delete', 'merge']);
const unlistable = v.picklist([
  'repository-access-token',
  'project-access-token',
  'workspace-access-token',
  'access-key',
  'workspace-ssh-key',
  'oauth-client',
  'pipelines',
  'forge-app',
]);
const actor = v.variant('type', [
  v.strictObject({ type: v.literal('user'), id: text, name: text }),
  v.strictObject({ type: unlistable, name: text }),
]);
const because = v.picklist([
  'forbidden',
  'not-found',
  'truncated',
  'unreachable',
  'not-offered',
  'not-documented',
  'not-understood',
]);
const gap = v.strictObject({ unknown: text, because, lift: text });
const rule = v.picklist([
  'credential',
  'repository-access',
  'push-restriction',
  'force-restriction',
  'delete-restriction',
  'main-branch',
  'pull-request',
  'merge-restriction',
  'merge-checks',
  'mergeability',
  'unlistable-actor',
  'unknown-restriction',
]);
const supplied = v.strictObject({ by: v.exactOptional(text), at: v.exactOptional(text) });
const evidence = v.strictObject({
  shows: text,
  page,
  restriction: v.optional(v.number()),
  supplied: v.exactOptional(supplied),
});
const remedy = v.strictObject({
  do: text,
  who: v.picklist(['you', 'repository-admin', 'project-admin', 'workspace-admin']),
  page,
});
const some = <S extends v.GenericSchema>(schema: S) => v.pipe(v.array(schema), v.minLength(1));

const finding = v.variant('verdict', [
  v.strictObject({ rule, verdict: v.literal('allows'), reason: text, page, evidence: some(evidence) }),
  v.strictObject({
    rule,
    verdict: v.literal('denies'),
    reason: text,
    page,
    evidence: some(evidence),
    remedies: some(remedy),
  }),
  v.strictObject({
    rule,
    verdict: v.literal('unknown'),
    reason: text,
    page,
    evidence: v.optional(some(evidence)),
    gap,
    gaps: v.optional(some(gap)),
  }),
]);

const check = v.strictObject({
  check: text,
  state: v.picklist(['done', 'missing', 'unknown']),
  shows: text,
  restriction: v.optional(v.number()),
});

const notChecked = v.pipe(v.array(v.strictObject({ what: text, page })), v.minLength(4));
const branchNote = v.strictObject({
  exists: v.literal(false),
  near: v.pipe(v.array(text), v.maxLength(3)),
  remote: v.optional(text),
  says: text,
});
const takenForGranted = v.exactOptional(some(v.strictObject({ what: text, page })));
const beside = { notChecked, supplied: takenForGranted, readAt: v.optional(text) };

const reportedCheck = v.strictObject({
  type: text,
  kind: v.optional(text),
  status: text,
  required: v.boolean(),
  blocking: v.boolean(),
  restriction: v.optional(v.number()),
  reason: text,
});

/** What Bitbucket itself says of a merge, and where our reading differs. */
const besideBitbucket = {
  bitbucket: v.strictObject({
    says: v.picklist(['mergeable', 'not-mergeable', 'unknown']),
    sentence: text,
    checks: v.array(reportedCheck),
    because: v.optional(because),
    ours: verdict,
  }),
  disagreements: v.array(v.strictObject({ of: text, ours: text, bitbucket: text, reason: text })),
};

/** What can be known by somebody who may not read the rules. */
const help = v.strictObject({
  permission: text,
  pullRequests: v.array(
    v.strictObject({
      id: v.number(),
      title: v.string(),
      verdict,
      bitbucket: v.optional(besideBitbucket.bitbucket),
    }),
  ),
  ways: v.array(remedy),
  ask: text,
});

export const decisionShape = v.strictObject({
  verdict,
  question: v.strictObject({
    actor,
    operation,
    branch: text,
    credential: v.optional(text),
    pullRequest: v.optional(v.number()),
  }),
  summary: text,
  branchNote: v.optional(branchNote),
  findings: v.array(finding),
  checks: v.optional(v.array(check)),
  help: v.optional(help),
  ...beside,
});

const change = v.strictObject({
  restrictions: v.exactOptional(
    v.strictObject({
      add: v.exactOptional(v.array(v.looseObject({ kind: text }))),
      remove: v.exactOptional(v.array(v.number())),
      replace: v.exactOptional(v.array(v.looseObject({ id: v.number(), kind: text }))),
    }),
  ),
  groups: v.exactOptional(
    v.record(text, v.strictObject({ add: v.exactOptional(v.array(text)), remove: v.exactOptional(v.array(text)) })),
  ),
  permissions: v.exactOptional(v.record(text, v.picklist(['none', 'read', 'write', 'admin']))),
});

const share = v.strictObject({ actor, operation, branches: v.pipe(v.array(text), v.minLength(1)) });

/** `explain --fix --json`, and with `closes` that of `--stop`. */
export const changesShape = v.strictObject({
  ...decisionShape.entries,
  changes: v.pipe(
    v.array(
      v.strictObject({
        change,
        summary: text,
        who: v.picklist(['repository-admin', 'project-admin', 'workspace-admin']),
        by: v.exactOptional(v.array(actor)),
        byYou: v.exactOptional(v.literal(true)),
        page,
        opens: v.array(share),
        closes: v.exactOptional(v.array(share)),
        unsure: v.array(share),
        granted: v.exactOptional(v.array(share)),
        refused: v.exactOptional(v.array(share)),
        leftOut: v.exactOptional(v.number()),
        safe: v.boolean(),
        account: v.array(text),
        request: text,
        apply: v.strictObject({
          rest: v.array(
            v.strictObject({
              method: v.picklist(['POST', 'PUT', 'DELETE']),
              path: v.pipe(v.string(), v.startsWith('/')),
              body: v.exactOptional(v.looseObject({})),
              curl: text,
              note: v.exactOptional(text),
            }),
          ),
          screen: v.array(v.strictObject({ step: text, page })),
          terraform: v.string(),
        }),
      }),
    ),
    v.maxLength(20),
  ),
  more: v.number(),
});

export const rosterShape = v.strictObject({
  branch: text,
  operation,
  branchNote: v.optional(branchNote),
  actors: v.array(v.strictObject({ actor, verdict, through: text })),
  gaps: v.array(gap),
  ...beside,
});

const level = v.picklist(['none', 'read', 'write', 'admin', 'unknown']);

export const accessShape = v.strictObject({
  people: v.array(
    v.strictObject({
      actor,
      level,
      atLeast: v.optional(v.literal(true)),
      path: v.array(
        v.strictObject({
          source: v.picklist(['repository', 'project', 'owner', 'unknown']),
          group: v.optional(text),
          level,
          page,
          decides: v.optional(v.literal(true)),
          membership: v.optional(v.picklist(['bitbucket', 'supplied', 'deduced'])),
          candidates: v.optional(some(text)),
          surely: v.optional(v.literal(true)),
        }),
      ),
    }),
  ),
  gaps: v.array(gap),
  readAt: v.optional(text),
});

export const reachShape = v.strictObject({
  actor,
  operation,
  branches: v.array(v.strictObject({ branch: text, verdict, through: text })),
  gaps: v.array(gap),
  ...beside,
});

export const matrixShape = v.strictObject({
  operation,
  branches: v.array(text),
  actors: v.array(actor),
  rows: v.array(v.pipe(v.string(), v.regex(/^[adu]*$/))),
  gaps: v.array(gap),
  ...beside,
});

export const healthShape = v.strictObject({
  problems: v.array(
    v.strictObject({
      problem: v.pipe(v.string(), v.regex(/^[a-z-]+$/)),
      level: v.picklist(['info', 'warning', 'error']),
      restriction: v.exactOptional(v.number()),
      reason: text,
      effect: text,
      remedy: text,
      page,
      change: v.exactOptional(change),
    }),
  ),
  gaps: v.array(gap),
  ...beside,
});

export const outlookShape = v.strictObject({
  ...decisionShape.entries,
  ...besideBitbucket,
  notes: v.array(text),
  enforcement: v.optional(text),
  mergers: v.strictObject({ says: text, people: v.array(actor), unsure: v.number(), gaps: v.array(gap) }),
  pushes: v.strictObject({ source: v.optional(decisionShape), destination: decisionShape }),
});

const numbers = v.array(v.pipe(v.number(), v.integer()));

export const queueShape = v.strictObject({
  pullRequests: v.array(
    v.strictObject({
      id: v.number(),
      title: text,
      source: v.optional(text),
      fork: v.optional(text),
      destination: text,
      draft: v.optional(v.boolean()),
      verdict,
      findings: some(finding),
      checks: v.array(check),
      mergers: v.array(actor),
      unsure: v.array(actor),
      ...v.partial(v.strictObject(besideBitbucket)).entries,
    }),
  ),
  people: v.array(v.strictObject({ actor, canMerge: numbers, unsure: numbers })),
  gaps: v.array(gap),
  ...beside,
});

export const universalShape = v.strictObject({
  answer: v.picklist(['yes', 'no', 'unknown']),
  example: v.exactOptional(v.strictObject({ actor, operation, branch: text, exists: v.exactOptional(v.boolean()) })),
  reason: text,
  gaps: v.array(gap),
  ...beside,
});

const reading = v.strictObject({ reads: text, page });
export const patternShape = v.strictObject({
  pattern: v.string(),
  matches: v.array(text),
  nearly: v.array(v.strictObject({ branch: text, misses: text })),
  dialects: v.strictObject({
    restrictions: v.array(text),
    pipelines: v.array(text),
    'data-center': v.array(text),
  }),
  reads: v.strictObject({
    restrictions: reading,
    pipelines: reading,
    'data-center': v.exactOptional(reading),
  }),
  gaps: v.array(gap),
  readAt: v.exactOptional(text),
});
