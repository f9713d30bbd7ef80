import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { applicant } from '@icms/deploy/demo/people'
import { readSecrets } from '@icms/deploy/host/secrets'
import { readSettings, type ServiceName } from '@icms/deploy/host/settings'
import { operatorTokenOf } from '@icms/deploy/operations/operator-token'
import { persistently } from '../journeys/persistently.ts'
import { password, type Registered, registerByProcesses, signInStaff } from '../journeys/registration-by-processes.ts'
import type { Checks } from './checks.ts'
import type { Composed } from './composed.ts'
import { docker } from './engine.ts'
import { findLaxities } from './guarded.ts'
import { readMailsBy } from './mails-by-api.ts'

type Gateway = {
  readonly check: Checks['check']
  readonly composed: Composed
  readonly settings: Readonly<Record<string, string>> & { readonly ICMS_PUBLIC_ORIGIN: string }
  readonly services: readonly ServiceName[]
}

/** Nine processes and four servers on two processors. */
const healthyMsMax = 900_000
const stepMsMax = 100_000
/** Steps of a deployment: they have ended, and well. */
const steps = ['topics', 'schemas']

/** Brings the gateway up and tries on it what people do, and what operators do. */
export const checkGateway = async ({ check, composed, settings, services }: Gateway): Promise<void> => {
  const origin = settings.ICMS_PUBLIC_ORIGIN
  let registered: Registered | undefined
  const up = async () => void (await composed.compose('up', '--detach'))

  await check('everything is brought up', up)
  await check('every container is healthy', () => allHealthy(composed))
  await check('no container runs as root, writes its root or has capabilities', async () => {
    const laxities = await findLaxities(await composed.containers())
    if (laxities.length > 0) throw new Error(laxities.join('\n'))
  })
  await check('every service is ready, in a process of its own', () => allReady(composed, services))
  await check('one origin leads to all of them', () => oneOrigin(origin))
  await check('one individual is registered, and a filing links the case', async () => {
    const mail = await readMailsBy(origin, stepMsMax)
    const gateway = { originOf: () => origin, operatorToken: operatorTokenFor(settings) }
    registered = await registerByProcesses({ gateway, mail, staff: await signInStaff(gateway) }, 1)
    console.log(`  registered: ${registered.applicationId}, linked to ${registered.caseNumber}`)
  })
  await check('the operators’ tool tells what happened', async () => {
    const told = await composed.compose('run', '--rm', 'icms', 'timeline', registered!.applicationId)
    if (!told.includes('ApplicationApproved')) throw new Error(`it printed:\n${told}`)
  })
  await check('stopped, every process of the gateway ends by itself', async () => {
    await composed.compose('stop', '--timeout', '30')
    const unclean = (await composed.containers()).filter(
      ({ service, exitCode }) => services.includes(service as ServiceName) && exitCode !== 0,
    )
    if (unclean.length > 0)
      throw new Error(unclean.map(({ service, exitCode }) => `${service} ended with ${exitCode}`).join('\n'))
  })
  await check('started again it knows what it knew', async () => {
    await up()
    await allHealthy(composed)
    await holderFinds(origin, registered!)
  })
}

const allHealthy = (composed: Composed): Promise<void> =>
  persistently(
    'all are healthy',
    async () => {
      const wrong = (await composed.containers()).filter(({ service, state, health, exitCode }) =>
        steps.includes(service) ? state !== 'exited' || exitCode !== 0 : state !== 'running' || health !== 'healthy',
      )
      if (wrong.length > 0)
        throw new Error(wrong.map(({ service, state, health }) => `${service} is ${state}, ${health}`).join('; '))
    },
    healthyMsMax,
  )

/** Asked within each container: their probes are not behind the origin. */
const allReady = async (composed: Composed, services: readonly ServiceName[]): Promise<void> => {
  const containers = await composed.containers()
  const ask = 'fetch("http://127.0.0.1:8080/readyz").then(async a => console.log(a.status, await a.text()))'
  for (const service of services) {
    const own = containers.filter(container => container.service === service)
    if (own.length !== 1) throw new Error(`${service} has ${own.length} containers`)
    await persistently(
      `${service} is ready`,
      async () => {
        const said = await docker(['exec', own[0]!.id, 'node', '-e', ask])
        if (!said.startsWith('200 ')) throw new Error(`it says ${said}`)
      },
      stepMsMax,
    )
  }
}

/** What the front page leads to, and the operations of another service than the one that has the front page. */
const oneOrigin = async (origin: string): Promise<void> => {
  const get = async (path: string) => {
    const answer = await fetch(origin + path)
    if (!answer.ok) throw new Error(`${path} was answered ${answer.status}`)
    return answer.text()
  }
  const front = await get('/')
  const missing = ['/apply', '/account/sign-in', '/cases', '/desk/vetting', '/desk/reference'].filter(
    path => !front.includes(`href="${path}"`),
  )
  if (missing.length > 0) throw new Error(`the front page does not lead to ${missing.join(', ')}`)
  await Promise.all(['/apply', '/account/sign-in', '/staff/signed-out'].map(get))
  if (!(await get('/api/openapi/vetting.json')).includes('/api/v1/vetting/'))
    throw new Error('/api/openapi/vetting.json does not describe vetting')
}

const operatorTokenFor = (settings: Readonly<Record<string, string>>): string => {
  const dataDir = mkdtempSync(join(tmpdir(), 'icms-token-'))
  try {
    return operatorTokenOf(readSecrets(readSettings({ ICMS_SECRET: settings.ICMS_SECRET, ICMS_DATA_DIR: dataDir })))
  } finally {
    rmSync(dataDir, { recursive: true })
  }
}

const holderFinds = async (origin: string, { loginName, caseNumber }: Registered): Promise<void> => {
  const holder = applicant(origin)
  await persistently(
    `${caseNumber} after the restart`,
    async () => {
      const { status } = await holder.signIn(loginName, password)
      if (status >= 300) throw new Error(`sign-in was answered ${status}`)
      const { body } = await holder.cases()
      if (!JSON.stringify(body).includes(caseNumber)) throw new Error(`the answer was ${JSON.stringify(body)}`)
    },
    stepMsMax,
  )
}
