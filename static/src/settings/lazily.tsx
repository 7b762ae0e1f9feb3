import { lazy, type ComponentType } from 'react';
import { Failed } from '../controls/notice';

/** A view that is loaded when it is first shown; where that fails, it says so and the rest of the page stays. */
export function lazily<Props extends object>(load: () => Promise<{ default: ComponentType<Props> }>) {
  return lazy(() => load().catch(() => ({ default: NotLoaded })));
}

function NotLoaded() {
  return (
    <Failed
      title="This view could not be loaded"
      detail={
        'The browser did not get the script that it needs: the connection may be down, or the app was updated since ' +
        'you opened the page. Reload the page; a link to this view leads back here.'
      }
      retry={() => {
        location.reload();
      }}
    />
  );
}
