import { CopyField } from '../controls/copy-field';
import { Words } from '../words';

/** A text that somebody without the permission can send to somebody who can help. */
export function AskingWords({ what, words }: { what: string; words: string }) {
  return <CopyField label={<Words text={`Words to ask for help ${what}`} />} value={words} rows={4} />;
}
