import type { WorkspaceCalls, PanelCalls, WorkspacePortion, WorkspaceRow } from '../../../src/panel-calls';
import { panelResolver } from '../../../src/forge/panels/resolver';
import { batchReader } from '../../../src/forge/workspace/read-batch';
import { workspaceResolver } from '../../../src/forge/workspace/resolver';
import { scheduler } from '../../../src/forge/workspace/schedule';
import { host, type Answers, type Host, type QueuedEvent } from '../host';
import { workspace, type Town } from './town';

/** The app over a town, as Forge would run it: nothing waits. */
export interface House extends Host {
  /** Whoever looks at the page of the workspace asks this. */
  ask: <K extends keyof WorkspaceCalls>(who: string, call: K, payload?: unknown, from?: unknown) => Promise<Asked<K>>;
  /** Whoever looks at the settings page of a repository asks this. */
  panel: (who: string, call: keyof PanelCalls, repository: string, payload?: unknown) => Promise<unknown>;
  /** What Forge does every five minutes. */
  schedule: () => Promise<void>;
  /** Forge brings an event to its consumer; whether it is to be brought again. */
  bring: (event: QueuedEvent) => Promise<boolean>;
  /** The same, by a consumer that dies before its so manieth call of the storage or of Bitbucket. */
  bringTo: (event: QueuedEvent, calls: number) => Promise<boolean>;
  /** Does something in a process that dies before its so manieth call; true where it died. */
  dying: <T>(calls: number, work: () => Promise<T>) => Promise<T | true>;
  /** Brings all that is queued, in this order, until nothing is left; returns how many were brought. */
  work: (order?: (events: QueuedEvent[]) => QueuedEvent[]) => Promise<number>;
  /** All rows that somebody is shown, by the slug of the repository. */
  rows: (who: string) => Promise<Record<string, WorkspaceRow>>;
}

type Asked<K extends keyof WorkspaceCalls> = Awaited<ReturnType<WorkspaceCalls[K]>>;

export const context = {
  workspaceId: workspace,
  extension: { type: 'bitbucket:workspaceGlobalPage', workspace: { uuid: workspace } },
};
const noWait = () => Promise.resolve();
const page = workspaceResolver(noWait);
const panels = panelResolver(noWait);
const reader = batchReader(noWait);
const hourly = scheduler(noWait);

/** An app over this town; `answers` may make its storage or its queue fail. */
export function house(town: Town, answers: Answers = {}): House {
  let viewer = 'owner';
  let toLive = Infinity;
  let die: () => void = () => undefined;
  /** A dead process gets no answer to anything. */
  function lives(): Promise<void> {
    toLive -= 1;
    if (toLive >= 0) return Promise.resolve();
    die();
    return new Promise<never>(() => undefined);
  }
  const one = host((path) => town.as(viewer)(path), context, page as never, {
    ...answers,
    app: async (path) => {
      await lives();
      return town.app(path);
    },
    store: async (asked) => {
      await lives();
      return answers.store?.(asked);
    },
  });
  async function ask(who: string, call: string, payload: unknown, from: unknown = context): Promise<unknown> {
    viewer = who;
    return page({ call: { functionKey: call, payload }, context: from } as never);
  }
  async function bring({ body }: QueuedEvent): Promise<boolean> {
    const answer = (await reader({ body })) as { _retry?: boolean } | undefined;
    return answer?._retry === true;
  }
  async function dying<T>(calls: number, work: () => Promise<T>): Promise<T | true> {
    toLive = calls;
    const died = new Promise<true>((done) => {
      die = () => {
        done(true);
      };
    });
    try {
      return await Promise.race([work(), died]);
    } finally {
      toLive = Infinity;
    }
  }
  return {
    ...one,
    ask: ask as House['ask'],
    panel: async (who, call, repository, payload) => {
      viewer = who;
      const extension = { type: 'bitbucket:repoSettingsMenuPage', repository: { uuid: repository } };
      return panels({ call: { functionKey: call, payload }, context: { workspaceId: workspace, extension } });
    },
    schedule: () =>
      hourly({}, { installContext: `ari:cloud:bitbucket::workspace/${workspace.replaceAll(/[{}]/g, '')}` }),
    bring,
    dying,
    bringTo: (event, calls) => dying(calls, () => bring(event)),
    work: async (order = (events) => events) => {
      let brought = 0;
      for (let rounds = 0; one.queued.length > 0 && rounds < 50; rounds += 1) {
        for (const event of order(one.queued.splice(0))) {
          brought += 1;
          if (await bring(event)) one.queued.push(event);
        }
      }
      return brought;
    },
    rows: async (who) => {
      const rows: WorkspaceRow[] = [];
      let next: string | undefined;
      do {
        const portion = (await ask(who, 'workspace', next === undefined ? undefined : { next })) as WorkspacePortion;
        rows.push(...portion.rows);
        next = portion.next;
      } while (next !== undefined);
      return Object.fromEntries(rows.map((row) => [row.digest.repository.slug, row]));
    },
  };
}
