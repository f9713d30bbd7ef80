import { launch } from '../../deploy/bin/launch.mjs'

await launch('test/fixtures/fixtures-command.ts')
