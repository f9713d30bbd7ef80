import { launch } from '../../deploy/bin/launch.mjs'

await launch('test/containers/run-containers.ts')
