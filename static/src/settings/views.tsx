import type { ComponentType } from 'react';
import { OverviewView } from '../overview/overview-view';
import type { View } from '../place/place';
import { lazily as lazy } from './lazily';
import type { ViewProps } from './view';

interface Described {
  title: string;
  content: ComponentType<ViewProps>;
  /** Stays drawn while another is open, and so keeps what was typed there. */
  kept?: true;
}

/** What each view is called, and what it shows. All but the first are loaded when they are first opened. */
export const contents: Record<View, Described> = {
  overview: { title: 'Overview', content: OverviewView },
  branches: {
    title: 'Branches',
    content: lazy(async () => ({ default: (await import('../branches/branches-view')).BranchesView })),
  },
  people: {
    title: 'People',
    content: lazy(async () => ({ default: (await import('../people/people-view')).PeopleView })),
  },
  matrix: {
    title: 'Matrix',
    content: lazy(async () => ({ default: (await import('../matrix/matrix-view')).MatrixView })),
  },
  rules: {
    title: 'Rules',
    content: lazy(async () => ({ default: (await import('../rules/rules-view')).RulesView })),
  },
  history: {
    title: 'History',
    content: lazy(async () => ({ default: (await import('../history/history-view')).HistoryView })),
    kept: true,
  },
  try: {
    title: 'Try a change',
    content: lazy(async () => ({ default: (await import('../try/try-view')).TryView })),
    kept: true,
  },
  'pull-requests': {
    title: 'Pull requests',
    content: lazy(async () => ({ default: (await import('../pull-requests/queue-view')).QueueView })),
    kept: true,
  },
  refusal: {
    title: 'Read a refusal',
    content: lazy(async () => ({ default: (await import('../refusal/refusal-view')).RefusalView })),
    kept: true,
  },
  supplied: {
    title: 'Supplied',
    content: lazy(async () => ({ default: (await import('../supplied/supplied-view')).SuppliedView })),
    kept: true,
  },
  builds: {
    title: 'Builds',
    content: lazy(async () => ({ default: (await import('../keys/builds')).Builds })),
    kept: true,
  },
  agreement: {
    title: 'Agreement',
    content: lazy(async () => ({ default: (await import('../ledger/ledger-tab')).LedgerTab })),
  },
};
