import { createMemoryDocuments } from '@icms/backbone/memory/memory-documents'
import { createMemoryWorld } from '@icms/backbone/memory/memory-world'
import { createSimulatedTime } from '@icms/backbone/memory/simulated-time'
import { pause } from '@icms/backbone/clock'
import { causeOf, isBackboneError } from '@icms/backbone/errors'
import { partitionOf } from '@icms/backbone/partitioner'
import { Killed } from '@icms/backbone/probe'
import { sendMail } from '@icms/email/mail'
import type { MailState } from '@icms/schemas/generated/email-state-v1'
import { command } from './acts.ts'
import { drawFrom } from './draw.ts'
import { createFacts } from './facts.ts'
import { injectFaults, skewed } from './fault-injection.ts'
import { createMailServer } from './mail-server.ts'
import { type Observation, type Observed, observe } from './observation.ts'
import { putToWork } from './people-at-work.ts'
import { createPagePreparer } from './page-preparer.ts'
import { type Plan, planFrom } from './plan.ts'
import { seededRecords } from './reference-seed.ts'
import { allRules } from './rules/all-rules.ts'
import { type SimulatedProcess, startProcess } from './simulated-gateway.ts'

export type Violation = { readonly invariant: string; readonly what: string }

export type Outcome = {
  readonly seed: number
  readonly violation: Violation | undefined
  readonly inputs: number
  readonly records: number
  readonly deaths: number
  readonly zombies: number
  readonly digest: string
  readonly history: readonly string[]
}

const stepsMax = 2_000_000

/** What tasks fail of while processes die and brokers go away. */
const isExpected = (error: unknown) =>
  error instanceof Killed || (['NotNow', 'Fenced', 'Closed'] as const).some(code => isBackboneError(error, code))

/** Runs the whole gateway under a plan in one process and no time, and holds it to all rules. */
export async function simulate(seed: number, plan: Plan = planFrom(seed), keepsHistory = false): Promise<Outcome> {
  const time = createSimulatedTime(seed, plan.start)
  const { clock } = time
  const world = createMemoryWorld({ partitions: plan.partitions, clock, schedule: time.schedule })
  const facts = createFacts()
  const documents = createMemoryDocuments(clock)
  const live = new Map<number, SimulatedProcess>()
  const letters = new Map<string, { id: string; partition: number }>()
  let violation: Violation | undefined
  const violate = (invariant: string, what: string) => {
    violation ??= { invariant, what }
  }
  const rules = allRules(violate, plan)

  function see(seen: Observed) {
    facts.see(seen)
    if (seen.type === 'DeadLetter') noteLetter(seen)
    for (const rule of rules) rule.see?.(seen)
  }
  function noteLetter({ data, partition }: Observed) {
    const at = `${data.service} ${data.input.key}`
    if (data.status === 'OPEN') letters.set(at, { id: data.deadLetterId, partition })
    else if (letters.get(at)?.id === data.deadLetterId) letters.delete(at)
  }

  const observation = await observe(world, clock.now, see, keepsHistory)
  world.log.append(seededRecords(observation.codec))
  const killAll = () => {
    for (const process of live.values()) process.kill()
    live.clear()
  }
  const faults = injectFaults(plan, time, world, killAll)
  const mailServer = createMailServer({
    ...{ seed, clock, isAway: faults.isMailAway },
    asked: mail => checkIntent(mail, world, observation, violate),
    cameBack: ({ emailId, attempt }, inMs) => {
      const data = { emailId, attempt, action: 'FAILED', statusCode: '5.1.1' }
      const actor = { kind: 'machine', id: 'mail-server' } as const
      const report = command('email', 'RecordDeliveryReport', emailId, actor, () => data)
      if (report.by === 'command')
        clock.at(clock.now() + inMs, () => void work.also(`${emailId}-${attempt}`, report, data))
    },
  })
  const pages = createPagePreparer({ seed, clock })
  const anyProcess = (place: number) => [...live.values()][place % Math.max(1, live.size)]
  const work = putToWork(plan.acts, {
    ...{ seed, time, world, facts, observation, anyProcess, documents: documents.store },
    openDeadLetter: (service, key) => letters.get(`${service} ${key}`),
    before(key) {
      for (const rule of rules) rule.before?.(key, clock.now(), world)
    },
    acknowledged(answer) {
      for (const rule of rules) rule.answered?.(answer)
    },
  })

  /** A process comes up whenever it may, until it is killed. */
  async function keepUp(place: number) {
    const masterKey = plan.isEncrypted ? new Uint8Array(32).fill(3) : undefined
    for (let life = 0; ; life++) {
      await pause(clock, Math.max(0, faults.mayStartAt(place) - clock.now()) + 200)
      const draw = drawFrom(seed, 'process', place, life)
      try {
        const process = await startProcess(world, {
          ...{ name: `${place}.${life}`, clock: skewed(clock, plan.skewsMs[place] ?? 0), seed: draw.upTo(1_000_000) },
          ...{ delayMsMax: plan.delayMsMax, probe: faults.probeOf(place), entropy: draw, masterKey },
          ...{ sendMail: mailServer.send, hasPaper: plan.hasPaper, pages, documents },
          report: error => {
            if (!isExpected(error)) violate('L1', `a task failed: ${causeOf(error)}`)
          },
        })
        live.set(place, process)
        observation.tell(`process ${process.name} is up`)
        await process.ended
        if (live.get(place) === process) live.delete(place)
        observation.tell(`process ${process.name} is down`)
      } catch (error) {
        if (!isExpected(error)) throw error
      }
    }
  }
  for (let place = 0; place < plan.processes; place++) void keepUp(place)

  let isOver = false
  clock.at(plan.horizon, () => (isOver = true))
  await time.runUntil(() => isOver || violation !== undefined, stepsMax)
  const drained = {
    ...{ world, observation, documents: documents.store },
    ...{ copies: mailServer.copies, unanswered: work.asking() },
  }
  if (!violation) for (const rule of rules) await rule.drained?.(drained)
  return {
    ...{ seed, violation, inputs: plan.acts.length, records: observation.count(), ...faults.counts() },
    ...{ digest: observation.digest(), history: observation.lines },
  }
}

/** A mail is sent only where everybody can read that it is to be, and the attempt's start was committed (I3). */
function checkIntent(
  { emailId, attempt }: MailState,
  world: ReturnType<typeof createMemoryWorld>,
  { codec }: Observation,
  violate: (invariant: string, what: string) => void,
) {
  const { states } = world.task('email', partitionOf(emailId, world.partitions))
  const value = states.get(`state/mail/${emailId}`)
  if (value) {
    const { attempts } = codec.decode(value) as { attempts: { effect: string; kind: string }[] }
    if (attempts.some(started => started.kind === sendMail && started.effect === `send-${attempt}`)) return
  }
  violate('I3', `mail ${emailId} is sent for the ${attempt}. time before it is committed that it is`)
}
