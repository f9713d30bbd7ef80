import { BaseSequencer, type TestSpecification } from 'vitest/node'

const isLong = ({ moduleId }: TestSpecification) =>
  /(chaos|conformance|journey|cluster|processes|every-page|uploads|dropped|killed|attacks|scan-folder)[^/]*\.test\.ts$/.test(
    moduleId,
  )

/** Starts the files that are known to take longest first: on a fresh clone vitest has no times of its own to go by. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return [...sorted.filter(isLong), ...sorted.filter(file => !isLong(file))]
  }
}
