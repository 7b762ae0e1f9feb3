import { useState } from 'react';
import { Button } from '../controls/button';
import type { Going } from './use-place';

/** Copies the address of what is on the page, to send to somebody. Where the browser forbids it, shows the address. */
export function CopyLink<V extends string>({ going: { place, addressOf } }: { going: Going<V> }) {
  const [copied, setCopied] = useState<{ address: string; is: 'copied' | 'shown' }>();
  const address = addressOf(place);
  const now = copied?.address === address ? copied.is : undefined;
  return (
    <>
      <Button
        look="quiet"
        onClick={() => {
          navigator.clipboard.writeText(address).then(
            () => {
              setCopied({ address, is: 'copied' });
            },
            () => {
              setCopied({ address, is: 'shown' });
            },
          );
        }}
      >
        Copy a link to this
      </Button>
      <span role="status" className="small">
        {now === 'copied' && ' Copied.'}
        {now === 'shown' && (
          <>
            {' '}
            <code>{address}</code>
          </>
        )}
      </span>
    </>
  );
}
