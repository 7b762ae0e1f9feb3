import { effectiveOn, type Effective, type Repository, type Workspace } from './model';

/** Who asks Bitbucket: the app itself, or a person by uuid. */
export type Reader = { app: true } | { person: string };

/** The account of the app itself. */
export const appAccount = {
  type: 'app_user',
  uuid: '{3b1f0b52-6a0f-4b7e-9d83-0d4f5b1f9a77}',
  display_name: 'Who Can Push',
  account_id: '712020:3b1f0b52-6a0f-4b7e-9d83-0d4f5b1f9a77',
} as const;

/** What a reader may on each repository is worked out once for a workspace as it is. */
export interface Sight {
  /** What everybody may on it. */
  effective: (repository: Repository) => ReadonlyMap<string, Effective>;
  /** What the reader may; the app administers what does not refuse it, as Forge gives it the scopes for that. */
  level: (repository: Repository) => Effective | undefined;
  /** Whether they own the workspace. The app does not, and is yet shown what is for its administrators. */
  isOwner: boolean;
}

/** How this reader sees the workspace as it is now. */
export function sightOf(workspace: Workspace, reader: Reader): Sight {
  const known = new Map<Repository, ReadonlyMap<string, Effective>>();
  const effective: Sight['effective'] = (repository) => {
    const found = known.get(repository) ?? effectiveOn(workspace, repository);
    known.set(repository, found);
    return found;
  };
  if ('app' in reader)
    return { effective, isOwner: true, level: ({ fault }) => (fault === 'app-refused' ? 'read' : 'admin') };
  const { person } = reader;
  return {
    effective,
    isOwner: workspace.members.get(person) === 'owner',
    level: (repository) => effective(repository).get(person) ?? (repository.isPrivate ? undefined : 'read'),
  };
}
