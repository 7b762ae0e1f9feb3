import type { Facts } from '../../../src/core/model';
import { isViewer } from '../../../src/core/people/viewer';
import { code, plain } from '../../../src/core/words/names';
import { Button } from '../controls/button';
import { Words } from '../words';
import { thousands } from '../../../src/core/words/counts';
import type { Done, Saving } from './use-saving';

/** What was saved last of a group, with the way back. Announced where it changes. */
export function SavedLine({ group, saving, facts }: { group: string; saving: Saving; facts: Facts }) {
  const { done, busy, wrong } = saving;
  return (
    <div className={done || wrong ? 'saved-line' : 'hidden'}>
      <p role="status">
        {done && <Words text={wordsOf(group, done)} />}
        {done?.byOthers && <> {othersWords(done, facts)}</>}
      </p>
      {done && (
        <Button busy={busy} onClick={() => void saving.undo()}>
          {done.is === 'saved' ? 'Undo' : 'Redo'}
        </Button>
      )}
    </div>
  );
}

function wordsOf(group: string, { is, kept }: Done): string {
  const began = is === 'undone' ? 'Undone: ' : '';
  if (!kept) return `${began === '' ? 'Taken back: ' : began}what is kept no longer says who is in ${code(group)}.`;
  const count = kept.members.length;
  const who = count === 0 ? 'nobody is' : count === 1 ? '1 person is' : `${thousands(count)} people are`;
  return `${began === '' ? 'Saved: ' : began}${who} in ${code(group)}.`;
}

/** Nobody is overruled unseen: what stood there meanwhile comes back with *Undo*. */
function othersWords({ replaced }: Done, facts: Facts): string {
  const by = replaced?.by && (isViewer(replaced.by, facts) ? 'You' : plain(replaced.by.name));
  return replaced
    ? `${by ?? 'Somebody'} had saved another list since this page was read; this one took its place.`
    : 'Somebody had taken the list back since this page was read.';
}
