import type { Deployable, HostContext } from '@icms/backbone/deployable'

/**
 * A service whose edge notes, in order, what it asks of the world: commands sent, rows and outcomes read. Whoever measures
 * how long an answer takes learns no more than what differs in these. For tests only.
 */
export function countingWork<Plugin>(deployable: Deployable<Plugin>) {
  const work: string[] = []
  const noting = (context: HostContext): HostContext => {
    const { readSide } = context.backbone
    return {
      ...context,
      commands: {
        send(service, command) {
          work.push(`send ${command.type}`)
          return context.commands.send(service, command)
        },
        publish(service, commands) {
          work.push(...commands.map(({ type }) => `publish ${type}`))
          return context.commands.publish(service, commands)
        },
      },
      backbone: {
        ...context.backbone,
        readSide: {
          get(service, table, ...rest) {
            work.push(`get ${service}/${table}`)
            return readSide.get(service, table, ...rest)
          },
          list(service, query, ...rest) {
            work.push(`list ${service}/${query.table}`)
            return readSide.list(service, query, ...rest)
          },
          outcome(...args) {
            work.push('outcome')
            return readSide.outcome(...args)
          },
          onOutcome: (...args) => readSide.onOutcome(...args),
        },
      },
    }
  }
  return {
    work,
    deployable: { ...deployable, start: (context: HostContext) => deployable.start(noting(context)) },
    /** What is done while this runs. */
    async workOf(act: () => Promise<unknown>): Promise<readonly string[]> {
      work.length = 0
      await act()
      return [...work]
    },
  }
}
