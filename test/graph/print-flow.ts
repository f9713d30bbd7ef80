import { flowPicture } from './declarations.ts'

/** Prints the picture for the root README: `node test/graph/print-flow.ts`. */
process.stdout.write(`${flowPicture()}\n`)
