import path from 'node:path';
import fc from 'fast-check';
import ts from 'typescript';

const root = path.join(__dirname, '../../src');

/** What a generated value holds where its type says no more than *text*, or is one of the types that are given here. */
export interface Leaves {
  /** By the name of the type. */
  types: Record<string, fc.Arbitrary<unknown>>;
  /** `within` is the name of the type that the key belongs to, where it has one. */
  text: (key: string, within: string | undefined) => fc.Arbitrary<string>;
}

/** Values of types, made from their source: a member that is added to a union is among them the next time. */
export interface Source<Name> {
  /** Any value of this type. */
  valuesOf: (name: Name, leaves: Leaves) => fc.Arbitrary<unknown>;
  /** The words that this key may hold in the members of this union. */
  wordsOf: (name: Name, key: string) => string[];
}

/** Reads types that files of `src` export, by name. Takes seconds: once for a file of tests. */
export function sourceOf<Name extends string>(fileOf: Record<Name, string>): Source<Name> {
  const config = ts.readConfigFile(path.join(root, '../tsconfig.json'), (file) => ts.sys.readFile(file));
  const parsed = ts.parseJsonConfigFileContent({ ...(config.config as object), files: [] }, ts.sys, root);
  const options: ts.CompilerOptions = { ...parsed.options, types: [], noEmit: true };
  // A file that is nowhere: named so, a type with parameters stands for the one with their defaults.
  const asked = path.join(root, 'asked.ts');
  const text = Object.entries<string>(fileOf)
    .map(([name, file]) => `export type ${name} = import('./${file.replace(/\.ts$/, '')}').${name};`)
    .join('\n');
  const host = ts.createCompilerHost(options);
  const program = ts.createProgram([asked], options, {
    ...host,
    fileExists: (file) => file === asked || host.fileExists(file),
    readFile: (file) => (file === asked ? text : host.readFile(file)),
    getSourceFile: (file, version) =>
      file === asked ? ts.createSourceFile(file, text, version) : host.getSourceFile(file, version),
  });
  const checker = program.getTypeChecker();

  function typeOf(name: string): ts.Type {
    const source = program.getSourceFile(asked);
    const module = source && checker.getSymbolAtLocation(source);
    const symbol = module && checker.getExportsOfModule(module).find((one) => one.name === name);
    const type = symbol && checker.getDeclaredTypeOfSymbol(symbol);
    if (!type || type.flags & ts.TypeFlags.Any) throw new Error(`No file exports a type ${name}.`);
    return type;
  }

  function propertiesOf(type: ts.Type): { key: string; optional: boolean; type: ts.Type }[] {
    return checker.getPropertiesOfType(type).map((property) => ({
      key: property.name,
      optional: (property.flags & ts.SymbolFlags.Optional) !== 0,
      type: checker.getTypeOfSymbol(property),
    }));
  }

  function valuesOf(name: Name, { types, text }: Leaves): fc.Arbitrary<unknown> {
    const made = new Map<ts.Type, fc.Arbitrary<unknown>>();

    function values(type: ts.Type, key: string, within: string | undefined): fc.Arbitrary<unknown> {
      if (type.isUnion()) {
        const members = type.types.filter(({ flags }) => !(flags & ts.TypeFlags.Undefined));
        return fc.oneof(...members.map((member) => values(member, key, within)));
      }
      if (type.isStringLiteral() || type.isNumberLiteral()) return fc.constant(type.value);
      if (type.flags & ts.TypeFlags.BooleanLiteral) return fc.constant(checker.typeToString(type) === 'true');
      if (type.flags & ts.TypeFlags.Null) return fc.constant(null);
      if (type.flags & ts.TypeFlags.Number) return fc.nat(9);
      if (type.flags & ts.TypeFlags.String) return text(key, within);
      if (!(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)))
        throw new Error(`No value of ${checker.typeToString(type)} at ${key}.`);
      return objects(type, key, within);
    }

    function objects(type: ts.Type, key: string, within: string | undefined): fc.Arbitrary<unknown> {
      if (checker.isArrayType(type) || checker.isTupleType(type)) {
        const [item] = checker.getTypeArguments(type as ts.TypeReference);
        if (!item) throw new Error(`No list of ${checker.typeToString(type)}.`);
        return fc.array(values(item, key, within), { minLength: checker.isTupleType(type) ? 1 : 0, maxLength: 2 });
      }
      const own = (type.symbol as ts.Symbol | undefined)?.name;
      const known = own === undefined || own === '__type' ? type.aliasSymbol?.name : own;
      const given = known === undefined ? undefined : types[known];
      if (given) return given;
      const before = made.get(type);
      if (before) return before;
      const properties = propertiesOf(type);
      const record = fc.record(
        Object.fromEntries(properties.map((one) => [one.key, values(one.type, one.key, known)])),
        { requiredKeys: properties.flatMap((one) => (one.optional ? [] : [one.key])) },
      );
      made.set(type, record);
      return record;
    }

    return values(typeOf(name), name, undefined);
  }

  function wordsOf(name: Name, key: string): string[] {
    const type = typeOf(name);
    const members = type.isUnion() ? type.types : [type];
    const held = members.flatMap((member) => propertiesOf(member).filter((one) => one.key === key));
    const words = held.flatMap((one) => (one.type.isUnion() ? one.type.types : [one.type]));
    return words.flatMap((word) => (word.isStringLiteral() ? [word.value] : []));
  }

  return { valuesOf, wordsOf };
}
