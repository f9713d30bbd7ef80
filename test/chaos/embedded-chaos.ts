import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { operator } from '@icms/deploy/demo/people'
import { readSecrets } from '@icms/deploy/host/secrets'
import { readSettings } from '@icms/deploy/host/settings'
import { operatorTokenOf } from '@icms/deploy/operations/operator-token'
import { type HostingProcess, hosting } from '../journeys/hosting-process.ts'
import { drawFrom } from '../simulation/draw.ts'
import { freePort } from '../stack/free-port.ts'
import { type Account, openAccount } from './account.ts'
import type { ChaosOutcome } from './chaos.ts'
import { filingsTopic, type PublishFiling } from './court.ts'
import { openFrontDoor, settingsBehind } from './front-door.ts'
import { inTheEnd } from './in-the-end.ts'
import type { Evidence, Mail } from './judge/evidence.ts'
import { readEmbedded } from './judge/read-embedded.ts'
import { keepLogs } from './keep-logs.ts'
import { load } from './load.ts'
import { openMailbox } from './mailbox.ts'
import { countsOf, refusedThough, summaryOf } from './report.ts'

export type EmbeddedPlan = { readonly kills: number; readonly seed: string; readonly say: (line: string) => void }

const lifeMs = [3_000, 6_000] as const
const patienceMs = 10_000
const dayMs = 86_400_000
/** Past every deadline of an application, a code and a retry. */
const jumpMs = 45 * dayMs

/**
 * `npm start` as it comes, killed with -9 and started again while people register and a court files; stopped for a moment
 * in between while its folder is copied, as a snapshot of the disk does. Then the folder and the copy are each opened by
 * another process with a clock past all deadlines, and what is in them is judged: the copy by what was acknowledged before.
 */
export async function runEmbeddedChaos({ kills, seed, say }: EmbeddedPlan): Promise<ChaosOutcome> {
  const folder = mkdtempSync(join(tmpdir(), 'icms-embedded-chaos-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  const ends: (() => unknown)[] = [remove]
  process.once('exit', remove)
  try {
    const mailbox = await openMailbox()
    ends.push(() => mailbox.stop())
    const account = openAccount()
    const port = await freePort()
    const main = await gatewayIn(join(folder, 'main'), mailbox.url, port)
    const door = await openFrontDoor(port, () => [main.process])
    ends.push(() => door.stop())
    ends.push(() => main.process.kill())
    await main.process.start()
    const loaded = load({ origin: door.origin, mailbox, account, run: seed, publish: main.publish, patienceMs })
    const draw = drawFrom('embedded-chaos', seed)
    let copied: Copied | undefined
    for (let n = 1; n <= kills; n++) {
      await sleep(draw.between(...lifeMs))
      say(`kill -9 after ${countsOf(account)}`)
      await main.process.kill()
      await main.process.start()
      if (n !== Math.ceil(kills / 2)) continue
      await sleep(draw.between(...lifeMs))
      copied = copyWhileStopped(main, join(folder, 'copy'), account, mailbox.mails())
      say(`copied after ${countsOf(account)}`)
    }
    await loaded.end()
    say(`no more kills: ${countsOf(account)}; the clock is moved by ${jumpMs / dayMs} days`)
    const inMain = await openLater(main, account, account, () => mailbox.mails())
    say(`the folder has ${inMain.evidence.messages.length} messages; its copy is opened`)

    const others = await openMailbox()
    ends.push(() => others.stop())
    const copy = await gatewayIn(join(folder, 'copy'), others.url, port)
    ends.push(() => copy.process.kill())
    const inCopy = await openLater(copy, account, copied!.before, () => [...copied!.mails, ...others.mails()])
    const violations = [
      ...account.refused.map(refusedThough),
      ...inMain.violations,
      ...inCopy.violations.map(found => ({ ...found, what: `in the copy: ${found.what}` })),
    ]
    return {
      violations,
      summary: [
        ...summaryOf(account, inMain.evidence, { kill: kills }),
        `copy:  ${inCopy.evidence.messages.length} messages, ${copied!.before.told.length} acknowledgements before it`,
      ],
      logs: violations.length > 0 ? keepLogs(inMain.evidence, account.gaveUp) : undefined,
    }
  } finally {
    for (const end of ends.toReversed()) await end()
  }
}

type Gateway = { readonly dataDir: string; readonly process: HostingProcess; readonly publish: PublishFiling }

async function gatewayIn(dataDir: string, smtpUrl: string, port: number): Promise<Gateway> {
  const settings = { ...settingsBehind(port), ICMS_DATA_DIR: dataDir, ICMS_SMTP_URL: smtpUrl }
  const hosted = hosting([], 'npm start', settings, await freePort())
  process.once('exit', () => void hosted.kill())
  const publish: PublishFiling = async ({ source, sourceId }, data) => {
    const token = operatorTokenOf(readSecrets(readSettings(settings)))
    const record = { type: 'FilingLodged', key: `foreign-${sourceId}`, id: sourceId, source, data }
    await operator(`http://127.0.0.1:${port}`, token).publish(filingsTopic, [record])
  }
  return { dataDir, process: hosted, publish }
}

type Acknowledged = Pick<Account, 'told' | 'filings'>
type Copied = { readonly before: Acknowledged; readonly mails: readonly Mail[] }

/** What was acknowledged before the process was stopped is what has to be in the copy. */
function copyWhileStopped({ dataDir, process }: Gateway, to: string, account: Account, mails: readonly Mail[]): Copied {
  const before = { told: [...account.told], filings: [...account.filings] }
  process.freeze()
  try {
    // Locks are of the process that holds them.
    cpSync(dataDir, to, { recursive: true, filter: path => !/(lock\.sqlite|holder\.json)/.test(path) })
  } finally {
    process.thaw()
  }
  return { before, mails }
}

/**
 * Opens a folder with a clock that is ahead, waits until nothing is waiting, and judges what is in its file: at least what
 * was acknowledged, and of what else was sent what is there.
 */
async function openLater(
  { dataDir, process }: Gateway,
  { filings, secrets }: Account,
  acknowledged: Acknowledged,
  mails: () => readonly Mail[],
) {
  await process.kill()
  await process.start({ ICMS_CLOCK_START: new Date(Date.now() + jumpMs).toISOString() })
  const look = async (): Promise<Evidence> => {
    const messages = await readEmbedded(join(dataDir, 'icms.sqlite'))
    const lodged = new Set(messages.filter(({ topic }) => topic === filingsTopic).map(({ headers }) => headers.ce_id))
    return {
      messages,
      mails: mails(),
      told: acknowledged.told,
      filings: filings.filter(filing => lodged.has(filing.sourceId) || acknowledged.filings.includes(filing)),
      secrets,
      printed: [{ name: 'the gateway', text: process.printed() }],
      now: Date.now() + jumpMs,
    }
  }
  const found = await inTheEnd(look)
  await process.kill()
  return found
}
