import type { Evidence } from '../evidence';
import type { Reason } from '../reason';
import type { Remedy } from '../remedy';
import type { MergeCheck } from '../merge-check';
import type { Decision, Finding, NotChecked } from '../decision';
import type { Enforcement, Outlook } from '../questions/outlook';
import type { Restriction } from '../model';
import { actorAmong, each, gapOf, nameOf, namingOf, numberedOf, slugOf, type Naming, type Redacted } from './stand-ins';

/**
 * What people without administration rights may see of a decision. The rules and their text stay, group slugs among them;
 * whoever is listed, beside the actor of the question, becomes a number. Types hold this: of people, groups and
 * restrictions only the stand-ins fit.
 */
export type RedactedDecision = Redacted<Decision>;

/** The same for an outlook on a pull request. */
export type RedactedOutlook = Redacted<Outlook>;

/** The same decision for somebody who may not be told who else there is. Verdict, rules and branches stay as they are. */
export function redacted({
  verdict,
  question,
  repository,
  actorIsViewer,
  findings,
  checks,
  notChecked,
  readAt,
}: Decision): RedactedDecision {
  const naming = namingOf(question.actor);
  const { actor } = question;
  return {
    verdict,
    question: { ...question, actor: actor.type === 'user' ? { type: 'user', person: naming(actor.person) } : actor },
    repository,
    actorIsViewer,
    findings: findings.map((finding) => findingOf(finding, naming)),
    ...(checks && { checks: checks.map((check) => checkOf(check, naming)) }),
    notChecked: notChecked.map((one) => notCheckedOf(one, naming)),
    ...(readAt !== undefined && { readAt }),
  };
}

/** The same outlook for somebody who may not be told who else there is: who can merge becomes how many, a fork loses its name. */
export function redactedOutlook({
  about,
  notes,
  merge,
  enforcement,
  source,
  destination,
  mergers,
}: Outlook): RedactedOutlook {
  const { administrators, others, unsure, gaps } = mergers;
  return {
    about,
    notes: notes.map((one) => (one.note === 'fork' ? { note: 'fork' } : one)),
    merge: redacted(merge),
    enforcement: enforcementOf(enforcement),
    ...(source && { source: redacted(source) }),
    destination: redacted(destination),
    mergers: { people: [], administrators, others, unsure, gaps: gaps.map(gapOf) },
  };
}

function enforcementOf(enforcement: Enforcement): Redacted<Enforcement> {
  switch (enforcement.is) {
    case 'yes':
      return { is: 'yes', by: enforcement.by.map(nameOf) };
    case 'no':
      return enforcement;
    case 'unknown':
      return { is: 'unknown', gaps: each(enforcement.gaps, gapOf) };
  }
}

function findingOf(finding: Finding, naming: Naming): Redacted<Finding> {
  const { rule } = finding;
  const reason = reasonOf(finding.reason, naming);
  const shown = (one: Evidence) => evidenceOf(one, naming);
  switch (finding.verdict) {
    case 'allows':
      return { rule, verdict: 'allows', reason, evidence: each(finding.evidence, shown) };
    case 'denies': {
      const listing =
        finding.reason.why === 'not-listed' ? [...finding.reason.restrictions, ...finding.reason.companions] : [];
      const remedies = each(finding.remedies, (remedy) => remedyOf(remedy, listing, naming));
      return { rule, verdict: 'denies', reason, evidence: each(finding.evidence, shown), remedies };
    }
    case 'unknown':
      return {
        rule,
        verdict: 'unknown',
        reason,
        evidence: finding.evidence.map(shown),
        gaps: each(finding.gaps, gapOf),
      };
  }
}

function reasonOf(reason: Reason, naming: Naming): Redacted<Reason> {
  const numbered = (restriction: Restriction) => numberedOf(restriction, naming);
  switch (reason.why) {
    case 'listed':
      return { ...reason, by: numbered(reason.by) };
    case 'not-listed':
      return {
        ...reason,
        restrictions: each(reason.restrictions, numbered),
        companions: reason.companions.map(numbered),
      };
    case 'nobody-can-list-it':
    case 'listing-not-known':
    case 'push-restriction-on-deletion':
      return { ...reason, restrictions: reason.restrictions.map(numbered) };
    case 'forbidden':
    case 'kind-not-understood':
      return { ...reason, restrictions: each(reason.restrictions, numbered) };
    case 'credential-removed':
    case 'may-write':
    case 'may-not-write':
    case 'write-not-known':
    case 'actor-counts-as-writing':
    case 'access-key-reads-only':
    case 'tag':
    case 'none-covers':
    case 'covering-not-known':
    case 'is-main-branch':
    case 'is-not-main-branch':
    case 'main-branch-not-known':
    case 'closed':
    case 'draft':
    case 'open':
    case 'state-not-known':
    case 'source-gone':
    case 'source-not-known':
    case 'no-checks':
    case 'checks-done':
    case 'checks-missing':
    case 'checks-only-warn':
    case 'checks-not-known':
      return reason;
  }
}

function evidenceOf(one: Evidence, naming: Naming): Redacted<Evidence> {
  switch (one.shows) {
    case 'level':
    case 'no-level':
    case 'own-level':
    case 'grant':
    case 'owner':
    case 'member':
    case 'not-member':
    case 'below-group':
    case 'only-source':
      return { ...one, person: naming(one.person) };
    case 'group-grant':
      return { ...one, person: naming(one.person), group: slugOf(one.group) };
    case 'restriction':
      return { ...one, restriction: numberedOf(one.restriction, naming) };
    case 'lists-person':
    case 'lists-every-source':
      return { ...one, restriction: numberedOf(one.restriction, naming), person: naming(one.person) };
    case 'lists-group':
      return {
        ...one,
        restriction: numberedOf(one.restriction, naming),
        person: naming(one.person),
        group: slugOf(one.group),
      };
    case 'check':
      return { ...one, check: checkOf(one.check, naming) };
    case 'enforced':
      return { ...one, restrictions: each(one.restrictions, nameOf) };
    case 'not-enforced':
    case 'pull-request':
    case 'none-covers':
    case 'tags-not-covered':
    case 'main-branch':
    case 'not-main-branch':
    case 'credential-removed':
    case 'actor-documentation':
      return one;
  }
}

/** `listing` are the restrictions that the finding speaks of: they say which people it means, without saying who they are. */
function remedyOf(remedy: Remedy, listing: Restriction[], naming: Naming): Redacted<Remedy> {
  const numbered = (restriction: Restriction) => numberedOf(restriction, naming);
  switch (remedy.way) {
    case 'ask-listed': {
      const { way, to, people, groups } = remedy;
      const on = listing.filter(({ users }) => users.some(({ id }) => people.some((one) => one.id === id)));
      const count = new Set(on.flatMap(({ users }) => users.map(({ id }) => id))).size;
      return {
        way,
        to,
        people: [],
        groups: groups.map(slugOf),
        ...(count > 0 && { others: { count, on: on.map(nameOf) } }),
      };
    }
    case 'add-person':
      return { ...remedy, restriction: numbered(remedy.restriction), person: naming(remedy.person) };
    case 'add-to-group':
      return {
        ...remedy,
        restriction: numbered(remedy.restriction),
        group: slugOf(remedy.group),
        person: naming(remedy.person),
      };
    case 'grant-write':
    case 'grant-write-on-project':
      return { ...remedy, person: naming(remedy.person) };
    case 'push-as-listed-user':
    case 'allow-rewriting':
    case 'allow-deletion':
      return { ...remedy, restrictions: each(remedy.restrictions, numbered) };
    case 'account-for-automation':
      return { ...remedy, restriction: numbered(remedy.restriction) };
    case 'get-approvals':
    case 'get-default-reviewer-approvals': {
      const { named, others } = actorAmong(remedy.from, remedy.others, naming);
      return { way: remedy.way, need: remedy.need, from: named, ...(others > 0 && { others }) };
    }
    case 'settle-changes-requested': {
      const { named, others } = actorAmong(remedy.by, remedy.others, naming);
      return { way: remedy.way, by: named, ...(others > 0 && { others }) };
    }
    case 'pass-builds':
      // Whoever set up a build names it, after themselves if they like.
      return { ...remedy, failed: [], otherFailed: remedy.failed.length + (remedy.otherFailed ?? 0) };
    case 'resolve-tasks':
    case 'resolve-comments':
    case 'update-source':
    case 'mark-ready':
    case 'open-another-pull-request':
    case 'make-api-token':
    case 'make-ssh-key':
    case 'open-pull-request':
    case 'push-elsewhere':
    case 'use-writing-credential':
    case 'add-commits-instead':
    case 'change-main-branch':
      return remedy;
  }
}

function notCheckedOf(one: NotChecked, naming: Naming): Redacted<NotChecked> {
  switch (one.what) {
    case 'merge-checks':
      return { ...one, restrictions: one.restrictions.map((restriction) => numberedOf(restriction, naming)) };
    case 'letter-case':
      return { ...one, restrictions: each(one.restrictions, (restriction) => numberedOf(restriction, naming)) };
    case 'conflicts':
    case 'custom-merge-checks':
    case 'fork-branch':
    case 'project-restrictions':
    case 'two-step-verification':
    case 'ip-allowlist':
    case 'plan-and-size':
    case 'credential-scopes':
    case 'group-exemption-by-oauth':
      return one;
  }
}

function checkOf(check: MergeCheck, naming: Naming): Redacted<MergeCheck> {
  const { restriction, mightNotCover } = check;
  const common = {
    restriction: nameOf(restriction),
    ...(mightNotCover && { mightNotCover: each(mightNotCover, gapOf) }),
  };
  switch (check.is) {
    case 'done':
      return { ...common, is: 'done', found: check.found };
    case 'missing':
      return {
        ...common,
        is: 'missing',
        found: check.found,
        remedies: each(check.remedies, (remedy) => remedyOf(remedy, [], naming)),
      };
    case 'unknown':
      return { ...common, is: 'unknown', ...(check.found && { found: check.found }), gaps: each(check.gaps, gapOf) };
  }
}
