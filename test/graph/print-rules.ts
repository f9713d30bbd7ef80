import { rulesTable } from './rules.ts'
import { readSourceTree } from './source-tree.ts'

/** Prints the table for services/README.md: `node test/graph/print-rules.ts`. */
process.stdout.write(`${rulesTable([...readSourceTree().values()])}\n`)
