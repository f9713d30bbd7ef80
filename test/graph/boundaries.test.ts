import { expect, test } from 'vitest'
import { type Import, packageFolder, readSourceTree, resolveImport, type SourceFile } from './source-tree.ts'

const tree = readSourceTree()
/** The files that some files run, directly or not, each with who led there. */
const reach = (starts: readonly SourceFile[]): ReadonlyMap<SourceFile, string> => {
  const reached = new Map<SourceFile, string>()
  const visit = (file: SourceFile, way: string) => {
    if (reached.has(file)) return
    reached.set(file, way)
    for (const { from, isType } of file.imports) {
      const target = isType ? undefined : tree.get(resolveImport(file.path, from) ?? '')
      if (target) visit(target, `${way} -> ${target.path}`)
    }
  }
  for (const file of starts) visit(file, file.path)
  return reached
}

// Wherever it lies: what runs a part of a test is made for tests.
const isOfTests = ({ path, isTest }: SourceFile) => isTest || /^test\/|\/conformance\//.test(path)
const isTestAid = (file: SourceFile): boolean => [...reach([file]).keys()].some(isOfTests)
const programs = [...tree.values()].filter(file => file.path.startsWith('deploy/') && !file.isTest)
const code = [...tree.values()].filter(file => !isTestAid(file))

/** Which of our packages a package may use, its tests aside. Where the world is put together (deploy), all. */
const mayUse: readonly (readonly [RegExp, RegExp])[] = [
  [/^connectors\/backbone$/, /^$/],
  [/^schemas$/, /^connectors\/backbone$/],
  [/^connectors\/paper-intake$/, /^(schemas|connectors\/(backbone|reference-data|web|paper))$/],
  [/^connectors\//, /^(schemas|connectors\/(backbone|reference-data|web))$/],
  [/^services\/intake-(fax|post|web)$/, /^(schemas|connectors\/(backbone|reference-data|web|paper|paper-intake))$/],
  [/^services\/vetting$/, /^(schemas|connectors\/(backbone|reference-data|web|paper))$/],
  [/^services\/notification$/, /^(schemas|connectors\/(backbone|reference-data|web|email|paper))$/],
  [/^services\//, /^(schemas|connectors\/(backbone|reference-data|web))$/],
  [/^deploy$/, /./],
]

/** What a core may take from Node: functions of their arguments, nothing that knows of the world. */
const pureNames: Record<string, readonly string[]> = {
  'node:crypto': ['createHash', 'createHmac', 'hash'],
  'node:url': ['domainToASCII', 'domainToUnicode'],
  'node:buffer': ['Buffer'],
}

const inputAndOutput = /^node:(fs|net|tls|http|https|http2|dgram|dns|child_process|worker_threads|cluster|sqlite)\b/
const clockOrChance = /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bperformance\.now\b|\bset(Timeout|Interval)\b/

const isAllowedInCore = ({ from, names }: Import): boolean =>
  names.length > 0 && names.every(name => pureNames[from]?.includes(name))

/** The core: the modules that declare an aggregate and what they run. */
const reachCore = () =>
  reach(
    code.filter(
      ({ path, text }) => /^(services|connectors)\//.test(path) && /^export const \w+: Aggregate</m.test(text),
    ),
  )

test('a package uses only the packages below it, and no service uses another', () => {
  const wrong = code.flatMap(file => {
    const own = packageFolder(file.path)
    const allowed = mayUse.find(([user]) => user.test(own))?.[1] ?? /^$/
    return file.imports
      .map(({ from }) => ({ from, target: packageFolder(resolveImport(file.path, from) ?? own) }))
      .filter(({ target }) => target !== own && !allowed.test(target))
      .map(({ from, target }) => `${file.path} imports ${from}: ${own} may not use ${target}`)
  })
  expect(wrong).toEqual([])
})

test('no test of a service looks into another service', () => {
  const wrong = [...tree.values()]
    .filter(file => file.isTest && file.path.startsWith('services/'))
    .flatMap(file =>
      file.imports
        .map(({ from }) => resolveImport(file.path, from) ?? '')
        .filter(target => target.startsWith('services/') && packageFolder(target) !== packageFolder(file.path))
        .map(target => `${file.path} imports ${target}: put a test of several services under test/`),
    )
  expect(wrong).toEqual([])
})

test('no program runs what tests are made of', () => {
  const wrong = [...reach(programs)].filter(([file]) => isOfTests(file)).map(([, way]) => way)
  expect(wrong).toEqual([])
})

test('the backbone touches no file, socket or process', () => {
  const wrong = code
    .filter(file => packageFolder(file.path) === 'connectors/backbone')
    .flatMap(file =>
      file.imports
        .filter(({ from }) => inputAndOutput.test(from))
        .map(({ from }) => `${file.path} imports ${from}: that is for an adapter, behind a port`),
    )
  expect(wrong).toEqual([])
})

test('every service declares an aggregate whose core is checked here', () => {
  const services = new Set(code.map(file => packageFolder(file.path)).filter(folder => folder.startsWith('services/')))
  const checked = new Set([...reachCore().keys()].map(file => packageFolder(file.path)))
  expect([...services].filter(service => !checked.has(service))).toEqual([])
})

test('a core runs nothing but our own modules and pure functions of Node', () => {
  const wrong = [...reachCore()].flatMap(([file, way]) =>
    file.imports
      .filter(given => !given.isType && !resolveImport(file.path, given.from) && !isAllowedInCore(given))
      .map(({ from, names }) => `${way} imports ${from} (${names.join(', ')}): not in a core`),
  )
  expect(wrong).toEqual([])
})

test('a core reads no clock, draws no chance and sets no timer', () => {
  const wrong = [...reachCore()].flatMap(([file, way]) =>
    file.text
      .split('\n')
      .map((line, i) => ({ line, number: i + 1, found: clockOrChance.exec(line)?.[0] }))
      .filter(({ line, found }) => found && !/^\s*(\/\/|\*|\/\*)/.test(line))
      .map(({ number, found }) => `${way}, line ${number}: ${found}; take it from the input or the context`),
  )
  expect(wrong).toEqual([])
})
