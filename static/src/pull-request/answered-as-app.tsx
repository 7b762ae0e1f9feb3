import { Button } from '../controls/button';

/**
 * Says to whoever has not let the app act in their name what the answer lacks for it. `ask` asks in their name, and so
 * has Forge ask them.
 */
export function AnsweredAsApp({ ask }: { ask: () => void }) {
  return (
    <div className="stack">
      <p className="subtle">
        This is what the rules say. What Bitbucket itself says of your merge it tells you alone, and for that Forge asks
        you once to let the app act in your name. Its list holds the administration of repositories, as Bitbucket has no
        smaller scope that shows branch restrictions; the app only reads.
      </p>
      <Button look="quiet" onClick={ask}>
        Ask Bitbucket too
      </Button>
    </div>
  );
}
