import { once } from 'node:events'
import { createServer } from 'node:net'
import type { Settings } from './settings.ts'

/**
 * Why a start with these settings cannot be, one line each, before anything is opened: the ports are taken for a moment,
 * and so is the data folder where one process must hold it.
 */
export async function findStartProblems(settings: Settings): Promise<readonly string[]> {
  const { web, bounces, services } = settings
  const ports = [whyNoPort(web, 'ICMS_HTTP')]
  if (bounces && services.includes('email')) ports.push(whyNoPort(bounces, 'ICMS_BOUNCE'))
  const problems = await Promise.all([...ports, whyNoFolder(settings)])
  return problems.filter(problem => problem !== undefined)
}

type Place = { readonly host: string; readonly port: number }

async function whyNoPort({ host, port }: Place, settings: string): Promise<string | undefined> {
  const probe = createServer()
  try {
    await once(probe.listen({ host, port }), 'listening')
    return undefined
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE')
      return `port ${port} on ${host} is in use; set ${settings}_PORT to another, or stop what listens there`
    return `port ${port} on ${host} cannot be opened (${code}); set ${settings}_HOST and ${settings}_PORT to others`
  } finally {
    probe.close()
  }
}

async function whyNoFolder({ backbone, dataDir }: Settings): Promise<string | undefined> {
  if (backbone !== 'embedded') return undefined
  const { holdFolder } = await import('@icms/embedded/data-folder')
  try {
    holdFolder(dataDir).release()
    return undefined
  } catch (error) {
    // What else is wrong with the folder is a mistake in the settings, and named there.
    return (error as { code?: string }).code === 'IN_USE' ? (error as Error).message : undefined
  }
}
