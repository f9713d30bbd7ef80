import { launch } from '../../deploy/bin/launch.mjs'

await launch('test/simulation/simulate-command.ts')
