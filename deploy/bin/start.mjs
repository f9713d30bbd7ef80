import { launch } from './launch.mjs'

await launch('deploy/host/main.ts')
