import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

export type Import = {
  readonly from: string
  /** Erased before it runs: `import type`. */
  readonly isType: boolean
  /** What is taken by name, as it is called there; empty for `import '…'`, `* as` and `import()`. */
  readonly names: readonly string[]
}

export type SourceFile = {
  /** From the root of the tree, with slashes. */
  readonly path: string
  readonly isTest: boolean
  readonly text: string
  readonly lines: number
  readonly imports: readonly Import[]
}

export const root = join(import.meta.dirname, '..', '..')
const folders = ['schemas', 'services', 'connectors', 'deploy', 'test']
const statements = /^[ \t]*(?:import|export)\s+(type\s)?([^'";]*?)\s*from\s*'([^']+)'/gm
const bare = /^[ \t]*import\s*'([^']+)'|\b(?:import|require)\(\s*'([^']+)'/gm
const comments = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm

/** Every import of a module's text. */
export const importsOf = (text: string): readonly Import[] => {
  const code = text.replace(comments, '')
  const named = [...code.matchAll(statements)].map(([, type, taken = '', from = '']) => ({
    from,
    isType: type !== undefined,
    names: [...taken.matchAll(/(\w+)(?:\s+as\s+\w+)?\s*(?=[,}])/g)].map(([, name = '']) => name),
  }))
  const others = [...code.matchAll(bare)].map(([, module, loaded]) => ({
    from: module ?? loaded ?? '',
    isType: false,
    names: [],
  }))
  return [...named, ...others]
}

/** Every source file of the tree that a person wrote. */
export const readSourceTree = (): ReadonlyMap<string, SourceFile> => {
  const paths = globSync(
    folders.map(folder => `${folder}/**/*.{ts,mjs}`),
    { cwd: root, exclude: path => /(^|\/)(node_modules|generated|\.[^/]+)(\/|$)/.test(path) },
  )
  return new Map(
    paths.toSorted().map(path => {
      const text = readFileSync(join(root, path), 'utf8')
      const file = { path, isTest: path.endsWith('.test.ts'), text, lines: text.split('\n').length - 1 }
      return [path, { ...file, imports: importsOf(text) }]
    }),
  )
}

type Package = { readonly folder: string; readonly exports: readonly (readonly [string, string])[] }

const packages: ReadonlyMap<string, Package> = new Map(
  globSync(
    ['schemas', 'services/*', 'connectors/*', 'deploy', 'test'].map(folder => `${folder}/package.json`),
    {
      cwd: root,
    },
  ).map(path => {
    const { name, exports = {} } = JSON.parse(readFileSync(join(root, path), 'utf8'))
    return [name, { folder: dirname(path), exports: Object.entries<string>(exports) }]
  }),
)

/** `services/vetting`, `connectors/kafka`, `schemas` …: the package's folder that a path lies in. */
export const packageFolder = (path: string): string =>
  path
    .split('/')
    .slice(0, /^(services|connectors)\//.test(path) ? 2 : 1)
    .join('/')

/** The path of the file that an import means; undefined when it is not one of ours. */
export const resolveImport = (file: string, from: string): string | undefined => {
  if (from.startsWith('.')) return normalize(join(dirname(file), from))
  const [, name = '', rest = ''] = /^(@icms\/[^/]+)\/(.+)$/.exec(from) ?? []
  const target = packages.get(name)
  if (!target) return undefined
  const fits = target.exports
    .map(([pattern, path]) => ({ prefix: pattern.slice(2).replace(/\*.*$/, ''), path }))
    .filter(({ prefix }) => rest.startsWith(prefix))
    .toSorted((a, b) => b.prefix.length - a.prefix.length)[0]
  return fits && normalize(join(target.folder, fits.path.replace('*', rest.slice(fits.prefix.length))))
}
