import { hasProgram } from '../stack/programs.ts'
import { runProgram } from './run-program.ts'

/** Runs docker's command line. Throws with what it printed when it fails. */
export const docker = (args: readonly string[]): Promise<string> => runProgram('docker', args)

export const hasImage = (name: string): Promise<boolean> =>
  docker(['image', 'inspect', '--format', '{{.Id}}', name]).then(
    () => true,
    () => false,
  )

export const bytesOfImage = async (name: string): Promise<number> =>
  Number(await docker(['image', 'inspect', '--format', '{{.Size}}', name]))

/** How to run compose here: v2 where docker has it, else the older program; undefined where there is neither. */
export const findCompose = async (): Promise<readonly string[] | undefined> => {
  const hasPlugin = await docker(['compose', 'version']).then(
    () => true,
    () => false,
  )
  if (hasPlugin) return ['docker', 'compose']
  return hasProgram('docker-compose') ? ['docker-compose'] : undefined
}

const howToGetOne = `
  On Debian, as root:   apt-get install docker.io docker-compose
                        systemctl start docker
  Where no service manager runs, or the kernel has no iptables:
                        dockerd --iptables=false --ip6tables=false &
  An engine elsewhere:  export DOCKER_HOST=tcp://host:2376 (or unix:///path/docker.sock)`

/** Why containers cannot be had and how to get them; undefined when an engine answers and compose is there. */
export const whyNoEngine = async (): Promise<string | undefined> => {
  if (!hasProgram('docker')) return `docker's command line is not installed.${howToGetOne}`
  const silence = await docker(['version', '--format', '{{.Server.Version}}']).then(
    () => undefined,
    (error: Error) => error.message.split('\n').at(-1),
  )
  if (silence !== undefined) return `no container engine answers (${silence}).${howToGetOne}`
  if (!(await findCompose())) return 'there is no compose: apt-get install docker-compose, or docker’s compose plugin.'
  return undefined
}
