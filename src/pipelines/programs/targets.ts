import { isKnown, known, type Value } from '../shell/values';

/**
 * Programs that run what the repository names: targets, tasks, lanes, scripts. Their words say what, so those may speak
 * of a push.
 */
const runners = new Set(
  `
    ant bazel bazelisk cargo-make cargo-xtask go deno ts-node tsx buck bun bundle composer concurrently dagger doit dotnet earthly fab fastlane gradle
    gradlew grunt gulp hatch hexo invoke inv jake just lage lein lerna mage make gmake mix moon mvn mvnw ng nox
    npm npm-run-all nuke nx pants pdm phing pipenv pnpm poe poetry rails rake run-p run-s rush rye sbt task thor
    tox turbo uv wireit yarn`.split(/\s+/),
);

/** Whether the words of this program name what it runs. */
export function runsTargets(program: string): boolean {
  return runners.has(program);
}

/** What a call of make asks for. */
export interface MakeCall {
  targets: Value[];
  /** Variables of the command line, as make reads them. */
  variables: Map<string, string>;
  folder?: Value;
  file?: Value;
  /** Whether it only says what it would run. */
  dry: boolean;
}

const valued = new Set(['-I', '-l', '-o', '-W', '--include-dir', '--assume-old', '--assume-new']);

/** Reads the words after `make`. */
export function makeCall(args: Value[]): MakeCall {
  const call: MakeCall = { targets: [], variables: new Map(), dry: false };
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? known('');
    const [, option = '', attached] = /^(-C|-f|--directory|--file|--makefile)(?:=?(.+))?$/.exec(word.text) ?? [];
    const [, name, value] = /^([\w.-]+)\s*[:?+]?=([^]*)$/.exec(word.text) ?? [];
    if (option !== '') {
      const given = attached === undefined ? args[++at] : { ...word, text: attached };
      if (given) call[option === '-C' || option === '--directory' ? 'folder' : 'file'] = given;
    } else if (valued.has(word.text)) at++;
    else if (/^(?:--dry-run|--just-print|--recon|--question|--touch)$|^-[a-zA-Z]*[nqt]$/.test(word.text))
      call.dry = true;
    else if (word.text.startsWith('-')) continue;
    else if (name !== undefined && value !== undefined) call.variables.set(name, value.replaceAll('$', '$$$$'));
    else call.targets.push(word);
  }
  return call;
}

/** Whether all that a call of make asks for is in the file. */
export function isSettled({ targets, folder, file }: MakeCall): boolean {
  return [...targets, ...(folder ? [folder] : []), ...(file ? [file] : [])].every(isKnown);
}
