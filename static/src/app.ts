import type { PanelCalls } from '../../src/panel-calls';
import { makeInvoke } from '@forge/bridge';

/** Asks the app's resolver. Its calls and what comes back are typed by the app itself. */
export const askApp = makeInvoke<PanelCalls>();
