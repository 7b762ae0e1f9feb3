import {
  doubledKey,
  entriesOf,
  fieldOf,
  followed,
  itemsOf,
  lineAt,
  linesOfText,
  readYaml,
  textOf,
  type Wrong,
  type Yaml,
} from './document';

/** Where pipelines stand in the file. Bookmarks went with Mercurial in 2020. */
export const sections = ['default', 'branches', 'tags', 'bookmarks', 'pull-requests', 'custom'] as const;
/** One of `sections`. */
export type Section = (typeof sections)[number];

/** One script: its text, and the line of the file for each of its lines. */
export interface Script {
  text: string;
  lines: number[];
}

/** A pipe, which runs in a container of its own. */
export interface Pipe {
  name: string;
  line: number;
}

/** One step: what it runs, and on what kind of machine. */
export interface Step {
  /** As the file names it, or its number in the pipeline. */
  title: string;
  line: number;
  /** Whether the repository is cloned before the script. */
  clones: boolean;
  /** Windows runners run PowerShell. */
  windows: boolean;
  script: Script;
  afterScript: Script;
  pipes: Pipe[];
}

/** One pipeline, with its steps in their order; parallel ones stand one after the other. */
export interface Pipeline {
  section: Section;
  /** The pattern, or the name of a custom pipeline; the default pipeline has none. */
  name?: string;
  line: number;
  /** Those asked for when it starts; the default where it has one. */
  variables: Map<string, string | undefined>;
  steps: Step[];
}

/** What the file says and we do not follow. */
export type Unfollowed =
  | { what: 'import'; source: string; pipeline: string; line: number }
  | { what: 'exported' | 'not-a-command'; line: number }
  | { what: 'bookmarks'; line: number }
  /** Events that start pipelines of `custom`, each by its name. */
  | { what: 'triggers'; pipelines: string[]; line: number }
  | { what: 'schedules'; line: number }
  | { what: 'section'; name: string; line: number }
  | { what: 'not-a-step'; line: number };

/** What was read of a file, and what of it was not followed. */
export interface PipelinesFile {
  pipelines: Pipeline[];
  unfollowed: Unfollowed[];
}

/** More steps or text than any real file has: aliases can multiply both. */
const mostSteps = 3_000;
const mostText = 2_000_000;

/** Reads the text of a `bitbucket-pipelines.yml`. Nothing is judged here. */
export function readPipelines(text: string): PipelinesFile | Wrong {
  const yaml = readYaml(text);
  if ('wrong' in yaml) return yaml;
  try {
    return pipelinesOf(yaml);
  } catch (error) {
    const wrong =
      doubledKey(error) ??
      (error instanceof Error && error.message === tooMuch
        ? { wrong: 'unfolds by its aliases into more steps than can be rehearsed' }
        : undefined);
    if (wrong) return wrong;
    throw error;
  }
}

const tooMuch = 'too much';

interface Reading {
  yaml: Yaml;
  /** Whether steps clone that do not say otherwise. */
  clones: boolean;
  steps: number;
  text: number;
  unfollowed: Unfollowed[];
  /** What is no pipeline where one should stand. */
  wrong?: Wrong;
}

function pipelinesOf(yaml: Yaml): PipelinesFile | Wrong {
  const top = entriesOf(yaml.root, yaml);
  if (!top) return { wrong: 'holds no pipelines: its top is not a map' };
  const reading: Reading = { yaml, clones: clones(yaml.root, true, yaml), steps: 0, text: 0, unfollowed: [] };
  const pipelines: Pipeline[] = [];
  const shared = entriesOf(fieldOf(yaml.root, 'definitions', yaml), yaml)?.find(({ key }) => key === 'pipelines');
  if (shared) reading.unfollowed.push({ what: 'exported', line: shared.line });
  const all = top.find(({ key }) => key === 'pipelines');
  if (!all && !shared) return { wrong: 'holds no `pipelines`' };
  const entries = all ? entriesOf(all.value, yaml) : [];
  if (!entries) return { wrong: 'holds no pipelines: `pipelines` is not a map', ...(all && { line: all.line }) };
  if (all && !entries.some(({ key }) => sections.some((one) => one === key)))
    return { wrong: `holds no pipelines: ${noSection}`, line: all.line };
  for (const { key, line, value } of top) {
    if (key === 'triggers') reading.unfollowed.push({ what: 'triggers', pipelines: startedBy(value, yaml), line });
    if (key === 'schedules') reading.unfollowed.push({ what: 'schedules', line });
  }
  for (const { key, line, value } of entries) {
    const section = sections.find((one) => one === key);
    if (section === undefined) {
      reading.unfollowed.push(key === 'schedules' ? { what: 'schedules', line } : { what: 'section', name: key, line });
      continue;
    }
    if (section === 'bookmarks') {
      reading.unfollowed.push({ what: 'bookmarks', line });
    } else if (section === 'default') {
      pipelines.push(...pipelineOf(section, undefined, line, value, reading));
    } else {
      const own = entriesOf(value, yaml);
      if (!own) return { wrong: `holds no pipelines under \`${section}\`: it is not a map`, line };
      for (const entry of own) pipelines.push(...pipelineOf(section, entry.key, entry.line, entry.value, reading));
    }
  }
  if (reading.wrong) return reading.wrong;
  return { pipelines, unfollowed: reading.unfollowed };
}

/**
 * The pipelines of `custom` that top-level `triggers` start: below each event stand conditions with a list `pipelines`
 * (www.atlassian.com/blog/bitbucket/reimagining-how-you-structure-workflows-in-bitbucket-pipelines).
 */
function startedBy(node: unknown, yaml: Yaml): string[] {
  const conditions = (entriesOf(node, yaml) ?? []).flatMap(({ value }) => itemsOf(value, yaml) ?? []);
  const names = conditions.flatMap((one) => itemsOf(fieldOf(one, 'pipelines', yaml), yaml) ?? []);
  return [...new Set(names.flatMap((name) => textOf(name, yaml) ?? []))];
}

const noSection = '`pipelines` has none of `default`, `branches`, `tags`, `pull-requests` and `custom`';

function pipelineOf(
  section: Section,
  name: string | undefined,
  line: number,
  node: unknown,
  reading: Reading,
): Pipeline[] {
  const { yaml } = reading;
  const source = textOf(fieldOf(node, 'import', yaml), yaml);
  if (source !== undefined) {
    reading.unfollowed.push({
      what: 'import',
      source,
      pipeline: titleOf({ section, ...(name !== undefined && { name }) }),
      line,
    });
    return [];
  }
  const items = itemsOf(node, yaml) ?? itemsOf(fieldOf(node, 'steps', yaml), yaml);
  if (!items)
    reading.wrong ??= {
      wrong: `has no list of steps for ${titleOf({ section, ...(name !== undefined && { name }) })}`,
      line,
    };
  const pipeline: Pipeline = { section, ...(name !== undefined && { name }), line, variables: new Map(), steps: [] };
  for (const item of items ?? []) addItem(item, pipeline, reading, 0);
  return [pipeline];
}

/** The pipeline as people find it in the file: `branches › main`. */
export function titleOf({ section, name }: Pick<Pipeline, 'section' | 'name'>): string {
  return name === undefined ? section : `${section} › ${name}`;
}

function addItem(node: unknown, pipeline: Pipeline, reading: Reading, depth: number) {
  const { yaml } = reading;
  if (depth > 5) return;
  const entries = entriesOf(node, yaml) ?? [];
  if (!entries.some(({ key }) => itemKeys.has(key))) notAStep(node, reading);
  for (const { key, value } of entries) {
    if (key === 'step') addStep(value, pipeline, reading);
    if (key === 'variables') addVariables(value, pipeline, reading);
    if (key === 'parallel' || key === 'stage') {
      for (const item of itemsOf(value, yaml) ?? itemsOf(fieldOf(value, 'steps', yaml), yaml) ?? [])
        addItem(item, pipeline, reading, depth + 1);
    }
  }
}

const itemKeys = new Set(['step', 'parallel', 'stage', 'variables']);

function notAStep(node: unknown, { yaml, unfollowed }: Reading) {
  unfollowed.push({ what: 'not-a-step', line: lineAt(followed(node, yaml), yaml.lines) });
}

function addVariables(node: unknown, { variables }: Pipeline, reading: Reading) {
  const { yaml } = reading;
  for (const one of itemsOf(node, yaml) ?? []) {
    const name = textOf(fieldOf(one, 'name', yaml), yaml);
    if (name === undefined || fieldOf(one, 'script', yaml) !== undefined) notAStep(one, reading);
    else variables.set(name, textOf(fieldOf(one, 'default', yaml), yaml));
  }
}

function addStep(node: unknown, pipeline: Pipeline, reading: Reading) {
  const { yaml } = reading;
  if (++reading.steps > mostSteps) throw new Error(tooMuch);
  if (!entriesOf(node, yaml)) {
    notAStep(node, reading);
    return;
  }
  const number = pipeline.steps.length + 1;
  const name = textOf(fieldOf(node, 'name', yaml), yaml)?.trim();
  const pipes: Pipe[] = [];
  const runner = itemsOf(fieldOf(node, 'runs-on', yaml), yaml)?.map((one) => textOf(one, yaml)) ?? [];
  pipeline.steps.push({
    title: name ? `Step "${name.replaceAll(/\s+/g, ' ').slice(0, 100)}"` : `Step ${String(number)}`,
    line: lineAt(followed(node, yaml), yaml.lines),
    clones: clones(node, reading.clones, yaml),
    windows: runner.includes('windows'),
    script: scriptOf(fieldOf(node, 'script', yaml), pipes, reading),
    afterScript: scriptOf(fieldOf(node, 'after-script', yaml), pipes, reading),
    pipes,
  });
}

/** `clone: enabled`, of a step or of the file. */
function clones(node: unknown, otherwise: boolean, yaml: Yaml): boolean {
  const said = textOf(fieldOf(fieldOf(node, 'clone', yaml), 'enabled', yaml), yaml);
  return said === undefined ? otherwise : said !== 'false';
}

/** The commands of a script, one below the other, as Pipelines runs them in one shell. */
function scriptOf(node: unknown, pipes: Pipe[], reading: Reading): Script {
  const { yaml } = reading;
  const texts: string[] = [];
  const lines: number[] = [];
  for (const item of itemsOf(node, yaml) ?? (node === undefined ? [] : [node])) {
    const text = textOf(item, yaml);
    if (text === undefined) {
      const pipe = entriesOf(item, yaml)?.find(({ key }) => key === 'pipe');
      const pipeName = pipe && textOf(pipe.value, yaml);
      if (pipe && pipeName !== undefined) pipes.push({ name: pipeName, line: pipe.line });
      else reading.unfollowed.push({ what: 'not-a-command', line: lineAt(followed(item, yaml), yaml.lines) });
      continue;
    }
    reading.text += text.length;
    if (reading.text > mostText) throw new Error(tooMuch);
    texts.push(text);
    lines.push(...linesOfText(item, text, yaml));
  }
  return { text: texts.join('\n'), lines };
}
