import type { SourceFile } from './source-tree.ts'

/**
 * The rules of the Administrative Instructions, each in a few words. `built`: whether the product keeps it already; one that
 * is built has a test that cites it.
 */
type Rule = { readonly id: string; readonly says: string; readonly built: boolean }

const rule = (id: string, says: string, built = true): Rule => ({ id, says, built })
const later = (id: string, says: string): Rule => rule(id, says, false)

export const rules: readonly Rule[] = [
  rule('R1', 'Only a registered user transacts electronically in a proceeding'),
  rule('R2', 'A proceeding is an e-proceeding by an implementation notice in force'),
  rule('R3', 'Each decision records the version of the instructions that applied'),
  rule('R7', 'Every registered user has a login name and an activation code'),
  rule('R8', 'What registered users may do in a linked case'),
  later('R9', 'What may be searched without registration'),
  rule('R10a', 'A party to an ongoing or new e-proceeding may register'),
  later('R10b', 'Bodies that may register whatever their cases'),
  rule('R10c', 'Anybody else needs good and sufficient reasons'),
  rule('R11', 'Restrictive orders stop sending, and only sending'),
  rule('R12', 'The Judiciary Administrator may terminate access, with a reason'),
  rule('R15a', 'Individual accounts are for litigants in person'),
  rule('R15b', 'A prospective litigant is approved conditionally'),
  rule('R15c', 'and has the period that the mail names to file a case'),
  rule('R15d', 'Without one the account ends, and nobody is told before'),
  rule('R16a', 'An account is de-activated three months after its last case ended'),
  rule('R29', 'The terms in force are accepted'),
  rule('R30a', 'Credentials are protected'),
  rule('R30b', 'Whoever gives the password acts as the holder'),
  rule('R31d', 'What a message says is read only by signing in'),
  rule('R32a', 'Applications come in online'),
  rule('R32b', 'Forms come by fax, by post and by hand'),
  rule('R33', 'Documents come with the application'),
  rule('R34a', 'Vetting takes three working days once everything essential is there'),
  rule('R34b', 'The applicant is invited to the Help Centre by mail'),
  rule('R34c', 'A personal representative may attend instead'),
  rule('R34d', 'What is not in order is asked for before anything goes on'),
  rule('R35a', 'Relevant documents are shown at the Help Centre'),
  rule('R35b', 'No attendance within 30 calendar days: regarded as rejected'),
  rule('R35c', 'A final application is never opened again'),
  rule('R36a', 'The login name comes by mail after authentication and approval'),
  rule('R36b', 'Services open with the activation'),
  rule('R37', 'Without a response in seven working days the applicant may enquire'),
  rule('R39', 'Approval and rejection are at the Judiciary Administrator’s discretion'),
  rule('R40a', 'Registration alone links nothing'),
  rule('R40c', 'Court support staff link a case that was asked for'),
  rule('R40d', 'Cases named in the application are asked to be linked'),
  rule('R40e', 'An originating document filed through iCMS links by itself'),
  rule('R40f', 'So do an acknowledgement of service and other configured types'),
  rule('R41', 'In a linked case the court sends through iCMS'),
]

const titles = /\btest(?:\.concurrent)?(?:\.each\([\s\S]*?\))?\(\s*(['"`])([\s\S]*?)\1\s*,/g

/**
 * Rules that a title cites: `R34a`, several parts as `R15b–d`, a paragraph without parts as `R37`. A range of paragraphs
 * says what a journey goes through and proves none of them by itself.
 */
export function rulesIn(title: string): readonly string[] {
  const cited = new Set<string>()
  for (const [, number, first, last] of title.matchAll(/\bR(\d+)(?:([a-f])(?:[–-]([a-f])\b)?)?/g))
    for (const { id } of rules) {
      const [, of, part] = /^R(\d+)([a-f])?$/.exec(id)!
      if (of !== number) continue
      const isCited = part && first ? part >= first && part <= (last ?? first) : part === first
      if (isCited) cited.add(id)
    }
  return [...cited]
}

/** Test files by the rules that the titles of their tests cite. */
export function testsOfRules(files: readonly SourceFile[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>()
  for (const { path, text } of files)
    for (const [, , title = ''] of text.matchAll(titles))
      for (const id of rulesIn(title)) found.set(id, (found.get(id) ?? new Set()).add(path))
  return new Map([...found].map(([id, paths]) => [id, [...paths].toSorted()]))
}

/** The table of services/README.md. */
export function rulesTable(files: readonly SourceFile[]): string {
  const tests = testsOfRules(files)
  const link = (path: string) => `[${path.split('/').at(-1)!.replace(/\.ts$/, '')}](../${path})`
  const lines = rules.map(({ id, says, built }) => {
    const cited = tests.get(id) ?? []
    return `| ${id} | ${says} | ${built ? cited.map(link).join(', ') : 'not built yet'} |`
  })
  return ['| rule | says | proved by |', '|---|---|---|', ...lines].join('\n')
}
