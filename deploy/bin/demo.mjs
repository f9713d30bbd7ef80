import { launch } from './launch.mjs'

await launch('deploy/demo/demo.ts')
