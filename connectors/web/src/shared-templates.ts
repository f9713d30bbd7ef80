import { compileFunction } from 'node:vm'
import nunjucks from 'nunjucks'

type Compiled = Readonly<Record<string, unknown>>
type Source = { readonly src: unknown; readonly path: string; readonly noCache: boolean }

const { compiler } = nunjucks as unknown as {
  readonly compiler: {
    compile(text: string, filters: readonly [], extensions: readonly [], path: string, options: object): string
  }
}

/** By file: nothing in what is compiled belongs to one environment, and all of ours have the same options. */
const compiledOf = new Map<string, Compiled>()

/** Finds templates in these folders; what several services show, layout and Design System, is compiled once in a process. */
export function sharedTemplates(folders: string[], options: object): nunjucks.FileSystemLoader {
  const loader = new nunjucks.FileSystemLoader(folders)
  const find = loader.getSource.bind(loader) as (name: string) => Source | null
  const getSource = (name: string): Source | null => {
    const found = find(name)
    if (!found) return null
    const { path } = found
    const compiled = compiledOf.get(path) ?? compile(String(found.src), path, options)
    compiledOf.set(path, compiled)
    return { ...found, src: { type: 'code', obj: compiled } }
  }
  return Object.assign(loader, { getSource }) as unknown as nunjucks.FileSystemLoader
}

/** Throws what nunjucks throws for a template that it cannot read. */
const compile = (text: string, path: string, options: object): Compiled =>
  compileFunction(compiler.compile(text, [], [], path, options))() as Compiled
