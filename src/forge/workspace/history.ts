import type { HistoryPortion } from '../../panel-calls';
import type { Place } from '../../bitbucket/repository/access';
import type { Asked } from '../administrator';
import { answeredInTime } from '../store/storage';
import { keptChange } from '../store/workspace/changes';
import { isAlive, keptDays, startOf } from '../store/workspace/days';
import { changeIn } from './payload';
import { lastReading } from './readings';

/** Changes of one portion, and about how many characters of JSON: Forge lets 5 MB through. */
const most = 20;
const mostCharacters = 1_500_000;
const patience = 10_000;

/** What changed in the repository, latest first, for its administrators. */
export async function history({ place, payload }: Asked): Promise<HistoryPortion> {
  const from = changeIn(payload);
  return answeredInTime(portion(place, from), patience);
}

async function portion(place: Place, from: string | undefined): Promise<HistoryPortion> {
  const days = await keptDays(place.workspace);
  const last = await lastReading(place, days);
  if (!last) return { changes: [] };
  const { readAt, beside } = last;
  const changes: HistoryPortion['changes'] = [];
  let next = from ?? beside.last?.id;
  for (let characters = 0; next !== undefined && changes.length < most && characters < mostCharacters; ) {
    const kept = await keptChange(place, next, days);
    next = kept?.before;
    if (!kept) break;
    changes.push(kept.change);
    characters += JSON.stringify(kept.change).length;
  }
  return { changes, first: knownSince(beside.first, days), last: readAt, ...(next !== undefined && { next }) };
}

/** When it was first read; or as long ago as changes are kept, where that is later. */
function knownSince(first: string, days: number): string {
  return isAlive(first, days) ? first : startOf(days);
}
