import { launch } from '../../deploy/bin/launch.mjs'

await launch('test/load/bench-command.ts')
