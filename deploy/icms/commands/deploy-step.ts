import { isBackboneError } from '@icms/backbone/errors'
import type { Settings } from '../../host/settings.ts'
import { type ExitCode, exitCode, Failure } from '../command.ts'
import type { Output } from '../output.ts'

type Step = 'topics create' | 'schemas register' | 'schemas check'

/** Takes a step of a deployment, which goes to broker and registry by itself. */
export async function takeStep(step: Step, settings: Settings, out: Output): Promise<ExitCode> {
  if (settings.backbone !== 'kafka')
    throw new Failure(
      'usage',
      `'${step}' is a step of a deployment on Kafka: set ICMS_BACKBONE=kafka and its addresses`,
    )
  const { deployStep } = await import('../deploy-steps.ts')
  try {
    out.answer({ done: await deployStep(step, settings, words => out.note(words)) }, ({ done }) => [done])
    return exitCode.done
  } catch (error) {
    // A schema that is missing is waited for by a gateway; to who asks for it, it is what was found.
    const isFinding = /is not registered/.test((error as Error).message)
    if (isBackboneError(error, 'NotNow') && !isFinding) throw new Failure('notNow', error.message)
    throw error
  }
}
