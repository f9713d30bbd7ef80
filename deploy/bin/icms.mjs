import { launch } from './launch.mjs'

await launch('deploy/icms/main.ts')
