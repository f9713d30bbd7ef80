import type { Hosting } from '@icms/backbone/host'
import type { Logger } from 'pino'

/** A line for what came of each input, at `debug`; of what people should look at, at `warn`. Below its level nothing is made for it. */
export function outcomeLog(
  logger: Pick<Logger, 'debug' | 'warn' | 'isLevelEnabled'>,
): Pick<Hosting, 'outcome' | 'alarm'> {
  return {
    ...(logger.isLevelEnabled('debug') && {
      outcome: ({ what, ...ids }) => logger.debug(ids, `an input was ${what}`),
    }),
    ...(logger.isLevelEnabled('warn') && {
      alarm: ({ what, ...ids }) =>
        logger.warn(ids, what === 'in doubt' ? 'a call is in doubt' : 'an input was set aside'),
    }),
  }
}
