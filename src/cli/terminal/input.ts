import { StringDecoder } from 'node:string_decoder';
import { mostRead } from '../../refusals/diagnose';

/** Characters to read at most from a stream that may never end. */
const patience = 64 * mostRead;

/**
 * The text of a stream, whole up to 2 MiB; of a longer one the first and the last MiB, as nothing between is read by
 * anybody. Stops after 64 MiB.
 */
export async function textOf(stream: AsyncIterable<Uint8Array | string>): Promise<string> {
  const decoder = new StringDecoder('utf8');
  let head = '';
  let tail = '';
  let bytes = 0;
  for await (const piece of stream) {
    bytes += piece.length;
    const text = typeof piece === 'string' ? piece : decoder.write(Buffer.from(piece));
    const room = mostRead - head.length;
    head += text.slice(0, room);
    tail += text.slice(room);
    if (tail.length > 4 * mostRead) tail = tail.slice(-mostRead);
    if (bytes > patience) break;
  }
  const end = tail + decoder.end();
  return head + (end.length > mostRead ? end.slice(-mostRead) : end);
}
