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

function packageJson(beside: Beside): v.InferOutput<typeof packageSchema> | undefined {
  const parsed = v.safeParse(packageSchema, json(beside('package.json')));
  return parsed.success ? parsed.output : undefined;
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

/**
 * The commands of a script of package.json, with those before and after it; an empty list where package.json has no
 * such script, nothing where there is no package.json to look in.
 */
export function followPackageScript(script: string, args: Value[], beside: Beside): string[] | undefined {
  const own = packageJson(beside)?.scripts;
  if (!own || !Object.hasOwn(own, script)) return undefined;
  const given = args.map(({ text }) => text).filter((text) => text !== '--');
  return [own[`pre${script}`], [own[script], ...given].join(' '), own[`post${script}`]].filter(
    (one) => one !== undefined,
  );
}

/** The scripts that `npm version` and `npm publish` run by themselves (docs.npmjs.com/cli/using-npm/scripts). */
export function packageHooks(command: string, beside: Beside): string[] {
  const own = packageJson(beside)?.scripts ?? {};
  return [`pre${command}`, command, `post${command}`, ...(command === 'publish' ? ['prepublishOnly'] : [])].flatMap(
    (name) => own[name] ?? [],
  );
}

/** A shell script of the repository. */
export function followFile(path: string, beside: Beside): string | undefined {
  if (path.startsWith('/') || path.startsWith('~') || path.startsWith('..')) return undefined;
  const text = beside(path);
  const [first = ''] = text?.split('\n', 1) ?? [];
  // Programs in other languages are not read: their lines would be taken for commands.
  const isShell = first.startsWith('#!') ? /\b(?:ba|z|da|k|a)?sh\b/.test(first) : /\.(?:ba|z|k)?sh$/.test(path);
  return isShell ? text : undefined;
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
