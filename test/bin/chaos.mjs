import { launch } from '../../deploy/bin/launch.mjs'

await launch('test/chaos/chaos-command.ts')
