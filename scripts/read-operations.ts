import { readFileSync } from "node:fs";
import ts from "typescript";

/** A shape by the module that exports it. */
export interface ShapeName {
  module: string;
  name: string;
}

/** One operation, as the source of its route says. */
export interface ApiOperation {
  id: string;
  method: string;
  /** With names in braces. */
  path: string;
  params: string[];
  query: ShapeName | null;
  body: ShapeName | null;
  answer: ShapeName | null;
  /** Answers a file instead of JSON. */
  isFile: boolean;
}

/**
 * The operations of one route file. Its source is read, not run: only the source says by which name a shape is imported.
 * @throws {Error} where a route declares something in another way than all others
 */
export function readOperations(file: string, path: string): ApiOperation[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(file, "utf8"),
    ts.ScriptTarget.Latest,
  );
  const modules = importedNames(source);
  const handlers = declarations(source);
  if (handlers.length === 0)
    throw new Error(`${file}: declare handlers as export const GET = route(…)`);
  return handlers.map(({ method, call }) => {
    const fail = (message: string): never => {
      throw new Error(`${file}, ${method}: ${message}`);
    };
    const [first] = call.arguments;
    if (!first || !ts.isObjectLiteralExpression(first))
      return fail("the first argument must be an object");
    const shape = (name: string): ShapeName | null => {
      const value = property(first, name);
      if (value === undefined) return null;
      const module = ts.isIdentifier(value) && modules.get(value.text);
      return module
        ? { module, name: value.text }
        : fail(`${name} must be imported by its name from a module of lib`);
    };
    const operation = property(first, "operation");
    const id =
      operation &&
      ts.isObjectLiteralExpression(operation) &&
      property(operation, "id");
    if (!id || !ts.isStringLiteral(id))
      return fail(
        "add operation: { id, group, action } with the words of messages/*/reference.json",
      );
    const params = texts(property(first, "params"));
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    if (params.join() !== inPath.join())
      return fail(`params must be ${JSON.stringify(inPath)}`);
    return {
      id: id.text,
      method,
      path,
      params,
      query: shape("query"),
      body: shape("body"),
      answer: shape("answer"),
      isFile: call.expression.getText(source) === "fileRoute",
    };
  });
}

/** The module of each imported name. */
function importedNames(source: ts.SourceFile): Map<string, string> {
  return new Map(
    source.statements.flatMap((statement) => {
      if (!ts.isImportDeclaration(statement)) return [];
      const { moduleSpecifier, importClause } = statement;
      const bindings = importClause?.namedBindings;
      if (!ts.isStringLiteral(moduleSpecifier)) return [];
      if (!bindings || !ts.isNamedImports(bindings)) return [];
      return bindings.elements.map(({ name }): [string, string] => [
        name.text,
        moduleSpecifier.text,
      ]);
    }),
  );
}

const METHODS = ["GET", "POST", "PUT", "DELETE"];

/**
 * The handlers of a file: `export const GET = route(…)`.
 * @throws {Error} where something else is exported: it would answer without an operation that the policy is asked for
 */
function declarations(source: ts.SourceFile) {
  return source.statements.flatMap((statement) => {
    if (!isExported(statement)) return [];
    if (!ts.isVariableStatement(statement))
      throw new Error(`${source.fileName}: export only handlers`);
    return statement.declarationList.declarations.flatMap(
      ({ name, initializer }) => {
        if (
          ts.isIdentifier(name) &&
          METHODS.includes(name.text) &&
          initializer &&
          ts.isCallExpression(initializer)
        )
          return [{ method: name.text, call: initializer }];
        throw new Error(`${source.fileName}: export only handlers`);
      },
    );
  });
}

const isExported = (statement: ts.Statement) =>
  ts.isExportDeclaration(statement) ||
  ts.isExportAssignment(statement) ||
  (ts.canHaveModifiers(statement) &&
    ts
      .getModifiers(statement)
      ?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true);

function property(
  object: ts.ObjectLiteralExpression,
  name: string,
): ts.Expression | undefined {
  for (const each of object.properties)
    if (
      ts.isPropertyAssignment(each) &&
      ts.isIdentifier(each.name) &&
      each.name.text === name
    )
      return each.initializer;
  return undefined;
}

function texts(value: ts.Expression | undefined): string[] {
  return value && ts.isArrayLiteralExpression(value)
    ? value.elements.flatMap((one) =>
        ts.isStringLiteral(one) ? [one.text] : [],
      )
    : [];
}
