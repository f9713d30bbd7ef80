import { launch } from '../../deploy/bin/launch.mjs'

await launch('test/stack/run-stack.ts')
