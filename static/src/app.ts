import type { PanelCalls } from '../../src/panel-calls';
import { makeInvoke } from '@forge/bridge';

/** Calls a function of the app's resolver. Calls and answers are typed by the app itself. */
export const askApp = makeInvoke<PanelCalls>();
