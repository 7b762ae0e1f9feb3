import { quoted } from '../../core/words/shell';

/** What somebody else's hook is kept as, beside ours. */
export const keptName = 'pre-push.before-who-can-push';

/**
 * The status by which `hook check` stops a push; none that Node ends with by itself, as it does with 1 when it crashes.
 */
export const stops = 20;

const marker = '# who-can-push:';

/** Whether this is a hook that `hook install` wrote. */
export function isOurs(script: string): boolean {
  return script.split('\n')[1]?.startsWith(marker) ?? false;
}

/**
 * The hook: runs the one that was there before, then ours, with what git says on standard input. Nothing but a refusal
 * predicted stops a push: where the program is gone it goes through.
 */
export function hookScript([node, program]: readonly [string, string]): string {
  return `#!/bin/sh
${marker} says before a push what Bitbucket would refuse. \`who-can-push hook remove\` takes it away.
refs=$(cat)
feed() { [ -z "$refs" ] || printf '%s\\n' "$refs"; }
before=$(dirname "$0")/${keptName}
if [ -x "$before" ]; then
  feed | "$before" "$@" || exit
fi
node=${quoted(node)}
program=${quoted(program)}
if [ -x "$node" ] && [ -f "$program" ]; then
  set -- "$node" "$program" hook check -- "$@"
elif command -v who-can-push >/dev/null 2>&1; then
  set -- who-can-push hook check -- "$@"
else
  exit 0
fi
feed | "$@"
[ $? -ne ${String(stops)} ]
`;
}
