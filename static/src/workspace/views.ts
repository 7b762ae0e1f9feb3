/** The page of a workspace has one view. */
export const workspaceViews = ['repositories'] as const;
/** One of `workspaceViews`. */
export type WorkspaceView = (typeof workspaceViews)[number];
