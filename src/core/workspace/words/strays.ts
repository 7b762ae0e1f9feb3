import { named } from '../../health/words';
import type { Restriction } from '../../model';
import { thousands } from '../../words/counts';
import { sayGap, type SpokenGap } from '../../words/gaps';
import { code, enumeration, exempted, plain, sentence } from '../../words/names';
import { withTellingNames } from '../../words/telling-names';
import type { Stray, StrayRestriction, Strays } from '../strays';

/** Where a repository strays from a model, as sentences. */
export interface SpokenStrays {
  repository: string;
  strays: string[];
  gaps: SpokenGap[];
}

/** The same in words; `model` is the full name of the model repository. */
export function sayStrays(found: Strays, model: string): SpokenStrays {
  const { repository, strays, gaps, model: of } = withTellingNames(found);
  return {
    repository: plain(repository.fullName),
    strays: strays.map((one) => `${strayWords(one, plain(repository.fullName), plain(model))}.`),
    gaps: [...of.gaps.map((gap) => sayGap(gap, of.repository)), ...gaps.map((gap) => sayGap(gap, repository))],
  };
}

function strayWords(one: Stray, own: string, model: string): string {
  switch (one.stray) {
    case 'lacks':
      return `${own} lacks ${named(one.restriction)}, which ${model} has`;
    case 'has-beside':
      return `${own} has ${named(one.restriction)}, which ${model} has not`;
    case 'otherwise':
      return sentence(otherwiseWords(one, model));
    case 'model-branch':
      return `The ${one.of} branch of the branching model is ${branchWords(one.own)}; that of ${model} is ${branchWords(one.model)}`;
    case 'branch-type':
      return `Branches of type ${code(one.type)} ${prefixWords(one.own)}; those of ${model} ${prefixWords(one.model)}`;
  }
}

function otherwiseWords(
  { restriction, model, lists, misses, in: others }: StrayRestriction,
  modelName: string,
): string {
  const name = sentence(named(restriction));
  const parts = [
    ...(lists ? [`lists ${whom(lists)}, whom that of ${modelName} does not`] : []),
    ...(misses ? [`does not list ${whom(misses)}, whom that of ${modelName} does`] : []),
    ...(others.includes('number')
      ? [`asks for ${numberOf(restriction)}, and that of ${modelName} for ${numberOf(model)}`]
      : []),
    // What the screen calls it nobody documents; REST says that it is a list of branches allowed to push back.
    ...(others.includes('pipelines')
      ? [`names ${sourcesOf(restriction)}, and that of ${modelName} names ${sourcesOf(model, restriction)}`]
      : []),
  ];
  return `${name} ${parts.join('; it ')}`;
}

/** The people and groups of a list that are meant. */
function whom(some: Pick<Restriction, 'users' | 'groups'>): string {
  return exempted({ kind: '', match: { by: 'unknown', word: '' }, gaps: [], pipelinesSourceBranches: [], ...some });
}

/** The branches from which Pipelines may push; in short, after those of `beside`. */
function sourcesOf({ pipelinesSourceBranches: all }: Restriction, beside?: Restriction): string {
  const from = 'from which Pipelines may push';
  if (all.length === 0) return beside ? 'none' : `no branch ${from}`;
  const names = enumeration(all.map(code));
  return beside ? names : `${names} as ${all.length === 1 ? 'a branch' : 'branches'} ${from}`;
}

function numberOf({ value }: Restriction): string {
  return value === undefined ? 'none' : thousands(value);
}

function branchWords(branch: string | undefined): string {
  return branch === undefined ? 'none' : code(branch);
}

function prefixWords(prefix: string | undefined): string {
  return prefix === undefined ? 'are switched off' : `begin with ${code(prefix)}`;
}
