/**
 * The steps of a commit at which a process may die, in this order. An adapter calls its probe at each it has;
 * `committed` lies between the log's commit and the read side's.
 */
export const commitSteps = ['before-commit', 'written', 'committed', 'shown'] as const
export type CommitStep = (typeof commitSteps)[number]

/**
 * Called at a step of a commit. A probe that throws `Killed` makes the adapter behave as a process that died there:
 * nothing after the step happens, nothing is cleaned up, the instance answers nobody any more.
 * A probe that waits makes it a process that was stopped: a zombie when it wakes.
 */
export type Probe = (
  step: CommitStep,
  task: { readonly service: string; readonly partition: number },
) => void | Promise<void>

export class Killed extends Error {}
