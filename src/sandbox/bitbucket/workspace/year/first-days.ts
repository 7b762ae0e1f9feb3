import type { TimedEdit } from './edit';
import { repositoryBySlug, type Repository, type Workspace } from '../model';
import type { RuleMaker } from '../rules';
import { known } from '../telling';

const hour = 3_600_000;
const day = 24 * hour;

/**
 * What happens in the telling repositories on the first days, so that an hour, a day and a week each show something:
 * somebody is taken off a list, a rule is loosened, somebody leaves, a group gains members, repositories come, go, and
 * are called otherwise.
 */
export function firstDays(workspace: Workspace, make: RuleMaker): TimedEdit[] {
  const there = (slug: string): Repository => {
    const found = repositoryBySlug(workspace, slug);
    if (!found) throw new Error(`The seed makes no repository ${slug}.`);
    return found;
  };
  const ruleOf = ({ rules }: Repository, kind: string) => {
    const found = rules.find((rule) => rule.kind === kind);
    if (!found) throw new Error(`The seed makes no rule ${kind}.`);
    return found;
  };
  const [web, payments, playground, checkout, stray] = [
    there('web'),
    there('payments'),
    there('playground'),
    there('checkout'),
    there('service-refunds'),
  ];
  return [
    {
      at: 0.6 * hour,
      edit: 'rule-changed',
      repository: web.uuid,
      rule: { ...ruleOf(web, 'push'), users: [known.mei] },
    },
    { at: 7 * hour, edit: 'user-grant', repository: playground.uuid, person: known.jonas, level: 'write' },
    {
      at: 20 * hour,
      edit: 'rule-changed',
      repository: payments.uuid,
      rule: { ...ruleOf(payments, 'push'), users: [known.mei, known.harvey] },
    },
    { at: 22 * hour, edit: 'user-grant', repository: payments.uuid, person: known.harvey, level: 'write' },
    { at: 1.5 * day, edit: 'left', person: known.harvey },
    { at: 2.2 * day, edit: 'user-grant', repository: checkout.uuid, person: known.nadia, level: null },
    { at: 2.5 * day, edit: 'joined-group', group: 'storefront-developers', person: known.jonas },
    { at: 3.1 * day, edit: 'rule-removed', repository: web.uuid, rule: ruleOf(web, 'force').id },
    { at: 3.4 * day, edit: 'renamed', repository: there('search-jobs').uuid, slug: 'search-workers' },
    {
      at: 4.3 * day,
      edit: 'rule-added',
      repository: stray.uuid,
      rule: make('delete', 'main'),
    },
    {
      at: 5.2 * day,
      edit: 'rule-added',
      repository: playground.uuid,
      rule: make('push', 'main', { users: [known.tomas] }),
    },
    { at: 5.9 * day, edit: 'deleted', repository: there('inventory-docs').uuid },
    {
      at: 6.4 * day,
      edit: 'rule-changed',
      repository: web.uuid,
      rule: { ...ruleOf(web, 'require_approvals_to_merge'), value: 1 },
    },
  ];
}
