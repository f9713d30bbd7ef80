import { type LocalProcess, startProcess } from './stack-process.ts'

/** The system's redis-server, on loopback. */
export const startRedis = (folder: string, args: readonly string[]): Promise<LocalProcess> =>
  startProcess({
    name: 'redis',
    folder,
    command: 'redis-server',
    // Nothing is saved: after kill -9 it comes back empty, which is the harder case for its users.
    args: ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', ...args],
    readyMsMax: 60_000,
    isReady: async log => log.includes('Ready to accept connections'),
  })
