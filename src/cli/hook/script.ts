import { quoted } from '../../core/words/shell';

/** The file name under which somebody else's hook is kept, beside ours. */
export const keptName = 'pre-push.before-who-can-push';

/**
 * The exit status with which `hook check` stops a push; not one that Node itself ends with, such as 1 after a crash.
 */
export const stopStatus = 20;

/** The last line of what the hook says of a push that it stops, by which its words are known again. */
export const lastLine = 'Nothing was pushed. `git push --no-verify` pushes without this check.';

const marker = '# who-can-push:';

/** Whether `hook install` wrote this script. */
export function isOurs(script: string): boolean {
  return script.split('\n')[1]?.startsWith(marker) ?? false;
}

/**
 * The text of the hook: it runs the one that was there before, then ours, with git's standard input. Only a predicted
 * refusal stops a push: where the program is gone, the push goes through.
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
[ $? -ne ${String(stopStatus)} ]
`;
}
