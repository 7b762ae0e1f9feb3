import type { ChangeFile } from '../../../src/core/apply/body';
import { longest, views, type Step } from './place';

const view = views.find((one) => (one as string) === 'try');

/** The step to where a change is tried; nothing where a link could not hold it. */
export function trying(change: ChangeFile): Step | undefined {
  const text = JSON.stringify(change);
  return view === undefined || text.length > longest ? undefined : { view, params: { change: text } };
}
