import * as v from 'valibot';
import { isDeeper } from '../../core/nesting';
import type { Value } from '../shell/values';

/**
 * A file of the repository, by its path from the pipelines file's folder; nothing where there is none, or it may not be
 * read.
 */
export type Beside = (path: string) => string | undefined;

const packageSchema = v.object({
  scripts: v.optional(v.record(v.string(), v.string())),
  release: v.optional(v.unknown()),
});

function packageJson(beside: Beside, folder = ''): v.InferOutput<typeof packageSchema> | undefined {
  const parsed = v.safeParse(packageSchema, json(beside(inFolder(folder, 'package.json'))));
  return parsed.success ? parsed.output : undefined;
}

/** The path of a file in a folder of the repository. */
export function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** So many characters of files are read in all; what lies beyond is as if it were not there. */
const mostRead = 5_000_000;

/** The same files, each read once, and no more of them than can be rehearsed. */
export function bounded(beside: Beside): Beside {
  const seen = new Map<string, string | undefined>();
  let left = mostRead;
  return (path) => {
    const text = seen.has(path) ? seen.get(path) : beside(path);
    seen.set(path, text);
    left -= text?.length ?? 0;
    return left < 0 ? undefined : text;
  };
}

/** Of package.json; deeper than this nobody writes one. */
const mostLevels = 100;

function json(text: string | undefined): unknown {
  try {
    return text === undefined || isDeeper(text, mostLevels) ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What package.json says of a script, and the folder that it lies in. */
export interface PackageScript {
  folder: string;
  /** Its commands, with those before and after it; nothing where there is no such script. */
  commands?: string[];
}

/** A script of the package.json in this folder or the nearest one above; nothing where none is at hand. */
export function followPackageScript(
  script: string,
  args: Value[],
  beside: Beside,
  from: string,
): PackageScript | undefined {
  for (let folder = from; ; folder = folder.replace(/(?:^|\/)[^/]*$/, '')) {
    const own = packageJson(beside, folder)?.scripts;
    if (own) return { folder, ...commandsOf(script, args, own) };
    if (folder === '') return undefined;
  }
}

function commandsOf(script: string, args: Value[], own: Record<string, string>): { commands?: string[] } {
  if (!Object.hasOwn(own, script)) return {};
  const given = args.map(({ text }) => text).filter((text) => text !== '--');
  const hook = (name: string) => (Object.hasOwn(own, name) ? own[name] : undefined);
  return {
    commands: [hook(`pre${script}`), [own[script], ...given].join(' '), hook(`post${script}`)].filter(
      (one) => one !== undefined,
    ),
  };
}

const installing = ['preinstall', 'install', 'postinstall', 'preprepare', 'prepare', 'postprepare'];
/** The scripts that npm runs by itself with these commands, in their order (docs.npmjs.com/cli/using-npm/scripts). */
const hooks: Record<string, string[]> = {
  version: ['preversion', 'version', 'postversion'],
  publish: ['prepublishOnly', 'prepack', 'prepare', 'postpack', 'publish', 'postpublish'],
  pack: ['prepack', 'prepare', 'postpack'],
  install: installing,
  i: installing,
  ci: installing,
};

/** The scripts that such a command runs by itself; nothing where no package.json is at hand. */
export function packageHooks(command: string, beside: Beside, folder: string): string[] | undefined {
  const own = packageJson(beside, folder)?.scripts;
  const names = Object.hasOwn(hooks, command) ? hooks[command] : undefined;
  return own && (names ?? []).flatMap((name) => (Object.hasOwn(own, name) ? (own[name] ?? []) : []));
}

/** A shell script of the repository. */
export function followFile(path: string, beside: Beside): string | undefined {
  const text = isOutside(path) ? undefined : beside(path);
  const [first = ''] = text?.split('\n', 1) ?? [];
  // Programs in other languages are not read: their lines would be taken for commands.
  const isShell = first.startsWith('#!') ? /\b(?:ba|z|da|k|a)?sh\b/.test(first) : /\.(?:ba|z|k)?sh$/.test(path);
  return isShell ? text : undefined;
}

const settingUp = new Set(
  `activate nvm.sh .bashrc .zshrc .bash_profile .zprofile .bash_env .profile profile environment sdkman-init.sh asdf.sh rvm
  conda.sh bash_completion`.split(/\s+/),
);

/** Files that set up the shell or another language, and are the system's or a tool's. */
export function isSetUp(path: string): boolean {
  const name = path.split('/').at(-1) ?? '';
  return settingUp.has(name) || path.endsWith('.cargo/env');
}

/** The Makefile of a folder, with its path. */
export function followMakefile(folder: string, file: string | undefined, beside: Beside): [string, string] | undefined {
  for (const name of file === undefined ? ['GNUmakefile', 'makefile', 'Makefile'] : [file]) {
    const path = inFolder(folder, name);
    const text = isOutside(path) ? undefined : beside(path);
    if (text !== undefined) return [path, text];
  }
  return undefined;
}

function isOutside(path: string): boolean {
  return path.startsWith('/') || path.startsWith('~') || path.startsWith('..');
}

/** Whether a file at hand speaks of pushing with Git. */
export function speaksOfPush(path: string, beside: Beside): boolean {
  const text = isOutside(path) ? undefined : beside(path);
  return text !== undefined && /git/i.test(text) && /push/i.test(text);
}

/** Whether semantic-release is set up to push to the branch; nothing where its settings are not seen. */
export function semanticReleasePushes(beside: Beside): boolean | undefined {
  const settings = ['.releaserc', '.releaserc.json', '.releaserc.yaml', '.releaserc.yml']
    .map((file) => beside(file))
    .find((text) => text !== undefined);
  const own = packageJson(beside)?.release;
  const text = settings ?? (own === undefined ? undefined : JSON.stringify(own));
  if (text === undefined) return undefined;
  if (text.includes('@semantic-release/git"') || /@semantic-release\/git(?:["'\s,\]]|$)/m.test(text)) return true;
  // A shared configuration may name the plugin.
  return /["']?extends["']?\s*:/.test(text) ? undefined : false;
}
