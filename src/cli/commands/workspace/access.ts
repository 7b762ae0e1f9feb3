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
import { readEach } from './asked';

/** Everybody's permission on many repositories, and where it comes from. */
export async function accessMany(many: Many, options: Shared, io: Io): Promise<void> {
  const gathered = gathering(many);
  const printer = accessOfManyAs(options.format, { readFrom: many.readFrom, colors: colorsFor(io) });
  for await (const one of readEach(many, gathered, io)) {
    if ('gap' in one) {
      io.out(printer.take(one));
      continue;
    }
    const { facts, from } = one;
    const report = accessReport(facts);
    const spoken = sayAccessReport(report, facts);
    const digest = digestOfAccess(report, facts);
    gathered.take(facts.repository, { ...spoken, branchesRead: true }, digest);
    const about = () => aboutOf(spoken, facts.repository, from, digest);
    io.out(printer.take({ report, facts, about }));
    await io.outLeft?.();
  }
  io.out(printer.done(gathered.done()));
}
