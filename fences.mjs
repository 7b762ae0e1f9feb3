// What no linter holds: how many lines may be very wide, and how many files one level of folders may hold.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Lines above this many columns are samples or sentences; outside `refusals/families` there are no more than this. */
const wide = 140;
const mostWide = 42;
/** A level of folders holds at most this many files, but for lists of like things. */
const mostFiles = 14;
const listsOfLikeThings = [
  'src/core/merge-checks',
  'src/refusals/families',
  'src/refusals/scrub',
  'src/sandbox/worlds',
  'test/pipelines/files',
  'test/pipelines/golden',
  'test/worlds/golden',
];

const complaints = [];

let wideLines = 0;
const widest = new Map();
for (const folder of ['src', 'static', 'test', 'bench', 'mutation']) {
  for (const file of filesBelow(folder)) {
    if (!/\.m?tsx?$/.test(file) || file.startsWith('src/refusals/families/')) continue;
    const count = read(file)
      .split('\n')
      .filter((line) => [...line].length > wide).length;
    if (count > 0) widest.set(file, count);
    wideLines += count;
  }
}
if (wideLines > mostWide) {
  const most = [...widest].sort(([, one], [, other]) => other - one).slice(0, 10);
  complaints.push(
    `${wideLines} lines are wider than ${wide} columns; there may be ${mostWide}. Most are in:`,
    ...most.map(([file, count]) => `  ${count} ${file}`),
  );
} else if (wideLines < mostWide) {
  console.log(`Only ${wideLines} lines are wider than ${wide} columns: lower \`mostWide\` to that.`);
}

for (const [folder, count] of filesByFolder(['src', 'static/src', 'test'])) {
  const isList = listsOfLikeThings.includes(folder);
  if (count > mostFiles && !isList)
    complaints.push(`${folder} holds ${count} files; a level holds at most ${mostFiles}.`);
}
for (const folder of listsOfLikeThings) {
  if (filesBelow(folder).length === 0) complaints.push(`${folder} is excepted in fences.mjs, and does not exist.`);
}

for (const complaint of complaints) console.error(complaint);
process.exitCode = complaints.length > 0 ? 1 : 0;

/** Every file below, by its path from here; nothing where there is no such folder. */
function filesBelow(folder) {
  let entries = [];
  try {
    entries = readdirSync(path.join(import.meta.dirname, folder), { withFileTypes: true });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  return entries.flatMap((entry) => {
    const below = `${folder}/${entry.name}`;
    if (!entry.isDirectory()) return [below];
    return entry.name === 'dist' || entry.name === 'node_modules' ? [] : filesBelow(below);
  });
}

function filesByFolder(folders) {
  const counts = new Map();
  for (const file of folders.flatMap(filesBelow)) {
    const folder = path.posix.dirname(file);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return counts;
}

function read(file) {
  return readFileSync(path.join(import.meta.dirname, file), 'utf8');
}
