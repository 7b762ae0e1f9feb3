import { CopyField } from '../keys/copy-field';
import { Words } from '../words';

/** What somebody who may not can send to somebody who can help. */
export function AskingWords({ what, words }: { what: string; words: string }) {
  return <CopyField label={<Words text={`Words to ask for help ${what}`} />} value={words} rows={4} />;
}
