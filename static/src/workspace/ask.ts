import { makeInvoke } from '@forge/bridge';
import type { WorkspaceCalls } from '../../../src/panel-calls';
import { inOurWords } from '../app';

const invoke = makeInvoke<WorkspaceCalls>();

/** Calls a function of the app for the page of a workspace; its errors speak to whoever looks at the page. */
export const askWorkspace = ((...call: Parameters<typeof invoke>) => inOurWords(invoke(...call))) as typeof invoke;
