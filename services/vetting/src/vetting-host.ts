import { createTestHost, type TestHostOptions } from '@icms/reference-data/test-host'
import { exampleOf } from '@icms/schemas/example-messages'
import { expect, vi } from 'vitest'
import { deployable } from './main.ts'

export const api = '/api/v1/vetting/applications'
const example = exampleOf('intake-web.events.v1', 'ApplicationSubmitted')

/** What the tests of the edge use: a host that receives applications, and a member of the vetting staff. */
export async function createVettingHost(options: TestHostOptions = {}) {
  const host = await createTestHost([deployable], options)
  const officer = () => host.staffBrowser('demo-vetting')

  const becomes = (applicationId: string, data: object) =>
    vi.waitFor(async () => {
      const answer = await host.context.backbone.readSide.get('vetting', 'applications', applicationId)
      expect(answer).toMatchObject({ state: 'ready', found: { data } })
    })

  /** An application with other answers in its form, or other facts beside it. */
  async function received(applicationId: string, changes: object = {}, rest: object = {}) {
    const submission = { ...example, applicationId, personId: `person-of-${applicationId}`, ...rest }
    const form = { ...example.form, ...changes }
    await host.tell('ApplicationSubmitted', applicationId, { ...submission, form, submittedAt: host.clock.now() })
    await becomes(applicationId, { status: 'VETTING' })
  }

  /** Ids on a part of the worklist. */
  async function listed(query: string): Promise<readonly string[]> {
    const { body } = await (await officer()).json('GET', `${api}?${query}`)
    return JSON.parse(body).applications.map((one: { applicationId: string }) => one.applicationId)
  }

  return { ...host, officer, becomes, received, listed }
}
