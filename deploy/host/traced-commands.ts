import type { Command, CommandPort } from '@icms/backbone/edge'
import { traceFrom, type Tracing } from '@icms/backbone/tracing'
import { currentTrace } from '@icms/web/request-trace'

/** Commands that belong to the trace of the request which sends them; one that is sent by nobody's request begins its own. */
export function tracedCommands(commands: CommandPort, tracing: Tracing | undefined): CommandPort {
  const traced = (command: Command): Command => ({
    ...command,
    trace: command.trace ?? currentTrace() ?? traceFrom(command.id),
  })

  return {
    publish: (service, sent) => commands.publish(service, sent.map(traced)),

    async send(service, command, waitMsMax) {
      if (!tracing) return commands.send(service, traced(command), waitMsMax)
      const span = tracing.start({
        ...{ name: `sends ${command.type}`, kind: 'producer', parent: command.trace ?? currentTrace() },
        attributes: { service, key: command.key, command: command.id },
      })
      try {
        const result = await commands.send(service, { ...command, trace: span.trace }, waitMsMax)
        span.end(result.kind === 'decided' ? undefined : result.kind)
        return result
      } catch (error) {
        span.end(error instanceof Error ? error.name : 'FAILED')
        throw error
      }
    },
  }
}
