import { accessReport } from '../../../core/questions/access';
import { sayAccessReport } from '../../../core/say/access';
import { aboutOf } from '../../print/formats/about';
import { digestOfAccess } from '../../print/formats/digest';
import { colorsFor } from '../../print/colors';
import { gathering } from '../../print/workspace/about';
import { accessOfManyAs } from '../../print/workspace/access';
import type { Many } from '../../source/many';
import type { Io } from '../../terminal/io';
import type { Shared } from '../options';
import { watchedEach } from './asked';

/** Everybody's permission on many repositories, and where it comes from. */
export async function accessMany(many: Many, options: Shared, io: Io): Promise<void> {
  const gathered = gathering(many);
  const printer = accessOfManyAs(options.format, { readFrom: many.readFrom, colors: colorsFor(io) });
  for await (const one of watchedEach(many, io)) {
    const read = await one.read();
    if ('gap' in read) {
      gathered.leave(one.names, read.gap);
      io.out(printer.take({ names: one.names, gap: read.gap }));
      continue;
    }
    const { facts } = read;
    const report = accessReport(facts);
    const spoken = sayAccessReport(report, facts);
    const digest = digestOfAccess(report, facts);
    gathered.take(facts.repository, { ...spoken, branchesRead: true }, digest);
    const about = () => aboutOf(spoken, facts.repository, one.from, digest);
    io.out(printer.take({ report, facts, about }));
    await io.outLeft?.();
  }
  io.out(printer.done(gathered.done()));
}
